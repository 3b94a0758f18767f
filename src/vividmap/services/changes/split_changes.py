"""Entries that the arrow of a change once cut into text and outcome, joined again when their owner asks."""

from collections.abc import Iterable, Iterator

from vividmap.core.results.changes import join_split_change
from vividmap.services.actor import Actor
from vividmap.services.changes.change_set import open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.store import item_rows
from vividmap.store.models import ItemRow


def joined_texts(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Yield handle and whole sentence of each split entry, of rows of handle, text and outcome."""
    for handle, text, outcome in rows:
        if joined := join_split_change(text, outcome):
            yield handle, joined


def evidence_with_outcome(owner_name: str) -> Iterator[tuple[str, str, str]]:
    """Yield handle, text and outcome of an owner's evidence with an outcome, as it was added."""
    rows = ItemRow.objects.filter(owner__name=owner_name, kind="evidence", fields__outcome__isnull=False)
    for handle, text, fields in rows.order_by("number").values_list("handle", "text", "fields"):
        yield handle, text, fields["outcome"]


@takes_turn
def join_split_changes(actor: Actor) -> list[tuple[str, str]]:
    """Join the halves of each split entry, as one change; return their handles and whole sentences."""
    split_entries = list(joined_texts(evidence_with_outcome(actor.owner.name)))
    if split_entries:
        with open_change_set(actor, "join split changes") as changes:
            for handle, joined in split_entries:
                row = item_rows.by_handle(actor.owner, handle)
                if row is not None:
                    changes.edit(row, {"text": joined, "outcome": ""})
    return split_entries
