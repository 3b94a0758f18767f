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
    """Who owns another in the same database, and must see nothing of hers."""
    from tests.services.cast import somebody

    return somebody("bob")
