"""Many files worked through by several processes, where that is worth their start. Called by `cli.check`.

Only where a process can be forked, so that everything read before is there without being read again; elsewhere, and
for whatever a process did not finish, the work is done here.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Task = TypeVar("Task")
Done = TypeVar("Done")

SHARE = 100
"""So many tasks are worth a process."""
MOST = 8


def hands(tasks: int) -> int:
    """How many processes to use, this one among them."""
    if sys.platform != "linux":
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), tasks // SHARE, MOST))


def worked(tasks: Sequence[Task], work: Callable[[Task], Done], hands: int) -> list[Done]:
    """What `work` gives for each task, in their order. Raises what it raises."""
    shares = [tasks[at::hands] for at in range(hands)]
    others = [_begin(share, work) for share in shares[1:]]
    done = [[work(task) for task in shares[0]]]
    for share, results in zip(shares[1:], others, strict=True):
        try:
            done.append(results.recv())
        except (EOFError, OSError):
            done.append([work(task) for task in share])
    found: list[Done] = [done[0][0]] * len(tasks) if tasks else []
    for at, part in enumerate(done):
        found[at::hands] = part
    return found


def _begin(share: Sequence[Task], work: Callable[[Task], Done]) -> "Connection[None, list[Done]]":
    """Start a process, and give the end from which its results can be had."""
    from multiprocessing import get_context

    context = get_context("fork")
    results, sender = context.Pipe(duplex=False)
    context.Process(target=_work, args=(share, work, sender), daemon=True).start()
    sender.close()
    return results


def _work(share: Sequence[Task], work: Callable[[Task], Done], sender: "Connection[list[Done], None]") -> None:
    """In a process of its own: do a share, or say nothing at all; whoever waits does it then."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with suppress(Exception):
        sender.send([work(task) for task in share])
    sender.close()
