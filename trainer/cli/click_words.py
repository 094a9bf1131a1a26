"""What click says of its own accord (usage, an option that is missing), in the language spoken now.

Click asks gettext for its words, which looks for compiled catalogues on the machine. Here it asks ours.
"""

import re
from types import ModuleType

from click import core, decorators, exceptions, formatting, parser, termui, types

from trainer.language import mark, tr

SAID = (
    mark("Usage:"),
    mark("Options"),
    mark("Commands"),
    mark("Show this message and exit."),
    mark("Aborted!"),
    mark("Missing command."),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing parameter"),
    mark("Got unexpected extra argument ({args})"),
    mark("Got unexpected extra arguments ({args})"),
    mark("Did you mean {possibility}?"),
    mark("(Did you mean one of: {possibilities}?)"),
    mark("No such option {name!r}."),
    mark("No such command {name!r}."),
    mark("Invalid value for {param_hint}: {message}"),
    mark("Invalid value: {message}"),
    mark("Option {name!r} does not take a value."),
    mark("Option {name!r} requires an argument."),
    mark("Choose from:\n\t{choices}"),
    mark("{value!r} is not {choice}."),
    mark("{value!r} is not one of {choices}."),
    mark("{value} is not in the range {range}."),
    mark("{value!r} is not a valid {number_type}."),
    mark("{name} {filename!r} does not exist."),
    mark("{name} {filename!r} is a file."),
    mark("{name} {filename!r} is a directory."),
    mark("{name} {filename!r} is not readable."),
    mark("file"),
    mark("directory"),
    mark("path"),
    mark("default: {default}"),
    mark("Error: invalid input"),
)
"""Those of its words that our commands can bring about; it fills their values in."""
TYPED = (
    mark("SCENARIO"),
    mark("RUN"),
    mark("FILE"),
    mark("NAME"),
    mark("TEXT"),
    mark("MINUTES"),
    mark("SCENE"),
    mark("CODE"),
    mark("LEVELS"),
    mark("SITTING"),
    mark("SCENARIOS"),
    mark("SUBJECT"),
    mark("NUMBER"),
    mark("PATHS"),
    mark("PATH"),
    mark("FILES"),
    mark("OLD"),
    mark("NEW"),
    mark("REV"),
    mark("LANGUAGE"),
    mark("NAMES"),
    mark("COHORT"),
    mark("DATE"),
    mark("DAY"),
    mark("ACTION"),
    mark("KEY"),
    mark("VALUE"),
    mark("OPTIONS"),
    mark("COMMAND"),
    mark("ARGS"),
    mark("INTEGER"),
    mark("FLOAT"),
    mark("RANGE"),
    mark("DIR"),
)
"""What stands in a line of usage for something to type."""
_TYPED = re.compile(r"\b[A-Z][A-Z_]+\b")
_MODULES: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, termui, types)


def speak_ours() -> None:
    """Let click ask us for its words."""
    for module in _MODULES:
        for name, ours in (("_", tr), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, ours)


def _counted(one: str, many: str, number: int) -> str:
    return tr(one if number == 1 else many)


def usage(said: str) -> str:
    """A piece of a line of usage, what stands for something to type in words."""
    return _TYPED.sub(lambda found: tr(found[0]), said)
