"""A: `allow`, by which a scenario lives with a warning and says why. Run last by `content.compile`, on all findings."""

from collections.abc import Iterator, Mapping
from typing import Any

from trainer.content.findings import Finding, Severity
from trainer.content.rules.rule import Rule, Said, rule
from trainer.content.rules.shape import near
from trainer.content.scenario import Scenario


@rule("A001", "bad-allow")
def bad_allow(scenario: Scenario, table: Mapping[str, Rule[Any]], findings: list[Finding]) -> Iterator[Said]:
    """`allow` names the code of a warning.

    An error cannot be allowed: with it, play or a score would be wrong.

    Wrong:
        allow: {K001: I like it so.}

    Right:
        scenes.arrival.choices[0].why: ~delete
        allow: {W201: The group finds the words together.}
    """
    for code in scenario.allow:
        known = table.get(code)
        if known is None:
            yield Said(("allow", code), f"there is no finding `{code}`", near(code, list(table)), at_key=True)
        elif known.severity is Severity.ERROR:
            yield Said(("allow", code), f"`{code}` is an error, and errors cannot be allowed", "Mend it instead.", at_key=True)


@rule("A002", "idle-allow", Severity.WARNING)
def idle_allow(scenario: Scenario, table: Mapping[str, Rule[Any]], findings: list[Finding]) -> Iterator[Said]:
    """`allow` names a warning that is not met in this file.

    Perhaps it has been mended since. Take the line away, so that the next one is not hidden.

    Wrong:
        allow: {W201: The group finds the words together.}

    Right:
        scenes.arrival.choices[0].why: ~delete
        allow: {W201: The group finds the words together.}
    """
    met = {finding.code for finding in findings}
    for code in scenario.allow:
        known = table.get(code)
        if known is not None and known.severity is Severity.WARNING and code not in met:
            yield Said(("allow", code), f"nothing here gives the warning `{code}`", "Take the line away.", at_key=True)


ALLOW: tuple[Rule[Any], ...] = (bad_allow, idle_allow)
