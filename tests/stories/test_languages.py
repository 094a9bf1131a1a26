"""A scenario in another language, from its first word to a run told years later."""

import shutil
from pathlib import Path

import pytest

from tests.stories.program import LIBRARY, Program

PLAY = ("--seed", "1")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one's own, to translate and to change."""
    shutil.copytree(LIBRARY, tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def tray(library: Path) -> Path:
    return library / "scenarios" / "the_full_tray.yaml"


def _translate(po: Path, words: dict[str, str]) -> None:
    text = po.read_text("utf-8")
    for source, target in words.items():
        before = f'msgid "{source}"\nmsgstr ""'
        assert before in text, source
        text = text.replace(before, f'msgid "{source}"\nmsgstr "{target}"')
    po.write_text(text, "utf-8")


@pytest.fixture
def spanish(program: Program, tray: Path) -> Path:
    """The tray with some of it in Spanish."""
    done = program.run("translate", "extract", "es", str(tray), library=False)
    po = tray.with_name("the_full_tray.es.po")
    assert done.out == f"{po}\n"
    words = {
        "The full tray": "La bandeja llena",
        "Trust": "Confianza",
        "I'm not hungry.": "No tengo hambre.",
        "How are you today?": "¿Qué tal hoy, {{ mentee.name }}?",
        "Fine.": "Bien.",
    }
    _translate(po, words)
    return po


def _play(program: Program, library: Path, *options: str, answers: str = "\n\n1\n2\nq\n") -> str:
    done = program.run(
        "--library", str(library), "play", "the_full_tray", "--plain", *PLAY, *options, answers=answers, library=False
    )
    assert done.status in (0, 130)
    return done.out


def test_a_play_is_in_the_language_asked_for_and_falls_back_line_by_line(
    program: Program, library: Path, spanish: Path
) -> None:
    said = _play(program, library, "--lang", "es")
    assert "La bandeja llena. Antes de empezar: Somebody is left alone." in said
    assert "dice: No tengo hambre." in said
    assert "Confianza: 2 de 4." in said
    assert "Dices: You have not touched it. I've got time." in said
    assert "¿Qué tal hoy, {{" not in said
    english = _play(program, library)
    assert "The full tray. Before you begin: Somebody is left alone." in english
    assert "says: I'm not hungry." in english


def test_a_run_is_told_again_as_it_was_played_whatever_became_of_its_files(
    program: Program, library: Path, tray: Path, spanish: Path
) -> None:
    _play(program, library, "--lang", "es")
    [run] = program.runs()
    told = program.run("show", run["run"]).out
    assert "dice: No tengo hambre." in told
    assert "Recorrido" in told.splitlines()[0]
    assert "Confianza" in told
    spanish.unlink()
    tray.write_text(tray.read_text("utf-8").replace("I'm not hungry.", "Leave me."), "utf-8")
    assert program.run("show", run["run"]).out == told
    framed = program.run("show", run["run"], "--lang", "en").out
    assert framed.splitlines()[0].startswith("Run ")
    assert "says: No tengo hambre." in framed
    assert program.run("verify").status == 0


def test_scores_are_the_same_in_every_language(program: Program, library: Path, spanish: Path) -> None:
    for options in (("--lang", "es"), ()):
        _play(program, library, *options, answers="\n\n" + "1\n" * 12)
    one, other = program.runs()
    assert one["status"] == other["status"] == "finished"
    shown = [program.show(run["run"]) for run in (one, other)]
    assert shown[0]["scores"] == shown[1]["scores"]
    assert shown[0]["meters"] == shown[1]["meters"]


def test_check_says_what_is_missing_stale_and_broken(program: Program, tray: Path, spanish: Path) -> None:
    text = spanish.read_text("utf-8").replace("¿Qué tal hoy, {{ mentee.name }}?", "¿Qué tal, {{ mentee.nombre }}?")
    spanish.write_text(text, "utf-8")
    tray.write_text(tray.read_text("utf-8").replace("I'm not hungry.", "I'm not hungry now."), "utf-8")
    for named in (tray, spanish):
        done = program.run("check", str(named), "--no-cache", library=False)
        assert done.status == 1
        assert "G005 stale-translation: the text of `scenes.tray.lines.mentee` was changed" in done.out
        assert "G006 untranslated: " in done.out
        assert "G007 broken-braces-in-translation: in `scenes.tray.choices.how.say` there is no" in done.out
    updated = program.run("translate", "update", str(tray), library=False)
    assert updated.out.endswith(": 0 new, 1 changed, 0 gone\n")
    assert '#, fuzzy\n#| msgid "I\'m not hungry."\nmsgctxt "scenes.tray.lines.mentee"' in spanish.read_text("utf-8")
    assert "is marked as fuzzy" in program.run("check", str(spanish), "--no-cache", library=False).out
    assert program.run("translate", "status", str(tray), library=False).out.startswith(f"{spanish}: ")


def test_a_translation_of_another_file_is_one_clear_finding(program: Program, tray: Path, spanish: Path) -> None:
    other = tray.with_name("other.yaml")
    other.write_text("scenario: other\ntitle: Other\n", "utf-8")
    po = spanish.rename(tray.with_name("alone.es.po"))
    assert "there is no alone.yaml beside this file" in program.run("check", str(po), library=False).out
    shutil.copy(tray, tray.with_name("alone.yaml"))
    wrong = "\n".join(
        line.replace('"scenes.', '"scenen.') if line.startswith("msgctxt") else line
        for line in po.read_text("utf-8").splitlines()
    )
    po.write_text(wrong, "utf-8")
    done = program.run("check", str(po), library=False)
    assert "G003 other-translation: " in done.out
    assert "G006" not in done.out


@pytest.mark.parametrize("data", [b"\xff\xfe", b'msgid "', b"#\x1b[31m", b"msgctxt\n" * 9, b'msgid ""\nmsgstr "%s"'])
def test_whatever_a_translation_is_it_stops_nobody(program: Program, library: Path, spanish: Path, data: bytes) -> None:
    spanish.write_bytes(data)
    assert "says: I'm not hungry." in _play(program, library, "--lang", "es").replace("dice:", "says:")
    program.run("check", str(spanish), library=False)
    done = program.run("translate", "update", str(spanish), library=False)
    assert done.status in (0, 1)


def test_the_schools_first_language_is_spoken_where_nobody_asks(program: Program, library: Path, spanish: Path) -> None:
    program.data.mkdir()
    (program.data / "school.yaml").write_text("languages: [es, en]\n", "utf-8")
    assert "dice: No tengo hambre." in _play(program, library)
    assert "says: I'm not hungry." in _play(program, library, "--lang", "en")
    assert "Hasta la próxima." in program.run("--plain", answers="q\n").out


def test_a_language_that_nothing_speaks_is_refused_in_one_line(program: Program, library: Path) -> None:
    for code in ("tlh", "../x", "español"):
        done = program.run("play", "the_full_tray", "--lang", code, "--plain")
        assert done.status == 2
        assert done.err == f'trainer: Nothing here is in the language "{code}". There are en, es.\n'


def test_help_is_in_the_language_asked_for(program: Program) -> None:
    said = program.run("--help", TRAINER_LANG="es").out
    assert "Practica conversaciones difíciles" in said
    assert "Juega un escenario" in said
    assert "Un número entero" in program.run("--lang", "es", "play", "--help").out


def test_extracting_twice_keeps_what_was_translated(program: Program, tray: Path, spanish: Path) -> None:
    before = spanish.read_bytes()
    done = program.run("translate", "extract", "es", str(tray), library=False)
    assert (done.status, "is there already" in done.err) == (2, True)
    assert spanish.read_bytes() == before
    for wrong in ("Spanish", "xx_bad"):
        done = program.run("translate", "extract", wrong, str(tray), library=False)
        said = f'trainer: "{wrong}" is no language. Write a code such as es, fr or pt_BR.\n'
        assert (done.status, done.err) == (2, said)
    spanish.write_text(spanish.read_text("utf-8").replace("Language: es", "Language: xx_bad"), "utf-8")
    done = program.run("translate", "update", str(spanish), library=False)
    assert (done.status, done.err.count("\n"), '"xx_bad" is no language.' in done.err) == (2, 1, True)


def test_a_translation_that_cannot_be_read_leaves_the_others(program: Program, tray: Path, spanish: Path) -> None:
    spanish.with_name(f"{tray.stem}.de.po").write_bytes(b"\xff\xfe")
    for command in ("status", "update"):
        done = program.run("translate", command, str(tray), library=False)
        assert (done.status, spanish.name in done.out) == (1, True)
        assert f"{tray.stem}.de.po cannot be read." in done.err


def test_home_goes_over_to_the_schools_other_language_and_keeps_it(program: Program) -> None:
    program.data.mkdir()
    (program.data / "school.yaml").write_text("languages: [en, es]\n", "utf-8")
    said = program.run("--plain", answers="l\nq\n").out
    assert "l for Español, q to leave: l\n" in said
    assert "l para English, q para salir: q\n" in said
    assert "Hasta la próxima." in program.run("--plain", answers="q\n").out
    assert "Until next time." in program.run("--plain", "--lang", "en", answers="q\n").out
