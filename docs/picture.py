"""The README's picture: a real conversation, drawn by the program. `python -m docs.picture` draws it."""

import asyncio
import re
import tempfile
from pathlib import Path

from textual.widgets import Static

from trainer.cli.wiring import Places, opened_session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.conversation import ConversationScreen
from trainer.tui.wishes import Meet

PICTURE = Path(__file__).with_name("picture.svg")
SIZE = (100, 30)
SEED = 3
CHOICES = ("seen_you",)


async def draw(folder: Path) -> str:
    """The conversation after a few choices, as SVG that fetches nothing from elsewhere."""
    app = TrainerApp(lambda: opened_session(Places(data=folder)), wish=Meet("the_empty_seat"), seed=SEED)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(200):
            await pilot.pause(0.05)
            if isinstance(app.screen, ConversationScreen):
                break
            if app.screen.query(Static):
                await pilot.press("enter")
        for wanted in CHOICES:
            await pilot.pause(0.3)
            play = app.screen._play
            await pilot.press(str(next(offer.number for offer in play.offers if offer.id == wanted)))
        await pilot.pause(0.5)
        picture = app.export_screenshot(title="trainer")
    app.close()
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)


def main() -> None:
    """Draw it."""
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(draw(Path(folder))), encoding="utf-8")
    print(f"{PICTURE.name}: drawn")


if __name__ == "__main__":
    main()
