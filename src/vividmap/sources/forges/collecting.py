"""Collecting from a forge: each place by itself, with its token, its progress and its problems."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from vividmap.core.proposals import Proposal
from vividmap.sources.forges.places import ForgePlace, parse_place, remembered_places, request_places
from vividmap.sources.forges.proposals import (
    MAX_PIECES,
    ForgeView,
    is_routine,
    propose_discussion,
    propose_merged,
    propose_reviews,
)
from vividmap.sources.forges.reading import FIRST_DAYS, search_start
from vividmap.sources.forges.work import ForgeDiscussion, ForgeUser, PullRequest
from vividmap.sources.source import Collected, CollectRequest, SourceError
from vividmap.sources.web.addresses import AddressGuard
from vividmap.sources.web.client import WebClient
from vividmap.sources.web.tokens import TokenPlace, find_token


@dataclass(kw_only=True)
class PlaceWork:
    """What was read at one place, how far, and what could not be read."""

    owner: ForgeUser = field(default_factory=ForgeUser)
    merged_requests: list[PullRequest] = field(default_factory=list)
    reviewed_requests: list[PullRequest] = field(default_factory=list)
    discussions: list[ForgeDiscussion] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    """By search: the moment up to which it was read."""
    problems: list[str] = field(default_factory=list)


SearchStart = Callable[[str], datetime]
"""Returns from which moment a search begins."""


@dataclass(frozen=True, kw_only=True)
class Forge:
    """How one forge differs from others."""

    name: str
    default_host: str
    api_path: str
    """The path of its API on a self-hosted server; a place may end with it."""
    api_of: Callable[[ForgePlace], str]
    """Returns the address of the API of a place."""
    variables_of: Callable[[str, Mapping[str, str]], Sequence[str]]
    """Returns the environment variables that hold the token of a host."""
    read_place: Callable[[WebClient, str, ForgePlace, SearchStart], PlaceWork]
    """Reads a place by its API. Problems are in what it returns."""
    pull_request: str = "pull request"


@dataclass(kw_only=True)
class ForgeCollection:
    """What was collected so far, over several places."""

    marks_of_places: dict[str, dict[str, str]]
    proposals: list[Proposal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def collect_places(forge: Forge, request: CollectRequest) -> Collected:
    """Return what is new at each place of a request. Raises SourceError if no place could be read."""
    private_hosts = sorted({*request.private_hosts, *_remembered_hosts(request.state)})
    guard = AddressGuard(private_hosts)
    collection = ForgeCollection(marks_of_places=remembered_places(request.state))
    texts = request_places(request, forge.default_host)
    parsed_places = [parse_place(text, forge.default_host, forge.api_path) for text in texts]
    places = {place.label: place for place in parsed_places}
    for place in places.values():
        request.report(f"Reading {place.label}")
        _collect_place(forge, request, place, guard, collection)
    if len(collection.failures) == len(places):
        raise SourceError(collection.failures[0])
    return Collected(
        proposals=collection.proposals,
        state={"places": collection.marks_of_places, "private_hosts": private_hosts},
        notes=[_sentence(problem) for problem in (*collection.failures, *collection.notes)],
    )


def _collect_place(
    forge: Forge, request: CollectRequest, place: ForgePlace, guard: AddressGuard, collection: ForgeCollection
) -> None:
    """Add what is new at a place; one of which nothing could be read is a failure."""
    marks = collection.marks_of_places.get(place.label, {})
    try:
        work = _read_place(forge, request, place, marks, guard)
    except SourceError as error:
        collection.failures.append(str(error))
        return
    if work.problems and not work.marks:
        collection.failures.append(work.problems[0])
        return
    collection.marks_of_places[place.label] = marks | _later_marks(work.marks, marks)
    proposals, left_out_notes = _propose(forge, request, work, marks)
    collection.proposals += proposals
    collection.notes += [*work.problems, *left_out_notes]


def _later_marks(marks: Mapping[str, str], earlier_marks: Mapping[str, str]) -> dict[str, str]:
    """Return how far each search was read; never less far than before. All are times of UTC as text."""
    return {search: max(mark, earlier_marks.get(search, "")) for search, mark in marks.items()}


def _read_place(
    forge: Forge, request: CollectRequest, place: ForgePlace, marks: Mapping[str, str], guard: AddressGuard
) -> PlaceWork:
    """Return what is at a place. Raises SourceError."""
    name = forge.name if place.host == forge.default_host else place.host
    token = find_token(TokenPlace(place.host, name, forge.variables_of(place.host, os.environ)))
    end_of_today = datetime.combine(request.today + timedelta(days=1), time(), UTC)
    api = forge.api_of(place)
    with WebClient(api, guard, token=token, report=request.report) as client:
        start_of = partial(_search_start, marks, end_of_today, request.since)
        return forge.read_place(client, api, place, start_of)


def _search_start(marks: Mapping[str, str], now: datetime, since: date | None, search: str) -> datetime:
    return search_start(marks.get(search, ""), now, since)


def _propose(
    forge: Forge, request: CollectRequest, work: PlaceWork, marks: Mapping[str, str]
) -> tuple[list[Proposal], list[str]]:
    """Return the proposals of a place, and a sentence about what was left out for the first time."""
    view = ForgeView(
        source=forge.name,
        owner=work.owner,
        people=request.people,
        today=request.today,
        pull_request=forge.pull_request,
    )
    first_day = request.today - timedelta(days=FIRST_DAYS)
    earliest = datetime.combine(min(first_day, request.since or first_day), time(), UTC)
    routine = [] if request.since else [item for item in work.merged_requests if is_routine(item)]
    notable = [item for item in work.merged_requests if item not in routine]
    limit = None if request.since else MAX_PIECES
    merged_work, lighter_count = propose_merged(notable, view, limit)
    reviews, lighter_review_count = propose_reviews(work.reviewed_requests, view, earliest, limit)
    proposals = [
        *merged_work,
        *reviews,
        *(propose_discussion(item, view) for item in work.discussions),
    ]
    mark = marks.get("merged", "")
    new_routine = [item for item in routine if item.updated_at.astimezone(UTC).isoformat() > mark]
    plural, verb = ("", "was") if len(new_routine) == 1 else ("s", "were")
    summary = f"{len(new_routine)} small routine {forge.pull_request}{plural}"
    notes = [f"{summary} (upkeep, typos, releases) {verb} left out."] if new_routine else []
    for name, count in (("pieces of merged work", lighter_count), ("reviews", lighter_review_count)):
        if count:
            notes.append(
                f"At most {MAX_PIECES} {name} are proposed at a time, the most substantial first; "
                f"{count} {'was' if count == 1 else 'were'} left out."
                " To see all since a date: --since DATE"
            )
    return [proposal for proposal in proposals if proposal], notes


def _remembered_hosts(state: Mapping[str, object]) -> list[str]:
    hosts = state.get("private_hosts")
    return [str(host) for host in hosts] if isinstance(hosts, list) else []


def _sentence(text: str) -> str:
    return f"{text}." if text[-1:].isalnum() else text
