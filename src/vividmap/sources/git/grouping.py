"""Group units into pieces of work: by ticket, by series, else by time, shared files and shared words.

Units are taken one after another, in the order in which they were done, and each joins the open piece that it
fits best, or begins one. Nothing later changes what earlier units are in, so that collecting in steps finds
the same pieces as collecting all at once.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from vividmap.sources.git.messages import scope_of
from vividmap.sources.git.units import Revert, Unit

_DAY = 86_400
OPEN_DAYS = 90
"""A piece of work without a new unit for so many days is over; later units begin another."""
_TICKET_DAYS = 60
_SIMILAR_DAYS = 21
_HALF_LIFE = 12.0
"""Days after which likeness counts half."""
_JOINS_FROM = 0.16
"""How alike, from 0 to 1, a commit has to be to a piece to belong to it; likewise a pull request."""
_REQUEST_JOINS_FROM = 0.3
_UPKEEP_JOINS_FROM = 0.08
_SERIES_SECONDS = 2
"""Commits at most so far apart were made by one command (a series of patches): one piece of work."""
_SAME_LINE = 0.15
"""How much more alike commits on the same side line are (`Topology.line_of`)."""
_FILE, _FOLDER, _SCOPE, _WORDS = 1.0, 1.1, 2.0, 0.8
"""How much each kind of feature tells about a commit."""
_RARITIES = [math.pow(1 + count, -0.6) for count in range(2_000)]
"""How much a feature tells, by the number of pieces that have it."""
_LARGEST = 40
"""The most pull requests and commits that join one piece by likeness alone."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP_WORDS = frozenset(
    """
    add adds added and are but can could does don for from has have his how into its let lets make makes made
    more new not now off one only our out remove removes removed set some support test tests than that the
    their them then there this use uses used using was what when where which while who why with without you
    your all also any been before after each fix fixes fixed update updates updated allow allows change
    changes changed implement improve move moves moved rename refactor cleanup handle instead should would
    """.split()
)
_SKIPPED_FILES = re.compile(
    r"(?:^|/)(?:CHANGELOG|CHANGES|NEWS|README|package-lock|yarn|pnpm-lock|poetry|Cargo|Gemfile|composer|uv|go)"
    r"(?:[.\w-]*)(?:\.(?:md|rst|txt|json|lock|ya?ml|sum|mod|toml))?$|\.lock$|\.snap$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Piece:
    """A piece of work: its units in order. `key` names it for good."""

    key: str
    units: list[Unit] = field(default_factory=list)
    reverted_ids: set[str] = field(default_factory=set)
    features: set[str] = field(default_factory=set)
    tickets: set[str] = field(default_factory=set)
    last: int = 0
    """When its newest commit was written."""
    length: float = 1.0
    """How long the vector of its features was when it last grew."""

    @property
    def members(self) -> tuple[str, ...]:
        """Return what names its commits."""
        return tuple(dict.fromkeys(member for unit in self.units for member in unit.members))

    @property
    def is_upkeep(self) -> bool:
        """Return whether there is nothing in it but upkeep."""
        return all(unit.is_upkeep for unit in self.units)

    @property
    def is_reverted(self) -> bool:
        """Return whether all of it was taken back."""
        return all(self._is_reverted(unit) for unit in self.units)

    @property
    def is_partly_reverted(self) -> bool:
        """Return whether something of it was taken back."""
        return any(not self.reverted_ids.isdisjoint(unit.ids) for unit in self.units)

    def _is_reverted(self, unit: Unit) -> bool:
        # The last id is the merge's, if there was one: with it, all of the unit was taken back.
        return unit.ids[-1] in self.reverted_ids or self.reverted_ids.issuperset(unit.ids)

    def to_json(self) -> dict[str, Any]:
        """Return the piece as JSON, for the state of the source."""
        return {
            "key": self.key,
            "units": [unit.to_json() for unit in self.units],
            "reverted": sorted(self.reverted_ids),
            "length": self.length,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Piece":
        """Return a piece from JSON. Raises TypeError, KeyError or ValueError where it is none."""
        piece = cls(str(values["key"]), reverted_ids=set(map(str, values["reverted"])))
        for unit_values in values["units"]:
            piece.add(Unit.from_json(unit_values))
        piece.length = float(values["length"])
        return piece

    def add(self, unit: Unit) -> None:
        """Add a unit."""
        self.units.append(unit)
        self.features |= unit_features(unit).keys()
        self.tickets.update(unit.tickets)
        self.last = max(self.last, unit.last)


def group_units(units: Iterable[Unit], open_pieces: Sequence[Piece] = ()) -> list[Piece]:
    """Return the open pieces and those that new units begin; upkeep that fits nowhere is left out."""
    grouping = _Grouping(open_pieces)
    for unit in units:
        grouping.add(unit)
    return grouping.pieces


def keep_open(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that newer commits may still belong to."""
    pieces = list(pieces)
    newest = max((piece.last for piece in pieces), default=0)
    return [piece for piece in pieces if newest - piece.last <= OPEN_DAYS * _DAY]


def apply_reverts(pieces: Iterable[Piece], reverts: Iterable[Revert]) -> None:
    """Note in the pieces what was taken back, and what of that was brought back."""
    pieces = list(pieces)
    for revert in reverts:
        for piece in pieces:
            for unit in piece.units:
                hit_ids = _find_reverted(unit, revert)
                if revert.is_reapplied:
                    piece.reverted_ids -= hit_ids
                else:
                    piece.reverted_ids |= hit_ids


def _find_reverted(unit: Unit, revert: Revert) -> set[str]:
    hit_ids = {id_ for id_ in unit.ids if revert.id and id_.startswith(revert.id)}
    if hit_ids or not revert.subject:
        return hit_ids
    if revert.subject == unit.title:
        return {unit.ids[-1]}
    return {id_ for id_, subject in zip(unit.ids, unit.subjects, strict=False) if subject == revert.subject}


class _Grouping:
    """The pieces so far; those of the last weeks by their features, which find what a unit is like.

    What a feature tells depends on the pieces of the last weeks alone, so older ones need not be kept.
    """

    def __init__(self, open_pieces: Sequence[Piece]) -> None:
        self.pieces = list(open_pieces)
        self.active: dict[str, Piece] = {}
        self.by_feature: dict[str, dict[str, Piece]] = {}
        self.by_ticket: dict[str, Piece] = {}
        self.day = 0
        self.latest_piece = max(open_pieces, key=_newest_unit, default=None)
        for piece in self.pieces:
            self._activate(piece, piece.features)
            self.by_ticket.update(dict.fromkeys(piece.tickets, piece))

    def add(self, unit: Unit) -> None:
        if unit.last // _DAY > self.day:
            self.day = unit.last // _DAY
            self._retire((self.day - _SIMILAR_DAYS) * _DAY)
        piece = self._with_ticket(unit) or self._of_series(unit) or self._most_alike(unit)
        if piece is None:
            if unit.is_upkeep and not unit.title:
                return
            piece = Piece(unit.members[0])
            self.pieces.append(piece)
        piece.add(unit)
        self.latest_piece = piece
        self._activate(piece, piece.features)
        piece.length = math.sqrt(sum(self._rarity(feature) ** 2 for feature in piece.features)) or 1.0
        self.by_ticket.update(dict.fromkeys(unit.tickets, piece))

    def _activate(self, piece: Piece, features: Iterable[str]) -> None:
        self.active[piece.key] = piece
        for feature in features:
            self.by_feature.setdefault(feature, {})[piece.key] = piece

    def _retire(self, moment: int) -> None:
        """Forget the features of pieces without a new unit since a moment."""
        for piece in [piece for piece in self.active.values() if piece.last < moment]:
            del self.active[piece.key]
            for feature in piece.features:
                del self.by_feature[feature][piece.key]

    def _with_ticket(self, unit: Unit) -> Piece | None:
        pieces = [self.by_ticket[ticket] for ticket in unit.tickets if ticket in self.by_ticket]
        return next((piece for piece in pieces if unit.first - piece.last <= _TICKET_DAYS * _DAY), None)

    def _of_series(self, unit: Unit) -> Piece | None:
        """Return the piece of the unit before, if a unit was made by the same command."""
        piece = self.latest_piece
        if piece is None or unit.title or unit.number or _is_apart(piece, unit):
            return None
        latest_unit = piece.units[-1]
        is_near = 0 <= unit.first - latest_unit.last <= _SERIES_SECONDS
        return piece if is_near and unit.line == latest_unit.line else None

    def _most_alike(self, unit: Unit) -> Piece | None:
        """Return the piece that is most like a unit, if any is enough so."""
        overlaps: defaultdict[str, float] = defaultdict(float)
        square = 0.0
        for feature, weight in unit_features(unit).items():
            rarity = self._rarity(feature)
            square += (weight * rarity) ** 2
            for key in self.by_feature.get(feature, ()):
                overlaps[key] += weight * rarity * rarity
        length = math.sqrt(square) or 1.0
        best_score, best_key = max(
            (
                (overlap / (length * piece.length) * _freshness(piece, unit) + _line(piece, unit), key)
                for key, overlap in overlaps.items()
                if not _is_apart(piece := self.active[key], unit)
            ),
            default=(0.0, ""),
        )
        return self.active[best_key] if best_score >= _threshold(unit) else None

    def _rarity(self, feature: str) -> float:
        """Return how much a feature tells, from 0 to 1: what is in every piece tells little."""
        return _RARITIES[min(len(self.by_feature.get(feature, ())), len(_RARITIES) - 1)]


def _newest_unit(piece: Piece) -> tuple[int, tuple[str, ...]]:
    """Order pieces by their newest unit, as units are ordered."""
    return piece.units[-1].last, piece.units[-1].members


def _freshness(piece: Piece, unit: Unit) -> float:
    """Return how near a unit is in time, from 0 to 1."""
    return float(0.5 ** (max(unit.first - piece.last, 0) / _DAY / _HALF_LIFE))


def _line(piece: Piece, unit: Unit) -> float:
    return _SAME_LINE if unit.line and unit.line == piece.units[-1].line else 0.0


def _is_apart(piece: Piece, unit: Unit) -> bool:
    """Return whether a unit cannot belong to a piece: they name different tickets, or the piece is large."""
    if len(piece.units) >= _LARGEST:
        return True
    return bool(unit.tickets and piece.tickets and piece.tickets.isdisjoint(unit.tickets))


def _threshold(unit: Unit) -> float:
    if unit.is_upkeep:
        return _UPKEEP_JOINS_FROM
    return _REQUEST_JOINS_FROM if unit.title or unit.number or len(unit.members) > 1 else _JOINS_FROM


@lru_cache(maxsize=4096)
def unit_features(unit: Unit) -> dict[str, float]:
    """Return the features of a unit, each with how much it tells: files, folders, scopes, words."""
    features: dict[str, float] = {}
    for path in unit.paths[:30]:
        if not _SKIPPED_FILES.search(path):
            features[f"file {path}"] = _FILE
            folder = path.rpartition("/")[0]
            if folder.count("/"):
                features[f"folder {folder}"] = _FOLDER
    for subject in (unit.title, *unit.subjects[:10]):
        if scope := scope_of(subject):
            features[f"scope {scope}"] = _SCOPE
        for word in _WORD.findall(subject.lower()):
            if word not in _STOP_WORDS:
                features[f"word {_stem(word)}"] = _WORDS
    return features


def _stem(word: str) -> str:
    """Return a word without the endings that English gives it."""
    for ending in (
        "ations",
        "ation",
        "ingly",
        "ments",
        "ment",
        "ing",
        "ies",
        "ers",
        "ed",
        "er",
        "es",
        "s",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
