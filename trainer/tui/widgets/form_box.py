"""A few fields to fill in, one below the other: a reason, minutes, a day. Used by the sheets of the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, TextArea

from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, what is asked, what stands in it at first, and whether it is several lines long."""

    name: str
    asked: str
    value: str = ""
    long: bool = False


class FormBox(VerticalScroll, can_focus=False):
    """The fields. It has the class `-unkept` while something was written about which nobody was warned."""

    DEFAULT_CSS = """
    FormBox {
        height: auto; max-height: 42vh; scrollbar-size: 0 0;
        & Lines { height: auto; overflow: hidden hidden; }
        & Input { height: 1; border: none; padding: 0 1; margin: 0 1; background: $chosen; max-width: 40; }
        & Input:focus { border: none; }
        & TextArea { height: 5; border: round $rule; margin: 0 1; padding: 0 1; background: $background; }
        & TextArea:focus { border: round $name-you; }
    }
    """

    class AtRisk(Message):
        """Somebody is about to leave, with words that are not kept."""

    def __init__(self, fields: Sequence[Field], id: str | None = None) -> None:
        super().__init__(id=id)
        self.fields = fields

    def compose(self) -> ComposeResult:
        """A question and a box each."""
        for field in self.fields:
            yield Lines(Block(field.asked, "strong", indent=1))
            if field.long:
                area = TextArea(
                    field.value, id=field.name, show_line_numbers=False, tab_behavior="focus", soft_wrap=True
                )
                area.cursor_blink = area.highlight_cursor_line = False
                yield area
            else:
                box = Input(field.value, id=field.name, select_on_focus=False)
                box.cursor_blink = False
                yield box

    @property
    def values(self) -> Mapping[str, str]:
        """What stands in each field."""
        return {field.name: self._text(field) for field in self.fields}

    def _text(self, field: Field) -> str:
        if field.long:
            return self.query_one(f"#{field.name}", TextArea).text
        return self.query_one(f"#{field.name}", Input).value

    def begin(self) -> None:
        """Write in the first field that is empty, else in the first."""
        empty = next((one for one in self.fields if not one.value), self.fields[0] if self.fields else None)
        if empty is not None:
            box = self.query_one(f"#{empty.name}")
            box.focus()
            if isinstance(box, TextArea):
                box.move_cursor(box.document.end)

    def freeze(self, frozen: bool) -> None:
        """Let nothing be changed, or let it again."""
        for field in self.fields:
            self.query_one(f"#{field.name}").disabled = frozen

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.move(1)

    def move(self, by: int) -> None:
        """To the field after the one that has the cursor, or before it, round and round."""
        names = [field.name for field in self.fields]
        here = self.screen.focused
        at = names.index(here.id) if here is not None and here.id in names else -by
        if names:
            self.query_one(f"#{names[(at + by) % len(names)]}").focus()

    def on_text_area_changed(self) -> None:
        """New words are at risk until they are kept."""
        self.set_class(any(self._text(one) != one.value for one in self.fields), "-unkept")

    on_input_changed = on_text_area_changed

    def action_warn(self) -> None:
        """Whoever leaves the program is told once; the sheet says so."""
        self.remove_class("-unkept")
        self.post_message(self.AtRisk())
