"""A program for each story."""

from pathlib import Path

import pytest

from tests.stories.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "data")
