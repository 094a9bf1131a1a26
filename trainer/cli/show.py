"""`trainer show`: one run, as a record for a person or for another program."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.output import as_json, say
from trainer.cli.who import looking, named
from trainer.cli.wiring import Places, opened_session, placed

if TYPE_CHECKING:
    from fractions import Fraction

    from trainer.engine.play import Play
    from trainer.scoring.debrief import Debrief, Moment
    from trainer.scoring.score import CompetencyScore


@click.command()
@click.argument("run")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@placed
@click.pass_context
def show(ctx: click.Context, run: str, form: str) -> None:
    """Show RUN: what was said, and where every score came from.

    RUN is its id, or the beginning or end of it. Of an open assessment nothing is told of how it goes, and of one's
    own in a sitting as much as the certification allows.
    """
    from trainer.session import Job
    from trainer.session.feedback import told_to

    places = ctx.ensure_object(Places)
    with opened_session(places) as session:
        run = session.store.find_run(run)
        if places.lang is None:
            session.speak(session.spoken_in(run))
        play = session.recall(run)
        viewer = looking(places, session.store, Job.READ_OTHERS, session.store.people.of(play.header.person))
        viewer = viewer or named(places, session.store)
        debrief, remarks = told_to(session, play, viewer)
        if form == "json":
            as_json(record(play, debrief))
        else:
            from trainer.plain import recorded

            say(*recorded(play, debrief, remarks))


def record(play: "Play", debrief: "Debrief") -> dict[str, Any]:
    """A run as JSON takes it. Scores are unrounded, and null where nothing was observed."""
    run, header = play.run, play.header
    told = play.coached or not run.is_open
    return {
        "run": header.run,
        "scenario": header.scenario,
        "mode": header.mode.value,
        "seed": header.seed,
        "casting": header.casting,
        "status": run.status.value,
        "outcome": run.outcome,
        "meters": {meter.meter: meter.values[-1] for meter in debrief.meters} if told else {},
        "decisions": _decisions(debrief.moments, told),
        "taken_back": _decisions(debrief.taken_back, told),
        "responses": [{"scene": one.scene, "text": one.text, "level": one.level} for one in run.responses],
        "reflections": list(debrief.reflections),
        "scores": {one.competency: _competency(one) for one in debrief.score.competencies} if told else {},
    }


def _decisions(moments: "Iterable[Moment]", told: bool) -> list[dict[str, Any]]:
    return [
        {
            "scene": one.scene,
            "choice": one.choice,
            "said": one.said,
            "levels": dict(one.levels) if told else {},
            "critical": one.critical if told else None,
            "repaired": one.repaired and told,
            "offered": list(one.offered),
        }
        for one in moments
        if not one.only_words
    ]


def _competency(one: "CompetencyScore") -> dict[str, Any]:
    return {
        "score": _unrounded(one.score),
        "observations": one.observations,
        "criteria": {
            criterion.criterion: {
                "score": _unrounded(criterion.score),
                "observations": len(criterion.evidence),
            }
            for criterion in one.criteria
        },
    }


def _unrounded(score: "Fraction | None") -> float | None:
    return None if score is None else float(score)
