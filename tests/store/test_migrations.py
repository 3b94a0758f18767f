from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from vividmap.core.shorthand import Draft
from vividmap.services import lookup
from vividmap.services.actor import Actor
from vividmap.services.changes import entries
from vividmap.store import queries
from vividmap.store.models import Change, ItemRow, Owner
from vividmap.store.queries import project_queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_the_migrations_say_all_that_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_rows_written_before_the_models_were_renamed_are_read_and_changed():
    executor = MigrationExecutor(connection)
    executor.migrate([("store", "0004_places")])
    earlier = executor.loader.project_state([("store", "0004_places")]).apps
    owner = earlier.get_model("store", "Owner").objects.create(name="earlier")
    now = datetime(2026, 11, 23, tzinfo=UTC)
    item = earlier.get_model("store", "Item").objects.create(
        uid=uuid4(), owner=owner, kind="evidence", handle="c4ch", created_at=now, edited_at=now, text="Cache"
    )
    earlier.get_model("store", "Mention").objects.create(
        owner=owner, source=item, position=0, sort="skill", written="rust"
    )
    change = earlier.get_model("store", "Change").objects.create(
        id=uuid4(), owner=owner, device="d", counter=1, at=now, verb="add evidence"
    )
    earlier.get_model("store", "Touched").objects.create(
        owner=owner, change=change, item=item.uid, handle="c4ch", version=0, after={"text": "Cache"}
    )
    call_command("migrate", "store", verbosity=0)
    row = ItemRow.objects.get(uid=item.uid)
    assert (row.text, row.mentions.get().written) == ("Cache", "rust")
    assert Change.objects.get().item_changes.get().after == {"text": "Cache"}
    actor = Actor(Owner.objects.get(name="earlier"), "d", now)
    entries.edit_item(actor, "c4ch", {"outcome": "Faster"})
    assert len(lookup.item_history(actor, "c4ch")) == 2


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_a_record_of_before_there_were_candidates_keeps_its_rows_its_search_and_the_numbers_it_gave():
    executor = MigrationExecutor(connection)
    executor.migrate([("store", "0005_class_names")])
    earlier = executor.loader.project_state([("store", "0005_class_names")]).apps
    owner = earlier.get_model("store", "Owner").objects.create(name="earlier")
    now = datetime(2026, 11, 23, tzinfo=UTC)
    columns = {"owner": owner, "created_at": now, "edited_at": now, "words": "cache moved"}
    rows = earlier.get_model("store", "ItemRow").objects
    person = rows.create(uid=uuid4(), kind="person", handle="p9qd", text="Priya", **columns)
    rows.create(uid=uuid4(), kind="touchpoint", handle="t4mm", text="Coffee", parent=person, **columns)
    deleted = rows.create(uid=uuid4(), kind="evidence", handle="g0ne", text="Deleted", **columns)
    deleted_number = deleted.number
    deleted.delete()
    call_command("migrate", "store", verbosity=0)
    assert ItemRow.objects.get(handle="t4mm").parent == ItemRow.objects.get(handle="p9qd")
    actor = Actor(Owner.objects.get(name="earlier"), "d", now)
    added = entries.add_item(actor, Draft(kind="evidence", text="Kafka moved"))
    assert added.number == deleted_number + 1
    assert [item.text for item in queries.search_items(actor.owner, "moved kafka")] == ["Kafka moved"]
    assert len(queries.search_items(actor.owner, "cache")) == 2
    call_command("migrate", "store", "0005_class_names", verbosity=0)
    call_command("migrate", "store", verbosity=0)
    assert ItemRow.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_record_of_before_projects_had_an_index_keeps_its_projects_and_its_search():
    executor = MigrationExecutor(connection)
    executor.migrate([("store", "0006_candidates")])
    earlier = executor.loader.project_state([("store", "0006_candidates")]).apps
    owner = earlier.get_model("store", "Owner").objects.create(name="earlier")
    now = datetime(2026, 11, 23, tzinfo=UTC)
    columns = {
        "owner": owner,
        "created_at": now,
        "edited_at": now,
        "kind": "evidence",
        "words": "cache moved",
    }
    rows = earlier.get_model("store", "ItemRow").objects
    for handle, project in {"c4ch": {"project": "Ledger"}, "d5dj": {"project": "ledger"}, "e6ek": {}}.items():
        rows.create(uid=uuid4(), handle=handle, text="Cache", fields=project, **columns)
    call_command("migrate", "store", verbosity=0)
    actor = Actor(Owner.objects.get(name="earlier"), "d", now)
    entries.add_item(actor, Draft(kind="evidence", text="Kafka moved", fields={"project": "Checkout"}))
    assert project_queries.project_names(actor.owner) == ["Checkout", "Ledger"]
    assert len(queries.search_items(actor.owner, "moved")) == 4
