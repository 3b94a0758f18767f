"""Who was at a meeting, and whether it counts: not if declined, cancelled, all-day, private or large."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vividmap.sources.calendar.ics import IcsEvent, IcsProperty

MAX_PEOPLE = 8
"""With more, a meeting is an audience."""

_CANCELLED_TITLE = re.compile(r"\s*(?:cancel+ed|abgesagt|annul[ée]e?|cancelad[oa])\b\s*:", re.IGNORECASE)
_MIN_MEETINGS = 5
_OWNER_SHARE = 0.8
"""A share of the meetings with guests: owners are in nearly all meetings of their own calendar."""
_ROOMS = ("ROOM", "RESOURCE")
_REASONS = {
    "repeating": "repeat in a way that cannot be read",
    "unreadable": "have a time that cannot be read",
    "late": "were not read: the calendar took too long",
}


@dataclass(frozen=True)
class CalendarMeeting:
    """One meeting that took place, with people on the map."""

    id: str
    series: str
    title: str
    day: date
    people: tuple[str, ...]
    """Those on the map, by the names that they have there."""
    size: int
    """Everybody in it, the owner too."""


@dataclass
class MeetingNotes:
    """How many events were left out, by the reason; what is left out by design is not counted."""

    counts: Counter[str] = field(default_factory=Counter)

    def sentences(self, place: str) -> list[str]:
        """Return what a person should know about a calendar."""
        return [
            f"{self.counts[name]} event{'s' if self.counts[name] > 1 else ''} in {place} {reason}."
            for name, reason in _REASONS.items()
            if self.counts[name]
        ]


class Contacts:
    """The people on the map, found by the address or name of an attendee, or by a name in a title."""

    def __init__(self, people: Mapping[str, str], owner_names: Sequence[str]) -> None:
        """Know names by the addresses and names that mean them, in lower case, and the owner's own."""
        self._people = people
        self._owner_names = frozenset(name.strip().lower() for name in owner_names)
        names = sorted((name for name in people if "@" not in name and len(name) > 2), key=len, reverse=True)
        alternatives = "|".join(map(re.escape, names))
        self._names = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if names else None
        self.notes: list[str] = []

    def recognize_owner(self, events: Sequence[IcsEvent]) -> None:
        """Take a stranger in nearly every meeting for the owner, if the owner is in none, and say so."""
        guest_lists = [guests for guests in map(_guests, events) if guests]
        if any(self._is_owner(guest) for guests in guest_lists for guest in guests):
            return
        counts = Counter(
            _address(guest) for guests in guest_lists for guest in guests if not self._name_of(guest)
        )
        address, count = next(iter(counts.most_common(1)), ("", 0))
        if count >= _MIN_MEETINGS and count >= len(guest_lists) * _OWNER_SHARE:
            self._owner_names |= {address}
            self.notes.append(
                f"{address} is in nearly every meeting and taken for you; if so: vividmap config email"
            )

    def people_of(self, event: IcsEvent) -> tuple[str, ...]:
        """Return the names of those on the map who were invited and did not decline, each once."""
        guests = _guests(event)
        if guests:
            names = [self._name_of(guest) for guest in guests if not has_declined(guest)]
        else:
            names = self._names_in(event.text("SUMMARY"))
        return tuple(dict.fromkeys(name for name in names if name))

    def size_of(self, event: IcsEvent) -> int:
        """Return how many people an event is for, the owner among them."""
        guests = _guests(event)
        if not guests:
            return 1 + len(self.people_of(event))
        has_owner = any(self._is_owner(guest) for guest in guests)
        return len(guests) + (not has_owner)

    def has_owner_declined(self, event: IcsEvent) -> bool:
        """Return whether the owner was invited and declined."""
        return any(self._is_owner(guest) and has_declined(guest) for guest in _guests(event))

    def _is_owner(self, guest: IcsProperty) -> bool:
        return bool(self._owner_names.intersection((_address(guest), _name(guest))))

    def _name_of(self, guest: IcsProperty) -> str:
        if self._is_owner(guest):
            return ""
        return self._people.get(_address(guest)) or self._people.get(_name(guest)) or ""

    def _names_in(self, title: str) -> list[str]:
        names = self._names.findall(title[:500].lower()) if self._names else []
        return [self._people[name] for name in names if name not in self._owner_names]


def is_meeting(event: IcsEvent, contacts: Contacts) -> bool:
    """Return whether an event counts, whenever it is: with people on the map, and not too many."""
    start = event.first("DTSTART")
    return not (
        start is None
        or start.is_date
        or event.text("STATUS").upper() == "CANCELLED"
        or event.text("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL")
        or _CANCELLED_TITLE.match(event.text("SUMMARY"))
        or contacts.size_of(event) > MAX_PEOPLE
        or contacts.has_owner_declined(event)
        or not contacts.people_of(event)
    )


def has_declined(guest: IcsProperty) -> bool:
    """Return whether somebody declined."""
    return guest.parameters.get("PARTSTAT", "").upper() == "DECLINED"


def _guests(event: IcsEvent) -> list[IcsProperty]:
    """Return the people of an event, its organiser among them, each once, without rooms."""
    properties = event.properties
    guests = {
        _address(guest): guest
        for guest in (*properties.get("ORGANIZER", ()), *properties.get("ATTENDEE", ()))
        if guest.parameters.get("CUTYPE", "").upper() not in _ROOMS
    }
    # an organiser without attendees is an appointment with oneself
    return list(guests.values()) if properties.get("ATTENDEE") else []


def _address(guest: IcsProperty) -> str:
    email = guest.parameters.get("EMAIL", "")
    return (email or guest.value).strip().lower().removeprefix("mailto:")


def _name(guest: IcsProperty) -> str:
    """Return a name in lower case, `Shah, Priya` as `priya shah`."""
    last, comma, first = guest.parameters.get("CN", "").strip().lower().partition(",")
    return f"{first.strip()} {last.strip()}" if comma else last
