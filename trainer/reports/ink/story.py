"""A scenario written as a story in ink: scenes are knots, meters variables, repairs tunnels, facts ink's own counts.

What a choice does stands in the order of `engine.steps.step`: its change, what is said to it, the repair, then on.
Tests play the story in inkjs beside the engine. Called by `trainer export ink`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trainer.content.rubric import School
from trainer.content.rules.suggest import listed
from trainer.content.scenario import GO_ON, Choice, Form, Line, Scenario, Scene, Wording
from trainer.content.text import people, voices
from trainer.engine.story import conditions
from trainer.language import tr
from trainer.reports.ink.conditions import asks
from trainer.reports.ink.names import Names
from trainer.reports.ink.words import after_mark, at_start, comment, escaped, plain, quoted, words

INDENT = "    "


@dataclass(frozen=True)
class Exported:
    """A story in ink, what of the scenario is not in it (plain sentences), and what things are called there."""

    text: str
    left_out: tuple[str, ...]
    names: Names


def exported(scenario: Scenario, casting: str, school: School) -> Exported:
    """The story of a scenario that has passed its check, with the people of one casting at one school."""
    asked = dict.fromkeys(one.name for condition in conditions(scenario) for one in condition.chose)
    names = Names(scenario, asked)
    writer = _Writer(scenario, names)
    knots = [line for id, scene in scenario.scenes.items() for line in writer.knot(id, scene)]
    left_out = tuple(_left_out(scenario, casting, names))
    head = [*_about(scenario, casting, school), *(comment(f"Not in this story: {said}") for said in left_out)]
    start = ["", f"-> {writer.into(scenario.start)}"]
    text = [*head, "", *_variables(scenario, names, casting, school), *start, *writer.machinery(), *knots]
    return Exported("\n".join(text) + "\n", left_out, names)


class _Writer:
    """What is the same for all knots of a story."""

    def __init__(self, scenario: Scenario, names: Names) -> None:
        self.scenario, self.names = scenario, names
        self.repairs = {choice.repair for scene in scenario.scenes.values() for choice in scene.choices}

    def machinery(self) -> Iterator[str]:
        """What the knots call."""
        own = self.names.own
        if self.scenario.meters:
            meter, by, least, greatest = own["meter"], own["by"], own["least"], own["greatest"]
            yield from ("", f"=== function {own['move']}(ref {meter}, {by}, {least}, {greatest}) ===")
            yield f"~ {meter} = MAX({least}, MIN({greatest}, {meter} + {by}))"
        if self.scenario.bell is not None:
            left = own["decisions_left"]
            yield from ("", f"=== {own['on_to']}(-> {own['scene']}) ===")
            yield comment(f"After {self.scenario.bell.after} decisions the bell rings instead of the next.")
            yield f"{{ {left} == 0: -> {self.names.scenes[self.scenario.bell.go]} }}"
            yield f"~ {left}--"
            yield f"-> {own['scene']}"

    def knot(self, id: str, scene: Scene) -> Iterator[str]:
        """A scene."""
        yield from ("", f"=== {self.names.scenes[id]} ===")
        if scene.note:
            yield comment(f"For a facilitator: {scene.note}")
        yield from self.lines(id, scene.lines)
        if scene.choices:
            if scene.respond is not None:
                yield comment(f"To say in one's own words: {scene.respond.prompt}")
            for choice in scene.choices:
                yield from self.choice(id, scene, choice)
        elif scene.only_words and scene.respond is not None:
            yield from self.own_words(id, scene, scene.respond.prompt)
        elif scene.ending is not None:
            tags = {"ending": scene.ending.title}
            if self.scenario.form is not Form.CASE:  # in which nobody is met, for whom it could end well
                tags |= {"outcome": scene.ending.outcome.value}
            tags |= {"critical": scene.ending.critical} if scene.ending.critical else {}
            tags |= {"adult": scene.ending.adult.value} if scene.ending.adult else {}
            yield at_start(self.words(scene.ending.text)) + self.tags(tags)
            yield from self.coach(scene.ending.why)
            yield "-> END"
        else:
            yield from self.route(id, scene)

    def route(self, id: str, scene: Scene) -> Iterator[str]:
        """The ways on of a scene without a decision."""
        ways = [(branch.when, branch.go) for branch in scene.route] or [(None, scene.go or "")]
        first = next((number for number, (when, _) in enumerate(ways) if when is None), len(ways))
        if first == 0:
            yield f"-> {self.into(ways[0][1])}"
            return
        yield "{"
        for when, go in ways[: first + 1]:
            yield f"- {'else' if when is None else asks(when, self.names, id)}:"
            yield f"{INDENT}-> {self.into(go)}"
        yield "}"

    def choice(self, id: str, scene: Scene, choice: Choice) -> Iterator[str]:
        """A choice, what it does, and where it leads."""
        ref = f"{id}.{choice.id}"
        head = "+ "
        head += f"({self.names.labels[ref]}) " if ref in self.names.labels else ""
        head += f"{{{asks(choice.when, self.names, id)}}} " if choice.when else ""
        tags = {"choice": choice.id} | ({"level": str(choice.level)} if choice.level else {})
        tags |= {"rate": ", ".join(f"{name} {level}" for name, level in choice.rate.items())} if choice.rate else {}
        tags |= {"critical": choice.critical} if choice.critical else {}
        text, again = self.said(id, choice, None), self.said(id, choice, ref)
        if text == again:
            yield f"{head}{after_mark(text)} [{self.tags(tags)}]"
        else:  # its wording asks whether it was chosen before, and by the time it is said it has been
            yield f"{head}[{after_mark(text)}{self.tags(tags)}]"
            yield f"{INDENT}{at_start(again)}"
        for line in self.done(id, choice):
            yield f"{INDENT}{line}"
        yield f"{INDENT}{self.on(id, scene, choice)}"

    def own_words(self, id: str, scene: Scene, prompt: str) -> Iterator[str]:
        """A scene that only asks for own words. What is asked is read; the choice that leads on is not echoed."""
        label = self.names.labels.get(f"{id}.{GO_ON}")
        yield f"{at_start(self.words(prompt))} # own_words"
        yield f"+ {f'({label}) ' if label else ''}[{tr('Go on.')}{self.tags({'choice': GO_ON})}]"
        yield f"{INDENT}-> {self.into(scene.go or '')}"

    def done(self, id: str, choice: Choice) -> Iterator[str]:
        """What a choice changes and what is said to it."""
        if choice.note:
            yield comment(f"For a facilitator: {choice.note}")
        for name, by in choice.change.items():
            meter = self.scenario.meters[name]
            if by:
                yield f"~ {self.names.own['move']}({self.names.meters[name]}, {by}, {meter.min}, {meter.max})"
        yield from self.lines(id, choice.reply)
        yield from self.coach(choice.why)

    def on(self, id: str, scene: Scene, choice: Choice) -> str:
        """Where a choice leads: on, through the repair that it owes, or out of the repair that this is."""
        if id in self.repairs:
            return "->->"
        mended = f"-> {self.names.scenes[choice.repair]} " if choice.repair else ""
        return f"{mended}-> {self.into(choice.go or scene.go or '')}"

    def into(self, scene: str) -> str:
        """The way into a scene: where there is a bell, it is asked before each decision."""
        written = self.scenario.scenes[scene]
        decides = (bool(written.choices) or written.only_words) and scene not in self.repairs
        name = self.names.scenes[scene]
        return f"{self.names.own['on_to']}(-> {name})" if self.scenario.bell is not None and decides else name

    def said(self, id: str, choice: Choice, own: str | None) -> str:
        """What is said or done: the act, or the first wording that holds, else the last."""
        if choice.do is not None:
            return self.words(choice.do)
        return self.first(id, choice.say or (), own)

    def first(self, id: str, says: tuple[Wording, ...], own: str | None) -> str:
        says = says[: next((at + 1 for at, say in enumerate(says) if say.when is None), len(says))]
        if not says:
            return ""
        text = self.words(says[0].text)
        if len(says) == 1 or says[0].when is None:
            return text
        rest = self.first(id, says[1:], own)
        return f"{{{asks(says[0].when, self.names, id, own)}:{at_start(text)}|{at_start(rest)}}}"

    def lines(self, id: str, lines: Iterable[Line]) -> Iterator[str]:
        """What is said and seen."""
        for line in lines:
            said = at_start(self.words(line.text))
            if line.speaker == "you":
                said = f"{tr('You')}: {self.words(line.text)}"
            elif line.speaker != "narrator":
                said = f"{{{self.names.word(line.speaker, 'name')}}}: {self.words(line.text)}"
            said += self.tags({"thinks": line.thinks} if line.thinks else {})
            yield from self.where(asks(line.when, self.names, id), said) if line.when else (said,)

    def coach(self, why: str | None) -> Iterator[str]:
        """The coach's note."""
        if why:
            yield from self.where(self.names.own["coached"], f"{tr('Coach')}: {self.words(why)} # coach")

    def where(self, condition: str, said: str) -> Iterator[str]:
        """A line that is said only where something holds."""
        yield from (f"{{ {condition}:", f"{INDENT}{said}", "}")

    def tags(self, tags: dict[str, str]) -> str:
        return "".join(f" # {key}: {self.words(value)}" for key, value in tags.items())

    def words(self, text: str) -> str:
        return words(text, self.names.word)


def _about(scenario: Scenario, casting: str, school: School) -> Iterator[str]:
    """What stands above the story: tags for a game to read, and what only a person reads."""
    say = voices(scenario, casting, school).say
    tags = {
        "title": scenario.title,
        "scenario": scenario.scenario,
        "competency": scenario.competency,
        "level": scenario.level.value,
        "minutes": str(scenario.minutes),
        "casting": casting,
        "content_note": scenario.content_note,
        "summary": scenario.summary,
        "setting": scenario.setting,
        "goal": scenario.goal,
    }
    yield from (f"# {key}: {escaped(plain(say(value)))}" for key, value in tags.items() if value)
    for id, person in people(scenario, casting, school).items():
        told = ", ".join(filter(None, [person.name, say(person.about) if person.about else None]))
        yield comment(f"{id}: {told}")
    notes = [scenario.note] if scenario.note else []
    yield from (comment(f"For a facilitator: {say(note)}") for note in (*notes, *scenario.discuss))


def _variables(scenario: Scenario, names: Names, casting: str, school: School) -> Iterator[str]:
    """Every variable and where it begins."""
    for id, meter in scenario.meters.items():
        yield f"VAR {names.meters[id]} = {meter.start} {comment(f'{meter.label}, {meter.min} to {meter.max}')}"
    if scenario.bell is not None:
        yield f"VAR {names.own['decisions_left']} = {scenario.bell.after}"
    for setting, name in names.settings.items():
        yield f"VAR {name} = {'true' if setting in school.allows else 'false'} {comment('a rule of the school')}"
    yield f"VAR {names.own['coached']} = true {comment('false: no notes, as in an assessment')}"
    spoken = voices(scenario, casting, school).words
    for (person, word), name in names.words.items():
        yield f"VAR {name} = {quoted(spoken[person][word])}"


def _left_out(scenario: Scenario, casting: str, names: Names) -> Iterator[str]:
    """What of a scenario a story in ink does not do, in plain sentences."""
    if scenario.is_scored:
        yield "scores. Levels and critical acts are tags on the choices; ink adds nothing up."
    yield "going back, and the order of the choices, which a run's seed gives. They stand in the file's order."
    asked = {id: scene.only_words for id, scene in scenario.scenes.items() if scene.respond is not None}
    before = [id for id, only_words in asked.items() if not only_words]
    if before:
        yield f"own words before the choices of {listed(before)}; ink has no box to write in."
    if len(before) < len(asked):
        alone = [id for id, only_words in asked.items() if only_words]
        yield f"a box for the own words of {listed(alone)}; ink has none. What is asked is told, and it goes on."
    others = [id for id in ("a", *scenario.castings) if id != casting]
    if others:
        yield f"casting {listed(others)}. Export it with `--casting`; only variables differ."
    files = [key for key in ("rubrics", "sources", "topics", "allow") if getattr(scenario, key)]
    if files:
        yield f"the scenario's {listed(files)}."
    for was, now in names.renamed.items():
        yield f"the name `{was}`, which ink keeps or which is taken; it is called `{now}`."
