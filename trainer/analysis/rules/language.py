"""F011, F012, F013: whether everybody can read it, whether a note shames, whether its language is listed.

Gathered in `rules.fairness`.
"""

from collections.abc import Iterator

from trainer.analysis import lexicon, reading
from trainer.analysis.rules.fair import fair_rule
from trainer.analysis.trial import Trial
from trainer.content.rules.rule import Said
from trainer.language import tr


@fair_rule("F011", "hard-to-read")
def hard_to_read(trial: Trial) -> Iterator[Said]:
    """The reading level is above the library's limit.

    Mentors from twelve up read this, some in a language that is not their first. The level is LIX: words in a
    sentence, plus the share in percent of words longer than six letters; the limit for English is 30, for Spanish 38.

    Wrong:
        goal: >-
          Endeavour to facilitate meaningful communication concerning everything troubling your companion throughout
          unfamiliar circumstances, notwithstanding considerable reluctance, persistent embarrassment, conflicting
          obligations, inadequate understanding, occasional misunderstandings, recurring disappointments, accumulated
          frustrations, overwhelming uncertainty, deteriorating friendships, interrupted conversations, unsuccessful
          reconciliations, institutional expectations, complicated responsibilities, developing independence.
        summary: >-
          Acknowledging fundamental differences between individual perspectives requires continuous attention,
          particularly regarding previously established relationships, unspoken assumptions, misinterpreted intentions,
          conflicting priorities, personal boundaries, emotional vulnerability, unresolved arguments, competing
          commitments, unpredictable reactions, academic performance, extracurricular involvement, transportation
          difficulties, family circumstances, financial restrictions, cultural traditions, language acquisition.

    Right:
        goal: "Help {{ mentee.name }} say what is going on."
    """
    texts, limit = list(reading.shown(trial.scenario)), lexicon.of(lexicon.MOST_LIX, trial.scenario.language)
    found = reading.lix(texts) if limit is not None and reading.is_above(limit, texts) else None
    if found is not None and limit is not None and found > limit:
        said = tr("the reading level is {found:.0f}, and the limit is {limit}", found=found, limit=limit)
        yield Said(("scenario",), said, tr("Use shorter sentences and plainer words."), at_key=True)


@fair_rule("F012", "note-shames")
def note_shames(trial: Trial) -> Iterator[Said]:
    """A coach's note shames whoever reads it.

    A note says what a choice did to the other person. Who is told that they are careless stops reading.

    Wrong:
        scenes.first_day.choices[0].why: You should have known that a plan comes too early.

    Right:
        scenes.first_day.choices[0].why: The plan comes early, before the story is out.
    """
    notes, language = list(reading.notes(trial.scenario)), trial.scenario.language
    for loc, text in notes if reading.may_shame((text for _, text in notes), language) else ():
        found = reading.shaming(text, language)
        if found:
            said = tr('"{text}" shames whoever reads it', text=text[found[0] : found[0] + found[1]])
            yield Said(loc, said, tr("Say what the other person could hear in it."), within=found)


@fair_rule("F013", "language-not-listed")
def language_not_listed(trial: Trial) -> Iterator[Said]:
    """The language of a scenario is not listed, so that what goes by words cannot be proved.

    That nobody passes by always giving advice or always comforting, that notes do not shame, and that everybody can
    read it, is looked at by words and limits for each language. There are lists for English and Spanish.

    Wrong:
        language: Spanish

    Right:
        language: es
    """
    language = trial.scenario.language
    if lexicon.of(lexicon.ADVICE, language) is None:
        yield Said(
            ("language",),
            tr(
                "there are no lists for the language `{language}`: advice, comfort, shaming notes and "
                "reading level are not looked at",
                language=language,
            ),
            tr(
                "Have somebody who speaks it read it for these. Listed are {names}.",
                names=", ".join(sorted(lexicon.ADVICE)),
            ),
        )
