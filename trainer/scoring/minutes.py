"""How long somebody was at work, from the marks that the program left: pure, on stamps as numbers."""

from collections.abc import Iterable


def active_minutes(marks: Iterable[float], idle_minutes: int) -> int:
    """Whole minutes of work: the gaps between marks, those that are longer than `idle_minutes` counting nothing.

    `marks` are moments in seconds, of all of a person's runs together, in the order in which they were made. A
    negative gap, which a clock that was set back leaves, counts nothing; two windows open at once count once, since
    their marks lie between each other.
    """
    longest = idle_minutes * 60
    total, before = 0.0, None
    for mark in marks:
        gap = mark - before if before is not None else 0.0
        total += gap if 0 < gap <= longest else 0.0
        before = mark
    return int(total // 60)
