"""What waits for a person: an outcome to fill in, somebody to get in touch with. Never a nag."""

from dataclasses import dataclass
from datetime import date, timedelta

from vividmap.core.contact import bears, has_gone_quiet
from vividmap.core.record import Evidence, Item
from vividmap.services import entries
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid
from vividmap.store.queries import due as rows
from vividmap.store.queries import people

FRESH = timedelta(days=14)
"""An outcome takes time to show: nobody is asked for it sooner. A rule of thumb of our own."""
TOO_LATE = timedelta(days=365)
"""What was not estimated within a year is not remembered either."""
PUT_OFF = {"evidence": timedelta(days=14), "person": timedelta(days=28)}
MOST = 2


@dataclass(frozen=True)
class Due:
    """Something that waits: the item, since when, and after how many days it is due."""

    item: Item
    since: date
    after: int


def look(actor: Actor, day: date) -> list[Due]:
    """Return what is due on a day, outcomes first, at most two of each."""
    outcomes = rows.without_outcome(actor.owner, day - TOO_LATE, day - FRESH, day, MOST)
    waiting = [
        Due(one, one.when.last, FRESH.days) for one in outcomes if isinstance(one, Evidence) and one.when
    ]
    return [*waiting, *_fading(actor, day)]


def _fading(actor: Actor, day: date) -> list[Due]:
    contacts = people.contacts(actor.owner, day)
    found = [
        Due(one, last, bears(one))
        for one in rows.who_matters(actor.owner, day)
        if one.id in contacts and (last := contacts[one.id].last) and has_gone_quiet(one, last, day)
    ]
    return sorted(found, key=lambda one: one.since + timedelta(days=one.after))[:MOST]


def answer(actor: Actor, handle: str, outcome: str) -> Item:
    """Say what came of some evidence; return it. Raises NotFound, Invalid."""
    row = entries.find(actor, handle, "evidence")
    if not outcome.strip():
        raise Invalid("Say what came of it; a rough estimate will do.", "outcome")
    return rows.item(actor.owner, entries.edit(actor, row.handle, {"outcome": outcome}))


def put_off(actor: Actor, handle: str, day: date) -> Item:
    """Ask again in a few weeks; return the item. Raises NotFound."""
    row = entries.find(actor, handle, *PUT_OFF)
    entries.edit(actor, row.handle, {"later": day + PUT_OFF[row.kind]})
    return rows.item(actor.owner, row)
