"""Work shared out to several processes is the work done by one."""

import os
import sys
from pathlib import Path

import pytest

from bench.corpus import write
from trainer.analysis.prove import PROOFS
from trainer.cli.crew import SHARE, hands, worked
from trainer.content.compile import check_bytes
from trainer.content.library import open_library

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")


@forks
@pytest.mark.parametrize("count", [0, 1, 2, 7, 30])
def test_results_keep_the_order_of_the_tasks(count: int) -> None:
    assert worked(range(count), lambda task: task * task, min(3, max(count, 1))) == [at * at for at in range(count)]


@forks
def test_findings_are_those_of_one_process(tmp_path: Path) -> None:
    paths = write(tmp_path / "library", 12)
    paths[5].write_text(paths[5].read_text("utf-8").replace("start: turn_0", "start: turn_9"), "utf-8")
    library = open_library()

    def check(path: Path) -> object:
        return check_bytes(path.name, path.read_bytes(), library, PROOFS)

    found = worked(paths, check, 3)
    assert found == [check(path) for path in paths]
    assert found[5] != found[4] == ()


@forks
def test_what_a_process_does_not_finish_is_done_here() -> None:
    here = os.getpid()

    def work(task: int) -> int:
        if os.getpid() != here:
            os._exit(1)
        return task

    assert worked(range(9), work, 3) == list(range(9))


@forks
def test_what_work_raises_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    def work(task: int) -> int:
        if task == 1:
            raise KeyError(task)
        return task

    with pytest.raises(KeyError):
        worked(range(4), work, 2)
    assert "Traceback" not in capfd.readouterr().err


def test_few_tasks_are_not_shared_out() -> None:
    assert hands(SHARE) == 1
    assert hands(SHARE * 1000) >= (2 if sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 else 1)
