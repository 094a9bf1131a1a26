"""C: the people of a scenario: who speaks, who is in the cast, what castings change.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

from collections.abc import Iterator
from typing import Any

from trainer.content import text as words
from trainer.content.findings import Severity
from trainer.content.rubric import School
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.subject import OUTSIDE, Subject
from trainer.content.rules.suggest import one_of
from trainer.content.scenario import MENTEE, Role
from trainer.language import tr


@rule("C001", "unknown-speaker")
def unknown_speaker(subject: Subject) -> Iterator[Said]:
    """A line is spoken by somebody of the cast, by `narrator`, or by `you`.

    Wrong:
        scenes.arrival.lines: [{mente: "Hi."}]

    Right:
        scenes.arrival.lines: [{mentee: "Hi."}]
    """
    cast = subject.scenario.cast
    for loc, line in subject.lines:
        if line.speaker not in cast and line.speaker not in OUTSIDE:
            help = one_of(line.speaker, [*cast, *sorted(OUTSIDE)], tr("Speakers are"))
            yield Said(
                (*loc, "speaker"),
                tr("there is nobody called `{speaker}` in the cast", speaker=line.speaker),
                help,
                at_key=True,
            )


@rule("C002", "unknown-cast-member")
def unknown_cast_member(subject: Subject) -> Iterator[Said]:
    """A casting changes somebody who is not in the cast, or is called `a`.

    Castings are merged over `cast`, which is casting `a`; they cannot bring anybody new.

    Wrong:
        castings: {b: {mente: {name: Jakub, pronouns: he}}}

    Right:
        castings: {b: {mentee: {name: Jakub, pronouns: he}}}
    """
    cast = subject.scenario.cast
    for casting, people in subject.scenario.castings.items():
        if casting == "a":
            yield Said(("castings", "a"), "casting `a` is `cast` itself", tr("Call this one `b`."), at_key=True)
        for person in people:
            if person not in cast:
                help = one_of(person, cast, tr("The cast is"))
                yield Said(
                    ("castings", casting, person),
                    tr("there is nobody called `{person}` in the cast", person=person),
                    help,
                    at_key=True,
                )


@rule("C003", "unknown-role", Severity.WARNING)
def unknown_role(subject: Subject) -> Iterator[Said]:
    """`from` names a role that the school's settings fill.

    Every school has a `named_adult`. Any other role is "the named adult" where the school does not name one.

    Wrong:
        cast.adult: {from: headteacher}

    Right:
        cast.adult: {from: named_adult}
    """
    for name, person in subject.scenario.cast.items():
        if person.from_ is not None and person.from_ not in School().adults:
            yield Said(
                ("cast", name, "from"),
                tr("not every school has the role `{role}`", role=person.from_),
                tr("Write `named_adult`."),
            )


@rule("C004", "unknown-pronouns")
def unknown_pronouns(subject: Subject) -> Iterator[Said]:
    """Pronouns are `she`, `he`, `they`, or a set written out.

    Wrong:
        cast.mentee.pronouns: her

    Right:
        cast.mentee.pronouns: she
    """
    people: list[tuple[Loc, Any]] = [(("cast", name), person) for name, person in subject.scenario.cast.items()]
    for casting, changed in subject.scenario.castings.items():
        people += [(("castings", casting, name), person) for name, person in changed.items()]
    for loc, person in people:
        if isinstance(person.pronouns, str) and person.pronouns not in words.PRONOUNS:
            help = tr("Write `she`, `he` or `they`, or a set: {they: xe, them: xem, their: xyr, …}.")
            yield Said((*loc, "pronouns"), tr("there are no pronouns `{pronouns}`", pronouns=person.pronouns), help)


@rule("C005", "nameless")
def nameless(subject: Subject) -> Iterator[Said]:
    """Everybody in the cast has a `name`, or a role that the school fills (`from`).

    Wrong:
        cast.mentee: {pronouns: she}

    Right:
        cast.mentee: {name: Amara, pronouns: she}
    """
    for name, person in subject.scenario.cast.items():
        if person.name is None and person.from_ is None:
            help = tr("Give a `name` and `pronouns`, or `from: named_adult`.")
            yield Said(("cast", name), tr("nobody knows what `{name}` is called", name=name), help, at_key=True)


@rule("C006", "casting-changes-more")
def casting_changes_more(subject: Subject) -> Iterator[Said]:
    """A casting changes who somebody is (name, pronouns, about) and nothing else.

    Everything else must stay the same, or two mentors would not be measured by the same conversation.

    Wrong:
        castings: {b: {mentee: {from: named_adult}}}

    Right:
        castings: {b: {mentee: {name: Jakub, pronouns: he}}}
    """
    for casting, people in subject.scenario.castings.items():
        for name, person in people.items():
            at = subject.scenario.cast.get(name)
            if person.from_ is not None:
                help = tr("Change `name`, `pronouns` or `about`.")
                yield Said(
                    ("castings", casting, name, "from"),
                    tr("a casting cannot change where `{name}` comes from", name=name),
                    help,
                )
            elif at is not None and at.from_ is not None:
                help = tr("Take it away: the school says who this is.")
                yield Said(
                    ("castings", casting, name),
                    tr("`{name}` is somebody that the school fills in", name=name),
                    help,
                    at_key=True,
                )


@rule("C007", "same-casting", Severity.WARNING)
def same_casting(subject: Subject) -> Iterator[Said]:
    """A casting changes nothing.

    Wrong:
        castings: {b: {mentee: {name: Amara, pronouns: she}}}

    Right:
        castings: {b: {mentee: {name: Jakub, pronouns: he}}}
    """
    cast = subject.scenario.cast
    for casting, people in subject.scenario.castings.items():
        if all(_same(cast.get(name), change) for name, change in people.items()):
            loc: Loc = ("castings", casting)
            yield Said(
                loc,
                tr("casting `{casting}` is the same as `cast`", casting=casting),
                tr("Change a name, or take it away."),
                at_key=True,
            )


def _same(person: Any, change: Any) -> bool:
    keys = change.model_fields_set
    return person is not None and all(getattr(person, key) == getattr(change, key) for key in keys)


@rule("C008", "mentee-speaks")
def mentee_speaks(subject: Subject) -> Iterator[Said]:
    """In a role reversal the cast has a `mentee`, whom the player speaks as, and no line is the mentee's.

    What the player says are the choices; a line of theirs is `you`. A `reply` without a speaker would be the mentee's:
    write who answers, `reply: [{mentor: "…"}]`.

    Wrong:
        role: mentee
        meters: {}
        scenes.arrival.choices: [{id: one, say: a, why: b, reply: "Hm."}, {id: two, say: c, why: d, go: poor_end}]
        scenes.arrival.lines: [{you: "Hello."}]
        scenes.arrival.looks_at: []
        scenes.take_back: ~delete
        scenes.next_day: ~delete

    Right:
        role: mentee
        meters: {}
        scenes.arrival.choices: [{id: one, say: a, why: b, reply: [{adult: "Hm."}]}, {id: two, say: c, why: d}]
        scenes.arrival.lines: [{you: "Hello."}]
        scenes.arrival.looks_at: []
        scenes.take_back: ~delete
        scenes.next_day: ~delete
    """
    if subject.scenario.role is not Role.MENTEE:
        return
    if MENTEE not in subject.scenario.cast:
        yield Said(
            ("cast",), tr("there is no `mentee` whom the player speaks as"), tr("Add `mentee: {name: …}`."), at_key=True
        )
    for loc, line in subject.lines:
        if line.speaker == MENTEE:
            help = tr("Write who says it; the mentee's own words are `you`.")
            yield Said((*loc, "speaker"), tr("here the mentee is the player"), help, at_key=True)


CAST: tuple[Rule[Any], ...] = (
    unknown_speaker,
    unknown_cast_member,
    unknown_role,
    unknown_pronouns,
    nameless,
    casting_changes_more,
    same_casting,
    mentee_speaks,
)
