"""Reading a search forward in the order of changes: what changes meanwhile is neither lost nor doubled."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from vividmap.sources.forges.fields import BadAnswer
from vividmap.sources.source import SourceError

MAX_PAGES = 200
MAX_STALE_PAGES = 3
FIRST_DAYS = 180
"""How far back the first search looks, in days."""
OVERLAP = timedelta(days=1)
"""How much of the last time is read again: a forge's search may learn of a change late."""
SETTLING = timedelta(minutes=15)


@dataclass(frozen=True)
class ChangedItem:
    """One result of a search, and when it last changed."""

    id: str
    updated_at: datetime
    content: Any = field(repr=False)


@dataclass(frozen=True)
class ResultPage:
    """Some results, and what asks for the next ones, "" at the end."""

    items: Sequence[ChangedItem]
    next_page: str
    server_time: datetime


FetchPage = Callable[[datetime, str], ResultPage]


@dataclass
class SearchProgress:
    """What a search brought, and up to when it was read whole."""

    since: datetime
    items: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def read_forward(fetch: FetchPage, since: datetime, server: str) -> SearchProgress:
    """Return all results that changed since a moment; what came before a fault is kept, with the problem.

    Results come in the order of their last change. After each page the search begins anew at the last
    change read: a result that changes meanwhile moves to the end and pushes no other past us.
    """
    progress = SearchProgress(since)
    settled_moments: list[datetime] = []
    try:
        for page in _pages(fetch, since, server):
            progress.items |= {item.id: item.content for item in page.items}
            settled_moments += _settled_moments(page)
            if _is_sorted(settled_moments) or not page.next_page:
                progress.since = max(settled_moments, default=progress.since)
    except BadAnswer as error:
        progress.problem = f"{server} sent an answer without a valid {error!s}"
    except SourceError as error:
        progress.problem = str(error)
    if progress.problem and progress.items:
        progress.problem += "; what came before was read"
    progress.since = max(progress.since, since)
    return progress


def _pages(fetch: FetchPage, since: datetime, server: str) -> Iterator[ResultPage]:
    """Yield the pages of a search, each result once unless it changed. Raises SourceError, BadAnswer."""
    start, next_page, stale_pages = since, "", 0
    versions: set[tuple[str, datetime]] = set()
    for _ in range(MAX_PAGES):
        page = fetch(start, next_page)
        fresh = [item for item in page.items if (item.id, item.updated_at) not in versions]
        versions.update((item.id, item.updated_at) for item in fresh)
        yield ResultPage(fresh, page.next_page, page.server_time)
        if not page.next_page:
            return
        # one page may repeat what changed in the same second as the last change read
        stale_pages = 0 if fresh else stale_pages + 1
        if stale_pages == MAX_STALE_PAGES:
            raise SourceError(f"{server} sends the same page again and again; the rest was not read")
        moments = _settled_moments(page)
        if fresh and moments and _is_sorted(moments) and moments[-1] > start:
            start, next_page = moments[-1], ""
        else:
            next_page = page.next_page
    raise SourceError(f"{server} has more than can be read at once; collect again for the rest")


def _settled_moments(page: ResultPage) -> list[datetime]:
    """Return when the results of a page last changed, without what changed just now or has a wrong clock.

    A search may find a result at the place that it had before its last change.
    """
    return [item.updated_at for item in page.items if item.updated_at <= page.server_time - SETTLING]


def _is_sorted(moments: Sequence[datetime]) -> bool:
    return all(moment <= later for moment, later in pairwise(moments))


def search_start(mark: str, now: datetime, since: date | None) -> datetime:
    """Return the moment from which to search: the day that was asked for, else a little before last time."""
    if since:
        return datetime.combine(since, time(), UTC)
    first = now - timedelta(days=FIRST_DAYS)
    try:
        moment = datetime.fromisoformat(mark)
    except ValueError:
        return first
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # a mark in the future comes from a wrong clock, and says nothing of how far was read
    return moment - OVERLAP if first < moment <= now + OVERLAP else first
