import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.support.chromium import launched, watched_page
from tests.support.clock import MONDAY
from tests.support.command import Vividmap
from tests.support.web import Server, served

expect.set_options(timeout=10_000)  # long enough for a busy machine; an idle one never waits that long


@pytest.fixture
def vividmap(vividmap: Vividmap) -> Vividmap:
    """The command, its clock set to a Monday. The browser keeps the real date: no page asks it for one."""
    return replace(vividmap, now=MONDAY)


@pytest.fixture
def server(vividmap: Vividmap) -> Iterator[Server]:
    """The page of an empty record."""
    with served(vividmap) as running:
        yield running


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test keeps a home with the sample record, for the others to copy."""
    return tmp_path_factory.mktemp("sample") / "home"


@pytest.fixture
def sample(vividmap: Vividmap, sample_home: Path) -> Iterator[Server]:
    """The page of the sample record."""
    from vividmap.services.home import sample

    if sample_home.exists():
        shutil.copytree(sample_home, vividmap.home, dirs_exist_ok=True)
    else:
        vividmap("import", "-", input=sample.sample_text(MONDAY.date()))
        if vividmap.database_url is None:
            shutil.copytree(vividmap.home, sample_home)
    with served(vividmap) as running:
        yield running


# One browser for this folder and not for the session: while Playwright runs its loop,
# Django takes every query in this process for one made in asynchronous code, and refuses it.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with watched_page(chromium) as page:
        yield page
