"""People with records of their own in one database, gone again with all that they kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from hypothesis import settings
from tests.histories import Operation

from vividmap.services.actor import Actor
from vividmap.services.transfer import documents
from vividmap.store import queries
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow, Owner

sparingly = settings(max_examples=settings().max_examples // 2)
"""For tests that write whole records: each example takes a tenth of a second."""

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
_numbers = count(1)


class _Over(Exception):
    pass


@contextmanager
def for_a_while() -> Iterator[None]:
    """Take back all that is done to the database while the block lasts."""
    try:
        with transaction.atomic():
            yield
            raise _Over
    except _Over:
        pass


def somebody() -> Actor:
    """Return a person with an empty record."""
    number = next(_numbers)
    return Actor(Owner.objects.create(name=f"somebody {number}"), f"device{number}", NOW)


def who_did(history: list[Operation]) -> Actor:
    """Return a person who did all operations of a history."""
    actor = somebody()
    for operation in history:
        actor = later(actor)
        operation.do(actor)
    return actor


def later(actor: Actor) -> Actor:
    return replace(actor, now=actor.now + timedelta(seconds=1))


def forget(actor: Actor) -> None:
    """Remove a person from the database: each id may be in it only once."""
    for model in (ItemChange, Change, MentionRow, ItemRow):
        model.objects.filter(owner=actor.owner).delete()
    actor.owner.delete()


def all_that(actor: Actor) -> tuple[str, list[dict[str, Any]]]:
    """Return all that a record says, its versions and moments of editing left out."""
    items = sorted(queries.load_record(actor.owner).items, key=lambda item: item.id)
    said = [
        {**{name: getattr(item, name) for name in type(item).__dataclass_fields__}, "kind": item.kind}
        for item in items
    ]
    for one in said:
        del one["version"], one["edited_at"]
    return documents.export_document(actor), said
