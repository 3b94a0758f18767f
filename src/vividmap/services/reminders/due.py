"""What is due: outcomes to fill in, people to contact.

Due check-ins are in `services.changes.checkins`.
"""

from datetime import date, timedelta

from vividmap.core.contact import has_gone_quiet, max_silence_days
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.outcome_followup import MAX_AGE_DAYS, due_stage, follow_up_days, next_follow_up
from vividmap.core.record import Evidence, Item, Profile
from vividmap.services.actor import Actor
from vividmap.services.changes import entries
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Invalid
from vividmap.store import item_rows, queries
from vividmap.store.queries import people
from vividmap.store.queries.due import evidence_without_outcome, people_to_contact

POSTPONED_BY = timedelta(days=28)
"""A postponed person is due again after four weeks."""
MAX_PER_KIND = 2


@dataclass(frozen=True)
class DueItem:
    """A due item: since when, and after how many days it became due."""

    item: Item
    since: date
    after: int


def list_due(actor: Actor, day: date, profile: Profile | None = None) -> list[DueItem]:
    """Return what is due on a day: at most two outcomes, then at most two people."""
    limits = (profile or queries.load_profile(actor.owner)).limits
    return [*_due_outcomes(actor, day, follow_up_days(limits)), *_fading_people(actor, day)]


def _due_outcomes(actor: Actor, day: date, after: tuple[int, ...]) -> list[DueItem]:
    first, last = _days_before(day, MAX_AGE_DAYS), _days_before(day, after[0])
    entries_without_outcome = evidence_without_outcome(actor.owner, first, last, day, MAX_PER_KIND)
    return [
        DueItem(entry, entry.when.last, stage_days)
        for entry in entries_without_outcome
        if entry.when and (stage_days := due_stage(entry, day, after)) is not None
    ]


def _days_before(day: date, days: int) -> date:
    return day - min(timedelta(days), day - date.min)


def _fading_people(actor: Actor, day: date) -> list[DueItem]:
    to_contact = {person.id: person for person in people_to_contact(actor.owner, day)}
    last_days = people.last_contacts(actor.owner, list(to_contact), day)
    due_items = [
        DueItem(person, last_days[uid], max_silence_days(person, day))
        for uid, person in to_contact.items()
        if uid in last_days and has_gone_quiet(person, last_days[uid], day)
    ]
    return sorted(due_items, key=lambda person: person.since + timedelta(days=person.after))[:MAX_PER_KIND]


@takes_turn
def answer_outcome(actor: Actor, handle: str, outcome: str) -> Item:
    """Set the outcome of evidence and return it. Raises NotFound, Invalid."""
    row = entries.find_item(actor, handle, "evidence")
    if not outcome.strip():
        raise Invalid("Enter an outcome; a rough estimate is enough.", "outcome")
    return item_rows.to_item(actor.owner, entries.edit_item(actor, row.handle, {"outcome": outcome}))


@takes_turn
def postpone(actor: Actor, handle: str, day: date) -> Item:
    """Postpone a due item: an outcome to its next stage, a person by four weeks. Raises NotFound."""
    row = entries.find_item(actor, handle, "evidence", "person")
    item = item_rows.to_item(actor.owner, row)
    later = day + POSTPONED_BY
    if isinstance(item, Evidence):
        later = next_follow_up(item, day, follow_up_days(queries.load_profile(actor.owner).limits))
    return item_rows.to_item(actor.owner, entries.edit_item(actor, row.handle, {"ask_again_on": later}))


@takes_turn
def close_outcome(actor: Actor, handle: str) -> Item:
    """Mark an outcome as unknown, so that it is never due again. Raises NotFound."""
    row = entries.find_item(actor, handle, "evidence")
    return item_rows.to_item(actor.owner, entries.edit_item(actor, row.handle, {"outcome_state": "unknown"}))
