"""From a save of a scenario of 40 scenes to its findings: told by the loop, and complete on the studio's screen.

Beside it what `trainer check` of the same file takes as a whole process. Aim: 150 ms.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from queue import Queue

from bench.check import seconds
from bench.corpus import big
from bench.terminal import Terminal
from trainer.content.library import open_library
from trainer.content.shelf import built_in
from trainer.tui.studio.draft import Draft, Figures, Proved
from trainer.tui.studio.following import Following, News

SAVES = 15
SCENES = 40


def saves(file: Path) -> Callable[[int], float]:
    """A function that saves the file as editors do, every second time with a mistake in it; when it did."""
    right = file.read_text("utf-8")
    wrong = right.replace("go: turn_3", "go: turn_x", 1)

    def save(number: int) -> float:
        draft = file.with_suffix(".draft")
        draft.write_text((wrong if number % 2 == 0 else right) + f"# {number}\n", encoding="utf-8")
        now = time.perf_counter()
        draft.replace(file)
        return now

    return save


def loop(file: Path) -> dict[str, list[float]]:
    """Seconds from a save until its findings of content are told, and those on paths and fairness."""
    told: Queue[tuple[float, News]] = Queue()
    following = Following(
        file,
        lambda: built_in().named,
        open_library,
        lambda news: told.put((time.perf_counter(), news)),
    )
    found: dict[str, list[float]] = {"findings of content": [], "and on paths and fairness": []}
    try:
        while not isinstance(told.get(timeout=60)[1], Figures):
            pass
        save = saves(file)
        for number in range(SAVES):
            saved = save(number)
            while True:
                at, news = told.get(timeout=60)
                if isinstance(news, Exception):
                    raise news
                if isinstance(news, Draft):
                    found["findings of content"].append(at - saved)
                if isinstance(news, Proved):
                    found["and on paths and fairness"].append(at - saved)
                    break
            time.sleep(0.1)
    finally:
        following.close()
    return found


def screen(file: Path) -> dict[str, list[float]]:
    """Seconds from a save until the count of its findings stands in a terminal: of a broken one, and of one proved."""
    broken, proved = "a broken save on screen", "a save that is proved on screen"
    found: dict[str, list[float]] = {broken: [], proved: []}
    with Terminal([sys.executable, "-m", "trainer", "studio", str(file)], width=120, height=40) as terminal:
        terminal.until(b"figures", within=60)
        save = saves(file)
        for number in range(SAVES):
            terminal.until_quiet(1.0)
            terminal.seen = b""
            saved = save(number)
            name, words = (broken, b"1 error") if number % 2 == 0 else (proved, b"1 warning")
            found[name].append(terminal.until(words) - saved)
    return found


def main() -> None:
    """Print the figures: medians and the slowest."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "made_40.yaml")
        text = big(SCENES)
        file.write_text(text, encoding="utf-8")
        whole = seconds("-m", "trainer", "check", str(file), "--no-cache", ok=(0, 1))
        print(
            f"{SCENES} scenes, {text.count(chr(10))} lines; `trainer check` as a whole process: {whole * 1000:.0f} ms"
        )
        for part in (loop, screen):
            file.write_text(text, encoding="utf-8")
            for name, times in part(file).items():
                middle, slowest = statistics.median(times) * 1000, max(times) * 1000
                print(f"{name}: {middle:.0f} ms after a save, at most {slowest:.0f} (aim 150)", flush=True)


if __name__ == "__main__":
    main()
