"""The command line: one table of commands, each imported when it is called, and the place where errors end.

`run` is the program's entry point. `trainer` alone opens Home, on screens or in plain lines.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from importlib import import_module
from inspect import cleandoc
from typing import NoReturn

import click

from trainer import __version__
from trainer.cli.click_words import speak_ours, usage
from trainer.cli.wiring import Places, placed
from trainer.errors import Exit, TrainerError
from trainer.language import ENGLISH, is_language, language, mark, speak, tr

COMMANDS: dict[str, str] = {
    "play": mark("Play a scenario, or go on with a run."),
    "runs": mark("List the runs, newest first."),
    "show": mark("Show a run: what was said, and where every score came from."),
    "verify": mark("Replay runs from their events: whether they are as they were."),
    "list": mark("List the scenarios of the library."),
    "progress": mark("Show what a certification asks of you, and what to do next."),
    "sit": mark("Open a sitting of a certification, or go on with it."),
    "desk": mark("See how candidates stand, what waits, and record what you decide."),
    "report": mark("Write reports: on a cohort, on scenarios, on a mentor."),
    "certificate": mark("Issue, renew, revoke and list certificates."),
    "approve": mark("Record that the safeguarding lead approved a scenario."),
    "feedback": mark("Note what people say of a scenario or a criterion, and tick it off."),
    "check": mark("Check scenarios, rubrics and the files beside them."),
    "test": mark("Take the walks beside scenarios, and say what they visit."),
    "new": mark("Write a new scenario, rubric or file of walks that works, to make your own."),
    "studio": mark("Work on a scenario: findings, tries and figures follow each save of its file."),
    "explain": mark("Explain what a finding of `check` means."),
    "analyse": mark("Say what the runs of scenarios can come to: scores, personas, decisions."),
    "graph": mark("Draw a scenario: its scenes and the ways between them."),
    "diff": mark("Say what two versions of a scenario mean otherwise, and which runs would score otherwise."),
    "translate": mark("Translate scenarios and rubrics: write and renew files for translators."),
    "import": mark("Make a scenario file of a story written elsewhere."),
    "export": mark("Write what is here as files for other programs."),
    "schema": mark("Print the JSON Schema of a scenario, a rubric or a file of walks."),
    "people": mark("Keep the list of who is here: names, roles, cohorts, PINs."),
    "assign": mark("Give somebody, or a cohort, scenarios to finish by a day."),
    "audit": mark("Tell who did what, when, to whom and why."),
    "school": mark("Show or set what local rules and people are."),
    "db": mark("Upgrade, back up or restore the database."),
    "doctor": mark("Say where everything is, and whether it is well."),
}
"""A command is its file in `trainer.cli`, with a click command of the same name, and its line here."""


class Commands(click.Group):
    """Commands that are imported when they are called, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """The names, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """A command by its name, or None."""
        if name not in COMMANDS:
            return None
        module = import_module(f"trainer.cli.{_MODULES.get(name, name)}")
        command: click.Command = getattr(module, _FUNCTIONS.get(name, name))
        return spoken(command)

    def get_help(self, ctx: click.Context) -> str:
        """The help, in the language spoken now."""
        said = spoken(self)
        return super(Commands, said).get_help(ctx) if isinstance(said, Commands) else super().get_help(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table."""
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, tr(what)) for name, what in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the name that was meant where there is none of this name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            hint = (
                tr("Did you mean `trainer {close}`?", close=close[0]) if close else tr("`trainer --help` lists them.")
            )
            raise click.UsageError(tr('There is no command "{args}". {hint}', args=args[0], hint=hint), ctx)
        return super().resolve_command(ctx, args)


def spoken(command: click.Command) -> click.Command:
    """A command whose help is in the language spoken now; the same one where that is English."""
    if language() == ENGLISH:
        return command
    said = copy(command)
    said.help = tr(cleandoc(command.help)) if command.help else None
    said.short_help = tr(command.short_help) if command.short_help else None
    said.params = [copy(one) for one in command.params]
    said.options_metavar = usage(command.options_metavar or "")
    context = click.Context(command)
    for one in said.params:
        if not isinstance(one, click.Option) or not (one.is_flag or one.count):
            one.metavar = usage(one.make_metavar(context))
        if isinstance(one, click.Option) and one.help:
            one.help = tr(one.help)
    if isinstance(said, click.Group):
        said.subcommand_metavar = usage(said.subcommand_metavar)
    if isinstance(said, click.Group) and said.commands:
        said.commands = {name: spoken(one) for name, one in said.commands.items()}
    return said


_FUNCTIONS = {"list": "list_scenarios", "import": "import_story"}
"""Commands whose name would hide one of Python's own."""

_MODULES = {"import": "import_"}
"""Commands whose name no module can have."""


speak_ours()


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="trainer", message="%(prog)s %(version)s")
@click.option("--plain", is_flag=True, help="Plain lines instead of screens.")
@placed
@click.pass_context
def main(ctx: click.Context, plain: bool) -> None:
    """Practise hard conversations as a peer mentor, and see where every score came from.

    Without a COMMAND it opens Home, where everything can be reached.
    """
    places = ctx.ensure_object(Places)
    if places.folder is not None:
        ctx.default_map = {"check": {"folder": places.folder}}
    if ctx.invoked_subcommand is None:
        from trainer.cli.play import open_home

        ctx.exit(open_home(places, plain))


def run() -> NoReturn:
    """Run the program, and end it with an exit status of `errors.Exit`."""
    _open_ends()
    asked = os.environ.get("TRAINER_LANG", "").strip()
    if is_language(asked):
        speak(asked)
    places = Places()
    sys.exit(ended(lambda: main.main(standalone_mode=False, prog_name="trainer", obj=places), places))


def ended(program: Callable[[], object], places: Places) -> int:
    """The exit status with which a program ends, whatever it raises; the person is told in one line.

    Raises only what is a fault of ours, and only where a traceback was asked for.
    """
    try:
        status = _status(program())
        sys.stdout.flush()
    except BrokenPipeError:
        status = Exit.FAILED
        _close_quietly()
    except KeyboardInterrupt:
        status = Exit.LEFT
    except Exception as error:
        if places.traceback and not isinstance(error, (TrainerError, click.ClickException)):
            raise
        status = _tell(error)
    return int(status)


def _status(given: object) -> Exit | int:
    return given if isinstance(given, int) else Exit.OK


def _tell(error: Exception) -> Exit:
    """One clear line on standard error; the exit status that goes with it."""
    from trainer.cli.output import talk

    match error:
        case TrainerError():
            talk(f"trainer: {error}")
            return error.status
        case click.Abort():
            return Exit.LEFT
        case click.exceptions.NoArgsIsHelpError():  # a group without a command
            talk(*error.format_message().split("\n"))
            return Exit.USAGE
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "trainer"
            talk(
                tr(
                    "trainer: {format_message} `{command} --help` tells more.",
                    format_message=error.format_message(),
                    command=command,
                )
            )
            return Exit.USAGE
        case click.ClickException():
            talk(f"trainer: {error.format_message()}")
            return Exit.FAILED
        case OSError():
            talk(
                tr(
                    "trainer: {filename} cannot be read or written ({strerror}).",
                    filename=error.filename or tr("The output"),
                    strerror=error.strerror,
                )
            )
            return Exit.FAILED
        case _:
            talk(
                tr(
                    "trainer: Something went wrong that is our fault ({fault}). What you chose is kept. "
                    "Run it again with --traceback to see where, and please report it.",
                    fault=type(error).__name__,
                )
            )
            return Exit.FAILED


def _open_ends() -> None:
    """Take whatever standard input and output are: closed, not UTF-8, or a pipe."""
    for name, way in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, way, encoding="utf-8"))  # noqa: SIM115
    for end in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(end, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def _close_quietly() -> None:
    """Python flushes standard output once more at its end, and would complain of the closed pipe."""
    with suppress(OSError):  # where standard output is no file, there is nothing to complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
