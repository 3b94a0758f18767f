"""Whether a gap stands where it stood. Only what the person said counts: no meaning is guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vividmap.core.quarters import months_between
from vividmap.core.record import Update
from vividmap.core.text import fold

MONTHS_STILL = 6
"""A state is looked at once a quarter: what is the same after two of them has stood still."""

_END = r"(?=$|\s*[.,;:!?…–—(]|\s+(?:as|again|still)\b)"
_SAME = re.compile(
    rf"(?:the |much the )?same{_END}|unchanged{_END}|no changes?{_END}|nothing (?:new|changed){_END}"
    rf"|as before{_END}|ditto{_END}"
)
_STILL = re.compile(r"still\b(?!-)")
_IDLE = re.compile(r"(?:nothing|none|not much|nowhere|not yet)\b(?!-)|no time\b|[-–—]$")


@dataclass(frozen=True, slots=True)
class Still:
    """How long a state has been the same: since when, how often it was said, and what is done about it."""

    since: date
    months: int
    times: int
    idle: bool


def is_idle(doing: str) -> bool:
    """Tell whether somebody says that nothing is done, or says nothing of it."""
    return not doing.strip() or bool(_IDLE.match(fold(doing).strip()))


def is_unchanged(before: Update, after: Update) -> bool:
    """Tell whether an update says what the one before it said: the same state, and nothing else done."""
    said, did = fold(after.text).strip(), fold(after.doing).strip()
    as_before = did == fold(before.doing).strip()
    if said == fold(before.text).strip() or _SAME.match(said):
        return as_before or is_idle(after.doing)
    # "Still …" may go on with news; it counts where nothing is done, in their own words.
    return bool(_STILL.match(said) and did and is_idle(after.doing))


def stood_still(updates: Sequence[Update], today: date, least: int = MONTHS_STILL) -> Still | None:
    """Return since when a gap's dated updates, the oldest first, say the same; None below `least` months."""
    dated = [one for one in updates if one.when and one.when.last <= today]
    if not dated:
        return None
    start = len(dated) - 1
    while start and is_unchanged(dated[start - 1], dated[start]):
        start -= 1
    when = dated[start].when
    assert when  # noqa: S101 - for the type checker: all of them are dated
    months = months_between(when.last, today)
    if months < least:
        return None
    return Still(when.last, months, len(dated) - start, is_idle(dated[-1].doing))
