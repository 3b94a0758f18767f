"""What an assistant may do beyond the default, allowed by the owner by name: `vividmap mcp --allow NAME`."""

from collections.abc import Iterable
from dataclasses import dataclass

from vividmap.services.errors import Invalid

ALLOWANCES: dict[str, str] = {
    "internal": "read entries marked internal, and those with a confidential name",
    "private": "read everything, including entries marked private and notes on people",
    "people": "read your notes on people, and what was said when you met",
    "record": "add entries to the record without asking you",
}
"""What can be allowed, each with what it means."""


@dataclass(frozen=True, slots=True)
class Allowances:
    """What one assistant may read and write. By default it reads what may leave the company, and proposes."""

    is_internal_visible: bool = False
    is_private_visible: bool = False
    is_people_notes_visible: bool = False
    can_propose: bool = True
    can_record: bool = False


def read_allowances(names: Iterable[str], *, is_read_only: bool = False) -> Allowances:
    """Return what the names allow; a read-only assistant neither proposes nor records. Raises Invalid."""
    allowed = frozenset(names)
    unknown_names = sorted(allowed - ALLOWANCES.keys())
    if unknown_names:
        raise Invalid(f"{unknown_names[0]!r} cannot be allowed; use one of {', '.join(ALLOWANCES)}", "allow")
    if is_read_only and "record" in allowed:
        raise Invalid("--read-only and --allow record contradict each other; use one of them", "allow")
    is_private_visible = "private" in allowed
    return Allowances(
        is_internal_visible=is_private_visible or "internal" in allowed,
        is_private_visible=is_private_visible,
        is_people_notes_visible=is_private_visible or "people" in allowed,
        can_propose=not is_read_only,
        can_record="record" in allowed,
    )
