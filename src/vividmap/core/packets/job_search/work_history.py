"""My roles as a résumé has them, newest first, and which of them an entry belongs to."""

from collections.abc import Sequence
from datetime import date

from vividmap.core.positions import Role
from vividmap.core.record import Evidence, Profile
from vividmap.core.when import month_name

NO_ROLE = "Other work"
"""The heading over entries from a time without a known role."""


def resume_roles(profile: Profile) -> tuple[Role, ...]:
    """Return the roles of a profile that say what or where, the newest first."""
    return tuple(role for role in reversed(profile.roles) if role.title or role.employer)


def role_heading(role: Role) -> str:
    """Return a role as it stands over its bullets: "Senior Engineer, Acme (May 2021 – February 2024)"."""
    name = ", ".join(part for part in (role.title, role.employer) if part)
    return f"{name} ({span})" if (span := _span(role)) else name


def _span(role: Role) -> str:
    if role.since is None:
        return f"until {month_name(role.until)}" if role.until else ""
    first = month_name(role.since)
    last = month_name(role.until) if role.until else "Present"
    return first if first == last else f"{first} – {last}"


def find_role(entry: Evidence, roles: Sequence[Role]) -> Role | None:
    """Return the newest role in which the last day of an entry lies, None where there is none."""
    if entry.when is None:
        return None
    day = entry.when.last
    return next((role for role in roles if _is_in_role(role, day)), None)


def _is_in_role(role: Role, day: date) -> bool:
    return (role.since or date.min) <= day <= (role.until or date.max)
