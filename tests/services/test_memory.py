import pytest
from tests.services.cast import take_in

from vividmap.services import memory, purging
from vividmap.store import queries

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

RECORD = """
# Impact evidence
- 2026-11-20 Moved the session cache @priya

# Relationship map
- Priya ^p9qd
"""


def test_what_was_purged_is_not_remembered(alice):
    take_in(alice, RECORD)
    assert "Priya" in [one.text for one in memory.record(alice).items]
    purging.purge(alice, purging.look(alice, "p9qd"))
    assert memory.record(alice).items == queries.load(alice.owner).items
    assert "Priya" not in [one.text for one in memory.record(alice).items]
