"""What is new in one repository, and what is remembered of it for the next time."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from vividmap.core.proposals import Proposal
from vividmap.sources.git.commits import Commit
from vividmap.sources.git.forge import repository_name
from vividmap.sources.git.grouping import Piece, apply_reverts, group_units, keep_open
from vividmap.sources.git.history import History, find_identity, read_history
from vividmap.sources.git.messages import reapplied_title, reverted_id, reverted_title
from vividmap.sources.git.proposing import Setting, areas_of, propose_piece, weigh
from vividmap.sources.git.repositories import References, Repository, read_references, read_settings
from vividmap.sources.git.reviews import propose_reviews
from vividmap.sources.git.topology import Topology
from vividmap.sources.git.units import find_reverts, make_units
from vividmap.sources.source import CollectRequest

FIRST_DAYS = 365
"""How far back the first collection of a repository goes, unless a day is named."""
_DAYS_BEFORE = 90
"""How many earlier days are read too, for work that began before."""
_NEW_AREA_DAYS = 180
"""Work counts as the first in a part of the code only after so many days without any there."""
_DAY = 86_400


@dataclass(frozen=True)
class RepositoryState:
    """What is remembered of a repository. `owner` is who the owner was then.

    `began` is the moment of the owner's first commit there, as far back as was read; `areas` are the parts of
    the code that the owner worked in since.
    """

    folder: str
    tips: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    began: int = 0
    pieces: tuple[Piece, ...] = ()
    areas: frozenset[str] = frozenset()

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "RepositoryState":
        """Return a state from JSON; damaged parts are as if nothing had been read."""
        folder = str(values.get("folder", ""))
        try:
            return cls(
                folder,
                tuple(map(str, values["tips"])),
                tuple(map(str, values["owner"])),
                int(values["began"]),
                tuple(Piece.from_json(piece) for piece in values["pieces"]),
                frozenset(map(str, values["areas"])),
            )
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            return cls(folder)

    def to_json(self) -> dict[str, Any]:
        """Return the state as JSON."""
        return {
            "folder": self.folder,
            "tips": list(self.tips),
            "owner": list(self.owner),
            "began": self.began,
            "pieces": [piece.to_json() for piece in self.pieces],
            "areas": sorted(self.areas),
        }


@dataclass(frozen=True)
class FoundPiece:
    """A piece of work that is new or has grown, with its proposal and its weight against others."""

    piece: Piece
    proposal: Proposal
    weight: float


@dataclass(frozen=True)
class RepositoryFindings:
    """What is new in one repository, and its next state; None if nothing changed."""

    state: RepositoryState | None = None
    pieces: tuple[FoundPiece, ...] = ()
    reviews: tuple[Proposal, ...] = ()
    notes: tuple[str, ...] = ()


def collect_repository(
    repository: Repository, saved_state: Mapping[str, Any], request: CollectRequest
) -> RepositoryFindings:
    """Return what is new on the main line of a repository. Raises GitFailed or UnreadableLog."""
    references = read_references(repository)
    settings = read_settings(repository)
    names = [*request.owner_names, settings.get("user.email", ""), settings.get("user.name", "")]
    owner = tuple(sorted({name.strip().lower() for name in names if name.strip()}))
    is_same = saved_state.get("tips") == list(references.tips) and saved_state.get("owner") == list(owner)
    if is_same and references.tips and request.since is None:
        return RepositoryFindings()
    if not references.tips:  # nothing was committed yet
        return RepositoryFindings(RepositoryState(repository.folder, owner=owner))
    state = RepositoryState.from_json(saved_state)
    starts_anew = request.since is not None or state.owner != owner or not state.tips
    first_day = request.since or request.today - timedelta(days=FIRST_DAYS)
    if starts_anew:
        state = RepositoryState(repository.folder, owner=owner)
    history = read_history(
        repository,
        references,
        find_identity(repository, owner),
        known_tips=state.tips,
        since=first_day - timedelta(days=_DAYS_BEFORE) if starts_anew else None,
    )
    known_members = frozenset(member for piece in state.pieces for member in piece.members)
    pieces = group_history(history, references, state.pieces)
    moment = _moment_of(first_day) if starts_anew else 0
    setting = Setting(
        repository=repository_name(settings) or repository.name,
        settings=settings,
        people=request.people,
        today=request.today,
    )
    began = state.began or min((commit.moment for commit in history.own_commits), default=0)
    found_pieces, areas = _find_new(pieces, replace(state, began=began), known_members, setting, moment)
    reviewed_commits = [commit for commit in history.reviewed_commits if commit.moment >= moment]
    return RepositoryFindings(
        RepositoryState(repository.folder, references.tips, owner, began, tuple(keep_open(pieces)), areas),
        found_pieces,
        tuple(propose_reviews(reviewed_commits, setting)),
        tuple(_notes(repository, history, starts_anew=starts_anew)),
    )


def group_history(history: History, references: References, open_pieces: Sequence[Piece] = ()) -> list[Piece]:
    """Return the open pieces of work, which grow, and those that a history begins."""
    own_subjects = {commit.subject for commit in history.own_commits}
    own_ids = {commit.id for commit in history.own_commits}
    work = [commit for commit in history.own_commits if not _is_undoing(commit, own_subjects, own_ids)]
    topology = Topology.of(history.commits, references.tips, references.tags)
    units = make_units(work, history.identity, topology)
    known_members = {member for piece in open_pieces for member in piece.members}
    new_units = [unit for unit in units if not known_members.issuperset(unit.members)]
    pieces = group_units(new_units, open_pieces)
    apply_reverts(pieces, find_reverts(history.commits.values()))
    return pieces


def _is_undoing(commit: Commit, own_subjects: Container[str], own_ids: Iterable[str]) -> bool:
    """Return whether a commit only takes back, or brings back, what the owner did."""
    subject = reverted_title(commit.subject) or reapplied_title(commit.subject)
    if not subject:
        return False
    id_ = reverted_id(commit.body)
    return subject in own_subjects or bool(id_ and any(own_id.startswith(id_) for own_id in own_ids))


def _find_new(
    pieces: Sequence[Piece],
    state: RepositoryState,
    known_members: frozenset[str],
    setting: Setting,
    moment: int,
) -> tuple[tuple[FoundPiece, ...], frozenset[str]]:
    """Return the pieces with something new since a moment, and the parts of the code that all are in."""
    areas = state.areas
    found_pieces = []
    for piece in sorted(pieces, key=lambda piece: (piece.units[0].first, piece.key)):
        has_new = not known_members.issuperset(piece.members)
        if has_new and piece.last >= moment and not piece.is_upkeep and not piece.is_reverted:
            is_long_known = bool(state.began) and piece.units[0].first - state.began >= _NEW_AREA_DAYS * _DAY
            proposal = propose_piece(piece, replace(setting, old_areas=areas if is_long_known else None))
            found_pieces.append(FoundPiece(piece, proposal, weigh(piece)))
        areas |= {area for unit in piece.units for area in areas_of(unit.paths)}
    return tuple(found_pieces), areas


def _notes(repository: Repository, history: History, *, starts_anew: bool) -> Iterator[str]:
    if history.is_without_paths:
        yield (
            f"{repository.folder} is a clone without past files, so its work is grouped by words and time."
        )
    if starts_anew and not history.own_commits and not history.reviewed_commits and history.commits:
        yield (
            f"No recent commit in {repository.folder} is yours. If you use another address there:"
            " vividmap config email ADDRESS"
        )


def _moment_of(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())
