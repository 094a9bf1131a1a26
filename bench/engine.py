"""Complete random plays a second: through `steps` alone, through the machine, and with events and hash chain.

Beside npm `inkjs` playing the same graph in the same run. ink also delivers text; `steps` delivers none, and the
third figure makes each event's bytes and links them, but writes them nowhere.
"""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from bench.graph import ink, plan, scenario
from trainer.engine.chance import shown_order
from trainer.engine.events import Chose, Header, Mode, encode, encode_header, link
from trainer.engine.machine import fire, machine_for
from trainer.engine.run import Run
from trainer.engine.steps import begin, offered, step
from trainer.engine.story import ready

HERE = Path(__file__).parent
SECONDS = 3.0
AT = "2026-01-01T00:00:00.000Z"
HEADER = Header("run", "person", "bench", Mode.PRACTICE, 1, "a", AT, {})


def rate(play: Callable[[], int], seconds: float = SECONDS) -> float:
    """Plays a second, after a warm-up."""
    for _ in range(200):
        play()
    start, plays = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        play()
        plays += 1
    return plays / (time.perf_counter() - start)


def plays(graph: dict[str, Any]) -> dict[str, Callable[[], int]]:
    """The three ways to play the graph to its end; each returns the number of decisions made."""
    story = ready(scenario(graph))
    machine = machine_for(story)
    random = Random(1).random

    def by_steps() -> int:
        state, made = begin(story), 0
        while choices := offered(story, state):
            state = step(story, state, choices[int(random() * len(choices))])
            made += 1
        return made

    def by_machine() -> int:
        run, made = Run(story, machine, HEADER), 0
        while run.is_open:
            choices = run.on_offer()
            fire(machine, run, "choice:" + choices[int(random() * len(choices))].ref)
            made += 1
            if story.scenes[run.position.scene].is_ending:
                fire(machine, run, "close")
        return made

    def with_events() -> int:
        run, made = Run(story, machine, HEADER), 0
        chain = link(b"", encode_header(HEADER))
        while run.is_open:
            scene = run.position.scene
            shown = shown_order(1, "bench", scene, [choice.id for choice in run.on_offer()])
            event = Chose(scene, shown[int(random() * len(shown))], shown)
            chain = link(chain, encode(event, AT))
            run.apply(event)
            made += 1
        return made

    return {"steps alone": by_steps, "transitions machine": by_machine, "events and hash chain": with_events}


def inkjs(graph: dict[str, Any], seconds: float = SECONDS) -> float | None:
    """Plays a second in inkjs, or None where node or inkjs is missing."""
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder, "bench.ink")
        story.write_text(ink(graph))
        done = subprocess.run(
            ["node", str(HERE / "ink.mjs"), str(story), str(seconds)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        return None
    told = json.loads(done.stdout)
    return float(told["plays"] / told["seconds"])


def main() -> None:
    """Print the figures."""
    graph = plan()
    reference = inkjs(graph)
    print(f"inkjs: {f'{reference:,.0f} plays a second (it also delivers text)' if reference else 'not installed'}")
    aims = {"steps alone": 50, "transitions machine": 8, "events and hash chain": 5}
    for name, play in plays(graph).items():
        mine = rate(play)
        ratio = f", {mine / reference:.1f} x inkjs (aim {aims[name]})" if reference else ""
        print(f"{name}: {mine:,.0f} plays a second{ratio}")


if __name__ == "__main__":
    main()
