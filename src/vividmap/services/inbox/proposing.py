"""Propose candidates for the inbox: what was proposed before is never proposed again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core.english.phrasing import count_noun
from vividmap.core.inbox import (
    MOST_WAITING,
    MOST_WAITING_OTHERWISE,
    PROPOSE,
    BadProposal,
    candidate_values,
    clean_proposal,
    grown_values,
    key_digest,
)
from vividmap.core.proposals import Proposal
from vividmap.services.actor import Actor, today_of
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.store import bulk
from vividmap.store.models import ItemRow, ProposalKey
from vividmap.store.queries import inbox

_ONGOING_STATES = ("accepted", "attached", "merged")


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What became of proposals. What was refused is not remembered, and can be proposed again."""

    added: tuple[str, ...] = ()
    """The handles of the new candidates."""
    updated: int = 0
    """How many of them are candidates that wait, and have grown."""
    known: int = 0
    """How many were proposed before."""
    refused: int = 0
    problems: tuple[str, ...] = ()
    """Why some were refused and what to do, one sentence each."""


@dataclass(frozen=True)
class _KeyedProposal:
    """A proposal with the digests of its key and of its members."""

    proposal: Proposal
    key: UUID
    members: tuple[UUID, ...]

    @property
    def digests(self) -> tuple[UUID, ...]:
        return (self.key, *self.members)


@takes_turn
def propose(actor: Actor, proposals: Iterable[Proposal]) -> Proposed:
    """Add proposals to the inbox, as one change; what was proposed before is left out.

    A proposal is known by its members, if all were proposed before; one without members by its key. One with
    a known key and new members updates the candidate that still waits, comes back if that was accepted, and
    stays away if it was dismissed. One that shares a commit with what an assistant's session proposed adds
    what is new to that candidate while it waits. A bad proposal is refused and harms no other.
    """
    problems: Counter[str] = Counter()
    keyed = list(_read_proposals(proposals, today_of(actor), problems))
    return _Proposing(actor, keyed).run(problems)


def _read_proposals(
    proposals: Iterable[Proposal], today: date, problems: Counter[str]
) -> Iterable[_KeyedProposal]:
    for proposal in proposals:
        try:
            clean = clean_proposal(proposal, today)
        except BadProposal as error:
            problems[str(error)] += 1
            continue
        members = (key_digest(clean.source, member) for member in proposal.members)
        yield _KeyedProposal(clean, key_digest(clean.source, proposal.key), tuple(dict.fromkeys(members)))


class _Proposing:
    """One call of `propose`: what is known already, and how much room each source has."""

    def __init__(self, actor: Actor, keyed: Sequence[_KeyedProposal]) -> None:
        self.actor = actor
        self.keyed = keyed
        digests = dict.fromkeys(digest for entry in keyed for digest in entry.digests)
        self.known_digests = inbox.known_digests(actor.owner, [*digests])
        known_keys = [entry.key for entry in keyed if entry.key in self.known_digests]
        self.rows = inbox.rows_by_key(actor.owner, known_keys)
        self.rows_by_member = inbox.rows_by_member(actor.owner, self._shared_members())
        self.room = {
            source: MOST_WAITING.get(source, MOST_WAITING_OTHERWISE)
            - inbox.count_waiting(actor.owner, source)
            for source in {entry.proposal.source for entry in keyed}
        }
        self.new_digests: list[UUID] = []

    def run(self, problems: Counter[str]) -> Proposed:
        counts: Counter[str] = Counter()
        added: list[UUID] = []
        with open_change_set(self.actor, PROPOSE) as changes:
            for entry in self.keyed:
                row = self._find_row(entry)
                if self._is_known(entry, row):
                    counts["known"] += 1
                elif row is not None and "state" not in row.fields:
                    changes.edit(row, self._grown_values(row, entry))
                    counts["updated"] += 1
                    self._remember(entry)
                elif self.room[entry.proposal.source] <= 0:
                    problems[_describe_full(entry.proposal.source)] += 1
                else:
                    added.append(changes.add("candidate", candidate_values(entry.proposal)))
                    self.room[entry.proposal.source] -= 1
                    self._remember(entry)
            self._save_digests()
            handles = self._handles(changes, added)
        return Proposed(
            added=handles,
            updated=counts["updated"],
            known=counts["known"],
            refused=problems.total(),
            problems=tuple(
                f"{count_noun(count, 'proposal')} refused: {text}" for text, count in problems.items()
            ),
        )

    def _shared_members(self) -> list[UUID]:
        """Return the members that others have proposed, of the proposals that no candidate is called by."""
        unmatched = (entry for entry in self.keyed if entry.key not in self.rows)
        members = dict.fromkeys(member for entry in unmatched for member in entry.members)
        return [member for member in members if member in self.known_digests]

    def _find_row(self, entry: _KeyedProposal) -> ItemRow | None:
        """Return the candidate that a proposal belongs to: by its key, else by a commit that both have."""
        if row := self.rows.get(entry.key):
            return row
        rows = (self.rows_by_member.get(member) for member in entry.members)
        return next((row for row in rows if row is not None), None)

    def _is_known(self, entry: _KeyedProposal, row: ItemRow | None) -> bool:
        has_new = not self.known_digests.issuperset(entry.members)
        if entry.key not in self.known_digests:
            return bool(entry.members) and not has_new
        is_open = row is not None and row.fields.get("state") in (None, *_ONGOING_STATES)
        return not (has_new and is_open)

    def _grown_values(self, row: ItemRow, entry: _KeyedProposal) -> dict[str, Any]:
        candidate = inbox.to_candidate(self.actor.owner, row)
        is_of_another = candidate.key != entry.key.hex
        is_merged = is_of_another or inbox.has_merged(self.actor.owner, row.uid)
        return grown_values(candidate, entry.proposal, is_merged=is_merged)

    def _remember(self, entry: _KeyedProposal) -> None:
        new = [digest for digest in dict.fromkeys(entry.digests) if digest not in self.known_digests]
        self.known_digests.update(new)
        self.new_digests += new

    def _save_digests(self) -> None:
        owner_id = self.actor.owner.id
        bulk.insert_rows(
            [bulk.new_row(ProposalKey, owner_id=owner_id, digest=digest) for digest in self.new_digests]
        )

    def _handles(self, changes: ChangeSet, added: Sequence[UUID]) -> tuple[str, ...]:
        changes.flush()
        handles_by_id = changes.changed_handles
        return tuple(handles_by_id[uid] for uid in added)


def _describe_full(source: str) -> str:
    most = MOST_WAITING.get(source, MOST_WAITING_OTHERWISE)
    return (
        f"{most:,} candidates from {source} wait already. Ask the owner of the record to decide about some"
        " first (vividmap inbox), then propose again"
    )
