"""GitLab's REST API as its documentation says, over merge requests and issues that a test makes."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.support.fake_github import moment
from tests.support.misbehaving_server import ServerAnswer, ServerRequest, json_answer

ALICE = {"username": "alice", "name": "Alice Example"}
PRIYA = {"username": "priya", "name": "Priya Shah"}


def merge_request(number: int, title: str, days_ago: float, **fields: Any) -> dict[str, Any]:
    """A merge request of Alice's that was merged some days ago, and changed last then."""
    return {
        "id": 1000 + number,
        "iid": number,
        "project_id": 7,
        "title": title,
        "description": "",
        "state": "merged",
        "web_url": f"https://gitlab.com/acme/pay/ledger/-/merge_requests/{number}",
        "references": {"full": f"acme/pay/ledger!{number}"},
        "author": ALICE,
        "reviewers": [],
        "created_at": moment(days_ago + 3),
        "updated_at": moment(days_ago),
        "merged_at": moment(days_ago),
        "closed_at": None,
        "source_branch": f"branch-{number}",
        "merge_commit_sha": f"{number:040x}",
        "squash_commit_sha": None,
        "user_notes_count": 0,
        **fields,
    }


def gitlab_issue(number: int, title: str, days_ago: float, notes: int) -> dict[str, Any]:
    return {
        "id": 5000 + number,
        "iid": number,
        "project_id": 7,
        "title": title,
        "author": ALICE,
        "state": "opened",
        "web_url": f"https://gitlab.com/acme/pay/ledger/-/issues/{number}",
        "references": {"full": f"acme/pay/ledger#{number}"},
        "created_at": moment(days_ago + 9),
        "updated_at": moment(days_ago),
        "user_notes_count": notes,
    }


def note(
    number: int, user: dict[str, str], body: str, days_ago: float, *, is_system: bool = False
) -> dict[str, Any]:
    return {"id": number, "author": user, "body": body, "created_at": moment(days_ago), "system": is_system}


def gitlab_commit(sha: str, days_ago: float, parents: int = 1) -> dict[str, Any]:
    fields = {
        "authored_date": moment(days_ago),
        "author_name": "Priya Shah",
        "message": f"Change {sha}",
    }
    return {**fields, "parent_ids": ["0" * 40] * parents}


class FakeGitLab:
    """Lists `merge_requests` and `issues`; `details` is what belongs to them, by path."""

    def __init__(self, *merge_requests: dict[str, Any], page_size: int = 2, has_links: bool = True) -> None:
        self.merge_requests = list(merge_requests)
        self.issues: list[dict[str, Any]] = []
        self.details: dict[str, list[dict[str, Any]]] = {}
        self.page_size = page_size
        self.has_links = has_links

    def __call__(self, request: ServerRequest) -> ServerAnswer:
        if request.headers.get("authorization") != "Bearer glpat-sample":
            return json_answer({"message": "401 Unauthorized"}, 401)
        parts = urlsplit(request.path)
        path, query = parts.path.removeprefix("/api/v4"), dict(parse_qsl(parts.query))
        if path == "/user":
            return json_answer({"id": 1, **ALICE})
        if path.startswith("/projects/7/repository/commits/"):
            return json_answer(gitlab_commit(path.rpartition("/")[2], 5))
        if re.fullmatch(r"/projects/7/(merge_requests|issues)/\d+/\w+", path):
            return self.page(request, self.details.get(path, []), query)
        if path not in ("/merge_requests", "/issues"):
            return json_answer({"message": "404 Not found"}, 404)
        assert query["order_by"] == "updated_at"
        assert query["sort"] == "asc"
        items = {"/merge_requests": self.merge_requests, "/issues": self.issues}[path]
        return self.page(
            request, [item for item in items if matches_filters(item, query)], query, is_list=True
        )

    def page(
        self,
        request: ServerRequest,
        items: list[dict[str, Any]],
        query: dict[str, str],
        *,
        is_list: bool = False,
    ) -> ServerAnswer:
        if is_list:
            items = sorted(items, key=lambda item: item["updated_at"])
        page = int(query.get("page", "1"))
        more = page * self.page_size < len(items)
        address = f"https://evil.example/api/v4?{urlencode({**query, 'page': page + 1})}"
        headers = {"Link": f'<{address}>; rel="next", <{address}>; rel="last"'}
        if not self.has_links:
            headers = {"X-Next-Page": str(page + 1)}
        chosen = items[(page - 1) * self.page_size : page * self.page_size]
        return json_answer(chosen, headers=headers if more else {"X-Next-Page": ""})


def matches_filters(item: dict[str, Any], query: dict[str, str]) -> bool:
    is_mine = item["author"] == ALICE
    reviewers = [user["username"] for user in item.get("reviewers", [])]
    return (
        item["updated_at"] >= query["updated_after"]
        and (query["scope"] == "all" or is_mine)
        and query["state"] in ("all", item["state"])
        and ("reviewer_username" not in query or query["reviewer_username"] in reviewers)
    )
