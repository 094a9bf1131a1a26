"""T: what is said of a story in Twee while it is imported. Each function is told what was met and says it in words.

Called by the modules beside it through `Said`; `trainer explain` and `docs/findings.md` print the docstrings.
"""

from typing import Any

from trainer.content.findings import Severity
from trainer.content.rules.rule import Rule, Said, rule
from trainer.language import tr

WARNING = Severity.WARNING


@rule("T001", "no-passages")
def no_passages() -> Said:
    """A story in Twee has passages, each under a line that begins with `::`.

    Twine writes such a file under "Export as Twee". A story exported as HTML is not Twee.

    Wrong (twee):
        Once upon a time.
    """
    return Said((), tr("there is no passage in this file"), tr("A passage begins with a line such as `:: The bench`."))


@rule("T002", "nameless-passage")
def nameless_passage() -> Said:
    """A passage has a name behind its `::`.

    Wrong (twee):
        :: Start
        [[On->End]] [[Off->End]]
        :: [quiet]
        It is quiet.
        :: End
        Over.
    """
    return Said((), tr("this passage has no name, and is left out"), tr("Write it behind the colons: `:: The bench`."))


@rule("T003", "passage-twice", WARNING)
def passage_twice(name: str) -> Said:
    """A passage's name is given once; of two, the first counts.

    Wrong (twee):
        :: Start
        [[On->End]] [[Off->End]]
        :: End
        Over.
        :: End
        Over again.
    """
    return Said(
        (),
        tr('"{name}" is here for the second time; this one is left out', name=name),
        tr("Give it a name of its own."),
    )


@rule("T004", "no-start")
def no_start(name: str) -> Said:
    """The story says where it begins: `start` in StoryData, or a passage called Start.

    Wrong (twee):
        :: The bench
        It is quiet.
    """
    return Said(
        (), tr('there is no passage "{name}" to begin with', name=name), tr('Write {"start": "…"} in StoryData.')
    )


@rule("T005", "unreadable-data", WARNING)
def unreadable_data(what: str) -> Said:
    """What stands in braces behind a passage's name, and in StoryData, is JSON.

    Wrong (twee):
        :: StoryData
        {start: Start}
        :: Start
        [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said(
        (),
        tr("{what} is not JSON that can be read, and was passed over", what=what),
        tr('Names and texts stand in quotes: {"start": "…"}.'),
    )


@rule("T006", "unknown-passage", WARNING)
def unknown_passage(name: str) -> Said:
    """A link names a passage that is not there; an ending to be written stands in for it.

    Wrong (twee):
        :: Start
        [[On->End]] [[Off->Nowhere]]
        :: End
        Over.
    """
    return Said(
        (),
        tr('there is no passage "{name}"', name=name),
        tr("An empty ending stands in for it; write what happens there."),
    )


@rule("T007", "unreached-passage", WARNING)
def unreached_passage(name: str) -> Said:
    """No link that could be read leads to this passage; it is left out.

    Wrong (twee):
        :: Start
        [[On->End]] [[Off->End]]
        :: End
        Over.
        :: Attic
        Nobody comes here.
    """
    return Said(
        (),
        tr('no way leads to "{name}", so it is left out', name=name),
        tr("Link to it and import again, or write it in."),
    )


@rule("T008", "unmapped-macro", WARNING)
def unmapped_macro(name: str) -> Said:
    """A macro, or a piece of a program, that a scenario has nothing for. Words inside it are kept.

    Wrong (twee):
        :: Start
        (text-style: "bold")[Hello.] [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said(
        (),
        tr("`{name}` has no place in a scenario, and is left out", name=name),
        tr("Say in words what it did, if it matters."),
    )


@rule("T009", "unmapped-condition", WARNING)
def unmapped_condition(why: str) -> Said:
    """A condition that cannot be said in a `when`; what depends on it is there always.

    A `when` knows whole numbers, yes or no, and which passages were visited; no texts, chance or arrays.

    Wrong (twee):
        :: Start
        (if: $name is "Ann")[Hello, Ann.] [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said(
        (),
        tr("this condition cannot be kept: {why}", why=why),
        tr("What it guards is now always there; write a `when` of your own."),
    )


@rule("T010", "unmapped-set", WARNING)
def unmapped_set(why: str) -> Said:
    """A variable set in a way that meters do not have; it is left out.

    A meter is a whole number that choices add to. Kept are: adding and taking away, yes and no, and going back and
    forth between two numbers.

    Wrong (twee):
        :: Start
        (set: $name to "Ann") [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said((), tr("this is left out: {why}", why=why), tr("Let choices `change` a meter instead."))


@rule("T011", "single-link", WARNING)
def single_link(words: str) -> Said:
    """A passage with one link is no decision: its scene goes on by itself, and the link's words are in its note.

    Wrong (twee):
        :: Start
        Hello. [[And then->Next]]
        :: Next
        [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said(
        (),
        tr('one link only, so nothing is decided here; its words are in the note: "{words}"', words=words),
        tr("Add another choice if there is one."),
    )


@rule("T012", "left-out-passage", WARNING)
def left_out_passage(name: str, why: str) -> Said:
    """A passage that is no part of the conversation: a program, a style, a caption.

    Wrong (twee):
        :: Start
        [[On->End]] [[Off->End]]
        :: End
        Over.
        :: Looks [stylesheet]
        body { color: red }
    """
    return Said((), tr('"{name}" is {why}, and is left out', name=name, why=tr(why)))


@rule("T013", "unmapped-link", WARNING)
def unmapped_link(target: str) -> Said:
    """A link to the web, or to wherever a variable says. It is left out.

    Wrong (twee):
        :: Start
        [[Help->https://example.org]] [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said(
        (),
        tr('a scenario cannot lead to "{target}"', target=target),
        tr("Link to a passage, or name the place in the words."),
    )


@rule("T014", "outcome-to-write", WARNING)
def outcome_to_write(name: str) -> Said:
    """An ending that does not say how it ended for the other person is `unfinished` until somebody does.

    A tag `good`, `mixed`, `poor` or `unfinished` on the passage says it.

    Wrong (twee):
        :: Start
        [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said(
        (),
        tr('"{name}" does not say how it ended', name=name),
        tr("Write `outcome: good`, `mixed` or `poor` in its place."),
    )


@rule("T015", "bell-added", WARNING)
def bell_added(after: int) -> Said:
    """Passages of the story can be met again, so a bell ends it.

    A scored conversation must end on every path. `bell` says after how many decisions; the ending it leads to is
    made up and has to be written.

    Wrong (twee):
        :: Start
        [[On->End]] [[Again->Start]]
        :: End
        Over.
    """
    return Said(
        (),
        tr("the story goes round; a bell ends it after {after} decisions", after=after),
        tr("Choose when it rings, and write `bell_rings`."),
    )


@rule("T016", "endless-circle")
def endless_circle(name: str) -> Said:
    """Passages that lead round in a circle without anything to decide would never end.

    Wrong (twee):
        :: Start
        [[On->Wait]] [[Off->Wait]]
        :: Wait
        [[Tick->Tock]]
        :: Tock
        [[Tock->Wait]]
    """
    return Said(
        (),
        tr('"{name}" leads back to itself with nothing to decide', name=name),
        tr("Give one of these passages a second link."),
    )


@rule("T017", "left-out-markup", WARNING)
def left_out_markup(sign: str) -> Said:
    """Formatting, pictures and printed variables; a scenario's words are plain.

    Wrong (twee):
        :: Start
        ''Hello''. [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said((), tr("`{sign}` is formatting, and is left out", sign=sign))


@rule("T018", "printed-value", WARNING)
def printed_value(name: str) -> Said:
    """A variable shown in the words; its value cannot be put in.

    Wrong (twee):
        :: Start
        You have $coins coins. [[On->End]] [[Off->End]]
        :: End
        Over.
    """
    return Said(
        (),
        tr("the words show `{name}`, which a scenario cannot", name=name),
        tr("Write words that are true whatever it is."),
    )


@rule("T019", "no-way-left", WARNING)
def no_way_left(name: str) -> Said:
    """All ways on depend on conditions; where none holds, an ending to be written stands in.

    Wrong (twee):
        :: Start
        [[On->Gate][$open to true]] [[Off->Gate]]
        :: Gate
        <<if $open>>[[In->End]]<</if>>
        :: End
        Over.
    """
    return Said(
        (),
        tr('"{name}" has a way on only where a condition holds', name=name),
        tr("An empty ending stands in; write what happens there."),
    )


@rule("T020", "story-too-large")
def story_too_large(what: str, most: int) -> Said:
    """A story has at most 2,000 passages, 200 links in one of them, and 10,000 links and sets in all.

    A conversation that somebody practises in ten minutes is far smaller.
    """
    return Said(
        (),
        tr("there are more than {most} {what}", most=f"{most:,}", what=what),
        tr("Is this the right file? Import a part of the story."),
    )


RULES: tuple[Rule[Any], ...] = (
    no_passages,
    nameless_passage,
    passage_twice,
    no_start,
    unreadable_data,
    unknown_passage,
    unreached_passage,
    unmapped_macro,
    unmapped_condition,
    unmapped_set,
    single_link,
    left_out_passage,
    unmapped_link,
    outcome_to_write,
    bell_added,
    endless_circle,
    left_out_markup,
    printed_value,
    no_way_left,
    story_too_large,
)
"""Every finding of an import."""
