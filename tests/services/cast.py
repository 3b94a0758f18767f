"""Alice and Bob as the verbs know them, and a way to give them a record."""

from datetime import UTC, datetime

from vividmap.services.actor import Actor
from vividmap.services.transfer import documents
from vividmap.store.models import Owner


def somebody(name: str) -> Actor:
    """Return a person with an empty record."""
    now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    return Actor(Owner.objects.create(name=name), f"{name}s", now)


def take_in(actor: Actor, text: str) -> None:
    """Take in a running document."""
    plan, _ = documents.plan_import(actor, f"---\nvividmap: document 1\n---\n{text}")
    documents.apply_plan(actor, plan, "import document")
