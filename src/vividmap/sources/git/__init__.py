"""Your git: pieces of work from the repositories on this machine."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vividmap.core.english.phrasing import count_noun, join_names
from vividmap.core.proposals import Proposal
from vividmap.sources.git.collection import (
    FoundPiece,
    RepositoryFindings,
    collect_repository,
)
from vividmap.sources.git.commits import UnreadableLog
from vividmap.sources.git.git_command import GitFailed, GitMissing
from vividmap.sources.git.repositories import Repository, find_repositories
from vividmap.sources.git.reviews import count_partners, propose_touchpoints
from vividmap.sources.source import BadPlace, Collected, CollectRequest, SourceError

NAME = "git"
SUMMARY = "pieces of work, reviews and people from git repositories in folders"
MOST_PIECES = 60
"""The most pieces of work proposed at a time, the weightiest: nobody would look at more."""
MOST_A_MONTH = 12
"""The most of one month: a few a month are evidence."""
_MOST_REVIEWS = 20
_MOST_CONTACTS = 10


@dataclass
class _CollectionRun:
    """What one collection has found so far."""

    states: dict[str, Any] = field(default_factory=dict)
    findings: list[RepositoryFindings] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: int = 0


def collect(request: CollectRequest) -> Collected:
    """Return what is new in repositories beneath the places, or those remembered. Raises SourceError."""
    run = _CollectionRun(states=_dict_of(request.state.get("repositories")))
    try:
        repositories = _choose_repositories(request, run)
        for number, repository in enumerate(repositories, 1):
            request.report(f"git: {repository.name} ({number} of {len(repositories)})")
            _collect_one(repository, request, run)
    except GitMissing as error:
        raise SourceError("git is not installed. Install it, then try again.") from error
    if not repositories or run.failures == len(repositories):
        raise SourceError(
            " ".join(run.notes) or "no repository is remembered. Name a folder: vividmap collect git DIR"
        )
    return _conclude(request, run)


def _choose_repositories(request: CollectRequest, run: _CollectionRun) -> list[Repository]:
    """Return the repositories to look at. Raises GitMissing."""
    if request.places:
        request.report("git: looking for repositories")
        _check_folders(request.places)
        search = find_repositories(request.places)
        run.notes += search.problems
        return list(search.repositories.values())
    remembered_repositories = [
        Repository(str(state.get("folder", "")), objects_folder)
        for objects_folder, state in run.states.items()
        if isinstance(state, dict)
    ]
    missing_repositories = [
        repository for repository in remembered_repositories if not os.path.isdir(repository.objects_folder)
    ]
    for repository in missing_repositories:
        run.notes.append(f"{repository.folder} is gone and is no longer scanned.")
        del run.states[repository.objects_folder]
    return [repository for repository in remembered_repositories if repository not in missing_repositories]


def _check_folders(places: Sequence[str]) -> None:
    """Raise BadPlace unless each place is a folder."""
    others = [place for place in places if not os.path.isdir(os.path.expanduser(place))]
    if others:
        verb = "is not a folder" if len(others) == 1 else "are not folders"
        raise BadPlace(f"{join_names(others, 3)} {verb}; name folders that exist: vividmap collect git DIR")


def _collect_one(repository: Repository, request: CollectRequest, run: _CollectionRun) -> None:
    try:
        state = _dict_of(run.states.get(repository.objects_folder))
        findings = collect_repository(repository, state, request)
    except GitMissing:
        raise
    except (GitFailed, UnreadableLog) as error:
        run.failures += 1
        run.notes.append(f"{repository.folder} was left out: {str(error).rstrip('.')}.")
        return
    if findings.state is None:
        return
    run.states[repository.objects_folder] = findings.state.to_json()
    run.findings.append(findings)
    run.notes += findings.notes


def _conclude(request: CollectRequest, run: _CollectionRun) -> Collected:
    """Return the weightiest of what was found, and the next state."""
    earlier_sizes = _dict_of(request.state.get("proposed"))
    found_pieces = {
        entry.proposal.key: entry
        for findings in run.findings
        for entry in findings.pieces
        if earlier_sizes.get(entry.proposal.key) != len(entry.proposal.members)
    }
    pieces_by_weight = sorted(found_pieces.values(), key=lambda entry: (-entry.weight, entry.proposal.key))
    heaviest_pieces, smaller_pieces = _choose_heaviest(pieces_by_weight)
    reviews = [review for findings in run.findings for review in findings.reviews]
    reviews.sort(key=lambda review: (-len(review.members), review.key))
    contacts, counts = _find_contacts(heaviest_pieces, request)
    notes = [*run.notes, *_describe_rest(smaller_pieces, reviews[_MOST_REVIEWS:], request)]
    proposals = [*(entry.proposal for entry in heaviest_pieces), *reviews[:_MOST_REVIEWS], *contacts]
    sizes = {entry.proposal.key: len(entry.proposal.members) for entry in heaviest_pieces}
    return Collected(
        proposals=tuple(sorted(proposals, key=lambda proposal: (proposal.when, proposal.key))),
        state={"repositories": run.states, "proposed": {**earlier_sizes, **sizes}, "partners": counts},
        notes=tuple(notes),
    )


def _choose_heaviest(pieces_by_weight: Sequence[FoundPiece]) -> tuple[list[FoundPiece], list[FoundPiece]]:
    """Return the pieces to propose, and those that are left out."""
    heaviest_pieces: list[FoundPiece] = []
    smaller_pieces: list[FoundPiece] = []
    count_by_month: Counter[str] = Counter()
    for entry in pieces_by_weight:
        month = entry.proposal.when.last.isoformat()[:7]
        has_room = len(heaviest_pieces) < MOST_PIECES and count_by_month[month] < MOST_A_MONTH
        (heaviest_pieces if has_room else smaller_pieces).append(entry)
        count_by_month[month] += 1
    return heaviest_pieces, smaller_pieces


def _find_contacts(
    heaviest_pieces: Sequence[FoundPiece], request: CollectRequest
) -> tuple[list[Proposal], dict[str, int]]:
    by_time = sorted(heaviest_pieces, key=lambda entry: (entry.piece.last, entry.piece.key))
    earlier_counts = _dict_of(request.state.get("partners"))
    acquaintances, counts = count_partners(
        ((entry.piece, entry.proposal.text) for entry in by_time), earlier_counts
    )
    acquaintances.sort(key=lambda person: (-len(person.titles), person.name))
    contacts = propose_touchpoints(acquaintances, counts, request.people, request.today)
    return list(contacts)[:_MOST_CONTACTS], counts


def _describe_rest(
    pieces: Sequence[FoundPiece], reviews: Sequence[Proposal], request: CollectRequest
) -> Iterable[str]:
    """Yield what was left out, and how to get it."""
    if pieces:
        first_day = min(entry.proposal.when.first for entry in pieces)
        yield (
            f"Left out: {count_noun(len(pieces), 'smaller piece')} of work."
            f" For the next: vividmap collect git --since {first_day}"
        )
    if reviews:
        yield f"Left out: {count_noun(len(reviews), 'month')} with fewer reviews."


def _dict_of(value: object) -> dict[str, Any]:
    """Return a part of the state, an empty one where it is damaged."""
    return dict(value) if isinstance(value, Mapping) else {}
