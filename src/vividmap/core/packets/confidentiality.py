"""What must not be told, and to whom: one rule for every conversation.

Private items are told to nobody, whether their author marked them or their own words say so ("not for
sharing", `core/item_marks.py`). To people outside the company neither what is internal nor what holds a
confidential name is told. The confidential names are the owner's, stored with the profile. An item holds one
if any of its texts does, every declared field and its notes included; an item that links to such an item is
held back too, since the link would name it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from uuid import UUID

from vividmap.core.confidential_names import ConfidentialNames, NameSpan
from vividmap.core.english.dates import Period
from vividmap.core.item_marks import item_texts, level_of
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.private_names import PrivateNames
from vividmap.core.record import KINDS, NAMEABLE_KINDS, Evidence, Item, Record, SkillEntry, by_date


class ConfidentialityFilter:
    """Decides which items of a record are held back, except for the `shown_ids` that its author shows."""

    def __init__(self, record: Record, shown_ids: Iterable[UUID] = (), *, outside: bool = False) -> None:
        self._record, self._shown_ids, self._outside = record, frozenset(shown_ids), outside
        self._names = ConfidentialNames(record.profile.confidential)
        self._levels: dict[int, tuple[Item, str]] = {}
        self._marks = frozenset(("private", "internal") if outside else ("private",))

    def is_held_back(self, item: Item) -> bool:
        """Return whether an item must not be told."""
        if self._shown_ids and item.id in self._shown_ids:
            return False
        return self.is_marked(item) or (self._outside and self.is_confidential(item))

    def can_tell(self, item: Item) -> bool:
        """Return whether a draft may tell of an item: it says something and is not held back."""
        return bool(item.text.strip()) and not self.is_held_back(item)

    def is_marked(self, item: Item) -> bool:
        """Return whether an item, or one that it belongs to, is marked as not for these readers."""
        if not item.parent:
            return self._level_of(item) in self._marks
        return any(self._level_of(part) in self._marks for part in self._with_parents(item))

    def _level_of(self, item: Item) -> str:
        """Return who may read an item; words are looked at once, however many sections ask."""
        if item.confidentiality:
            return item.confidentiality
        key = id(item)
        if key not in self._levels:
            self._levels[key] = (item, level_of(item))  # the item too: else its number could be another's
        return self._levels[key][1]

    def _with_parents(self, item: Item) -> Iterator[Item]:
        """Yield an item, what it belongs to (an update's gap, a gap's goal), and so on upwards."""
        parent: Item | None = item
        seen_ids: set[UUID] = set()
        while parent is not None and parent.id not in seen_ids:
            yield parent
            seen_ids.add(parent.id)
            parent = self._record.by_id.get(parent.parent) if parent.parent else None

    def is_confidential(self, item: Item) -> bool:
        """Return whether an item holds a confidential name, or links to an item whose name holds one."""
        return bool(self._names) and (
            self.has_name(*item_texts(item))
            or any(mention.target in self._confidential_targets for mention in item.mentions)
        )

    def has_private_name(self, *texts: str) -> bool:
        """Return whether texts hold the name of an item that is marked, and not shown by the author."""
        return self.private_names.is_in(" \n ".join(texts))

    @cached_property
    def private_names(self) -> PrivateNames:
        """Return the names of what is marked, and not shown by the author."""
        nameable_items = chain(*(self._record.items_of(KINDS[kind]) for kind in sorted(NAMEABLE_KINDS)))
        marked_items = (
            item for item in nameable_items if item.id not in self._shown_ids and self.is_marked(item)
        )
        return PrivateNames(self._record, marked_items)

    def find_names(self, text: str) -> tuple[NameSpan, ...]:
        """Return where a text holds confidential names."""
        return self._names.find(text)

    def has_name(self, *texts: str) -> bool:
        """Return whether texts hold a confidential name, in any spelling."""
        return self._names.is_in(" \n ".join(texts))

    @cached_property
    def _confidential_targets(self) -> frozenset[UUID]:
        """Return the items that can be linked to and have a confidential name in their own name."""
        return frozenset(
            item.id
            for item in self._record.items
            if not isinstance(item, Evidence | SkillEntry)
            and self.has_name(item.text, *getattr(item, "aliases", ()))
        )


def chosen_entries(
    record: Record, choices: AuthorChoices, confidentiality: ConfidentialityFilter
) -> tuple[Evidence, ...]:
    """Return the evidence that the author chose and a draft may tell of, in the author's order."""
    items = (record.by_id.get(item_id) for item_id in dict.fromkeys(choices.chosen_ids))
    return tuple(item for item in items if isinstance(item, Evidence) and confidentiality.can_tell(item))


def held_back_entries(
    record: Record,
    kinds: Sequence[type[Item]],
    period: Period,
    choices: AuthorChoices,
    confidentiality: ConfidentialityFilter,
) -> list[Item]:
    """Return the entries of some kinds, of a period or chosen, that are held back; oldest first."""
    chosen_items = filter(None, map(record.by_id.get, choices.chosen_ids))
    chosen_entries = (item for item in chosen_items if isinstance(item, tuple(kinds)))
    entries = chain(chosen_entries, *(record.items_during(kind, period) for kind in kinds))
    # Few are held back, and only those are compared.
    unique_entries = {entry.id: entry for entry in filter(confidentiality.is_held_back, entries)}.values()
    return sorted(unique_entries, key=by_date)
