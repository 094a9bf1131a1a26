"""What makes a function of a trial one of the F rules. Used by the modules that `rules.fairness` gathers."""

from collections.abc import Callable, Iterator

from trainer.analysis.trial import Trial
from trainer.content.findings import Severity
from trainer.content.rules.rule import Rule, Said, rule

Check = Callable[[Trial], Iterator[Said]]


def fair_rule(code: str, slug: str, severity: Severity = Severity.WARNING) -> Callable[[Check], Rule[Check]]:
    """Make a function of a trial a rule."""
    return rule(code, slug, severity)
