"""The sample record: a second owner in the database, removed without a trace."""

from dataclasses import replace
from datetime import date, datetime
from importlib import resources

from vividmap.services.actor import SAMPLE, Actor, date_at, device_id
from vividmap.services.changes.write_lock import write_transaction
from vividmap.services.home.sample_dates import shift_dates, weeks_since_written
from vividmap.services.transfer import documents
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow, Owner

TIME_ZONE = "Europe/Lisbon"
"""Where the sample's owner lives, as the text says."""


def enter_sample(now: datetime) -> Actor:
    """Return the sample record's owner as an actor; the record is loaded if missing."""
    owner = Owner.objects.filter(name=SAMPLE).first()
    return Actor(owner or _load_sample(now), device_id(), now)


def _load_sample(now: datetime) -> Owner:
    with write_transaction():
        owner, is_new = Owner.objects.get_or_create(name=SAMPLE)
        if is_new:
            actor = Actor(owner, device_id(), now)
            plan, _ = documents.plan_import(actor, sample_text(date_at(now, TIME_ZONE)))
            # New ids: ids derived from the lines would clash with an import of the same lines.
            documents.apply_plan(actor, replace(plan, ids={}), "import document")
    return owner


def sample_text(today: date) -> str:
    """Return the sample record as a running document; its last entry is of the week before `today`'s."""
    written = (resources.files("vividmap") / "sample" / "record.md").read_text(encoding="utf-8")
    return shift_dates(written, weeks_since_written(today))


def remove_sample() -> None:
    """Erase the sample record with all its changes, if there is one."""
    if not Owner.objects.filter(name=SAMPLE).exists():
        return
    with write_transaction():
        for rows in (MentionRow, ItemChange, Change, ItemRow):
            rows.objects.filter(owner__name=SAMPLE).delete()
        Owner.objects.filter(name=SAMPLE).delete()
