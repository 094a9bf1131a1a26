"""Where the store's tests run: on SQLite, and on a PostgreSQL that is started here on a free port.

Without PostgreSQL its tests skip by name; with TRAINER_REQUIRE_ALL=1 they fail instead.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trainer.engine.events import Header, Mode
from trainer.store import Store, new_run_id, stamp, upgrade

from .places import Begin, Clock, Place, chose

_MISSING = "PostgreSQL 15 is not installed: apt-get install postgresql-15"
_QUICK = "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c listen_addresses=127.0.0.1"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[str], str]]:
    """Makes a new database on a PostgreSQL of this session, as a copy of the named one; returns its URL."""
    programs = _programs()
    if programs is None:
        if os.environ.get("TRAINER_REQUIRE_ALL") == "1":
            pytest.fail(_MISSING)
        pytest.skip(_MISSING)
    directory = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"{_QUICK} -p {port} -k {directory}"
    files = directory / "files"
    _as_postgres(
        programs / "initdb",
        "-D",
        files,
        "-A",
        "trust",
        "-U",
        "trainer",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C",
    )
    _as_postgres(programs / "pg_ctl", "-D", files, "-s", "-w", "-l", directory / "log", "-o", options, "start")

    def make(template: str) -> str:
        name = f"trainer_{uuid.uuid4().hex}"
        sql = f"CREATE DATABASE {name} TEMPLATE {template}"
        _as_postgres(programs / "psql", "-q", "-h", directory, "-p", port, "-U", "trainer", "-c", sql, "postgres")
        return f"postgresql://trainer@127.0.0.1:{port}/{name}"

    try:
        yield make
    finally:
        _as_postgres(programs / "pg_ctl", "-D", files, "-s", "-m", "immediate", "stop")
        shutil.rmtree(directory, ignore_errors=True)


def _programs() -> Path | None:
    """Where initdb is: on the path, or where Debian puts it."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.insert(0, Path(on_path).resolve())
    return found[0].parent if found else None


def _as_postgres(*command: object) -> None:
    """Run a command of PostgreSQL's, which refuses to be root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    # not captured through pipes: the server would keep them open
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", check=False)
        said.seek(0)
        assert done.returncode == 0, said.read().decode()


@pytest.fixture(scope="session")
def ready(server: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database that `upgrade` has made ready, for copying."""
    url = server("template0")
    upgrade(tmp_path_factory.mktemp("ready"), url, now=Clock())
    return url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Place:
    """A place where nothing is yet."""
    if request.param == "sqlite":
        return Place(tmp_path / "data", None, clock)
    return Place(tmp_path / "data", request.getfixturevalue("server")("template0"), clock)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Place:
    """A place that can be opened."""
    wanted: Place = request.getfixturevalue("file_place" if request.param == "sqlite" else "server_place")
    return wanted


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with place.open() as opened:
        yield opened


@pytest.fixture
def server_place(server: Callable[[str], str], ready: str, tmp_path: Path, clock: Clock) -> Place:
    """A place on PostgreSQL, ready to be opened."""
    return Place(tmp_path / "data", server(ready), clock)


@pytest.fixture
def file_place(tmp_path: Path, clock: Clock) -> Place:
    """A place on SQLite, for what only a file has."""
    return Place(tmp_path / "data", None, clock)


@pytest.fixture
def file_store(file_place: Place) -> Iterator[Store]:
    with file_place.open() as opened:
        yield opened


@pytest.fixture
def begin(clock: Clock) -> Begin:
    """Opens a run in a store, with so many choices made; returns its id."""

    def open_run(store: Store, *, scenario: str = "the_empty_seat", choices: int = 0) -> str:
        moment = clock()
        run = new_run_id(moment)
        snapshots = {"scenario": store.snapshot("scenario: the_empty_seat\n")}
        person = store.person().person
        store.new_run(Header(run, person, scenario, Mode.PRACTICE, 7, "a", stamp(moment), snapshots))
        for made in range(choices):
            store.append(run, chose(f"choice_{made}"), expected=made)
        return run

    return open_run
