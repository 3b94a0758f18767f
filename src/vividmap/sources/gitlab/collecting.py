"""What is new at one place on GitLab, by three lists of its REST API and what belongs to their items."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from vividmap.sources.forges.collecting import PlaceWork, SearchStart
from vividmap.sources.forges.fields import (
    BadAnswer,
    check_objects,
    read_count,
    read_moment,
    read_optional_moment,
    read_optional_text,
)
from vividmap.sources.forges.places import ForgePlace
from vividmap.sources.forges.proposals import MIN_COMMENTS
from vividmap.sources.forges.reading import ChangedItem, ResultPage, read_forward
from vividmap.sources.forges.work import ForgeDiscussion, PullRequest
from vividmap.sources.gitlab.resources import (
    MergeRequestDetails,
    item_id,
    item_path,
    parse_issue,
    parse_merge_request,
    parse_user,
    repository_of,
)
from vividmap.sources.source import SourceError
from vividmap.sources.web.client import WebAnswer, WebClient
from vividmap.sources.web.rate_limits import server_time

_MAX_DETAIL_PAGES = 5
"""Of the notes or commits of one merge request, 100 each; what comes after that changes no proposal."""
_NEXT_LINK = re.compile(r'<([^<>]{1,4000})>\s*;[^,]*\brel="?next\b')
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
Fields = Mapping[str, Any]


def api_of(place: ForgePlace) -> str:
    """Return the address of the REST API of a place."""
    return f"{place.origin}/api/v4"


def read_place(client: WebClient, api: str, place: ForgePlace, start_of: SearchStart) -> PlaceWork:
    """Return what changed at a place; a list that fails ends the reading."""
    work = PlaceWork()
    try:
        work.owner = parse_user(client.get_json(f"{api}/user").content)
    except BadAnswer as error:
        raise SourceError(f"{place.host} sent an answer without a valid {error!s}") from error
    for name, lists in _LISTS.items():
        start = start_of(name)
        reader = ListReader(client, api, place, name, {**lists, **_owner_filter(name, work)}, start)
        progress = read_forward(reader.read_page, start, place.host)
        if progress.since > start or not progress.problem:
            work.marks[name] = progress.since.astimezone(UTC).isoformat()
        for item in progress.items.values():
            if isinstance(item, ForgeDiscussion):
                work.discussions.append(item)
            elif isinstance(item, PullRequest):
                (work.merged_requests if name == "merged" else work.reviewed_requests).append(item)
        work.problems += reader.problems
        if progress.problem:
            work.problems.append(progress.problem)
            break
    return work


_LISTS: dict[str, dict[str, str]] = {
    "merged": {"scope": "created_by_me", "state": "merged"},
    "reviewed": {"scope": "all", "state": "all"},
    "issues": {"scope": "created_by_me", "state": "all"},
}


def _owner_filter(name: str, work: PlaceWork) -> dict[str, str]:
    return {"reviewer_username": work.owner.login} if name == "reviewed" else {}


@dataclass
class ListReader:
    """Reads one list page by page, with what belongs to each item that counts."""

    client: WebClient
    api: str
    place: ForgePlace
    name: str
    filters: Mapping[str, str]
    start: datetime
    items: dict[tuple[str, datetime], ChangedItem] = field(default_factory=dict)
    """What was read already, by id and change: a page may repeat some."""
    problems: list[str] = field(default_factory=list)

    def read_page(self, since: datetime, next_page: str) -> ResultPage:
        """Return a page of the list. Raises SourceError, BadAnswer."""
        collection = "issues" if self.name == "issues" else "merge_requests"
        order = {"order_by": "updated_at", "sort": "asc", "per_page": "50"}
        after = {"updated_after": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        query = {**self.filters, **order, **after, **dict(parse_qsl(next_page))}
        answer = self.client.get_json(f"{self.api}/{collection}?{urlencode(query)}")
        items = [self._read_item(fields) for fields in check_objects(answer.content, collection)]
        moment = datetime.fromtimestamp(server_time(answer.headers), UTC)
        return ResultPage(items, _next_page(answer), moment)

    def _read_item(self, fields: Fields) -> ChangedItem:
        key = (item_id(fields, "item"), read_moment(fields, "updated_at"))
        if key not in self.items:
            try:
                content = self._read_content(fields)
            except BadAnswer as error:
                self.problems.append(f"one result was left out: its {error!s} is missing or of another kind")
                content = None
            self.items[key] = ChangedItem(*key, content)
        return self.items[key]

    def _read_content(self, fields: Fields) -> PullRequest | ForgeDiscussion | None:
        """Return an item with what belongs to it, None if it does not count. Raises as read_page."""
        if not f"{repository_of(fields)}/".lower().startswith(f"{self.place.owner}/".lower().lstrip("/")):
            return None
        is_long = read_count(fields, "user_notes_count") >= MIN_COMMENTS
        if self.name == "issues":
            if not is_long:
                return None
            path = item_path(fields, "issues")
            return parse_issue(fields, self._read_details(f"{path}/participants"))
        end = read_optional_moment(fields, "merged_at") or read_optional_moment(fields, "closed_at")
        is_mine = self.name == "merged"
        if not end or end < self.start or not (is_mine or read_count(fields, "user_notes_count")):
            return None
        path = item_path(fields, "merge_requests")
        if not is_mine:
            notes = self._read_details(f"{path}/notes", sort="asc", order_by="created_at")
            details = MergeRequestDetails(commits=self._read_details(f"{path}/commits"), notes=notes)
            return parse_merge_request(fields, details)
        squash_sha = read_optional_text(fields, "squash_commit_sha")
        details = MergeRequestDetails(
            commits=[] if squash_sha else self._read_details(f"{path}/commits"),
            squash_commits=self._read_commit(fields, squash_sha) if squash_sha else [],
            participants=self._read_details(f"{path}/participants") if is_long else [],
        )
        return parse_merge_request(fields, details)

    def _read_commit(self, fields: Fields, sha: str) -> list[Fields]:
        """Return one commit of the main branch. Raises SourceError, BadAnswer."""
        if not _SHA.fullmatch(sha):
            raise BadAnswer("squash_commit_sha")
        project = read_count(fields, "project_id")
        answer = self.client.get_json(f"{self.api}/projects/{project}/repository/commits/{sha}")
        return check_objects([answer.content], "commit")

    def _read_details(self, path: str, **filters: str) -> Sequence[Fields]:
        """Return what belongs to an item, all pages of it. Raises SourceError, BadAnswer."""
        details: list[Fields] = []
        next_page = ""
        for _ in range(_MAX_DETAIL_PAGES):
            query = {**filters, "per_page": "100", **dict(parse_qsl(next_page))}
            answer = self.client.get_json(f"{self.api}{path}?{urlencode(query)}")
            details += check_objects(answer.content, path.rpartition("/")[2])
            next_page = _next_page(answer)
            if not next_page:
                break
        return details


def _next_page(answer: WebAnswer) -> str:
    """Return the query of the next page, "" at the end. Its host is not used: it could be another."""
    link = _NEXT_LINK.search(answer.headers.get("link", "")[:20_000])
    if link:
        return urlsplit(link[1]).query
    number = answer.headers.get("x-next-page", "")
    return f"page={number}" if number.isdecimal() and len(number) < 10 else ""
