"""A generated record into a database: through the services as a person's document, or straight as rows."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db import transaction

from vividmap import spool
from vividmap.core.record import Item, Record, specs
from vividmap.formats.document.write import write
from vividmap.services import documents
from vividmap.services.actor import Actor
from vividmap.services.values import search_words
from vividmap.store import models, queries, snapshots

_BATCH = 500


def through_services(actor: Actor, record: Record) -> None:
    """Take a record in as a running document: what a person does who has one."""
    plan, _ = documents.plan_import(actor, write(record))
    documents.apply(actor, plan, "import document")


def straight(actor: Actor, record: Record) -> None:
    """Write a record's rows, each added in a change of its own, as if it had been kept over the years."""
    owner, counter = actor.owner, queries.highest_counter(actor.owner)
    rows, mentions, changes, touched = [], [], [], []
    for number, item in enumerate(record.items, counter + 1):
        row, named = _row(item, owner), _mentions(item, owner)
        row.words = search_words(row, named)
        change = models.Change(
            id=UUID(spool.new("log", "").id),
            owner=owner,
            device=actor.device,
            counter=number,
            at=item.created_at,
            verb=f"add {item.kind}",
        )
        after = snapshots.take(row, named)
        touched.append(
            models.Touched(
                owner=owner, change=change, item=item.id, handle=item.handle, version=0, after=after
            )
        )
        rows.append(row)
        mentions += named
        changes.append(change)
    with transaction.atomic():
        models.Item.objects.bulk_create(rows, _BATCH)
        models.Mention.objects.bulk_create(mentions, _BATCH)
        models.Change.objects.bulk_create(changes, _BATCH)
        models.Touched.objects.bulk_create(touched, _BATCH)


def _row(item: Item, owner: models.Owner) -> models.Item:
    columns = {one.name for one in fields(Item)} - {"id", "parent", "when", "mentions"}
    return models.Item(
        uid=item.id,
        owner=owner,
        kind=item.kind,
        parent_id=item.parent,
        first=item.when.first if item.when else None,
        last=item.when.last if item.when else None,
        about=bool(item.when and item.when.about),
        fields=_fields(item),
        **{name: getattr(item, name) for name in columns},
    )


def _fields(item: Item) -> dict[str, Any]:
    own = {name: (spec, getattr(item, name)) for name, spec in specs(item.kind).items()}
    return {name: spec.plain(value) for name, (spec, value) in own.items() if value != spec.empty}


def _mentions(item: Item, owner: models.Owner) -> list[models.Mention]:
    return [
        models.Mention(
            owner=owner,
            source_id=item.id,
            position=position,
            sort=one.sort,
            written=one.written,
            on=one.on,
            target_id=one.target,
        )
        for position, one in enumerate(item.mentions)
    ]
