"""A place for a corpus: a file, or a database of a real PostgreSQL server that is started here."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
NUMBERS = count()


def program(name: str) -> str | None:
    """Where a program of the server is, on the path or where Debian keeps it."""
    listed = [str(folder / name) for folder in PROGRAMS if (folder / name).exists()]
    return next(iter(listed), None) or shutil.which(name)


def missing(what: str) -> None:
    """Without a server its tests are skipped aloud; where CI says that it is one, that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}: CI must run the tests of PostgreSQL")
    pytest.skip(f"{what}: the corpus is tested with SQLite alone")


class Server:
    """A PostgreSQL server of its own, on a socket in its own folder."""

    def __init__(self, folder: Path, initdb: str, postgres: str) -> None:
        self.folder, self.initdb, self.postgres = folder, initdb, postgres
        # The server refuses to run as the superuser, under whom tests may run.
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self.process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        if self.user:
            shutil.chown(self.folder, "postgres")
        command = [*self.user, self.initdb, "-D", str(self.folder / "data"), "-U", "auditor", "-A", "trust"]
        subprocess.run([*command, "-E", "UTF8", "--no-sync"], check=True, capture_output=True, cwd="/")

    def start(self) -> None:
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}", "-c", "fsync=off"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self.user, self.postgres, "-D", str(self.folder / "data"), *options], stdout=log, stderr=log, cwd="/"
            )
        for _ in range(600):
            if self.answers():
                return
            if self.process.poll() is not None:
                break
            subprocess.run(["sleep", "0.1"], check=True)
        pytest.fail((self.folder / "log").read_text("utf-8", "replace")[-2000:])

    def answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(f"host={self.folder} user=auditor dbname=postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Ends it at once, as a lost machine would."""
        first = (self.folder / "data" / "postmaster.pid").read_text().splitlines()[0]
        subprocess.run(["kill", "-QUIT", first], check=True)
        assert self.process is not None
        self.process.wait(timeout=60)

    def database(self) -> str:
        """The address of a new database."""
        import psycopg

        name = f"corpus{next(NUMBERS)}"
        with psycopg.connect(f"host={self.folder} user=auditor dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://auditor@/{name}?host={self.folder}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server, for all tests that want one."""
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None:
        missing("there is no PostgreSQL server")
    try:
        import psycopg  # noqa: F401  # only whether it is there
    except ImportError:
        missing("psycopg is not installed (the extra 'postgres')")
    assert initdb is not None
    assert postgres is not None
    with tempfile.TemporaryDirectory(prefix="auditor-pg-", ignore_cleanup_errors=True) as name:
        made = Server(Path(name), initdb, postgres)
        made.make()
        made.start()
        yield made
        made.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a corpus may be made: every test that asks for it runs in both homes."""
    if request.param == "sqlite":
        return str(tmp_path / "corpus.db")
    make: Callable[[], str] = request.getfixturevalue("server").database
    return make()
