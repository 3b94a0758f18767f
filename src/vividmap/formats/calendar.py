"""Events → an iCalendar file (RFC 5545) that any calendar program reads."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import icalendar

PRODUCT = "-//VividMap//VividMap//EN"
NAME = "VividMap"
_YEARS = 10
"""Years of clock changes that are examined for a yearly rule; without one, each change is written."""
_HOURS = 12
"""Hours after which a calendar program should fetch the feed again."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event: `minutes` long from a local time with a time zone, or all day on a date.

    `uid` is the same in every export. `rule` is the recurrence in terms of RFC 5545 (`FREQ`, `BYDAY` …),
    empty for a single event. `alarm` is the time of the alarm relative to the start.
    """

    uid: str
    title: str
    start: datetime | date
    minutes: int = 0
    note: str = ""
    rule: Mapping[str, object] = field(default_factory=dict)
    alarm: timedelta = timedelta(0)


def write(events: Sequence[Event], now: datetime) -> bytes:
    """Return events as an iCalendar in UTF-8, with the time zones that they use.

    `now` is the time of the export, with a time zone.
    """
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", timedelta(hours=_HOURS), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{_HOURS}H")
    for zone in _zones(events):
        calendar.add_component(_zone(zone, now.year))
    for event in events:
        calendar.add_component(_event(event, now))
    return bytes(calendar.to_ical())


class _Text(icalendar.vText):
    """A text, escaped by RFC 5545, 3.3.11. `vText` alone writes a typed backslash and N as a line break."""

    def to_ical(self) -> bytes:
        return re.sub(r"[\\;,]", r"\\\g<0>", self).replace("\r\n", "\n").replace("\n", r"\n").encode()


def _event(event: Event, now: datetime) -> icalendar.Event:
    calendar_event = icalendar.Event()
    calendar_event.add("uid", event.uid)
    calendar_event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    calendar_event.add("summary", _Text(event.title))
    calendar_event.add("dtstart", event.start)
    calendar_event.add("duration", timedelta(minutes=event.minutes) if event.minutes else timedelta(days=1))
    calendar_event.add("transp", "OPAQUE" if event.minutes else "TRANSPARENT")
    calendar_event.add("class", "PRIVATE")
    if event.note:
        calendar_event.add("description", _Text(event.note))
    if event.rule:
        calendar_event.add("rrule", dict(event.rule))
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", event.alarm)
    alarm.add("description", _Text(event.title))
    calendar_event.add_component(alarm)
    return calendar_event


def _zones(events: Sequence[Event]) -> list[ZoneInfo]:
    zones = [event.start.tzinfo for event in events if isinstance(event.start, datetime)]
    named_zones = {zone.key: zone for zone in zones if isinstance(zone, ZoneInfo) and zone.key != "UTC"}
    return [named_zones[key] for key in sorted(named_zones)]


def _zone(zone: ZoneInfo, year: int) -> icalendar.Timezone:
    """Return a time zone with its clock changes from the year before `year` on.

    `icalendar` is not used for this: it writes the start of summer time in the local time after the change,
    but RFC 5545 (3.6.5) requires the one before, and it lists dates, which some programs ignore, instead of
    a rule.
    """
    first = datetime(year - 1, 1, 1, tzinfo=UTC)
    start = first.astimezone(zone)
    onsets: dict[_Shift, list[datetime]] = defaultdict(list)
    for before, after in _changes(zone, first, datetime(year + _YEARS, 1, 1, tzinfo=UTC)):
        onsets[_shift(before, after)].append(_local_time(after, before))
    time_zone = icalendar.Timezone()
    time_zone.add("tzid", zone.key)
    time_zone.add_component(_part(_shift(start, start), start.replace(tzinfo=None), {}))
    for shift, times in onsets.items():
        rule = _yearly(times)
        for time in times[:1] if rule else times:
            time_zone.add_component(_part(shift, time, rule))
    return time_zone


def _part(shift: "_Shift", start: datetime, rule: Mapping[str, object]) -> icalendar.Component:
    part = icalendar.TimezoneDaylight() if shift.summer else icalendar.TimezoneStandard()
    part.add("dtstart", start)
    part.add("tzoffsetfrom", shift.before)
    part.add("tzoffsetto", shift.after)
    part.add("tzname", shift.name)
    if rule:
        part.add("rrule", dict(rule))
    return part


def _yearly(times: Sequence[datetime]) -> Mapping[str, object]:
    """Return the yearly rule of some clock changes, like "the last Sunday of March"; {} if they have none."""
    years = [time.year for time in times]
    first = times[0]
    alike = {(time.month, time.weekday(), time.time()) for time in times}
    if len(times) < 2 or years != list(range(first.year, first.year + len(times))) or len(alike) > 1:
        return {}
    weeks = {(time.day - 1) // 7 + 1 for time in times}
    is_last = all((time + timedelta(days=7)).month != time.month for time in times)
    if len(weeks) > 1 and not is_last:
        return {}
    number = weeks.pop() if len(weeks) == 1 else -1
    weekday = "MO TU WE TH FR SA SU".split()[first.weekday()]
    return {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": f"{number}{weekday}"}


class _Shift(NamedTuple):
    """A clock change: the offset east of UTC before and after, the new name, whether summer time begins."""

    before: timedelta
    after: timedelta
    name: str
    summer: bool


def _shift(before: datetime, after: datetime) -> _Shift:
    zero = timedelta(0)
    east = before.utcoffset() or zero, after.utcoffset() or zero
    return _Shift(*east, after.tzname() or "", bool(after.dst()))


def _local_time(moment: datetime, before: datetime) -> datetime:
    """Return the local time of a moment by the offset before the change, without a time zone."""
    return (moment.astimezone(UTC) + (before.utcoffset() or timedelta(0))).replace(tzinfo=None)


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the last minute before and the first minute after each clock change between two moments."""
    day, minute = timedelta(days=1), timedelta(minutes=1)
    while first < last:
        after = first + day
        if _says(zone, first) != _says(zone, after):
            low, high = first, after
            while high - low > minute:
                middle = low + (high - low) // 2 // minute * minute
                low, high = (middle, high) if _says(zone, middle) == _says(zone, first) else (low, middle)
            yield low.astimezone(zone), high.astimezone(zone)
        first = after


def _says(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()
