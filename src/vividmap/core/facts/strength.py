"""How strong an entry is on its own."""

from vividmap.core.quantities import is_quantified
from vividmap.core.record import SCOPES, Evidence

_STRONG, _QUANTIFIED, _QUALITATIVE, _KIND = 4, 3, 1, 1


def strength(item: Evidence) -> int:
    """Return how strong an entry is on its own."""
    outcome = _QUANTIFIED if is_quantified(item.outcome) else _QUALITATIVE if item.outcome else 0
    scope = SCOPES.index(item.scope) + 1 if item.scope else 0
    return _STRONG * bool(item.strong) + outcome + scope + _KIND * bool(item.what)
