"""The third gate: what can be proved about every path of one scenario. Called by `check` and before an assessment."""

from collections.abc import Iterator

from trainer.analysis.explore import reaches
from trainer.analysis.proof import Proof
from trainer.analysis.rules.paths import RULES, Check, too_large_to_prove
from trainer.content.rules.rule import Rule, Said
from trainer.content.scenario import Scenario


def prove(scenario: Scenario, criteria: frozenset[str]) -> Iterator[tuple[Rule[Check], Said]]:
    """Everything the path rules say about a scenario whose meaning has no errors.

    `criteria` are those of its rubrics. Where not every state could be walked, only that is said.
    """
    proof = Proof(scenario, reaches(scenario), criteria)
    complete = all(reach.complete for reach in proof.reaches)
    for one in RULES:
        if complete or one is too_large_to_prove:
            for said in one.check(proof):
                yield one, said
