"""The forms on which people rate: own words blind, and a live role-play; with the four levels in words beside.

Nothing here changes anything; `desk` records what is given. Called by the desk's screens and commands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.content.rubric import Described
from trainer.engine.play import Play
from trainer.engine.transcript import Entry, Kind
from trainer.errors import UsageError
from trainer.language import tr
from trainer.scoring.score import Word
from trainer.session.candidate import candidate
from trainer.session.desk import live_criteria
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.tasks import pieces
from trainer.session.waiting import blind_code, must_be_allowed
from trainer.store import Person


@dataclass(frozen=True, slots=True)
class Rated:
    """A criterion to give a level on, with its levels in words, 4 first."""

    criterion: str
    title: str
    about: str
    competency: str
    levels: Mapping[int, Described]


@dataclass(frozen=True, slots=True)
class WordsForm:
    """Own words to rate. `before` is what was said just before them; nothing tells whose they are or earlier marks."""

    code: str
    scenario: str
    before: tuple[Entry, ...]
    asked: str
    written: str
    examples: Mapping[int, str]
    criteria: tuple[Rated, ...]


@dataclass(frozen=True, slots=True)
class LiveForm:
    """A live role-play to rate. `minutes` is the least length that counts, `least` the level to reach."""

    name: str
    minutes: int
    least: str
    criteria: tuple[Rated, ...]


def words_form(session: Session, person: Person, certification: str, run: str, scene: str) -> WordsForm:
    """The form for own words at a scene. Raises UsageError where there are none of the sitting that counts."""
    must_be_allowed(session, Job.OBSERVE)
    one = candidate(session, person, certification)
    piece = next((piece for piece in pieces(session, one) if (piece.run, piece.scene) == (run, scene)), None)
    play = session.recall(run)
    response = next((one for one in play.run.responses if one.scene == scene and one.text), None)
    respond = play.story.scenes[scene].written.respond if scene in play.story.scenes else None
    if piece is None or response is None or respond is None or response.text is None:
        raise UsageError(tr("There are no own words to rate there."), tr("`trainer desk queue` lists what waits."))
    return WordsForm(
        blind_code(run, scene),
        play.story.scenario.title,
        _before(play, response.decision),
        play.voices.say(respond.prompt),
        response.text,
        {level: play.voices.say(text) for level, text in sorted(respond.examples.items(), reverse=True)},
        rated(session, piece.criteria),
    )


def _before(play: Play, decision: int) -> tuple[Entry, ...]:
    """What was said and seen between the decision before and these words."""
    kinds = (Kind.NARRATION, Kind.SPEECH, Kind.YOU_SAY, Kind.YOU_DO)
    return tuple(entry for entry in play.transcript if entry.decision == decision - 1 and entry.kind in kinds)


def live_form(session: Session, person: Person, certification: str) -> LiveForm:
    """The form for a live role-play of somebody."""
    must_be_allowed(session, Job.OBSERVE)
    one = candidate(session, person, certification)
    rule = one.certification.live
    least = f"{rule.least.normalize():f}"
    return LiveForm(person.name, rule.minutes, least, rated(session, live_criteria(session, one)))


def rated(session: Session, criteria: Iterable[str]) -> tuple[Rated, ...]:
    """Criteria with their levels in words; one that the library no longer has keeps its id."""
    found = []
    for name in criteria:
        competency, criterion = session.library.criteria.get(name, ("", None))
        if criterion is None:
            found.append(Rated(name, name.replace("_", " "), "", "", {}))
            continue
        title = session.library.rubrics[competency].title
        levels = dict(sorted(criterion.levels.items(), reverse=True))
        found.append(Rated(name, criterion.title, criterion.about, title, levels))
    return tuple(found)


def as_lines(form: WordsForm | LiveForm) -> list[str]:
    """A form in plain lines."""
    lines: list[str] = []
    if isinstance(form, WordsForm):
        lines += [tr("{scenario}, code {code}", scenario=form.scenario, code=form.code), ""]
        lines += [f"{entry.name}: {entry.text}" if entry.name else entry.text for entry in form.before]
        lines += ["", tr("Asked: {asked}", asked=form.asked), tr("Written: {written}", written=form.written)]
        lines += [
            tr("For example, at {level}: {text}", level=level, text=text) for level, text in form.examples.items()
        ]
    else:
        lines += [
            tr(
                "A live role-play of {name}: {minutes} minutes at least, level {least} to reach.",
                name=form.name,
                minutes=form.minutes,
                least=form.least,
            )
        ]
    lines += ["", tr("Rate it on (criterion=LEVEL):")]
    for one in form.criteria:
        lines.append(f"  {one.criterion}  {one.title}. {one.about}".rstrip())
        for level, words in one.levels.items():
            lines.append(f'    {level} {Word(level).title}: {words.seen} "{words.say}"')
    return lines


def as_record(form: WordsForm | LiveForm) -> dict[str, Any]:
    """A form for other programs."""
    criteria = [
        {
            "criterion": one.criterion,
            "title": one.title,
            "about": one.about,
            "levels": {str(level): {"seen": words.seen, "say": words.say} for level, words in one.levels.items()},
        }
        for one in form.criteria
    ]
    if isinstance(form, LiveForm):
        return {"minutes_at_least": form.minutes, "level_to_reach": float(form.least), "criteria": criteria}
    return {
        "code": form.code,
        "scenario": form.scenario,
        "before": [{"who": entry.name, "text": entry.text} for entry in form.before],
        "asked": form.asked,
        "written": form.written,
        "examples": {str(level): text for level, text in form.examples.items()},
        "criteria": criteria,
    }
