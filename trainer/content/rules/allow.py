"""A: `allow`, by which a scenario lives with a warning and says why. Run last by `content.compile`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.content.findings import Severity
from trainer.content.rules.rule import Rule, Said, rule
from trainer.content.rules.suggest import near
from trainer.language import tr


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a scenario allows, the table of all rules by code, and the codes that were met in it.

    `proved` is whether the rules on paths were run: without them nothing can be said about their codes.
    """

    allow: Mapping[str, str]
    table: Mapping[str, Rule[Any]]
    met: frozenset[str]
    proved: bool


@rule("A001", "bad-allow")
def bad_allow(judged: Allowance) -> Iterator[Said]:
    """`allow` names the code of a warning.

    An error cannot be allowed: with it, play or a score would be wrong.

    Wrong:
        allow: {K001: I like it so.}

    Right:
        scenes.arrival.choices[0].why: ~delete
        allow: {W201: The group finds the words together.}
    """
    for code in judged.allow:
        known = judged.table.get(code)
        if known is None and (judged.proved or code[:1] not in ("P", "F")):
            help = near(code, list(judged.table)) or tr("`trainer explain` lists them all.")
            yield Said(("allow", code), tr("there is no finding `{code}`", code=code), help, at_key=True)
        elif known is not None and known.severity is Severity.ERROR:
            yield Said(
                ("allow", code),
                tr("`{code}` is an error, and errors cannot be allowed", code=code),
                tr("Mend it instead."),
                at_key=True,
            )


@rule("A002", "idle-allow", Severity.WARNING)
def idle_allow(judged: Allowance) -> Iterator[Said]:
    """`allow` names a warning that is not met in this file.

    Perhaps it has been mended since. Take the line away, so that the next one is not hidden.

    Wrong:
        allow: {W201: The group finds the words together.}

    Right:
        scenes.arrival.choices[0].why: ~delete
        allow: {W201: The group finds the words together.}
    """
    for code in judged.allow:
        known = judged.table.get(code)
        judgeable = judged.proved or code[:1] not in ("P", "F")
        if known is not None and known.severity is Severity.WARNING and judgeable and code not in judged.met:
            yield Said(
                ("allow", code),
                tr("nothing here gives the warning `{code}`", code=code),
                tr("Take the line away."),
                at_key=True,
            )


ALLOW: tuple[Rule[Any], ...] = (bad_allow, idle_allow)
