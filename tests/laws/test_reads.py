"""Reads by plain SQL give what was written: by Django's connection on both databases, and by one of their own."""

import pytest
from django.db import connection as django_connection
from hypothesis import given
from tests.histories import histories
from tests.laws.somebody import for_a_while, sparingly, who_did

from vividmap.core.record import KINDS, RECORD_KINDS
from vividmap.store import connection, item_rows, owners, queries
from vividmap.store.models import ItemChange, ItemRow, MentionRow
from vividmap.store.queries import change_log, project_queries, skill_queries
from vividmap.store.queries import people as store_people

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@sparingly
@given(history=histories())
def test_a_read_gives_what_djangos_models_have(history):
    with for_a_while():
        owner = who_did(history).owner
        rows = ItemRow.objects.filter(owner=owner).order_by("number")
        written = tuple(item_rows.to_item(owner, row) for row in rows)
        in_record = tuple(item for item in written if item.kind in RECORD_KINDS)
        assert queries.load_record(owner).items == in_record
        for item in written:
            assert queries.find_item(owner, item.handle) == item
            assert queries.load_item(owner, item.id) == item
        pending = MentionRow.objects.filter(owner=owner, target=None).order_by("-source__number", "position")
        assert [(name.sort, name.name, name.source_handle) for name in queries.pending_mentions(owner)] == [
            (row.sort, row.written, row.source.handle) for row in pending
        ]
        logged = ItemChange.objects.filter(owner=owner).select_related("change")
        for uid in {row.item for row in logged}:
            mine = logged.filter(item=uid).order_by("-change__counter", "-change__device")
            assert [
                (change.before, change.after, change.number, change.change.at, change.change.verb)
                for change in change_log.item_history(owner, uid)
            ] == [(row.before, row.after, row.number, row.change.at, row.change.verb) for row in mine]


def _everything(owner):
    """Return all that commands read of a record, including the list of each kind."""
    return [
        queries.load_record(owner).items,
        *(queries.list_items(owner, [kind]) for kind in KINDS),
        queries.list_items(owner, ["evidence", "skill entry"], limit=3),
        queries.count_by_kind(owner),
        queries.search_items(owner, "a"),
        queries.pending_mentions(owner),
        change_log.trash(owner),
        project_queries.project_names(owner),
        skill_queries.skills_by_use(owner),
        store_people.list_names(owner),
    ]


@pytest.mark.sqlite_only
@sparingly
@given(history=histories())
def test_the_command_lines_own_connection_gives_the_same(history, tmp_path_factory):
    with for_a_while():
        owner = who_did(history).owner
        by_django = _everything(owner)
        copy = tmp_path_factory.mktemp("copy") / "a home? 100%.sqlite3"
        copy.write_bytes(django_connection.connection.serialize())
        connection.open_read_only(str(copy), patience=1)
        try:
            key = owners.find_owner(owner.name)
            assert key == owner.pk
            assert _everything(key) == by_django
        finally:
            connection.close()
