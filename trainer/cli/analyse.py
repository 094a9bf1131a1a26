"""`trainer analyse`: everything that can be said of a scenario's runs before anybody plays it."""

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import say, talk
from trainer.cli.shapes import sound
from trainer.cli.wiring import Places, open_library, placed
from trainer.cli.writing import form_of, keep_made, must_be_made
from trainer.errors import UsageError
from trainer.language import language, tr

if TYPE_CHECKING:
    from trainer.analysis.analysis import Analysis
    from trainer.content.library import Library

MOST_STATES = 2_000_000


def _cut(_ctx: click.Context, _option: click.Parameter, given: str) -> Fraction:
    """A score from 1 to 4, exactly as it was written."""
    try:
        cut = Fraction(given)
    except (ValueError, ZeroDivisionError):
        raise click.BadParameter(tr("is a score such as 3.0.")) from None
    if not 1 <= cut <= 4:
        raise click.BadParameter(tr("lies between 1 and 4."))
    return cut


@click.command()
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--certification", metavar="FILE", help="Send the personas through whole sittings of a certification.")
@click.option("--cut", default="3.0", show_default=True, callback=_cut, help="The score that personas try to reach.")
@click.option(
    "--states",
    type=click.IntRange(1, MOST_STATES),
    default=100_000,
    show_default=True,
    help="Walk so many states; of a larger scenario random plays are told.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    help="How to print it; text is usual. Without this the ending of the -o name says it.",
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write it to this file.")
@placed
@click.pass_context
def analyse(
    ctx: click.Context,
    files: tuple[Path, ...],
    certification: str | None,
    cut: Fraction,
    states: int,
    form: str | None,
    out: Path | None,
) -> None:
    """Say what the runs of the scenarios in FILE... can come to: lengths, scores, personas, decisions.

    Figures are exact, over every path; with --lang, of the words of a translation beside the file. JSON is a list with
    one object a file; HTML is one page with charts and maps.
    """
    if bool(files) == (certification is not None):
        raise UsageError(tr("Name files of scenarios, or a certification: --certification FILE."))
    if out is not None:
        must_be_made(out)
    form = form or form_of(out, {".json": "json", ".html": "html", ".htm": "html"}, "text")
    library = open_library(ctx.ensure_object(Places), proved=True)
    if certification is not None:
        text = _sat(certification, library, form)
    else:
        from trainer.analysis.analysis import analysed

        spoken = library.speaking(language())
        scenarios = [spoken.spoken(sound(file, library), file) for file in files]
        text = _written([list(analysed(scenario, cut, states)) for scenario in scenarios], form)
    if out is not None:
        keep_made(out, text if text.endswith("\n") else f"{text}\n")
        talk(tr("{out} is written.", out=out))
    else:
        say(*text.rstrip("\n").split("\n"))


def _sat(named: str, library: "Library", form: str) -> str:
    """What becomes of personas in sittings of a certification, named by its id or its file."""
    from trainer.analysis.sittings import sat
    from trainer.content.compile import load_certification
    from trainer.content.kinds import Kind, kind_of
    from trainer.content.source import read_bytes
    from trainer.reports.sat import lines, record

    if form == "html":
        raise UsageError(tr("Of a certification there is no page."), tr("Use --format text or json."))
    file = Path(named)
    if file.is_file() and kind_of(named, read_bytes(file)) is not Kind.CERTIFICATION:
        raise UsageError(
            tr("{file} is no certification.", file=file), tr("Name one by its id, or its NAME.certification.yaml.")
        )
    rule = load_certification(file, library).must() if file.is_file() else library.certification(named)
    found = sat(rule, {id: library.scenario(id) for id in rule.sitting.pool}, library.rubrics)
    return json.dumps(record(found), ensure_ascii=False, indent=2) if form == "json" else "\n".join(lines(found))


def _written(found: "list[list[Analysis]]", form: str) -> str:
    """The figures in one of the forms."""
    from trainer.reports.figures import lines, record

    match form:
        case "json":
            return json.dumps([record(one) for one in found], ensure_ascii=False, indent=2)
        case "html":
            from trainer.reports.page import page

            return page(found)
        case _:
            return "\n".join(line for one in found for line in lines(one))
