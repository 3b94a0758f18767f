from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

if TYPE_CHECKING:  # Django is not set up yet where this is read
    from tests.web.pages import Pages


@pytest.fixture
def as_pages(db: None, settings: Settings) -> Callable[[str], "Pages"]:
    """Come in as somebody, in this process: a page takes milliseconds, and its queries can be counted."""
    from tests.web.pages import Pages

    from vividmap.config import web

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
    return Pages


@pytest.fixture
def pages(as_pages: Callable[[str], "Pages"]) -> "Pages":
    """Come in as Alice."""
    return as_pages("local")
