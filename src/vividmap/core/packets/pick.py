"""What an author picked, what may be drafted from, and what is held back: the same for every conversation."""

from collections.abc import Iterable

from vividmap.core.dates import Period
from vividmap.core.packets.months import by_date
from vividmap.core.packets.packet import Choices
from vividmap.core.record import Evidence, Record, SkillEntry


def shows(item: Evidence | SkillEntry, choices: Choices) -> bool:
    """Tell whether an entry may be drafted from: it says something, and is open, or shown all the same."""
    return (item.confidentiality != "private" or item.id in choices.shown) and bool(item.text.strip())


def chosen(record: Record, choices: Choices) -> tuple[Evidence, ...]:
    """Return what the author chose, in the author's order."""
    items = (record.by_id.get(one) for one in dict.fromkeys(choices.chosen))
    return tuple(one for one in items if isinstance(one, Evidence) and shows(one, choices))


def private(
    items: Iterable[Evidence | SkillEntry], period: Period, choices: Choices
) -> list[Evidence | SkillEntry]:
    """Return what of a period, or of what was chosen, is held back since it is private, oldest first."""
    found = (one for one in items if one.confidentiality == "private" and one.id not in choices.shown)
    return sorted((one for one in found if period.covers(one.when) or one.id in choices.chosen), key=by_date)
