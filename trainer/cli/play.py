"""`trainer play`, and `trainer` alone: the screens, or plain lines where none can be drawn."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.who import acting, without_pin
from trainer.cli.wiring import Places, draws, first_language, keep_theme, kept_theme, opened_session, placed
from trainer.errors import Exit, UsageError
from trainer.language import mark, speak, tr

if TYPE_CHECKING:
    from trainer.plain import Console
    from trainer.tui.wishes import Follow

NEWEST = ""
"""What `--resume` without a run asks for."""
_RESUME = mark("Go on with a run, or with the newest open one.")


@click.command()
@click.argument("scenario", required=False)
@click.option("--plain", is_flag=True, help="Plain lines instead of screens.")
@click.option("--seed", type=int, help="A whole number that decides who plays and the order of choices.")
@click.option("--assess", is_flag=True, help="An assessment: no notes, and no way back.")
@click.option(
    "--resume",
    is_flag=False,
    flag_value=NEWEST,
    metavar="[RUN]",
    help="Go on with a run, the newest open one.",
)
@placed
@click.pass_context
def play(
    ctx: click.Context, scenario: str | None, plain: bool, seed: int | None, assess: bool, resume: str | None
) -> None:
    """Play SCENARIO (its id, or its file), or go on with a run.

    In plain lines a choice is made by its number; ? tells the other keys. Ends with status 130 when left.
    """
    places = ctx.ensure_object(Places)
    if resume is not None and (scenario or assess or seed is not None):
        raise UsageError(
            tr("A run is gone on with as it was begun."), tr("Use --resume without a scenario, --seed or --assess.")
        )
    if resume is None and scenario is None:
        if assess or seed is not None:
            raise UsageError(tr("Which scenario?"), tr("`trainer list` shows what there is."))
        ctx.exit(open_home(places, plain))
    tried = None
    if scenario is not None:
        places, scenario, tried = _found(places, scenario)
    if draws(plain, os.environ, (sys.stdin, sys.stdout)):
        ctx.exit(on_screen(places, scenario, resume, assess=assess, seed=seed, tried=tried))
    ctx.exit(_in_lines(places, scenario, resume, assess, seed, tried))


def open_home(places: Places, plain: bool) -> Exit:
    """Home, on screens or in plain lines."""
    if draws(plain, os.environ, (sys.stdin, sys.stdout)):
        return on_screen(places)
    from trainer.cli.output import typed
    from trainer.plain import home

    ends = console()
    with opened_session(places, partial(acting, console=ends)) as session:
        return home(ends, session, typed(places))


def _found(places: Places, scenario: str) -> tuple[Places, str, str | None]:
    """A scenario by its file instead of its id: the folder it is in is the library, and it is free to be played."""
    file = Path(scenario)
    if file.suffix != ".yaml" or not file.is_file():
        return places, scenario, None
    folder = file.resolve().parent
    return places.with_library(folder.parent if folder.name == "scenarios" else folder), file.stem, file.stem


def _in_lines(
    places: Places, scenario: str | None, resume: str | None, assess: bool, seed: int | None, tried: str | None
) -> Exit:
    from trainer import plain
    from trainer.cli.output import typed
    from trainer.engine.events import Mode

    ends = console()
    with opened_session(places, partial(acting, console=ends), tried) as session:
        if scenario is None:
            return plain.resume(ends, session, typed(places), resume or None)
        mode = Mode.ASSESSMENT if assess else Mode.PRACTICE
        return plain.start(ends, session, typed(places), scenario, mode, seed)


def on_screen(
    places: Places,
    scenario: str | None = None,
    resume: str | None = None,
    *,
    sit: "Follow | None" = None,
    assess: bool = False,
    seed: int | None = None,
    tried: str | None = None,
) -> Exit:
    """The screens, beginning at Home or where something leads."""
    from trainer.cli.output import say, typed
    from trainer.tui.app import run_app

    def resuming(run: str) -> str:
        return typed(places)(f"play --resume {run}")

    speak(first_language(places))
    return run_app(
        partial(opened_session, places, without_pin, tried),
        named=places.named,
        start=scenario,
        resume=resume,
        sit=sit,
        assess=assess,
        seed=seed,
        resuming=resuming,
        left=lambda run: say(tr("You left. Everything you chose is kept. To go on:"), f"  {resuming(run)}"),
        theme=kept_theme(places),
        keep_theme=partial(keep_theme, places),
    )


def console() -> "Console":
    """Where line mode speaks and listens here."""
    from trainer.plain import Console

    listens, shows = sys.stdin.isatty(), sys.stdout.isatty()
    return Console(sys.stdin, sys.stdout, interactive=listens, echoes=listens and shows)
