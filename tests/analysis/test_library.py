"""What issue 6 asks of the whole library: length and place tell nothing, and nobody passes by a trick."""

from collections import Counter
from fractions import Fraction

from scipy.stats import spearmanr

from tests.keying.sheet import keyed
from trainer.analysis.chances import reaches_cut
from trainer.analysis.explore import explore
from trainer.analysis.personas import GAMING, SKILLED
from trainer.analysis.trial import on_trial
from trainer.content.library import open_library
from trainer.content.rubric import School
from trainer.content.scenario import Choice, Scene
from trainer.content.text import voices
from trainer.engine.story import ready
from trainer.scoring.score import ratings

LIBRARY = open_library()
SCORED = {name: LIBRARY.scenario(name) for name in LIBRARY.competencies}
CUT = Fraction(3)


def _mean(scene: Scene, choice: Choice) -> Fraction:
    rated = list(ratings(scene, choice).values())
    return Fraction(sum(rated), len(rated))


def _decisions() -> list[tuple[str, Scene, list[tuple[Choice, int]]]]:
    """Each scored decision with its choices and their lengths as shown in casting a."""
    found = []
    for name, scenario in SCORED.items():
        say = voices(scenario, "a", School()).say
        for _, scene in keyed(scenario):
            lengths = [(choice, len(say(choice.do or (choice.say or ())[0].text))) for choice in scene.choices]
            found.append((name, scene, lengths))
    return found


def test_length_tells_nothing_over_the_library() -> None:
    longest: Counter[int] = Counter()
    levels: list[float] = []
    lengths: list[float] = []
    decisions = _decisions()
    for _, scene, shown in decisions:
        choice, _ = max(shown, key=lambda one: one[1])
        longest[min(ratings(scene, choice).values())] += 1
        order = sorted(length for _, length in shown)
        levels += [float(_mean(scene, choice)) for choice, _ in shown]
        lengths += [order.index(length) / (len(order) - 1) for _, length in shown]
    shares = {level: longest[level] / len(decisions) for level in (4, 3, 2, 1)}
    assert all(0.15 <= share <= 0.40 for share in shares.values()), shares
    correlation = spearmanr(levels, lengths).statistic
    assert abs(correlation) <= 0.15, correlation


def test_the_best_choice_stands_anywhere() -> None:
    places: Counter[int] = Counter()
    for _, scene, _ in _decisions():
        means = [_mean(scene, choice) for choice in scene.choices]
        places[means.index(max(means))] += 1
    total = sum(places.values())
    assert all(0.15 <= places[place] / total <= 0.35 for place in range(4)), places


def test_nobody_passes_by_a_trick() -> None:
    tricks: Counter[str] = Counter()
    for name, scenario in SCORED.items():
        story = ready(scenario)
        reach = explore(story)
        trial = on_trial(scenario, [reach], LIBRARY.rubric_of_criteria(scenario.rubrics))
        means = trial.conducts[0].means
        assert means[SKILLED] == 4, name
        tricks.update(persona for persona in GAMING if (means[persona] or 0) >= CUT)
        chance = reaches_cut(reach, CUT)
        assert chance is not None
        assert chance <= 0.25, (name, chance)
    assert all(count <= len(SCORED) / 10 for count in tricks.values()), tricks


def test_the_library_covers_what_a_programme_needs() -> None:
    kinds = Counter(scenario.competency for scenario in SCORED.values())
    for core in ("active_listening", "conflict_resolution", "recognising_bias", "stereotype_threat"):
        levels = {scenario.level for scenario in SCORED.values() if scenario.competency == core}
        assert kinds[core] >= 4
        assert len(levels) == 3, core
    assert kinds["safeguarding"] >= 4
    assert kinds["guiding"] >= 2
    assert kinds["agreement"] >= 1
    assert kinds["facilitation"] >= 1
    assert sum(kinds.values()) >= 24
    for name, scenario in SCORED.items():
        outcomes = {scene.ending.outcome for scene in scenario.scenes.values() if scene.ending}
        prompts = [scene for scene in scenario.scenes.values() if scene.respond]
        assert len(outcomes) >= 3, name
        assert scenario.castings, name
        assert 1 <= len(prompts) <= 2, name
        assert len(scenario.discuss) == 3, name
        assert scenario.sources, name
