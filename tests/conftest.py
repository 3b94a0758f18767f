import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.support import FULL, forks, left_out
from tests.support.command import Vividmap

if TYPE_CHECKING:  # imported in each worker only by those who need it
    from tests.support.postgresql import Databases

WORKER = "PYTEST_XDIST_WORKER"
SERVER = "VIVIDMAP_TEST_POSTGRESQL"  # how the workers hear of the one server of this run

# A machine that is busy draws slowly, which is no fault of what is tested.
_PATIENT = hypothesis_settings(deadline=None, suppress_health_check=(HealthCheck.too_slow,))
hypothesis_settings.register_profile("default", _PATIENT, max_examples=30)
hypothesis_settings.register_profile("full", _PATIENT, max_examples=2_000)
# CI uses the same examples each time, so that a random failure cannot block an unrelated change; other runs
# look for new ones.
hypothesis_settings.register_profile("ci", _PATIENT, max_examples=30, derandomize=True, print_blob=True)
hypothesis_settings.load_profile("full" if FULL else "ci" if os.environ.get("CI") else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    default = os.environ.get("VIVIDMAP_TEST_DATABASE", "sqlite")
    parser.addoption("--database", choices=("sqlite", "postgresql"), default=default)
    parser.addoption("--order-seed", type=int, help="run the tests in a random order")


def pytest_configure(config: pytest.Config) -> None:
    """Give this process a home and a database of its own before Django reads its settings."""
    worker = os.environ.get(WORKER, "main")
    if (
        signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    ):  # run in the background: the commands would inherit this and ignore Ctrl-C
        signal.signal(signal.SIGINT, signal.default_int_handler)
    stack = ExitStack()
    config.add_cleanup(stack.close)

    os.environ.pop("VIVIDMAP_DATABASE_URL", None)
    home = stack.enter_context(
        tempfile.TemporaryDirectory(prefix="vividmap-home-", ignore_cleanup_errors=True)
    )
    os.environ["VIVIDMAP_HOME"] = home

    if config.getoption("database") == "postgresql":
        from tests.support import postgresql

        if worker == "main":
            os.environ[SERVER] = stack.enter_context(postgresql.server())
        os.environ["VIVIDMAP_DATABASE_URL"] = postgresql.named(os.environ[SERVER], f"vividmap_{worker}")

    if worker == "main" and config.getoption("numprocesses", None):
        forks.share()
    else:
        gc.disable()  # until the tests are collected: nothing that this creates is freed
    config.pluginmanager.register(left_out.Summary())
    set_up_django()


def set_up_django() -> None:
    import django
    from django.conf import settings

    # named while it is read, and no longer: a worker that inherits the name would read the settings too early
    os.environ["DJANGO_SETTINGS_MODULE"] = "vividmap.config.settings"
    django.setup()
    del os.environ["DJANGO_SETTINGS_MODULE"]

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # a real file, and the one that paths.py names: Django would test in memory
        database.setdefault("TEST", {})["NAME"] = str(database["NAME"])


def pytest_collection_finish() -> None:
    gc.freeze()  # or each garbage collection would go over all modules and tests again
    gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Read for PostgreSQL only the files with a test for both databases: reading all takes ten seconds."""
    if config.getoption("database") == "sqlite" or not collection_path.match("test_*.py"):
        return None
    return "mark.database" not in collection_path.read_text(encoding="utf-8") or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what does not apply, rather than skip it: what is skipped in a run is a fault of that run.

    A test whose program the machine lacks is left out too, and tests/support/left_out.py lists it at the end.
    """
    away = set() if FULL else {"full_only"}
    away |= {"sqlite_only"} if config.getoption("database") == "postgresql" else set()
    inapplicable = {item for item in items if away & {mark.name for mark in item.iter_markers()}}
    lacking = left_out.record(config, [item for item in items if item not in inapplicable])
    config.hook.pytest_deselected(items=[item for item in items if item in inapplicable | lacking])
    items[:] = [item for item in items if item not in inapplicable | lacking]
    seed = config.getoption("order_seed")
    if seed is not None:
        items.sort(key=lambda item: _random_place(item, seed))
    if FULL:
        items[:] = _long_first(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _long_first(items: list[pytest.Item], worker_count: int) -> list[pytest.Item]:
    """Return tests in an order in which each worker's share begins with its part of the long ones.

    In their own order, the longest would run last, while the other workers have nothing left to do.
    """
    long = [item for item in items if item.get_closest_marker("long")]
    others = [item for item in items if item not in long]
    ordered: list[pytest.Item] = []
    for place in range(worker_count):
        own_long = long[place::worker_count]
        # as pytest-xdist divides what it gets in order
        share_size = (len(items) - len(ordered)) // (worker_count - place)
        own_others = share_size - len(own_long)
        ordered += [*own_long, *others[:own_others]]
        others = others[own_others:]
    return ordered


def _random_place(item: pytest.Item, seed: int) -> list[float]:
    """Return random numbers for a test's folder, its file and itself: what a folder or file shares is made once."""
    folder, _, name = str(item.path).rpartition(os.sep)
    return [Random(f"{seed} {part}").random() for part in (folder, name, item.nodeid)]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Leave the names alone: pytest-django would add the worker's, but each worker has its home already."""


@pytest.fixture(scope="session")
def database(pytestconfig: pytest.Config) -> str:
    return str(pytestconfig.getoption("database"))


@pytest.fixture(scope="session")
def databases(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Databases | None"]:
    if database == "sqlite":
        yield None
    else:
        from tests.support.postgresql import Databases

        home = tmp_path_factory.mktemp("template")
        with Databases.migrated(
            os.environ[SERVER], f"template_{os.environ.get(WORKER, 'main')}", home
        ) as migrated:
            yield migrated


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(scope="session")
def begun(databases: "Databases | None", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after its first command: copied, it spares every other test the making of the tables."""
    home = tmp_path_factory.mktemp("begun") / "home"
    home.mkdir()
    if not databases:
        Vividmap(home)("list")
    return home


@pytest.fixture
def new_vividmap(
    request: pytest.FixtureRequest, databases: "Databases | None"
) -> Iterator[Callable[[Path], Vividmap]]:
    """Make a command for a home with nothing in the record, and a database to itself."""
    first_day = request.node.get_closest_marker("first_day")
    with ExitStack() as stack:

        def make(home: Path) -> Vividmap:
            if first_day:
                home.mkdir(parents=True)
            else:
                shutil.copytree(request.getfixturevalue("begun"), home)
            return Vividmap(home, stack.enter_context(databases.fresh()) if databases else None)

        yield make


@pytest.fixture
def vividmap(new_vividmap: Callable[[Path], Vividmap], home: Path) -> Vividmap:
    return new_vividmap(home)


@pytest.fixture
def alice(new_vividmap: Callable[[Path], Vividmap], tmp_path: Path) -> Vividmap:
    """Who owns the record."""
    return new_vividmap(tmp_path / "alice" / "home")


@pytest.fixture
def bob(new_vividmap: Callable[[Path], Vividmap], tmp_path: Path) -> Vividmap:
    """Who must see nothing of hers."""
    return new_vividmap(tmp_path / "bob" / "home")
