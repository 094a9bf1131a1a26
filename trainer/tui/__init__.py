"""The terminal UI, with Textual. Its face is `trainer.tui.app.run_app`, which only `cli` calls."""

import os

# Textual reads it once, when it is imported: at its default of 60 frames a second a key press waits up to 17 ms
# for its frame, which is more than everything else it does.
os.environ.setdefault("TEXTUAL_FPS", "240")
