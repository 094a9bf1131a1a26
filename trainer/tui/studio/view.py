"""The scene under the cursor as it is played with the meters and facts of one's choice, as blocks. Pure.

Every word of what is on offer comes from the engine: `offered`, `wording`, `holds` and `step`. Rows that can be
chosen or changed have a key: `Row`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.content.conditions import parse
from trainer.content.findings import Finding, Severity
from trainer.content.scenario import Line, Scene
from trainer.content.text import Voices
from trainer.engine.chance import castings
from trainer.engine.rehearsal import followers
from trainer.engine.steps import NoWayOnError, offered, step, wording
from trainer.engine.story import ReadyChoice, ReadyScene, State, Story
from trainer.language import mark, tr
from trainer.scoring.score import level, ratings
from trainer.shown import clean_lines as clean
from trainer.tui.studio.outline import SIGNS
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.words import LEVELS, meter

NAMES = 11
"""Where what somebody says begins."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the scene: what it is, and of which name or number."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class View:
    """A scene as it is looked at: in which state, with whom.

    `ways` is in how many states runs come here, None where that is not known; `way` which of them this is (from 1),
    None where it is none. `every_fact` asks for all facts and not only those that this scene asks for.
    """

    story: Story
    voices: Voices
    state: State
    casting: str = "a"
    ways: int | None = None
    way: int | None = None
    every_fact: bool = False

    @property
    def scene(self) -> ReadyScene:
        """The scene."""
        return self.story.scenes[self.state.scene]


SEVERITIES = {Severity.ERROR: mark("Error"), Severity.WARNING: mark("Warning"), Severity.NOTE: mark("Note")}


def findings(told: Sequence[tuple[int, Finding]]) -> Iterator[Block]:
    """Findings in full, each with its number among all."""
    for number, one in told:
        style = "alarm" if one.severity == "error" else "note"
        lead = (tr("{SIGNS} line {line}", SIGNS=SIGNS[one.severity], line=one.place.line), style)
        head: tuple[Span, ...] = ((f"{tr(SEVERITIES[one.severity])} {one.code}: ", style), (f"{one.message}.", "text"))
        yield Block(head, indent=3 + NAMES, lead=lead, at=3, gap=1, key=Row("finding", str(number)))
        if one.help:
            yield Block(one.help, "quiet", indent=3 + NAMES)


def kind(story: Story, id: str) -> str:
    """What a scene is, in a few words."""
    scene = story.scenes[id]
    if scene.is_repair:
        return tr("a repair")
    if scene.choices:
        looks = ", ".join(scene.written.looks_at)
        return tr("a decision; it looks at {looks}", looks=looks) if looks else tr("a decision that looks at nothing")
    if scene.written.ending is not None:
        return tr("an ending: {outcome}", outcome=tr(scene.written.ending.outcome.value))
    return tr("goes on by itself")


def asked_in(scene: Scene) -> frozenset[str]:
    """The facts that some `when` of a scene asks for."""
    whens = [line.when for line in scene.lines] + [branch.when for branch in scene.route]
    for choice in scene.choices:
        whens += [choice.when, *(say.when for say in choice.say or ()), *(line.when for line in choice.reply)]
    return frozenset(name for when in whens if when is not None for name in parse(when).facts)


def told(view: View, settings: Sequence[str]) -> list[Block]:
    """The scene in its state: with what it is tried, what is said, and what is on offer or follows.

    `settings` are the school's yes/no settings that the scenario asks for.
    """
    blocks = [*_tried_with(view, settings)]
    lines = [*_lines(view, view.scene.written.lines)]
    if lines:
        blocks += [_title(tr("What is said and seen")), *lines]
    respond = view.scene.written.respond
    if respond is not None:
        blocks.append(
            Block(tr("Own words are asked for: {say}", say=view.voices.say(respond.prompt)), "quiet", indent=3, gap=1)
        )
    return [*blocks, *_follows(view)]


def _title(words: str, aside: str = "", style: str = "quiet") -> Block:
    return Block(((words, "title"),), indent=1, right=(aside, style) if aside else None, gap=1)


# With what it is tried


def _tried_with(view: View, settings: Sequence[str]) -> Iterator[Block]:
    story, state = view.story, view.state
    yield _title(tr("Tried with"), *_met(view))
    for index, (name, one) in enumerate(story.scenario.meters.items()):
        value = state.meters[index]
        squares = meter(value, one.min, one.max)
        text: tuple[Span, ...] = (
            (squares, "you"),
            (tr(" {value}, of {min} to {max}", value=value, min=one.min, max=one.max), "text"),
        )
        yield Block(text, indent=22, lead=(clean(one.label), "text"), at=3, key=Row("meter", name))
    asked = asked_in(view.scene.written)
    for name, bit in story.facts.items():
        if view.every_fact or name in asked:
            yes = bool(state.facts & bit)
            words = f"chose({name})" if "." in name else f"visited({name})"
            yield _yes_or_no(words, yes, Row("fact", name))
    for name in settings:
        yield _yes_or_no(f"school({name})", name in story.school, Row("school", name))
    if len(followers(story, state.scene)) > 1:
        yield Block(tr("on to {back}", back=state.back), indent=22, lead=(tr("Then"), "text"), at=3, key=Row("back"))
    if story.bell is not None:
        left = tr("{left} of {decisions} decisions left", left=state.left, decisions=story.decisions)
        yield Block(left, indent=22, lead=(tr("Before the bell"), "text"), at=3, key=Row("left"))
    names = castings(story.scenario)
    if len(names) > 1:
        people = ", ".join(view.voices.name(id) for id in view.story.scenario.cast if id == "mentee")
        said = tr("{casting} of {castings}", casting=view.casting, castings=", ".join(names)) + (
            f": {people}" if people else ""
        )
        yield Block(said, indent=22, lead=(tr("Casting"), "text"), at=3, key=Row("casting"))


def _met(view: View) -> Span:
    """Whether runs come to the scene in this state."""
    if view.way is not None:
        return (tr("as runs come here, way {way} of {ways}", way=view.way, ways=view.ways), "quiet")
    if view.ways is None:
        return ("", "quiet")
    return (tr("no run comes here so"), "note") if view.ways else (tr("no run comes here at all"), "alarm")


def _yes_or_no(words: str, yes: bool, key: Row) -> Block:
    return Block(
        words,
        "text" if yes else "quiet",
        indent=3,
        at=3,
        right=(tr("yes"), "strong") if yes else (tr("no"), "quiet"),
        key=key,
    )


# What is said


def _lines(view: View, lines: Sequence[Line], state: State | None = None, indent: int = 3) -> Iterator[Block]:
    at = state or view.state
    for line in lines:
        there = view.story.holds(line.when, at)
        name = "" if line.speaker == "narrator" else view.voices.name(line.speaker)
        if line.speaker == "you":
            name = tr("You")
        style = "scene" if not name else "text"
        why: tuple[Span, ...] = ()
        if line.when is not None:
            told = tr("when {when}", when=line.when) if there else tr("not now: when {when}", when=line.when)
            why = ((f"  [{told}]", "quiet"),)
        text = ((view.voices.say(line.text), style if there else "quiet"), *why)
        lead = (name, "other" if there else "quiet") if name else None
        yield Block(text, indent=indent + (NAMES if name else 0), lead=lead, at=indent)
        if line.thinks and there:
            thought = (
                (tr("{name} thinks: ", name=name) if name else tr("Unspoken thinks: "), "quiet"),
                (view.voices.say(line.thinks), "thought"),
            )
            yield Block(thought, indent=indent + NAMES)


# What is on offer, or follows


def _follows(view: View) -> Iterator[Block]:
    scene = view.scene
    if scene.choices:
        yield from _choices(view)
    elif scene.written.ending is not None:
        ending = scene.written.ending
        yield _title(tr("The end: {say}", say=view.voices.say(ending.title)), tr(ending.outcome.value))
        yield Block(view.voices.say(ending.text), indent=3)
        if ending.why:
            yield Block(view.voices.say(ending.why), "note", indent=3, gap=1)
        if ending.critical:
            yield Block(tr("A critical act: {critical}.", critical=ending.critical), "alarm", indent=3)
    else:
        yield from _ways(view)


def _ways(view: View) -> Iterator[Block]:
    """The branches of a route, the one that is taken marked."""
    yield _title(tr("How it goes on"))
    taken = False
    for when, to in view.scene.route:
        holds = not taken and (when is None or when(view.state.meters, view.state.facts))
        taken = taken or holds
        branch = next((one for one in view.scene.written.route if one.go == to), None)
        why = (
            tr("when {when}", when=branch.when)
            if branch is not None and branch.when
            else tr("otherwise")
            if branch
            else ""
        )
        right = (tr("taken now"), "strong") if holds else None
        yield Block(
            tr("to {scene}", scene=to) + f"  {why}".rstrip(),
            "text" if holds else "quiet",
            indent=3,
            at=3,
            right=right,
            key=Row("scene", to),
        )


def _choices(view: View) -> Iterator[Block]:
    on_offer = {choice.id for choice in offered(view.story, view.state)}
    every = view.scene.choices
    aside = (
        tr("all of them")
        if len(on_offer) == len(every)
        else tr("{on_offer} of {every}", on_offer=len(on_offer), every=len(every))
    )
    yield _title(tr("On offer"), aside, "quiet" if len(on_offer) > 1 else "alarm")
    for choice in every:
        yield from _choice(view, choice, choice.id in on_offer)


def _choice(view: View, choice: ReadyChoice, there: bool) -> Iterator[Block]:
    written = choice.written
    words = view.voices.say(wording(view.story, view.state, choice))
    said: tuple[Span, ...] = ((words if written.do is not None else f'"{words}"', "text" if there else "quiet"),)
    if written.do is not None:
        said += ((tr("  (do, not say)"), "quiet"),)
    if not there:
        said = ((tr("Not on offer now: "), "quiet"), *said)
    of = level(view.scene.written, written)
    lead = (f"{of or '–'}", "strong" if there else "quiet")
    yield Block(said, indent=6, lead=lead, at=3, gap=1, key=Row("choice", choice.id))
    yield Block(" · ".join(_about(view, choice, of, there)), "quiet", indent=6)
    for say in (written.say or ()) if len(written.say or ()) > 1 else ():
        other = view.voices.say(say.text)
        if other != words:
            told = (
                tr('otherwise, when {when}: "{other}"', when=say.when, other=other)
                if say.when
                else tr('otherwise, else: "{other}"', other=other)
            )
            yield Block(told, "quiet", indent=6)


def _about(view: View, choice: ReadyChoice, of: int | None, there: bool) -> Iterator[str]:
    """What there is to know of a choice, in pieces."""
    written = choice.written
    yield choice.id
    if of is not None:
        yield tr(LEVELS.get(of, ""))
    rated = ratings(view.scene.written, written)
    if len(set(rated.values())) > 1:
        yield ", ".join(f"{name} {one}" for name, one in rated.items())
    if written.critical:
        yield tr("critical {critical}", critical=written.critical)
    yield from (f"{name} {change:+}" for name, change in written.change.items() if change)
    if written.when:
        yield tr("when {when}", when=written.when)
    if there:
        yield _leads(view, choice)


def _leads(view: View, choice: ReadyChoice) -> str:
    trail: list[State] = []
    try:
        after = step(view.story, view.state, choice, trail)
    except NoWayOnError as fault:
        return tr("leads nowhere at {scene}: {why}", scene=fault.scene, why=fault.why)
    through = [state.scene for state in trail[:-1]]
    if through:
        return tr("to {scene} through {through}", scene=after.scene, through=", ".join(through))
    return tr("to {scene}", scene=after.scene)
