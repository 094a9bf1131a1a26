"""Case files, named as laws: what is expected stands behind each wrong line, as `# E: N001` or `# W: W203`."""

import re
from pathlib import Path

import pytest

from tests.content.examples import library
from trainer.analysis.prove import prove
from trainer.analysis.rules.paths import RULES as PATHS
from trainer.content.compile import Proofs, check_bytes

CASES = sorted((Path(__file__).resolve().parents[1] / "cases").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    text = path.read_text("utf-8")
    expected = {
        (number, code)
        for number, line in enumerate(text.splitlines(), start=1)
        for codes in re.findall(r"  # E: (.+)$", line)
        for code in codes.split(", ")
    }
    found = check_bytes(path.name, text.encode(), library(), Proofs(PATHS, prove)) or ()
    assert {(finding.place.line, finding.code) for finding in found} == expected
    assert expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 4
