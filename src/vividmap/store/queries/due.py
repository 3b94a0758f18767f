"""Reads for what is due, bounded by dates and by the number of people."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

from vividmap.core import outcome_followup, record
from vividmap.core.record import CheckIn, Evidence, Profile, Record
from vividmap.core.when import When
from vividmap.store import queries
from vividmap.store.connection import select, to_day
from vividmap.store.records import of_kinds, read_items
from vividmap.store.sql import (
    Condition,
    RecordOwner,
    all_of,
    any_of,
    has_value,
    newest_first,
    page,
    stored_field,
)

_RECENT = timedelta(days=200)
"""A quarter and the one after it: older check-ins do not affect what is due."""
_MIN_BATCH = 50
_FIRST_ENTRY_KINDS = ("evidence", "skill entry", "touchpoint", "update")


def evidence_without_outcome(
    owner: RecordOwner, first: date, last: date, day: date, limit: int
) -> list[Evidence]:
    """Return the newest evidence between two days whose outcome may be due.

    That is evidence that does not say what came of it, not closed as unknown, and not postponed beyond
    `day`. Whether a text says so is decided here: no query can.
    """
    condition = all_of(_may_lack_outcome(owner, first, last), queries.not_postponed(day))
    return _take_open(
        limit, lambda rest: cast("list[Evidence]", read_items(owner, condition, f"{_NEWEST_FIRST}{rest}"))
    )


def outcomes_to_come(owner: RecordOwner, first: date, last: date, limit: int) -> list[Evidence]:
    """Return the same, postponed or not, with only those fields of an entry that decide when it is due.

    The status file of a long record is computed from thousands of entries, and needs nothing else of them.
    """
    condition = _may_lack_outcome(owner, first, last)
    columns = f"text, last, {stored_field('landed')}, {stored_field('later')}"

    def read(rest: str) -> list[Evidence]:
        statement = f"SELECT {columns} FROM store_item WHERE {condition.sql}{_NEWEST_FIRST}{rest}"
        return [
            Evidence(
                text=text, when=When.day(to_day(day)), outcome_state=state or "", ask_again_on=to_day(later)
            )
            for text, day, state, later in select(statement, condition.values)
        ]

    return _take_open(limit, read)


_NEWEST_FIRST = " ORDER BY last DESC, number DESC"


def _may_lack_outcome(owner: RecordOwner, first: date, last: date) -> Condition:
    is_between = Condition("last BETWEEN %s AND %s", (first, last))
    return all_of(of_kinds(owner, "evidence"), is_between, queries.without_outcome())


def _take_open(limit: int, read: Callable[[str], list[Evidence]]) -> list[Evidence]:
    """Return the first entries whose text does not say what came of them; `read` returns those of a page."""
    items: list[Evidence] = []
    size = max(limit, _MIN_BATCH)
    for start in itertools.count(0, size):
        batch = read(page(start, size))
        items += filter(outcome_followup.is_open, batch)
        if len(items) >= limit or len(batch) < size:
            break
    return items[:limit]


def load_for_check_ins(owner: RecordOwner, day: date, profile: Profile | None = None) -> Record:
    """Return the part of the record that decides which check-ins are due or next on a day.

    It has the profile, recent and future check-ins, and one entry with the oldest date instead of all
    entries.
    """
    profile = profile or queries.load_profile(owner)
    since = day - min(_RECENT, day - date.min)
    check_ins = read_items(owner, all_of(of_kinds(owner, CheckIn.kind), Condition("last >= %s", (since,))))
    first_day = _first_day(owner)
    first = (Evidence(when=When.day(first_day)),) if first_day else ()
    return Record((profile, *first, *check_ins))


def _first_day(owner: RecordOwner) -> date | None:
    """Return the day of the oldest entry; asked of each kind, since an index has the days of one in order."""
    first_days = " UNION ALL ".join(
        ["SELECT MIN(last) AS day FROM store_item WHERE owner_id = %s AND kind = %s"]
        * len(_FIRST_ENTRY_KINDS)
    )
    values = [value for kind in _FIRST_ENTRY_KINDS for value in (owner.pk, kind)]
    day: date | None = to_day(select(f"SELECT MIN(day) FROM ({first_days}) AS first_days", values)[0][0])
    return day


def list_check_ins(owner: RecordOwner, start: int, limit: int) -> tuple[list[CheckIn], int]:
    """Return check-ins from position `start` on, the newest period first, and the total number."""
    condition = of_kinds(owner, CheckIn.kind)
    items = read_items(owner, condition, f" ORDER BY {newest_first()}{page(start, limit)}")
    return cast("list[CheckIn]", items), queries.count_rows(condition)


def check_ins_on(owner: RecordOwner, day: date) -> list[CheckIn]:
    """Return the check-ins whose period includes a day, the last added first."""
    spans_day = Condition("first <= %s AND last >= %s", (day, day))
    condition = all_of(of_kinds(owner, CheckIn.kind), spans_day)
    return cast("list[CheckIn]", read_items(owner, condition, " ORDER BY created_at DESC, number DESC"))


def people_to_contact(owner: RecordOwner, day: date) -> list[record.Person]:
    """Return the people with a trust mark or an interval who are not postponed beyond a day."""
    has_reason = any_of(has_value("real"), has_value("longest_days"), has_value("ideal_days"))
    condition = all_of(of_kinds(owner, "person"), queries.not_postponed(day), has_reason)
    return cast("list[record.Person]", read_items(owner, condition))
