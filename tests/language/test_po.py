"""Our reader of PO files reads what Babel reads, and no text makes it raise."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from trainer.language import po

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted([*ROOT.glob("scenarios/*.po"), *ROOT.glob("rubrics/*.po"), *ROOT.glob("trainer/language/*.po")])
Texts = list[tuple[str | None, str, tuple[str, ...], bool]]

words = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\t"\\'), min_size=1, max_size=60)


def _ours(text: str) -> Texts:
    return sorted(
        ((one.context, one.text, one.texts, one.fuzzy) for one in po.read(text).messages), key=lambda one: str(one)
    )


def _babels(text: str) -> Texts:
    found: Texts = []
    for one in read_po(BytesIO(text.encode())):
        if one.id:
            id, string = one.id, one.string
            found.append(
                (
                    one.context,
                    id if isinstance(id, str) else id[0],
                    (string,) if isinstance(string, str) else tuple(string),
                    one.fuzzy,
                )
            )
    return sorted(found, key=lambda one: str(one))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_is_shipped_reads_as_babel_reads_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _ours(text) == _babels(text)
    assert not po.read(text).faults
    assert po.read(text).language == path.name.split(".")[-2].replace("trainer", "es")


@given(st.dictionaries(st.tuples(words, words), st.tuples(words, st.booleans(), words), max_size=5))
def test_what_babel_writes_is_read_back(entries: dict[tuple[str, str], tuple[str, bool, str]]) -> None:
    catalog = Catalog(locale="es", fuzzy=False)
    for (context, text), (translation, fuzzy, previous) in entries.items():
        catalog.add(text, translation, context=context, flags=["fuzzy"] if fuzzy else [], previous_id=[previous])
    file = BytesIO()
    write_po(file, catalog, include_previous=True)
    read = {(one.context, one.text): one for one in po.read(file.getvalue().decode()).messages}
    assert read.keys() == entries.keys()
    for key, (translation, fuzzy, previous) in entries.items():
        assert (read[key].translation, read[key].fuzzy) == (translation, fuzzy)
        assert (read[key].previous or "").split() == previous.split()  # Babel breaks its lines at any space


@given(st.text(st.sampled_from('msgidctxtr "\\\n#,|~[0]fuzzyñ'), max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    for fault in po.read(text).faults:
        assert 1 <= fault.line <= text.count("\n") + 1


def test_the_past_is_not_the_present() -> None:
    text = 'msgid "One"\nmsgstr "Uno"\n\n#~ msgid "Two"\n#~ msgstr "Dos"\n'
    assert [(one.text, one.translation) for one in po.read(text).messages] == [("One", "Uno")]
