from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # Django is not set up yet where this is read
    from vividmap.services.actor import Actor


@pytest.fixture
def alice(db: None) -> "Actor":
    """Who owns a record."""
    from tests.services.cast import somebody

    return somebody("alice")


@pytest.fixture
def bob(db: None) -> "Actor":
    """The owner of another record in the same database, who must see nothing of Alice's."""
    from tests.services.cast import somebody

    return somebody("bob")
