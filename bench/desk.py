"""The desk and the reports over very many runs: on SQLite, and on a PostgreSQL that is started for it.

Default: 10,000 runs with 100,000 events, and a tenth of that. `TRAINER_BENCH_FULL=1 make bench PARTS=desk` takes ten
times as many. Runs are copies of real ones (random plays of library scenarios, chained), written row by row into the
tables; everybody has 20, in cohorts of 200, and a sitting of five of them. Times are the best of five.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert

from trainer.content.library import open_library
from trainer.content.role import Role
from trainer.content.rubric import School
from trainer.content.text import voices
from trainer.engine.events import Header, Mode, encode, encode_header, link
from trainer.engine.machine import machine_for
from trainer.engine.play import Play
from trainer.engine.story import ready
from trainer.session.board import board
from trainer.session.counted import decided
from trainer.session.rescoring import scored_again
from trainer.session.session import Session, summary
from trainer.session.standing import Standing, fresh, kept_form, standings
from trainer.session.statistics import gathered
from trainer.store import Store, open_store, upgrade
from trainer.store import tables as t
from trainer.store.desk import kept_bytes

RULE = "onboarding"
RUNS = 100_000 if os.environ.get("TRAINER_BENCH_FULL") == "1" else 10_000
EACH, SAT, COHORT, PLAYS = 20, 5, 200, 64
AT = "2026-01-01T00:00:00.000Z"
READ, RESCORED = "reading all events", "rescoring all runs from them"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Played:
    """A play to copy: the events as bytes, and the rows that are kept of it."""

    scenario: str
    casting: str
    events: list[bytes]
    summary: dict[str, Any]
    decisions: list[dict[str, Any]]
    observations: list[dict[str, Any]]


def plays(session: Session, names: Sequence[str]) -> list[Played]:
    """Random plays of scenarios, each to its end, with ten events or about."""
    random, found = Random(1), []
    for at in range(PLAYS):
        model = session.library.scenario(names[at % len(names)])
        story = ready(model)
        events: list[bytes] = []

        def keep(event: Any, events: list[bytes] = events) -> None:
            events.append(encode(event, AT, lambda _: "0" * 64))

        header = Header("run", "person", model.scenario, Mode.ASSESSMENT, at, "a", AT, {})
        play = Play(story, machine_for(story), voices(model, "a", session.school), header, keep, ())
        while play.offers or play.prompt:
            if play.prompt:
                play.respond("")
            else:
                play.choose(random.choice(play.offers).id)
        kept = decided(play.run)
        told = summary(play.run)
        found.append(
            Played(
                model.scenario,
                "a",
                events,
                asdict(told) | {"status": told.status.value},
                [
                    {"number": one.number, "scene": one.scene, "choice": one.choice, "level": one.level}
                    | {"first": one.first, "scored": bool(one.levels), "critical": one.critical}
                    | {"repaired": one.repaired}
                    for one in kept
                ],
                [
                    {"number": one.number, "criterion": name, "level": level}
                    for one in kept
                    for name, level in one.levels.items()
                ],
            )
        )
    return found


def fill(store: Store, session: Session, runs: int) -> int:
    """Write people, runs and what is kept of them; how many events there are."""
    rule = session.library.certification(RULE)
    names = list(rule.sitting.pool)[:SAT]
    texts = {name: store.snapshot(session.library.text(name)) for name in names}
    snapshot = store.snapshot(session.library.certification_text(RULE))
    copies = plays(session, names)
    by_scenario = {name: [one for one in copies if one.scenario == name] for name in names}
    model = store.people.add("Model", Role.MENTOR, "cohort 0")
    kept = fresh(session, model.person, RULE)
    random, events = Random(2), 0
    people = range(runs // EACH)
    with store._alone() as connection:
        _in(connection, t.people, [_person(number) for number in people])
        _in(connection, t.standings, [_standing(number, kept) for number in people])
        for first in range(0, len(people), 100):
            rows: dict[Table, list[dict[str, Any]]] = {
                table: []
                for table in (t.runs, t.events, t.summaries, t.decisions, t.observations, t.sittings, t.places, t.marks)
            }
            for number in people[first : first + 100]:
                rows[t.sittings].append(
                    {"sitting": f"s{number}", "person": f"p{number}", "certification": RULE, "snapshot": snapshot}
                    | {"opened": AT, "seed": 1}
                )
                for at in range(EACH):
                    name = names[at % SAT]
                    one = random.choice(by_scenario[name])
                    events += len(one.events)
                    _run(rows, f"r{number}-{at}", number, at, one, texts[name])
            for table, found in rows.items():
                _in(connection, table, found)
    if store.address.file is None:
        with store._work() as connection:
            connection.exec_driver_sql("ANALYZE")
    return events


def _person(number: int) -> dict[str, Any]:
    return {"person": f"p{number}", "name": f"Mentor {number}", "created": AT, "role": "mentor"} | {
        "cohort": f"cohort {number // COHORT}",
        "retired": None,
        "erased": None,
    }


def _standing(number: int, kept: Standing) -> dict[str, Any]:
    return {
        "person": f"p{number}",
        "certification": RULE,
        "data": kept_bytes(kept_form(replace(kept, person=f"p{number}"))),
    }


def _run(rows: dict[Table, list[dict[str, Any]]], run: str, number: int, at: int, one: Played, text: str) -> None:
    mode = Mode.ASSESSMENT if at < SAT else Mode.PRACTICE
    header = Header(run, f"p{number}", one.scenario, mode, at, one.casting, AT, {"scenario": text})
    data = encode_header(header)
    before = link(b"", data)
    rows[t.runs].append(
        {"run": run, "person": f"p{number}", "scenario": one.scenario, "mode": mode.value, "opened": AT}
        | {"header": data, "link": before, "version": text, "casting": one.casting, "forked": False}
    )
    for seq, event in enumerate(one.events, start=1):
        before = link(before, event)
        rows[t.events].append({"run": run, "seq": seq, "data": event, "link": before})
        rows[t.marks].append({"person": f"p{number}", "at": float(seq)})
    status = "submitted" if mode is Mode.ASSESSMENT else "finished"
    rows[t.summaries].append(one.summary | {"run": run, "status": status})
    rows[t.decisions] += [{"run": run, **each} for each in one.decisions]
    rows[t.observations] += [{"run": run, **each} for each in one.observations]
    if at < SAT:
        rows[t.places].append(
            {"sitting": f"s{number}", "place": at + 1, "scenario": one.scenario, "seed": 1, "run": run}
            | {"instead_of": None}
        )


def _in(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


class Taken(NamedTuple):
    """Seconds by the clock, and of this program's own work: the clock counts what else the machine does."""

    clock: float
    work: float


def best(act: Callable[[], object], times: int = 5) -> Taken:
    """The shortest of some times."""
    taken = []
    for _ in range(times):
        start, worked = time.perf_counter(), time.process_time()
        act()
        taken.append(Taken(time.perf_counter() - start, time.process_time() - worked))
    return Taken(min(one.clock for one in taken), min(one.work for one in taken))


def measure(data: Path, url: str | None, runs: int) -> dict[str, Taken]:
    """Fill a database and take the times."""
    upgrade(data, url, now=lambda: NOW)
    with open_store(data, url, now=lambda: NOW) as store:
        coordinator = store.people.add("Noor", Role.COORDINATOR)
        session = Session(open_library(), School(), store, now=lambda: NOW, seeds=lambda: 1, person=coordinator)
        start = time.perf_counter()
        events = fill(store, session, runs)
        print(
            f"  {runs:,} runs, {events:,} events, {runs // EACH:,} people: {time.perf_counter() - start:.0f} s to write"
        )
        tallies, one = store.tallies, "cohort 0"
        read = best(lambda: sum(len(each.events) for each in tallies.logged()), 2)
        again = best(lambda: sum(not each.is_well for each in scored_again(store)), 2)
        wrong = sum(not each.is_well for each in scored_again(store))
        print(f"  rescored: {wrong} not as kept")
        return {
            "standings of a cohort of 200": best(lambda: standings(session, RULE, one)),
            "standings of all": best(lambda: standings(session, RULE)),
            "the board of a cohort of 200": best(lambda: board(session, RULE, cohort=one)),
            "the board of all": best(lambda: board(session, RULE)),
            "scores by criterion of a cohort of 200": best(lambda: tallies.criteria(RULE, one)),
            "scores by criterion of all": best(lambda: tallies.criteria(RULE), 2),
            "the report's data of a cohort of 200": best(lambda: gathered(session, RULE, one), 2),
            "the report's data of all": best(lambda: gathered(session, RULE), 1),
            READ: read,
            RESCORED: again,
        }


@contextmanager
def server() -> Iterator[str | None]:
    """The URL of an empty database on a PostgreSQL of its own; None where there is none."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin")]
    if not found:
        yield None
        return
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    files = folder / "files"
    _postgres(found[0] / "initdb", "-D", files, "-A", "trust", "-U", "trainer", "--no-sync", "-E", "UTF8", "--locale=C")
    options = f"-c fsync=off -c shared_buffers=256MB -c listen_addresses=127.0.0.1 -p {port} -k {folder}"
    _postgres(found[0] / "pg_ctl", "-D", files, "-s", "-w", "-l", folder / "log", "-o", options, "start")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what follows is done when somebody ends this
    try:
        yield f"postgresql://trainer@127.0.0.1:{port}/"
    finally:
        _postgres(found[0] / "pg_ctl", "-D", files, "-s", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _postgres(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    with tempfile.TemporaryFile() as said:
        subprocess.run(words, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", check=True)


def show(kind: str, small: dict[str, Taken], large: dict[str, Taken]) -> None:
    """Print the figures of a database beside those of a tenth."""
    print(f"{kind}:")
    for name, taken in large.items():
        growth = f"{taken.clock / small[name].clock:.1f} x a tenth"
        print(f"  {name}: {taken.clock * 1000:.1f} ms ({taken.work * 1000:.1f} ms of work here), {growth}")
    read, again = large[READ], large[RESCORED]
    print(
        f"  rescored: {RUNS / again.clock:,.0f} runs a second ({RUNS / again.work:,.0f} by the work here), "
        f"{again.clock / read.clock:.1f} x reading the events alone"
    )


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        show("SQLite", measure(folder / "small", None, RUNS // 10), measure(folder / "large", None, RUNS))
    with server() as url, tempfile.TemporaryDirectory() as name:
        if url is None:
            print("PostgreSQL: not installed")
            return
        small = measure(Path(name), _database(url, "small"), RUNS // 10)
        show("PostgreSQL", small, measure(Path(name), _database(url, "large"), RUNS))


def _database(url: str, name: str) -> str:
    from sqlalchemy import create_engine

    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:") + "postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return url + name


if __name__ == "__main__":
    main()
