"""What to propose of the work at a forge: merged work, reviews that changed something, discussions."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from vividmap.core.proposals import Proposal
from vividmap.core.when import When
from vividmap.sources.forges.work import CodeReview, ForgeDiscussion, ForgeUser, PullRequest, PushedCommit

MIN_COMMENTS = 10
MIN_PARTICIPANTS = 3
"""Participants besides the owner; a discussion with fewer is a mere exchange of messages."""
MAX_PIECES = 40
"""The most pieces of merged work, or reviews, proposed at a time: nobody would decide about more."""
REVIEW_QUESTION = "What changed because of your review?"
DISCUSSION_QUESTION = "What was decided because of it?"

_MAX_PEOPLE = 6
_MAX_TITLES = 12
_MAX_DESCRIPTION = 600
_TICKET = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,9}-\d{1,6})(?![\w-])")
_TICKET_IN_BRANCH = re.compile(
    r"(?:.*/)?(?!(?:branch|chore|dev|feat|feature|fix|hotfix|part|patch|phase|release|step|test|version|wip)-)"
    r"([a-z][a-z0-9]{1,9}-\d{1,6})(?!\w)",
    re.IGNORECASE,
)
_ISSUE_IN_BRANCH = re.compile(r"(?:.*/)?(\d{1,6})-[a-z]", re.IGNORECASE)
"""The name that both forges give a branch made from an issue: 12-lost-sessions."""
_ROUTINE = re.compile(
    r"(?:bump\b|(?:fix )?typos?\b|release\b|merge\b|back-?port\b|update dependenc)", re.IGNORECASE
)
_UPKEEP = re.compile(r"(?:chore|style|ci|build)\b[^:]{0,40}:", re.IGNORECASE)
_ROUTINE_LINES = 20


@dataclass(frozen=True, kw_only=True)
class ForgeView:
    """Whose work it is, whom they know, and which days count."""

    source: str
    owner: ForgeUser
    people: Mapping[str, str]
    today: date
    pull_request: str = "pull request"
    """The term of the forge for a pull request."""

    def is_by_another(self, commit: PushedCommit) -> bool:
        """Return whether somebody else wrote a commit: by the login, or the name where there is none."""
        if commit.login:
            return commit.login != self.owner.login
        return commit.author_name != self.owner.name

    def name_of(self, user: ForgeUser) -> str:
        """Return what the record calls somebody, else what the forge does."""
        name_on_map = self.people.get(user.name.lower()) or self.people.get(user.login.lower())
        return name_on_map or user.name or user.login

    def names_of(self, users: Iterable[ForgeUser]) -> tuple[str, ...]:
        """Return the names of people other than the owner, without programs, each once."""
        people = [user for user in users if not user.is_bot and user.login != self.owner.login]
        return tuple(dict.fromkeys(map(self.name_of, people)))[:_MAX_PEOPLE]

    def day_of(self, moment: datetime) -> date:
        """Return the local day of a moment; today for one in the future, which comes from a wrong clock."""
        return min(moment.astimezone().date(), self.today)

    def span_of(self, first: datetime, last: datetime) -> When:
        """Return the days from one moment to another, whichever is earlier."""
        days = sorted((self.day_of(first), self.day_of(last)))
        return When(days[0], days[1])


def is_routine(work: PullRequest) -> bool:
    """Return whether a pull request is mere upkeep: a version bump, a typo, a release."""
    title = work.title.strip()
    if work.comments >= MIN_COMMENTS:
        return False
    if work.changed_lines is None:  # what is called a chore may be large
        return _ROUTINE.match(title) is not None
    return work.changed_lines <= _ROUTINE_LINES and bool(_ROUTINE.match(title) or _UPKEEP.match(title))


def propose_merged(
    work: Sequence[PullRequest], view: ForgeView, limit: int | None
) -> tuple[list[Proposal], int]:
    """Return one proposal for each piece of work, the weightiest up to a limit, and how many are left out.

    Pull requests for one issue or ticket are one piece of work.
    """
    groups: dict[str, list[PullRequest]] = {}
    for request in sorted(work, key=lambda request: (request.merged_at or request.updated_at, request.id)):
        groups.setdefault(f"{request.repository} {_topic(request)}", []).append(request)
    weightiest = sorted(groups, key=lambda topic: _weight(groups[topic]), reverse=True)[:limit]
    pieces = [group for topic, group in groups.items() if topic in set(weightiest)]
    return [_propose_group(group, view) for group in pieces], len(groups) - len(pieces)


def _weight(group: Sequence[PullRequest]) -> float:
    """Return how much a piece of work may matter: what others said of it counts more than its size."""
    return sum(
        2 * request.comments
        + 3 * sum(review.has_substance for review in request.reviews)
        + 5 * bool(request.issues)
        + math.log2(1 + (request.changed_lines or 0))
        for request in group
    )


def _topic(request: PullRequest) -> str:
    """Return what pull requests of one piece of work have in common, else the request's own id."""
    if request.issues:
        return request.issues[0][0]
    ticket = (
        _TICKET.search(request.title)
        or _TICKET_IN_BRANCH.match(request.branch)
        or _ISSUE_IN_BRANCH.match(request.branch)
    )
    return ticket.group(1).upper() if ticket else request.id


def _propose_group(group: Sequence[PullRequest], view: ForgeView) -> Proposal:
    largest = max(group, key=lambda request: (request.changed_lines or 0, request.comments))
    title = largest.title if len(group) == 1 or not largest.issues else largest.issues[0][1] or largest.title
    first, last = group[0], group[-1]
    titles = [f"- {request.title}" for request in group[:_MAX_TITLES]] if len(group) > 1 else []
    reviewers = [review.reviewer for request in group for review in request.reviews if review.has_substance]
    approvers = [review.reviewer for request in group for review in request.reviews if review.approves]
    asked_reviewers = [user for request in group for user in request.reviewers]
    issue_links = [address for request in group for address, _ in request.issues]
    return Proposal(
        source=view.source,
        key=f"merged {first.id}",
        kind="evidence",
        text=title,
        when=view.span_of(min(request.created_at for request in group), last.merged_at or last.updated_at),
        members=tuple(dict.fromkeys(member for request in group for member in _members(request, view))),
        body="\n".join(titles) or _first_paragraph(largest.description),
        project=largest.project,
        people=view.names_of([*reviewers, *approvers, *asked_reviewers]),
        links=_links([request.url for request in group] + issue_links),
        part="built",
        reason=_merged_reason(group, view),
        narrow=partial(_narrow_group, group, view),
    )


def _narrow_group(group: Sequence[PullRequest], view: ForgeView, members: Collection[str]) -> Proposal:
    """Return the proposal for the pull requests that have some of a group's commits."""
    return _propose_group([item for item in group if not set(members).isdisjoint(_members(item, view))], view)


def _members(request: PullRequest, view: ForgeView) -> list[str]:
    """Return what a pull request was made from: the owner's commits on the main branch, which git has too."""
    commits = [request.squash_commit] if request.squash_commit else request.commits
    own_commits = [commit for commit in commits if not view.is_by_another(commit)]
    return [commit.member for commit in own_commits or commits] or [request.id]


def _merged_reason(group: Sequence[PullRequest], view: ForgeView) -> str:
    name = view.pull_request
    comments = sum(request.comments for request in group)
    people = {user.login for request in group for user in request.participants if not user.is_bot}
    other_count = len(people - {view.owner.login})
    summary = f"{len(group)} merged {name}s for one piece of work" if len(group) > 1 else f"A merged {name}"
    if comments >= MIN_COMMENTS and other_count >= MIN_PARTICIPANTS:
        return f"{summary}, discussed in {comments} comments with {other_count} others."
    issue_title = group[0].issues[0][1] if len(group) == 1 and group[0].issues else ""
    return f"{summary} that closes “{issue_title}”." if issue_title else f"{summary}."


def propose_review(request: PullRequest, view: ForgeView, since: datetime) -> Proposal | None:
    """Return a proposal for a review of somebody's closed work that changed something, else None.

    Each review counts by its own time: those submitted before `since` were proposed or passed over then.
    """
    reviews = [
        review
        for review in sorted(request.reviews, key=lambda review: review.submitted_at)
        if review.reviewer.login == view.owner.login and review.submitted_at >= since
    ]
    return _propose_reviews_of(request, reviews, view)


def _propose_reviews_of(
    request: PullRequest, reviews: Sequence[CodeReview], view: ForgeView
) -> Proposal | None:
    """Return a proposal for some of the owner's reviews of one pull request, None if they changed nothing."""

    def narrow(members: Collection[str]) -> Proposal | None:
        return _propose_reviews_of(request, [review for review in reviews if review.id in members], view)

    reason = _review_reason(request, reviews, view)
    if not reason:
        return None
    return Proposal(
        source=view.source,
        key=f"reviewed {request.id}",
        kind="evidence",
        text=f"Reviewed “{request.title}”",
        when=view.span_of(reviews[0].submitted_at, reviews[-1].submitted_at),
        members=tuple(review.id for review in reviews),
        project=request.project,
        people=view.names_of([request.author]),
        links=_links([request.url]),
        part="reviewed",
        reason=reason,
        question=REVIEW_QUESTION,
        narrow=narrow,
    )


def propose_reviews(
    work: Sequence[PullRequest], view: ForgeView, since: datetime, limit: int | None
) -> tuple[list[Proposal], int]:
    """Return the reviews that changed something, the weightiest up to a limit, and how many are left out."""
    proposals = {
        request.id: proposal for request in work if (proposal := propose_review(request, view, since))
    }
    weights = {request.id: _review_weight(request, view) for request in work}
    weightiest = set(sorted(proposals, key=lambda key: weights[key], reverse=True)[:limit])
    chosen_proposals = [proposal for key, proposal in proposals.items() if key in weightiest]
    return chosen_proposals, len(proposals) - len(chosen_proposals)


def _review_weight(request: PullRequest, view: ForgeView) -> int:
    """Return how much the owner's reviews of a pull request may matter, by what they say."""
    reviews = [review for review in request.reviews if review.reviewer.login == view.owner.login]
    return sum(10 * review.asks_for_changes + review.comments for review in reviews)


def _review_reason(request: PullRequest, reviews: Sequence[CodeReview], view: ForgeView) -> str:
    """Return what a review changed, "" if nothing shows that it did."""
    first = next((review for review in reviews if review.has_substance), None)
    if first is None:
        return ""
    asking = next((review for review in reviews if review.asks_for_changes), None)
    review = asking or first
    act = "Your review asked for changes" if asking else "You commented"
    commits = [
        commit
        for commit in request.commits
        if commit.authored_at > review.submitted_at and view.is_by_another(commit)
    ]
    if commits:
        return f"{act} and {_count(len(commits), 'commit')} followed."
    if any(moment > review.submitted_at for moment in request.rewrites):
        return f"{act} and the branch was rewritten after it."
    if asking and any(later.approves and later.submitted_at > asking.submitted_at for later in reviews):
        return f"{act} and you approved it later."
    if asking and not request.merged_at:
        return f"{act} and it was closed without being merged."
    return ""


def propose_discussion(discussion: ForgeDiscussion, view: ForgeView) -> Proposal | None:
    """Return a proposal for a long discussion that the owner began, else None."""
    people = view.names_of(discussion.participants)
    if discussion.comments < MIN_COMMENTS or len(people) < MIN_PARTICIPANTS:
        return None
    return Proposal(
        source=view.source,
        key=f"led {discussion.id}",
        kind="evidence",
        text=discussion.title,
        when=view.span_of(discussion.created_at, discussion.updated_at),
        members=(discussion.id,),
        project=discussion.repository.rpartition("/")[2],
        people=people,
        links=_links([discussion.url]),
        part="led",
        reason=f"You began it; it has {discussion.comments} comments, and {len(people)} others took part.",
        question=DISCUSSION_QUESTION,
    )


def _first_paragraph(description: str) -> str:
    """Return the first paragraph of a description that says something, without headings and marks."""
    plain = re.sub(r"<!--.*?(?:-->|\Z)", "", description[: _MAX_DESCRIPTION * 10], flags=re.DOTALL)
    for paragraph in re.split(r"\n\s*\n", plain):
        lines = [line.strip() for line in paragraph.splitlines()]
        text = " ".join(line for line in lines if line and not line.startswith(("#", "- [", "![", "|")))
        if len(text.split()) >= 4:
            return text[:_MAX_DESCRIPTION]
    return ""


def _links(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return addresses that a browser may open, each once."""
    return tuple(
        dict.fromkeys(address for address in addresses if address.startswith(("https://", "http://")))
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
