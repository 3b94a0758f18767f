"""What is new at one place on GitHub, by four searches of its GraphQL API."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from vividmap.sources.forges.collecting import PlaceWork, SearchStart
from vividmap.sources.forges.fields import (
    BadAnswer,
    check_objects,
    read_moment,
    read_object,
    read_objects,
    read_optional_object,
    read_optional_text,
    read_text,
)
from vividmap.sources.forges.places import ForgePlace
from vividmap.sources.forges.reading import ChangedItem, ResultPage, read_forward
from vividmap.sources.github.nodes import parse_discussion, parse_pull_request, parse_user
from vividmap.sources.github.queries import SEARCHES, search_text
from vividmap.sources.source import SourceError
from vividmap.sources.web.client import WebAnswer, WebClient
from vividmap.sources.web.rate_limits import server_time


def api_of(place: ForgePlace) -> str:
    """Return the address of the GraphQL API of a place."""
    if place.host == "github.com" or place.host.endswith(".ghe.com"):
        return f"https://api.{place.host}/graphql"
    return f"{place.origin}/api/graphql"


def read_place(client: WebClient, api: str, place: ForgePlace, start_of: SearchStart) -> PlaceWork:
    """Return what changed at a place; a search that fails ends the reading."""
    work = PlaceWork()
    for name in SEARCHES:
        start = start_of(name)

        def fetch(since: datetime, cursor: str, name: str = name) -> ResultPage:
            variables = {"search": search_text(name, place.owner, since), "after": cursor or None}
            question = {"query": SEARCHES[name][0], "variables": variables}
            return _read_page(client.post_json(api, question), place.host, work)

        progress = read_forward(fetch, start, place.host)
        if progress.since > start or not progress.problem:
            work.marks[name] = progress.since.astimezone(UTC).isoformat()
        _add_results(work, name, list(progress.items.values()), start)
        if progress.problem:
            work.problems.append(progress.problem)
            break
    return work


def _read_page(answer: WebAnswer, host: str, work: PlaceWork) -> ResultPage:
    """Return one page of a search, and note whose token it is. Raises SourceError, BadAnswer."""
    data = read_optional_object(answer.content, "data")
    _check_errors(read_objects(answer.content, "errors"), data, host, work)
    work.owner = parse_user(read_object(data, "viewer"))
    results = read_object(data, "search")
    page = read_object(results, "pageInfo")
    has_more = page.get("hasNextPage") is True
    return ResultPage(
        # a search for issues may return what is neither, without any field
        [_parse_item(node) for node in check_objects(results.get("nodes"), "nodes") if node.get("id")],
        read_text(page, "endCursor") if has_more else "",
        datetime.fromtimestamp(server_time(answer.headers), UTC),
    )


def _parse_item(node: Mapping[str, Any]) -> ChangedItem:
    return ChangedItem(read_text(node, "id"), read_moment(node, "updatedAt"), node)


def _check_errors(
    errors: Sequence[Mapping[str, Any]], data: Mapping[str, Any], server: str, work: PlaceWork
) -> None:
    """Note what an answer leaves out, such as an organisation with single sign-on. Raises SourceError."""
    messages = [" ".join(read_optional_text(error, "message").split())[:200] for error in errors]
    if messages and not data.get("search"):
        raise SourceError(f"{server} refuses the search: {messages[0]}")
    sentences = [f"{server} leaves results out: {message}" for message in messages]
    work.problems += [sentence for sentence in dict.fromkeys(sentences) if sentence not in work.problems]


def _add_results(work: PlaceWork, name: str, nodes: list[Mapping[str, Any]], start: datetime) -> None:
    """Add the results of a search to what was read: pull requests that were closed since its start."""
    for node in nodes:
        try:
            if name in ("issues", "discussions"):
                work.discussions.append(parse_discussion(node))
                continue
            request = parse_pull_request(node)
        except BadAnswer as error:
            work.problems.append(f"one result was left out: its {error!s} is missing or of another kind")
            continue
        end = request.merged_at or request.closed_at
        if end and end >= start:
            (work.merged_requests if name == "merged" else work.reviewed_requests).append(request)
