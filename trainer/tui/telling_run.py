"""A run as blocks for whoever reads it at the desk: what was said, each decision's level, comments. Pure.

A decision's row has its number (from 1) as its key, and the end of a conversation 0 where it was a critical act.
"""

from trainer.engine.transcript import Entry, Kind
from trainer.language import tr
from trainer.session.reading import Judgeable, Reading
from trainer.shown import clean_lines as clean
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.words import LEVELS

COLUMN = 13
ENDED = 0
"""The key of an ending that was a critical act."""


def told(found: Reading) -> list[Block]:
    """The whole run."""
    blocks: list[Block] = []
    shown: set[int] = set()
    before: Entry | None = None
    for entry in found.entries:
        gap = int(before is not None and not (entry.kind is before.kind is Kind.SPEECH and entry.who == before.who))
        blocks += _entry(found, entry, gap, shown)
        before = entry
    whole = [one for one in found.remarks if one.number is None]
    for number, remark in enumerate(whole):
        words = ((tr("{by}, on the whole: ", by=remark.by), "quiet"), (remark.text or tr("(erased)"), "note"))
        blocks.append(Block(words, indent=3, gap=int(number == 0)))
    return blocks


def _entry(found: Reading, entry: Entry, gap: int, shown: set[int]) -> list[Block]:
    match entry.kind:
        case Kind.NARRATION | Kind.ASKED:
            return [Block(entry.text, "scene", indent=3, gap=gap)]
        case Kind.SPEECH:
            style = "you" if entry.who == "you" else "other"
            return [Block(entry.text, "text", COLUMN, (clean(entry.name), style), 3, None, gap)]
        case Kind.YOU_SAY | Kind.YOU_DO:
            return _decision(found, entry, gap, shown)
        case Kind.OWN_WORDS:
            words: tuple[Span, ...] = ((entry.text, "text"), (tr("  (own words)"), "quiet"))
            return [Block(words, "text", COLUMN, (tr("wrote"), "you"), 3, None, gap)]
        case Kind.COACH | Kind.MOVED:
            return [Block(entry.text, "note", COLUMN, (tr("Coach"), "note") if entry.kind is Kind.COACH else None, 3)]
        case Kind.ENDING:
            critical = [one for one in found.critical if one.number is None]
            right = (_act(critical[0]), "alarm") if critical else None
            words = ((f"{entry.name}. ", "title"), (entry.text, "text"))
            return [Block(words, "text", 3, None, 3, right, gap, ENDED if critical else None)]


def _decision(found: Reading, entry: Entry, gap: int, shown: set[int]) -> list[Block]:
    moment = found.moment(entry.decision)
    number = entry.decision + 1
    text = entry.text if entry.kind is Kind.YOU_SAY else tr("{text} (done, not said)", text=entry.text)
    if moment is None or number in shown:
        return [Block(text, "text", COLUMN, (tr("mentor"), "you"), 3, None, gap)]
    shown.add(number)
    level = f"{moment.level} {tr(LEVELS[moment.level])}" if moment.level else ""
    act = next((one for one in found.critical if one.number == number), None)
    right = (f"{_act(act)}  {level}", "alarm") if act else (level, "quiet") if level else None
    blocks = [
        Block(((text, "strong"),), "text", COLUMN, (tr("{number} mentor", number=number), "you"), 3, right, gap, number)
    ]
    if moment.best is not None and not moment.is_repair:
        blocks.append(Block(tr('Best on offer: "{best}"', best=moment.best), "quiet", COLUMN))
    for remark in found.remarks:
        if remark.number == number:
            words = ((f"{remark.by}: ", "quiet"), (remark.text or tr("(erased)"), "note"))
            blocks.append(Block(words, indent=COLUMN))
    return blocks


def _act(act: Judgeable) -> str:
    told = {None: tr("to be judged"), True: tr("confirmed"), False: tr("dismissed")}[act.confirmed]
    return f"{act.code} {told}"


def about_act(act: Judgeable) -> list[Block]:
    """What a critical act is, why it harms, and what to do instead."""
    if act.act is None:
        return [Block(act.code, "alarm", 1)]
    mended = tr("It was put right.") if act.repaired else tr("It was not put right.")
    return [
        Block(((f"{act.code} {clean(act.act.title)}. ", "alarm"), (mended, "strong")), indent=1),
        Block(((f"{act.act.why} ", "text"), (tr("Instead: {instead}", instead=act.act.instead), "quiet")), indent=1),
    ]
