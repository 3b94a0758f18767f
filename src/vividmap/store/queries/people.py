"""Reads for the pages of people: as many queries for a large record as for a small one."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, cast
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, Max, Q, QuerySet

from vividmap.core import record
from vividmap.core.record import Evidence, MentionSort, Person, SkillEntry, Touchpoint, Update
from vividmap.core.text import fold, slug
from vividmap.core.when import When
from vividmap.store import queries, records
from vividmap.store.models import ItemRow, MentionRow, Owner

ENTRY_KINDS = (Evidence.kind, SkillEntry.kind)
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


def list_people(owner: Owner) -> list[Person]:
    """Return all people by name."""
    items = records.to_items(queries.rows_of_kind(owner, Person.kind).order_by("number"), owner)
    return cast("list[Person]", sorted(items, key=lambda person: fold(person.text)))


def contacts_by_person(owner: Owner, today: date) -> dict[UUID, Contact]:
    """Return the contact until today by person; people without any are left out."""
    rows = queries.rows_of_kind(owner, Touchpoint.kind).filter(parent__isnull=False)
    mentions = MentionRow.objects.filter(owner=owner, target__isnull=False)
    return _count_contacts(rows, mentions, today)


def contact_with(owner: Owner, person: UUID, today: date) -> Contact:
    """Return the contact with a person until today."""
    rows = queries.rows_of_kind(owner, Touchpoint.kind).filter(parent__uid=person)
    mentions = MentionRow.objects.filter(owner=owner, target__uid=person)
    return _count_contacts(rows, mentions, today).get(person, Contact())


def _count_contacts(
    rows: QuerySet[ItemRow], mentions: QuerySet[MentionRow], today: date
) -> dict[UUID, Contact]:
    # As in `core.contact`: a future touchpoint does not count yet, one that includes today does.
    has_begun = Q(first__lte=today)
    touchpoint_count = Count("number", filter=has_begun | Q(first__isnull=True))
    touchpoint_totals = (
        rows.order_by()
        .values_list("parent__uid")
        .annotate(many=touchpoint_count, newest=Max("last", filter=has_begun))
    )
    contacts = {uid: Contact(count, last and min(last, today)) for uid, count, last in touchpoint_totals}
    shared_entries = mentions.filter(
        sort="person", source__kind__in=ENTRY_KINDS, source__first__lte=today
    ).order_by()
    for uid, newest in shared_entries.values_list("target").annotate(newest=Max("source__last")):
        before = contacts.get(uid, Contact())
        last = min(newest, today)
        contacts[uid] = before._replace(last=max(before.last, last) if before.last else last)
    return contacts


class UnshownEvidence(NamedTuple):
    """Evidence that was not shown to a person yet: its handle, dates and text, and whether it is strong."""

    handle: str
    dates: When | None
    text: str
    strong: bool


def list_unshown(owner: Owner, person: UUID, limit: int) -> list[UnshownEvidence]:
    """Return evidence that was not shown to a person yet: strong entries first, then the newest.

    Private entries are left out.
    """
    shown_ids = MentionRow.objects.filter(owner=owner, target__uid=person, sort="surfaced").values("source")
    rows = queries.rows_of_kind(owner, Evidence.kind).exclude(uid__in=shown_ids)
    rows = rows.exclude(fields__has_key="confidentiality", fields__confidentiality="private")
    return _unshown(rows, limit)


def _unshown(rows: QuerySet[ItemRow], limit: int) -> list[UnshownEvidence]:
    strong = Case(models.When(fields__has_key="strong", then=True), default=False)
    rows_in_order = rows.annotate(strong=strong).order_by("-strong", *queries.NEWEST_FIRST)
    return [
        UnshownEvidence(handle, When(first, last, about) if first and last else None, text, strong)
        for handle, first, last, about, text, strong in rows_in_order.values_list(
            "handle", "first", "last", "about", "text", "strong"
        )[:limit]
    ]


class LastTalk(NamedTuple):
    """The newest touchpoint with a person: its dates and text."""

    dates: When
    text: str


def last_talk(owner: Owner, person: UUID, today: date) -> LastTalk | None:
    """Return the newest dated touchpoint with a person until today, None if there is none."""
    rows = queries.rows_of_kind(owner, Touchpoint.kind).filter(parent__uid=person, first__lte=today)
    row = rows.order_by(*queries.NEWEST_FIRST).values_list("first", "last", "about", "text").first()
    if row is None or row[0] is None or row[1] is None:
        return None
    return LastTalk(When(row[0], row[1], row[2]), row[3])


def list_unseen(owner: Owner, person: Person, first_day: date, limit: int) -> list[UnshownEvidence]:
    """Return evidence from a day on that a person has not seen: strong entries first, then the newest.

    They have seen what was shown to them and what they had a part in. Private entries are left out, and
    internal ones for a person outside.
    """
    mentions = MentionRow.objects.filter(owner=owner, target__uid=person.id, sort__in=("surfaced", "person"))
    rows = queries.rows_of_kind(owner, Evidence.kind).exclude(uid__in=mentions.values("source"))
    withheld = ["private", "internal"] if person.position(date.max).height == "outside" else ["private"]
    rows = rows.exclude(fields__has_key="confidentiality", fields__confidentiality__in=withheld)
    return _unshown(rows.filter(last__gte=first_day), limit)


def list_names(owner: Owner) -> list[str]:
    """Return the names of all people, sorted."""
    rows = queries.rows_of_kind(owner, Person.kind).values_list("text", flat=True)
    return sorted(set(rows), key=fold)


def list_parts(owner: Owner, day: date) -> list[str]:
    """Return the parts of the organisation where people stand on a day, each once, sorted."""
    parts_by_key = {fold(part): part for person in list_people(owner) if (part := person.position(day).part)}
    return [parts_by_key[key] for key in sorted(parts_by_key)]


def newest_touchpoints(owner: Owner, person: UUID, limit: int) -> NewestItems:
    """Return the newest touchpoints with a person, undated last."""
    return _newest_items(
        owner, queries.rows_of_kind(owner, Touchpoint.kind).filter(parent__uid=person), limit
    )


def newest_mentions(
    owner: Owner, person: UUID, sort: MentionSort, kinds: Sequence[str], limit: int
) -> NewestItems:
    """Return the newest items of some kinds that mention a person in mentions of a sort."""
    return _newest_items(owner, queries.rows_mentioning(owner, person, sort).filter(kind__in=kinds), limit)


def _newest_items(owner: Owner, rows: QuerySet[ItemRow], limit: int) -> NewestItems:
    items = records.to_items(rows.order_by(*queries.NEWEST_FIRST)[:limit], owner)
    return NewestItems(items, rows.count() if len(items) == limit else len(items))


def find_namesakes(owner: Owner, name: str, excluded_id: UUID | None = None) -> list[tuple[str, str]]:
    """Return the names and handles of people with an equivalent name."""
    rows = queries.rows_of_kind(owner, Person.kind).order_by("number")
    rows = rows.exclude(uid=excluded_id) if excluded_id else rows
    name_slug = slug(name)
    return [pair for pair in rows.values_list("text", "handle") if name_slug and slug(pair[0]) == name_slug]
