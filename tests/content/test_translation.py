"""Translating: ids that do not move, POs brought up to changed files, and words that change nothing but words."""

from datetime import UTC, datetime

from hypothesis import given

from tests.generators import scenarios, unhurried
from tests.small import choice, scenario
from trainer.content.scenario import Scenario
from trainer.content.translation.bundle import Bundle, packed, unpacked
from trainer.content.translation.catalogue import Entry, entries, extracted, renewed
from trainer.content.translation.texts import Place, reworded, spoken
from trainer.content.translation.translation import translated, translation
from trainer.language import po

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _story(*lines: str, said: str = "You look tired.") -> Scenario:
    return scenario(
        {
            "arrival": {
                "lines": [{"mentee": line} for line in lines],
                "choices": [choice("notice", 4, say=said, go="good_end")],
            }
        },
        castings={"b": {"mentee": {"name": "Jakub", "pronouns": "he"}}},
    )


def _translated(text: str, words: dict[str, str]) -> str:
    """A PO with these translations put into it."""
    for source, target in words.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    return text


def _po(story: Scenario, **words: str) -> str:
    return _translated(extracted("small", "es", entries(story), NOW), words)


def _of(text: str) -> dict[tuple[str | None, str], tuple[str, bool, str | None]]:
    return {(one.context, one.text): (one.translation, one.fuzzy, one.previous) for one in po.read(text).messages}


LINE = "scenes.arrival.lines.mentee"
SAY = "scenes.arrival.choices.notice.say"


def test_texts_are_known_by_ids_with_who_says_them_and_where() -> None:
    found = {entry.id: entry for entry in entries(_story("I'm fine."))}
    assert found[LINE].notes == ("mentee (Amara, Jakub in casting b) says:", "Scene arrival. Setting: A bench.")
    assert found[SAY].notes[0] == "A choice: you say (level 4):"
    assert {"title", "summary", "setting", "goal", "meters.trust.label", "scenes.good_end.ending.title"} <= set(found)


def test_a_changed_line_is_fuzzy_with_the_text_that_it_was() -> None:
    before = _translated(_po(_story("I'm fine.")), {"I'm fine.": "Estoy bien.", "You look tired.": "Qué cara."})
    done = renewed(before, entries(_story("I'm all right.")))
    assert (done.new, done.changed, done.gone) == (0, 1, 0)
    assert _of(done.text)[LINE, "I'm all right."] == ("Estoy bien.", True, "I'm fine.")
    assert _of(done.text)[SAY, "You look tired."] == ("Qué cara.", False, None)
    again = renewed(done.text, entries(_story("I am all right.")))
    assert _of(again.text)[LINE, "I am all right."] == ("Estoy bien.", True, "I'm fine.")


def test_lines_may_be_moved_and_added() -> None:
    before = _translated(_po(_story("One.", "Two.")), {"One.": "Uno.", "Two.": "Dos."})
    done = renewed(before, entries(_story("Zero.", "Two.", "One.")))
    assert (done.new, done.changed, done.gone) == (1, 0, 0)
    assert _of(done.text)[LINE, "One."] == ("Uno.", False, None)
    assert _of(done.text)[LINE, "Two."] == ("Dos.", False, None)
    assert _of(done.text)[LINE, "Zero."] == ("", False, None)


def test_what_goes_is_kept_and_comes_back() -> None:
    before = _translated(_po(_story("One.", "Two.")), {"One.": "Uno.", "Two.": "Dos."})
    without = renewed(before, entries(_story("One.")))
    assert without.gone == 1
    assert '#~ msgstr "Dos."' in without.text
    assert (LINE, "Two.") not in _of(without.text)
    back = renewed(without.text, entries(_story("One.", "Two.")))
    assert _of(back.text)[LINE, "Two."] == ("Dos.", False, None)
    assert "#~" not in back.text


def test_lines_of_one_casting_go_with_their_text() -> None:
    extra = f'\nmsgctxt "{LINE}[b]"\nmsgid "I\'m tired."\nmsgstr "Estoy cansado."\n'
    before = _translated(_po(_story("I'm tired.")), {"I'm tired.": "Estoy cansada."}) + extra
    done = renewed(before, entries(_story("I'm so tired.")))
    assert _of(done.text)[f"{LINE}[b]", "I'm so tired."] == ("Estoy cansado.", True, "I'm tired.")
    words = translation(before)
    lines = [
        translated(_story("I'm tired."), words, casting).scenes["arrival"].lines[0].text for casting in ("a", "b", None)
    ]
    assert lines == ["Estoy cansada.", "Estoy cansado.", "Estoy cansada."]


def test_what_is_written_around_the_words_stays() -> None:
    before = _po(_story("One.")).replace(f'msgctxt "{LINE}"', f'# softly\nmsgctxt "{LINE}"')
    before = before.replace('"Language: es\\n"', '"Language: es\\n"\n"X-Generator: Poedit 3.4\\n"')
    done = renewed(before, entries(_story("One.", "Two."))).text
    assert "# softly\n" in done
    assert '"X-Generator: Poedit 3.4\\n"' in done
    assert renewed(done, entries(_story("One.", "Two."))).text == done


def test_nothing_but_what_can_be_shown_is_shown() -> None:
    story = _story("I'm fine.", said="How is {{ mentee.name }}?")
    wrong = {"I'm fine.": "{{ mentee.nombre }} {% if %}", "How is {{ mentee.name }}?": "¿Y {{ nobody.name }}?"}
    for words in (_translated(_po(story), wrong), "\0", 'msgid "', _po(story)):
        assert translated(story, translation(words)) == story
    fuzzy = _translated(_po(story), {"I'm fine.": "Estoy bien."}).replace('msgid "I', '#, fuzzy\nmsgid "I')
    assert translated(story, translation(fuzzy)) == story


def test_the_programs_words_keep_their_plurals() -> None:
    one, two = Entry("", "{count} run", ("cli",), "{count} runs"), Entry("a key", "open", ("tui",))
    text = extracted("trainer", "es", [one, two], NOW)
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "uno"\nmsgstr[1] "varios"')
    done = renewed(text, [one, two, Entry("", "Something else.", ())])
    assert [message.texts for message in po.read(done.text).messages] == [("uno", "varios"), ("",), ("",)]
    assert done.new == 1


@unhurried
@given(scenarios())
def test_other_words_are_the_same_scenario(story: Scenario) -> None:
    assert reworded(story, lambda _, text: text) is story
    said: dict[tuple[str, str], str] = {}

    def turn(place: Place, text: str) -> str:
        said[place.id, text[::-1]] = text
        return text[::-1]

    turned = reworded(story, turn)
    assert len(spoken(turned)) == len(spoken(story))
    assert reworded(turned, lambda place, text: said[place.id, text]) == story


@unhurried
@given(scenarios())
def test_a_whole_translation_is_shown_whole(story: Scenario) -> None:
    found = entries(story)
    text = extracted("a_small_one", "es", found, NOW)
    assert renewed(text, found).text == text
    done = translated(story, translation(text.replace('msgstr ""', 'msgstr "¡Hola!"').replace("¡Hola!", "", 1)))
    assert {words for _, words in spoken(done)} == {"¡Hola!"}


def test_a_bundle_is_kept_to_the_letter() -> None:
    bundle = Bundle("es", {"scenario": 'msgid "ñ"\r\nmsgstr ""', "critical_acts": "\ufeff"})
    assert unpacked(packed(bundle)) == bundle
    assert unpacked(None) == Bundle()
