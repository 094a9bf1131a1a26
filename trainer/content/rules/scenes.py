"""S: scenes: that each has one way on, and each choice its words and its way.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

from collections.abc import Iterator
from typing import Any

from trainer.content.rules.rule import Rule, Said, rule
from trainer.content.rules.subject import Subject
from trainer.content.rules.suggest import listed
from trainer.language import tr


@rule("S020", "one-way-on")
def one_way_on(subject: Subject) -> Iterator[Said]:
    """A scene has exactly one way on: `choices`, `route`, `go` alone, or `ending`.

    With none, the conversation would stop; with two, nobody could say which is taken. Beside `choices`, `go`
    says where those lead that do not say it themselves.

    Wrong:
        scenes.good_end.go: arrival

    Right:
        scenes.good_end.note: The end.
    """
    for name, scene in subject.scenario.scenes.items():
        ways = [way for way in ("choices", "route", "ending") if getattr(scene, way)]
        if scene.go is not None and "choices" not in ways:
            ways.append("go")
        if not ways:
            help = tr("Give it `choices`, a `route`, a `go`, or an `ending`.")
            yield Said(("scenes", name), tr("`{name}` has no way on", name=name), help, at_key=True)
        elif len(ways) > 1:
            yield Said(
                ("scenes", name, ways[-1]),
                tr("`{name}` has {ways} ways on: {listed}", name=name, ways=len(ways), listed=listed(ways)),
                tr("Keep one."),
                at_key=True,
            )


@rule("S021", "say-or-do")
def say_or_do(subject: Subject) -> Iterator[Said]:
    """A choice has exactly one of `say` (words) and `do` (an act).

    Wrong:
        scenes.arrival.choices[0].do: Sit down.

    Right:
        scenes.arrival.choices[0].say: "You're quieter than last week."
    """
    for loc, _, _, choice in subject.choices:
        if (choice.say is None) == (choice.do is None):
            said = (
                tr("the choice `{id}` has both `say` and `do`", id=choice.id)
                if choice.do is not None
                else tr("the choice `{id}` has neither `say` nor `do`", id=choice.id)
            )
            yield Said(loc, said, tr("Give it one of the two."))


@rule("S022", "leads-nowhere")
def leads_nowhere(subject: Subject) -> Iterator[Said]:
    """A choice goes to its own `go`, or else to the scene's.

    Only in a repair scene is neither needed: from there the conversation goes on to where the slip would have
    led.

    Wrong:
        scenes.arrival.go: ~delete

    Right:
        scenes.arrival.go: good_end
    """
    for loc, name, scene, choice in subject.choices:
        if choice.go is None and scene.go is None and name not in subject.repairs:
            help = tr("Give the choice a `go`, or the scene a `go` for all its choices.")
            yield Said(loc, tr("the choice `{id}` leads nowhere", id=choice.id), help)


@rule("S023", "no-decision")
def no_decision(subject: Subject) -> Iterator[Said]:
    """`looks_at` needs choices beside it; `respond` needs choices or a `go`.

    Without a decision there is nothing to look at, and own words would be asked for with nothing to follow. Beside a
    `go` alone, own words are asked for and then it goes on: for what was noticed, in a role reversal.

    Wrong:
        scenes.good_end.looks_at: [one]

    Right:
        scenes.arrival.looks_at: [one]
    """
    for name, scene in subject.scenario.scenes.items():
        if scene.choices:
            continue
        for key in ("looks_at", "respond"):
            if getattr(scene, key) and not (key == "respond" and scene.only_words):
                help = tr("Take `{key}` away, or give the scene choices.", key=key)
                yield Said(("scenes", name, key), tr("`{name}` has no choices", name=name), help, at_key=True)


@rule("S025", "no-default-wording")
def no_default_wording(subject: Subject) -> Iterator[Said]:
    """Of a choice's wordings, the last has no `when`.

    Otherwise there could be a path on which the choice has no words at all.

    Wrong:
        scenes.arrival.choices[0].say: [{text: "I've got time.", when: trust >= 3}]

    Right:
        scenes.arrival.choices[0].say: [{text: "I've got time.", when: trust >= 3}, {text: "Hello."}]
    """
    for loc, _, _, choice in subject.choices:
        if choice.say and all(wording.when is not None for wording in choice.say):
            help = tr("Add a last wording with `text` only.")
            yield Said((*loc, "say"), tr("every wording of `{id}` has a `when`", id=choice.id), help, at_key=True)


SCENES: tuple[Rule[Any], ...] = (
    one_way_on,
    say_or_do,
    leads_nowhere,
    no_decision,
    no_default_wording,
)
