"""Propose candidates for the inbox: what was proposed before is never proposed again."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from vividmap.core.english.phrasing import count_noun
from vividmap.core.inbox import (
    MOST_WAITING,
    MOST_WAITING_OTHERWISE,
    PROPOSE,
    BadProposal,
    candidate_values,
    clean_proposal,
    extended_values,
    grown_values,
)
from vividmap.core.proposals import Proposal
from vividmap.core.record import Candidate
from vividmap.services.actor import Actor, today_of
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.inbox.known_proposals import KeyedProposal, KnownProposals
from vividmap.store import item_rows, queries
from vividmap.store.queries import inbox

_DECIDED_STATES = ("accepted", "attached", "merged")


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What became of proposals. What was refused is not remembered, and can be proposed again."""

    added: tuple[str, ...] = ()
    """The handles of the new candidates."""
    updated: int = 0
    """How many proposals extended a candidate that still waits."""
    known: int = 0
    """How many were proposed before."""
    refused: int = 0
    problems: tuple[str, ...] = ()
    """Why some were refused and what to do, one sentence each."""


@takes_turn
def propose(actor: Actor, proposals: Iterable[Proposal]) -> Proposed:
    """Add proposals to the inbox, as one change; what was proposed before is left out.

    A proposal is known by its members, if all were proposed before; one without members by its key. One with
    a known key and new members updates the candidate that still waits, and stays away if that was dismissed;
    if it was accepted, attached or merged, the new members alone are proposed. One that shares a commit with
    what an assistant's session proposed adds what is new to that candidate while it waits. A bad proposal is
    refused and harms no other.
    """
    problems: Counter[str] = Counter()
    today = today_of(actor)
    keyed = [KeyedProposal.of(proposal) for proposal in _clean_all(proposals, today, problems)]
    return _Proposing(actor, today, keyed, problems).run()


def _clean_all(proposals: Iterable[Proposal], today: date, problems: Counter[str]) -> Iterator[Proposal]:
    for proposal in proposals:
        try:
            yield clean_proposal(proposal, today)
        except BadProposal as error:
            problems[str(error)] += 1


class _Proposing:
    """One call of `propose`: what is known already, the room that each source has, what became of each."""

    def __init__(
        self, actor: Actor, today: date, keyed: Sequence[KeyedProposal], problems: Counter[str]
    ) -> None:
        self.actor = actor
        self.today = today
        self.keyed = keyed
        self.known = KnownProposals(actor.owner, keyed)
        self.room = {
            source: MOST_WAITING.get(source, MOST_WAITING_OTHERWISE)
            - inbox.count_waiting(actor.owner, source)
            for source in {entry.proposal.source for entry in keyed}
        }
        self.counts: Counter[str] = Counter()
        self.added: list[UUID] = []
        self.problems = problems

    def run(self) -> Proposed:
        with open_change_set(self.actor, PROPOSE) as changes:
            for entry in self.keyed:
                try:
                    self._propose_one(changes, entry)
                except BadProposal as error:
                    self.problems[str(error)] += 1
            self.known.save()
            changes.flush()
            handles_by_id = changes.changed_handles
            handles = tuple(handles_by_id[uid] for uid in self.added)
        return Proposed(
            added=handles,
            updated=self.counts["updated"],
            known=self.counts["known"],
            refused=self.problems.total(),
            problems=tuple(
                f"{count_noun(count, 'proposal')} refused: {text}" for text, count in self.problems.items()
            ),
        )

    def _propose_one(self, changes: ChangeSet, entry: KeyedProposal) -> None:
        """Add a candidate, update the one that waits, or leave out what is known. Raises BadProposal."""
        new_members = self.known.new_members(entry)
        is_key_known = self.known.is_key_known(entry)
        if not new_members and (entry.members or is_key_known):
            self.counts["known"] += 1
            return
        candidate = self.known.last_candidate(entry)
        is_decided = candidate is not None and candidate.state in _DECIDED_STATES
        if candidate is not None and not candidate.state:
            self._grow(changes, entry, candidate.id)
        elif (is_decided or not is_key_known) and (proposal := self._narrow(entry, new_members)):
            if candidate is not None and is_decided:
                proposal = _name_continued(self.actor, proposal, candidate)
            is_first = not is_decided and len(new_members) == len(entry.members)
            self._add(changes, entry, proposal, self.known.last_generation(entry) + (not is_first))
        else:
            self.counts["known"] += 1

    def _add(self, changes: ChangeSet, entry: KeyedProposal, proposal: Proposal, generation: int) -> None:
        source = proposal.source
        if self.room[source] <= 0:
            raise BadProposal(_describe_full(source))
        self.room[source] -= 1
        values = candidate_values(proposal) | {"key": entry.key_of(generation).hex}
        self.added.append(changes.add(Candidate.kind, values))
        self.known.remember(entry, generation)

    def _grow(self, changes: ChangeSet, entry: KeyedProposal, uid: UUID) -> None:
        """Add the new members to the candidate that waits."""
        row = item_rows.existing_row(self.actor.owner, uid)
        # Another proposal may just have changed it.
        candidate = item_rows.to_item_of(self.actor.owner, row, Candidate)
        generation = self.known.last_generation(entry)
        proposal = self._narrow(entry, self.known.members_of_generation(entry, generation)) or entry.proposal
        if generation and (earlier := self.known.candidate(entry, generation - 1)):
            proposal = _name_continued(self.actor, proposal, earlier)
        if self.known.new_members(entry) == set(entry.members):  # none of it is in the waiting candidate
            values = extended_values(candidate, proposal)
        else:
            is_of_another = candidate.key != entry.key_of(generation).hex
            is_merged = is_of_another or inbox.has_merged(self.actor.owner, candidate.id)
            values = grown_values(candidate, proposal, is_merged=is_merged)
        changes.edit(row, values)
        self.counts["updated"] += 1
        self.known.remember(entry, generation)

    def _narrow(self, entry: KeyedProposal, members: Collection[str]) -> Proposal | None:
        """Return a proposal narrowed to some of its members, None if nothing is left. Raises BadProposal."""
        proposal = entry.proposal
        if proposal.narrow is None or len(members) == len(entry.members):
            return proposal
        try:
            narrowed = proposal.narrow(members)
        except Exception as error:  # another package's source may raise anything
            raise BadProposal(f"its source failed to narrow it ({type(error).__name__})") from error
        return narrowed and clean_proposal(replace(narrowed, source=proposal.source), self.today)


def _name_continued(actor: Actor, proposal: Proposal, earlier: Candidate) -> Proposal:
    """Return a proposal whose reason names the entry that an earlier candidate of the same work is in."""
    label = queries.item_label(actor.owner, earlier.parent) if earlier.parent else None
    if label is None or proposal.kind != "evidence":
        return proposal
    return replace(proposal, reason=f"Continues ^{label[1]}. {proposal.reason}".strip())


def _describe_full(source: str) -> str:
    most = MOST_WAITING.get(source, MOST_WAITING_OTHERWISE)
    return (
        f"{most:,} candidates from {source} are already waiting. Ask the owner of the record to decide about"
        " some first (vividmap inbox), then propose again"
    )
