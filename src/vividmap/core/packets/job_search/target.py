"""What a job search aims at, a kind of role and a posting, and how much an entry counts for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from uuid import UUID

from vividmap.core.english.phrasing import count_entries, count_noun, join_names
from vividmap.core.facts.strength import max_strength, strength
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.job_search.fields import POSTING, ROLE_KIND
from vividmap.core.packets.job_search.posting import (
    TermMatch,
    match_terms,
    posting_companies,
    posting_terms,
    role_terms,
)
from vividmap.core.packets.packet import AuthorNote, DraftSentence, DraftTable
from vividmap.core.packets.voice import quote_title
from vividmap.core.record import Evidence, Record, SkillEntry
from vividmap.core.text import fold

ROLE_WEIGHT, TERM_WEIGHT, MAX_COUNTED_TERMS = 8, 3, 3
_ENTRIES_PER_TERM = 3
"""Entries that are shown beside a term of the posting."""
_HEAD = ("The posting asks for", "In the record")

_Entries = Sequence[Evidence | SkillEntry]


class JobTarget:
    """A kind of role and a posting, read against the entries that may be told, are held back or undated."""

    def __init__(
        self,
        record: Record,
        choices: AuthorChoices,
        tellable: _Entries,
        held_back: _Entries,
        undated_entries: _Entries,
    ) -> None:
        posting = choices.answer(POSTING)
        self.role_kind, self.companies = choices.answer(ROLE_KIND).strip(), posting_companies(posting)
        terms, kind_terms = posting_terms(posting, record), role_terms(self.role_kind)
        matches = match_terms((*terms, *kind_terms), tellable, record)
        self.term_matches = matches[: len(terms)]
        self._undated_entries = {
            match.term: match.entries
            for match in match_terms(terms, undated_entries, record)
            if match.entries
        }
        self._held_back_terms = {
            match.term for match in match_terms(terms, held_back, record) if match.entries
        }
        self._fitting_ids = {entry.id for match in matches[len(terms) :] for entry in match.entries}
        self._terms_by_entry: dict[UUID, list[str]] = {}
        self._cover()

    def _cover(self) -> None:
        """Assign each term to the one entry that serves it best, so that no other one gains weight by it."""
        entries = {entry.id: entry for match in self.term_matches for entry in match.evidence}
        terms_by_id: dict[UUID, list[str]] = defaultdict(list)
        for match in self.term_matches:
            for entry in match.evidence:
                terms_by_id[entry.id].append(match.term.name)
        covered_terms: set[str] = set()
        while entries:
            best = max(
                entries.values(),
                key=lambda entry: (
                    TERM_WEIGHT * min(len({*terms_by_id[entry.id]} - covered_terms), MAX_COUNTED_TERMS)
                    + strength(entry),
                    -entry.id.int,
                ),
            )
            del entries[best.id]
            if names := [name for name in terms_by_id[best.id] if name not in covered_terms]:
                self._terms_by_entry[best.id] = names
                covered_terms.update(names)
            entries = {
                entry_id: entry
                for entry_id, entry in entries.items()
                if not covered_terms.issuperset(terms_by_id[entry_id])
            }

    def rank(self, names: Iterable[str]) -> int:
        """Return where the posting first asks for one of some names; after all terms if nowhere."""
        folded_names = {fold(name) for name in names}
        places = (
            place for place, match in enumerate(self.term_matches) if fold(match.term.name) in folded_names
        )
        return next(places, len(self.term_matches))

    def strongest(self, entries: Iterable[Evidence], count: int) -> tuple[UUID, ...]:
        """Return the ids of the strongest entries, `count` at most."""
        strongest = nsmallest(count, entries, key=lambda entry: (-strength(entry), entry.id.int))
        return tuple(entry.id for entry in strongest)

    def weight(self, entry: Evidence) -> int:
        """Return how much an entry counts: its strength, and what it does for the target."""
        return strength(entry) + self._target_points(entry)

    def max_weight(self, entry: Evidence) -> int:
        """Return how much an entry counts at most, without reading what it says."""
        return max_strength(entry) + self._target_points(entry)

    def _target_points(self, entry: Evidence) -> int:
        points = ROLE_WEIGHT if self._fitting_ids and entry.id in self._fitting_ids else 0
        if self._terms_by_entry:
            points += TERM_WEIGHT * min(len(self._terms_by_entry.get(entry.id, ())), MAX_COUNTED_TERMS)
        return points

    def reasons(self, entry: Evidence) -> Iterator[str]:
        """Yield what an entry does for the target."""
        if entry.id in self._fitting_ids:
            yield f"meets {quote_title(self.role_kind)}"
        if names := self._terms_by_entry.get(entry.id):
            yield f"the posting asks for {join_names(names, 5)}"

    def tables(self) -> Iterator[DraftTable]:
        """Yield the terms of the posting, and beside each the entries that hold it, the strongest first."""
        if self.term_matches:
            yield DraftTable("What the posting asks for", _HEAD, tuple(map(self._row, self.term_matches)))

    def _row(self, match: TermMatch) -> tuple[DraftSentence, ...]:
        other_entries = match.entries or self._undated_entries.get(match.term, [])
        entry_ids = self.strongest(match.evidence, _ENTRIES_PER_TERM) or tuple(
            entry.id for entry in other_entries[:_ENTRIES_PER_TERM]
        )
        return DraftSentence(match.term.name, ()), DraftSentence(self._describe(match), entry_ids)

    def _describe(self, match: TermMatch) -> str:
        if match.evidence:
            return count_entries(len(match.evidence))
        if match.entries:
            return "in the skill log, without evidence of use"
        if match.term in self._undated_entries:
            return "in an entry without a date"
        return "in what is held back" if match.term in self._held_back_terms else "not in the record"

    def notes(self) -> Iterator[AuthorNote]:
        """Yield how much of what the posting asks for is in the record, and what is not."""
        if self.term_matches:
            total = len(self.term_matches)
            missing = [match.term.name for match in self.term_matches if not match.evidence]
            match_count, things = total - len(missing), count_noun(total, "thing")
            text = f"The posting asks for {things}, and evidence shows {match_count or 'none'} of them"
            yield AuthorNote(f"{text}; missing: {join_names(missing)}." if missing else f"{text}.")
        if self.role_kind and not self._fitting_ids:
            yield AuthorNote(f"No entry meets {quote_title(self.role_kind)}.")
