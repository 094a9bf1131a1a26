"""What commands write: data on standard output, talk on standard error, each line made fit for a terminal."""

import json
import shlex
import sys
from collections.abc import Callable
from typing import Any

from trainer.cli.wiring import Places
from trainer.shown import clean


def say(*lines: str) -> None:
    """Lines on standard output."""
    for line in lines:
        sys.stdout.write(clean(line) + "\n")


def talk(*lines: str) -> None:
    """Lines on standard error, for the person and not for a pipe."""
    for line in lines:
        sys.stderr.write(clean(line) + "\n")


def as_json(value: Any) -> None:
    """A value for other programs. Control codes come out as JSON's own escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    say(*text.split("\n"))


def typed(places: Places) -> Callable[[str], str]:
    """A command as a person types it, from what follows `trainer`; with the data directory where it was given."""
    data = f" --data {shlex.quote(str(places.data))}" if places.data else ""
    return lambda rest: f"trainer{data} {rest}"
