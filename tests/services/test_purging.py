"""A purge erases an item from the history of other items too, so that undo still works on those."""

import json

import pytest
from tests.services.cast import take_in

from vividmap.services.changes import entries, purging
from vividmap.store.models import ItemChange

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache @priya ^c4ch
# Relationship map
- Priya ^p9qd
"""


def targets(actor, handle):
    return list(entries.find_item(actor, handle).mentions.values_list("written", "target__handle"))


def test_the_history_of_other_items_forgets_a_purged_person(alice):
    take_in(alice, RECORD)
    priya = str(entries.find_item(alice, "p9qd").uid)
    entries.edit_item(alice, "c4ch", {"text": "Moved the cache twice"})
    entries.edit_item(alice, "c4ch", {"mentions": ()})
    purging.purge_target(alice, purging.find_target(alice, "p9qd"))
    snapshots = ItemChange.objects.filter(owner=alice.owner).values_list("before", "after")
    assert priya not in json.dumps(list(snapshots))
    entries.undo_change(alice)
    assert targets(alice, "c4ch") == [("priya", None)]
    entries.undo_change(alice)
    assert entries.find_item(alice, "c4ch").text == "Moved the cache"
