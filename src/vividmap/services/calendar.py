"""The three habits, and people to be in touch with, as events on the owner's days. Reads alone."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from vividmap.core import checkins
from vividmap.core.checkins.calendar import opens, period_of
from vividmap.core.contact import bears, ideal
from vividmap.core.quarters import quarter
from vividmap.core.record import WEEKDAYS, Person, Profile
from vividmap.formats import calendar
from vividmap.formats.calendar import Event
from vividmap.services.actor import Actor
from vividmap.services.feed import Plan
from vividmap.store import queries
from vividmap.store.queries import due, people

_MORNING = timedelta(hours=9)
"""When what is for a whole day rings."""
_ASKS = {
    "weekly": "One or two entries, and outcomes that came due.",
    "monthly": "Skills, and the people who matter.",
    "quarterly": "Goals and gaps, two or three strong entries, the next quarter.",
}


def written(actor: Actor, plan: Plan) -> bytes:
    """Return the owner's calendar as an iCalendar."""
    profile = queries.profile(actor.owner)
    clock = zone(profile.time_zone)
    day = actor.now.astimezone(clock).date()
    events = [*habits(profile, day, plan.at, clock)]
    if plan.people:
        events += _people(actor, day)
    return calendar.write(events, actor.now)


def zone(name: str) -> ZoneInfo:
    """Return the time zone of a name, the machine's own for "", UTC where neither is known."""
    for one in (name, *_of_the_machine()):
        with contextlib.suppress(ZoneInfoNotFoundError, ValueError, OSError):
            if one:
                return ZoneInfo(one)
    return ZoneInfo("UTC")


def _of_the_machine() -> Iterator[str]:
    """Yield by what names the machine may call its zone: an offset alone would not know summer time."""
    yield os.environ.get("TZ", "").removeprefix(":")
    yield os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    with contextlib.suppress(OSError, UnicodeDecodeError), open("/etc/timezone", encoding="ascii") as file:
        yield file.read(100).strip()


def habits(profile: Profile, day: date, at: time, clock: tzinfo) -> Iterator[Event]:
    """Yield the weekly, monthly and quarterly check-in, from the first that opens on or after a day."""
    for kind in checkins.KINDS:
        minutes = checkins.minutes(kind)
        yield Event(
            uid=f"{kind}-check-in@vividmap",
            title=f"{kind.capitalize()} check-in, {minutes} minutes",
            start=datetime.combine(_opens_next(kind, day, profile), at, clock),
            minutes=minutes,
            note=f"{_ASKS[kind]}\n\nvividmap checkin {kind}",
            rule=_RULES[kind](profile),
        )


def _opens_next(kind: str, day: date, profile: Profile) -> date:
    period = period_of(kind, day, profile)
    if opens(kind, period) < day:
        period = period_of(kind, period.last + timedelta(days=1), profile)
    return opens(kind, period)


def _weekly(profile: Profile) -> Mapping[str, object]:
    day = opens("weekly", period_of("weekly", date(2026, 1, 15), profile))
    return {"FREQ": "WEEKLY", "BYDAY": WEEKDAYS[day.weekday()][:2].upper()}


def _monthly(profile: Profile) -> Mapping[str, object]:
    return {"FREQ": "MONTHLY", "BYMONTHDAY": _from_the_end("monthly", profile)}


def _quarterly(profile: Profile) -> Mapping[str, object]:
    last = quarter(date(2026, 1, 15), profile.fiscal_month or 1).last.month
    months = sorted((last - 1 + more) % 12 + 1 for more in (0, 3, 6, 9))
    return {"FREQ": "YEARLY", "BYMONTH": months, "BYMONTHDAY": _from_the_end("quarterly", profile)}


def _from_the_end(kind: str, profile: Profile) -> int:
    """Return the day on which a kind opens as RFC 5545 counts from a month's end: -1 is the last day."""
    period = period_of(kind, date(2026, 1, 15), profile)
    return (opens(kind, period) - period.last).days - 1


_RULES: Mapping[str, Callable[[Profile], Mapping[str, object]]] = {
    "weekly": _weekly,
    "monthly": _monthly,
    "quarterly": _quarterly,
}


def _people(actor: Actor, day: date) -> Iterator[Event]:
    """Yield a recurring 1:1 for each manager, and for the others the day on which an interval ends."""
    contacts = people.contacts(actor.owner, day)
    managers = {one.id: one for one in people.everyone(actor.owner) if one.position(day).height == "manager"}
    matters = {one.id: one for one in due.who_matters(actor.owner, date.max)}
    for uid, one in (managers | matters).items():
        contact = contacts.get(uid)
        last = contact.last if contact else None
        if uid in managers:
            yield _one_on_one(one, last, day)
        elif last:
            yield _touch(one, last, day)


def _one_on_one(person: Person, last: date | None, day: date) -> Event:
    """Return a 1:1 in the rhythm of whole weeks that is nearest to the ideal interval, on a working day."""
    weeks = max(1, round(ideal(person, day) / 7))
    start = last + timedelta(weeks=weeks) if last else day
    if start < day:
        missed = -((start - day).days // (7 * weeks))
        start += timedelta(weeks=missed * weeks)
    if start.weekday() > 4:
        start += timedelta(days=7 - start.weekday())
    return Event(
        uid=f"{person.id}-one-on-one@vividmap",
        title=f"1:1 with {person.text}",
        start=start,
        rule={"FREQ": "WEEKLY", "INTERVAL": weeks},
        alarm=_MORNING,
    )


def _touch(person: Person, last: date, day: date) -> Event:
    """Return the day on which the ideal interval ends; once it is past, that of the longest, past or not."""
    good, most = ideal(person, day), bears(person, day)
    soon = last + timedelta(days=good) >= day
    days, which = (good, "ideal") if soon else (most, "longest")
    return Event(
        uid=f"{person.id}-touchpoint@vividmap",
        title=f"Get in touch with {person.text}",
        start=max(last + timedelta(days=days), person.later or date.min),
        note=f"The {which} interval of {days} days ends.",
        alarm=_MORNING,
    )
