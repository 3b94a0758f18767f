"""My roles as a résumé has them, newest first, and which of them an entry belongs to."""

from collections.abc import Sequence
from datetime import date

from vividmap.core.places import Role
from vividmap.core.record import Evidence, Profile
from vividmap.core.when import month_name

BEFORE = "Other work"
"""What stands over entries of a time in which no role is known."""


def roles(profile: Profile) -> tuple[Role, ...]:
    """Return the roles of a profile that say what or where, the newest first."""
    return tuple(one for one in reversed(profile.roles) if one.title or one.employer)


def heading(role: Role) -> str:
    """Return a role as it stands over its bullets: "Senior Engineer, Acme (May 2021 – February 2024)"."""
    what = ", ".join(part for part in (role.title, role.employer) if part)
    return f"{what} ({span})" if (span := _span(role)) else what


def _span(role: Role) -> str:
    if role.since is None:
        return f"until {month_name(role.until)}" if role.until else ""
    first = month_name(role.since)
    last = month_name(role.until) if role.until else ""
    return f"since {first}" if not last else first if first == last else f"{first} – {last}"


def role_of(item: Evidence, known: Sequence[Role]) -> Role | None:
    """Return the newest role in which the last day of an entry lies, None where there is none."""
    day = item.when.last if item.when else None
    return next((one for one in known if day and _lasts(one, day)), None)


def _lasts(role: Role, day: date) -> bool:
    return (role.since or date.min) <= day <= (role.until or date.max)
