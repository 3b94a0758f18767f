import pytest
from tests.services.cast import take_in

from vividmap.core.shorthand import Draft
from vividmap.services import record_cache
from vividmap.services.changes import entries, purging
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
    assert "Priya" in [item.text for item in record_cache.load_record(alice).items]
    purging.purge_target(alice, purging.find_target(alice, "p9qd"))
    assert record_cache.load_record(alice).items == queries.load_record(alice.owner).items
    assert "Priya" not in [item.text for item in record_cache.load_record(alice).items]


def test_after_a_purge_that_took_changes_the_whole_record_is_read(alice, monkeypatch):
    take_in(alice, RECORD)
    row = entries.add_item(alice, Draft(kind="evidence", text="Wrong"))
    entries.delete_item(alice, row.handle)
    record_cache.load_record(alice)
    loads = []
    load_record = queries.load_record

    def count_load(owner):
        loads.append(owner)
        return load_record(owner)

    monkeypatch.setattr(queries, "load_record", count_load)
    entries.add_item(alice, Draft(kind="evidence", text="Newer"))
    record_cache.load_record(alice)
    assert loads == [], "one newer change is read alone"
    purging.purge_target(alice, purging.find_target(alice, row.handle))
    assert record_cache.load_record(alice).items == load_record(alice.owner).items
    assert loads == [alice.owner]
