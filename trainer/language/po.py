"""A gettext PO file as messages: fast enough to be read when a conversation begins, and never an exception.

Read by `language.catalogue` for the program's own words, and by `content.translation` for scenarios and rubrics.
Whatever the text is, `read` gives the messages it could make out and a fault, with its line, for each it could not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from trainer.language.spoken import mark, tr

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
_KEY = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?(?=[\s\"]|$)")


@dataclass(slots=True)
class Message:
    """One text and its translation. `line` is where it begins, from 1; `texts` are its plural forms, or one.

    `previous` is the text that a fuzzy translation was made of, where the file says so.
    """

    line: int
    context: str | None = None
    text: str = ""
    plural: str | None = None
    texts: tuple[str, ...] = ("",)
    fuzzy: bool = False
    previous: str | None = None

    @property
    def translation(self) -> str:
        """Its translation, empty where there is none yet."""
        return self.texts[0]

    @property
    def is_usable(self) -> bool:
        """Whether it may be shown: translated in every form, and not waiting to be looked at again."""
        return not self.fuzzy and all(self.texts)


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be read, at a line from 1: one sentence without its full stop, and the `{word}` in it, if any."""

    line: int
    message: str
    word: str = ""

    @property
    def told(self) -> str:
        """As shown to people."""
        return tr(self.message, word=self.word) if self.word else tr(self.message)


@dataclass(frozen=True, slots=True)
class Po:
    """A file's messages in order, without its header and what it keeps of the past (`#~`)."""

    messages: tuple[Message, ...]
    header: dict[str, str]
    """The header's lines by their names in lower case: `language`, `plural-forms`, …"""
    faults: tuple[Fault, ...]
    head: str = ""
    """The header as it stands."""

    @property
    def language(self) -> str:
        """The language that the header names, or nothing."""
        return self.header.get("language", "")


def read(text: str) -> Po:
    """The messages of a PO file's text (lines that end in a line feed)."""
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), start=1):
        reading.take(number, line.strip())
    reading.close()
    head = ""
    messages = []
    for message in reading.messages:
        if message.context is None and not message.text:
            head = head or message.translation
        else:
            messages.append(message)
    return Po(tuple(messages), _header(head), tuple(reading.faults), head)


def _header(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


@dataclass(slots=True)
class _Reading:
    """The message that is being read, and those that were."""

    messages: list[Message] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)
    key: str = ""
    line: int = 0
    fuzzy: bool = False
    old: list[str] | None = None

    def take(self, number: int, line: str) -> None:
        """One line more."""
        if line.startswith('"'):
            self.go_on(number, line)
        elif line.startswith("msg"):
            self.begin(number, line)
        elif line.startswith("#~"):
            self.close()
        elif line.startswith("#"):
            if "msgid" in self.parts:
                self.close()
            self.remark(line)
        elif line:
            self.faults.append(Fault(number, mark("this line is no comment, no keyword and no text in quotes")))

    def remark(self, line: str) -> None:
        """A comment: a flag, or a part of what was there before."""
        if line.startswith("#,"):
            self.fuzzy = self.fuzzy or "fuzzy" in re.split(r"[,\s]+", line)
        elif line.startswith("#|"):
            rest = line[2:].strip()
            if rest.startswith("msgid "):
                self.old = [rest[6:]]
            elif self.old is not None and not rest.startswith("msgid_plural"):
                self.old.append(rest)

    def begin(self, number: int, line: str) -> None:
        """A keyword and the beginning of what it says."""
        found = _KEY.match(line)
        if found is None:
            self.faults.append(Fault(number, mark("`{word}` is no keyword of a PO file"), line.split()[0][:30]))
            return
        word, form = found[1], found[2]
        key = f"msgstr{form or 0}" if word == "msgstr" else word
        if word == "msgctxt" or (word == "msgid" and "msgid" in self.parts):
            if self.parts:
                self.close()
        elif key in self.parts:
            self.faults.append(Fault(number, mark("`{word}` stands twice in one entry"), word))
            return
        if word == "msgstr" and "msgid" not in self.parts:
            self.faults.append(Fault(number, mark("`msgstr` has no `msgid` before it")))
            return
        if not self.parts:
            self.line = number
        self.key = key
        self.parts[key] = []
        self.add(number, line[found.end() :].strip())

    def go_on(self, number: int, line: str) -> None:
        """More of the text that the last keyword began."""
        if not self.parts or not self.key:
            self.faults.append(Fault(number, mark("a text in quotes has no keyword before it")))
            return
        self.add(number, line)

    def add(self, number: int, quoted: str) -> None:
        """A text in quotes."""
        found = _STRING.fullmatch(quoted)
        if found is None:
            self.faults.append(Fault(number, mark('a text stands in quotes, and a quote in it is written \\"')))
            return
        self.parts[self.key].append(found[1])

    def close(self) -> None:
        """The message is over."""
        parts, self.parts, self.key = self.parts, {}, ""
        fuzzy, self.fuzzy = self.fuzzy, False
        old, self.old = self.old, None
        if not parts:
            return
        if "msgid" not in parts or "msgstr0" not in parts:
            lacking = "msgstr" if "msgid" in parts else "msgid"
            self.faults.append(Fault(self.line, mark("this entry has no `{word}`"), lacking))
            return
        forms = sorted(key for key in parts if key.startswith("msgstr"))
        self.messages.append(
            Message(
                line=self.line,
                context=_joined(parts["msgctxt"]) if "msgctxt" in parts else None,
                text=_joined(parts["msgid"]),
                plural=_joined(parts["msgid_plural"]) if "msgid_plural" in parts else None,
                texts=tuple(_joined(parts[key]) for key in forms),
                fuzzy=fuzzy,
                previous=None if old is None else _joined(_STRING.findall(" ".join(old))),
            )
        )


def _joined(pieces: Iterable[str]) -> str:
    text = "".join(pieces)
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text) if "\\" in text else text
