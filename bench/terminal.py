"""A program in a pseudo-terminal: what it writes, and when. Used by `bench.keys` and `bench.start`."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

QUIET = 0.08
"""A frame is complete when nothing more was written for so many seconds; they are not counted."""


class Terminal:
    """A running program and its terminal. Times are those of `time.perf_counter`."""

    def __init__(
        self, command: Sequence[str], *, width: int = 80, height: int = 24, environ: Mapping[str, str] | None = None
    ) -> None:
        settings = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environ or {})}
        for name in ("NO_COLOR", "TRAINER_PLAIN", "TEXTUAL_FPS"):
            settings.pop(name, None)
        self.started = time.perf_counter()
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), settings)
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.seen = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.end)

    def read(self, seconds: float) -> bool:
        """Read what is written within so many seconds, at most once; whether there was anything."""
        if not select.select([self.end], [], [], seconds)[0]:
            return False
        try:
            part = os.read(self.end, 1 << 16)
        except OSError:
            return False
        self.seen += part
        return bool(part)

    def until(self, words: bytes, within: float = 20.0) -> float:
        """Wait until these words are on screen; when they came. Raises TimeoutError."""
        deadline = time.perf_counter() + within
        while words not in self.seen:
            if not self.read(max(0.0, deadline - time.perf_counter())):
                raise TimeoutError(f"{words!r} never came; the end was {self.seen[-300:]!r}")
        return time.perf_counter()

    def until_quiet(self, least: float = QUIET) -> float:
        """Wait until nothing more is written; when the last byte came."""
        last = time.perf_counter()
        while self.read(least):
            last = time.perf_counter()
        return last

    def press(self, key: bytes) -> None:
        """Press a key."""
        self.seen = b""
        os.write(self.end, key)

    def frame(self, key: bytes) -> float:
        """Press a key: seconds until the last byte of the frame that it makes. Raises TimeoutError without one."""
        self.until_quiet(0.02)
        pressed = time.perf_counter()
        self.press(key)
        if not self.read(5.0):
            raise TimeoutError(f"{key!r} changed nothing on screen")
        last = time.perf_counter()
        while self.read(QUIET):
            last = time.perf_counter()
        return last - pressed
