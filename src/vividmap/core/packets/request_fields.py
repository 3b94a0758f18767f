"""What a conversation asks its author for, field by field: how pages and commands read it, how it is stored.

A conversation declares its fields in its own folder. The form on the page, the options of the command and the
choices stored with a saved packet are all derived from that declaration.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Generic, Literal, TypeVar
from uuid import UUID

from vividmap.core import handles
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import KINDS, Item, Record
from vividmap.core.text import UnreadableText

Answer = TypeVar("Answer")
FieldOptions = tuple[tuple[str, str], ...]
"""What can be chosen: a value and a label each."""
FindOptions = Callable[[Record, date], FieldOptions]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestField(Generic[Answer]):
    """One field: its name in forms and stored choices, its label, and its option on the command line.

    `words` are the values that it can have, where they do not depend on the record.
    """

    widget: ClassVar[Literal["line", "text", "choice"]] = "line"
    item_kind: ClassVar[str] = ""

    name: str
    label: str
    option: str
    option_help: str
    metavar: str = "TEXT"
    hint: str = ""
    words: tuple[str, ...] = ()
    is_argument: bool = False
    find_options: FindOptions | None = None

    def options(self, record: Record, day: date) -> FieldOptions:
        """Return what the record offers to choose from on a day, the default first."""
        return self.find_options(record, day) if self.find_options else ()

    def parse(self, text: str, record: Record) -> Answer:
        """Return what a text means, as a form or a command has it. Raises UnreadableText."""
        raise NotImplementedError

    def format(self, value: Answer, record: Record) -> str:
        """Return the text that `parse` reads, "" where nothing was answered."""
        raise NotImplementedError

    def encode(self, value: Answer) -> Any:
        """Return a value as JSON has it."""
        raise NotImplementedError

    def decode(self, json_value: Any) -> Answer:
        """Return a stored value; the empty one where nothing was stored or it cannot be read any more."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class LineField(RequestField[str]):
    """A line of text."""

    def parse(self, text: str, record: Record) -> str:
        return text.strip()

    def format(self, value: str, record: Record) -> str:
        return value

    def encode(self, value: str) -> str:
        return value

    def decode(self, json_value: Any) -> str:
        return str(json_value) if json_value else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(LineField):
    """A text of many lines, kept as it is; a command reads it from a file."""

    widget: ClassVar[Literal["line", "text", "choice"]] = "text"

    def parse(self, text: str, record: Record) -> str:
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(LineField):
    """One of some options."""

    widget: ClassVar[Literal["line", "text", "choice"]] = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemField(RequestField[UUID | None]):
    """An item of the record, named by its handle."""

    widget: ClassVar[Literal["line", "text", "choice"]] = "choice"
    missing: ClassVar[str] = "there is no item ^{handle}"

    def parse(self, text: str, record: Record) -> UUID | None:
        if not text:
            return None
        handle = handles.normalize(text)
        for item in record.items_of(KINDS[self.item_kind]):
            if item.handle == handle:
                return item.id
        raise UnreadableText(self.missing.format(handle=text[:40]))

    def format(self, value: UUID | None, record: Record) -> str:
        item: Item | None = record.by_id.get(value) if value else None
        return item.handle if item else ""

    def encode(self, value: UUID | None) -> str | None:
        return str(value) if value else None

    def decode(self, json_value: Any) -> UUID | None:
        return parse_id(json_value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonField(ItemField):
    """A person on the relationship map."""

    item_kind: ClassVar[str] = "person"
    missing: ClassVar[str] = "there is no person ^{handle} on the map"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkField(ItemField):
    """A framework."""

    item_kind: ClassVar[str] = "framework"
    missing: ClassVar[str] = "there is no framework ^{handle}"


def parse_id(json_value: Any) -> UUID | None:
    """Return the id that a stored text holds, None where it holds none."""
    try:
        return UUID(str(json_value))
    except ValueError:
        return None
