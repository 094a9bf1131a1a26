"""A debrief in plain lines: what went well first, then every score with the decisions it stands on.

Called by `menu` at the end of a conversation and by `record` for `trainer show`.
"""

from collections.abc import Iterator, Sequence

from trainer.content.scenario import Form
from trainer.language import mark, tr, tr_many
from trainer.plain.lines import of_four, sentence
from trainer.plain.telling import said
from trainer.scoring.debrief import CriterionTold, CriticalTold, Debrief, Moment, ResponseTold
from trainer.scoring.score import Word, word
from trainer.session.feedback import Remark
from trainer.session.moments import day


def debriefed(debrief: Debrief, remarks: Sequence[Remark] = ()) -> list[str]:
    """Everything a debrief says, in its order; what coordinators said of it near the beginning."""
    if debrief.form is not Form.CONVERSATION:
        return [*_unscored(debrief), *(line for one in remarks for line in _remark(debrief, one))]
    return [
        *_first(debrief),
        *(line for one in remarks for line in _remark(debrief, one)),
        *_outcome(debrief),
        *_scores(debrief),
        *(meter.words for meter in debrief.meters),
        *(line for one in debrief.critical for line in _critical(one)),
        *(line for one in debrief.responses for line in _own_words(one)),
        *_tried(debrief),
        *(tr("You wrote afterwards: {words}", words=text) for text in debrief.reflections if text),
    ]


def _unscored(debrief: Debrief) -> Iterator[str]:
    """A role reversal by what the mentor did, or a case; own words, what to talk about, and reflections."""
    if debrief.form is Form.ROLE_REVERSAL:
        if debrief.ending is not None:
            yield tr("You reached: {ending}.", ending=debrief.ending)
        if debrief.ending_why:
            yield tr("Coach: {words}", words=debrief.ending_why)
        yield tr("What the mentor did, and what it did to you:")
        for moment in debrief.moments:
            if not moment.only_words:
                yield f"{moment.number}. {_said(moment)}"
                yield from _met(moment)
        yield from (meter.words for meter in debrief.meters)
    else:
        yield tr("Your answers, and the examples:")
    for one in debrief.responses:
        yield from _own_words(one)
    if not debrief.responses:
        yield tr("You wrote nothing this time.")
    yield from _tried(debrief)
    if debrief.discuss:
        yield tr("To talk about with somebody:")
        yield from (f"- {question}" for question in debrief.discuss)
    yield tr("Nothing here is scored.")
    yield from (tr("You wrote afterwards: {words}", words=text) for text in debrief.reflections if text)


def _met(moment: Moment) -> Iterator[str]:
    """What the mentor answered in a role reversal, and what that did."""
    if moment.reply is not None:
        yield tr("   {name} said: {words}", name=moment.replied, words=moment.reply)
    if moment.why:
        yield f"   {moment.why}"
    for moved in moment.moved:
        yield f"   {moved}"


def _first(debrief: Debrief) -> Iterator[str]:
    well, better = debrief.went_well, debrief.one_to_try
    if well is not None:
        yield tr("What went well: at decision {number}. {said}", number=well.number, said=_said(well))
        if well.why:
            yield tr("Coach: {words}", words=well.why)
    if better is not None:
        yield tr("One thing to try: at decision {number}. {said}", number=better.number, said=_said(better))
        if better.why:
            yield tr("Coach: {words}", words=better.why)
        yield tr("What it did: {did}", did=_did(better))
        yield tr("The best on offer was: {best}", best=said(better.best or "", better.best_is_act))


def _remark(debrief: Debrief, remark: Remark) -> Iterator[str]:
    about = tr("the whole conversation")
    if remark.number is not None:
        about = tr("decision {number}. {said}", number=remark.number, said=_said(debrief.moments[remark.number - 1]))
    yield tr("{by} said on {at}, on {about}", by=remark.by, at=day(remark.at), about=sentence(about))
    yield f"  {sentence(remark.text or tr('The words were erased'))}"


def _did(moment: Moment) -> str:
    """What a choice did to the other person: the answer, the thought, what moved."""
    told = [tr('the answer was "{reply}"', reply=moment.reply)] if moment.reply else []
    told += [tr('{name} thought: "{words}"', name=moment.thought[0], words=moment.thought[1])] if moment.thought else []
    told += [change.rstrip(".") for change in moment.moved]
    return sentence("; ".join(told) or tr("nothing that could be seen"))


def _outcome(debrief: Debrief) -> Iterator[str]:
    if debrief.ending is not None:
        outcome = f", {tr(_OUTCOMES[debrief.outcome])}" if debrief.outcome in _OUTCOMES else ""
        yield tr("You reached: {ending}{outcome}.", ending=debrief.ending, outcome=outcome)
    if debrief.ending_why:
        yield tr("Coach: {words}", words=debrief.ending_why)


_OUTCOMES = {
    "good": mark("a good end for the other person"),
    "mixed": mark("a mixed end for the other person"),
    "poor": mark("a poor end for the other person"),
    "unfinished": mark("an unfinished conversation"),
}


def _scores(debrief: Debrief) -> Iterator[str]:
    if debrief.score.mean is None:
        yield tr("Nothing was scored.")
        return
    yield tr("Your score in this run: {score}.", score=of_four(debrief.score.mean, word(debrief.score.mean)))
    moments = {moment.number: moment for moment in debrief.moments}
    for criterion in debrief.criteria:
        yield _criterion(criterion)
        for number in criterion.evidence:
            yield from _evidence(moments[number], criterion.criterion)


def _criterion(criterion: CriterionTold) -> str:
    if criterion.score is None:
        return tr("{title}: not observed in this run.", title=criterion.title)
    times = tr_many(len(criterion.evidence), "{count} decision", "{count} decisions")
    return tr(
        "{title}: {score}, from {times}.",
        title=criterion.title,
        score=of_four(criterion.score, word(criterion.score)),
        times=times,
    )


def _evidence(moment: Moment, criterion: str) -> Iterator[str]:
    """A decision that a score stands on."""
    level = moment.levels[criterion]
    repaired = tr(" It was a slip, and you made it good.") if moment.repaired else ""
    yield tr(
        "  Decision {number}, level {level}, {title}. {said}{repaired}",
        number=moment.number,
        level=level,
        title=Word(level).title,
        said=_said(moment),
        repaired=repaired,
    )
    if moment.why:
        yield tr("    Coach: {words}", words=moment.why)
    if moment.best is not None:
        yield tr("    The best on offer was: {best}", best=said(moment.best, moment.best_is_act))
    if moment.thought is not None:
        yield tr("    {name} thought: {words}", name=moment.thought[0], words=moment.thought[1])


def _critical(one: CriticalTold) -> Iterator[str]:
    made_good = tr("You made it good.") if one.repaired else tr("It was not made good.")
    yield tr("A critical act: {title} {made_good}", title=sentence(one.title), made_good=made_good)
    if one.said is not None:
        yield tr("  You chose: {said}", said=one.said)
    yield tr("  Why it matters: {why}", why=one.why)
    yield tr("  Instead: {instead}", instead=one.instead)


def _own_words(one: ResponseTold) -> Iterator[str]:
    yield tr("You were asked: {prompt}", prompt=one.prompt)
    yield tr("  In your own words: {words}", words=tr("erased") if one.text is None else one.text)
    for level, example in one.examples.items():
        yield tr(
            "  Level {level}, {title}, for example: {example}", level=level, title=Word(level).title, example=example
        )
    yield from (tr("  One answer: {words}", words=words) for words in one.answers)
    if one.level is not None:
        yield tr(
            "  You found yours nearest to level {level}, {title}, which is not scored.",
            level=one.level,
            title=Word(one.level).title,
        )


def _tried(debrief: Debrief) -> Iterator[str]:
    for moment in debrief.taken_back:
        yield tr("Tried first and taken back, at decision {number}. {said}", number=moment.number, said=_said(moment))


def _said(moment: Moment) -> str:
    return said(moment.said, moment.is_act)
