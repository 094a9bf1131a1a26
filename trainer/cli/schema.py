"""`trainer schema`: the JSON Schema that editors check scenarios and rubrics by."""

import click


@click.command()
@click.argument("kind", type=click.Choice(["scenario", "rubric"]))
def schema(kind: str) -> None:
    """Print the JSON Schema of a scenario or a rubric."""
    from trainer.content.schema import SCHEMAS, as_text

    click.echo(as_text(SCHEMAS[kind]()), nl=False)
