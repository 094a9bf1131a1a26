"""A scenario as a story in ink, which plays as ours does. Called by `trainer export ink`; read `story` first."""

from trainer.reports.ink.story import Exported, exported

__all__ = ["Exported", "exported"]
