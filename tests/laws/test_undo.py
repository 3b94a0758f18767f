from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.histories import histories, operations, undo
from tests.laws.somebody import all_that, for_a_while, later, somebody, sparingly, who_did

from vividmap.services.changes import entries
from vividmap.services.errors import Refused
from vividmap.services.transfer import documents
from vividmap.store import queries
from vividmap.store.models import Change, ItemRow

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def all_in_order(actor):
    """Return all that a record says, and the order of its items."""
    return all_that(actor), [item.handle for item in queries.load_record(actor.owner).items]


def changes(actor):
    return Change.objects.filter(owner=actor.owner).count()


@sparingly
@given(history=histories(), operation=operations().filter(lambda one: one.verb is not undo))
def test_undo_takes_back_whatever_was_done(history, operation):
    with for_a_while():
        alice = who_did(history)
        before, count = all_in_order(alice), changes(alice)
        done = operation.do(later(alice))
        if changes(alice) > count:
            assert done
            entries.undo_change(later(later(alice)))
        assert all_in_order(alice) == before


@sparingly
@given(history=histories(12))
def test_undoing_step_by_step_goes_back_the_way_that_was_come(history):
    with for_a_while():
        alice = somebody()
        way: list[Any] = []
        for operation in history:
            alice = later(alice)
            before, count = all_in_order(alice), changes(alice)
            operation.do(alice)
            if operation.verb is undo and changes(alice) > count:
                assert all_in_order(alice) == way.pop()
            elif changes(alice) > count:
                way.append(before)
            else:
                assert all_in_order(alice) == before
        while way:
            alice = later(alice)
            entries.undo_change(alice)
            assert all_in_order(alice) == way.pop()
        with pytest.raises(Refused, match="nothing to undo"):
            entries.undo_change(alice)


@sparingly
@given(history=histories(), which=st.integers(0, 30))
def test_what_was_deleted_and_restored_is_as_if_nothing_had_been(history, which):
    with for_a_while():
        alice = who_did(history)
        rows = list(ItemRow.objects.filter(owner=alice.owner).order_by("number"))
        if rows:
            handle = rows[which % len(rows)].handle
            before = all_in_order(alice)
            entries.delete_item(later(alice), handle)
            assert f"^{handle}\n" not in documents.export_document(alice)
            entries.restore_item(later(later(alice)), handle)
            assert all_in_order(alice) == before
