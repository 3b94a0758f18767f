"""Reviews that the owner gave, and people who were often there, as proposals."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from vividmap.core.english.phrasing import count_noun
from vividmap.core.proposals import Proposal
from vividmap.core.when import When, month_name
from vividmap.sources.git.commits import Commit
from vividmap.sources.git.grouping import Piece
from vividmap.sources.git.identity import is_program
from vividmap.sources.git.messages import clean_title, is_upkeep
from vividmap.sources.git.proposing import NAME, Setting, list_partners, span
from vividmap.sources.git.units import fingerprint

_MOST_SUBJECTS = 8
FEW_PIECES = 3
"""From so many pieces of work in common on, somebody who is not on the map is proposed for it."""


def propose_reviews(reviewed_commits: Iterable[Commit], setting: Setting) -> Iterator[Proposal]:
    """Yield the owner's reviews, those of one author in one month together."""
    groups: dict[tuple[str, str], list[Commit]] = {}
    for commit in sorted(reviewed_commits, key=lambda commit: (commit.moment, commit.id)):
        if not is_program(commit.author, commit.email):
            month = commit.day.isoformat()[:7]
            groups.setdefault((month, commit.author), []).append(commit)
    for (month, author), commits in groups.items():
        if proposal := _propose_review(month, author, commits, setting):
            yield proposal


def _propose_review(month: str, author: str, commits: Sequence[Commit], setting: Setting) -> Proposal | None:
    """Return a proposal for the reviews of some commits of one author, None for mere upkeep."""
    titles = [clean_title(commit.subject) for commit in commits if not is_upkeep(commit.subject)]
    titles = list(dict.fromkeys(titles))
    if not titles:
        return None
    name = setting.people.get(commits[0].email) or setting.people.get(author.lower()) or author
    text = f"Reviewed “{titles[0]}”" if len(titles) == 1 else f"Reviewed {len(titles)} changes by {name}"
    period = span(commits[0].moment, commits[-1].moment, setting.today)
    return Proposal(
        source=NAME,
        key=f"reviews {setting.repository} {month} {commits[0].email}",
        kind="evidence",
        text=text,
        when=period,
        members=tuple(map(_review_member, commits)),
        body="\n".join(f"- {title}" for title in titles[:_MOST_SUBJECTS]) if len(titles) > 1 else "",
        project=setting.repository,
        people=(name,),
        part="reviewed",
        reason=f"{count_noun(len(commits), 'commit')} of {month_name(period.last)} with your review.",
        question="What did your review change?",
        narrow=partial(_narrow_review, month, author, commits, setting),
    )


def _review_member(commit: Commit) -> str:
    return f"review {fingerprint(commit)}"


def _narrow_review(
    month: str, author: str, commits: Sequence[Commit], setting: Setting, members: Collection[str]
) -> Proposal | None:
    new_commits = [commit for commit in commits if _review_member(commit) in members]
    return _propose_review(month, author, new_commits, setting)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody who was at pieces of work with the owner: how many, in which, and when last."""

    name: str
    email: str
    titles: tuple[str, ...]
    first: int
    last: int
    members: tuple[str, ...]


def count_partners(
    pieces: Iterable[tuple[Piece, str]], earlier_counts: Mapping[str, int]
) -> tuple[list[Acquaintance], dict[str, int]]:
    """Return who was at pieces of work, each with its title, and the counts with the earlier ones added."""
    by_name: dict[str, Acquaintance] = {}
    counts = dict(earlier_counts)
    for piece, title in pieces:
        for partner in list_partners(piece):
            earlier = by_name.get(partner.name)
            counts[partner.name] = counts.get(partner.name, 0) + 1
            by_name[partner.name] = Acquaintance(
                partner.name,
                partner.email,
                (*earlier.titles, title) if earlier else (title,),
                min(earlier.first, piece.last) if earlier else piece.last,
                max(earlier.last, piece.last) if earlier else piece.last,
                (*earlier.members, piece.key) if earlier else (piece.key,),
            )
    return list(by_name.values()), counts


def propose_touchpoints(
    acquaintances: Iterable[Acquaintance], counts: Mapping[str, int], people: Mapping[str, str], today: date
) -> Iterator[Proposal]:
    """Yield a moment of contact for those who are on the map, or were at three pieces of work."""
    for person in acquaintances:
        on_map = people.get(person.email) or people.get(person.name.lower())
        if on_map:
            yield _propose_touchpoint(person, on_map, f"{on_map} is on your map.", today)
        elif counts[person.name] >= FEW_PIECES:
            reason = f"{counts[person.name]} pieces of work in common."
            yield _propose_touchpoint(person, person.name, reason, today)


def _propose_touchpoint(person: Acquaintance, name: str, reason: str, today: date) -> Proposal:
    other_count = len(person.titles) - 1
    also = f" and {count_noun(other_count, 'more piece')} of work" if other_count else ""
    day = min(datetime.fromtimestamp(max(person.last, 0), UTC).date(), today)

    def narrow(members: Collection[str]) -> Proposal:
        pairs = zip(person.titles, person.members, strict=True)
        chosen = [(title, key) for title, key in pairs if _contact_member(person, key) in members]
        titles, keys = zip(*chosen, strict=True)
        return _propose_touchpoint(replace(person, titles=titles, members=keys), name, reason, today)

    return Proposal(
        source=NAME,
        key=f"contact {person.email} {day.isoformat()[:7]}",
        kind="touchpoint",
        text=f"Worked together on “{person.titles[-1]}”{also}",
        when=When.day(day),
        members=tuple(_contact_member(person, key) for key in person.members),
        people=(name,),
        reason=reason,
        question="What came of working together?",
        narrow=narrow,
    )


def _contact_member(person: Acquaintance, piece_key: str) -> str:
    return f"contact {person.email} {piece_key}"
