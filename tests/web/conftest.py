from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings
from tests.support import clock
from tests.support.command import Vividmap

if TYPE_CHECKING:  # Django is not set up yet where this is read
    from django.template.base import Variable
    from tests.web.pages import Pages

MAY_BE_MISSING = frozenset(
    "action button cancel_url current_value draft error has_session hint is_edited is_first other_check_ins text"
    " theme".split()
)
"""Variables of shared templates that not every page provides."""
PAGE_SETTINGS = (
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
)


@pytest.fixture
def now() -> datetime:
    """The time at which the pages are requested; a test of a certain day overrides it."""
    return clock.MONDAY


@pytest.fixture
def today(now: datetime) -> date:
    return now.date()


@pytest.fixture
def vividmap(vividmap: Vividmap, now: datetime) -> Vividmap:
    """The command, with the clock that the pages have."""
    return replace(vividmap, now=now)


@pytest.fixture(scope="package")
def page_settings() -> Iterator[None]:
    """Apply the settings of the pages once: after each change Django reads templates and URLs again."""
    import vividmap
    from vividmap.config import web

    for module in walk_packages(vividmap.__path__, "vividmap."):
        if not module.name.startswith(("vividmap.config.settings", "vividmap.__main__")):
            import_module(module.name)  # a module loaded after the clock is set would keep the real one

    with override_settings(**{name: getattr(web, name) for name in PAGE_SETTINGS}):
        yield


@pytest.fixture
def as_pages(
    db: None, page_settings: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], "Pages"]:
    """Sign in as a person, in this process: a page takes milliseconds, and its queries can be counted."""
    from tests.web.pages import Pages

    clock.set_to(now, monkeypatch.setattr)
    return partial(Pages, now=now)


@pytest.fixture
def pages(as_pages: Callable[[str], "Pages"]) -> "Pages":
    """Sign in as Alice."""
    return as_pages("local")


@pytest.fixture(autouse=True)
def no_missing_variable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse a template variable that is not there. Django shows nothing for it, or takes it as false.

    Within a comparison (`{% if a == b %}`) Django takes an exception as false too, hence the list.
    """
    from django.template.base import Variable, VariableDoesNotExist

    missing: list[str] = []
    resolve = Variable._resolve_lookup  # type: ignore[attr-defined]  # the stubs leave it out

    def strictly(variable: Variable, context: Any) -> Any:
        try:
            return resolve(variable, context)
        except VariableDoesNotExist as error:
            if (variable.lookups or ())[0] in MAY_BE_MISSING or _is_key_of_mapping(variable, context):
                raise
            message = f"{variable.var} is missing in {getattr(context, 'template_name', '')}"
            missing.append(message)
            raise AssertionError(message) from error

    monkeypatch.setattr(Variable, "_resolve_lookup", strictly)
    yield
    assert missing == []


def _is_key_of_mapping(variable: "Variable", context: Any) -> bool:
    """Return whether the variable is missing in a mapping, such as errors by field, or in an empty value."""
    value = context
    for name in variable.lookups or ():
        try:
            value = value[name]
        except (TypeError, AttributeError, KeyError, ValueError, IndexError):
            if not hasattr(value, name):
                return value is not context and (value is None or value == "" or isinstance(value, Mapping))
            value = getattr(value, name)
    return False
