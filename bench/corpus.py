"""Scenarios made by the thousand: valid, all different, of 150 lines and six decisions of three choices.

For `make bench` and for the tests of `check`. Everything follows from the number of the scenario, so that two
runs measure the same files.
"""

import random
from pathlib import Path

LINES = 150

_OPENINGS = (
    "You look",
    "It sounds",
    "I heard that things are",
    "So today was",
    "Maybe it feels",
    "That seems",
)
_MIDDLES = ("quieter", "heavier", "further away", "more tangled", "slower", "louder", "smaller", "stranger")
_ENDS = (
    "than last week",
    "than you let on",
    "since Tuesday",
    "after practice",
    "at that table",
    "in the corridor",
)
_NOTES = (
    "{{{{ mentee.name }}}} hears {0} in it",
    "Room for {0}",
    "A plan about {0} comes early",
    "Kind to {0}",
    "Out loud, {0} is less strange",
)
_THINGS = (
    *(
        "bus",
        "drawing",
        "chat",
        "trip",
        "bench",
        "song",
        "seat",
        "locker",
        "window",
        "coat",
        "list",
        "bell",
        "stairs",
    ),
    *(
        "pencil",
        "match",
        "joke",
        "letter",
        "garden",
        "film",
        "cup",
        "glove",
        "corner",
        "queue",
        "tree",
        "badge",
        "map",
    ),
)


def scenario(number: int) -> str:
    """The text of one scenario, `made_<number>`."""
    dice = random.Random(number)
    lines = _head(number, dice)
    for at in range(6):
        lines += _decision(at, dice)
    lines += _tail(number, dice)
    lines += [f"# made for measuring, {number}"] * (LINES - len(lines))
    return "\n".join(lines) + "\n"


def _tail(number: int, dice: random.Random) -> list[str]:
    lines = [
        "  take_back:",
        f'    lines: [{{mentee: "Okay. {_says(dice)}."}}]',
        "    choices:",
        f'      - {{id: own_up, say: "{_says(dice)}.", level: 3, why: You took it back {number}.}}',
        f'      - {{id: keep, say: "{_says(dice)}.", level: 1, why: It stands between you {number}.}}',
        "  ends:",
        "    route: [{when: trust >= 4, go: good_end}, {when: tension >= 4, go: poor_end}, {go: mixed_end}]",
    ]
    for outcome in ("good", "mixed", "poor"):
        lines += [
            f"  {outcome}_end:",
            f'    ending: {{outcome: {outcome}, title: "{_says(dice)}", text: "{_says(dice)}."}}',
        ]
    return lines


def big(scenes: int) -> str:
    """The text of a scenario of so many scenes, `made_<scenes>`: decisions one after the other, and five more."""
    dice = random.Random(scenes)
    last = scenes - 6
    lines = _head(scenes, dice)
    for at in range(last + 1):
        lines += _decision(at, dice, last)
    return "\n".join([*lines, *_tail(scenes, dice)]) + "\n"


def _head(number: int, dice: random.Random) -> list[str]:
    return [
        f"scenario: made_{number}",
        f"title: Made {number}",
        "competency: active_listening",
        "level: foundation",
        "minutes: 6",
        "rubrics: [active_listening]",
        f'summary: "{_says(dice)}."',
        f"setting: Somewhere quiet, day {number}.",
        'goal: "Help {{ mentee.name }} say what is going on."',
        'cast: {mentee: {name: Amara, pronouns: she, about: "Year 8, draws."}}',
        "castings: {b: {mentee: {name: Jakub, pronouns: he}}}",
        "meters:",
        "  trust: {start: 2, min: 0, max: 5, label: Trust}",
        "  tension: {start: 1, min: 0, max: 5, label: Tension}",
        "start: turn_0",
        "allow: {P012: Others look at the rest., F007: Made for measuring., F008: Made for measuring.}",
        "scenes:",
    ]


def _decision(at: int, dice: random.Random, last: int = 5) -> list[str]:
    follows = f"turn_{at + 1}" if at < last else "ends"
    before = f"chose(turn_{at - 1}.first)" if at in (1, 3) else "trust < 3"
    lines = [
        f"  turn_{at}:",
        "    lines:",
        f'      - {{mentee: "{_says(dice)}.", thinks: "{_says(dice)}.", when: {before} or trust >= 3}}',
        "    looks_at: [open_invitation]",
        f"    go: {follows}",
        "    choices:",
    ]
    named = [("first", 4, "trust: 1"), ("second", 3, "tension: -1"), ("third", 2, "tension: 1")]
    longest = named[at // 2 % 3][0]
    for name, level, change in named[at % 3 :] + named[: at % 3]:
        harmful = name == "third" and at == 2
        lines.append(f"      - id: {name}")
        more = ", and all week nobody has asked about it even once" if name == longest else ""
        lines.append(f'        say: "{_says(dice)}, {_says(dice).lower()}{more}."')
        level = 1 if harmful else level
        lines.append(f"        level: {level}")
        if name == "first" or (name == "second" and at in (1, 3)) or (name == "third" and at % 2 == 0):
            lines.append(f"        change: {{{change}{', trust: -1' if name == 'third' else ''}}}")
        note = dice.choice(_NOTES).format(" ".join(dice.sample(_THINGS, 4)))
        lines.append(f'        why: "{note}, {_says(dice).lower()} {at}."')
        if harmful:
            lines.append("        repair: take_back")
    return lines


def _says(dice: random.Random) -> str:
    return f"{dice.choice(_OPENINGS)} {dice.choice(_MIDDLES)} {dice.choice(_ENDS)}"


def write(folder: Path, count: int = 1000) -> list[Path]:
    """Write `count` scenarios into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"made_{number}.yaml" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(scenario(number), encoding="utf-8")
    return paths
