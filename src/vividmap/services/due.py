"""What waits for a person: an outcome to fill in, somebody to get in touch with. Never a nag.

What is due of check-ins is in `services.checkins`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from vividmap.core.contact import bears, has_gone_quiet
from vividmap.core.landing import TOO_LATE, asked_after, asks, next_ask
from vividmap.core.record import Evidence, Item, Profile
from vividmap.services import entries
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid
from vividmap.store import queries
from vividmap.store.queries import due as rows
from vividmap.store.queries import people

PUT_OFF = timedelta(days=28)
"""Somebody who is put off comes back after four weeks."""
MOST = 2


@dataclass(frozen=True)
class Due:
    """Something that waits: the item, since when, and after how many days it is due."""

    item: Item
    since: date
    after: int


def look(actor: Actor, day: date, profile: Profile | None = None) -> list[Due]:
    """Return what is due on a day, outcomes first, at most two of each."""
    limits = (profile or queries.profile(actor.owner)).limits
    return [*_outcomes(actor, day, asked_after(limits)), *_fading(actor, day)]


def _outcomes(actor: Actor, day: date, after: tuple[int, ...]) -> list[Due]:
    first, last = _before(day, TOO_LATE), _before(day, after[0])
    found = rows.without_outcome(actor.owner, first, last, day, MOST)
    return [
        Due(one, one.when.last, reached)
        for one in found
        if isinstance(one, Evidence) and one.when and (reached := asks(one, day, after)) is not None
    ]


def _before(day: date, days: int) -> date:
    return day - min(timedelta(days), day - date.min)


def _fading(actor: Actor, day: date) -> list[Due]:
    contacts = people.contacts(actor.owner, day)
    found = [
        Due(one, last, bears(one, day))
        for one in rows.who_matters(actor.owner, day)
        if one.id in contacts and (last := contacts[one.id].last) and has_gone_quiet(one, last, day)
    ]
    return sorted(found, key=lambda one: one.since + timedelta(days=one.after))[:MOST]


def answer(actor: Actor, handle: str, outcome: str) -> Item:
    """Say what came of some evidence; return it. Raises NotFound, Invalid."""
    row = entries.find(actor, handle, "evidence")
    if not outcome.strip():
        raise Invalid("Say what came of it; a rough estimate will do.", "outcome")
    return queries.one(actor.owner, entries.edit(actor, row.handle, {"outcome": outcome}))


def put_off(actor: Actor, handle: str, day: date) -> Item:
    """Ask again later: of an outcome at its next stage, of a person in four weeks. Raises NotFound."""
    row = entries.find(actor, handle, "evidence", "person")
    found = queries.one(actor.owner, row)
    later = day + PUT_OFF
    if isinstance(found, Evidence):
        later = next_ask(found, day, asked_after(queries.profile(actor.owner).limits))
    return queries.one(actor.owner, entries.edit(actor, row.handle, {"later": later}))


def close(actor: Actor, handle: str) -> Item:
    """Say that what came of some evidence will never be known: it is not asked for again. Raises NotFound."""
    row = entries.find(actor, handle, "evidence")
    return queries.one(actor.owner, entries.edit(actor, row.handle, {"landed": "unknown"}))
