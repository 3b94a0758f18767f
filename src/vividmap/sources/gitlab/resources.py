"""The answers of GitLab's REST API as values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vividmap.sources.forges.fields import (
    BadAnswer,
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

Fields = Mapping[str, Any]


def parse_user(fields: Fields) -> ForgeUser:
    """Return a user. Raises BadAnswer."""
    login = read_text(fields, "username")
    is_bot = fields.get("bot") is True or (login.startswith(("project_", "group_")) and "_bot" in login)
    return ForgeUser(login, read_optional_text(fields, "name"), is_bot or login == GHOST)


@dataclass(frozen=True, kw_only=True)
class MergeRequestDetails:
    """What belongs to a merge request and is asked for by itself."""

    commits: Sequence[Fields] = ()
    squash_commits: Sequence[Fields] = ()
    notes: Sequence[Fields] = ()
    participants: Sequence[Fields] = ()


def parse_merge_request(fields: Fields, details: MergeRequestDetails) -> PullRequest:
    """Return a merge request with what belongs to it. Raises BadAnswer."""
    return PullRequest(
        id=item_id(fields, "merge request"),
        title=read_text(fields, "title"),
        url=read_text(fields, "web_url"),
        repository=repository_of(fields),
        author=parse_user(read_object(fields, "author")),
        created_at=read_moment(fields, "created_at"),
        updated_at=read_moment(fields, "updated_at"),
        merged_at=read_optional_moment(fields, "merged_at"),
        closed_at=read_optional_moment(fields, "closed_at"),
        description=read_optional_text(fields, "description"),
        branch=read_optional_text(fields, "source_branch"),
        commits=list(_parse_commits(details.commits)),
        squash_commit=next(iter(_parse_commits(details.squash_commits)), None),
        reviews=list(_parse_reviews(details.notes)),
        reviewers=[parse_user(user) for user in read_objects(fields, "reviewers")],
        comments=read_count(fields, "user_notes_count"),
        participants=[parse_user(user) for user in details.participants],
    )


def parse_issue(fields: Fields, participants: Sequence[Fields]) -> ForgeDiscussion:
    """Return an issue. Raises BadAnswer."""
    return ForgeDiscussion(
        id=item_id(fields, "issue"),
        title=read_text(fields, "title"),
        url=read_text(fields, "web_url"),
        repository=repository_of(fields),
        created_at=read_moment(fields, "created_at"),
        updated_at=read_moment(fields, "updated_at"),
        comments=read_count(fields, "user_notes_count"),
        participants=[parse_user(user) for user in participants],
    )


def item_id(fields: Fields, kind: str) -> str:
    """Return what names an item on its server. Raises BadAnswer."""
    number = read_count(fields, "id")
    if not number:
        raise BadAnswer("id")
    return f"{kind} {number}"


def item_path(fields: Fields, collection: str) -> str:
    """Return the address of an item below the API's: /projects/7/issues/12. Raises BadAnswer."""
    return f"/projects/{read_count(fields, 'project_id')}/{collection}/{read_count(fields, 'iid')}"


def repository_of(fields: Fields) -> str:
    """Return the path of an item's project: acme/payments/ledger. Raises BadAnswer."""
    reference = read_text(read_optional_object(fields, "references"), "full")
    return reference.replace("!", "#").partition("#")[0]


def _parse_commits(commits: Iterable[Fields]) -> Iterable[PushedCommit]:
    """Yield the commits without those that merge another branch in: they are no answer to a review."""
    for commit in commits:
        parents = commit.get("parent_ids")
        if not isinstance(parents, list) or len(parents) < 2:
            yield PushedCommit(
                authored_at=read_moment(commit, "authored_date"),
                author_name=read_optional_text(commit, "author_name"),
                message=read_optional_text(commit, "message"),
            )


def _parse_reviews(notes: Iterable[Fields]) -> Iterable[CodeReview]:
    """Yield each comment, approval and request for changes as a review of its own time."""
    for note in notes:
        text = read_optional_text(note, "body")
        is_system = note.get("system") is True
        asks_for_changes = is_system and text.startswith("requested changes")
        approves = is_system and text.startswith("approved this merge request")
        if not is_system or asks_for_changes or approves:
            yield CodeReview(
                id=item_id(note, "note"),
                reviewer=parse_user(read_object(note, "author")),
                submitted_at=read_moment(note, "created_at"),
                asks_for_changes=asks_for_changes,
                approves=approves,
                comments=0 if is_system else 1,
            )
