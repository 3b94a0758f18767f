"""How strong an entry is on its own."""

from vividmap.core.english.quantities import is_quantified
from vividmap.core.record import Evidence
from vividmap.core.vocabulary import SCOPES

_STRONG_POINTS, _QUANTIFIED_POINTS, _QUALITATIVE_POINTS, _KIND_POINTS = 4, 3, 1, 1


def strength(item: Evidence) -> int:
    """Return how strong an entry is on its own."""
    outcome = (
        _QUANTIFIED_POINTS if is_quantified(item.outcome) else _QUALITATIVE_POINTS if item.outcome else 0
    )
    scope = SCOPES.index(item.scope) + 1 if item.scope else 0
    return _STRONG_POINTS * bool(item.strong) + outcome + scope + _KIND_POINTS * bool(item.category)
