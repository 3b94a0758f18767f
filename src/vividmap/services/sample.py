"""The sample record: looked at beside one's own, as another owner, and left without a trace."""

from dataclasses import replace
from datetime import datetime
from importlib import resources

from vividmap.services import documents
from vividmap.services.actor import SAMPLE, Actor, device
from vividmap.services.turns import writing
from vividmap.store.models import Change, Item, Mention, Owner, Touched


def enter(now: datetime) -> Actor:
    """Return who keeps the sample record; it is loaded where it is not there yet."""
    owner = Owner.objects.filter(name=SAMPLE).first()
    return Actor(owner or _load(now), device(), now)


def _load(now: datetime) -> Owner:
    with writing():
        owner, is_new = Owner.objects.get_or_create(name=SAMPLE)
        if is_new:
            actor = Actor(owner, device(), now)
            plan, _ = documents.plan_import(actor, text())
            # Ids of its own: those made from the lines would be taken where somebody imports the same lines.
            documents.apply(actor, replace(plan, ids={}), "import document")
    return owner


def text() -> str:
    """Return the sample record as a running document."""
    return (resources.files("vividmap") / "sample" / "record.md").read_text(encoding="utf-8")


def leave() -> None:
    """Erase the sample record with all that was done in it; nothing where there is none."""
    if not Owner.objects.filter(name=SAMPLE).exists():
        return
    with writing():
        for rows in (Mention, Touched, Change, Item):
            rows.objects.filter(owner__name=SAMPLE).delete()
        Owner.objects.filter(name=SAMPLE).delete()
