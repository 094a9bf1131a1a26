"""A debrief in plain lines: what went well first, then every score with the decisions it stands on.

Called by `menu` at the end of a conversation and by `record` for `trainer show`.
"""

from collections.abc import Iterator, Sequence

from trainer.plain.lines import counted, of_four, sentence
from trainer.plain.telling import said
from trainer.scoring.debrief import CriterionTold, CriticalTold, Debrief, Moment, ResponseTold
from trainer.scoring.score import Word, word
from trainer.session.feedback import Remark
from trainer.session.moments import day


def debriefed(debrief: Debrief, remarks: Sequence[Remark] = ()) -> list[str]:
    """Everything a debrief says, in its order; what coordinators said of it near the beginning."""
    return [
        *_first(debrief),
        *(line for one in remarks for line in _remark(debrief, one)),
        *_outcome(debrief),
        *_scores(debrief),
        *(meter.words for meter in debrief.meters),
        *(line for one in debrief.critical for line in _critical(one)),
        *(line for one in debrief.responses for line in _own_words(one)),
        *_tried(debrief),
        *(f"You wrote afterwards: {text}" for text in debrief.reflections if text),
    ]


def _first(debrief: Debrief) -> Iterator[str]:
    well, better = debrief.went_well, debrief.one_to_try
    if well is not None:
        yield f"What went well: at decision {well.number}. {_said(well)}"
        if well.why:
            yield f"Coach: {well.why}"
    if better is not None:
        yield f"One thing to try: at decision {better.number}. {_said(better)}"
        if better.why:
            yield f"Coach: {better.why}"
        yield f"What it did: {_did(better)}"
        yield f"The best on offer was: {said(better.best or '', better.best_is_act)}"


def _remark(debrief: Debrief, remark: Remark) -> Iterator[str]:
    about = "the whole conversation"
    if remark.number is not None:
        about = f"decision {remark.number}. {_said(debrief.moments[remark.number - 1])}"
    yield f"{remark.by} said on {day(remark.at)}, on {sentence(about)}"
    yield f"  {sentence(remark.text or 'The words were erased')}"


def _did(moment: Moment) -> str:
    """What a choice did to the other person: the answer, the thought, what moved."""
    told = [f'the answer was "{moment.reply}"'] if moment.reply else []
    told += [f'{moment.thought[0]} thought: "{moment.thought[1]}"'] if moment.thought else []
    told += [change.rstrip(".") for change in moment.moved]
    return sentence("; ".join(told) or "nothing that could be seen")


def _outcome(debrief: Debrief) -> Iterator[str]:
    if debrief.ending is not None:
        outcome = f", {_OUTCOMES[debrief.outcome]}" if debrief.outcome in _OUTCOMES else ""
        yield f"You reached: {debrief.ending}{outcome}."
    if debrief.ending_why:
        yield f"Coach: {debrief.ending_why}"


_OUTCOMES = {
    "good": "a good end for the other person",
    "mixed": "a mixed end for the other person",
    "poor": "a poor end for the other person",
    "unfinished": "an unfinished conversation",
}


def _scores(debrief: Debrief) -> Iterator[str]:
    if debrief.score.mean is None:
        yield "Nothing was scored."
        return
    yield f"Your score in this run: {of_four(debrief.score.mean, word(debrief.score.mean))}."
    moments = {moment.number: moment for moment in debrief.moments}
    for criterion in debrief.criteria:
        yield _criterion(criterion)
        for number in criterion.evidence:
            yield from _evidence(moments[number], criterion.criterion)


def _criterion(criterion: CriterionTold) -> str:
    if criterion.score is None:
        return f"{criterion.title}: not observed in this run."
    times = counted(len(criterion.evidence), "decision")
    return f"{criterion.title}: {of_four(criterion.score, word(criterion.score))}, from {times}."


def _evidence(moment: Moment, criterion: str) -> Iterator[str]:
    """A decision that a score stands on."""
    level = moment.levels[criterion]
    repaired = " It was a slip, and you made it good." if moment.repaired else ""
    yield f"  Decision {moment.number}, level {level}, {Word(level).title}. {_said(moment)}{repaired}"
    if moment.why:
        yield f"    Coach: {moment.why}"
    if moment.best is not None:
        yield f"    The best on offer was: {said(moment.best, moment.best_is_act)}"
    if moment.thought is not None:
        yield f"    {moment.thought[0]} thought: {moment.thought[1]}"


def _critical(one: CriticalTold) -> Iterator[str]:
    made_good = "You made it good." if one.repaired else "It was not made good."
    yield f"A critical act: {sentence(one.title)} {made_good}"
    if one.said is not None:
        yield f"  You chose: {one.said}"
    yield f"  Why it matters: {one.why}"
    yield f"  Instead: {one.instead}"


def _own_words(one: ResponseTold) -> Iterator[str]:
    yield f"You were asked: {one.prompt}"
    yield f"  In your own words: {'erased' if one.text is None else one.text}"
    for level, example in one.examples.items():
        yield f"  Level {level}, {Word(level).title}, for example: {example}"
    if one.level is not None:
        yield f"  You found yours nearest to level {one.level}, {Word(one.level).title}, which is not scored."


def _tried(debrief: Debrief) -> Iterator[str]:
    for moment in debrief.taken_back:
        yield f"Tried first and taken back, at decision {moment.number}. {_said(moment)}"


def _said(moment: Moment) -> str:
    return said(moment.said, moment.is_act)
