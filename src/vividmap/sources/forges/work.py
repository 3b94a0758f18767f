"""Pull requests, reviews and discussions as values, the same for every forge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vividmap.core.proposals import commit_member


@dataclass(frozen=True, slots=True)
class ForgeUser:
    """Somebody at a forge."""

    login: str = ""
    name: str = ""
    is_bot: bool = False


GHOST = "ghost"
"""What forges call somebody whose account was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeReview:
    """One review of a pull request, at the time when it was submitted."""

    id: str
    reviewer: ForgeUser
    submitted_at: datetime
    asks_for_changes: bool = False
    approves: bool = False
    comments: int = 0
    """Comments in it, its own text among them; an approval without a word has none."""

    @property
    def has_substance(self) -> bool:
        """Return whether the review says anything that the author could act on."""
        return self.asks_for_changes or self.comments > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedCommit:
    """A commit of a pull request, or what it became on the main branch; never a merge of branches."""

    authored_at: datetime
    login: str = ""
    author_name: str = ""
    message: str = ""

    @property
    def member(self) -> str:
        """Return what names the commit in every source."""
        return commit_member(int(self.authored_at.timestamp()), self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """A pull request, or GitLab's merge request."""

    id: str
    title: str
    url: str
    repository: str
    """With its owner: acme/ledger."""
    author: ForgeUser
    created_at: datetime
    updated_at: datetime
    merged_at: datetime | None = None
    closed_at: datetime | None = None
    description: str = ""
    branch: str = ""
    commits: Sequence[PushedCommit] = ()
    squash_commit: PushedCommit | None = None
    """The one commit of the main branch that it became, if its own commits are not there."""
    rewrites: Sequence[datetime] = ()
    """When its branch was replaced by another, as a rebase does."""
    reviews: Sequence[CodeReview] = ()
    reviewers: Sequence[ForgeUser] = ()
    """Who was asked to review it, where it is not known who did."""
    comments: int = 0
    participants: Sequence[ForgeUser] = ()
    issues: Sequence[tuple[str, str]] = ()
    """The address and title of each issue that it closes."""
    changed_lines: int | None = None

    @property
    def project(self) -> str:
        """Return the name of the repository without its owner."""
        return self.repository.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeDiscussion:
    """An issue or a discussion."""

    id: str
    title: str
    url: str
    repository: str
    created_at: datetime
    updated_at: datetime
    comments: int = 0
    participants: Sequence[ForgeUser] = ()
