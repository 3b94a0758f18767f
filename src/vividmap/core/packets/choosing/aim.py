"""What a job search aims at, a kind of role and a posting, and how much an entry counts for it."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from uuid import UUID

from vividmap.core.facts.strength import strength
from vividmap.core.packets.choosing.posting import Covered, companies, match, terms, variant_terms
from vividmap.core.packets.packet import Choices, Note, Sentence, Table
from vividmap.core.packets.wording.voice import quoted_title
from vividmap.core.record import Evidence, Record, SkillEntry
from vividmap.core.saying import counted, entries, listed

VARIANT, TERM, MOST_TERMS = 6, 2, 3
_BEHIND = 3
"""Entries that are shown behind a term of the posting."""
_HEAD = ("The posting asks for", "In the record")


class Aim:
    """A variant and a posting, read against the entries that may be shown, are `held` back or `undated`."""

    def __init__(
        self,
        record: Record,
        choices: Choices,
        shown: Sequence[Evidence | SkillEntry],
        held: Sequence[Evidence | SkillEntry],
        undated: Sequence[Evidence | SkillEntry],
    ) -> None:
        self._strengths: dict[UUID, int] = {}
        self.variant, self.companies = choices.variant.strip(), companies(choices.posting)
        asked, kind = terms(choices.posting, record), variant_terms(self.variant)
        found = match((*asked, *kind), shown, record)
        self.covered = found[: len(asked)]
        self._undated = {one.term: one.entries for one in match(asked, undated, record) if one.entries}
        self._behind_doors = {one.term for one in match(asked, held, record) if one.entries}
        self._meets = {entry.id for one in found[len(asked) :] for entry in one.entries}
        self._asked_for: dict[UUID, list[str]] = {}
        for one in self.covered:
            for entry in one.used:
                self._asked_for.setdefault(entry.id, []).append(one.term.name)

    def strength(self, item: Evidence) -> int:
        """Return how strong an entry is on its own; it is asked for many times, and found out once."""
        if item.id not in self._strengths:
            self._strengths[item.id] = strength(item)
        return self._strengths[item.id]

    def strongest(self, items: Iterable[Evidence], most: int) -> tuple[UUID, ...]:
        """Return the strongest of some entries."""
        found = nsmallest(most, items, key=lambda one: (-self.strength(one), one.id))
        return tuple(one.id for one in found)

    def weight(self, item: Evidence) -> int:
        """Return how much an entry counts: its strength, and what it does for the aim."""
        asked = min(len(self._asked_for.get(item.id, ())), MOST_TERMS)
        return self.strength(item) + VARIANT * (item.id in self._meets) + TERM * asked

    def reasons(self, item: Evidence) -> Iterator[str]:
        """Yield what an entry does for the aim."""
        if item.id in self._meets:
            yield f"meets {quoted_title(self.variant)}"
        if asked := self._asked_for.get(item.id):
            yield f"the posting asks for {listed(asked, 5)}"

    def tables(self) -> Iterator[Table]:
        """Yield the terms of the posting, and behind each the entries that hold it, the strongest first."""
        if self.covered:
            yield Table("What the posting asks for", _HEAD, tuple(map(self._row, self.covered)))

    def _row(self, one: Covered) -> tuple[Sentence, ...]:
        others = one.entries or self._undated.get(one.term, [])
        behind = self.strongest(one.used, _BEHIND) or tuple(entry.id for entry in others[:_BEHIND])
        return Sentence(one.term.name, ()), Sentence(self._there(one), behind)

    def _there(self, one: Covered) -> str:
        if one.used:
            return entries(len(one.used))
        if one.entries:
            return "in the skill log, without evidence of use"
        if one.term in self._undated:
            return "in an entry without a date"
        return "in what is held back" if one.term in self._behind_doors else "not in the record"

    def notes(self) -> Iterator[Note]:
        """Yield how much of what the posting asks for is in the record, and what is not."""
        if self.covered:
            missing = [one.term.name for one in self.covered if not one.used]
            asked = f"The posting asks for {counted(len(self.covered), 'thing')}"
            said = f"{asked}, and {len(self.covered) - len(missing)} of them stand in evidence"
            yield Note(f"{said}; not so: {listed(missing)}." if missing else f"{said}.")
        if self.variant and not self._meets:
            yield Note(f"No entry meets {quoted_title(self.variant)}.")
