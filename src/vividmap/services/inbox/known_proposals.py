"""What was proposed before: by digests of keys and members, and by the candidates that it became."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vividmap.core.inbox import generation_key, key_digest
from vividmap.core.proposals import Proposal
from vividmap.core.record import Candidate
from vividmap.store import bulk
from vividmap.store.models import Owner, ProposalKey
from vividmap.store.queries import inbox


@dataclass(frozen=True)
class KeyedProposal:
    """A proposal with the digest of its key and, by member, the digests of its members."""

    proposal: Proposal
    key: UUID
    members: dict[str, UUID]

    @classmethod
    def of(cls, proposal: Proposal) -> "KeyedProposal":
        """Return a proposal with its digests."""
        source = proposal.source
        members = {member: key_digest(source, member) for member in proposal.members}
        return cls(proposal, key_digest(source, proposal.key), members)

    def key_of(self, generation: int) -> UUID:
        """Return the digest of the key that this work has in a generation."""
        return key_digest(self.proposal.source, generation_key(self.proposal.key, generation))

    def marks_of(self, generation: int) -> dict[str, UUID]:
        """Return by member the digest that marks it as proposed in a generation; {} for generation 0."""
        source, key = self.proposal.source, self.proposal.key
        return {
            member: key_digest(source, generation_key(key, generation, member))
            for member in (self.members if generation else ())
        }


class KnownProposals:
    """What is known of some proposals of an owner.

    Work that grows after its candidate was accepted becomes another candidate of the same key: its next
    generation, with only the new members. Marks, which are digests too, tell which members those are.
    """

    def __init__(self, owner: Owner, keyed: Sequence[KeyedProposal]) -> None:
        """Read what is known of the proposals."""
        self._owner = owner
        self._new_digests: list[UUID] = []
        digests = (digest for entry in keyed for digest in (entry.key, *entry.members.values()))
        self._digests = inbox.known_digests(owner, [*dict.fromkeys(digests)])
        self._generations: dict[UUID, int] = {}
        grown = [entry for entry in keyed if self.is_key_known(entry) and self.new_members(entry)]
        self._read_generations(grown)
        keys = {key for entry in grown for key in map(entry.key_of, range(self.last_generation(entry) + 1))}
        self._candidates = inbox.candidates_by_key(owner, [*keys])
        shared_members = {
            digest
            for entry in keyed
            if self.new_members(entry)
            for digest in entry.members.values()
            if digest in self._digests
        }
        self._session_candidates = inbox.candidates_by_member(owner, [*shared_members])

    def _read_generations(self, grown: Sequence[KeyedProposal]) -> None:
        """Find the last generation of each, and the marks of its members, by a query for each generation."""
        generation = 0
        while grown:
            generation += 1
            keys = [entry.key_of(generation) for entry in grown]
            known_keys = inbox.known_digests(self._owner, keys)
            grown = [entry for entry, key in zip(grown, keys, strict=True) if key in known_keys]
            marks = [mark for entry in grown for mark in entry.marks_of(generation).values()]
            self._digests |= known_keys | inbox.known_digests(self._owner, marks)
            self._generations |= {entry.key: generation for entry in grown}

    def is_key_known(self, entry: KeyedProposal) -> bool:
        """Return whether something with this key was proposed before."""
        return entry.key in self._digests

    def new_members(self, entry: KeyedProposal) -> set[str]:
        """Return the members that no source has proposed before."""
        return {member for member, digest in entry.members.items() if digest not in self._digests}

    def last_generation(self, entry: KeyedProposal) -> int:
        """Return how often this work was decided about and proposed again since."""
        return self._generations.get(entry.key, 0)

    def members_of_generation(self, entry: KeyedProposal, generation: int) -> set[str]:
        """Return the members of the last generation: its own and the new ones."""
        if not generation:
            return set(entry.members)
        marks = entry.marks_of(generation)
        own_members = {member for member, mark in marks.items() if mark in self._digests}
        return own_members | self.new_members(entry)

    def candidate(self, entry: KeyedProposal, generation: int) -> Candidate | None:
        """Return the candidate of work that has grown, None if it was deleted or purged."""
        return self._candidates.get(entry.key_of(generation))

    def last_candidate(self, entry: KeyedProposal) -> Candidate | None:
        """Return the last candidate of grown work, else that of a session which shares a commit with it."""
        candidate = self.candidate(entry, self.last_generation(entry))
        if candidate is not None:
            return candidate
        candidates = map(self._session_candidates.get, entry.members.values())
        return next((candidate for candidate in candidates if candidate is not None), None)

    def remember(self, entry: KeyedProposal, generation: int) -> None:
        """Remember a proposal as one of a generation; its new members are known from then on."""
        marks = entry.marks_of(generation)
        digests = [entry.key, entry.key_of(generation), *entry.members.values()]
        digests += [marks[member] for member in self.new_members(entry) if generation]
        new_digests = [digest for digest in dict.fromkeys(digests) if digest not in self._digests]
        self._digests.update(new_digests)
        self._new_digests += new_digests

    def save(self) -> None:
        """Store what was remembered."""
        rows = [
            bulk.new_row(ProposalKey, owner_id=self._owner.id, digest=digest) for digest in self._new_digests
        ]
        bulk.insert_rows(rows)
