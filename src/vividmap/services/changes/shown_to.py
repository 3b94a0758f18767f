"""Verbs for marking evidence and skill entries as shown to a person on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from vividmap.core.record import KINDS
from vividmap.services.actor import Actor
from vividmap.services.changes import entries, mentions
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.store.models import ItemRow, MentionRow

SHOWABLE_KINDS = tuple(kind for kind, item_class in KINDS.items() if "surfaced" in item_class.mention_sorts)


@takes_turn
def mark_shown(actor: Actor, handles: Sequence[str], person: str, day: date | None) -> list[ItemRow]:
    """Mark entries as shown to a person on a day, as one change; return the newly marked ones.

    `person` is a handle or a name; None is an unknown day. Raises NotFound.
    """
    person_row = entries.find_by_name(actor, "surfaced", person)
    rows = _find_rows(actor, handles)
    with open_change_set(actor, "mark as shown") as changes:
        return mark_rows_shown(changes, rows, person_row, day)


def mark_rows_shown(
    changes: ChangeSet, rows: Sequence[ItemRow], person_row: ItemRow, day: date | None
) -> list[ItemRow]:
    """Mark entries as shown to a person within a change set; return the newly marked ones."""
    marked_rows = []
    for row in rows:
        if any(_is_shown_to(mention, person_row) and mention.on == day for mention in row.mentions.all()):
            continue
        mentions.add_mention(changes, row, "surfaced", person_row, day)
        marked_rows.append(row)
    return marked_rows


@takes_turn
def unmark_shown(actor: Actor, handles: Sequence[str], person: str, day: date | None = None) -> list[ItemRow]:
    """Remove the marks that entries were shown to a person, on a day or ever; return the changed ones.

    One change. Raises NotFound.
    """
    person_row = entries.find_by_name(actor, "surfaced", person)
    rows = _find_rows(actor, handles)
    with open_change_set(actor, "unmark as shown") as changes:
        unmarked_rows = []
        for row in rows:
            mentions_to_remove = [
                mention
                for mention in row.mentions.all()
                if _is_shown_to(mention, person_row) and day in (None, mention.on)
            ]
            if mentions_to_remove:
                mentions.remove_mentions(changes, row, mentions_to_remove)
                unmarked_rows.append(row)
    return unmarked_rows


def _find_rows(actor: Actor, handles: Sequence[str]) -> list[ItemRow]:
    """Return the entries with some handles, each once. Raises NotFound."""
    rows: dict[UUID, ItemRow] = {}
    for handle in handles:
        row = entries.find_item(actor, handle, *SHOWABLE_KINDS)
        rows[row.uid] = row
    return [*rows.values()]


def _is_shown_to(mention: MentionRow, person_row: ItemRow) -> bool:
    return mention.sort == "surfaced" and mention.target_id == person_row.uid
