from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from pytest_django import Settings

if TYPE_CHECKING:  # Django is not set up yet where this is read
    from vividmap.core.record import Touchpoint
    from vividmap.services.actor import Actor
    from vividmap.store.models import Item

SELF = {"HTTP_ORIGIN": "http://127.0.0.1:80"}


@pytest.fixture
def maya(db: None) -> "Actor":
    """The owner whom the pages are for."""
    from vividmap.services import actor

    return actor.local(datetime.now(UTC))


@pytest.fixture
def today(maya: "Actor") -> date:
    from vividmap.services.actor import today

    return today(maya.now, "")


@pytest.fixture
def client(settings: Settings) -> Client:
    from vividmap.config import web
    from vividmap.web.door import ENVIRON, Keys

    for name in ("ALLOWED_HOSTS", "MIDDLEWARE", "ROOT_URLCONF", "STATIC_ROOT", "STATIC_URL", "TEMPLATES"):
        setattr(settings, name, getattr(web, name))
    keys = Keys(80)
    client = Client(headers={"host": "127.0.0.1:80"}, **SELF)  # type: ignore[arg-type]
    client.defaults[ENVIRON] = keys  # type: ignore[assignment]  # the stubs know of strings alone
    client.cookies[keys.cookie] = keys.redeem(keys.new_link())
    return client


@pytest.fixture
def person(maya: "Actor") -> Callable[..., "Item"]:
    """Add a person, with a touchpoint some days ago if any are said."""
    from vividmap.core.places import Position
    from vividmap.core.shorthand import Draft
    from vividmap.core.when import When
    from vividmap.services import entries
    from vividmap.services.actor import today

    def make(
        name: str, *, ago: int | None = None, at: str = "", whose: "Actor" = maya, **fields: object
    ) -> "Item":
        height, part, employer = (*(one.strip() for one in at.split(",")), "", "", "")[:3]
        values = {"positions": (Position(None, height, part, employer),), **fields}
        row = entries.add(whose, Draft(kind="person", text=name, fields=values))
        if ago is not None:
            day = today(whose.now, "") - timedelta(ago)
            entries.add(whose, Draft(kind="touchpoint", text="Coffee", when=When.day(day)), parent=row.uid)
        return row

    return make


@pytest.fixture
def touchpoints(maya: "Actor") -> Callable[[], list["Touchpoint"]]:
    """What was kept of contact."""
    from vividmap.store import queries

    return lambda: queries.list(maya.owner, ["touchpoint"])  # type: ignore[return-value]
