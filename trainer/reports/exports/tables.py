"""The tables of `trainer export`: each column, what it says and how it is had. `docs/exports.md` is made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from trainer.reports.exports.codes import Codes
from trainer.store import DecisionFacts, PersonFacts, RunFacts

Cell = str | int | float | bool | None
Row = TypeVar("Row")

PROGRAM = "program"
"""The rater of every level that an author's key gave."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: `about` is a sentence, `value` gives the cell; one that is `named` is there with --names only."""

    name: str
    about: str
    value: Callable[[Row, Codes], Cell]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table, with what one row of it is."""

    name: str
    about: str
    columns: tuple[Column[Row], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Of whom a row tells."""

    person: str
    name: str
    cohort: str | None


@dataclass(frozen=True, slots=True)
class Rated:
    """A level: given by the program to a choice, or by a person (`rater`, an id) to own words or a live role-play.

    `run` and `made` are None where there is none; `at` is when a person gave it, a stamp; `certification`: for which.
    """

    kind: str
    of: Candidate
    run: RunFacts | None
    scene: str | None
    criterion: str | None
    level: int | None
    made: DecisionFacts | None = None
    rater: str | None = None
    rater_name: str | None = None
    at: str | None = None
    certification: str | None = None


def rated(made: DecisionFacts) -> Rated:
    """A decision as the program rates it."""
    run = made.run
    of = Candidate(run.person, run.name, run.cohort)
    return Rated("choice", of, run, made.scene, made.criterion, made.level, made, certification=run.certification)


def _of_run(value: Callable[[RunFacts], Cell]) -> Callable[[Rated, Codes], Cell]:
    return lambda row, _: None if row.run is None else value(row.run)


def _of_choice(value: Callable[[DecisionFacts], Cell]) -> Callable[[Rated, Codes], Cell]:
    return lambda row, _: None if row.made is None else value(row.made)


def _is_void(run: RunFacts) -> bool | None:
    return run.voided if run.sitting else None


_CODE = "A code that stands for the person: the same in every export of this database until `trainer export forget`."
_NAME = "The name or code shown."
_TEXT = "SHA-256 of the exact text of the scenario: two with the same are the same."
_ATTEMPT = "Which of this person's runs of this scenario it is, from 1, practice and assessment together."
_ELSEWHERE = "Whether it was played on another machine and brought in."
_OPENED = "When the run was opened, UTC, by that computer's clock."

DECISIONS: Table[Rated] = Table(
    "decisions",
    "One row a decision, criterion and rater. A decision of a run that is over has a row for each criterion that it "
    "observes, with the level that the author's key gives; one that observes nothing (a repair, a scene met again, a "
    "choice that was taken back) has a row without a criterion, with the lowest level of the choice. After these come "
    "the levels that people gave, to own words and to live role-plays, with their rater.",
    (
        Column("candidate", _CODE, lambda row, codes: codes(row.of.person)),
        Column("candidate_name", _NAME, lambda row, _: row.of.name, named=True),
        Column("cohort", "The cohort of the candidate now.", lambda row, _: row.of.cohort),
        Column("certification", "The certification that it is for.", lambda row, _: row.certification),
        Column("sitting", "The id of the sitting; empty for practice.", _of_run(lambda run: run.sitting)),
        Column(
            "sitting_number",
            "Which sitting of this certification it was for the candidate, from 1.",
            _of_run(lambda run: run.sitting_number),
        ),
        Column("sitting_voided", "Whether the sitting was voided: it counts for nothing.", _of_run(_is_void)),
        Column("run", "The id of the run; `trainer show` shows it.", _of_run(lambda run: run.run)),
        Column("mode", "practice or assessment.", _of_run(lambda run: run.mode)),
        Column("attempt", _ATTEMPT, _of_run(lambda run: run.attempt)),
        Column("scenario", "The scenario's id.", _of_run(lambda run: run.scenario)),
        Column("scenario_text", _TEXT, _of_run(lambda run: run.text)),
        Column("casting", "The casting that was played.", _of_run(lambda run: run.casting)),
        Column("opened", _OPENED, _of_run(lambda run: run.opened)),
        Column("elsewhere", _ELSEWHERE, _of_run(lambda run: run.elsewhere)),
        Column(
            "kind", "What was rated: choice, own_words, or live (a role-play with a person).", lambda row, _: row.kind
        ),
        Column(
            "decision",
            "The number of the decision in the run, from 1; of choices taken back from -1 downwards.",
            _of_choice(lambda made: made.number),
        ),
        Column("scene", "The scene of it.", lambda row, _: row.scene),
        Column(
            "choice",
            "The choice made; empty where an ending itself was a critical act.",
            _of_choice(lambda made: made.choice),
        ),
        Column(
            "taken_back",
            "Whether it was taken back in practice: it counts for no score.",
            _of_choice(lambda made: made.number < 0),
        ),
        Column(
            "first",
            "Whether it was the first choice made at this scene in this run.",
            _of_choice(lambda made: made.first),
        ),
        Column("criterion", "The criterion observed.", lambda row, _: row.criterion),
        Column(
            "level",
            "The level, 1 to 4: of the criterion, a slip that was repaired counted as 2; without one, the choice's.",
            lambda row, _: row.level,
        ),
        Column("critical", "The code of a critical act.", _of_choice(lambda made: made.critical)),
        Column("repaired", "Whether a slip was made good.", _of_choice(lambda made: made.repaired)),
        Column(
            "rater",
            f"`{PROGRAM}`, or the code of the person who gave the level.",
            lambda row, codes: PROGRAM if row.rater is None else codes(row.rater),
        ),
        Column("rater_name", _NAME, lambda row, _: row.rater_name, named=True),
        Column("rated_at", "When a person gave it, UTC.", lambda row, _: row.at),
    ),
)

RUNS: Table[RunFacts] = Table(
    "runs",
    "One row a run, those that are open and those given up among them.",
    (
        Column("candidate", _CODE, lambda run, codes: codes(run.person)),
        Column("candidate_name", _NAME, lambda run, _: run.name, named=True),
        Column("cohort", "The cohort of the candidate now.", lambda run, _: run.cohort),
        Column("run", "The id of the run; `trainer show` shows it.", lambda run, _: run.run),
        Column("scenario", "The scenario's id.", lambda run, _: run.scenario),
        Column("scenario_text", _TEXT, lambda run, _: run.text),
        Column("competency", "The competency of the scenario.", lambda run, _: run.competency),
        Column("casting", "The casting that was played.", lambda run, _: run.casting),
        Column("mode", "practice or assessment.", lambda run, _: run.mode),
        Column("status", "open, finished, submitted or abandoned.", lambda run, _: run.status),
        Column("opened", _OPENED, lambda run, _: run.opened),
        Column("attempt", _ATTEMPT, lambda run, _: run.attempt),
        Column("decisions", "How many decisions stand.", lambda run, _: run.decisions),
        Column("outcome", "How it ended: good, mixed, poor or unfinished.", lambda run, _: run.outcome),
        Column("score", "The mean level of its decisions, 1 to 4, unrounded.", lambda run, _: run.score),
        Column("certification", "The certification that was sat for.", lambda run, _: run.certification),
        Column("sitting", "The id of the sitting; empty for practice.", lambda run, _: run.sitting),
        Column(
            "sitting_number",
            "Which sitting of this certification it was for the candidate, from 1.",
            lambda run, _: run.sitting_number,
        ),
        Column("sitting_voided", "Whether the sitting was voided.", lambda run, _: _is_void(run)),
        Column(
            "seed_given",
            "Whether the seed was given by hand: then it counts for no certification.",
            lambda run, _: run.seed_given,
        ),
        Column("forked", "Whether it began from a decision of another run.", lambda run, _: run.forked),
        Column("elsewhere", _ELSEWHERE, lambda run, _: run.elsewhere),
    ),
)

PEOPLE: Table[PersonFacts] = Table(
    "people",
    "One row a person, the retired and the erased among them. Counts, and no scores: nobody is ranked.",
    (
        Column("candidate", _CODE, lambda one, codes: codes(one.person)),
        Column("candidate_name", _NAME, lambda one, _: one.name, named=True),
        Column("role", "mentor, trainer or coordinator.", lambda one, _: one.role),
        Column("cohort", "The cohort now.", lambda one, _: one.cohort),
        Column("added", "When they were added, UTC.", lambda one, _: one.created),
        Column("retired", "When they were retired.", lambda one, _: one.retired),
        Column("erased", "When they were erased.", lambda one, _: one.erased),
        Column("practised", "Practice runs that were finished.", lambda one, _: one.practised),
        Column("assessed", "Assessment runs that were submitted.", lambda one, _: one.assessed),
        Column("open", "Runs that are not over.", lambda one, _: one.open),
        Column("elsewhere", "Runs that were brought in from another machine.", lambda one, _: one.elsewhere),
        Column("sittings", "Sittings opened, the voided ones among them.", lambda one, _: one.sittings),
        Column("sittings_voided", "Sittings voided.", lambda one, _: one.voided),
        Column("first_opened", "When their first run was opened, UTC.", lambda one, _: one.first),
        Column("last_opened", "When their last run was opened, UTC.", lambda one, _: one.last),
    ),
)
