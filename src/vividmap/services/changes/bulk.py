"""Bulk edits of entries. Each call is one change, undone as one step."""

from collections.abc import Callable, Sequence

from vividmap.core.record import ENTRY_KINDS, KINDS, MentionSort
from vividmap.core.shorthand import NameMark
from vividmap.core.text import clean_line
from vividmap.services.actor import Actor
from vividmap.services.changes import entries
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Invalid
from vividmap.store import item_rows
from vividmap.store.models import ItemRow

MAX_ENTRIES = 1_000


def tag_entries(actor: Actor, handles: Sequence[str], label: str) -> int:
    """Add a tag to entries; return how many were changed. Raises NotFound, Invalid."""
    clean_label = clean_line(label).strip(" ,")
    if not clean_label:
        raise Invalid("say which tag", "value")

    def add_tag(changes: ChangeSet, row: ItemRow) -> bool:
        tags = (*row.fields.get("tags", ()), clean_label)
        return changes.edit(row, {"tags": tuple(dict.fromkeys(tags))})

    return _apply_to_entries(actor, handles, "tag", add_tag)


def link_entries_to(sort: MentionSort) -> Callable[[Actor, Sequence[str], str], int]:
    """Return a bulk edit that links entries to a skill, person or goal. It raises NotFound, Invalid."""

    @takes_turn
    def link_entries(actor: Actor, handles: Sequence[str], name: str) -> int:
        if not name.strip(" #@!^"):
            raise Invalid(f"say which {sort}", "value")
        target_name = name.strip().lstrip("#@!^")
        if sort != "skill":  # an unknown skill is added
            target_name = entries.find_by_name(actor, sort, target_name).handle

        def add_link(changes: ChangeSet, row: ItemRow) -> bool:
            if sort not in KINDS[row.kind].mention_sorts:
                return False
            before = item_rows.to_item(actor.owner, row).mentions
            target = changes.resolve_name(NameMark(sort, target_name))
            if any(mention.sort == sort and mention.target == target and target for mention in before):
                return False
            marks = [
                NameMark(mention.sort, mention.name, mention.shown_on, is_pending=mention.target is None)
                for mention in before
            ]
            changes.edit(row, {"mentions": (*marks, NameMark(sort, target_name))})
            return True

        return _apply_to_entries(actor, handles, f"link {sort}", add_link)

    return link_entries


def delete_entries(actor: Actor, handles: Sequence[str], _: str = "") -> int:
    """Move entries to the trash; return how many. Raises NotFound."""

    def remove_row(changes: ChangeSet, row: ItemRow) -> bool:
        changes.remove(row)
        return True

    return _apply_to_entries(actor, handles, "delete", remove_row)


@takes_turn
def _apply_to_entries(
    actor: Actor, handles: Sequence[str], verb: str, do: Callable[[ChangeSet, ItemRow], bool]
) -> int:
    if len(handles) > MAX_ENTRIES:
        raise Invalid(f"that is {len(handles)} entries; select at most {MAX_ENTRIES} at a time", "handle")
    rows = [*entries.find_items(actor, handles, *ENTRY_KINDS)]
    with open_change_set(actor, verb) as changes:
        return sum(do(changes, row) for row in rows)


BULK_VERBS: dict[str, Callable[[Actor, Sequence[str], str], int]] = {
    "tag": tag_entries,
    "skill": link_entries_to("skill"),
    "person": link_entries_to("person"),
    "goal": link_entries_to("goal"),
    "delete": delete_entries,
}
"""The bulk edits by their name in the form."""
