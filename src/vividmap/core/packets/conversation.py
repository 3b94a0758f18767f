"""What a conversation is: what it is called, asks for and defaults to, who reads it, and what drafts it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from vividmap.core.english import dates
from vividmap.core.english.dates import Period
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.request_fields import PersonField, RequestField
from vividmap.core.record import Record

DraftFunction = Callable[[Record, Period, date, AuthorChoices], Packet]
FindPeriod = Callable[[Record, AuthorChoices, date], Period | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation. `name` is stored with saved packets, `slug` stands in URLs and commands.

    `summary` says on the page what you get; `short_help`, `description` and `examples` are the command's.
    `usual_period` is the period if none is stated, as it is typed; "" is the current half-year, unless
    `find_period` finds it in the record. `leaves_company` is true if outsiders read the draft: then it is
    exported without its sources. `extra_formats` are file extensions that only this conversation has.
    """

    name: str
    slug: str
    title: str
    order: int
    summary: str
    short_help: str
    description: str
    examples: tuple[str, ...]
    readers: str
    draft: DraftFunction
    leaves_company: bool = False
    fields: tuple[RequestField[Any], ...] = ()
    usual_period: str = ""
    find_period: FindPeriod | None = None
    extra_formats: tuple[str, ...] = ()

    @property
    def person_field(self) -> PersonField | None:
        """Return the field that asks for the person whom the conversation is with, None if there is none."""
        return next((field for field in self.fields if isinstance(field, PersonField)), None)

    def usual_period_text(self, day: date) -> str:
        """Return the period if none is stated, as it is typed; "" where it is found in the record."""
        if self.find_period:
            return ""
        return self._fallback_period(day)

    def choose_period(self, text: str, record: Record, choices: AuthorChoices, day: date) -> Period:
        """Return the period that a text states, the usual one for "". Raises NotADate."""
        fiscal_month = record.profile.fiscal_month or 1
        if not text and self.find_period:
            period = self.find_period(record, choices, day)
            if period:
                return period
        return dates.parse_period(text or self._fallback_period(day), day, fiscal_month)

    def _fallback_period(self, day: date) -> str:
        """Return the period if neither the author nor the record states one, as it is typed."""
        return self.usual_period or f"{day.year}-H{1 + (day.month > 6)}"
