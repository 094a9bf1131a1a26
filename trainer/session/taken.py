"""What people chose in scenarios, version by version, gathered for reports. Called by `statistics`.

The counting is the database's; here it is put beside the texts that were played. Nothing of it names a person.
"""

from collections.abc import Collection, Iterator

from trainer.analysis.explore import explore
from trainer.analysis.meeting import anchors
from trainer.content.conditions import ConditionError
from trainer.content.model import read_model
from trainer.content.scenario import Choice, Role, Scenario, Scene
from trainer.content.text import Voices, people, voices
from trainer.engine.chance import castings
from trainer.engine.events import Mode
from trainer.engine.steps import NoWayOnError
from trainer.engine.story import Story, ready
from trainer.reports.cohort.gathered import ChoiceTaken, DecisionTaken, Taken, Version
from trainer.scoring.score import level, ratings
from trainer.session.candidate import moment
from trainer.session.moments import day
from trainer.session.session import Session
from trainer.store import AnchorTally, VersionTally


def versions(
    session: Session, cohort: str | None, scenarios: Collection[str] | None, mode: Mode | None = None
) -> tuple[Version, ...]:
    """The versions of some scenarios (all without) that anybody of a cohort played first, in one mode or both."""
    found = session.store.tallies.versions(cohort, scenarios)
    return tuple(_version(session, one, cohort) for one in found if mode is None or one.mode is mode)


def _version(session: Session, one: VersionTally, cohort: str | None) -> Version:
    text = session.store.text(one.version)
    model = read_model(text, Scenario)
    known = one.scenario in session.library.competencies
    return Version(
        one.scenario,
        voices(model, castings(model)[0], session.school).say(model.title),
        one.version,
        known and session.library.text(one.scenario) == text,
        one.mode is Mode.ASSESSMENT,
        one.people,
        day(moment(one.earliest)),
        day(moment(one.latest)),
        tuple(_decisions(session, one, model, cohort)),
        {name: _mentee(session, model, name) for name in castings(model)},
    )


def _mentee(session: Session, model: Scenario, casting: str) -> str:
    cast = people(model, casting, session.school)
    mentee = cast.get("mentee") or next(iter(cast.values()), None)
    return (mentee.name if mentee else None) or casting


def _decisions(session: Session, one: VersionTally, model: Scenario, cohort: str | None) -> Iterator[DecisionTaken]:
    """The scored decisions in the order of the file; of a role reversal none."""
    if model.role is Role.MENTEE:
        return
    story = ready(model, session.school.allows)
    scored = [
        name
        for name, scene in model.scenes.items()
        if scene.looks_at and scene.choices and not story.scenes[name].is_repair
    ]
    counts = {(each.scene, each.choice): each.times for each in session.store.tallies.choices(one, cohort)}
    sure = [name for name in _met_by_all(story, counts, one.people) if name in scored]
    taken: dict[str, list[Taken]] = {name: [] for name in sure}
    for each in session.store.tallies.anchors(one, sure, cohort):
        taken[each.scene].append(_taken(each))
    words = voices(model, castings(model)[0], session.school)
    for name in scored:
        scene = model.scenes[name]
        yield DecisionTaken(
            name,
            _asked(scene, words),
            name in taken,
            tuple(_choice(scene, choice, words, counts.get((name, choice.id), 0)) for choice in scene.choices),
            tuple(taken.get(name, ())),
        )


def _met_by_all(story: Story, counts: dict[tuple[str, str], int], people: int) -> list[str]:
    """The anchors; where the paths cannot be walked through, the scenes that everybody met."""
    try:
        reach = explore(story)
        if reach.complete and not reach.stuck:
            return list(anchors(reach))
    except (KeyError, ValueError, ConditionError, NoWayOnError):
        pass
    met: dict[str, int] = {}
    for (scene, _), times in counts.items():
        met[scene] = met.get(scene, 0) + times
    return [scene for scene, times in met.items() if times == people]


def _taken(one: AnchorTally) -> Taken:
    return Taken(one.casting, one.choice, one.level, one.rest, one.times)


def _asked(scene: Scene, words: Voices) -> str:
    """The last thing said before the choice, to know the decision by."""
    said = [line.text for line in scene.lines if line.when is None] or [line.text for line in scene.lines]
    return words.say(said[-1]) if said else ""


def _choice(scene: Scene, choice: Choice, words: Voices, times: int) -> ChoiceTaken:
    said = choice.say[0].text if choice.say else choice.do or ""
    best = max(_mean(scene, each) for each in scene.choices)
    return ChoiceTaken(choice.id, words.say(said), level(scene, choice), times, _mean(scene, choice) == best)


def _mean(scene: Scene, choice: Choice) -> float:
    rated = ratings(scene, choice).values()
    return sum(rated) / len(rated) if rated else 0.0
