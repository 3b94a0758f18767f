"""What may wait for a person: reads bounded by dates and by the number of people."""

from datetime import date
from typing import cast

from django.db.models import Q

from vividmap.core import record
from vividmap.store import queries, records
from vividmap.store.models import Item, Owner


def without_outcome(owner: Owner, first: date, last: date, day: date, most: int) -> list[record.Item]:
    """Return the newest evidence between two days that has no outcome, and is not put off beyond a day."""
    rows = queries.of_kind(owner, "evidence").filter(last__gte=first, last__lte=last)
    rows = rows.filter(fields__outcome__isnull=True).filter(_not_put_off(day))
    return records.items(rows.order_by("-last", "-number")[:most], owner)


def who_matters(owner: Owner, day: date) -> list[record.Person]:
    """Return the people that are real or have an interval, and are not put off beyond a day."""
    rows = queries.of_kind(owner, "person").filter(_not_put_off(day))
    rows = rows.filter(
        Q(fields__real__isnull=False)
        | Q(fields__longest_days__isnull=False)
        | Q(fields__ideal_days__isnull=False)
    )
    return cast("list[record.Person]", records.items(rows.order_by("number"), owner))


def item(owner: Owner, row: Item) -> record.Item:
    """Return a row as it is now."""
    return queries.one(owner, queries.by_id(owner, row.uid) or row)


def _not_put_off(day: date) -> Q:
    return Q(fields__later__isnull=True) | Q(fields__later__lte=day.isoformat())
