"""Reads for what is due, bounded by dates and by the number of people."""

import itertools
from datetime import date, timedelta
from typing import cast

from django.db.models import Min, Q

from vividmap.core import outcome_followup, record
from vividmap.core.record import CheckIn, Evidence, Profile, Record
from vividmap.core.when import When
from vividmap.store import queries, records
from vividmap.store.models import Owner

_RECENT = timedelta(days=200)
"""A quarter and the one after it: older check-ins do not affect what is due."""
_MIN_BATCH = 50
_FIRST_ENTRY_KINDS = ("evidence", "skill entry", "touchpoint", "update")


def evidence_without_outcome(
    owner: Owner, first: date, last: date, day: date, limit: int
) -> list[record.Item]:
    """Return the newest evidence between two days whose outcome may be due.

    That is evidence that does not say what came of it, not closed as unknown, and not postponed beyond
    `day`. What a text says is read here: no query can.
    """
    rows = queries.rows_of_kind(owner, "evidence").filter(last__gte=first, last__lte=last)
    rows = rows.filter(queries.WITHOUT_OUTCOME).filter(queries.not_postponed(day))
    rows = rows.order_by("-last", "-number")
    items: list[record.Item] = []
    size = max(limit, _MIN_BATCH)
    for start in itertools.count(0, size):
        batch = records.to_items(rows[start : start + size], owner)
        items += [item for item in batch if isinstance(item, Evidence) and outcome_followup.is_open(item)]
        if len(items) >= limit or len(batch) < size:
            break
    return items[:limit]


def load_for_check_ins(owner: Owner, day: date, profile: Profile | None = None) -> Record:
    """Return the part of the record that decides which check-ins are due or next on a day.

    It has the profile, recent and future check-ins, and one entry with the oldest date instead of all
    entries.
    """
    profile = profile or queries.load_profile(owner)
    since = day - min(_RECENT, day - date.min)
    rows = queries.rows_of_kind(owner, CheckIn.kind).filter(last__gte=since).order_by("number")
    dated_rows = queries.rows_of_kind(owner, *_FIRST_ENTRY_KINDS).filter(last__isnull=False)
    first_day = dated_rows.aggregate(day=Min("last"))["day"]
    first = (Evidence(when=When.day(first_day)),) if first_day else ()
    return Record((profile, *first, *records.to_items(rows, owner)))


def list_check_ins(owner: Owner, start: int, limit: int) -> tuple[list[CheckIn], int]:
    """Return check-ins from position `start` on, the newest period first, and the total number."""
    rows = queries.rows_of_kind(owner, CheckIn.kind)
    items = records.to_items(rows.order_by(*queries.NEWEST_FIRST)[start : start + limit], owner)
    return cast("list[CheckIn]", items), rows.count()


def people_to_contact(owner: Owner, day: date) -> list[record.Person]:
    """Return the people with a trust mark or an interval who are not postponed beyond a day."""
    rows = queries.rows_of_kind(owner, "person").filter(queries.not_postponed(day))
    rows = rows.filter(
        Q(fields__real__isnull=False)
        | Q(fields__longest_days__isnull=False)
        | Q(fields__ideal_days__isnull=False)
    )
    return cast("list[record.Person]", records.to_items(rows.order_by("number"), owner))
