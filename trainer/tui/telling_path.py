"""The mentor's path as blocks, in the order in which it is read. Pure; called by `screens.path`.

Rows that can be chosen have a wish as their key, or "appeal" or "home".
"""

from collections.abc import Iterator

from trainer.language import tr, tr_many
from trainer.scoring.requirements import Requirement
from trainer.session.moments import day
from trainer.session.path import Path
from trainer.session.sitting import Conversation
from trainer.session.verdict import Verdict
from trainer.shown import clean_lines as clean
from trainer.tui.widgets.blocks import Block
from trainer.tui.wishes import Agree, Converse, Sit
from trainer.tui.words import sentence

TEXT = 31
"""Where what is said of a requirement begins."""


def told(found: Path) -> list[Block]:
    """Everything: what comes next, the sitting that is open, the decision, what is asked."""
    blocks = [_next(found)]
    if found.sitting is not None:
        blocks += _section(tr("Your sitting"), _left(found))
        blocks += [_conversation(one) for one in found.conversations]
    if found.verdict is not None:
        blocks += _verdict(found.verdict)
    if found.sitting is None and found.conversations:
        blocks += _section(tr("Your last sitting"), tr("Enter tells one again"))
        blocks += [_conversation(one) for one in found.conversations]
    blocks += _section(tr("What is asked"), "")
    for one in found.requirements:
        blocks += _requirement(found, one)
    if found.sitting is None:
        blocks += [Block(found.tries, "quiet", indent=4, gap=1)]
    return blocks


def _next(found: Path) -> Block:
    """The main line; it leads to what comes next, where that is done in this program."""
    key: object = None
    if found.going_on is not None:
        key = Converse(found.going_on.place.place)
    elif found.owed_first:
        key = Agree() if found.owed_first[0].key == "agreement" else "home"
    elif found.can_open and any(one.key == "sitting" and not one.met for one in found.requirements):
        key = Sit()
    return Block(((clean(found.next), "strong"),), indent=16, lead=(tr("Next"), "title"), at=3, key=key)


def _left(found: Path) -> str:
    left = sum(not one.place.submitted for one in found.conversations)
    return tr("{left} of {count} left", left=left, count=len(found.conversations))


def _conversation(one: Conversation) -> Block:
    note = tr("  begins with a content note") if one.note and one.place.run is None else ""
    if one.comments:
        note = "  " + tr_many(one.comments, "{count} comment", "{count} comments")
    return Block(
        ((tr("{minutes} min", minutes=f"{one.minutes:>2}"), "quiet"), (note, "quiet")),
        indent=TEXT,
        lead=(clean(one.title), "text"),
        at=5,
        right=(one.stands, "quiet"),
        key=Converse(one.place.place),
    )


def _verdict(verdict: Verdict) -> list[Block]:
    told = verdict.decision.told
    blocks = _section(tr("The decision"), "")
    until = tr(" It holds until {valid_until}.", valid_until=day(verdict.valid_until)) if verdict.valid_until else ""
    head = ((f"{told[:1].upper()}{told[1:]}. ", "strong"), (f"{verdict.by}, {day(verdict.at)}.{until}", "text"))
    blocks.append(Block(head, indent=4, at=4))
    blocks.append(_labelled(tr("Why"), verdict.reason or tr("The words were erased.")))
    if verdict.conditions:
        blocks.append(_labelled(tr("On condition"), verdict.conditions))
    return blocks + list(_appeals(verdict))


def _appeals(verdict: Verdict) -> Iterator[Block]:
    for asked in verdict.appeals:
        yield _labelled(tr("You appealed"), asked.reason or tr("The words were erased."))
        if asked.outcome is None:
            yield _labelled("", tr("Somebody who neither marked nor decided hears it. Its answer will stand here."))
        else:
            outcome = f"{asked.outcome.told} {sentence(asked.answer)}" if asked.answer else asked.outcome.told
            yield _labelled(tr("The answer"), outcome)
    if verdict.appeal_until is not None:
        until = tr(
            "If this does not seem right to you, you can appeal until {appeal_until}: x.",
            appeal_until=day(verdict.appeal_until),
        )
        yield Block(until, "quiet", indent=19, at=19, key="appeal")


def _requirement(found: Path, one: Requirement) -> Iterator[Block]:
    """A row, and below it what to do where it is not done."""
    key: object = None
    if one.key == "agreement":
        key = Agree()
    elif one.key == "sitting" and found.can_open:
        key = Sit()
    elif not one.met and one.key.startswith("practice:"):
        key = "home"
    text = ((one.stands, "quiet" if one.met else "text"),)
    word = tr("done") if one.met else tr("to do")
    lead = (f"{word:<7}{one.title}", "quiet" if one.met else "strong")
    yield Block(text, indent=TEXT, lead=lead, at=5, key=key)
    if one.next:
        yield Block(one.next, "note", indent=TEXT)


def _section(title: str, aside: str) -> list[Block]:
    return [Block(((title, "title"),), indent=3, right=(aside, "quiet") if aside else None, gap=1)]


def _labelled(lead: str, text: str) -> Block:
    return Block(sentence(text), indent=19, lead=(lead, "title"), at=4)
