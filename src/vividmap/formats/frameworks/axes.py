"""Which labels are levels and which are themes: one decision for all shapes."""

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
# Words beside a rank in a level's name that mean nothing by themselves.
_BESIDE = frozenset(
    "a an the and to or of in at level levels grade band tier step stage role title expectations engineer"
    " engineers engineering engineerings software developer developers development programmer programmers ic"
    " sde swe individual contributor contributors track technical tech team member manager scientist designer"
    " sr jr backend frontend back front end fullstack full stack mobile web data platform infrastructure site"
    " reliability security machine learning ml quality assurance product".split()
)
_AFTER = re.compile(r"[:(\[–—]\s*+|(?<!\s)\s++(?:[:(\[–—]\s*+|-\s+)")

_LONGEST = 80
HALF = 0.5
"""The least share of labels that must be named like levels to make their rank the level."""


def is_level(label: str) -> bool:
    """Return whether a label is named like a level: "Staff", "Senior Engineer (L5)", "mid-to-senior1"."""
    if len(label) > _LONGEST:
        return False
    head = _AFTER.split(label.strip(), maxsplit=1)[0]
    tokens = _TOKEN.findall(fold(head).replace("'s", ""))
    ranks = [token for token in tokens if token not in _BESIDE]
    is_known = all(_is_rank(rank) for rank in ranks)
    return is_known and bool(ranks or {"sr", "jr"} & set(tokens))


def _is_rank(token: str) -> bool:
    return token in _RANKS or token.rstrip("0123456789") in _RANKS or bool(_CODE.fullmatch(token))


def classify_axes(leaves: Iterable[Leaf], labels: Iterable[Label], level: str = "") -> dict[str, Axis]:
    """Return the axis of each rank of labels, by the rank's key.

    The rank that has a label called `level` is the level, if that is not "". Ranks that the document calls
    levels or themes are that. If it calls none a level, the rank with the largest share of names like levels
    is the level, if that is at least half. All others are themes.
    """
    ranks: dict[str, dict[str, None]] = {}
    axes: dict[str, Axis] = {}
    chosen_keys: list[str] = []
    for label in (*labels, *(label for leaf in leaves for label in leaf.path)):
        ranks.setdefault(label.key, {})[label.text] = None
        if level and fold(label.text) == fold(level):
            chosen_keys.append(label.key)
        if label.axis:
            axes[label.key] = label.axis
    if chosen_keys:
        axes = {key: axis for key, axis in axes.items() if axis != "level"} | {chosen_keys[0]: "level"}
    if "level" not in axes.values():
        shares = {key: share([*texts]) for key, texts in ranks.items() if key not in axes}
        best = max(shares, key=lambda key: shares[key], default="")
        if shares.get(best, 0) >= HALF:
            axes[best] = "level"
    return {key: axes.get(key, "theme") for key in ranks}


def share(labels: Sequence[str]) -> float:
    """Return the share of labels that are named like levels, from 0 to 1."""
    return sum(map(is_level, labels)) / max(len(labels), 1)
