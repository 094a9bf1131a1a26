"""The coordinator's desk as blocks: the cohort as a table, what is marked in it, and what waits. Pure.

Called by `screens.desk` and `screens.desk_queue`. A row of the table has a person's id as its key, one of the queue
its task.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from trainer.language import mark, tr, tr_many
from trainer.session.board import Board, Row
from trainer.session.standing import Score
from trainer.session.tasks import Kind, Task
from trainer.shown import clean_lines as clean
from trainer.tui.telling_candidate import titled
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.words import padded, sentence, shortened

AT = 3
STATE, SCORE, LIVE, OWES = 17, 12, 5, 4
LEGEND = mark("↓ below its cut  ~ too close to tell")


def widths(width: int, competencies: int) -> tuple[int, int, int]:
    """For a width in cells: of a name, of a competency's column, and how many of them there is room for."""
    rest = width - AT - STATE - SCORE - LIVE - OWES
    name = max(10, min(20, rest - 5 * competencies))
    column = max(5, min(9, (rest - name) // max(1, competencies)))
    return name, column, max(0, min(competencies, (rest - name) // column))


def columns(board: Board, width: int) -> list[Block]:
    """The head of the table, in two lines: a competency's name is cut to its column and spelt out beside the row."""
    name, column, shown = widths(width, len(board.competencies))
    parts = [one.split("_") for one in board.competencies[:shown]]
    first = "".join(padded(words[0][: column - 1], column) for words in parts)
    second = "".join(padded(words[1][: column - 1] if len(words) > 1 else "", column) for words in parts)
    left = padded(tr(LEGEND), name + STATE + SCORE)
    return [
        Block(f"{left}{first}", "quiet", indent=AT),
        Block(
            f"{padded(tr('who'), name)}{padded(tr('state'), STATE)}{padded(tr('score ± se'), SCORE)}{second}"
            f"{padded(tr('live'), LIVE)}{tr('owes')}",
            "quiet",
            indent=AT,
        ),
    ]


def table(board: Board, width: int) -> list[Block]:
    """A row for each candidate."""
    if not board.rows:
        nobody = tr("Nobody is in that state.") if board.of else tr("Nobody is listed yet: `trainer people add NAME`.")
        return [Block(nobody, "quiet", indent=AT)]
    sizes = widths(width, len(board.competencies))
    name, column, shown = sizes
    return [_row(row, width, name, column, board.competencies[:shown]) for row in board.rows]


def _row(row: Row, width: int, name: int, column: int, shown: Sequence[str]) -> Block:
    """One candidate. Who keeps an older certification may have other competencies: a column takes its own."""
    overall, *others = row.standing.scores
    scores = {one.of: one for one in others}
    owed = [one for one in row.standing.asked if not one.met]
    spans: list[Span] = [
        (padded(clean(row.person.name), name - 1) + " ", "strong"),
        (padded(row.status.told, STATE), "text"),
    ]
    if overall.score is None:
        told = "; ".join(f"{one.title.lower()} {one.stands}" for one in owed)
        room = max(8, width - AT - name - STATE)
        return Block((*spans, (shortened(clean(told) or "–", room), "quiet")), indent=AT, key=row.person.person)
    spans.append((padded(f"{overall.score:.2f} ±{overall.error or 0:.2f}", SCORE), "text"))
    spans += [(padded(cell(scores[one]) if one in scores else "", column), "text") for one in shown]
    live = next((one for one in row.standing.asked if one.key == "live"), None)
    spans.append((padded("–" if live is None else tr("yes") if live.met else tr("no"), LIVE), "text"))
    spans.append((str(len(owed)) if owed else "–", "text"))
    return Block(tuple(spans), indent=AT, key=row.person.person)


def cell(score: Score) -> str:
    """A competency's score in a table, with a sign where it is below its cut or too close to it."""
    if score.score is None:
        return "–"
    close = score.error is not None and abs(score.score - score.cut) < score.error
    return f"{score.score:.1f}" + ("~" if close else "↓" if score.score < score.cut else "")


def about(row: Row, now: datetime, titles: Mapping[str, str]) -> list[Block]:
    """What a row says in a few lines: why it is in its state, and what waits. `titles` are of scenarios, by id."""
    told = titled(row.standing.reasons[0], titles) if row.standing.reasons else ""
    more = len(row.standing.reasons) - 1
    blocks = [
        Block(
            sentence(told) + (tr_many(more, " And {count} more.", " And {count} more.") if more > 0 else ""), indent=1
        )
    ]
    return [*blocks, Block(_waits(row.standing.tasks, now), "note", indent=1)]


def _waits(tasks: Sequence[Task], now: datetime) -> str:
    if not tasks:
        return tr("Nothing waits at the desk.")
    kinds = dict.fromkeys(task.kind for task in tasks)
    told = ", ".join(f"{kind.told}{_times(sum(task.kind is kind for task in tasks))}" for kind in kinds)
    return tr("Waits ({ago}): {told}.", ago=ago(min(task.since for task in tasks), now), told=told)


def _times(number: int) -> str:
    return f" ({number})" if number > 1 else ""


def beside(board: Board, row: Row, titles: Mapping[str, str]) -> list[Block]:
    """The panel: every competency spelt out with its error, the reasons, what is owed and what waits."""
    standing = row.standing
    blocks = [Block(row.person.name, "title", 1, right=(row.person.cohort, "quiet") if row.person.cohort else None)]
    blocks += [Block(row.status.told, "strong", 1)]
    for score in standing.scores if standing.overall.score is not None else ():
        value = "–" if score.score is None else f"{score.score:.2f} ±{score.error or 0:.2f}"
        blocks.append(Block(score.told, indent=1, right=(f"{value}{_sign(score)}", "text")))
    reasons = [sentence(titled(reason, titles)) for reason in standing.reasons]
    blocks += [Block(reason, "quiet", 1, gap=int(at == 0)) for at, reason in enumerate(reasons)]
    return [*blocks, Block(_waits(standing.tasks, board.now), "note", indent=1, gap=1)]


def _sign(score: Score) -> str:
    return cell(score).lstrip("0123456789.") if score.score is not None else ""


def waiting(tasks: Iterable[Task], names: Sequence[str], titles: Sequence[str], now: datetime) -> list[Block]:
    """The queue, the longest first; `names` and `titles` (of the scenario) stand beside each task."""
    blocks = []
    for task, name, title in zip(tasks, names, titles, strict=True):
        again = tr(", {marker} marker", marker=task.marker) if task.kind is Kind.OWN_WORDS and task.turn > 1 else ""
        what = task.kind.told + again + (f" ({task.code})" if task.code else "")
        text = ((padded(clean(name), 14) + " ", "strong"), (what, "text"))
        right = (shortened(clean(title), 22), "quiet") if title else None
        blocks.append(Block(text, indent=14, lead=(ago(task.since, now), "quiet"), at=AT, right=right, key=task))
    return blocks or [Block(tr("Nothing waits for you."), "quiet", indent=AT)]


def ago(since: str, now: datetime) -> str:
    """How long something waits: `3 days`, `2 hours`; where the clock was set back it is new."""
    hours = int((now - datetime.fromisoformat(since)).total_seconds() // 3600)
    if hours < 1:
        return tr("just now")
    if hours < 48:
        return tr_many(hours, "{count} hour", "{count} hours")
    return tr_many(hours // 24, "{count} day", "{count} days")
