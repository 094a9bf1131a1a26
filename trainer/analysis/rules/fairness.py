"""F: whether a scenario is fair before it scores anyone: what can be had without skill, and what skill is worth.

Called by `analysis.prove` when nothing is wrong with a scenario's paths. Figures are exact, over all runs.
"""

from trainer.analysis.rules.disclosure import nobody_to_tell, silence_unmarked
from trainer.analysis.rules.fair import Check
from trainer.analysis.rules.gaming import best_first, gaming_passes, length_tells_level, random_passes
from trainer.analysis.rules.language import hard_to_read, language_not_listed, note_shames
from trainer.analysis.rules.worth import decides_nothing, outcome_out_of_reach, skill_ends_no_better, thin_evidence
from trainer.content.rules.rule import Rule

__all__ = ["BY_WORDS", "RULES", "Check"]

RULES: tuple[Rule[Check], ...] = (
    length_tells_level,
    best_first,
    outcome_out_of_reach,
    skill_ends_no_better,
    decides_nothing,
    thin_evidence,
    random_passes,
    gaming_passes,
    nobody_to_tell,
    silence_unmarked,
    hard_to_read,
    note_shames,
    language_not_listed,
)
"""Every F rule, in the order in which they are run."""

BY_WORDS: tuple[Rule[Check], ...] = (length_tells_level, gaming_passes, hard_to_read, note_shames, language_not_listed)
"""Those that look at words, which a translation has of its own."""
