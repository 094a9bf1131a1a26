"""The program as a person meets it: a process, its two ends, its exit status."""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent.parent
LIBRARY = REPOSITORY / "tests" / "plain" / "library"
PROMPT = re.compile(
    rb"(to leave|to finish|to stay|for none|another number|to leave it|for a rest|for not now|to talk to|the path): $"
)


@dataclass(frozen=True)
class Ended:
    """How a program ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Program:
    """`trainer` on a data directory of its own."""

    data: Path

    def environment(self, **more: str) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("TRAINER_")}
        return {**inherited, "TRAINER_DATA": str(self.data), "PYTHONPATH": str(REPOSITORY), **more}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "trainer", *arguments]

    def run(self, *arguments: str, answers: str | bytes = "", library: bool = True, **more: str) -> Ended:
        """Run a command to its end. A fault of ours, or a traceback, fails whatever test asked."""
        typed = answers.encode() if isinstance(answers, str) else answers
        places = ["--library", str(LIBRARY)] if library else []
        done = subprocess.run(
            self.command(*places, *arguments),
            input=typed,
            capture_output=True,
            env=self.environment(**more),
            cwd=self.data.parent,
            timeout=60,
        )
        ended = Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ended.err
        assert "our fault" not in ended.err, ended.err
        assert "\x1b" not in ended.out + ended.err
        return ended

    def play(self, *answers: str, scenario: str = "the_full_tray", options: tuple[str, ...] = ("--seed", "1")) -> Ended:
        """Play in plain lines with an answer a line."""
        return self.run("play", scenario, "--plain", *options, answers="".join(f"{one}\n" for one in answers))

    def runs(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = json.loads(self.run("runs", "--format", "json").out)
        return listed

    def show(self, run: str) -> dict[str, Any]:
        shown: dict[str, Any] = json.loads(self.run("show", run, "--format", "json").out)
        return shown

    def opened(self, *arguments: str) -> "Talking":
        """A program that is spoken with, an answer at a time."""
        process = subprocess.Popen(
            self.command("--library", str(LIBRARY), *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(),
            cwd=self.data.parent,
        )
        return Talking(process)


class Talking:
    """A program that waits at a prompt."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.heard = b""

    def listen(self) -> str:
        """What it says up to its next prompt."""
        assert self.process.stdout is not None
        said, until = b"", time.monotonic() + 30
        while not PROMPT.search(said):
            assert time.monotonic() < until, said
            part = os.read(self.process.stdout.fileno(), 65536)
            assert part, (said, self.process.stderr and self.process.stderr.read())
            said += part
        return said.decode()

    def answer(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def ended(self) -> Ended:
        """How it ends when it is told nothing more."""
        out, err = self.process.communicate(timeout=30)
        return Ended(self.process.returncode, out.decode(), err.decode())

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)
