"""Events of an iCalendar file (RFC 5545), as far as meetings need them; anything else is passed over.

It reads lines and not components, so that any file takes time in proportion to its length.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MAX_ATTENDEES = 200
MAX_DATES = 3_000
"""Dates added to a series or taken from it."""

_PROPERTIES = frozenset(
    """
    UID SUMMARY DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID SEQUENCE STATUS CLASS ATTENDEE
    ORGANIZER
    """.split()
)
_MAX_REPEATS = {"ATTENDEE": MAX_ATTENDEES, "RDATE": MAX_DATES, "EXDATE": MAX_DATES, "RRULE": 1}
_MAX_LINE_LENGTH = 100_000
_MAX_EVENTS = 200_000
_PROPERTY = re.compile(r'([A-Za-z-]+)((?:;[^":;]*(?:"[^"]*"[^":;]*)*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Za-z-]+)=("[^"]*"|[^;]*)')
_ESCAPE = re.compile(r"\\([\\;,nN])")


class UnreadableCalendar(Exception):
    """A file is no calendar; the message says why."""


@dataclass(frozen=True, slots=True)
class IcsProperty:
    """One line of an event: its parameters, with names in capitals, and its value as it is written."""

    value: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the value of a text without its escapes."""
        return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.value).strip()

    @property
    def is_date(self) -> bool:
        """Return whether it is a day without a time."""
        return self.parameters.get("VALUE", "").upper() == "DATE" or len(self.value) == 8


@dataclass(slots=True)
class IcsEvent:
    """One event, or one changed occurrence of a series."""

    properties: dict[str, list[IcsProperty]] = field(default_factory=dict)
    is_cut: bool = False
    """Whether it has more attendees or dates than are read."""

    def first(self, name: str) -> IcsProperty | None:
        """Return a property, None if the event has none."""
        values = self.properties.get(name)
        return values[0] if values else None

    def text(self, name: str) -> str:
        """Return the text of a property, "" if the event has none."""
        value = self.first(name)
        return value.text if value else ""

    @property
    def is_recurring(self) -> bool:
        """Return whether it has more occurrences than one."""
        return "RRULE" in self.properties or "RDATE" in self.properties


def read_events(data: bytes) -> list[IcsEvent]:
    """Return the events of a calendar, without those that have no start. Raises UnreadableCalendar."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if not re.match(r"\s*BEGIN:VCALENDAR\s", text[:1000], re.IGNORECASE):
        raise UnreadableCalendar("it is not an iCalendar file; it has to begin with BEGIN:VCALENDAR")
    events = []
    for event in _read_components(text):
        if "DTSTART" in event.properties:
            events.append(event)
        if len(events) > _MAX_EVENTS:
            raise UnreadableCalendar(f"it has more than {_MAX_EVENTS:,} events; export a shorter period")
    return events


def _read_components(text: str) -> Iterator[IcsEvent]:
    """Yield events, without what is nested in them, such as alarms."""
    event: IcsEvent | None = None
    depth = 0
    for line in _unfold(text):
        upper = line[:20].upper().rstrip()
        if upper == "BEGIN:VEVENT" and event is None:
            event, depth = IcsEvent(), 0
        elif event is None:
            continue
        elif upper.startswith("BEGIN:"):
            depth += 1
        elif upper.startswith("END:") and depth:
            depth -= 1
        elif upper == "END:VEVENT":
            yield event
            event = None
        elif not depth:
            _add_property(event, line)


def _unfold(text: str) -> Iterator[str]:
    """Yield whole lines: one that begins with a blank continues the one before."""
    parts: list[str] = []
    length = 0
    for line in re.split(r"\r\n|\n|\r", text):
        if line[:1] in (" ", "\t") and parts:
            length += len(line)
            if length <= _MAX_LINE_LENGTH:
                parts.append(line[1:])
            continue
        if parts:
            yield "".join(parts)
        parts, length = [line[:_MAX_LINE_LENGTH]], len(line)
    yield "".join(parts)


def _add_property(event: IcsEvent, line: str) -> None:
    match = _PROPERTY.fullmatch(line)
    name = match[1].upper() if match else ""
    if match is None or name not in _PROPERTIES:
        return
    values = event.properties.setdefault(name, [])
    if len(values) >= _MAX_REPEATS.get(name, 1):
        event.is_cut = event.is_cut or name in _MAX_REPEATS
        return
    parameters = {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(match[2])}
    values.append(IcsProperty(match[3].strip(), parameters))
