"""The owner's calendar: the three check-ins, and people to contact, as events. Reads only."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from vividmap.core import checkins
from vividmap.core.checkins.calendar import opening_day, period_of
from vividmap.core.contact import ideal_interval_days, max_silence_days
from vividmap.core.quarters import quarter
from vividmap.core.record import Person, Profile
from vividmap.core.when import WEEKDAYS
from vividmap.formats import calendar
from vividmap.formats.calendar import Event
from vividmap.services.actor import Actor
from vividmap.services.reminders.calendar_feed import CalendarPlan
from vividmap.store import queries
from vividmap.store.queries import due, people

_ALARM_AFTER_MIDNIGHT = timedelta(hours=9)
"""The alarm of an all-day event, after midnight."""
_HABIT_NOTES = {
    "weekly": "One or two entries, and outcomes that came due.",
    "monthly": "Skills, and the people who matter.",
    "quarterly": "Goals and gaps, two or three strong entries, the next quarter.",
}


def export_calendar(actor: Actor, plan: CalendarPlan) -> bytes:
    """Return the owner's calendar in iCalendar format."""
    profile = queries.load_profile(actor.owner)
    clock = find_named_zone(profile.time_zone)
    day = actor.now.astimezone(clock).date()
    events = [*habit_events(profile, day, plan.at, clock)]
    if plan.people:
        events += _people_events(actor, day)
    return calendar.write(events, actor.now)


def find_named_zone(name: str) -> ZoneInfo:
    """Return a time zone by name, the machine's for "", UTC if neither is known."""
    for zone_name in (name, *_machine_zone_names()):
        with contextlib.suppress(ZoneInfoNotFoundError, ValueError, OSError):
            if zone_name:
                return ZoneInfo(zone_name)
    return ZoneInfo("UTC")


def _machine_zone_names() -> Iterator[str]:
    """Yield possible names of the machine's time zone; its offset alone would ignore summer time."""
    yield os.environ.get("TZ", "").removeprefix(":")
    yield os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    with contextlib.suppress(OSError, UnicodeDecodeError), open("/etc/timezone", encoding="ascii") as file:
        yield file.read(100).strip()


def habit_events(profile: Profile, day: date, at: time, clock: tzinfo) -> Iterator[Event]:
    """Yield the weekly, monthly and quarterly check-in as recurring events that start on or after a day."""
    for kind in checkins.KINDS:
        minutes = checkins.minutes(kind)
        yield Event(
            uid=f"{kind}-check-in@vividmap",
            title=f"{kind.capitalize()} check-in, {minutes} minutes",
            start=datetime.combine(_next_opening(kind, day, profile), at, clock),
            minutes=minutes,
            note=f"{_HABIT_NOTES[kind]}\n\nvividmap checkin {kind}",
            rule=_RULES[kind](profile),
        )


def _next_opening(kind: str, day: date, profile: Profile) -> date:
    period = period_of(kind, day, profile)
    if opening_day(kind, period) < day:
        period = period_of(kind, period.last + timedelta(days=1), profile)
    return opening_day(kind, period)


def _weekly_rule(profile: Profile) -> Mapping[str, object]:
    day = opening_day("weekly", period_of("weekly", date(2026, 1, 15), profile))
    return {"FREQ": "WEEKLY", "BYDAY": WEEKDAYS[day.weekday()][:2].upper()}


def _monthly_rule(profile: Profile) -> Mapping[str, object]:
    return {"FREQ": "MONTHLY", "BYMONTHDAY": _month_day_from_end("monthly", profile)}


def _quarterly_rule(profile: Profile) -> Mapping[str, object]:
    last = quarter(date(2026, 1, 15), profile.fiscal_month or 1).last.month
    months = sorted((last - 1 + months_later) % 12 + 1 for months_later in (0, 3, 6, 9))
    return {"FREQ": "YEARLY", "BYMONTH": months, "BYMONTHDAY": _month_day_from_end("quarterly", profile)}


def _month_day_from_end(kind: str, profile: Profile) -> int:
    """Return the day of the month on which a check-in opens, counted from the month's end: -1 is the last."""
    period = period_of(kind, date(2026, 1, 15), profile)
    return (opening_day(kind, period) - period.last).days - 1


_RULES: Mapping[str, Callable[[Profile], Mapping[str, object]]] = {
    "weekly": _weekly_rule,
    "monthly": _monthly_rule,
    "quarterly": _quarterly_rule,
}


def _people_events(actor: Actor, day: date) -> Iterator[Event]:
    """Yield a recurring 1:1 for each manager, and for others the day on which their interval ends."""
    contacts = people.contacts_by_person(actor.owner, day)
    managers = {
        person.id: person
        for person in people.list_people(actor.owner)
        if person.position(day).height == "manager"
    }
    people_to_contact = {person.id: person for person in due.people_to_contact(actor.owner, date.max)}
    for uid, person in (managers | people_to_contact).items():
        contact = contacts.get(uid)
        last = contact.last if contact else None
        if uid in managers:
            yield _one_on_one_event(person, last, day)
        elif last:
            yield _touchpoint_event(person, last, day)


def _one_on_one_event(person: Person, last: date | None, day: date) -> Event:
    """Return a recurring 1:1 every few whole weeks, nearest to the ideal interval, on a working day."""
    weeks = max(1, round(ideal_interval_days(person, day) / 7))
    start = last + timedelta(weeks=weeks) if last else day
    if start < day:
        missed_rounds = -((start - day).days // (7 * weeks))
        start += timedelta(weeks=missed_rounds * weeks)
    if start.weekday() > 4:
        start += timedelta(days=7 - start.weekday())
    return Event(
        uid=f"{person.id}-one-on-one@vividmap",
        title=f"1:1 with {person.text}",
        start=start,
        rule={"FREQ": "WEEKLY", "INTERVAL": weeks},
        alarm=_ALARM_AFTER_MIDNIGHT,
    )


def _touchpoint_event(person: Person, last: date, day: date) -> Event:
    """Return an event on the end of the ideal interval, or of the longest interval if that day has passed."""
    ideal_days, longest = ideal_interval_days(person, day), max_silence_days(person, day)
    soon = last + timedelta(days=ideal_days) >= day
    days, interval_name = (ideal_days, "ideal") if soon else (longest, "longest")
    return Event(
        uid=f"{person.id}-touchpoint@vividmap",
        title=f"Get in touch with {person.text}",
        start=max(last + timedelta(days=days), person.ask_again_on or date.min),
        note=f"The {interval_name} interval of {days} days ends.",
        alarm=_ALARM_AFTER_MIDNIGHT,
    )
