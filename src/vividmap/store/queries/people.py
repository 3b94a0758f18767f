"""Reads for the pages of people: as many queries for a large record as for a small one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, cast
from uuid import UUID

from vividmap.core import record
from vividmap.core.item_marks import level_of
from vividmap.core.record import ENTRY_KINDS, Evidence, MentionSort, Person, Touchpoint, Update
from vividmap.core.text import fold, slug
from vividmap.core.when import When
from vividmap.store import queries
from vividmap.store.connection import select, to_day
from vividmap.store.records import among, of_kinds, parse_id, read_items
from vividmap.store.sql import (
    Condition,
    RecordOwner,
    all_of,
    any_of,
    batches,
    is_empty,
    is_one_of,
    newest_first,
    page,
    stored_field,
)

_RECENT = timedelta(days=92)
"""A quarter: within it most people are named, by few entries."""
OTHER_KINDS = (Touchpoint.kind, Update.kind)


class Contact(NamedTuple):
    """The number of touchpoints with a person, and the last day of contact, None if no contact has a date.

    See `core.contact` for what counts as contact.
    """

    times: int = 0
    last: date | None = None


class NewestItems(NamedTuple):
    """The newest items, and the total number."""

    items: Sequence[record.Item] = ()
    total: int = 0


def list_people(owner: RecordOwner) -> list[Person]:
    """Return all people by name."""
    items = read_items(owner, of_kinds(owner, Person.kind))
    return cast("list[Person]", sorted(items, key=lambda person: fold(person.text)))


def contacts_by_person(owner: RecordOwner, today: date) -> dict[UUID, Contact]:
    """Return the contact until today by person; people without any are left out."""
    return _count_contacts(owner, Condition("parent IS NOT NULL"), Condition("target IS NOT NULL"), today)


def contact_with(owner: RecordOwner, person: UUID, today: date) -> Contact:
    """Return the contact with a person until today."""
    is_below, is_meant = Condition("parent = %s", (person,)), Condition("target = %s", (person,))
    return _count_contacts(owner, is_below, is_meant, today).get(person, Contact())


def last_contacts(owner: RecordOwner, uids: Sequence[UUID], today: date) -> dict[UUID, date]:
    """Return the last day of contact until today with some people; people without any are left out.

    Most were met recently, so few entries are read; only for the others, all entries that name them.
    """
    since = today - min(_RECENT, today - date.min)
    met = _count_touchpoints(owner, Condition("parent IS NOT NULL"), today)
    touchpoint_days = {uid: contact.last for uid, contact in met.items() if contact.last}
    days = _later_days(touchpoint_days, _recently_shared(owner, since, today))
    for batch in batches([uid for uid in uids if days.get(uid, date.min) < since]):
        days = _later_days(days, _last_shared(owner, is_one_of("target", batch), today))
    return {uid: days[uid] for uid in uids if uid in days}


def _later_days(days: Mapping[UUID, date], other_days: Mapping[UUID, date]) -> dict[UUID, date]:
    return {
        uid: max(days.get(uid, date.min), other_days.get(uid, date.min)) for uid in {**days, **other_days}
    }


def _count_contacts(
    owner: RecordOwner, is_below: Condition, is_meant: Condition, today: date
) -> dict[UUID, Contact]:
    contacts = _count_touchpoints(owner, is_below, today)
    for uid, day in _last_shared(owner, is_meant, today).items():
        before = contacts.get(uid, Contact())
        contacts[uid] = before._replace(last=max(before.last, day) if before.last else day)
    return contacts


def _count_touchpoints(owner: RecordOwner, is_below: Condition, today: date) -> dict[UUID, Contact]:
    # As in `core.contact`: a future touchpoint does not count yet, one that includes today does.
    condition = all_of(of_kinds(owner, Touchpoint.kind), is_below)
    rows = select(
        "SELECT parent, SUM(CASE WHEN first <= %s OR first IS NULL THEN 1 ELSE 0 END),"
        " MAX(CASE WHEN first <= %s THEN last END)"
        f" FROM store_item WHERE {condition.sql} GROUP BY parent",
        [today, today, *condition.values],
    )
    return {
        parse_id(uid): Contact(int(count), min(to_day(newest), today) if newest else None)
        for uid, count, newest in rows
    }


def _last_shared(owner: RecordOwner, is_meant: Condition, today: date) -> dict[UUID, date]:
    """Return the last day until today of an entry that names a person, by person."""
    condition = all_of(
        Condition("store_mention.owner_id = %s AND sort = 'person'", (owner.pk,)),
        is_meant,
        is_one_of("kind", ENTRY_KINDS),
        Condition("first <= %s", (today,)),
    )
    rows = select(
        "SELECT target, MAX(last) FROM store_mention JOIN store_item ON uid = source"
        f" WHERE {condition.sql} GROUP BY target",
        condition.values,
    )
    return {parse_id(target): min(to_day(newest), today) for target, newest in rows}


def _recently_shared(owner: RecordOwner, since: date, today: date) -> dict[UUID, date]:
    """Return the same, but only of entries that end on a day or later."""
    entries = all_of(of_kinds(owner, *ENTRY_KINDS), Condition("last >= %s AND first <= %s", (since, today)))
    # In this order, or SQLite would look for everybody in each entry.
    named = among(owner, Condition("source = uid AND sort = 'person' AND target IS NOT NULL"))
    rows = select(
        f"SELECT target, MAX(last) FROM (SELECT uid, last FROM store_item WHERE {entries.sql}) AS entry"
        f" CROSS JOIN store_mention WHERE {named.sql} GROUP BY target",
        [*entries.values, *named.values],
    )
    return {parse_id(target): min(to_day(newest), today) for target, newest in rows}


class UnshownEvidence(NamedTuple):
    """Evidence that was not shown to a person yet: its handle, dates and text, and whether it is strong."""

    handle: str
    dates: When | None
    text: str
    strong: bool


def list_unshown(owner: RecordOwner, person: UUID, limit: int) -> list[UnshownEvidence]:
    """Return evidence that was not shown to a person yet: strong entries first, then the newest.

    Private entries are left out.
    """
    shown = queries.mentions_in(owner, Condition("target = %s AND sort = 'surfaced'", (person,)))
    return _list_open(owner, _not(shown), ("private",), limit)


def _not(condition: Condition) -> Condition:
    return Condition(f"NOT {condition.sql}", condition.values)


def _is_open_to(*withheld: str) -> Condition:
    """Return the condition that an entry is none of those that are withheld."""
    level = stored_field("confidentiality")
    return any_of(is_empty("confidentiality"), _not(is_one_of(level, withheld)))


def _list_open(
    owner: RecordOwner, condition: Condition, withheld: Sequence[str], limit: int
) -> list[UnshownEvidence]:
    """Return evidence that meets a condition and is not withheld: strong entries first, then the newest."""
    open_evidence = all_of(of_kinds(owner, Evidence.kind), condition, _is_open_to(*withheld))
    is_strong = f"CASE WHEN {stored_field('strong')} IS NULL THEN 0 ELSE 1 END"
    entries: list[UnshownEvidence] = []
    start = 0
    while len(entries) < limit:
        # The database knows the marks; which entries their own words hold back is seen in what it returns.
        rest = f" ORDER BY {is_strong} DESC, {newest_first()}{page(start, limit)}"
        items = cast("list[Evidence]", read_items(owner, open_evidence, rest))
        entries += [
            UnshownEvidence(item.handle, item.when, item.text, bool(item.strong))
            for item in items
            if level_of(item) not in withheld
        ]
        start += limit
        if len(items) < limit:
            break
    return entries[:limit]


def _dates(first: Any, last: Any, about: Any) -> When | None:
    return When(to_day(first), to_day(last), bool(about)) if first and last else None


class LastTalk(NamedTuple):
    """The newest touchpoint with a person: its dates and text."""

    dates: When
    text: str


def last_talk(owner: RecordOwner, person: UUID, today: date) -> LastTalk | None:
    """Return the newest dated touchpoint with a person until today, None if there is none."""
    has_begun = Condition("parent = %s AND first <= %s", (person, today))
    condition = all_of(of_kinds(owner, Touchpoint.kind), has_begun)
    rows = select(
        f"SELECT first, last, about, text FROM store_item WHERE {condition.sql}"
        f" ORDER BY {newest_first()} LIMIT 1",
        condition.values,
    )
    return next((LastTalk(dates, text) for *days, text in rows if (dates := _dates(*days))), None)


def list_unseen(owner: RecordOwner, person: Person, first_day: date, limit: int) -> list[UnshownEvidence]:
    """Return evidence from a day on that a person has not seen: strong entries first, then the newest.

    They have seen what was shown to them and what they had a part in. Private entries are left out, and
    internal ones for a person outside.
    """
    is_theirs = Condition("target = %s AND sort IN ('surfaced', 'person')", (person.id,))
    withheld = ("private", "internal") if person.position(date.max).height == "outside" else ("private",)
    condition = all_of(_not(queries.mentions_in(owner, is_theirs)), Condition("last >= %s", (first_day,)))
    return _list_open(owner, condition, withheld, limit)


def list_names(owner: RecordOwner) -> list[str]:
    """Return the names of all people, sorted."""
    rows = select("SELECT text FROM store_item WHERE owner_id = %s AND kind = 'person'", [owner.pk])
    return sorted({name for (name,) in rows}, key=fold)


def list_parts(owner: RecordOwner, day: date) -> list[str]:
    """Return the parts of the organisation where people stand on a day, each once, sorted."""
    parts_by_key = {fold(part): part for person in list_people(owner) if (part := person.position(day).part)}
    return [parts_by_key[key] for key in sorted(parts_by_key)]


def newest_touchpoints(owner: RecordOwner, person: UUID, limit: int) -> NewestItems:
    """Return the newest touchpoints with a person, undated last."""
    is_below = Condition("parent = %s", (person,))
    return _newest_items(owner, all_of(of_kinds(owner, Touchpoint.kind), is_below), limit)


def newest_mentions(
    owner: RecordOwner, person: UUID, sort: MentionSort, kinds: Sequence[str], limit: int
) -> NewestItems:
    """Return the newest items of some kinds that mention a person in mentions of a sort."""
    mentioning = queries.mentions_in(owner, Condition("target = %s AND sort = %s", (person, sort)))
    return _newest_items(owner, all_of(of_kinds(owner, *kinds), mentioning), limit)


def _newest_items(owner: RecordOwner, condition: Condition, limit: int) -> NewestItems:
    items = read_items(owner, condition, f" ORDER BY {newest_first()}{page(0, limit)}")
    return NewestItems(items, queries.count_rows(condition) if len(items) == limit else len(items))


def find_namesakes(owner: RecordOwner, name: str, excluded_id: UUID | None = None) -> list[tuple[str, str]]:
    """Return the names and handles of people with an equivalent name."""
    rows = select(
        "SELECT uid, text, handle FROM store_item WHERE owner_id = %s AND kind = 'person' ORDER BY number",
        [owner.pk],
    )
    name_slug = slug(name)
    return [
        (text, handle)
        for uid, text, handle in rows
        if name_slug and slug(text) == name_slug and parse_id(uid) != excluded_id
    ]
