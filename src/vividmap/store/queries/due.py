"""What may wait for a person: reads bounded by dates and by the number of people."""

from datetime import date, timedelta
from typing import cast

from django.db.models import Min, Q

from vividmap.core import record
from vividmap.core.record import CheckIn, Evidence, Profile, Record
from vividmap.core.when import When
from vividmap.store import queries, records
from vividmap.store.models import Owner

_RECENT = timedelta(days=200)
"""A quarter that has ended and the one after it: no check-in of before says anything of what is due."""
_BEGIN = ("evidence", "skill entry", "touchpoint", "update")


def without_outcome(owner: Owner, first: date, last: date, day: date, most: int) -> list[record.Item]:
    """Return the newest evidence between two days whose outcome may still be asked for.

    It has none, is not closed as unknown, and is not put off beyond a day.
    """
    rows = queries.of_kind(owner, "evidence").filter(last__gte=first, last__lte=last)
    rows = rows.filter(fields__outcome__isnull=True, fields__landed__isnull=True).filter(_not_put_off(day))
    return records.items(rows.order_by("-last", "-number")[:most], owner)


def for_check_ins(owner: Owner, day: date, profile: Profile | None = None) -> Record:
    """Return the part of the record by which it is told which check-ins are due or come next on a day.

    The profile, the check-ins of late and to come, and in place of all entries one of the day by which the
    first was over.
    """
    profile = profile or queries.profile(owner)
    since = day - min(_RECENT, day - date.min)
    rows = queries.of_kind(owner, CheckIn.kind).filter(last__gte=since).order_by("number")
    dated = queries.of_kind(owner, *_BEGIN).filter(last__isnull=False)
    begun = dated.aggregate(day=Min("last"))["day"]
    first = (Evidence(when=When.day(begun)),) if begun else ()
    return Record((profile, *first, *records.items(rows, owner)))


def check_ins(owner: Owner, start: int, most: int) -> tuple[list[CheckIn], int]:
    """Return the check-ins from number `start` on, the newest period first, and how many there are in all."""
    rows = queries.of_kind(owner, CheckIn.kind)
    found = records.items(rows.order_by(*queries.NEWEST_FIRST)[start : start + most], owner)
    return cast("list[CheckIn]", found), rows.count()


def who_matters(owner: Owner, day: date) -> list[record.Person]:
    """Return the people that are real or have an interval, and are not put off beyond a day."""
    rows = queries.of_kind(owner, "person").filter(_not_put_off(day))
    rows = rows.filter(
        Q(fields__real__isnull=False)
        | Q(fields__longest_days__isnull=False)
        | Q(fields__ideal_days__isnull=False)
    )
    return cast("list[record.Person]", records.items(rows.order_by("number"), owner))


def _not_put_off(day: date) -> Q:
    return Q(fields__later__isnull=True) | Q(fields__later__lte=day.isoformat())
