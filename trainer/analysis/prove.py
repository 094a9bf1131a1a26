"""The third gate: what can be proved about every path of one scenario. Called by `check` and before an assessment.

`prove` runs the path rules; `judge`, where they found no error, the fairness rules too; `judge_words` looks at a
translation. `PROOFS` is what everybody who checks hands to `content`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trainer.analysis.explore import Reach, reaches
from trainer.analysis.proof import Proof
from trainer.analysis.rules.fairness import BY_WORDS
from trainer.analysis.rules.fairness import RULES as FAIRNESS
from trainer.analysis.rules.paths import RULES as PATHS
from trainer.analysis.rules.paths import Check, too_large_to_prove
from trainer.analysis.trial import on_trial
from trainer.content.compile import Proofs
from trainer.content.findings import Severity
from trainer.content.rules.rule import Rule, Said
from trainer.content.scenario import Scenario


def prove(
    scenario: Scenario, criteria: Iterable[str], walked: list[Reach] | None = None
) -> Iterator[tuple[Rule[Check], Said]]:
    """Everything the path rules say about a scenario whose meaning has no errors.

    `criteria` are those of its rubrics; `walked` are its reaches, where they are known. Where not every state could
    be walked, only that is said.
    """
    proof = Proof(scenario, reaches(scenario) if walked is None else walked, frozenset(criteria))
    complete = all(reach.complete for reach in proof.reaches)
    for one in PATHS:
        if complete or one is too_large_to_prove:
            for said in one.check(proof):
                yield one, said


def judge(
    scenario: Scenario, criteria: Mapping[str, str], walked: list[Reach] | None = None
) -> Iterator[tuple[Rule[Any], Said]]:
    """Everything the path rules say, and, where no path is wrong, the fairness rules.

    `criteria` are those of its rubrics, each with the rubric it is of; `walked` as in `prove`.
    """
    walked = reaches(scenario) if walked is None else walked
    wrong = not all(reach.complete for reach in walked)
    for one, said in prove(scenario, criteria, walked):
        wrong = wrong or one.severity is Severity.ERROR
        yield one, said
    if not wrong:
        trial = on_trial(scenario, walked, criteria)
        for rule in FAIRNESS:
            for said in rule.check(trial):
                yield rule, said


def judge_words(scenario: Scenario, criteria: Mapping[str, str]) -> Iterator[tuple[Rule[Any], Said]]:
    """What the fairness rules that go by words say of a scenario in another language; its paths are not looked at."""
    walked = reaches(scenario)
    if all(reach.complete and not reach.stuck for reach in walked):
        trial = on_trial(scenario, walked, criteria)
        for rule in BY_WORDS:
            for said in rule.check(trial):
                yield rule, said


RULES: tuple[Rule[Any], ...] = (*PATHS, *FAIRNESS)
"""Every rule of analysis."""

PROOFS = Proofs(RULES, judge, judge_words)
"""The third gate, as `content` is given it."""
