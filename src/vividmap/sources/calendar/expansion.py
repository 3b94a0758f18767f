"""The occurrences of events within some days, however they repeat, in bounded time."""

import re
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from vividmap.sources.calendar.ics import IcsEvent, IcsProperty
from vividmap.sources.calendar.meetings import CalendarMeeting, Contacts, MeetingNotes, is_meeting

MAX_SECONDS = 10.0
"""For all series of one calendar; each takes a second at worst."""

_RULE_PARTS = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH", "BYSETPOS"},
    "MONTHLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}
"""The parts that may select the days of a rule. Others may never match, and be tried until the year 9999."""
_SINGLE_PART = re.compile(
    r"(?:INTERVAL|COUNT)=[1-9]\d{0,5}|(?:BYHOUR|BYMINUTE|BYSECOND)=\d{1,2}|WKST=[A-Z]{2}|UNTIL=[\dTZ]{8,16}"
)
_MAX_RULE_LENGTH = 300
_FIRST_YEAR = 1970
_TIME_PROPERTIES = (
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "SEQUENCE",
)
_DATES = frozenset(_TIME_PROPERTIES) - {"UID", "DURATION", "RRULE", "SEQUENCE"}
_DATE_VALUE = re.compile(r"[\dTZPWDHMS,/+-]{1,60000}")
_DURATION = re.compile(r"P(?:\d{1,3}[WD])?(?:T(?:\d{1,4}[HMS]){1,3})?")
_INDEX = "X-VIVIDMAP-INDEX"


def find_meetings(
    events: Sequence[IcsEvent], contacts: Contacts, first_day: date, today: date, notes: MeetingNotes
) -> list[CalendarMeeting]:
    """Return the meetings from a day until yesterday; what cannot be read is counted in the notes."""
    series: dict[str, list[IcsEvent]] = {}
    for number, event in enumerate(events):
        series.setdefault(event.text("UID") or f"event {number}", []).append(event)
    meetings: list[CalendarMeeting] = []
    ends = time.monotonic() + MAX_SECONDS
    for uid, group in series.items():
        if not any(is_meeting(event, contacts) for event in group) or not _can_occur(group, first_day, today):
            continue
        if time.monotonic() > ends:
            notes.counts["late"] += 1
        elif not all(map(_is_bounded, group)):
            notes.counts["repeating"] += 1
        else:
            meetings += _meetings_of(uid, group, contacts, (first_day, today), notes)
    return meetings


def _can_occur(group: Sequence[IcsEvent], first_day: date, today: date) -> bool:
    """Return whether a series can have an occurrence in time, by its dates as they are written."""
    earliest, latest = f"{first_day - timedelta(days=2):%Y%m%d}", f"{today + timedelta(days=1):%Y%m%d}"
    starts = [(event, event.properties["DTSTART"][0].value[:8]) for event in group]
    return any(start <= latest and (event.is_recurring or start >= earliest) for event, start in starts)


def _is_bounded(event: IcsEvent) -> bool:
    """Return whether all occurrences of an event can be found in a second."""
    rule = event.first("RRULE")
    if event.is_cut and event.is_recurring:
        return False
    if rule is None:
        return True
    parts = rule.value.upper().strip(";").split(";")
    frequency = next((part[5:] for part in parts if part.startswith("FREQ=")), "")
    selecting = _RULE_PARTS.get(frequency)
    return (
        selecting is not None
        and len(rule.value) <= _MAX_RULE_LENGTH
        and event.properties["DTSTART"][0].value[:4] >= str(_FIRST_YEAR)
        and all(
            _SINGLE_PART.fullmatch(part) or part.partition("=")[0] in {"FREQ", *selecting} for part in parts
        )
    )


def _meetings_of(
    uid: str, group: Sequence[IcsEvent], contacts: Contacts, days: tuple[date, date], notes: MeetingNotes
) -> Iterator[CalendarMeeting]:
    """Yield the meetings of one series. An error of the library is counted: its input can be anything."""
    try:
        occurrences = _expand(uid, group, *days)
    except Exception:  # noqa: BLE001 - the libraries raise many kinds for what is no date
        notes.counts["unreadable"] += 1
        return
    for occurrence in occurrences:
        event = group[int(occurrence[_INDEX])]
        day = _local_day(occurrence["DTSTART"].dt)
        if not days[0] <= day < days[1] or not is_meeting(event, contacts) or _is_all_day(occurrence):
            continue
        yield CalendarMeeting(
            id=f"{uid} {day.isoformat()} {occurrence['DTSTART'].dt:%H%M}",
            series=uid,
            title=event.text("SUMMARY"),
            day=day,
            people=contacts.people_of(event),
            size=contacts.size_of(event),
        )


def _expand(uid: str, group: Sequence[IcsEvent], first_day: date, today: date) -> list[Any]:
    """Return the occurrences of a series around some days, each with the index of its event."""
    import icalendar  # noqa: PLC0415 - half a second together, for those who have a calendar
    import recurring_ical_events  # type: ignore[import-untyped]  # noqa: PLC0415

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//VividMap//EN"]
    for index, event in enumerate(group):
        lines += ["BEGIN:VEVENT", f"{_INDEX}:{index}", *_copy_lines(event), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    calendar = icalendar.Calendar.from_ical("\r\n".join(lines) + "\r\n")
    query = recurring_ical_events.of(calendar)
    return list(query.between(first_day - timedelta(days=1), today + timedelta(days=1)))


def _copy_lines(event: IcsEvent) -> Iterator[str]:
    """Yield the lines of an event that say when it is, with time zones that are known here."""
    for name in _TIME_PROPERTIES:
        for value in event.properties.get(name, ()):
            if name == "UID":
                yield "UID:series"
            elif name == "DURATION":
                if _DURATION.fullmatch(value.value):
                    yield f"DURATION:{value.value}"
            elif name not in _DATES:
                yield f"{name}:{value.value}"
            elif _DATE_VALUE.fullmatch(value.value):
                yield f"{name}{_date_parameters(value)}:{value.value}"


def _date_parameters(value: IcsProperty) -> str:
    kind = value.parameters.get("VALUE", "").upper()
    zone = _known_zone(value.parameters.get("TZID", ""))
    return (f";VALUE={kind}" if kind in ("DATE", "PERIOD") else "") + (f";TZID={zone}" if zone else "")


@lru_cache(maxsize=500)
def _known_zone(name: str) -> str:
    """Return the name of a time zone in the standard's database; "" for none, which means the local time."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - as above

    for candidate in (WINDOWS_TO_OLSON.get(name, ""), name, "/".join(name.split("/")[-2:])):
        try:
            if candidate and re.fullmatch(r"[\w/+-]{1,60}", candidate):
                return ZoneInfo(candidate).key
        except (KeyError, ValueError, OSError):  # what is no zone, or a folder of zones
            continue
    return ""


def _local_day(moment: datetime | date) -> date:
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone().date() if moment.tzinfo else moment.date()


def _is_all_day(occurrence: Any) -> bool:
    """Return whether an occurrence is all-day, or as long."""
    start = occurrence["DTSTART"].dt
    end = occurrence["DTEND"].dt if "DTEND" in occurrence else start
    return not isinstance(start, datetime) or end - start >= timedelta(hours=23)
