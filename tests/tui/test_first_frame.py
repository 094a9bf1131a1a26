"""The first frame waits for nothing that reads files or the database."""

import subprocess
import sys

HEAVY = ("pydantic", "sqlalchemy", "transitions", "jinja2", "yaml", "alembic", "trainer.content", "trainer.store")


def test_the_app_is_imported_without_what_comes_after_its_first_frame() -> None:
    code = f"import sys, trainer.tui.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_frames_come_as_fast_as_keys() -> None:
    code = (
        "import os; os.environ.pop('TEXTUAL_FPS', 0); import trainer.tui.app, textual.constants as c; print(c.MAX_FPS)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "240"
