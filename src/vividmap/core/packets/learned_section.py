"""What I learned: a line a skill, in the author's words; feedback without its giver."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.english.quantities import is_quantified
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence
from vividmap.core.packets.voice import Voice, title_case
from vividmap.core.packets.wording.bullets import count_words, select_deeds
from vividmap.core.packets.wording.forms import end_with_stop, reform
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.packets.wording.trimming import trim
from vividmap.core.record import Record, Skill, SkillEntry, by_date

TITLE = "What I learned"
MAX_LINES = 5
_MAX_WORDS = 38
_MAX_ENTRY_WORDS = 26
_MORE_WORDS = 12
"""Words by which the first entry of a line may be longer for the sake of facts."""
_MIN_WORDS = 2
"""Words that anything worth telling has."""
_MAX_FRAGMENT = 3
"""Words of what is no sentence of its own behind another."""
_FEEDBACK = "Feedback"
_TITLES = {
    "domain": "New domains",
    "practice": "Practice",
    "gap": "Gaps acted on",
    "feedback": _FEEDBACK,
    "": "Other",
}
_ORDER = {"feedback": 0, "gap": 1, "practice": 2, "domain": 3, "": 4}


@dataclass(frozen=True, slots=True)
class _LearnedGroup:
    title: str
    entries: list[SkillEntry]


def draft_learned(
    record: Record,
    period: Period,
    confidentiality: ConfidentialityFilter,
    in_full: Collection[UUID] = (),
) -> tuple[DraftSection, tuple[AuthorNote, ...]]:
    """Return the section, MAX_LINES at the most, and notes on what was left out of it.

    Nothing is left out of the entries `in_full`.
    """
    voice = Voice(record, period)
    groups = _group_entries(record, period, confidentiality)
    lines: list[DraftSentence] = []
    told_ids: set[object] = set()
    for group in groups[:MAX_LINES]:
        line = _draft_line(group, voice, in_full)
        if line:
            lines.append(line)
            told_ids.update(line.sources)
    omitted_ids = tuple(entry.id for group in groups for entry in group.entries if entry.id not in told_ids)
    notes = (
        (AuthorNote("More of what you learned in the period is in the record.", omitted_ids),)
        if omitted_ids
        else ()
    )
    return DraftSection(TITLE, (DraftParagraph("", tuple(lines), is_list=True),) if lines else ()), notes


def _group_entries(
    record: Record, period: Period, confidentiality: ConfidentialityFilter
) -> list[_LearnedGroup]:
    groups: dict[str, list[SkillEntry]] = defaultdict(list)
    skill_names = {skill.id: skill.text for skill in record.items_of(Skill) if skill.text}
    entries = (entry for entry in record.items_during(SkillEntry, period) if confidentiality.can_tell(entry))
    for entry in sorted(entries, key=by_date):
        groups[_title(entry, skill_names)].append(entry)
    return sorted(
        (_LearnedGroup(title, entries) for title, entries in groups.items()),
        key=lambda group: (group.title != _FEEDBACK, -len(group.entries), group.title),
    )


def _title(entry: SkillEntry, skill_names: Mapping[UUID, str]) -> str:
    """Return what an entry stands under: feedback, its skill, or its kind."""
    if entry.category == "feedback":
        return _FEEDBACK
    names = [skill_names[target] for target in entry.linked_ids("skill") if target in skill_names]
    return title_case(min(names)) if names else _TITLES[entry.category]


def _draft_line(group: _LearnedGroup, voice: Voice, in_full: Collection[UUID]) -> DraftSentence | None:
    """Return a line on a group: its best entries as far as they fit."""
    ranking = sorted(
        group.entries,
        key=lambda entry: (
            _ORDER[entry.category],
            not is_quantified(entry.text),
            [-part for part in _day(entry)],
        ),
    )
    texts: list[str] = []
    sources: list[SkillEntry] = []
    room = _MAX_WORDS
    for entry in ranking:
        if texts and room < _MIN_WORDS:
            break
        if entry.id in in_full:
            text = tell_in_full(entry, voice)
        else:
            text = tell_learning(entry, voice, min(_MAX_ENTRY_WORDS, room), 0 if texts else _MORE_WORDS)
        if text and (count_words(text) <= room or not texts or entry.id in in_full):
            texts.append(text)
            sources.append(entry)
            room -= count_words(text)
    if not texts:
        return None
    lead = f"{group.title}."
    return DraftSentence(" ".join((lead, *texts)), tuple(entry.id for entry in sources), lead)


def _day(entry: SkillEntry) -> tuple[int, ...]:
    return (entry.when.last.toordinal(),) if entry.when else (0,)


def tell_in_full(entry: SkillEntry, voice: Voice) -> str:
    """Return all that an entry says, without who gave it where it is feedback."""
    text = voice.words(entry, entry.text) or entry.text
    return end_with_stop(
        reform(drop_giver(text, voice.name_pattern) if entry.category == "feedback" else text)
    )


def tell_learning(
    entry: SkillEntry, voice: Voice, max_words: int = _MAX_ENTRY_WORDS, more_words: int = 0
) -> str:
    """Return what was learned in the author's words, "" where only its giver's name would tell it.

    Facts may take `more_words` than the rest.
    """
    return " ".join(learned_sentences(entry, voice, max_words, more_words))


def learned_sentences(
    entry: SkillEntry, voice: Voice, max_words: int = _MAX_ENTRY_WORDS, more_words: int = 0
) -> list[str]:
    """Return the sentences in which `tell_learning` says what was learned."""
    text = voice.words(entry, entry.text) or entry.text
    if entry.category == "feedback":
        text = drop_giver(text, voice.name_pattern)
    sentences = list(split_notes(trim(text, may_empty=True).text))
    if entry.category == "feedback":
        sentences = [
            sentence
            for sentence in sentences
            if not _has_name(sentence, voice.name_pattern) and not _THEIRS.match(sentence)
        ]
    sentences = [
        sentence for place, sentence in enumerate(sentences) if not place or not _is_fragment(sentence)
    ]
    fitting_sentences = (
        select_deeds(sentences, max_words, more_words)
        if entry.category != "feedback"
        else _fitting(sentences, max_words)
    )
    return [end_with_stop(reform(sentence)) for sentence in fitting_sentences]


def _is_fragment(sentence: str) -> bool:
    """Return whether a few words without a figure mean something to their author alone: "Parked it."."""
    return count_words(sentence) <= _MAX_FRAGMENT and not any(map(str.isdigit, sentence))


_THEIRS = lazy_pattern(r"(?:she|he|they|asked|wanted|agreed|promised|replied)\b", re.IGNORECASE)
"""How a sentence begins that says what somebody did in the conversation, or leaves open who."""


def _fitting(sentences: Sequence[str], room: int) -> Iterator[str]:
    for place, sentence in enumerate(sentences):
        room -= count_words(sentence)
        if place and room < 0:
            return
        yield sentence


def drop_giver(text: str, names_pattern: str) -> str:
    """Return feedback without who gave it: "Dana on RFC 2: short, good" is "On RFC 2: short, good"."""
    lead = _giver_pattern(names_pattern).match(text) if names_pattern else None
    if not lead:
        return text
    topic = f"{lead['topic'].strip()}: " if lead["topic"] else ""
    return topic + text[lead.end() :]


@lru_cache(maxsize=8)
def _giver_pattern(names_pattern: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w’'-])(?:(?:[\w’'-]++ ){{0,3}}[\w’'-]++, )?(?:(?:parting |some |good )?(?:advice |feedback "
        rf"|note )?from )?(?:{names_pattern})"
        r"(?:,? (?:over|at|in|after) \w+)?(?P<topic> on [^:]{3,40})?"
        r"(?:: | (?:says|said|told me|thinks|noted|pointed out|reminded me)(?: that)?:? )",
        re.IGNORECASE,
    )


def _has_name(sentence: str, names_pattern: str) -> bool:
    return bool(names_pattern) and _anywhere(names_pattern).search(sentence) is not None


@lru_cache(maxsize=8)
def _anywhere(names_pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{names_pattern})(?!\w)")
