"""N: names that nothing answers to: scenes, criteria, meters, people, and names in `when` and in texts.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

import keyword
import re
from collections.abc import Collection, Iterator
from typing import Any

from trainer.content import text as words
from trainer.content.conditions import FUNCTIONS, Condition, ConditionError
from trainer.content.findings import Severity
from trainer.content.rubric import YES_OR_NO, School
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.shape import listed, near
from trainer.content.rules.subject import OUTSIDE, Subject

RESERVED = frozenset({*FUNCTIONS, *keyword.kwlist, "narrator", "you", "school"})
"""Words that are no ids: they mean something in a `when` or in a text."""

_ODD_BRACES = re.compile(r"\{\{|\}\}|\{%|\{#")
_REFERENCE = re.compile(r"\{\{ *(\w+)\.(\w+) *\}\}", re.ASCII)


def _help(name: str, known: Collection[str], what: str) -> str:
    return near(name, list(known)) or (f"{what}: {listed(list(known))}." if known else "")


@rule("N001", "unknown-scene")
def unknown_scene(subject: Subject) -> Iterator[Said]:
    """A `start`, `go` or `repair` names a scene that is not there.

    Wrong:
        start: arival

    Right:
        start: arrival
    """
    scenes = subject.scenario.scenes
    for loc, name in _scenes_named(subject):
        if name not in scenes:
            yield Said(loc, f"there is no scene `{name}`", _help(name, scenes, "The scenes are"))


def _scenes_named(subject: Subject) -> Iterator[tuple[Loc, str]]:
    scenario = subject.scenario
    yield ("start",), scenario.start
    if scenario.bell:
        yield ("bell", "go"), scenario.bell.go
    for name, scene in scenario.scenes.items():
        if scene.go is not None:
            yield ("scenes", name, "go"), scene.go
        for number, branch in enumerate(scene.route):
            yield ("scenes", name, "route", number, "go"), branch.go
    for loc, _, _, choice in subject.choices:
        if choice.go is not None:
            yield (*loc, "go"), choice.go
        if choice.repair is not None:
            yield (*loc, "repair"), choice.repair


@rule("N002", "unknown-criterion")
def unknown_criterion(subject: Subject) -> Iterator[Said]:
    """A criterion that is in none of the scenario's `rubrics`.

    Only what a rubric describes, level by level, can be looked at.

    Wrong:
        scenes.arrival.looks_at: [onne]

    Right:
        scenes.arrival.looks_at: [one]
    """
    library, rubrics = subject.library, subject.scenario.rubrics
    known = [key for key, (rubric, _) in library.criteria.items() if rubric in rubrics]
    allowed = frozenset(known)
    if any(name not in library.rubrics for name in rubrics):
        return
    for loc, name in _criteria_named(subject):
        if name in allowed:
            continue
        if name in library.criteria:
            rubric = library.criteria[name][0]
            yield Said(loc, f"`{name}` is a criterion of the rubric `{rubric}`", f"Add `{rubric}` to `rubrics`.")
        else:
            yield Said(loc, f"there is no criterion `{name}`", _help(name, known, "The criteria are"))


def _criteria_named(subject: Subject) -> Iterator[tuple[Loc, str]]:
    for name, scene in subject.scenario.scenes.items():
        for number, criterion in enumerate(scene.looks_at):
            yield ("scenes", name, "looks_at", number), criterion
        if scene.respond:
            for number, criterion in enumerate(scene.respond.criteria):
                yield ("scenes", name, "respond", "criteria", number), criterion


@rule("N003", "unknown-rubric")
def unknown_rubric(subject: Subject) -> Iterator[Said]:
    """A rubric or competency that is not in the library.

    Wrong:
        rubrics: [active_listning]

    Right:
        rubrics: [active_listening]
    """
    library = subject.library
    named: list[tuple[Loc, str]] = [(("competency",), subject.scenario.competency)]
    named += [(("rubrics", number), name) for number, name in enumerate(subject.scenario.rubrics)]
    for loc, name in named:
        if name not in library.rubrics and name not in library.broken:
            yield Said(loc, f"there is no rubric `{name}`", _help(name, library.rubrics, "The rubrics are"))


@rule("N004", "unknown-critical-act")
def unknown_critical_act(subject: Subject) -> Iterator[Said]:
    """A code that is not in `rubrics/critical_acts.yaml`.

    Wrong:
        scenes.arrival.choices[2].critical: CE99

    Right:
        scenes.arrival.choices[2].critical: CE1
    """
    codes = subject.library.critical_acts
    named: list[tuple[Loc, str]] = [
        ((*loc, "critical"), choice.critical) for loc, _, _, choice in subject.choices if choice.critical is not None
    ]
    for name, scene in subject.scenario.scenes.items():
        if scene.ending and scene.ending.critical is not None:
            named.append((("scenes", name, "ending", "critical"), scene.ending.critical))
    for loc, code in named:
        if code not in codes and "critical_acts" not in subject.library.broken:
            yield Said(loc, f"there is no critical act `{code}`", _help(code, codes, "The critical acts are"))


@rule("N005", "unknown-source")
def unknown_source(subject: Subject) -> Iterator[Said]:
    """A work that is not in `scenarios/sources.yaml`.

    Wrong:
        sources: [nobody_1900]

    Right:
        sources: [rogers_1957]
    """
    known = subject.library.sources
    for number, name in enumerate(subject.scenario.sources):
        if name not in known and "sources" not in subject.library.broken:
            yield Said(("sources", number), f"there is no source `{name}`", _help(name, known, "The sources are"))


@rule("N006", "unknown-name-in-when")
def unknown_name_in_when(subject: Subject) -> Iterator[Said]:
    """A `when` asks for a meter, choice, scene or school setting that is not there.

    The condition could never be answered.

    Wrong:
        scenes.arrival.choices[1].when: trst >= 1

    Right:
        scenes.arrival.choices[1].when: trust >= 1
    """
    scenario = subject.scenario
    chosen = {f"{name}.{choice.id}" for _, name, _, choice in subject.choices}
    for loc, condition in subject.conditions:
        if not isinstance(condition, Condition):
            continue
        for asked, known, what in (
            (condition.meters, scenario.meters, "meter"),
            (condition.chose, chosen, "choice"),
            (condition.visited, scenario.scenes, "scene"),
            (condition.school, YES_OR_NO, "school setting"),
        ):
            for name in asked:
                if name.name not in known:
                    help = _help(name.name, list(known), f"There are these {what}s")
                    yield Said(loc, f"there is no {what} `{name.name}`", help, within=(name.column, name.length))


@rule("N007", "unknown-name-in-text")
def unknown_name_in_text(subject: Subject) -> Iterator[Said]:
    """`{{ name.word }}` in a text names nobody in the cast, or a word that people do not have.

    Behind a cast id may stand `name`, `about`, `they`, `them`, `their`, `theirs`, `themself`, and `is`, `are`, `has`,
    `was` for agreement; with a capital letter for the start of a sentence. Behind `school`: `name`,
    `emergency_number`, `help_line`.

    Wrong:
        goal: "Help {{ mentee.nam }} talk."

    Right:
        goal: "Help {{ mentee.name }} talk."
    """
    cast = subject.scenario.cast
    for loc, text, _ in subject.texts:
        if "{" not in text:
            continue
        for found in _REFERENCE.finditer(text):
            said = _unknown_reference(found[1], found[2], cast)
            if said:
                yield Said(loc, said[0], said[1], within=(found.start(), found.end() - found.start()))
        if _ODD_BRACES.search(_REFERENCE.sub("", text)):
            yield from _odd_braces(loc, text)


def _odd_braces(loc: Loc, text: str) -> Iterator[Said]:
    help = "Write {{ mentee.name }}, with two braces on both sides."
    try:
        words.read(text)
    except words.TextError as error:
        yield Said(loc, str(error), help)
    else:
        yield Said(loc, "there are braces here that are not {{ name.word }}", help)


def _unknown_reference(person: str, word: str, cast: Collection[str]) -> tuple[str, str] | None:
    known: Collection[str] = words.SCHOOL_WORDS if person == "school" else words.PERSON_WORDS
    if person != "school" and person not in cast:
        return f"there is nobody called `{person}` in the cast", _help(person, [*cast, "school"], "The names are")
    if word not in known:
        return f"there is no `{{{{ {person}.{word} }}}}`", _help(word, sorted(known), "It may be")
    return None


@rule("N008", "unreadable-condition")
def unreadable_condition(subject: Subject) -> Iterator[Said]:
    """A `when` is an expression that is true or false.

    It may compare meters and numbers, call `chose(scene.choice)`, `visited(scene)` and `school(name)`, and join these
    with `and`, `or`, `not`.

    Wrong:
        scenes.arrival.choices[1].when: trust

    Right:
        scenes.arrival.choices[1].when: trust >= 2
    """
    for loc, condition in subject.conditions:
        if isinstance(condition, ConditionError):
            help = "Write something like `trust >= 3` or `chose(arrival.notice)`."
            yield Said(loc, condition.message, help, within=(condition.column, condition.length))


@rule("N009", "unknown-speaker")
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
            help = _help(line.speaker, [*cast, *sorted(OUTSIDE)], "Speakers are")
            yield Said((*loc, "speaker"), f"there is nobody called `{line.speaker}` in the cast", help, at_key=True)


@rule("N010", "unknown-meter")
def unknown_meter(subject: Subject) -> Iterator[Said]:
    """A `change` names a meter that is not there.

    Wrong:
        scenes.arrival.choices[1].change: {trst: 1}

    Right:
        scenes.arrival.choices[1].change: {trust: 1}
    """
    meters = subject.scenario.meters
    for loc, _, _, choice in subject.choices:
        for name in choice.change:
            if name not in meters:
                help = _help(name, meters, "The meters are") or "Declare it under `meters`."
                yield Said((*loc, "change", name), f"there is no meter `{name}`", help, at_key=True)


@rule("N011", "reserved-id")
def reserved_id(subject: Subject) -> Iterator[Said]:
    """An id is not a word that a `when` or a text uses for itself.

    These are the functions of conditions, Python's keywords, and `narrator`, `you`, `school`.

    Wrong:
        scenes.arrival.choices[1].id: pass

    Right:
        scenes.arrival.choices[1].id: pass_by
    """
    scenario = subject.scenario
    named: list[tuple[Loc, str]] = [(("scenario",), scenario.scenario)]
    for group in ("scenes", "meters", "cast"):
        named += [((group, name), name) for name in getattr(scenario, group)]
    named += [((*loc, "id"), choice.id) for loc, _, _, choice in subject.choices]
    for loc, name in named:
        if name in RESERVED:
            help = f"Call it something else, such as `{name}_1`."
            yield Said(loc, f"`{name}` means something else here and cannot be an id", help, at_key=len(loc) == 2)


@rule("N012", "duplicate-choice")
def duplicate_choice(subject: Subject) -> Iterator[Said]:
    """Two choices of one scene have the same `id`.

    A stored run names choices by scene and id; it would not say which was meant.

    Wrong:
        scenes.arrival.choices[1].id: notice

    Right:
        scenes.arrival.choices[1].id: wait
    """
    seen: set[tuple[str, str]] = set()
    for loc, name, _, choice in subject.choices:
        if (name, choice.id) in seen:
            yield Said((*loc, "id"), f"there is a choice `{choice.id}` in this scene already", "Give it another id.")
        seen.add((name, choice.id))


@rule("N013", "file-name")
def file_name(subject: Subject) -> Iterator[Said]:
    """A scenario's file is named after its id.

    So `trainer play the_empty_seat` finds it, and two files cannot claim one id.

    Wrong:
        scenario: the_other_seat

    Right:
        scenario: the_empty_seat
    """
    name = subject.scenario.scenario
    if name != subject.stem:
        yield Said(("scenario",), f"the file of `{name}` is not called {name}.yaml", f"Rename it, or write `{subject.stem}`.")


@rule("N014", "unknown-cast-member")
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
            yield Said(("castings", "a"), "casting `a` is `cast` itself", "Call this one `b`.", at_key=True)
        for person in people:
            if person not in cast:
                help = _help(person, cast, "The cast is")
                yield Said(("castings", casting, person), f"there is nobody called `{person}` in the cast", help, at_key=True)


@rule("N015", "unknown-role", Severity.WARNING)
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
            yield Said(("cast", name, "from"), f"not every school has the role `{person.from_}`", "Write `named_adult`.")


@rule("N016", "unknown-pronouns")
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
            help = "Write `she`, `he` or `they`, or a set: {they: xe, them: xem, their: xyr, theirs: xyrs, themself: xemself}."
            yield Said((*loc, "pronouns"), f"there are no pronouns `{person.pronouns}`", help)


@rule("N017", "nameless")
def nameless(subject: Subject) -> Iterator[Said]:
    """Everybody in the cast has a `name`, or a role that the school fills (`from`).

    Wrong:
        cast.mentee: {pronouns: she}

    Right:
        cast.mentee: {name: Amara, pronouns: she}
    """
    for name, person in subject.scenario.cast.items():
        if person.name is None and person.from_ is None:
            help = "Give a `name` and `pronouns`, or `from: named_adult`."
            yield Said(("cast", name), f"nobody knows what `{name}` is called", help, at_key=True)


@rule("N018", "casting-changes-more")
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
                help = "Change `name`, `pronouns` or `about`."
                yield Said(("castings", casting, name, "from"), f"a casting cannot change where `{name}` comes from", help)
            elif at is not None and at.from_ is not None:
                help = "Take it away: the school says who this is."
                yield Said(("castings", casting, name), f"`{name}` is somebody that the school fills in", help, at_key=True)


@rule("N020", "meter-never-read", Severity.WARNING)
def meter_never_read(subject: Subject) -> Iterator[Said]:
    """A meter that no `when` asks for changes nothing in the conversation.

    Let a line, a choice or a route depend on it, or take it away.

    Wrong:
        meters.ease: {start: 2, min: 0, max: 5, label: Ease}
        scenes.arrival.choices[1].change: {ease: 1}

    Right:
        meters.ease: {start: 2, min: 0, max: 5, label: Ease}
        scenes.arrival.choices[1].change: {ease: 1}
        scenes.arrival.choices[1].when: ease >= 1
    """
    read = {
        asked.name
        for _, condition in subject.conditions
        if isinstance(condition, Condition)
        for asked in condition.meters
    }
    for name in subject.scenario.meters:
        if name not in read:
            yield Said(("meters", name), f"no `when` asks for the meter `{name}`", "Use it, or take it away.", at_key=True)


@rule("N021", "meter-never-changed", Severity.WARNING)
def meter_never_changed(subject: Subject) -> Iterator[Said]:
    """A meter that no choice changes is always what it was at the start.

    Wrong:
        meters.ease: {start: 2, min: 0, max: 5, label: Ease}
        scenes.arrival.choices[1].when: ease >= 1

    Right:
        meters.ease: {start: 2, min: 0, max: 5, label: Ease}
        scenes.arrival.choices[1].change: {ease: 1}
        scenes.arrival.choices[1].when: ease >= 1
    """
    changed = {name for _, _, _, choice in subject.choices for name, by in choice.change.items() if by}
    for name in subject.scenario.meters:
        if name not in changed:
            yield Said(("meters", name), f"no choice changes the meter `{name}`", "Change it, or take it away.", at_key=True)


NAMES: tuple[Rule[Any], ...] = (
    unknown_scene,
    unknown_criterion,
    unknown_rubric,
    unknown_critical_act,
    unknown_source,
    unknown_name_in_when,
    unknown_name_in_text,
    unreadable_condition,
    unknown_speaker,
    unknown_meter,
    reserved_id,
    duplicate_choice,
    file_name,
    unknown_cast_member,
    unknown_role,
    unknown_pronouns,
    nameless,
    casting_changes_more,
    meter_never_read,
    meter_never_changed,
)
