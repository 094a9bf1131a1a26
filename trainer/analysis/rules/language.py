"""F011, F012: whether everybody can read it, and whether a note shames. Gathered in `rules.fairness`."""

from collections.abc import Iterator

from trainer.analysis import lexicon, reading
from trainer.analysis.rules.fair import fair_rule
from trainer.analysis.trial import Trial
from trainer.content.rules.rule import Said


@fair_rule("F011", "hard-to-read")
def hard_to_read(trial: Trial) -> Iterator[Said]:
    """The reading level is above the library's limit.

    Mentors from twelve up read this, some in a language that is not their first. The level is LIX: words in a
    sentence, plus the share in percent of words longer than six letters; the limit for English is 30.

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
    texts, limit = list(reading.shown(trial.scenario)), lexicon.MOST_LIX["en"]
    found = reading.lix(texts) if reading.is_above(limit, texts) else None
    if found is not None and found > limit:
        said = f"the reading level is {found:.0f}, and the limit is {limit}"
        yield Said(("scenario",), said, "Use shorter sentences and plainer words.", at_key=True)


@fair_rule("F012", "note-shames")
def note_shames(trial: Trial) -> Iterator[Said]:
    """A coach's note shames whoever reads it.

    A note says what a choice did to the other person. Who is told that they are careless stops reading.

    Wrong:
        scenes.first_day.choices[0].why: You should have known that a plan comes too early.

    Right:
        scenes.first_day.choices[0].why: The plan comes early, before the story is out.
    """
    notes = list(reading.notes(trial.scenario))
    for loc, text in notes if reading.may_shame(text for _, text in notes) else ():
        found = reading.shaming(text)
        if found:
            said = f'"{text[found[0] : found[0] + found[1]]}" shames whoever reads it'
            yield Said(loc, said, "Say what the other person could hear in it.", within=found)
