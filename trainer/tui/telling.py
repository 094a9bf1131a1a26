"""The debrief as blocks, in the order in which it is read. Pure; called by `screens.debrief`.

Rows that can be chosen have a key: `Decision` or `OwnWords`. A decision's row opens to its evidence.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from trainer.content.scenario import Form
from trainer.language import mark, tr, tr_many
from trainer.scoring.debrief import CriterionTold, Debrief, MeterTold, Moment, ResponseTold
from trainer.session.feedback import Remark
from trainer.session.moments import day
from trainer.shown import clean_lines as clean
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.words import dots, in_words, level_title, sparkline

OUTCOMES = {
    "good": mark("It went well for them."),
    "mixed": mark("It went partly well for them."),
    "poor": mark("It did not go well for them."),
    "unfinished": mark("It was not finished."),
}
LEAD = 16
"""Where the text of a labelled paragraph begins."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of a decision: under which criterion it stands (or a section's name), its number, from 1."""

    under: str
    number: int


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A row of own words at a scene."""

    scene: str


def told(debrief: Debrief, opened: Set[object], remarks: Sequence[Remark] = ()) -> list[Block]:
    """Everything, with the evidence of the rows in `opened` shown; what coordinators said of it near the top."""
    blocks = _first(debrief) if debrief.form is Form.CONVERSATION else _unscored(debrief)
    if remarks:
        blocks += _section(tr("What your coordinators say"))
        for number, remark in enumerate(remarks):
            blocks += _remark(debrief, remark, gap=int(number > 0))
    if debrief.critical:
        blocks += _critical(debrief)
    if debrief.meters:
        blocks += _section(tr("How it moved"))
        for meter in debrief.meters:
            blocks += _meter(meter)
    if debrief.form is Form.CONVERSATION:
        blocks += _evidence(debrief, opened)
    if debrief.responses:
        aside = tr("your own view; it never enters the score") if debrief.form is Form.CONVERSATION else ""
        aside = tr("people read and rate them") if debrief.is_limited else aside
        blocks += _section(tr("In your own words"), aside)
        for response in debrief.responses:
            blocks += _own_words(response, debrief.is_limited)
    if debrief.taken_back:
        aside = tr("taken back; not in the score") if debrief.form is Form.CONVERSATION else tr("taken back")
        blocks += _section(tr("Tried first"), aside)
        blocks += [
            Block(_said(one), "quiet", 7, (str(one.number), "quiet"), 4, _level(one.level))
            for one in debrief.taken_back
        ]
    if debrief.discuss:
        blocks += _section(tr("To talk about with somebody"))
        blocks += [Block(question, "text", 4, ("·", "quiet"), 2) for question in debrief.discuss]
    if debrief.reflections:
        blocks += _section(tr("Your reflections"))
        blocks += [
            Block(tr("Erased.") if text is None else text, "quiet" if text is None else "text", 4, gap=int(number > 0))
            for number, text in enumerate(debrief.reflections)
        ]
    return blocks


def heading(debrief: Debrief) -> Block:
    """Title, the ending, and the score with its level in words."""
    words: tuple[Span, ...] = ((clean(debrief.title), "title"),)
    if debrief.ending and debrief.form is not Form.CASE:
        words += ((tr(" · you reached: "), "quiet"), (clean(debrief.ending), "strong"))
    mean = debrief.score.mean
    right = None if mean is None else (f"{dots(mean)} {in_words(mean)}", "strong")
    return Block(words, indent=1, right=right)


def _first(debrief: Debrief) -> list[Block]:
    """What went well, one thing to try and what it did; then how it ended."""
    blocks: list[Block] = []
    good, try_ = debrief.went_well, debrief.one_to_try
    if good is not None:
        blocks.append(_labelled(tr("Went well"), ((_said(good), "strong"), (_after(good.why), "text"))))
    if try_ is not None:
        blocks.append(
            _labelled(
                tr("One to try"), ((tr("At decision {number}, ", number=try_.number), "text"), (_said(try_), "strong"))
            )
        )
        if try_.best is not None:
            blocks.append(_labelled("", ((_best(try_, tr("Instead")), "text"),), gap=0))
        if try_.why:
            blocks.append(_labelled("", ((try_.why, "text"),), gap=0))
        did = _did(try_)
        if did:
            blocks.append(_labelled(tr("It changed"), did, gap=0))
    ended: list[Span] = []
    if debrief.outcome:
        ended.append((tr(OUTCOMES.get(debrief.outcome, debrief.outcome)) + " ", "strong"))
    ended += [(f"{text.strip()} ", "text") for text in (debrief.ending_text, debrief.ending_why) if text]
    if ended:
        blocks.append(_labelled(tr("How it ended"), tuple(ended)))
    return blocks


def _unscored(debrief: Debrief) -> list[Block]:
    """Of a role reversal what the mentor did, and what it did to you; of a case that its answers follow."""
    if debrief.form is Form.CASE:
        wrote = debrief.responses or debrief.reflections
        told = tr("What you wrote, beside the example answers.") if wrote else tr("You wrote nothing this time.")
        return [Block(told, indent=2, gap=1)]
    ended = " ".join(text.strip() for text in (debrief.ending_text, debrief.ending_why) if text)
    blocks = [_labelled(tr("How it ended"), ((ended, "text"),))] if ended else []
    blocks += _section(tr("What the mentor did, and what it did to you"), tr("nothing here is scored"))
    for number, moment in enumerate(one for one in debrief.moments if not one.only_words):
        key = Decision("", moment.number)
        row = Block(_said(moment), "you", 7, (str(moment.number), "quiet"), 4, key=key, gap=int(number > 0))
        blocks.append(row)
        if moment.reply:
            reply = ((tr("{name} said: ", name=moment.replied), "quiet"), (f'"{moment.reply}"', "text"))
            blocks.append(Block(reply, indent=9))
        blocks += [Block(text, "note", 9) for text in (moment.why, *moment.moved) if text]
    return blocks


def _did(moment: Moment) -> tuple[Span, ...]:
    """What a choice did to the other person: what they said, what they thought, what moved."""
    spans: list[Span] = []
    if moment.reply:
        spans.append((tr('The answer was "{reply}" ', reply=moment.reply), "text"))
    if moment.thought:
        spans += [
            (tr("{name} thought: ", name=moment.thought[0]), "quiet"),
            (f'"{moment.thought[1]}" ', "thought"),
        ]
    spans += [(f"{moved} ", "note") for moved in moment.moved]
    return tuple(spans)


def _critical(debrief: Debrief) -> list[Block]:
    blocks = _section(tr("Critical acts"), tr("no score makes up for these"))
    for act in debrief.critical:
        state = (tr("put right"), "you") if act.repaired else (tr("not put right"), "alarm")
        blocks.append(Block(f"{act.code}  {act.title}", "alarm", 4, right=state))
        if act.said:
            blocks.append(Block(f'"{act.said}"', "quiet", 8))
        blocks.append(Block(((tr("Why it matters: {why}", why=act.why), "text"),), indent=8))
        blocks.append(Block(((tr("What to do instead: {instead}", instead=act.instead), "text"),), indent=8))
    return blocks


def _remark(debrief: Debrief, remark: Remark, gap: int) -> list[Block]:
    """A comment, below the decision that it is on."""
    about = (
        tr("On the whole conversation") if remark.number is None else tr("At decision {number}", number=remark.number)
    )
    said = "" if remark.number is None else _said(debrief.moments[remark.number - 1])
    head = ((f"{about}  ", "strong"), (clean(said), "quiet"))
    text = ((f"{remark.by}, {day(remark.at)}: ", "quiet"), (remark.text or tr("The words were erased."), "note"))
    return [Block(head, indent=4, gap=gap), Block(text, indent=8)]


def _meter(meter: MeterTold) -> list[Block]:
    path = f"{meter.values[0]} {sparkline(meter.values, meter.least, meter.greatest)} {meter.values[-1]}"
    return [Block(meter.words, "quiet", 30, ((f"{clean(meter.label)}  {path}"), "you"), 4)]


def _evidence(debrief: Debrief, opened: Set[object]) -> list[Block]:
    blocks = _section(tr("Where every score comes from"))
    several = len(debrief.score.competencies) > 1
    shown: set[int] = set()
    titles = {competency.competency: competency for competency in debrief.score.competencies}
    last = None
    for criterion in debrief.criteria:
        if several and criterion.competency != last:
            score = titles[criterion.competency].score
            name = criterion.competency.replace("_", " ").capitalize()
            blocks.append(Block(name, "title", 4, right=(in_words(score), "title"), gap=1))
            last = criterion.competency
        blocks.append(_criterion(criterion))
        for number in criterion.evidence:
            shown.add(number)
            moment = debrief.moments[number - 1]
            level = moment.levels.get(criterion.criterion)
            blocks += _row(Decision(criterion.criterion, number), moment, level, opened, debrief.is_limited)
    others = [moment for moment in debrief.moments if moment.number not in shown]
    if others:
        blocks += _section(tr("Other decisions"), tr("second chances, and what is not scored"))
        for moment in others:
            blocks += _row(Decision("", moment.number), moment, moment.level, opened, debrief.is_limited)
    return blocks


def _criterion(told: CriterionTold) -> Block:
    decisions = tr_many(len(told.evidence), "{count} decision", "{count} decisions") if told.evidence else ""
    right = f"{dots(told.score)} {in_words(told.score)}  {decisions}".rstrip()
    return Block(((clean(told.title), "strong"),), indent=4, right=(right, "text"), gap=1)


def _row(key: Decision, moment: Moment, level: int | None, opened: Set[object], is_limited: bool) -> list[Block]:
    row = Block(_said(moment), "text", 7, (str(moment.number), "quiet"), 4, _level(level), key=key)
    if key not in opened:
        return [row]
    more: list[tuple[Span, ...]] = []
    if moment.repaired:
        more.append(((tr("Put right afterwards, so it counts as 2 where it was 1."), "quiet"),))
    if moment.is_repair:
        more.append(((tr("A second chance; it is not scored."), "quiet"),))
    if moment.why:
        more.append(((moment.why, "note"),))
    if moment.best is not None:
        more.append(((_best(moment, tr("Best on offer")), "text"),))
    elif moment.level is not None and not moment.is_repair and not is_limited:
        more.append(((tr("It was the best on offer."), "quiet"),))
    did = _did(moment)
    if did:
        more.append(did)
    return [row, *(Block(spans, indent=9) for spans in more)]


def _own_words(told: ResponseTold, is_limited: bool) -> list[Block]:
    own = (told.text, "strong") if told.text is not None else (tr("Erased."), "quiet")
    level = (
        tr("nearest: press 1 to 4")
        if told.level is None
        else tr("you said: nearest to {level} {title}", level=told.level, title=level_title(told.level))
    )
    rated = told.text is not None and bool(told.examples) and not is_limited
    right, key = (level, "quiet") if rated else None, OwnWords(told.scene) if told.examples else None
    blocks = [Block((own,), indent=11, lead=(tr("You"), "you"), at=4, right=right, gap=1, key=key)]
    blocks.insert(0, Block(told.prompt, "quiet", 4))
    blocks += [Block(text, "text", 6, ("·", "quiet"), 4) for text in told.answers]
    return blocks + [
        Block(text, "text", 19, (f"{level} {level_title(level)}", "quiet"), 6) for level, text in told.examples.items()
    ]


def _section(title: str, aside: str = "") -> list[Block]:
    return [Block(((title, "title"),), indent=2, right=(aside, "quiet") if aside else None, gap=1)]


def _labelled(lead: str, spans: tuple[Span, ...], gap: int = 1) -> Block:
    return Block(spans, indent=LEAD, lead=(lead, "title"), at=2, gap=gap)


def _said(moment: Moment) -> str:
    return tr("{said} (done, not said)", said=moment.said) if moment.is_act else f'"{moment.said}"'


def _best(moment: Moment, lead: str) -> str:
    return (
        tr("{lead}: {best} (do, not say)", lead=lead, best=moment.best)
        if moment.best_is_act
        else f'{lead}: "{moment.best}"'
    )


def _after(text: str | None) -> str:
    return f" {text}" if text else ""


def _level(level: int | None) -> Span | None:
    return None if level is None else (f"{level} {level_title(level)}", "quiet")
