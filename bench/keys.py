"""From a key to the last byte of the frame that it makes, with the choice's durable commit in it, in a real terminal.

A key comes at a random phase of the program's timers, as a person's does. Beside it the key to paint of a bare
Textual app and a bare commit in the same run.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.terminal import Terminal

KEYS = 60
WARM = 5
"""Keys before those that count."""


def main() -> None:
    """Print median and 95th percentile for a bare app, 200 lines and 5,000."""
    chance = random.Random(1)
    bare = keys([sys.executable, "-m", "bench.bare"], b"bare 0", [], chance)
    _print("a bare Textual app, no commit", bare)
    commit = commits(chance)
    _print("a bare SQLite commit, no screen", commit)
    short = conversation(200, chance)
    _print("a choice, 200 lines", short)
    long = conversation(5_000, chance)
    _print("a choice, 5,000 lines", long)
    ratio = _ranked(long, 0.95) / _ranked(short, 0.95)
    middle = statistics.median(long) / statistics.median(short)
    print(f"  5,000 lines beside 200: median {middle:.2f} x, 95th percentile {ratio:.2f} x")
    both = statistics.median(bare) + statistics.median(commit)
    print(f"  200 lines beside bare app and bare commit together: median {statistics.median(short) / both:.2f} x")


def conversation(lines: int, chance: random.Random) -> list[float]:
    """Choices in a conversation of so many lines."""
    with tempfile.TemporaryDirectory() as folder:
        library, data = Path(folder, "library"), Path(folder, "data")
        write(library, lines)
        trainer = [sys.executable, "-m", "trainer"]
        command = [*trainer, "play", "long_talk", "--library", str(library), "--data", str(data), "--seed", "1"]
        return keys(command, b"begin", [b"\r"], chance)


def commits(chance: random.Random) -> list[float]:
    """Seconds for one row to be durable, as often and as far apart as keys come."""
    found = []
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder, "bare.db"))) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE rows (row BLOB)")
        for _ in range(KEYS):
            time.sleep(chance.uniform(0.03, 0.12))
            start = time.perf_counter()
            with database:
                database.execute("INSERT INTO rows VALUES (?)", (bytes(400),))
            found.append(time.perf_counter() - start)
    return found


def keys(command: list[str], ready: bytes, first: list[bytes], chance: random.Random) -> list[float]:
    """Seconds from key to complete frame for `KEYS` keys, once these words are on screen and these keys pressed."""
    found = []
    with Terminal(command) as terminal:
        terminal.until(ready)
        terminal.until_quiet(0.5)
        for key in first:
            terminal.frame(key)
        for number in range(WARM + KEYS):
            time.sleep(chance.uniform(0.03, 0.12))
            taken = terminal.frame(chance.choice((b"1", b"2")))
            if number >= WARM:
                found.append(taken)
    return found


def write(library: Path, lines: int) -> None:
    """A library of one conversation that begins with so many lines and goes round until its bell."""
    (library / "scenarios").mkdir(parents=True)
    (library / "rubrics").mkdir()
    said = [
        f'      - {speaker}: "{number}. {words}"'
        for number in range(lines // 4)
        for speaker, words in (
            ("narrator", "Somebody walks past the window and looks in."),
            ("mentee", "I keep thinking about what they said to me on the bus, all of them at once, for a week."),
        )
    ]
    rounds = [_scene(f"round_{at}", f"round_{(at + 1) % 2}") for at in range(2)]
    text = _SCENARIO.format(opening="\n".join(said), choices=_choices(), rounds="".join(rounds))
    (library / "scenarios" / "long_talk.yaml").write_text(text, encoding="utf-8")
    (library / "scenarios" / "sources.yaml").write_text("{}\n", encoding="utf-8")
    (library / "rubrics" / "talking.yaml").write_text(_RUBRIC, encoding="utf-8")
    (library / "rubrics" / "critical_acts.yaml").write_text("{}\n", encoding="utf-8")


def _scene(name: str, next: str) -> str:
    return _SCENE.format(name=name, next=next, choices=_choices())


def _choices() -> str:
    return """
      - id: ask
        say: "What was that like for you, when all of them began to laugh?"
        level: 4
        change: {trust: 1}
        reply: "I wanted to get off. I counted the stops, there were six more of them to go."
        why: You asked about one moment, and left it to them how much of it to tell you.
      - id: tell
        say: "You should sit at the front, then. That is what I would have done."
        level: 2
        change: {trust: -1}
        reply: "I do sit at the front. That's not what it is about, is it?"
        why: It may be good advice, and it ends the story before it was told to the end."""


_SCENARIO = """scenario: long_talk
title: The long talk
competency: talking
level: foundation
minutes: 30
rubrics: [talking]
summary: A conversation that goes on and on.
setting: The bus stop, all afternoon.
goal: Listen.
cast:
  mentee: {{name: Ada, pronouns: she, about: Waits for the bus.}}
meters:
  trust: {{start: 2, min: 0, max: 5, label: Trust}}
bell: {{after: 90, go: over}}
start: opening
scenes:
  opening:
    lines:
{opening}
    looks_at: [asking]
    go: round_0
    choices:{choices}
{rounds}  over:
    ending: {{outcome: good, title: The bus, text: It comes.}}
"""

_SCENE = """  {name}:
    lines:
      - {{mentee: "There is more to it. On Tuesday they had saved a seat, and it was not for me.", when: trust > 2}}
      - {{mentee: "Anyway.", when: trust <= 2}}
    looks_at: [asking]
    go: {next}
    choices:{choices}
"""

_RUBRIC = """rubric: talking
title: Talking
about: Asking and listening.
criteria:
  asking:
    title: Asking
    about: Asks.
    levels:
      4: {seen: Asks openly., say: "What was it like?"}
      3: {seen: Asks., say: "Was it bad?"}
      2: {seen: Advises., say: "Sit at the front."}
      1: {seen: Mocks., say: "Poor you."}
"""


def _ranked(found: list[float], rank: float) -> float:
    return sorted(found)[min(len(found) - 1, int(len(found) * rank))]


def _print(what: str, found: list[float]) -> None:
    median, late = statistics.median(found) * 1000, _ranked(found, 0.95) * 1000
    print(f"  {what:32} median {median:5.1f} ms   95th percentile {late:5.1f} ms   ({len(found)} keys)", flush=True)


if __name__ == "__main__":
    main()
