"""Loads a generated record into a database: as a document through the services, or directly as rows."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db import transaction

from vividmap import spool
from vividmap.core.record import Item, Record, specs
from vividmap.core.stored_fields import stored_keys
from vividmap.formats.document.write import write
from vividmap.services.actor import Actor
from vividmap.services.changes.values import search_words
from vividmap.services.transfer import documents
from vividmap.store import models, snapshots
from vividmap.store.queries import change_log

_BATCH = 500


def through_services(actor: Actor, record: Record) -> None:
    """Import a record as a running document, as a user would."""
    plan, _ = documents.plan_import(actor, write(record))
    documents.apply_plan(actor, plan, "import document")


def straight(actor: Actor, record: Record) -> None:
    """Insert a record's rows, each with its own change, as if they had been added one by one."""
    owner, counter = actor.owner, change_log.highest_counter(actor.owner)
    rows, mentions, changes, touched = [], [], [], []
    for number, item in enumerate(record.items, counter + 1):
        row, named = _row(item, owner), _mentions(item, owner)
        row.words = search_words(row, named)
        change = models.Change(
            id=UUID(spool.new_capture("log", "").id),
            owner=owner,
            device=actor.device,
            counter=number,
            at=item.created_at,
            verb=f"add {item.kind}",
        )
        after = snapshots.take_snapshot(row, named)
        touched.append(
            models.ItemChange(
                owner=owner, change=change, item=item.id, handle=item.handle, version=0, after=after
            )
        )
        rows.append(row)
        mentions += named
        changes.append(change)
    with transaction.atomic():
        models.ItemRow.objects.bulk_create(rows, _BATCH)
        models.MentionRow.objects.bulk_create(mentions, _BATCH)
        models.Change.objects.bulk_create(changes, _BATCH)
        models.ItemChange.objects.bulk_create(touched, _BATCH)


def _row(item: Item, owner: models.Owner) -> models.ItemRow:
    columns = {column.name for column in fields(Item) if "spec" not in column.metadata}
    columns -= {"id", "parent", "when", "mentions"}
    return models.ItemRow(
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
    keys = stored_keys(item.kind)
    values = {name: (spec, getattr(item, name)) for name, spec in specs(item.kind).items()}
    return {keys[name]: spec.to_json(value) for name, (spec, value) in values.items() if value != spec.empty}


def _mentions(item: Item, owner: models.Owner) -> list[models.MentionRow]:
    return [
        models.MentionRow(
            owner=owner,
            source_id=item.id,
            position=position,
            sort=mention.sort,
            written=mention.name,
            on=mention.shown_on,
            target_id=mention.target,
        )
        for position, mention in enumerate(item.mentions)
    ]
