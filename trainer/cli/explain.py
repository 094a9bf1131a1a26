"""`trainer explain`: the manual page of a finding, from the docstring of its rule."""

from difflib import get_close_matches

import click

from trainer.errors import UsageError
from trainer.language import tr


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a finding by its CODE (P003) or name (unreachable-scene); without CODE, list them all."""
    from trainer.analysis.prove import RULES as PATHS
    from trainer.content.manual import explained, listing
    from trainer.content.roster.rules import RULES as LISTS
    from trainer.content.rules.tables import RULES
    from trainer.content.twee.rules import RULES as TWEE

    rules = (*RULES, *PATHS, *TWEE, *LISTS)
    if code is None:
        click.echo(listing(rules))
        return
    wanted = code.lower()
    found = next((rule for rule in rules if wanted in (rule.code.lower(), rule.slug)), None)
    if found is None:
        close = get_close_matches(wanted, [name for rule in rules for name in (rule.code.lower(), rule.slug)], n=1)
        hint = (
            tr("Did you mean {close}?", close=close[0].upper() if close[0][1:].isdigit() else close[0]) if close else ""
        )
        raise UsageError(
            tr('There is no finding "{code}".', code=code), hint or tr("`trainer explain` lists them all.")
        )
    click.echo(explained(found))
