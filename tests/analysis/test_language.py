"""Proofs that go by words, in the language of the words: of a translation, and of a scenario written in another one."""

from copy import deepcopy
from datetime import UTC, datetime

from tests.analysis.test_fairness import FAIR
from tests.content.examples import library, written
from trainer.analysis.explore import explore
from trainer.analysis.personas import FIXED, Eyes, walk
from trainer.analysis.prove import PROOFS
from trainer.content.compile import check_bytes
from trainer.content.findings import Finding
from trainer.content.model import read_scenario
from trainer.content.scenario import Scenario
from trainer.content.translation.catalogue import entries, extracted
from trainer.content.translation.texts import id_of, spoken
from trainer.content.translation.translation import translated, translation
from trainer.engine.story import ready

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BEST = {"first_day": "two", "second_day": "one", "third_day": "three", "fourth_day": "two", "fifth_day": "one"}


def story() -> Scenario:
    return read_scenario(written(FAIR))


def in_spanish(words: dict[str, str]) -> str:
    """A PO of it: these by their ids, everything else as short as can be."""
    made = extracted("small", "es", entries(story()), NOW).split("\n\n")
    filled = []
    for entry in made:
        id = next((line[9:-1] for line in entry.splitlines() if line.startswith("msgctxt ")), None)
        filled.append(entry if id is None else entry.replace('msgstr ""', f'msgstr "{words.get(id, "Sí.")}"'))
    return "\n\n".join(filled)


def found(po: str) -> list[Finding]:
    data = written(FAIR).encode()
    return [one for one in check_bytes("small.es.po", po.encode(), library(), PROOFS, data) if one.code[0] == "F"]


def test_a_translation_that_gives_the_best_away_or_shames_is_found_at_its_line() -> None:
    why = "scenes.third_day.choices.two.why"
    words = {f"scenes.{scene}.choices.{choice}.say": "Te he visto ahí, y me quedo." for scene, choice in BEST.items()}
    po = in_spanish({**words, why: "Tendrías que haberlo sabido."})
    by_code = {one.code: one for one in found(po)}
    assert {"F001", "F008", "F012"} <= by_code.keys()
    assert po.splitlines()[by_code["F012"].place.line - 1].endswith(f'"{why}"')
    assert "5 of 5" in by_code["F001"].message


def test_what_the_file_lives_with_its_translation_lives_with() -> None:
    living = deepcopy(FAIR)
    living["allow"] = {**FAIR["allow"], "F012": "It is a quotation."}
    po = in_spanish({"scenes.third_day.choices.two.why": "¡Qué vergüenza!"})
    data = written(living).encode()
    codes = {one.code for one in check_bytes("small.es.po", po.encode(), library(), PROOFS, data)}
    assert "F012" not in codes
    assert "F012" in {one.code for one in found(po)}


def test_advice_and_comfort_are_known_by_the_words_of_the_language() -> None:
    say = "scenes.first_day.choices.{}.say"
    po = in_spanish(
        {say.format("two"): "Deberías hablar con ella.", say.format("three"): "No te preocupes, es normal."}
    )
    new = translated(story(), translation(po))
    assert new.language == "es"
    eyes = Eyes(ready(new))
    picked = {name: walk(eyes, FIXED[name]).made[0][1].id for name in ("advises", "reassures")}
    assert picked == {"advises": "two", "reassures": "three"}
    assert explore(ready(new)).states == explore(ready(story())).states


def test_every_text_has_its_id_by_its_place_in_the_file() -> None:
    ids = {place.id for place, _ in spoken(story())}
    assert id_of(story(), ("scenes", "third_day", "choices", 1, "why")) in ids
    assert id_of(story(), ("scenes", "third_day", "choices", 9, "why")) is None
    assert id_of(story(), ("scenes", "nowhere")) is None
