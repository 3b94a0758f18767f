"""Who is known by the first name alone: somebody whose first name nobody else has.

Names are compared folded: `Tomás` and `Tomas` are one first name, and neither person is known by it alone.
Of a double name the first part counts (`Anna` and `Anna-Lena`), and an initial is no first name.
"""

from collections import Counter
from collections.abc import Iterable

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold

_NAME = lazy_pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MIN_LETTERS = 2


def first_word(name: str) -> str:
    """Return the word with which a name begins, "" for an empty name."""
    return next(iter(name.split(maxsplit=1)), "")


def first_part(name: str) -> str:
    """Return the first name as it is written, of a double name its first part; "" where there is none."""
    part = first_word(name).partition("-")[0]
    return part if len(part) >= _MIN_LETTERS and _NAME.fullmatch(part) else ""


def first_name_key(name: str) -> str:
    """Return what the first name of a name is compared by; "" where there is none."""
    return fold(first_part(name))


def unique_first_names(names: Iterable[str]) -> frozenset[str]:
    """Return the keys of the first names that a single one of some names has."""
    counts = Counter(filter(None, map(first_name_key, names)))
    return frozenset(key for key, count in counts.items() if count == 1)
