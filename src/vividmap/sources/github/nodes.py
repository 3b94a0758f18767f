"""The answers of GitHub's GraphQL API as values."""

from collections.abc import Mapping, Sequence
from typing import Any

from vividmap.sources.forges.fields import (
    read_count,
    read_moment,
    read_object,
    read_objects,
    read_optional_moment,
    read_optional_object,
    read_optional_text,
    read_text,
)
from vividmap.sources.forges.work import (
    GHOST,
    CodeReview,
    ForgeDiscussion,
    ForgeUser,
    PullRequest,
    PushedCommit,
)


def parse_user(fields: Mapping[str, Any]) -> ForgeUser:
    """Return a user; one that is null is the ghost. Raises BadAnswer."""
    if not fields:
        return ForgeUser(GHOST, is_bot=True)
    login = read_text(fields, "login")
    is_bot = read_optional_text(fields, "__typename") in ("Bot", "Mannequin") or login.endswith("[bot]")
    return ForgeUser(login, read_optional_text(fields, "name"), is_bot)


def parse_pull_request(node: Mapping[str, Any]) -> PullRequest:
    """Return a pull request. Raises BadAnswer."""
    commits = [
        _parse_commit(commit)
        for commit in (read_object(fields, "commit") for fields in _nodes(node, "commits"))
        if not _is_merge(commit)
    ]
    reviews = [fields for fields in _nodes(node, "reviews") if fields.get("submittedAt")]
    return PullRequest(
        id=read_text(node, "id"),
        title=read_text(node, "title"),
        url=read_text(node, "url"),
        repository=read_text(read_object(node, "repository"), "nameWithOwner"),
        author=parse_user(read_optional_object(node, "author")),
        created_at=read_moment(node, "createdAt"),
        updated_at=read_moment(node, "updatedAt"),
        merged_at=read_optional_moment(node, "mergedAt"),
        closed_at=read_optional_moment(node, "closedAt"),
        description=read_optional_text(node, "bodyText"),
        branch=read_optional_text(node, "headRefName"),
        commits=commits,
        squash_commit=_squash_commit(node, commits),
        rewrites=[read_moment(event, "createdAt") for event in _nodes(node, "timelineItems") if event],
        reviews=[_parse_review(fields) for fields in reviews],
        comments=_total(node, "comments") + sum(_total(fields, "comments") for fields in reviews),
        participants=[parse_user(fields) for fields in _nodes(node, "participants")],
        issues=[
            (read_text(issue, "url"), read_optional_text(issue, "title"))
            for issue in _nodes(node, "closingIssuesReferences")
        ],
        changed_lines=read_count(node, "additions") + read_count(node, "deletions"),
    )


def parse_discussion(node: Mapping[str, Any]) -> ForgeDiscussion:
    """Return an issue or a discussion. Raises BadAnswer."""
    commenters = [read_optional_object(comment, "author") for comment in _nodes(node, "comments")]
    return ForgeDiscussion(
        id=read_text(node, "id"),
        title=read_text(node, "title"),
        url=read_text(node, "url"),
        repository=read_text(read_object(node, "repository"), "nameWithOwner"),
        created_at=read_moment(node, "createdAt"),
        updated_at=read_moment(node, "updatedAt"),
        comments=_total(node, "comments"),
        participants=[parse_user(fields) for fields in (*_nodes(node, "participants"), *commenters)],
    )


def _parse_review(fields: Mapping[str, Any]) -> CodeReview:
    state = read_text(fields, "state")
    has_text = bool(read_optional_text(fields, "body").strip())
    return CodeReview(
        id=read_text(fields, "id"),
        reviewer=parse_user(read_optional_object(fields, "author")),
        submitted_at=read_moment(fields, "submittedAt"),
        asks_for_changes=state == "CHANGES_REQUESTED",
        approves=state == "APPROVED",
        comments=_total(fields, "comments") + has_text,
    )


def _parse_commit(commit: Mapping[str, Any]) -> PushedCommit:
    author = read_optional_object(commit, "author")
    return PushedCommit(
        authored_at=read_moment(commit, "authoredDate"),
        message=read_optional_text(commit, "message"),
        author_name=read_optional_text(author, "name"),
        login=read_optional_text(read_optional_object(author, "user"), "login"),
    )


def _squash_commit(node: Mapping[str, Any], commits: Sequence[PushedCommit]) -> PushedCommit | None:
    """Return the commit that replaced those of a pull request; None if it was merged or rebased."""
    fields = read_optional_object(node, "mergeCommit")
    if not fields or _is_merge(fields):
        return None
    commit = _parse_commit(fields)
    return None if commit.member in {own_commit.member for own_commit in commits} else commit


def _is_merge(commit: Mapping[str, Any]) -> bool:
    """Return whether a commit merges branches: it is no work of its own, and no answer to a review."""
    return _total(commit, "parents") > 1


def _nodes(fields: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    return read_objects(read_optional_object(fields, name), "nodes")


def _total(fields: Mapping[str, Any], name: str) -> int:
    return read_count(read_optional_object(fields, name), "totalCount")
