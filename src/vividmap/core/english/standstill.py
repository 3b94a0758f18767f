"""English words for "nothing has changed" and "nothing is being done", at the start of a line."""

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold

_END = r"(?=$|\s*[.,;:!?…–—(]|\s+(?:as|again|still)\b)"
_SAME_PATTERN = lazy_pattern(
    rf"(?:the |much the )?same{_END}|unchanged{_END}|no changes?{_END}|nothing (?:new|changed){_END}"
    rf"|as before{_END}|ditto{_END}"
)
_STILL_PATTERN = lazy_pattern(r"still\b(?!-)")
_IDLE_PATTERN = lazy_pattern(r"(?:nothing|none|nil|n/a|not much|nowhere|not yet)\b(?!-)|no time\b|[-–—]+$")


def is_same(state: str) -> bool:
    """Return whether a state says that nothing has changed: "Same as before", "No change"."""
    return bool(_SAME_PATTERN.match(fold(state).strip()))


def is_still(state: str) -> bool:
    """Return whether a state begins with "Still", which may go on with news."""
    return bool(_STILL_PATTERN.match(fold(state).strip()))


def is_idle(action: str) -> bool:
    """Return whether an action says that nothing is being done, or is empty."""
    return not action.strip() or bool(_IDLE_PATTERN.match(fold(action).strip()))
