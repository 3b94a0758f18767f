"""What must not be told, and to whom: one rule for every conversation.

Private items are told to nobody. To people outside the company neither what is internal nor what holds a
confidential name is told. The confidential names are the owner's, stored with the profile. An item holds one
if any of its texts does, every declared field and its notes included; an item that links to such an item is
held back too, since the link would name it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from itertools import chain
from uuid import UUID

from vividmap.core.confidential_names import ConfidentialNames, NameSpan
from vividmap.core.english.dates import Period
from vividmap.core.item import Outline
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.private_names import PrivateNames
from vividmap.core.record import KINDS, NAMEABLE_KINDS, Evidence, Item, Record, SkillEntry, by_date, specs


class ConfidentialityFilter:
    """Decides which items of a record are held back, except for the `shown_ids` that its author shows."""

    def __init__(self, record: Record, shown_ids: Iterable[UUID] = (), *, outside: bool = False) -> None:
        self._record, self._shown_ids, self._outside = record, frozenset(shown_ids), outside
        self._names = ConfidentialNames(record.profile.confidential)
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
            return item.confidentiality in self._marks
        return any(part.confidentiality in self._marks for part in self._with_parents(item))

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


def is_private(item: Item | Outline) -> bool:
    """Return whether an item is itself marked as private."""
    return item.confidentiality == "private"


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


def item_texts(item: Item) -> Iterator[str]:
    """Yield every text of an item that its author wrote: all declared fields, and the names it mentions."""
    yield from field_texts(item)
    for mention in item.mentions:
        yield mention.name


def field_texts(item: Item) -> Iterator[str]:
    """Yield every text of an item's declared fields."""
    for name in _text_fields(item.kind):
        value = getattr(item, name)
        if not value:
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple) and all(isinstance(part, str) for part in value):
            yield from value
        else:
            yield from _nested_texts(value)


@cache
def _text_fields(kind: str) -> tuple[str, ...]:
    """Return the names of the fields that can hold a text; a choice of fixed words cannot."""
    return ("text", "body", *(name for name, spec in specs(kind).items() if not getattr(spec, "options", ())))


def _nested_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, nested in value.items():
            yield from _nested_texts(key)
            yield from _nested_texts(nested)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _nested_texts(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for nested in value:
            yield from _nested_texts(nested)
