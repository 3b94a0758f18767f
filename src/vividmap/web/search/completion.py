"""Names that complete a mark while one types: @person, #skill, !goal or gap."""

from collections.abc import Iterable
from dataclasses import dataclass

from vividmap.core.names import Names, full_names, short_names
from vividmap.core.record import MENTION_KINDS, Item, MentionSort
from vividmap.core.text import fold, slug

SORTS_BY_MARK: dict[str, MentionSort] = {"@": "person", "#": "skill", "!": "goal"}
MAX_COMPLETIONS = 8


@dataclass(frozen=True)
class Completion:
    """A name to choose: what is inserted, and what it stands for; `is_new`: nothing has that name yet."""

    insert: str
    label: str
    kind: str
    is_new: bool = False


def list_completions(items: Iterable[Item], mark: str, typed: str) -> list[Completion]:
    """Return the names that begin with `typed`, then those with a word that does, then a new name."""
    sort = SORTS_BY_MARK.get(mark)
    if sort is None:
        return []
    names = Names(items)
    key = slug(typed)
    candidates = [item for item in names.items() if item.kind in MENTION_KINDS[sort]]
    ranks = {item.id: rank for item in candidates if (rank := _rank(item, key)) is not None}
    matches = sorted(
        (item for item in candidates if item.id in ranks), key=lambda item: (ranks[item.id], fold(item.text))
    )
    completions = [
        Completion(f"{mark}{names.token(item.id)}", item.text, item.kind)
        for item in matches[:MAX_COMPLETIONS]
    ]
    if key and not names.has_name(sort, typed):
        completions.append(Completion(f"{mark}{key}", key, f"new {sort}", is_new=True))
    return completions


def _rank(item: Item, key: str) -> int | None:
    names = [*full_names(item), *short_names(item)]
    if any(name.startswith(key) for name in names):
        return 0
    return 1 if any(word.startswith(key) for name in names for word in name.split("-")) else None
