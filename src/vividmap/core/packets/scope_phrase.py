"""The scope of an entry as a draft states it, in words that cannot be read as a reach of what is told.

"Found patient data in the cache (reached beyond the organisation)" reads as if the data had got out.
"""

from vividmap.core.vocabulary import SCOPE


def describe_scope(scope: str) -> str:
    """Return a scope as it stands in brackets after a theme or a sentence; "" for none."""
    return f"scope: {SCOPE.phrases[scope]}" if scope else ""
