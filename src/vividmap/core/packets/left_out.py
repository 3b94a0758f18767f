"""What of the entries that a draft tells does not reach it: the list that its author goes through.

The finished draft is compared with the entries behind it, so that the list is complete whatever left
something out: a limit of words, a remark taken for talk, a cell of a table, a form's answer. What only
changed its form counts as told: units, short forms, capitals, names as on the map, the label of an entry.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from uuid import UUID

from vividmap.core.english.reach import has_reach_words
from vividmap.core.entry_details import read_details
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.draft_questions import draft_questions
from vividmap.core.packets.learned_section import drop_giver, tell_reading
from vividmap.core.packets.packet import AuthorNote, AuthorNoteLine, DraftSection, DraftTable
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import without_label
from vividmap.core.packets.wording.forms import reform, without_stop
from vividmap.core.packets.wording.splitting import split_clauses, split_notes
from vividmap.core.record import Evidence, Person, Record, SkillEntry
from vividmap.core.vocabulary import SCOPES

_WORD = lazy_pattern(r"\w+(?:[’']\w+)*")
_CONNECTIVES = frozenset(
    "a an the and but so or of to in on at for with from by as that which who whom it its is are was were be"
    " been i we my our this these those then also there s anyway well ok okay actually".split()
)
"""Words that carry no content: a draft that leaves out only these leaves nothing out."""
_JOINTS = frozenset({"and", "but", "so", "or"})
_SHORT_CLAUSE = 4
"""In a clause of up to so many words, two told in a row count; in a longer one only beside three in a row."""


def left_out_notes(
    sections: Sequence[DraftSection], voice: Voice, summary_title: str = ""
) -> Iterator[AuthorNote]:
    """Yield what of the entries that a draft tells did not reach it: one note, with a line an entry.

    What is told in a table alone is listed by itself: a cell has no room for all of an entry. The section
    with the `summary_title` only names entries. Then follow the reach that is not said, and
    what readers will ask.
    """
    in_prose, in_tables = _told_texts(section for section in sections if section.title != summary_title)
    lines: list[AuthorNoteLine] = []
    table_lines: list[AuthorNoteLine] = []
    for item_id in dict.fromkeys((*in_prose, *in_tables)):
        entry = voice.record.by_id.get(item_id)
        if not isinstance(entry, Evidence | SkillEntry):
            continue
        told = (*in_prose.get(item_id, ()), *in_tables.get(item_id, ()))
        if parts := find_left_out(entry, " . ".join(told), voice):
            line = AuthorNoteLine(", ".join(f"“{part}”" for part in parts), item_id)
            (lines if item_id in in_prose else table_lines).append(line)
    if lines:
        yield AuthorNote.listing("Left out of the entries in the draft:", lines, "aside")
    if table_lines:
        yield AuthorNote.listing("Left out of the table, where a cell has no room for all:", table_lines)
    yield from _unsaid_scope_note(sections, voice.record)
    yield from draft_questions(sections, voice)


def _unsaid_scope_note(sections: Sequence[DraftSection], record: Record) -> Iterator[AuthorNote]:
    """Yield the entries of claims that reached further than a team, where nothing in the draft says so."""
    claim_ids = dict.fromkeys(
        source for section in sections if section.is_claim for source in section.sources
    )
    entries = [entry for entry in map(record.by_id.get, claim_ids) if isinstance(entry, Evidence)]
    said_ids = {
        source
        for section in sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
        if has_reach_words(f"{section.title} {paragraph.theme} {sentence.text}")
        for source in sentence.sources
    }
    wide_entries = (entry for entry in entries if entry.scope not in ("", SCOPES[0]))
    if unsaid_ids := tuple(entry.id for entry in wide_entries if entry.id not in said_ids):
        text = "How far they reached is not in the draft: say in their text who uses it, or whom it helped."
        yield AuthorNote(text, unsaid_ids)


_Texts = dict[UUID, list[str]]


def _told_texts(sections: Iterable[DraftSection]) -> tuple[_Texts, _Texts]:
    """Return by entry what sentences, and what tables say of it."""
    in_prose: _Texts = defaultdict(list)
    in_tables: _Texts = defaultdict(list)
    for section in sections:
        for paragraph in section.paragraphs:
            texts = in_tables if isinstance(paragraph, DraftTable) else in_prose
            for sentence in paragraph.sentences:
                for source in sentence.sources:
                    texts[source].append(sentence.text)
    return in_prose, in_tables


def find_left_out(entry: Evidence | SkillEntry, told: str, voice: Voice) -> tuple[str, ...]:
    """Return the parts of an entry's text and outcome whose words a `told` text does not hold."""
    told_words = _ToldWords(told, _names(entry, voice))
    return tuple(
        part
        for text in _source_texts(entry, voice)
        for sentence in split_notes(text)
        if not _is_told_as_read(sentence, entry, told)
        for clause in split_clauses(sentence)
        for part in told_words.missing_from(reform(clause))
    )


def _is_told_as_read(sentence: str, entry: Evidence | SkillEntry, told: str) -> bool:
    """Return whether a text tells what was read in the form for it: "Read the guidance twice"."""
    told_form = tell_reading(sentence)
    return isinstance(entry, SkillEntry) and told_form != sentence and without_stop(reform(told_form)) in told


def _source_texts(entry: Evidence | SkillEntry, voice: Voice) -> Iterator[str]:
    """Yield what an entry says, with names for its marks."""
    if isinstance(entry, Evidence):
        yield voice.words(entry, without_label(entry.text, entry, voice))
        yield voice.words(entry, entry.outcome)
        yield from (voice.words(entry, detail) for detail in read_details(entry))
        return
    plain_voice = (
        Voice(voice.record, voice.period) if voice.addressee else voice
    )  # it drops who gave feedback
    text = plain_voice.words(entry, entry.text)
    yield drop_giver(text, voice.name_pattern) if entry.category == "feedback" else text


def _names(entry: Evidence | SkillEntry, voice: Voice) -> Collection[frozenset[str]]:
    """Return the words of the name of each person linked to an entry."""
    people = (voice.record.by_id.get(target) for target in entry.linked_ids("person"))
    return [
        frozenset(word.casefold() for word in _WORD.findall(person.text))
        for person in people
        if isinstance(person, Person)
    ]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a clause: folded, and where it stands."""

    text: str
    start: int
    end: int


class _ToldWords:
    """The words of a draft's sentences on one entry, to look up which words of the entry they hold."""

    def __init__(self, told: str, names: Collection[frozenset[str]]) -> None:
        words = [word.text for word in _words(told)]
        self._words, self._pairs, self._triples = set(words), set(pairwise(words)), set(_triples(words))
        # A person whom the draft names counts as told, by whichever part of the name.
        known = (name for name in names if not name.isdisjoint(self._words))
        self._free_words = frozenset(chain.from_iterable(known))

    def missing_from(self, clause: str) -> Iterator[str]:
        """Yield the parts of a clause that are not told."""
        words = _words(clause)
        for first, last in _runs(self._mark_told([word.text for word in words])):
            part = words[first : last + 1]
            if any(word.text not in _CONNECTIVES for word in part):
                start = next(word.start for word in part if word.text not in _JOINTS)
                end = next(word.end for word in reversed(part) if word.text not in _JOINTS)
                yield _cut(clause, start, end)

    def _mark_told(self, words: Sequence[str]) -> list[bool]:
        """Return for each word whether it stands in the draft beside one of its neighbours."""
        is_told = [word in self._free_words for word in words]
        if len(words) == 1:
            return [is_told[0] or words[0] in self._words]
        if len(words) <= _SHORT_CLAUSE or not self._triples.isdisjoint(_triples(words)):
            for place, pair in enumerate(pairwise(words)):
                if pair in self._pairs:
                    is_told[place : place + 2] = (True, True)
        for place, word in enumerate(words):
            neighbours = (*is_told[max(place - 1, 0) : place], *is_told[place + 1 : place + 2])
            if word in self._words and neighbours and all(neighbours):
                is_told[place] = True
        return is_told


def _triples(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def _words(text: str) -> list[_Word]:
    return [
        _Word(match[0].casefold().replace("’", "'"), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def _runs(is_told: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of each run of words that are not told."""
    start = None
    for place, told in enumerate((*is_told, True)):
        if not told and start is None:
            start = place
        elif told and start is not None:
            yield start, place - 1
            start = None


_OPENING = frozenset('(["“')
_CLOSING = lazy_pattern(r"[.?!…]*[)\]\"”]")


def _cut(clause: str, start: int, end: int) -> str:
    """Return a part of a clause, with the brackets or quotation marks that close with it."""
    if clause[start - 1 : start] in _OPENING and not is_balanced(clause[start:end]):
        start -= 1  # what it opens closes within the part
    closing = _CLOSING.match(clause, end)
    if closing and clause[start - 1 : start] in _OPENING:
        return clause[start - 1 : closing.end()]
    return clause[start : closing.end() if closing and not is_balanced(clause[start:end]) else end]
