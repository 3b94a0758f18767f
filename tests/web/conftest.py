from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings
from tests.support import clock
from tests.support.command import Vividmap

if TYPE_CHECKING:  # Django is not set up yet where this is read
    from tests.web.pages import Pages


@pytest.fixture
def now() -> datetime:
    """When the pages are asked for: a test that is about a day says which, and no other depends on it."""
    return clock.MONDAY


@pytest.fixture
def today(now: datetime) -> date:
    return now.date()


@pytest.fixture
def vividmap(vividmap: Vividmap, now: datetime) -> Vividmap:
    """The command, with the clock that the pages have."""
    return replace(vividmap, now=now)


@pytest.fixture
def as_pages(
    db: None, settings: Settings, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], "Pages"]:
    """Come in as somebody, in this process: a page takes milliseconds, and its queries can be counted."""
    from tests.web.pages import Pages

    from vividmap.config import urls, web  # noqa: F401 - every page is loaded, and its clock is set

    for name in (
        "ALLOWED_HOSTS",
        "CSRF_COOKIE_HTTPONLY",
        "CSRF_COOKIE_NAME",
        "DATA_UPLOAD_MAX_MEMORY_SIZE",
        "FILE_UPLOAD_HANDLERS",
        "FILE_UPLOAD_MAX_MEMORY_SIZE",
        "MIDDLEWARE",
        "ROOT_URLCONF",
        "STATIC_ROOT",
        "STATIC_URL",
        "TEMPLATES",
    ):
        setattr(settings, name, getattr(web, name))
    clock.set_to(now, monkeypatch.setattr)
    return partial(Pages, now=now)


@pytest.fixture
def pages(as_pages: Callable[[str], "Pages"]) -> "Pages":
    """Come in as Alice."""
    return as_pages("local")
