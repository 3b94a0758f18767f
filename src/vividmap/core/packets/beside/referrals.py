"""Who could refer or introduce me, by company: for the author alone, and no part of what leaves.

Somebody outside my employer, or with an employer before mine who is another. First those at a company that
the posting names, then by how real the relationship is, then by how fresh.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vividmap.core.contact import has_gone_quiet
from vividmap.core.facts.strength import strength
from vividmap.core.packets.packet import Note
from vividmap.core.record import Evidence, Person, Record, SkillEntry, Touchpoint
from vividmap.core.saying import lasting, listed, on
from vividmap.core.text import fold

MOST = 12
"""People who are named; of the others it is said how many there are."""
TOGETHER = 3
"""Entries that are shown of what was done together."""


_Entry = Evidence | SkillEntry


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody outside: where now, where before, when last in touch, what was done together."""

    person: Person
    now: str
    before: tuple[str, ...]
    last: date | None
    together: tuple[_Entry, ...]


def referrals(
    people: Sequence[Person],
    entries: Sequence[_Entry],
    record: Record,
    named: frozenset[str],
    today: date,
) -> Iterator[Note]:
    """Yield a note on each of the people; `entries` may be shown, `named` are the posting's companies."""
    known = list(_known(people, entries, record, today))
    known.sort(key=lambda one: (not _is_named(one, named), *_warmth(one, today), one.person.id))
    for one in known[:MOST]:
        yield Note(
            _said(one, named, today), (one.person.id, *(entry.id for entry in one.together[:TOGETHER]))
        )
    if left := known[MOST:]:
        who = "person" if len(left) == 1 else "people"
        yield Note(f"{len(left)} more {who} outside.", tuple(one.person.id for one in left))


def _known(
    people: Sequence[Person], entries: Sequence[_Entry], record: Record, today: date
) -> Iterator[_Known]:
    mine = fold(record.profile.employer)
    placed = {one.id: (one, *_employers(one, mine, today)) for one in people}
    outside = {uid: found for uid, found in placed.items() if any(found[1:])}
    together: dict[UUID, list[_Entry]] = defaultdict(list)
    for entry in entries:
        for uid in outside.keys() & set(entry.linked("person")):
            together[uid].append(entry)
    for uid, (person, now, before) in outside.items():
        met = (one for one in record.children.get(uid, ()) if isinstance(one, Touchpoint))
        days = [one.when.last for one in (*met, *together[uid]) if one.when and one.when.last <= today]
        done = sorted(together[uid], key=lambda one: (-_weight(one), one.id))
        yield _Known(person, now, before, max(days, default=None), tuple(done))


def _employers(person: Person, mine: str, today: date) -> tuple[str, tuple[str, ...]]:
    """Return where somebody is now, "" where that is with me, and where else they were before."""
    at = person.position(today)
    now = at.employer if at.height == "outside" or fold(at.employer) != mine else ""
    past = (one for one in reversed(person.positions) if one.since is None or one.since <= today)
    others = (one.employer for one in past if one.employer and fold(one.employer) not in (mine, fold(now)))
    return now, tuple(dict.fromkeys(others))


def _weight(entry: _Entry) -> int:
    return strength(entry) if isinstance(entry, Evidence) else 0


def _is_named(one: _Known, named: frozenset[str]) -> bool:
    return any(fold(company) in named for company in (one.now, *one.before) if company)


def _warmth(one: _Known, today: date) -> tuple[bool, int, int]:
    days = (today - one.last).days if one.last else 10**6
    return not one.now, -len(one.person.real), days


def _said(one: _Known, named: frozenset[str], today: date) -> str:
    company = one.now or one.before[0]
    others = one.before if one.now else one.before[1:]
    parts = (
        one.person.text
        + ("" if one.now else ", who was there")
        + (f", before at {listed(others)}" if others else ""),
        "the posting names the company" if _is_named(one, named) else "",
        listed(one.person.real),
        _fresh(one, today),
        f"together: {one.person.worked_on}" if one.person.worked_on else "",
    )
    return f"{company}: {'; '.join(filter(None, parts))}"


def _fresh(one: _Known, today: date) -> str:
    if one.last is None:
        return "no contact is in the record"
    days = (today - one.last).days
    ago = "today" if not days else f"{lasting(days)} ago"
    quiet = ", gone quiet: say hello before you ask" if has_gone_quiet(one.person, one.last, today) else ""
    return f"last in touch on {on(one.last)}, {ago}{quiet}"
