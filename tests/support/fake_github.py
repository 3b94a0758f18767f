"""GitHub's GraphQL search as its documentation says, over pull requests and issues that a test makes."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.misbehaving_server import ServerAnswer, ServerRequest, json_answer

ME = "alice-dev"
TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


def moment(days_ago: float, hours: float = 0) -> str:
    return (TODAY - timedelta(days=days_ago) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def actor(login: str, name: str = "") -> dict[str, Any]:
    return {"__typename": "Bot" if login.endswith("[bot]") else "User", "login": login, "name": name or None}


def commit(sha: str, days_ago: float, login: str = "priya-s", parents: int = 1) -> dict[str, Any]:
    fields = {"message": f"Change {sha}\n\nWhy", "authoredDate": moment(days_ago)}
    author = {"name": login.title(), "user": {"login": login}}
    return {"commit": {**fields, "author": author, "parents": {"totalCount": parents}}}


def review(number: int, login: str, state: str, days_ago: float, comments: int = 0) -> dict[str, Any]:
    fields = {"id": f"PRR_{number}", "state": state, "submittedAt": moment(days_ago), "body": ""}
    return {**fields, "author": actor(login), "comments": {"totalCount": comments}}


def pull_request(number: int, title: str, days_ago: float, **fields: Any) -> dict[str, Any]:
    """A pull request of Alice's that was merged some days ago, and changed last then."""
    node = {
        "__typename": "PullRequest",
        "id": f"PR_{number}",
        "title": title,
        "url": f"https://github.com/acme/ledger/pull/{number}",
        "bodyText": "",
        "createdAt": moment(days_ago + 3),
        "updatedAt": moment(days_ago),
        "mergedAt": moment(days_ago),
        "closedAt": moment(days_ago),
        "additions": 200,
        "deletions": 10,
        "headRefName": f"branch-{number}",
        "author": actor(ME),
        "repository": {"nameWithOwner": "acme/ledger"},
        "mergeCommit": commit(f"of the merge {number}", days_ago, ME)["commit"],
        "comments": {"totalCount": 0},
        "participants": {"nodes": []},
        "closingIssuesReferences": {"nodes": []},
        "reviews": {"nodes": []},
        "commits": {"nodes": []},
        "timelineItems": {"nodes": []},
    }
    return node | fields


def issue(number: int, title: str, days_ago: float, comments: int, logins: str) -> dict[str, Any]:
    return {
        "__typename": "Issue",
        "id": f"I_{number}",
        "title": title,
        "url": f"https://github.com/acme/ledger/issues/{number}",
        "createdAt": moment(days_ago + 10),
        "updatedAt": moment(days_ago),
        "author": actor(ME),
        "repository": {"nameWithOwner": "acme/ledger"},
        "comments": {"totalCount": comments},
        "participants": {"nodes": [{"login": login, "name": None} for login in logins.split()]},
    }


class FakeGitHub:
    """Searches `nodes` in pages of `page_size`, in the order of their last change."""

    def __init__(self, *nodes: dict[str, Any], page_size: int = 2, token: str = "ghp_sample") -> None:
        self.nodes = list(nodes)
        self.page_size = page_size
        self.token = token
        self.after_page = lambda: None

    def __call__(self, request: ServerRequest) -> ServerAnswer:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return json_answer({"message": "Bad credentials"}, 401)
        variables = request.content["variables"]
        nodes = sorted(
            (
                node
                for node in self.nodes
                if matches_search(node, variables["search"], request.content["query"])
            ),
            key=lambda node: node["updatedAt"],
        )
        start = int(variables["after"] or 0)
        page = nodes[start : start + self.page_size]
        more = start + self.page_size < len(nodes)
        search = {"pageInfo": {"hasNextPage": more, "endCursor": str(start + self.page_size)}, "nodes": page}
        answer = json_answer({"data": {"viewer": actor(ME, "Alice Example"), "search": search}})
        self.after_page()
        return answer


def matches_search(node: dict[str, Any], search: str, query: str) -> bool:
    """Return whether a node is what a search asks for; a qualifier that is not known here is a fault."""
    sort = {"PullRequest": "is:pr", "Issue": "is:issue", "Discussion": ""}[node["__typename"]]
    if ("type: DISCUSSION" in query) != (not sort):
        return False
    reviewers = {entry["author"]["login"] for entry in node.get("reviews", {"nodes": []})["nodes"]}
    terms = {
        "is:pr": sort == "is:pr",
        "is:issue": sort == "is:issue",
        "is:merged": bool(node.get("mergedAt")),
        "is:closed": bool(node.get("closedAt")),
        "author:@me": node["author"]["login"] == ME,
        "-author:@me": node["author"]["login"] != ME,
        "reviewed-by:@me": ME in reviewers,
        "sort:updated-asc": True,
    }
    for term in search.split():
        if found := re.fullmatch(r"updated:>=(\S+)", term):
            terms[term] = node["updatedAt"] >= found[1]
        elif found := re.fullmatch(r"comments:>=(\d+)", term):
            terms[term] = node["comments"]["totalCount"] >= int(found[1])
        elif found := re.fullmatch(r"(?:user|repo):(\S+)", term):
            terms[term] = (node["repository"]["nameWithOwner"] + "/").startswith(found[1] + "/")
        if not terms[term]:
            return False
    return True
