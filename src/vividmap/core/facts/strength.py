"""How strong an entry is on its own."""

from vividmap.core.entry_results import result_of
from vividmap.core.record import Evidence
from vividmap.core.vocabulary import SCOPES

_STRONG_POINTS, _QUANTIFIED_POINTS, _QUALITATIVE_POINTS, _KIND_POINTS = 4, 3, 1, 1


def strength(item: Evidence) -> int:
    """Return how strong an entry is on its own."""
    result = result_of(item)
    outcome = 0 if result is None else _QUANTIFIED_POINTS if result.is_quantified else _QUALITATIVE_POINTS
    scope = SCOPES.index(item.scope) + 1 if item.scope else 0
    return _STRONG_POINTS * bool(item.strong) + outcome + scope + _KIND_POINTS * bool(item.category)
