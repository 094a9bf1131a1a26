"""Y: what keeps a file from being read at all. Called by `content.reader` and `content.mend`.

Each function is told what was met and says it in words; where it stands is the reader's business, so `loc` is
empty here. `help` says what to type instead.
"""

from typing import Any

from trainer.content.rules.rule import Rule, Said, rule
from trainer.language import tr, tr_many


@rule("Y001", "not-utf-8")
def not_utf8() -> Said:
    """A file is text in UTF-8.

    Any other way of storing letters would show names and accents wrongly on somebody else's machine. Choose
    UTF-8 where your editor saves the file ("Save as", then "Encoding").
    """
    return Said((), tr("the file is not UTF-8 text from here on"), tr("Save it again with the encoding UTF-8."))


@rule("Y002", "too-large")
def too_large(what: str) -> Said:
    """A file has at most 1 MiB, 50,000 values, and 32 levels of nesting.

    A real conversation is far smaller. The bounds keep a broken or hostile file from stopping the program.
    """
    return Said((), what, tr("Is this the right file? Make two scenarios of it if it is."))


@rule("Y003", "invisible-character")
def invisible(code: int, escaped: bool = False) -> Said:
    r"""Texts hold letters, not control codes.

    Control codes, odd line ends and marks that turn the reading direction come with a paste from elsewhere.
    Nobody sees them, and a screen might act on them.

    Wrong:
        title: "The empty\u202eseat"

    Right:
        title: "The empty seat"
    """
    said = (
        tr("there is a character here, U+{code:04X}, written as an escape", code=code)
        if escaped
        else tr("there is a character here, U+{code:04X}, which cannot be seen", code=code)
    )
    return Said((), said, tr("Delete it and type a space if one is missing."))


@rule("Y004", "tab")
def tab(others: int) -> Said:
    """Lines are indented by spaces, never by tabs.

    A tab is as wide as each editor likes, so a file that looks right in one is wrong in the next.

    Wrong:
        discuss:
        <tab>- When did Amara begin to trust you?

    Right:
        discuss:
          - When did Amara begin to trust you?
    """
    more = tr_many(others, " (and {count} more line)", " (and {count} more lines)") if others else ""
    return Said((), tr("this line is indented with a tab{more}", more=more), tr("Put two spaces for every tab."))


@rule("Y005", "unquoted-colon")
def unquoted_colon(key: str) -> Said:
    """Text with a colon and a space in it stands in double quotes.

    A colon and a space mean "a key ends here". Quote all dialogue, and it never happens.

    Wrong:
        summary: She said: come in

    Right:
        summary: "She said: come in"
    """
    what = tr("the text of `{key}`", key=key) if key else tr("this text")
    return Said(
        (),
        tr("{what} has a colon in it and no quotes around it", what=what),
        tr('Put the whole text in double quotes: "…: …".'),
    )


@rule("Y006", "unquoted-start")
def unquoted_start(key: str, start: str) -> Said:
    """Text that begins with a sign such as `{`, `*`, `@` or `%` stands in double quotes.

    At the start of a text these signs mean something to YAML. This is met most often with `{{ mentee.name
    }}`.

    Wrong:
        summary: {{ mentee.name }} has stopped coming to lunch.

    Right:
        summary: "{{ mentee.name }} has stopped coming to lunch."
    """
    what = tr("the text of `{key}`", key=key) if key else tr("this text")
    return Said(
        (),
        tr("{what} begins with {start} and has no quotes around it", what=what, start=start),
        tr('Put the whole text in double quotes: "…".'),
    )


@rule("Y007", "quotes")
def quotes(open_: bool) -> Said:
    r"""A text that begins with a quote ends with the same quote, and the text with it.

    Inside double quotes, write `\"` for a quote, or use single quotes outside.

    Wrong:
        summary: "Come in" she says.

    Right:
        summary: '"Come in" she says.'

    Wrong:
        goal: 'I'm listening'

    Right:
        goal: "I'm listening"
    """
    if open_:
        return Said(
            (), tr("the quote that begins here is never closed"), tr("Put the same quote at the end of the text.")
        )
    return Said(
        (),
        tr("words go on here after the quote that closes the text"),
        tr('Put double quotes around all of it, and `\\"` for a quote inside.'),
    )


@rule("Y008", "indent")
def indent() -> Said:
    """Keys of the same thing stand in the same column.

    What belongs to a key is indented below it, by two spaces; a list's dashes stand in one column.

    Wrong:
        bell:
            after: 8
          go: good_end

    Right:
        bell:
          after: 8
          go: good_end
    """
    return Said(
        (), tr("this line does not stand below the lines it belongs with"), tr("Line it up with its neighbours.")
    )


@rule("Y009", "not-yaml")
def not_yaml(problem: str) -> Said:
    """A file is YAML: keys with a colon and a space, lists with dashes.

    The words say what was met and where; the mistake is often on the line before.

    Wrong:
        discuss: [one, two

    Right:
        discuss: [one, two]
    """
    return Said(
        (), tr("this cannot be read: {problem}", problem=problem), tr("Look at this line and the one before it.")
    )


@rule("Y010", "anchor")
def anchor(sign: str) -> Said:
    """Anchors (`&name`), aliases (`*name`) and tags (`!name`) are not used here.

    Everything is written out where it stands. If it was meant as text, quote it.

    Wrong:
        summary: !important

    Right:
        summary: "!important"
    """
    return Said(
        (),
        tr("`{sign}` at the start of a text means something special", sign=sign),
        tr('If it is text, put it in quotes: "…".'),
    )


@rule("Y011", "several-documents")
def several_documents() -> Said:
    """A file holds one scenario or rubric, not several behind `---`.

    Wrong:
        minutes: 6
        ---
        note: The second half.

    Right:
        minutes: 6
        note: The second half.
    """
    return Said((), tr("a second document begins here"), tr("Take the `---` away, or make two files."))


@rule("Y012", "duplicate-key")
def duplicate_key(key: str, line: int) -> Said:
    """A key stands only once in the same place.

    Only one of the two could count, and nobody could tell which.

    Wrong:
        bell: {after: 8, after: 9, go: good_end}

    Right:
        bell: {after: 8, go: good_end}
    """
    return Said(
        (),
        tr("`{key}` stands here for the second time (first in line {line})", key=key, line=line),
        tr("Keep one of the two."),
    )


@rule("Y013", "odd-key")
def odd_key() -> Said:
    """A key is a word, not a list or a group of keys.

    Wrong:
        ? [minutes]
        : 6

    Right:
        minutes: 6
    """
    return Said(
        (),
        tr("a list or a group of keys stands where a key is meant"),
        tr("Write one word, then a colon and a space."),
    )


@rule("Y014", "empty-file")
def empty_file() -> Said:
    """A file has something in it."""
    return Said((), tr("the file is empty"), tr("Begin with `scenario: the_name_of_the_file`."))


@rule("Y015", "cannot-be-read")
def cannot_be_read(why: str) -> Said:
    """A file can be opened and read.

    It is there, nobody took it away in the meantime, the system lets you read it, and it is no folder or pipe.
    """
    return Said((), why, tr("Take it away, or put a file that you may read in its place."))


SYNTAX: tuple[Rule[Any], ...] = (
    not_utf8,
    too_large,
    invisible,
    tab,
    unquoted_colon,
    unquoted_start,
    quotes,
    indent,
    not_yaml,
    anchor,
    several_documents,
    duplicate_key,
    odd_key,
    empty_file,
    cannot_be_read,
)
