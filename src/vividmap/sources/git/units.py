"""Units: what a history brought to its main line in one go, a merged branch, a squash or a commit."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from vividmap.core.proposals import commit_member
from vividmap.sources.git.commits import Commit
from vividmap.sources.git.identity import Identity, Partner
from vividmap.sources.git.messages import (
    MergeMessage,
    clean_title,
    find_tickets,
    is_upkeep,
    reapplied_title,
    reverted_id,
    reverted_title,
    squash_number,
)
from vividmap.sources.git.topology import Topology

MOST_PATHS = 60
"""The most paths kept of a unit; they tell what it is about."""
_MOST_SUBJECTS = 40
_SHORT_ID = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """Commits of the owner that came together. `first` and `last` are seconds since 1970.

    `members` identify the commits by author time and message, so that a rebase does not make them new.
    `title` and `number` are those of the pull request, if there was one.
    """

    members: tuple[str, ...]
    ids: tuple[str, ...]
    """The first digits of the commits' ids, and of the merge's."""
    subjects: tuple[str, ...]
    first: int
    last: int
    paths: tuple[str, ...] = ()
    file_count: int = 0
    upkeep_count: int = 0
    title: str = ""
    number: str = ""
    tickets: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()
    release: str = ""
    line: str = ""
    """The line beside the main line that it was on (`Topology.line_of`)."""

    @property
    def is_upkeep(self) -> bool:
        """Return whether there is nothing in it but upkeep."""
        return self.upkeep_count == len(self.members)

    def to_json(self) -> dict[str, Any]:
        """Return the unit as JSON, for the state of the source."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Unit":
        """Return a unit from JSON. Raises TypeError, KeyError or ValueError where it is none."""
        field_values = {field.name: values[field.name] for field in fields(cls)}
        for name, value in field_values.items():
            if isinstance(value, list):
                field_values[name] = tuple(
                    Partner(**entry) if name == "partners" else str(entry) for entry in value
                )
        return cls(**field_values)


def fingerprint(commit: Commit) -> str:
    """Return what names a commit wherever it is: one that was rebased or picked is still the same."""
    return commit_member(commit.moment, commit.message)


def make_units(commits: Iterable[Commit], identity: Identity, topology: Topology) -> list[Unit]:
    """Return the owner's commits as units, in the order in which they were done.

    Merge commits are no work of their own.
    """
    groups: dict[str, list[Commit]] = {}
    known_members: set[str] = set()
    for commit in sorted(commits, key=lambda commit: (commit.moment, commit.id)):
        member = fingerprint(commit)
        if len(commit.parents) < 2 and member not in known_members:
            known_members.add(member)
            groups.setdefault(topology.merge_of.get(commit.id) or commit.id, []).append(commit)
    partners_of = _partners_by_merge(groups, identity, topology)
    units = [
        _make_unit(key, group, partners_of.get(key, ()), identity, topology) for key, group in groups.items()
    ]
    return sorted(units, key=lambda unit: (unit.last, unit.members))


def _partners_by_merge(
    groups: Container[str], identity: Identity, topology: Topology
) -> dict[str, list[Partner]]:
    """Return who else wrote commits in the branches that the owner worked in."""
    partners_by_merge: dict[str, list[Partner]] = {}
    for commit_id, merge_id in topology.merge_of.items():
        if merge_id and merge_id != commit_id and merge_id in groups:
            commit = topology.commits[commit_id]
            if not identity.is_owner(commit.author, commit.email, commit.raw_email):
                partners_by_merge.setdefault(merge_id, []).extend(identity.partners_of(commit))
    return partners_by_merge


def _make_unit(
    landed_id: str,
    group: Sequence[Commit],
    branch_partners: Iterable[Partner],
    identity: Identity,
    topology: Topology,
) -> Unit:
    """Return the unit of some commits; `landed_id` is their merge, or the one commit itself."""
    merge = topology.merges.get(landed_id, MergeMessage())
    landed_commit = topology.commits.get(landed_id, group[-1])
    paths = tuple(dict.fromkeys(path for commit in group for path in commit.paths))
    number = merge.number or (squash_number(group[0].subject) if len(group) == 1 else "")
    tickets = [*find_tickets(merge.title, landed_commit.body if merge.title else "", merge.branch)]
    tickets += [ticket for commit in group for ticket in find_tickets(commit.subject, commit.body)]
    partners = {partner for commit in group for partner in identity.partners_of(commit)}
    reviewers = {partner for partner in identity.partners_of(landed_commit) if partner.has_reviewed}
    ids = [*(commit.id for commit in group), landed_id]
    return Unit(
        members=tuple(fingerprint(commit) for commit in group),
        ids=tuple(dict.fromkeys(commit_id[:_SHORT_ID] for commit_id in ids)),
        subjects=tuple(commit.subject for commit in group[:_MOST_SUBJECTS]),
        first=group[0].moment,
        last=group[-1].moment,
        paths=paths[:MOST_PATHS],
        file_count=len(paths),
        upkeep_count=sum(is_upkeep(commit.subject) for commit in group),
        title=clean_title(merge.title) if merge.title else "",
        number=number,
        tickets=tuple(dict.fromkeys(ticket for ticket in tickets if ticket != f"#{number}")),
        partners=tuple(sorted(partners | reviewers | set(branch_partners))),
        release=topology.release_of.get(landed_id, ""),
        line=topology.line_of.get(landed_id, "")[:_SHORT_ID],
    )


@dataclass(frozen=True, slots=True)
class Revert:
    """What a commit takes back: the beginning of an id, or a subject; or what one brings back again."""

    id: str
    subject: str
    is_reapplied: bool = False


def find_reverts(commits: Iterable[Commit]) -> Iterator[Revert]:
    """Yield what is reverted, and brought back, in the order in which it happened."""
    oldest_first = list(commits)[::-1]  # git log has the newest first
    for commit in sorted(oldest_first, key=lambda commit: commit.moment):
        subject = commit.subject
        if not subject.startswith(("Revert", "revert", "Rea", "Rel", "Re-l", "rel")):
            continue
        title = reverted_title(subject)
        if title.startswith(("Revert ", "Reapply ")) or (not title and reapplied_title(subject)):
            yield Revert("", reapplied_title(subject), is_reapplied=True)
        elif title or reverted_id(commit.body):
            yield Revert(reverted_id(commit.body)[:_SHORT_ID], title)
