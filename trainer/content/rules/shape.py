"""S: what keeps a file from having its shape: keys, and what stands behind them.

The functions of `WRONG` put one kind of pydantic's complaints into words; `content.compile` picks them by
`KINDS`. The functions of `SHAPE` look at a scenario that has been built, for shapes that only several keys
together show.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.suggest import listed, near
from trainer.language import tr


@dataclass(frozen=True, slots=True)
class Wrong:
    """One complaint of pydantic's about a file: where, what kind, what stood there, which bounds.

    `keys` are the keys that may stand beside an unknown one; `words` the words that may stand where one was
    wrong.
    """

    loc: Loc
    kind: str
    given: Any
    bounds: Mapping[str, Any]
    keys: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The last key of the place, in backquotes; for a list's item, the list's key."""
        names = [step for step in self.loc if isinstance(step, str)]
        return f"`{names[-1]}`" if names else tr("the file")


@rule("S001", "unknown-key")
def unknown_key(wrong: Wrong) -> Said:
    """A key that the format does not know.

    It would be read by nobody: most often it is misspelt, or stands one level too high or too deep.

    Wrong:
        scenes.arrival.choices[0].wy: You named what you saw.

    Right:
        scenes.arrival.choices[0].why: You said what you saw and left it open.
    """
    key = wrong.loc[-1] if wrong.loc else ""
    help = near(key, wrong.keys) or tr("These keys may stand here: {listed}.", listed=listed(wrong.keys, 20))
    return Said(wrong.loc, tr("there is no key `{key}` here", key=key), help, at_key=True)


@rule("S002", "missing-key")
def missing_key(wrong: Wrong) -> Said:
    """A key that must be there is missing.

    Wrong:
        goal: ~delete

    Right:
        goal: Help your mentee say what is going on.
    """
    return Said(
        wrong.loc[:-1],
        tr("the key {key} is missing here", key=wrong.key),
        tr("Add a line with {key}.", key=wrong.key),
        at_key=True,
    )


@rule("S003", "not-a-number")
def not_a_number(wrong: Wrong) -> Said:
    """Words stand where a whole number is meant.

    Wrong:
        minutes: six

    Right:
        minutes: 6
    """
    return Said(
        wrong.loc,
        tr("{key} is a whole number, and this is not one", key=wrong.key),
        tr("Write it in digits: 3, 0 or -1."),
    )


@rule("S004", "wrong-kind")
def wrong_kind(wrong: Wrong) -> Said:
    """A text, a list or a group of keys stands where another of the three is meant.

    Wrong:
        rubrics: active_listening

    Right:
        rubrics: [active_listening]
    """
    if wrong.given == "":
        return Said(
            wrong.loc, tr("nothing is written behind {key}", key=wrong.key), tr("Fill it in, or take the key away.")
        )
    meant = _meant(wrong.kind)
    return Said(
        wrong.loc,
        tr("{key} is {meant}, and this is {given}", key=wrong.key, meant=meant[0], given=_is(wrong.given)),
        meant[1],
    )


def _meant(kind: str) -> tuple[str, str]:
    if kind == "string_type":
        return tr("a text"), tr('Write words behind it, in double quotes: "…".')
    if kind in ("tuple_type", "list_type"):
        return tr("a list"), tr("Write it in square brackets, [one, two], or on lines that begin with a dash.")
    if kind in ("bool_parsing", "bool_type"):
        return tr("yes or no"), tr("Write `yes` or `no`.")
    return tr("a group of keys"), tr("Write keys and values below it, indented by two spaces.")


def _is(given: object) -> str:
    if isinstance(given, list):
        return tr("a list")
    return tr("a group of keys") if isinstance(given, dict) else tr("a text")


@rule("S005", "bad-id")
def bad_id(wrong: Wrong) -> Said:
    """An id has lower-case letters a to z, digits and `_`, begins with a letter, and is at most 64 long.

    Ids are the same in the file, on the command line and in the database; that is why they are plain.

    Wrong:
        start: The Arrival

    Right:
        start: arrival
    """
    loc = wrong.loc[:-1] if wrong.loc and wrong.loc[-1] == "[key]" else wrong.loc
    given = wrong.given if isinstance(wrong.given, str) else ""
    better = "".join(c if c.isascii() and c.isalnum() else "_" for c in given.lower()).strip("_0123456789")[:64]
    help = tr("Write it as `{better}`.", better=better) if better else tr("Write a word in lower-case letters.")
    return Said(loc, tr("an id has only lower-case letters a-z, digits and _"), help, at_key=loc != wrong.loc)


@rule("S006", "out-of-range")
def out_of_range(wrong: Wrong) -> Said:
    """A number is too small or too great.

    Wrong:
        scenes.arrival.choices[0].level: 5

    Right:
        scenes.arrival.choices[0].level: 4
    """
    at_key = bool(wrong.loc) and wrong.loc[-1] == "[key]"
    loc = wrong.loc[:-1] if at_key else wrong.loc
    bounds = wrong.bounds
    what = tr("the number here") if at_key else wrong.key
    said = (
        tr("{what} is at least {least}", what=what, least=bounds["ge"])
        if "ge" in bounds
        else tr("{what} is at most {most}", what=what, most=bounds.get("le", "…"))
    )
    return Said(loc, said, tr("Levels go from 1 to 4.") if bounds.get("le") == 4 else "", at_key=at_key)


@rule("S007", "empty")
def empty(wrong: Wrong) -> Said:
    """Nothing is written where something must be.

    Wrong:
        title: ""

    Right:
        title: The empty seat
    """
    return Said(
        wrong.loc,
        tr("nothing is written behind {key}", key=wrong.key),
        tr("Fill it in, or take the key away if it may go."),
    )


@rule("S008", "too-long")
def too_long(wrong: Wrong) -> Said:
    """A text has at most 4,000 characters.

    Nobody reads more at once in a conversation.
    """
    most = wrong.bounds.get("max_length", 4000)
    return Said(
        wrong.loc,
        tr("{key} has at most {most} characters", key=wrong.key, most=f"{most:,}"),
        tr("Make it shorter, or several lines of it."),
    )


@rule("S009", "not-one-of")
def not_one_of(wrong: Wrong) -> Said:
    """A word that is not one of those that may stand here.

    Wrong:
        level: easy

    Right:
        level: foundation
    """
    expected = str(wrong.bounds.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
    help = near(wrong.given, expected) or tr("Write one of {listed}.", listed=listed(expected))
    return Said(wrong.loc, tr("{key} has a word that may not stand here", key=wrong.key), help)


@rule("S010", "unknown-file")
def unknown_file(first: str) -> Said:
    """The file does not say what it is.

    A scenario has the key `scenario`, a case the key `case`, a rubric the key `rubric`, at its top. Other files are
    told by their names: `critical_acts.yaml`, `sources.yaml`, `school.yaml`, `comments.yaml`, and walks by
    `.walks.yaml`.

    Wrong (file):
        story: the_empty_seat
        title: The empty seat
    """
    help = near(first, ["scenario", "rubric", "case"]) or tr("Begin with `scenario: the_name_of_the_file`.")
    return Said((), tr("this is neither a scenario nor a case nor a rubric"), help)


@rule("S011", "line-without-speaker")
def line_without_speaker(wrong: Wrong) -> Said:
    """A line names one speaker, with the words behind the name.

    Besides the speaker, a line may have `thinks` and `when`. A comma inside { } begins a new key, so quote
    the words.

    Wrong:
        scenes.arrival.lines: [{mentee: Hi, narrator: She waves.}]

    Right:
        scenes.arrival.lines: [{mentee: "Hi."}, {narrator: "A wave."}]
    """
    given = wrong.given
    if not isinstance(given, dict):
        return Said(
            wrong.loc,
            tr("a line needs somebody who says it"),
            tr('Write it as `- mentee: "…"` or `- narrator: "…"`.'),
        )
    speakers = [key for key in given if key not in ("thinks", "when")]
    for key in speakers[1:]:
        help = near(key, ["thinks", "when"])
        if help:
            return Said((*wrong.loc, key), tr("there is no key `{key}` in a line", key=key), help, at_key=True)
    if not speakers:
        return Said(wrong.loc, tr("nobody says this line"), tr('Write it as `- mentee: "…"` or `- narrator: "…"`.'))
    return Said(
        (*wrong.loc, speakers[1]),
        tr("a line has one speaker; this one has {listed}", listed=listed(speakers, 4)),
        tr('Begin a new line with a dash for the second, or quote the words: "…".'),
        at_key=True,
    )


KINDS: dict[str, Rule[Any]] = {
    "extra_forbidden": unknown_key,
    "missing": missing_key,
    "int_parsing": not_a_number,
    "int_type": not_a_number,
    "int_from_float": not_a_number,
    "int_parsing_size": not_a_number,
    "string_pattern_mismatch": bad_id,
    "greater_than_equal": out_of_range,
    "less_than_equal": out_of_range,
    "string_too_short": empty,
    "too_short": empty,
    "string_too_long": too_long,
    "too_long": too_long,
    "enum": not_one_of,
    "literal_error": not_one_of,
    "value_error": line_without_speaker,
}
"""Which rule speaks for which of pydantic's complaints; `wrong_kind` for all others."""


WRONG: tuple[Rule[Any], ...] = (
    unknown_key,
    missing_key,
    not_a_number,
    wrong_kind,
    bad_id,
    out_of_range,
    empty,
    too_long,
    not_one_of,
    unknown_file,
    line_without_speaker,
)
