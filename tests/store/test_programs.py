"""Programs that are killed, and programs that begin at the same time."""

import os
import subprocess
import sys
from pathlib import Path

from trainer.store import Store

from .places import Begin, Place

HERE = Path(__file__).parent
PATH = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), *filter(None, sys.path)])}


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(place: Place, store: Store, begin: Begin) -> None:
    run = begin(store)
    made = 0
    for after in (1, 2, 17, 40):
        command = [sys.executable, str(HERE / "writer.py"), str(place.data), place.url or "", run, str(made)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=PATH) as writer:
            assert writer.stdout
            said = [next(writer.stdout) for _ in range(after)]
            writer.kill()
            said += [line for line in writer.stdout if line.endswith("\n")]
        assert writer.returncode == -9
        acknowledged, before = int(said[-1]), made
        made = len(store.events(run))
        assert before + after <= acknowledged <= made <= acknowledged + 1
        assert store.check_chain(run) == []
    texts = [event.text for event, _ in store.events(run)[1::2] if hasattr(event, "text")]
    assert texts == [f"words {number}" for number in range(1, made, 2)]


def test_programs_that_first_open_together_find_one_person(file_place: Place) -> None:
    command = [sys.executable, str(HERE / "opener.py"), str(file_place.data)]
    opened = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=PATH,
        )
        for _ in range(4)
    ]
    assert [program.stdout.readline() for program in opened if program.stdout] == ["open\n"] * 4
    found = [program.communicate("go\n") for program in opened]
    assert [errors for _, errors in found] == [""] * 4
    assert len({said for said, _ in found}) == 1
    with file_place.open() as store:
        assert found[0][0].strip() == store.person().person
