"""What all items of a record have, and the names in them. Each kind is in `record.py`."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import ClassVar, Literal, NamedTuple
from uuid import UUID

from vividmap.core.fields import Choice, declare
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.vocabulary import CONFIDENTIALITY
from vividmap.core.when import When

MentionSort = Literal["skill", "person", "goal", "criterion", "surfaced"]
MENTION_SORTS: tuple[MentionSort, ...] = ("skill", "person", "goal", "criterion", "surfaced")


_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an entry: what was written, and whom or what it means; pending while `target` is None.

    `shown_on` is the day on which the entry was surfaced to the person, for the sort "surfaced" alone.
    """

    sort: MentionSort
    name: str
    target: UUID | None = None
    shown_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Item:
    """What all items have. `text` is the one line that says it, `body` free Markdown beneath it."""

    kind: ClassVar[str]
    mention_sorts: ClassVar[tuple[MentionSort, ...]] = ()
    is_dated: ClassVar[bool] = False
    parent_kinds: ClassVar[tuple[str, ...]] = ()

    id: UUID = UUID(int=0)
    handle: str = ""
    version: int = 1
    created_at: datetime = _NEVER
    edited_at: datetime = _NEVER
    parent: UUID | None = None
    text: str = ""
    body: str = ""
    when: When | None = None
    mentions: tuple[Mention, ...] = ()
    confidentiality: str = declare(Choice("confidentiality", options=CONFIDENTIALITY))

    def __repr__(self) -> str:
        # Short, since it may end up in a log, and what an item says is nobody's business there.
        return f"<{self.kind} ^{self.handle}>"

    def linked_ids(self, sort: MentionSort) -> Iterator[UUID]:
        """Yield the ids of what the item links to, of one sort, in the order written."""
        return (m.target for m in self.mentions if m.sort == sort and m.target is not None)


class Outline(NamedTuple):
    """An item as far as it shows whether a draft may tell of it: an item costs ten times as much to read."""

    id: UUID
    text: str
    body: str
    confidentiality: str

    @classmethod
    def of(cls, item: Item) -> "Outline":
        """Return the outline of an item."""
        return cls(item.id, item.text, item.body, item.confidentiality)


def by_date(item: Item) -> tuple[date, date, int]:
    """Order dated entries from the oldest to the newest, undated ones first; for `sorted`."""
    first, last = (item.when.first, item.when.last) if item.when else (date.min, date.min)
    return first, last, item.id.int
