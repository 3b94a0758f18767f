"""Two amounts beside each other that are told as a change, and lists that a number counts."""

from vividmap.core.english.amounts import TextAmount
from vividmap.core.lazy_pattern import lazy_pattern

_ARROW = lazy_pattern(
    r"[^\w]{0,20}(?:per \w+|an? \w+)?\s{0,4}(?:->|→|to|down to|up to|into)"
    r"\s*+(?:just |about |only |under )?[$€£~]?\s*+"
)
LIST_ITEMS = lazy_pattern(r"[^.;:(–]{0,60}(?:\(|: | – |, (?=[A-Z]))(?P<items>[^().;]{3,160}?)(?:\)|[.;]|$)")
"""What is listed after a number: "three teams (Payouts, Search and Notifications)"."""


def is_change(text: str, before: TextAmount, after: TextAmount) -> bool:
    """Return whether two amounts are told as a change: "from 4 h to 20 min", "4 h -> 20 min"."""
    if before.measure != after.measure or before.value == after.value:
        return False
    return _ARROW.fullmatch(text, before.last, after.start) is not None
