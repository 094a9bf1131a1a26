"""`trainer schema`: the JSON Schema that editors check scenarios, cases, rubrics and walks by."""

import click


@click.command()
@click.argument("kind", type=click.Choice(["scenario", "case", "rubric", "walks", "certification"]))
def schema(kind: str) -> None:
    """Print the JSON Schema of a scenario, a case, a rubric, a file of walks or a certification."""
    from trainer.content.schema import SCHEMAS, as_text

    click.echo(as_text(SCHEMAS[kind]()), nl=False)
