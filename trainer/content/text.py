"""Words in dialogue: `{{ mentee.name }}`, pronouns, and the school's settings.

Jinja parses, the tree is walked against a list of allowed nodes, and only then is it turned into pieces to join:
the compiler of Jinja, which can be made to eat memory, never sees an author's text. `read` is called by the rules
and by `engine.story`; `Voices` says what the names stand for in one casting at one school.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from trainer.content.rubric import School
from trainer.content.scenario import Person, PronounSet, Scenario
from trainer.language import tr

PRONOUNS: dict[str, PronounSet] = {
    "she": PronounSet(they="she", them="her", their="her", theirs="hers", themself="herself"),
    "he": PronounSet(they="he", them="him", their="his", theirs="his", themself="himself"),
    "they": PronounSet(they="they", them="them", their="their", theirs="theirs", themself="themself", plural=True),
}
"""The pronoun sets that a cast may name; any other is written out."""

FORMS = ("they", "them", "their", "theirs", "themself")
AGREEMENT: dict[str, tuple[str, str]] = {
    "is": ("is", "are"),
    "are": ("is", "are"),
    "has": ("has", "have"),
    "have": ("has", "have"),
    "was": ("was", "were"),
    "were": ("was", "were"),
    "does": ("does", "do"),
    "do": ("does", "do"),
}
"""Words that agree with the pronoun: (with she or he, with they)."""

PERSON_WORDS = frozenset(
    {
        "name",
        "about",
        *FORMS,
        *(form.capitalize() for form in FORMS),
        *AGREEMENT,
        *map(str.capitalize, AGREEMENT),
    }
)
"""What may follow a cast id and a dot."""

SCHOOL_WORDS = frozenset({"name", "emergency_number", "help_line"})
"""What may follow `school.`"""


class TextError(ValueError):
    """Words that cannot be read; the message says why, in one sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Reference:
    """`{{ person.word }}` within a text."""

    person: str
    word: str


Piece = str | Reference


@lru_cache(maxsize=8192)
def read(text: str) -> tuple[Piece, ...]:
    """The pieces of a text. Raises TextError for anything but plain words and `{{ name.word }}`."""
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return (text,)
    return tuple(_pieces(text))


@cache
def _jinja() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=False, keep_trailing_newline=True)


def _pieces(text: str) -> list[Piece]:
    from jinja2 import TemplateSyntaxError, nodes

    if "{#" in text:  # Jinja would leave out what follows without a word
        raise TextError(tr("only {{ name.word }} may stand in braces, such as {{ mentee.name }}"))
    try:
        tree = _jinja().parse(text)
    except TemplateSyntaxError as error:
        raise TextError(tr("the braces cannot be read: {message}", message=error.message)) from None
    except RecursionError:
        raise TextError(tr("the braces are nested too deeply")) from None
    pieces: list[Piece] = []
    for part in tree.body:
        if not isinstance(part, nodes.Output):
            raise TextError(tr("only {{ name.word }} may stand in braces, such as {{ mentee.name }}"))
        for item in part.nodes:
            match item:
                case nodes.TemplateData(data=data):
                    pieces.append(data)
                case nodes.Getattr(node=nodes.Name(name=person), attr=word):
                    pieces.append(Reference(person, word))
                case _:
                    raise TextError(tr("only {{ name.word }} may stand in braces, such as {{ mentee.name }}"))
    return pieces


@dataclass(frozen=True, slots=True)
class Voices:
    """Who the people are in one casting at one school: `{"mentee": {"name": "Amara", "they": "she", …}}`."""

    words: Mapping[str, Mapping[str, str]]

    def name(self, person: str) -> str:
        """What somebody is called on screen; `narrator` and `you` have no name of their own."""
        return self.words[person]["name"] if person in self.words else person.capitalize()

    def say(self, text: str) -> str:
        """A text with its references filled. Raises TextError for a name that is not known."""
        pieces = read(text)
        if len(pieces) == 1 and isinstance(pieces[0], str):
            return pieces[0]
        return "".join(piece if isinstance(piece, str) else self._word(piece) for piece in pieces)

    def _word(self, reference: Reference) -> str:
        try:
            return self.words[reference.person][reference.word]
        except KeyError:
            raise TextError(
                tr("there is no {{{{ {person}.{word} }}}}", person=reference.person, word=reference.word)
            ) from None


def person_words(person: Person) -> dict[str, str]:
    """Every word that may follow a person's id and a dot. Raises TextError for pronouns that are not known."""
    pronouns = person.pronouns or "they"
    if isinstance(pronouns, str):
        if pronouns not in PRONOUNS:
            raise TextError(tr('there are no pronouns "{pronouns}"; write she, he, they or a set', pronouns=pronouns))
        pronouns = PRONOUNS[pronouns]
    words = {form: getattr(pronouns, form) for form in FORMS}
    words |= {word: forms[pronouns.plural] for word, forms in AGREEMENT.items()}
    words |= {word.capitalize(): value[:1].upper() + value[1:] for word, value in words.items()}
    return {"name": person.name or "", "about": person.about or "", **words}


def people(scenario: Scenario, casting: str, school: School) -> dict[str, Person]:
    """The cast of one casting, with the roles that the school fills. Unknown castings and roles change nothing."""
    over = scenario.castings.get(casting, {})
    cast: dict[str, Person] = {}
    for key, person in scenario.cast.items():
        change = over.get(key)
        if change is not None:
            person = person.model_copy(update=change.model_dump(exclude_unset=True))
        if person.from_ is not None:
            person = school.adults.get(person.from_) or Person(name="the named adult", pronouns="they")
        cast[key] = person
    return cast


def voices(scenario: Scenario, casting: str, school: School) -> Voices:
    """What every name stands for in one casting at one school."""
    words: dict[str, Mapping[str, str]] = {
        key: person_words(person) for key, person in people(scenario, casting, school).items()
    }
    words["school"] = {word: str(getattr(school, word)) for word in SCHOOL_WORDS}
    return Voices(words)
