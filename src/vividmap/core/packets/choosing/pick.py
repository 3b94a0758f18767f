"""What an author picked, what may be drafted from, and what is held back: the same for every conversation."""

from collections.abc import Iterable

from vividmap.core.dates import Period
from vividmap.core.packets.packet import Choices
from vividmap.core.record import Evidence, Record, SkillEntry, by_date


def shows(item: Evidence | SkillEntry, choices: Choices, *, outside: bool = False) -> bool:
    """Tell whether an entry may be drafted from: it says something, and is open, or shown all the same.

    To somebody `outside` the company, what is internal is not open either.
    """
    closed = ("private", "internal") if outside else ("private",)
    return (item.confidentiality not in closed or item.id in choices.shown) and bool(item.text.strip())


def chosen(record: Record, choices: Choices, *, outside: bool = False) -> tuple[Evidence, ...]:
    """Return what the author chose and a draft may tell of, in the author's order."""
    items = (record.by_id.get(one) for one in dict.fromkeys(choices.chosen))
    return tuple(one for one in items if isinstance(one, Evidence) and shows(one, choices, outside=outside))


def private(
    items: Iterable[Evidence | SkillEntry], period: Period, choices: Choices
) -> list[Evidence | SkillEntry]:
    """Return what of a period, or of what was chosen, is held back since it is private, oldest first."""
    found = (one for one in items if one.confidentiality == "private" and one.id not in choices.shown)
    return sorted((one for one in found if period.covers(one.when) or one.id in choices.chosen), key=by_date)
