"""From nothing to the first frame and to Home with the library and open runs in it, beside a bare Textual app.

The two are started in turn in the same run, in a real terminal. Also `trainer --help` beside `python -c pass`.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.terminal import Terminal

TIMES = 15
TRAINER = [sys.executable, "-m", "trainer"]


def main() -> None:
    """Print the medians and what they are of the bare app's."""
    with tempfile.TemporaryDirectory() as folder:
        _leave_a_run(Path(folder))
        bare: list[float] = []
        first: list[float] = []
        home: list[float] = []
        for _ in range(TIMES):
            bare.append(_until([sys.executable, "-m", "bench.bare"], b"bare 0")[0])
            shown = _until([*TRAINER, "--data", folder], b"Opening the library", b"Go on", b"next")
            first.append(shown[0])
            home.append(shown[-1])
    _print("a bare Textual app's first frame", bare, bare)
    _print("our first frame", first, bare)
    _print("Home, readable", home, bare)
    nothing = [_took([sys.executable, "-c", "pass"]) for _ in range(TIMES)]
    help = [_took([*TRAINER, "--help"]) for _ in range(TIMES)]
    _print("python -c pass", nothing, nothing)
    _print("trainer --help", help, nothing)


def _leave_a_run(data: Path) -> None:
    """Home has something to go on with."""
    command = [*TRAINER, "--data", str(data), "play", "the_empty_seat", "--plain"]
    subprocess.run(command, input=b"\n1\n", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _until(command: list[str], *words: bytes) -> list[float]:
    """Seconds until each of these words is on screen."""
    with Terminal(command) as terminal:
        return [terminal.until(word) - terminal.started for word in words]


def _took(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _print(what: str, found: list[float], beside: list[float]) -> None:
    median = statistics.median(found)
    ratio = median / statistics.median(beside)
    print(f"  {what:34} {median * 1000:6.0f} ms   {ratio:.2f} x   ({len(found)} starts)", flush=True)


if __name__ == "__main__":
    main()
