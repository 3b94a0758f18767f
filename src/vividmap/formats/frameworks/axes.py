"""Which labels say a level and which a theme: one decision for all shapes."""

import re
from collections.abc import Iterable, Sequence

from vividmap.core.text import fold
from vividmap.formats.frameworks.stated import Axis, Label, Leaf

_TOKEN = re.compile(r"[^\W_]+(?:\.\d+)?")
_CODE = re.compile(r"(?:l|ic|e|p|d|m|t|k|g|cl|dev|sde|swe|level|grade|band|tier)?\d{1,2}(?:\.\d+)?")
_RANKS = frozenset(
    "i ii iii iv v vi vii intern graduate entry junior associate apprentice novice beginner foundational"
    " developing mid midlevel middle intermediate journeyman practitioner professional proficient experienced"
    " advanced accomplished senior staff principal distinguished fellow expert master lead leading"
    " architect director".split()
)
# What stands beside a rank in a level's name and says nothing by itself.
_BESIDE = frozenset(
    "a an the and to or of in at level levels grade band tier step stage role title expectations engineer"
    " engineers engineering engineerings software developer developers development ic sde swe individual"
    " contributor contributors track technical tech team member manager scientist designer sr jr".split()
)
_AFTER = re.compile(r"\s*[:(\[–—]\s*|\s+-\s+")

_LONGEST = 80
HALF = 0.5
"""From this share on, labels of one rank are levels."""


def is_level(label: str) -> bool:
    """Tell whether a label is what a level is called: "Staff", "Senior Engineer (L5)", "mid-to-senior1"."""
    if len(label) > _LONGEST:
        return False
    head = _AFTER.split(label.strip(), maxsplit=1)[0]
    tokens = _TOKEN.findall(fold(head).replace("'s", ""))
    ranks = [one for one in tokens if one not in _BESIDE]
    known = all(_is_rank(one) for one in ranks)
    return known and bool(ranks or {"sr", "jr"} & set(tokens))


def _is_rank(token: str) -> bool:
    return token in _RANKS or token.rstrip("0123456789") in _RANKS or bool(_CODE.fullmatch(token))


def settled(leaves: Iterable[Leaf], labels: Iterable[Label]) -> dict[str, Axis]:
    """Return which axis each rank of labels is, by its key: at most one that nothing calls so is the level.

    Ranks that a document names are what it names them. Of the others the one of which most are called as
    levels are is the level, if half are; all else is themes.
    """
    ranks: dict[str, dict[str, None]] = {}
    told: dict[str, Axis] = {}
    for one in (*labels, *(label for leaf in leaves for label in leaf.path)):
        ranks.setdefault(one.key, {})[one.text] = None
        if one.axis:
            told[one.key] = one.axis
    if "level" not in told.values():
        shares = {key: share([*texts]) for key, texts in ranks.items() if key not in told}
        best = max(shares, key=lambda key: shares[key], default="")
        if shares.get(best, 0) >= HALF:
            told[best] = "level"
    return {key: told.get(key, "theme") for key in ranks}


def share(labels: Sequence[str]) -> float:
    """Return how many of some labels are called as levels are, from 0 to 1."""
    return sum(map(is_level, labels)) / max(len(labels), 1)
