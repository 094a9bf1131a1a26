"""What is installed: the wheel's files, and the pins it is tried with."""

import re
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PIN = re.compile(r'([A-Za-z0-9._-]+)==([0-9][0-9a-z.]*)( ; sys_platform == "win32")?')


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    [built] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")))
    return zipfile.ZipFile(built)


def test_wheel_carries_program_and_library(wheel: zipfile.ZipFile) -> None:
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    program = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "trainer").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    library = {
        f"trainer/library/{folder}/{path.name}"
        for folder in ("scenarios", "rubrics")
        for path in (ROOT / folder).iterdir()
        if path.is_file()
    }
    assert len(library) >= 14
    assert names == program | library


def test_wheel_starts_the_program(wheel: zipfile.ZipFile) -> None:
    [entry] = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "trainer = trainer.cli.main:run" in wheel.read(entry).decode()
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def test_pins_are_everything_that_is_installed_and_name_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = {match[1]: match for line in lines if (match := PIN.fullmatch(line))}
    assert len(pins) == len(lines)
    here = {canonicalize_name(name): match[2] for name, match in pins.items() if not match[3]}
    assert here == {name: metadata.version(name) for name in _needed()}


def _needed() -> set[str]:
    """Every distribution that the program, its extras and their own needs come to on this machine."""
    extras = PROJECT["optional-dependencies"]
    waiting = [Requirement(line) for line in [*PROJECT["dependencies"], *extras["postgres"], *extras["dev"]]]
    seen: set[tuple[str, str]] = set()
    while waiting:
        need = waiting.pop()
        name = canonicalize_name(need.name)
        for extra in {"", *need.extras} - {one for other, one in seen if other == name}:
            seen.add((name, extra))
            asked = [Requirement(line) for line in metadata.requires(name) or ()]
            waiting += [one for one in asked if one.marker is None or one.marker.evaluate({"extra": extra})]
    return {name for name, _ in seen}
