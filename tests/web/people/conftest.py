from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:  # Django is not set up yet where this is read
    from tests.web.pages import Pages

    from vividmap.core.record import Touchpoint
    from vividmap.services.actor import Actor
    from vividmap.store.models import ItemRow


@pytest.fixture
def maya(pages: "Pages") -> "Actor":
    """The owner whom the pages are for."""
    return pages.actor


@pytest.fixture
def client(pages: "Pages") -> Client:
    return pages.client


@pytest.fixture
def person(maya: "Actor") -> Callable[..., "ItemRow"]:
    """Add a person, with a touchpoint some days ago if any are said."""
    from vividmap.core.positions import Position
    from vividmap.core.shorthand import Draft
    from vividmap.core.when import When
    from vividmap.services.actor import today_of
    from vividmap.services.changes import entries

    def make(
        name: str, *, ago: int | None = None, at: str = "", whose: "Actor" = maya, **fields: object
    ) -> "ItemRow":
        height, part, employer = (*(one.strip() for one in at.split(",")), "", "", "")[:3]
        values = {"positions": (Position(None, height, part, employer),), **fields}
        row = entries.add_item(whose, Draft(kind="person", text=name, fields=values))
        if ago is not None:
            day = today_of(whose) - timedelta(ago)
            entries.add_item(
                whose, Draft(kind="touchpoint", text="Coffee", when=When.day(day)), parent=row.uid
            )
        return row

    return make


@pytest.fixture
def touchpoints(maya: "Actor") -> Callable[[], list["Touchpoint"]]:
    """What was kept of contact."""
    from vividmap.store import queries

    return lambda: queries.list_items(maya.owner, ["touchpoint"])  # type: ignore[return-value]
