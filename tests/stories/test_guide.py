"""The guide to writing a scenario, followed to the letter: every file is made as it says, every command answers so."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from trainer.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "writing.md"
COMMENT = re.compile(r"<!-- ([\w.]+): (.+) -->")
FENCE = re.compile(r"```(\w+)?")
SCREENS = ("studio",)
"""Commands that are nothing without a screen: that there is such a command is all that is asked here."""


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, its lines, the line of the guide it begins at, and the comments before it."""

    kind: str
    lines: tuple[str, ...]
    at: int
    comments: tuple[tuple[str, str], ...]


def blocks(text: str) -> Iterator[Block]:
    comments: list[tuple[str, str]] = []
    lines = iter(enumerate(text.split("\n"), 1))
    for number, line in lines:
        if found := COMMENT.fullmatch(line):
            comments.append((found[1], found[2]))
        elif fence := FENCE.fullmatch(line):
            inside = []
            for _, inner in lines:
                if inner == "```":
                    break
                inside.append(inner)
            yield Block(fence[1] or "", tuple(inside), number, tuple(comments))
            comments = []
        elif line.strip():
            assert not comments, f"{GUIDE.name}:{number}: a comment that no block follows"


def commands(block: Block) -> list[tuple[str, list[str]]]:
    """Each command of a console and what is shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.lines:
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return found


def shown_as(lines: list[str], answer: str) -> bool:
    """Whether an answer is as it is shown, where `...` stands for any lines."""
    pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(line.rstrip()) + "\n" for line in lines)
    said = "".join(f"{line.rstrip()}\n" for line in answer.rstrip("\n").split("\n"))
    return re.fullmatch(pattern, said) is not None


class Reader:
    """Somebody who does what the guide says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("TRAINER_")}
        places = {name: str(folder / "home" / name.lower()) for name in ("XDG_CACHE_HOME", "TRAINER_DATA")}
        self.environment = {**inherited, **places, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

    def type(self, typed: str, shown: list[str], at: int) -> None:
        program, *words = shlex.split(typed)
        if program == "mkdir":
            (self.folder / words[0]).mkdir()
        elif program == "cd":
            self.folder = self.folder / words[0]
        else:
            assert program == "trainer"
            words = [words[0], "--help"] if words[0] in SCREENS else words
            done = subprocess.run(
                [sys.executable, "-m", "trainer", *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                env=self.environment,
                cwd=self.folder,
                timeout=120,
            )
            where = f"{GUIDE.name}:{at}: $ {typed}\n{done.stdout}"
            if shown:
                assert shown_as(shown, done.stdout), where
            else:
                assert done.returncode in (0, 130), where
            assert "Traceback" not in done.stdout, where

    def write(self, file: str, how: str, lines: tuple[str, ...]) -> None:
        path = self.folder / file
        if how.startswith("copy of "):
            path.write_text((self.folder / how.removeprefix("copy of ")).read_text("utf-8"), "utf-8")
        elif how == "deleted":
            path.unlink()
        elif how == "head":
            first = path.read_text("utf-8").split("\n")[0]
            path.write_text("\n".join([first, *lines, ""]), "utf-8")
        else:
            assert how == "scenes"
            text = path.read_text("utf-8")
            for scene in re.split(r"(?m)^(?=  \w+:)", "\n".join(lines))[1:]:
                name = scene.partition(":")[0]
                old = re.search(rf"(?ms)^{name}:.*?(?=^  \w+:|\Z)", text)
                text = text.replace(old[0], scene.rstrip("\n") + "\n\n") if old else f"{text}{scene.rstrip()}\n\n"
            path.write_text(text.rstrip("\n") + "\n", "utf-8")


def test_whoever_follows_the_guide_has_a_proved_scenario(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    typed = 0
    for block in blocks(GUIDE.read_text("utf-8")):
        for file, how in block.comments:
            reader.write(file, how, block.lines)
        if block.kind == "console":
            for command, shown in commands(block):
                reader.type(command, shown, block.at)
                typed += 1
    assert typed > 12
    assert {path.name for path in reader.folder.iterdir()} >= {"the_red_lead.yaml", "the_red_lead.walks.yaml"}


def test_commands_that_it_speaks_of_are_there() -> None:
    spoken = set(re.findall(r"`trainer (?:--library \S+ )?([a-z]+)", GUIDE.read_text("utf-8")))
    assert len(spoken) > 8
    assert spoken - COMMANDS.keys() <= {"translate"}


@pytest.mark.parametrize("page", [GUIDE, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, place = target.partition("#")
        if file.startswith("https:"):
            continue
        there = page if not file else page.parent / file
        assert there.exists(), target
        if place:
            heads = re.findall(r"(?m)^#+ (.+)$", there.read_text("utf-8"))
            assert place in {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}, target
