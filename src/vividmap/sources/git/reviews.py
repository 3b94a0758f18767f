"""Reviews that the owner gave, and people who were often there, as proposals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

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
"""With so many pieces of work in common, somebody who is not on the map is proposed for it."""


def propose_reviews(reviewed_commits: Iterable[Commit], setting: Setting) -> Iterator[Proposal]:
    """Yield the owner's reviews, those of one author in one month together."""
    groups: dict[tuple[str, str], list[Commit]] = {}
    for commit in sorted(reviewed_commits, key=lambda commit: (commit.moment, commit.id)):
        if not is_program(commit.author, commit.email):
            month = commit.day.isoformat()[:7]
            groups.setdefault((month, commit.author), []).append(commit)
    for (month, author), commits in groups.items():
        titles = [clean_title(commit.subject) for commit in commits if not is_upkeep(commit.subject)]
        titles = list(dict.fromkeys(titles))
        if titles:
            yield _propose_review(month, author, commits, titles, setting)


def _propose_review(
    month: str, author: str, commits: Sequence[Commit], titles: Sequence[str], setting: Setting
) -> Proposal:
    name = setting.people.get(commits[0].email) or setting.people.get(author.lower()) or author
    text = f"Reviewed “{titles[0]}”" if len(titles) == 1 else f"Reviewed {len(titles)} changes by {name}"
    period = span(commits[0].moment, commits[-1].moment, setting.today)
    return Proposal(
        source=NAME,
        key=f"reviews {setting.repository} {month} {commits[0].email}",
        kind="evidence",
        text=text,
        when=period,
        members=tuple(f"review {fingerprint(commit)}" for commit in commits),
        body="\n".join(f"- {title}" for title in titles[:_MOST_SUBJECTS]) if len(titles) > 1 else "",
        project=setting.repository,
        people=(name,),
        part="reviewed",
        reason=f"{count_noun(len(commits), 'commit')} of {month_name(period.last)} with your review.",
        question="What did your review change?",
    )


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
        if not on_map and counts[person.name] < FEW_PIECES:
            continue
        name = on_map or person.name
        latest_title = person.titles[-1]
        other_count = len(person.titles) - 1
        also = f" and {count_noun(other_count, 'more piece')} of work" if other_count else ""
        day = min(datetime.fromtimestamp(max(person.last, 0), UTC).date(), today)
        yield Proposal(
            source=NAME,
            key=f"contact {person.email} {day.isoformat()[:7]}",
            kind="touchpoint",
            text=f"Worked together on “{latest_title}”{also}",
            when=When.day(day),
            members=tuple(f"contact {person.email} {member}" for member in person.members),
            people=(name,),
            reason=f"{name} is on your map."
            if on_map
            else f"{counts[person.name]} pieces of work in common.",
            question="What came of working together?",
        )
