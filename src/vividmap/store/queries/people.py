"""What the pages of people show: as many reads for a large record as for a small one."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, cast
from uuid import UUID

from django.db.models import Case, Count, Max, Q, QuerySet
from django.db.models import When as CaseWhen

from vividmap.core import record
from vividmap.core.record import Evidence, MentionSort, Person, SkillEntry, Touchpoint, Update
from vividmap.core.text import fold, slug
from vividmap.core.when import When
from vividmap.store import queries, records
from vividmap.store.models import Item, Mention, Owner

ENTRIES = (Evidence.kind, SkillEntry.kind)
ELSEWHERE = (Touchpoint.kind, Update.kind)


class Contact(NamedTuple):
    """How many touchpoints there are with somebody, and the last day of contact; None if none has a date.

    What contact is, says `core.contact`.
    """

    times: int = 0
    last: date | None = None


class Some(NamedTuple):
    """The newest of something, and how many there are of it."""

    shown: Sequence[record.Item] = ()
    total: int = 0


def everyone(owner: Owner) -> list[Person]:
    """Return all people by name."""
    found = records.items(queries.of_kind(owner, Person.kind).order_by("number"), owner)
    return cast("list[Person]", sorted(found, key=lambda person: fold(person.text)))


def contacts(owner: Owner, today: date) -> dict[UUID, Contact]:
    """Return by person what there was of contact until today; who was never in touch is left out."""
    rows = queries.of_kind(owner, Touchpoint.kind).filter(parent__isnull=False)
    named = Mention.objects.filter(owner=owner, target__isnull=False)
    return _contacts(rows, named, today)


def contact(owner: Owner, person: UUID, today: date) -> Contact:
    """Return what there was of contact with one person until today."""
    rows = queries.of_kind(owner, Touchpoint.kind).filter(parent__uid=person)
    named = Mention.objects.filter(owner=owner, target__uid=person)
    return _contacts(rows, named, today).get(person, Contact())


def _contacts(rows: QuerySet[Item], named: QuerySet[Mention], today: date) -> dict[UUID, Contact]:
    # As `contact.day_of` has it: what is planned for later has not been, what is going on today has.
    been = Q(first__lte=today)
    counted = Count("number", filter=been | Q(first__isnull=True))
    met = rows.order_by().values_list("parent__uid").annotate(many=counted, newest=Max("last", filter=been))
    found = {uid: Contact(count, last and min(last, today)) for uid, count, last in met}
    together = named.filter(sort="person", source__kind__in=ENTRIES, source__first__lte=today).order_by()
    for uid, newest in together.values_list("target").annotate(newest=Max("source__last")):
        before = found.get(uid, Contact())
        last = min(newest, today)
        found[uid] = before._replace(last=max(before.last, last) if before.last else last)
    return found


class Unseen(NamedTuple):
    """Evidence that somebody was not shown yet: its handle, day and text, and whether it is strong."""

    handle: str
    when: When | None
    text: str
    strong: bool


def not_shown(owner: Owner, person: UUID, most: int) -> list[Unseen]:
    """Return evidence that was not shown to a person yet: what is strong first, then the newest.

    What is private is shown to nobody.
    """
    shown = Mention.objects.filter(owner=owner, target__uid=person, sort="surfaced").values("source")
    rows = queries.of_kind(owner, Evidence.kind).exclude(uid__in=shown)
    rows = rows.exclude(fields__has_key="confidentiality", fields__confidentiality="private")
    strong = Case(CaseWhen(fields__has_key="strong", then=True), default=False)
    found = rows.annotate(strong=strong).order_by("-strong", *queries.NEWEST_FIRST)
    return [
        Unseen(handle, When(first, last, about) if first and last else None, text, strong)
        for handle, first, last, about, text, strong in found.values_list(
            "handle", "first", "last", "about", "text", "strong"
        )[:most]
    ]


def names(owner: Owner) -> list[str]:
    """Return what all people are called, in the order of the alphabet."""
    rows = queries.of_kind(owner, Person.kind).values_list("text", flat=True)
    return sorted(set(rows), key=fold)


def touchpoints(owner: Owner, person: UUID, most: int) -> Some:
    """Return the newest touchpoints with a person, the undated last."""
    return _some(owner, queries.of_kind(owner, Touchpoint.kind).filter(parent__uid=person), most)


def naming(owner: Owner, person: UUID, sort: MentionSort, kinds: Sequence[str], most: int) -> Some:
    """Return the newest items of some kinds that name a person, or that were surfaced to the person."""
    return _some(owner, queries.naming(owner, person, sort).filter(kind__in=kinds), most)


def _some(owner: Owner, rows: QuerySet[Item], most: int) -> Some:
    found = records.items(rows.order_by(*queries.NEWEST_FIRST)[:most], owner)
    return Some(found, rows.count() if len(found) == most else len(found))


def namesakes(owner: Owner, name: str, but: UUID | None = None) -> list[tuple[str, str]]:
    """Return the names and handles of those whose name is read as the same."""
    rows = queries.of_kind(owner, Person.kind).order_by("number")
    rows = rows.exclude(uid=but) if but else rows
    wanted = slug(name)
    return [pair for pair in rows.values_list("text", "handle") if wanted and slug(pair[0]) == wanted]
