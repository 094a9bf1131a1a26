"""A debrief as much of it as a sitting lets its mentor see: levels and own choices, nothing of what else was on offer.

Pure; called by `session.feedback`. What would give the key away to whoever sits next is taken out: the best on offer,
the coach's reasons, what a choice moved, the examples beside own words.
"""

from dataclasses import replace

from trainer.scoring.debrief import Debrief, Moment


def limited(debrief: Debrief) -> Debrief:
    """The level of each criterion, the choices it stands on, critical acts, own words."""
    return replace(
        debrief,
        is_limited=True,
        ending_why=None,
        went_well=None,
        one_to_try=None,
        moments=tuple(map(_own, debrief.moments)),
        taken_back=(),
        meters=(),
        responses=tuple(replace(one, examples={}, level=None) for one in debrief.responses),
    )


def _own(moment: Moment) -> Moment:
    return replace(moment, why=None, best=None, best_is_act=False, reply=None, thought=None, moved=())
