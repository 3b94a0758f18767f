"""Who could refer or introduce me, by company: for the author alone, and no part of the draft.

Somebody outside my employer, or with an earlier employer who is another. First those at a company that the
posting names, then by how real the relationship is, then by how fresh.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from vividmap.core.contact import has_gone_quiet
from vividmap.core.english.phrasing import describe_day, describe_duration, join_names
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.strength import strength
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.packet import AuthorNote
from vividmap.core.record import Evidence, Person, Record, SkillEntry
from vividmap.core.text import fold

MAX_PEOPLE = 12
"""People who are named; the others are counted."""
MAX_SHARED_ENTRIES = 3
"""Entries that are shown of what was done together."""
_NEVER_DAYS = 10**6


@dataclass(frozen=True, slots=True)
class _Referrer:
    """Somebody outside: where now, where before, when last in touch, what was done together."""

    person: Person
    employer: str
    earlier_employers: tuple[str, ...]
    last_contact: date | None
    shared_entries: tuple[Evidence | SkillEntry, ...]


def referral_notes(
    people: Sequence[Person],
    entries: Sequence[Evidence | SkillEntry],
    record: Record,
    posting_companies: frozenset[str],
    today: date,
) -> Iterator[AuthorNote]:
    """Yield a note on each of the people; `entries` may be told, `posting_companies` are folded."""
    referrers = list(_find_referrers(people, entries, record, today))
    referrers.sort(
        key=lambda referrer: (
            not _is_in_posting(referrer, posting_companies),
            *_warmth(referrer, today),
            referrer.person.id,
        )
    )
    for referrer in referrers[:MAX_PEOPLE]:
        shared_ids = (entry.id for entry in referrer.shared_entries[:MAX_SHARED_ENTRIES])
        yield AuthorNote(_describe(referrer, posting_companies, today), (referrer.person.id, *shared_ids))
    if further_referrers := referrers[MAX_PEOPLE:]:
        noun = "person" if len(further_referrers) == 1 else "people"
        yield AuthorNote(
            f"{len(further_referrers)} more {noun} outside.",
            tuple(referrer.person.id for referrer in further_referrers),
        )


def _find_referrers(
    people: Sequence[Person], entries: Sequence[Evidence | SkillEntry], record: Record, today: date
) -> Iterator[_Referrer]:
    own_employer = fold(record.profile.employer)
    last_contacts = Facts(record, today).last_contact
    employers = {person.id: _employers(person, own_employer, today) for person in people}
    outside_people = [person for person in people if any(employers[person.id])]
    shared_entries = _shared_entries(outside_people, entries)
    for person in outside_people:
        employer, earlier_employers = employers[person.id]
        strongest = sorted(shared_entries[person.id], key=lambda entry: (-_weight(entry), entry.id.int))
        last_contact = last_contacts.get(person.id)
        yield _Referrer(person, employer, earlier_employers, last_contact, tuple(strongest))


def _shared_entries(
    people: Sequence[Person], entries: Sequence[Evidence | SkillEntry]
) -> dict[UUID, list[Evidence | SkillEntry]]:
    """Return by person the entries that link to them."""
    groups: dict[UUID, list[Evidence | SkillEntry]] = defaultdict(list)
    person_ids = {person.id for person in people}
    for entry in entries:
        for person_id in entry.linked_ids("person"):
            if person_id in person_ids and not (groups[person_id] and groups[person_id][-1] is entry):
                groups[person_id].append(entry)
    return groups


def _employers(person: Person, own_employer: str, today: date) -> tuple[str, tuple[str, ...]]:
    """Return where somebody is now, "" where that is with me, and where else they were before."""
    position = person.position(today)
    is_elsewhere = position.height == "outside" or fold(position.employer) != own_employer
    employer = position.employer if is_elsewhere else ""
    known_employers = (own_employer, fold(employer))
    earlier_employers = (
        earlier.employer
        for earlier in reversed(person.positions)
        if earlier.since is None or earlier.since <= today
        if earlier.employer and fold(earlier.employer) not in known_employers
    )
    return employer, tuple(dict.fromkeys(earlier_employers))


def _weight(entry: Evidence | SkillEntry) -> int:
    return strength(entry) if isinstance(entry, Evidence) else 0


def _is_in_posting(referrer: _Referrer, posting_companies: frozenset[str]) -> bool:
    companies = (referrer.employer, *referrer.earlier_employers)
    return any(fold(company) in posting_companies for company in companies if company)


def _warmth(referrer: _Referrer, today: date) -> tuple[bool, int, int]:
    days = (today - referrer.last_contact).days if referrer.last_contact else _NEVER_DAYS
    return not referrer.employer, -len(referrer.person.trust_marks), days


def _describe(referrer: _Referrer, posting_companies: frozenset[str], today: date) -> str:
    person = referrer.person
    company, *earlier = filter(None, (referrer.employer, *referrer.earlier_employers))
    parts = (
        person.text
        + ("" if referrer.employer else ", who was there")
        + (f", before at {join_names(earlier)}" if earlier else ""),
        "the posting names the company" if _is_in_posting(referrer, posting_companies) else "",
        join_names(person.trust_marks),
        _describe_contact(referrer, today),
        f"together: {person.worked_on}" if person.worked_on else "",
    )
    return f"{company}: {'; '.join(filter(None, parts))}"


def _describe_contact(referrer: _Referrer, today: date) -> str:
    last_contact = referrer.last_contact
    if last_contact is None:
        return "no contact is in the record"
    days = (today - last_contact).days
    ago = "today" if not days else f"{describe_duration(days)} ago"
    is_quiet = has_gone_quiet(referrer.person, last_contact, today)
    quiet = ", gone quiet: say hello before you ask" if is_quiet else ""
    return f"last in touch on {describe_day(last_contact)}, {ago}{quiet}"
