"""Arrows go one way, and each library has one owner: the contracts in `pyproject.toml`, and that none is missing."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
MODULES = {"argon2-cffi": "argon2", "pyyaml": "yaml"}
"""What a distribution is imported as, where that is not its name."""


def test_contracts_are_kept() -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[done.stdout.find("Contracts") :] + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


def test_every_library_has_an_owner() -> None:
    project = PROJECT["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    libraries = {re.split(r"[^\w.-]", line)[0].lower() for line in lines}
    owned = {name for contract in CONTRACTS for name in contract.get("forbidden_modules", ())}
    assert {MODULES.get(name, name) for name in libraries} <= owned
