"""`trainer school`: what is set stands in the file, is checked, and reaches play."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trainer.cli.main import main
from trainer.errors import UsageError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _school(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "school", *arguments])


def _shown(data: Path) -> dict[str, object]:
    shown: dict[str, object] = json.loads(_school(data, "show", "--format", "json").stdout)
    return shown


def test_what_is_set_is_shown_and_the_rest_is_as_built_in(data: Path) -> None:
    before = _shown(data)
    for key, value in {
        "name": 'The "Rowan" School: north',
        "peer_asks_directly": "yes",
        "retention_months": "12",
        "languages": "en, de",
        "adults.named_adult.name": "Mr Obi",
        "adults.named_adult.pronouns": "he",
        "adults.coach.name": "Bo",
    }.items():
        assert _school(data, "set", key, value).exit_code == 0
    after = _shown(data)
    assert after == {
        **before,
        "name": 'The "Rowan" School: north',
        "peer_asks_directly": True,
        "retention_months": 12,
        "languages": ["en", "de"],
        "adults": {
            "named_adult": {"name": "Mr Obi", "pronouns": "he", "about": "the adult for safety worries"},
            "coach": {"name": "Bo"},
        },
    }
    assert "emergency_number" not in (data / "school.yaml").read_text()
    assert '# For danger now.\nemergency_number: "112"\n' in _school(data, "show").stdout


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("nme", "x"),
        ("adults", "x"),
        ("adults.named_adult", "x"),
        ("adults.named_adult.age", "40"),
        ("adults.named_adult.pronouns", "xe"),
        ("name.first", "x"),
        ("peer_asks_directly", "perhaps"),
        ("retention_months", "0"),
        ("name", ""),
        ("name", "x\x1b[31m"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(key: str, value: str, data: Path) -> None:
    _school(data, "set", "emergency_number", "999")
    before, files = (data / "school.yaml").read_bytes(), sorted(data.iterdir())
    assert isinstance(_school(data, "set", key, value).exception, UsageError)
    assert (data / "school.yaml").read_bytes() == before
    assert sorted(data.iterdir()) == files
