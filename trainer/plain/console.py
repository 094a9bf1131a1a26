"""Line mode's two ends: lines out, answers in. No cursor is moved and nothing is coloured.

At a terminal the prompt stays on its line and the terminal shows what is typed; from a pipe or a file the
answer is written behind the prompt, so that what comes out reads the same.
"""

import sys
from collections.abc import Callable
from typing import TextIO

from trainer.errors import RunBusyError, StoreError, TrainerError
from trainer.shown import clean

PATIENCE = 100
"""From a pipe, after so many answers that mean nothing, the input counts as ended."""


class Left(Exception):  # noqa: N818 - nothing went wrong
    """The person left, or the input ended."""


class Console:
    """Where line mode speaks and listens. `interactive` where a person sits at the other end."""

    def __init__(self, source: TextIO, target: TextIO, *, interactive: bool, echoes: bool) -> None:
        self.interactive = interactive
        self._source, self._target = source, target
        self._echoes = echoes
        self._held: str | None = None
        self._refused = 0
        self._echo = ""

    def say(self, *lines: str) -> None:
        """Print lines, each made fit for a terminal."""
        self._write("".join(clean(line) + "\n" for line in lines))

    def ask(self, prompt: str) -> str:
        """The answer to a prompt, without its line end. Raises Left at the end of the input and at Ctrl-C."""
        self._write(f"{clean(prompt)}:{' ' if self._echoes or not self.interactive else chr(10)}")
        if self._held is not None:
            answer, self._held = self._held, None
            self._echo = answer + "\n"
            return answer
        try:
            line = self._source.readline()
        except KeyboardInterrupt:
            self.say("")
            raise Left from None
        if not line:
            self.say("")
            raise Left
        answer = clean(line).strip()
        if not self.interactive:
            self._echo = answer + "\n"  # printed with what comes next: a closed pipe must not undo what was chosen
        return answer

    def secret(self, prompt: str) -> str:
        """The answer to a prompt, as it was typed and nowhere shown. Raises Left as `ask` does."""
        if not (self.interactive and self._source is sys.stdin):
            answer = self.ask(prompt)
            if self._echo:
                self._echo = ""
                self._write("\n")
            return answer
        from getpass import getpass

        try:
            return getpass(f"{clean(prompt)}: ", stream=self._target)
        except (EOFError, KeyboardInterrupt):
            self.say("")
            raise Left from None

    def _write(self, text: str) -> None:
        text, self._echo = self._echo + text, ""
        self._target.write(text)
        self._target.flush()

    def hold(self, answer: str) -> None:
        """Keep an answer for the next question: a program that plays sends numbers only."""
        self._held = answer

    def refuse(self, *lines: str) -> None:
        """Say that an answer means nothing here. Raises Left when a pipe goes on like that for ever."""
        self._refused += 1
        self.say(*lines)
        if not self.interactive and self._refused >= PATIENCE:
            raise Left

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that the machine may refuse; whether it was done. A person is told and may go on.

        What a full disk or another window refuses ends a program that plays, and so is raised.
        """
        try:
            act()
        except RunBusyError:
            raise
        except TrainerError as error:
            if isinstance(error, StoreError) and not self.interactive:
                raise
            self.refuse(str(error))
            return False
        return True
