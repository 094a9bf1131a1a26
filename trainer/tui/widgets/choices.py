"""What the mentor is asked, and the choices on offer, by number; the last thing on the screen above the keys."""

from collections.abc import Mapping, Sequence

from trainer.engine.play import Offer
from trainer.language import mark, tr
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines

ASK = mark("What do you do?")
MEND = mark("A chance to put it right. What do you do?")


class Choices(Lines):
    """Choices with their numbers. It has no keys of its own: the screen moves its mark."""

    DEFAULT_CSS = """
    Choices { height: auto; max-height: 55%; border-top: solid $rule; }
    """

    def offer(self, offers: Sequence[Offer], *, mend: bool, asides: Mapping[int, str] | None = None) -> None:
        """Show choices, none marked yet; `asides` stand at the right of some, by their number."""
        blocks = [Block(tr(MEND if mend else ASK), "strong", indent=1)]
        for offer in offers:
            aside = tr("(do, not say)") if offer.is_act else ""
            if asides and offer.number in asides:
                aside = f"{aside} {asides[offer.number]}".lstrip()
            right = (aside, "quiet") if aside else None
            text = offer.text if offer.is_act else f'"{offer.text}"'
            lead = (str(offer.number), "strong")
            blocks.append(Block(text, "text", indent=5, lead=lead, at=3, right=right, key=offer.number))
        self.show(blocks)
        self.scroll_to(y=0, animate=False)

    def ended(self) -> None:
        """The conversation is over."""
        self.show(
            [Block(((tr("The conversation is over. "), "strong"), (tr("Enter shows how it went."), "text")), indent=1)]
        )
