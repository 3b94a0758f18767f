"""Verbs for what was shown to whom and when: evidence and skill entries, marked on the entries themselves."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from vividmap.core.record import KINDS
from vividmap.services import entries, mentioning
from vividmap.services.actor import Actor
from vividmap.services.work import Work, working
from vividmap.store.models import Item, Mention

SHOWN = tuple(kind for kind, one in KINDS.items() if "surfaced" in one.mentions_of)


def show(actor: Actor, handles: Sequence[str], person: str, on: date | None) -> list[Item]:
    """Say that entries were shown to a person on a day, in one change; return those that did not say so yet.

    `person` is a handle or a name; without a day it is not known when. Raises NotFound.
    """
    whom = entries.named(actor, "surfaced", person)
    rows = _rows(actor, handles)
    with working(actor, "surface") as work:
        return mark(work, rows, whom, on)


def mark(work: Work, rows: Sequence[Item], whom: Item, on: date | None) -> list[Item]:
    """Mark entries as shown to a person, in a change that was begun; return those that were not yet."""
    marked = []
    for row in rows:
        if any(_is_for(one, whom) and one.on == on for one in row.mentions.all()):
            continue
        mentioning.put(work, row, "surfaced", whom, on)
        marked.append(row)
    return marked


def take_back(actor: Actor, handles: Sequence[str], person: str, on: date | None = None) -> list[Item]:
    """Say that entries were not shown to a person, on a day or ever; return those that had said so.

    One change. Raises NotFound.
    """
    whom = entries.named(actor, "surfaced", person)
    rows = _rows(actor, handles)
    with working(actor, "take back surfaced") as work:
        marked = []
        for row in rows:
            doomed = [one for one in row.mentions.all() if _is_for(one, whom) and on in (None, one.on)]
            if doomed:
                mentioning.take(work, row, doomed)
                marked.append(row)
    return marked


def _rows(actor: Actor, handles: Sequence[str]) -> list[Item]:
    """Return the entries with some handles, each once: all of them, or nothing is done."""
    found: dict[UUID, Item] = {}
    for handle in handles:
        row = entries.find(actor, handle, *SHOWN)
        found[row.uid] = row
    return [*found.values()]


def _is_for(one: Mention, whom: Item) -> bool:
    return one.sort == "surfaced" and one.target_id == whom.uid
