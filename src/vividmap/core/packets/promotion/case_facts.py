"""What the lines of an argument rest on: the entries that a case tells, and how."""

from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from vividmap.core.criteria.coverage import CriterionCoverage
from vividmap.core.facts.facts import Facts
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.promotion.wide_first import rank
from vividmap.core.packets.selection import has_stated_result
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import word_entry
from vividmap.core.packets.wording.situations import is_situation
from vividmap.core.record import Evidence


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What an argument rests on: the `entries` that a case tells in full, and what it says of each (`texts`).

    `further` are those that only its table tells: people are named in them, and no result of theirs twice.
    `coverages` are those of the criteria, by the entries of the whole case (`case_ids`); `themes` is what
    entries share, by entry; `aim` is what they are for: "Staff".
    """

    facts: Facts
    confidentiality: ConfidentialityFilter
    voice: Voice
    entries: Sequence[Evidence]
    further: Sequence[Evidence]
    texts: Mapping[UUID, str]
    coverages: Sequence[CriterionCoverage]
    case_ids: Collection[UUID]
    themes: Mapping[UUID, str]
    aim: str
    weight: Callable[[Evidence], int]

    @property
    def strongest_first(self) -> list[Evidence]:
        """Return the entries, those that speak most for the promotion first."""
        return sorted(self.entries, key=rank(self.weight), reverse=True)

    @property
    def results(self) -> list[Evidence]:
        """Return the entries that say what came of them, and not only how things stood, in that order."""
        return [entry for entry in self.strongest_first if _has_told_result(entry, self.voice)]


def _has_told_result(entry: Evidence, voice: Voice) -> bool:
    """Return whether an entry says what came of it, and not only how things stood."""
    return has_stated_result(entry) and not is_situation(word_entry(entry, voice).result, entry)
