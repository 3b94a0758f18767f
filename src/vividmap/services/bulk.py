"""One verb on many entries: one change, undone as one step."""

from collections.abc import Callable, Sequence

from vividmap.core.record import KINDS, MentionSort
from vividmap.core.shorthand import Named
from vividmap.core.text import clean_line
from vividmap.services import entries
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid
from vividmap.services.work import Work, working
from vividmap.store import queries
from vividmap.store.models import Item

MOST = 1_000


def tag(actor: Actor, handles: Sequence[str], label: str) -> int:
    """Put a label on entries; return how many had it not. Raises NotFound, Invalid."""
    said = clean_line(label).strip(" ,")
    if not said:
        raise Invalid("say which tag", "value")

    def tagged(work: Work, row: Item) -> bool:
        tags = (*row.fields.get("tags", ()), said)
        return work.edit(row, {"tags": tuple(dict.fromkeys(tags))})

    return _each(actor, handles, "tag", tagged)


def link_to(sort: MentionSort) -> Callable[[Actor, Sequence[str], str], int]:
    """Return a verb that links entries to a skill, a person or a goal by its name."""

    def linked_all(actor: Actor, handles: Sequence[str], name: str) -> int:
        if not name.strip(" #@!^"):
            raise Invalid(f"say which {sort}", "value")
        written = name.strip().lstrip("#@!^")
        if sort != "skill":  # a skill that is new is made
            written = entries.named(actor, sort, written).handle

        def linked(work: Work, row: Item) -> bool:
            if sort not in KINDS[row.kind].mentions_of:
                return False
            before = queries.one(actor.owner, row).mentions
            target = work.resolve(Named(sort, written))
            if any(one.sort == sort and one.target == target and target for one in before):
                return False
            said = [Named(one.sort, one.written, one.on, unlinked=one.target is None) for one in before]
            work.edit(row, {"mentions": (*said, Named(sort, written))})
            return True

        return _each(actor, handles, f"link {sort}", linked)

    return linked_all


def delete(actor: Actor, handles: Sequence[str], _: str = "") -> int:
    """Move entries to the trash; return how many. Raises NotFound."""

    def deleted(work: Work, row: Item) -> bool:
        work.remove(row)
        return True

    return _each(actor, handles, "delete", deleted)


def _each(actor: Actor, handles: Sequence[str], verb: str, do: Callable[[Work, Item], bool]) -> int:
    if len(handles) > MOST:
        raise Invalid(f"that is {len(handles)} entries, and one step takes {MOST}; tick fewer", "handle")
    rows = [entries.find(actor, handle, "evidence", "skill entry") for handle in dict.fromkeys(handles)]
    with working(actor, verb) as work:
        return sum(do(work, row) for row in rows)


VERBS: dict[str, Callable[[Actor, Sequence[str], str], int]] = {
    "tag": tag,
    "skill": link_to("skill"),
    "person": link_to("person"),
    "goal": link_to("goal"),
    "delete": delete,
}
"""What can be done to many entries, by its name in a form."""
