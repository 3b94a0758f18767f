"""The head of a packet: whose it is, what they are, what it is about."""

from datetime import date

from vividmap.core.english.dates import ALL_TIME, Period
from vividmap.core.packets.months import describe_span
from vividmap.core.positions import Role
from vividmap.core.record import Profile, Record


def packet_heading(record: Record, name: str, period: Period, end: date) -> str:
    """Return the heading: "Maya Lindqvist – self-assessment, July to November 2026"."""
    span = describe_period(period, end)
    profile = find_profile(record)
    if not profile or not profile.text:
        return f"{name[:1].upper()}{name[1:]}, {span}"
    return f"{profile.text} – {name}, {span}"


def describe_period(period: Period, end: date) -> str:
    """Return a period in months, no later than `end`: "July to November 2026"."""
    if period == ALL_TIME or period.first > end:
        return period.name
    last = min(period.last, end)
    year = f" {last.year}" if period.first.year == period.last.year == last.year else ""
    return f"{describe_span(period.first, last, period)}{year}"


def packet_subtitle(record: Record, day: date) -> str:
    """Return what the author is on a day, "" if unknown: "Senior Software Engineer, Halden Pay"."""
    profile = find_profile(record)
    if profile is None:
        return ""
    role = current_role(profile, day)
    title, employer, level = (role.title, role.employer, role.level) if role else ("", "", "")
    level, employer = level or profile.level, employer or profile.employer
    if title and level and level.casefold() not in title.casefold():
        title = f"{title} ({level})"
    return ", ".join(part for part in (title or level, employer) if part)


def current_role(profile: Profile, day: date) -> Role | None:
    """Return the author's role on a day, None where none is known."""
    roles = [role for role in profile.roles if (role.since or date.min) <= day <= (role.until or date.max)]
    return roles[-1] if roles else None


def find_profile(record: Record) -> Profile | None:
    """Return the profile of a record's owner."""
    return next(iter(record.items_of(Profile)), None)
