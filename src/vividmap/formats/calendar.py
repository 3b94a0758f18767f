"""What is to be done on which day → an iCalendar (RFC 5545) that calendars of any kind read."""

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
"""From how many years ahead it is told by which rule a clock changes; where by none, so many are written."""
_HOURS = 12
"""After how many hours a feed is to be asked for again."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something to do: at a moment where the owner is, for some minutes, or all day on a date.

    `uid` is the same each time that it is written. `rule` is how it recurs, in the words of RFC 5545 (`FREQ`,
    `BYDAY` …), empty where it does not. `alarm` is how long after the start it rings.
    """

    uid: str
    title: str
    start: datetime | date
    minutes: int = 0
    note: str = ""
    rule: Mapping[str, object] = field(default_factory=dict)
    alarm: timedelta = timedelta(0)


def write(events: Sequence[Event], now: datetime) -> bytes:
    """Return events as an iCalendar in UTF-8, made at a moment, with the time zones that they are in."""
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


def _event(event: Event, now: datetime) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    made.add("summary", event.title)
    made.add("dtstart", event.start)
    made.add("duration", timedelta(minutes=event.minutes) if event.minutes else timedelta(days=1))
    made.add("transp", "OPAQUE" if event.minutes else "TRANSPARENT")
    made.add("class", "PRIVATE")
    if event.note:
        made.add("description", event.note)
    if event.rule:
        made.add("rrule", dict(event.rule))
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", event.alarm)
    alarm.add("description", event.title)
    made.add_component(alarm)
    return made


def _zones(events: Sequence[Event]) -> list[ZoneInfo]:
    found = [one.start.tzinfo for one in events if isinstance(one.start, datetime)]
    named = {one.key: one for one in found if isinstance(one, ZoneInfo) and one.key != "UTC"}
    return [named[key] for key in sorted(named)]


def _zone(zone: ZoneInfo, year: int) -> icalendar.Timezone:
    """Return a time zone with its changes from the year before on.

    Ours, since the library writes a change to summer time with the clock after it, where the clock before it
    is asked for (RFC 5545, 3.6.5), and lists days, which some readers pass over, instead of a rule.
    """
    first = datetime(year - 1, 1, 1, tzinfo=UTC)
    start = first.astimezone(zone)
    onsets: dict[_Shift, list[datetime]] = defaultdict(list)
    for before, after in _changes(zone, first, datetime(year + _YEARS, 1, 1, tzinfo=UTC)):
        onsets[_shift(before, after)].append(_told(after, before))
    made = icalendar.Timezone()
    made.add("tzid", zone.key)
    made.add_component(_part(_shift(start, start), start.replace(tzinfo=None), {}))
    for shift, times in onsets.items():
        rule = _yearly(times)
        for one in times[:1] if rule else times:
            made.add_component(_part(shift, one, rule))
    return made


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
    """Return the rule by which a clock changes each year, like "the last Sunday of March"; {} if by none."""
    years = [one.year for one in times]
    one = times[0]
    alike = {(each.month, each.weekday(), each.time()) for each in times}
    if len(times) < 2 or years != list(range(one.year, one.year + len(times))) or len(alike) > 1:
        return {}
    counted = {(each.day - 1) // 7 + 1 for each in times}
    is_last = all((each + timedelta(days=7)).month != each.month for each in times)
    if len(counted) > 1 and not is_last:
        return {}
    number = counted.pop() if len(counted) == 1 else -1
    weekday = "MO TU WE TH FR SA SU".split()[one.weekday()]
    return {"FREQ": "YEARLY", "BYMONTH": one.month, "BYDAY": f"{number}{weekday}"}


class _Shift(NamedTuple):
    """A change of the clock: east of UTC before and after, its name then, whether in summer."""

    before: timedelta
    after: timedelta
    name: str
    summer: bool


def _shift(before: datetime, after: datetime) -> _Shift:
    zero = timedelta(0)
    east = before.utcoffset() or zero, after.utcoffset() or zero
    return _Shift(*east, after.tzname() or "", bool(after.dst()))


def _told(moment: datetime, before: datetime) -> datetime:
    """Return what a clock that was not yet changed says at a moment."""
    return (moment.astimezone(UTC) + (before.utcoffset() or timedelta(0))).replace(tzinfo=None)


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the last minute before and the first minute after each change of a zone's clock."""
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
    found = moment.astimezone(zone)
    return found.utcoffset(), found.tzname()
