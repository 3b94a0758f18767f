"""How strong an entry is on its own: what came of it, how much that is, how far it reached, what it was.

    4        you marked it strong
    0 to 6   magnitude of the result: the outcome's; one less if only the text states it, and two less for
             a quantity of the text that is no result
    1 to 4   scope: team, teams, org, beyond
    1        its kind is known

The magnitude of a result is that of its weightiest quantity, by the table beneath: money by its size, a
change by its ratio, people, teams and large counts by their number, and a bare "7 steps" least. A second
weighty quantity adds a point. An outcome in words counts 1, or 2 where somebody adopted, approved or
signed it. What a document only proposes counts nothing, nor does what others refused, nor work that a note
calls mostly somebody else's; what is only in a test environment, or says how much was looked at, counts two
less. The weights are rules of thumb of ours; 200 pairs ranked by hand hold them
(tests/core/packets/kept/pairs.txt).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from vividmap.core.english.asides import CIRCUMSTANCE
from vividmap.core.english.credit import is_mostly_others
from vividmap.core.english.figures import with_english_figures
from vividmap.core.english.measures import Quantity, read_quantities
from vividmap.core.english.plans import without_plans
from vividmap.core.english.unfinished import EFFORT, PREPARATION, REFUSAL
from vividmap.core.english.units import CURRENCIES
from vividmap.core.entry_results import cached_result
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence
from vividmap.core.results.setbacks import without_setbacks
from vividmap.core.vocabulary import SCOPES

STRONG_POINTS, KIND_POINTS = 4, 1
LEVELS = ((9, "very strong"), (6, "strong"), (4, "good"), (2, "fair"), (0, "slight"))
"""The words for strength: from how many points on, the strongest first."""
MAX_MAGNITUDE = 6
_PREPARATION_COST = 2
"""What a result weighs less that is not in production, or only says how much was looked at."""

_MONEY = ((1e6, 6), (1e5, 5), (1e4, 4), (1e3, 3), (0, 2))
_RATIOS = ((5.0, 5), (2.0, 4), (0, 3))
_COUNTS = ((1e6, 5), (1e3, 4), (100, 3), (10, 2), (0, 1))
_SHARES = ((30, 4), (10, 3), (0, 2))
_PEOPLE = lazy_pattern(
    r"(?:teams?|directors?|vps?|merchants?|customers?|products?|companies|hospitals?|organisations?|organizations?)$",
    re.IGNORECASE,
)
_PEOPLE_POINTS = 3
_ADOPTION = lazy_pattern(
    r"\b(?:adopt\w*|approv\w*|accept\w*|sign(?:ed|s)?|promot\w*|merged|default|standard|mandat\w*|presented|closed"
    r"|all \w+ teams|every team|went live|go live|on time)\b",
    re.IGNORECASE,
)
_ZERO = lazy_pattern(r"\b(?:0|zero|no) (?!\d)[a-z]", re.IGNORECASE)
_ALL_OF = lazy_pattern(
    r"\ball (?:of )?(?:the |their |our )?(?:merchants|customers|hospitals|users|clients|partners)\b",
    re.IGNORECASE,
)
_CHANGE = lazy_pattern(
    r"(?<!\S)[^\s\d]*+\d(?:\S*+(?: \w++){0,3} (?:->|→|to) (?:\w++ )?[$€£]?\d|\S*(?:->|→)\s?\d)"
)
_INSTEAD = lazy_pattern(
    r"(?<![\d.,])\d[\d.,]*+ [a-z]++ (?:instead of|rather than) (?:the )?\d", re.IGNORECASE
)
_PROGRESS = lazy_pattern(r"\b\d+ of \d+\b|\b\d+/\d+\b")


def strength(item: Evidence) -> int:
    """Return how strong an entry is on its own."""
    if not item.outcome and _is_circumstance(item.text):
        return 0
    return result_points(item) + _declared_points(item)


def max_strength(item: Evidence) -> int:
    """Return how strong an entry is at most, without reading what it says."""
    return MAX_MAGNITUDE - (not item.outcome) + _declared_points(item)


def _declared_points(item: Evidence) -> int:
    scope = SCOPES.index(item.scope) + 1 if item.scope else 0
    return STRONG_POINTS * bool(item.strong) + scope + KIND_POINTS * bool(item.category)


@lru_cache(maxsize=16384)
def _is_circumstance(text: str) -> bool:
    return bool(CIRCUMSTANCE.match(text.strip(" .!")))


class StrengthLevel(NamedTuple):
    """Strength in a word, and as a number from 1 to as many as there are words."""

    number: int
    word: str


def strength_level(item: Evidence) -> StrengthLevel:
    """Return the word for how strong an entry is."""
    points = strength(item)
    place, word = next((place, word) for place, (limit, word) in enumerate(LEVELS) if points >= limit)
    return StrengthLevel(len(LEVELS) - place, word)


def points_of(text: str, outcome: str = "") -> int:
    """Return the points for what a text and an outcome say, of an entry that is not recorded yet."""
    return _points_of(text, outcome, "")


def result_points(item: Evidence) -> int:
    """Return the points for what came of an entry."""
    return _points_of(item.text, item.outcome, item.outcome_state)


@lru_cache(maxsize=16384)
def _points_of(text: str, outcome: str, outcome_state: str) -> int:
    """Return the points for what a text and an outcome say: a page asks for those of every entry."""
    if is_mostly_others(text) or is_mostly_others(outcome):
        return 0
    text, outcome = map(with_english_figures, without_plans(text, outcome))
    if REFUSAL.search(outcome or text):
        return 0
    outcome_points = magnitude(outcome) - _PREPARATION_COST * bool(PREPARATION.search(outcome))
    if read_quantities(outcome):
        return max(outcome_points, 0)
    result = None if outcome_state else cached_result(text)
    if result is None or not result.is_quantified:
        return outcome_points
    points = magnitude(result.text)
    gains = without_setbacks(text)
    beside = magnitude(gains) - 2 if read_quantities(gains) else 0
    unsure = int(points > 1 and bool(_PROGRESS.search(result.text)))
    if PREPARATION.search(text) or (EFFORT.match(text) and _is_bare_count(text)):
        unsure += _PREPARATION_COST
    return max(outcome_points, points - 1 - unsure, beside - unsure, 0)


def _is_bare_count(text: str) -> bool:
    """Return whether all that a text counts are things: no money, no share and nothing that changed."""
    if _CHANGE.search(text):
        return False
    return all(
        not (quantity.before or quantity.direction or quantity.unit in ("%", *CURRENCIES))
        for quantity in read_quantities(text)
    )


@lru_cache(maxsize=16384)
def magnitude(result: str) -> int:
    """Return how much a result is, from 0 for none to MAX_MAGNITUDE."""
    if not result.strip():
        return 0
    points = sorted(_quantity_points(result), reverse=True)
    qualitative = 2 if _ADOPTION.search(result) else 1
    second = bool(points[1:] and points[1] >= _PEOPLE_POINTS)
    return min(MAX_MAGNITUDE, max([*points, qualitative]) + second)


def _quantity_points(result: str) -> Iterator[int]:
    for quantity in read_quantities(result):
        yield _points(quantity)
    if _ZERO.search(result) or _ALL_OF.search(result):
        yield _PEOPLE_POINTS
    if _CHANGE.search(result) or _INSTEAD.search(result):
        yield _RATIOS[-1][1]


def _points(quantity: Quantity) -> int:
    value, unit = quantity.value or 0.0, quantity.unit
    if unit and unit in CURRENCIES:
        return _by_size(value, _MONEY)
    if unit == "%":
        return _by_size(value, _SHARES)
    if quantity.before is not None:
        return _by_size(_ratio(quantity), _RATIOS)
    if quantity.direction:
        return _PEOPLE_POINTS
    if _PEOPLE.search(unit):
        return max(_PEOPLE_POINTS, _by_size(value, _COUNTS))
    return _by_size(value, _COUNTS) if unit not in ("years", "months", "weeks", "days", "h", "min") else 2


def _ratio(quantity: Quantity) -> float:
    """Return by which factor a quantity changed, 1 where that is not known."""
    before = quantity.before
    if before is None or not before.value or not quantity.value:
        return 5.0 if before is not None and quantity.value == 0 else 1.0
    if before.unit != quantity.unit:
        return 1.0
    return max(before.value / quantity.value, quantity.value / before.value)


def _by_size(value: float, table: tuple[tuple[float, int], ...]) -> int:
    return next(points for limit, points in table if value >= limit)
