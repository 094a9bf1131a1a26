"""What things are called in an ink story: as in the scenario, where ink lets them.

Scenes, variables and the words of ink share one space of names there; scenes keep theirs, then meters, then the rest.
"""

from collections.abc import Iterable

from trainer.content.scenario import Scenario

RESERVED = frozenset(
    {"true", "false", "not", "and", "or", "mod", "has", "hasnt", "else", "function", "return", "temp", "ref", "list"}
    | {"once", "cycle", "shuffle", "stopping"}
)
"""Words of ink that nothing can be called; it has others in capitals, and no id of ours is in capitals."""

OWN = {
    "move": "the function that moves a meter within its bounds",
    "meter": "the function's first argument",
    "by": "its second",
    "least": "its third",
    "greatest": "its fourth",
    "on_to": "the knot that asks whether the bell rings",
    "scene": "its argument",
    "decisions_left": "how many decisions remain before the bell",
    "coached": "whether the coach's notes are shown",
}
"""Names that no scenario gave. They make way for those that one did."""


class Names:
    """The names of one story. `renamed` are those that had to change: what it was, and what it is."""

    def __init__(self, scenario: Scenario, asked: Iterable[str]) -> None:
        """`asked` are the choices, `scene.choice`, that some condition asks for; only they get a label."""
        self._taken = set(RESERVED)
        self.renamed: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.scenes = {id: self._free(id) for id in scenario.scenes}
        self.meters = {id: self._free(id) for id in scenario.meters}
        self.own = {name: self._free(name, ours=True) for name in OWN}
        self._words: dict[tuple[str, str], str] = {}
        self._settings: dict[str, str] = {}
        for ref in asked:
            self._label(ref)

    def word(self, person: str, word: str) -> str:
        """The variable of a person's or the school's word."""
        if (person, word) not in self._words:
            self._words[person, word] = self._free(f"{person}_{word}", ours=True)
        return self._words[person, word]

    def setting(self, name: str) -> str:
        """The variable of a school's yes/no setting."""
        if name not in self._settings:
            self._settings[name] = self._free(f"school_{name}", ours=True)
        return self._settings[name]

    @property
    def words(self) -> dict[tuple[str, str], str]:
        """The people's words that were asked for, by (person, word)."""
        return dict(self._words)

    @property
    def settings(self) -> dict[str, str]:
        """The school's settings that were asked for."""
        return dict(self._settings)

    def chose(self, ref: str) -> str:
        """How a condition asks for a choice: its label, behind the knot's name."""
        return f"{self.scenes[ref.partition('.')[0]]}.{self.labels[ref]}"

    def _label(self, ref: str) -> None:
        scene, _, choice = ref.partition(".")
        beside = {label for other, label in self.labels.items() if other.partition(".")[0] == scene}
        label = choice
        while label in self._taken or label in beside:
            label += "_"
        self.labels[ref] = label

    def _free(self, name: str, *, ours: bool = False) -> str:
        free = name
        while free in self._taken or (ours and free in self.labels.values()):
            free += "_"
        self._taken.add(free)
        if free != name and not ours:
            self.renamed[name] = free
        return free
