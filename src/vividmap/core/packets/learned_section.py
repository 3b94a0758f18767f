"""What I learned: a line a skill, in the author's words; feedback without its giver.

A fault that others found stands there only with what its author did about it, and a reminder to oneself not
at all: the notes to the author have them. What shares no skill and no kind has a line of its own.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from vividmap.core.english.criticism import is_critical, praise_in
from vividmap.core.english.dates import Period
from vividmap.core.english.habits import is_change, is_going_on, is_habit, is_reminder
from vividmap.core.english.phrasing import quote
from vividmap.core.english.practices import is_practice
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.quotations import QUOTATION
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.packet import (
    AuthorNote,
    AuthorNoteLine,
    DraftParagraph,
    DraftSection,
    DraftSentence,
)
from vividmap.core.packets.voice import Voice, title_case
from vividmap.core.packets.wording.forms import end_with_stop, lower_start, reform
from vividmap.core.packets.wording.sentence_choice import count_words, select_deeds
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.packets.wording.trimming import trim
from vividmap.core.record import Record, Skill, SkillEntry, by_date
from vividmap.core.text import decapitalise

TITLE = "What I learned"
MAX_LINES = 5
_MAX_WORDS = 38
_MAX_ENTRY_WORDS = 26
_MORE_WORDS = 12
"""How many words longer the first entry of a line may be if that adds facts."""
_MIN_WORDS = 2
"""Words that anything worth telling has at least."""
_MAX_FRAGMENT = 3
"""A later sentence of at most so many words may mean something to its author alone."""
_SINCE = "Since then: "
_TOLD = "I was told that "
FEEDBACK, _OTHER = "Feedback", "Other"
_TITLES = {
    "domain": "New domains",
    "practice": "Practice",
    "gap": "Gaps acted on",
    "feedback": FEEDBACK,
    "": _OTHER,
}
_LEADS = frozenset(title for category, title in _TITLES.items() if category)
"""What may stand in front of a line, as may the name of a practice; a bare tag would say nothing."""
_ORDER = {"feedback": 0, "gap": 1, "practice": 2, "domain": 3, "": 4}
MY_CLAUSE = lazy_pattern(
    r"I(?:[’']\w+)? [a-z]"
    r"|[Mm]y \w+(?: \w+)? (?:are|is|was|were|has|have|does|do|needs?|lacks?|says?|takes?)\b"
)
"""How feedback begins that was noted in the first person: what its giver said of the author."""
_SAID = lazy_pattern(
    r"\b(?:told|heard|said|says|asked|advised|praised|thanked|noted|pointed out|suggested|feedback"
    r"|according to"
    r"|(?:he|she|they|[A-Z][\w'’-]{1,20}) (?:thinks?|finds?|wants?|feels?))\b"
)
"""What tells that somebody said it."""
_REPORTED = lazy_pattern(
    r"I (?:was|am|have been|got) (?:told|asked|praised|thanked|called|described)\b|I hear(?:d)?\b"
)
"""How a sentence begins that itself says that somebody told it."""


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
    groups = group_entries(record, period, confidentiality)
    lines: list[DraftSentence] = []
    told_ids: set[object] = set()
    for group in groups[:MAX_LINES]:
        line = _draft_line(group, voice, in_full)
        if line:
            lines.append(line)
            told_ids.update(line.sources)
    untold = [entry for group in groups for entry in group.entries if entry.id not in told_ids]
    section = DraftSection(TITLE, (DraftParagraph("", tuple(lines), is_list=True),) if lines else ())
    return section, tuple(_untold_notes(untold, voice))


def _untold_notes(untold: Sequence[SkillEntry], voice: Voice) -> Iterator[AuthorNote]:
    """Yield what of the period is not told: first what its author should add to."""
    own_words = [
        entry for entry in untold if _is_said_by_nobody(entry, voice) and not _has_habit(entry, voice)
    ]
    habits = [entry for entry in untold if entry not in own_words and _is_only_habit(entry, voice)]
    reminders = [entry for entry in untold if _is_only_reminder(entry, voice)]
    for text, entries in (
        ("Filed as feedback, left out until they say who said it (“Dana says …”):", own_words),
        ("Feedback that finds fault, left out until its entry says what you changed:", habits),
        ("Reminders to yourself, left out until their entries say what you did:", reminders),
    ):
        if entries:
            lines = [AuthorNoteLine(quote(voice.words(entry, entry.text)), entry.id) for entry in entries]
            yield AuthorNote.listing(text, lines, "aside")
    listed_entries = (*habits, *reminders, *own_words)
    omitted_ids = tuple(entry.id for entry in untold if entry not in listed_entries)
    if omitted_ids:
        yield AuthorNote("More of what you learned in the period is in the record.", omitted_ids)


def group_entries(
    record: Record, period: Period, confidentiality: ConfidentialityFilter
) -> list[_LearnedGroup]:
    groups: dict[str, list[SkillEntry]] = defaultdict(list)
    skill_names = {skill.id: skill.text for skill in record.items_of(Skill) if skill.text}
    entries = (entry for entry in record.items_during(SkillEntry, period) if confidentiality.can_tell(entry))
    for entry in sorted(entries, key=by_date):
        groups[_title(entry, skill_names)].append(entry)
    others = sorted(groups.pop(_OTHER, []), key=lambda entry: not is_quantified(entry.text))
    groups_of_one = [_LearnedGroup(_OTHER, [entry]) for entry in others]
    return sorted(
        (*(_LearnedGroup(title, entries) for title, entries in groups.items()), *groups_of_one),
        key=lambda group: (
            group.title != FEEDBACK,
            group.title == _OTHER,
            -len(group.entries),
            group.title,
        ),
    )


def _title(entry: SkillEntry, skill_names: Mapping[UUID, str]) -> str:
    """Return the title under which an entry is told: feedback, its skill, or its kind."""
    if entry.category == "feedback":
        return FEEDBACK
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
            text = attribute_feedback(entry, tell_in_full(entry, voice), voice)
        else:
            text = attribute_feedback(
                entry,
                tell_briefly(entry, voice, min(_MAX_ENTRY_WORDS, room), 0 if texts else _MORE_WORDS),
                voice,
            )
        word_count = count_words(text.replace(_SINCE, "").replace(_TOLD, ""))
        if text and (word_count <= room or not texts or entry.id in in_full):
            texts.append(text)
            sources.append(entry)
            room -= word_count
    if not texts:
        return None
    lead = f"{group.title}." if group.title in _LEADS or is_practice(group.title) else ""
    return DraftSentence(" ".join(filter(None, (lead, *texts))), tuple(entry.id for entry in sources), lead)


def _day(entry: SkillEntry) -> tuple[int, ...]:
    return (entry.when.last.toordinal(),) if entry.when else (0,)


def tell_briefly(
    entry: SkillEntry, voice: Voice, max_words: int = _MAX_ENTRY_WORDS, more_words: int = _MORE_WORDS
) -> str:
    """Return what a reader learns of an entry, "" where it is only for its author."""
    if entry.category == "feedback" and count_words(entry.text) < _MIN_WORDS:
        return ""
    if entry.category == "feedback" and any(map(is_fault, _read_sentences(entry, voice))):
        return tell_habit(entry, voice)
    is_untold = _is_only_reminder(entry, voice) or _is_said_by_nobody(entry, voice)
    return "" if is_untold else tell_learning(entry, voice, max_words, more_words)


def attribute_feedback(entry: SkillEntry, text: str, voice: Voice) -> str:
    """Return feedback that says "I", as what was said to its author: "I was told that I answer too early"."""
    is_reported = entry.category != "feedback" or not MY_CLAUSE.match(text) or _REPORTED.match(text)
    if is_reported or _is_said_by_nobody(entry, voice):
        return text
    return f"{_TOLD}{text if text.startswith('I') else decapitalise(text)}"


def _is_said_by_nobody(entry: SkillEntry, voice: Voice) -> bool:
    """Return whether feedback is a sentence of the author's own, and nothing says that anybody told it."""
    text = voice.words(entry, entry.text) or entry.text
    return (
        entry.category == "feedback"
        and bool(MY_CLAUSE.match(text))
        and not any(entry.linked_ids("person"))
        and not _SAID.search(text)
        and not QUOTATION.search(text)
    )


def tell_habit(entry: SkillEntry, voice: Voice) -> str:
    """Return feedback that finds fault with what its author did about it; else only the praise before it."""
    sentences = _read_sentences(entry, voice)
    place = next((place for place, sentence in enumerate(sentences) if is_fault(sentence)), None)
    if place is None:
        return ""
    change = next((sentence for sentence in sentences[place + 1 :] if is_change(sentence)), "")
    if not change:
        praise = "" if is_habit(sentences[place]) else praise_in(sentences[place])
        told_sentences = filter(None, (*sentences[:place], praise))
        return " ".join(end_with_stop(reform(sentence)) for sentence in told_sentences)
    lead = _SINCE if is_going_on(change) else ""
    change = lower_start(reform(change)) if lead else reform(change)
    return f"{end_with_stop(reform(sentences[place]))} {lead}{end_with_stop(change)}"


def is_fault(sentence: str) -> bool:
    """Return whether a sentence of feedback finds fault, with a habit or otherwise."""
    return is_habit(sentence) or is_critical(sentence)


def _has_habit(entry: SkillEntry, voice: Voice) -> bool:
    return any(map(is_habit, _read_sentences(entry, voice)))


def _is_only_habit(entry: SkillEntry, voice: Voice) -> bool:
    is_found = entry.category == "feedback" and any(map(is_fault, _read_sentences(entry, voice)))
    return is_found and not tell_habit(entry, voice)


def _is_only_reminder(entry: SkillEntry, voice: Voice) -> bool:
    """Return whether an entry on a gap or practice begins with a reminder, and tells no deed after it."""
    if entry.category not in ("gap", "practice"):
        return False
    sentences = _read_sentences(entry, voice)
    return bool(sentences) and is_reminder(sentences[0]) and not any(map(is_change, sentences[1:]))


def tell_in_full(entry: SkillEntry, voice: Voice) -> str:
    """Return all that an entry says, without who gave it where it is feedback."""
    text = voice.words(entry, entry.text) or entry.text
    return end_with_stop(
        reform(drop_giver(text, voice.name_pattern) if entry.category == "feedback" else text)
    )


def tell_learning(
    entry: SkillEntry, voice: Voice, max_words: int = _MAX_ENTRY_WORDS, more_words: int = 0
) -> str:
    """Return what was learned in the author's words, "" if all of it is about its giver.

    Facts may take `more_words` than the rest.
    """
    return " ".join(learned_sentences(entry, voice, max_words, more_words))


def learned_sentences(
    entry: SkillEntry, voice: Voice, max_words: int = _MAX_ENTRY_WORDS, more_words: int = 0
) -> list[str]:
    """Return the sentences in which `tell_learning` says what was learned."""
    sentences = [
        tell_reading(sentence)
        for place, sentence in enumerate(_read_sentences(entry, voice))
        if not place or not _is_fragment(sentence)
    ]
    fitting_sentences = (
        select_deeds(sentences, max_words, more_words)
        if entry.category != "feedback"
        else _fitting(sentences, max_words)
    )
    return [end_with_stop(reform(sentence)) for sentence in fitting_sentences]


def _read_sentences(entry: SkillEntry, voice: Voice) -> list[str]:
    """Return the sentences of an entry without talk; of feedback those that do not tell of its giver."""
    text = voice.words(entry, entry.text) or entry.text
    if entry.category != "feedback":
        return list(split_notes(trim(text, may_empty=True).text))
    text = drop_giver(text, voice.name_pattern)
    return [
        sentence
        for sentence in split_notes(trim(text, may_empty=True).text)
        if not _has_name(sentence, voice.name_pattern) and not _THEIRS.match(sentence)
    ]


_READING = lazy_pattern(
    r"(?P<work>[^,;:.]{3,80}), (?P<verb>read|reread|re-read|studied|watched)(?P<how>(?: \w+){0,2})\.?"
)
_DOCUMENT = lazy_pattern(
    r"(?:(?:[A-Z]{2,10}|[A-Za-z][a-z]{1,20}) ){0,2}(?:book|chapter|documentation|guidance|manual|paper|report"
    r"|rulebook|source code|spec|specification|standard|thesis)(?: (?:on|of|about|by|from|for)\b.*)?",
)
"""A document that is named by what it is, and so with an article: "FDA guidance on …"."""
_TITLE = lazy_pattern(r"(?!The |An? )[A-Z][a-z]+ (?:[a-z]{1,4} )?[A-Z]")
"""A title with capitals keeps its first: "Designing Data-Intensive Applications"."""
_DETERMINERS = frozenset(
    "a an the my our his her their its this that these those every each all two three".split()
)


def tell_reading(sentence: str) -> str:
    """Return what was read as a sentence: "FDA guidance, read twice" is "Read the FDA guidance twice"."""
    match = _READING.fullmatch(sentence)
    if not match:
        return sentence
    work = match["work"] if _TITLE.match(match["work"]) else lower_start(match["work"])
    has_article = work.partition(" ")[0].casefold() in _DETERMINERS or not _DOCUMENT.fullmatch(work)
    return f"{match['verb'].capitalize()} {'' if has_article else 'the '}{work}{match['how']}"


def _is_fragment(sentence: str) -> bool:
    """Return whether a few words without a figure mean something to their author alone: "Parked it."."""
    return count_words(sentence) <= _MAX_FRAGMENT and not any(map(str.isdigit, sentence))


_THEIRS = lazy_pattern(r"(?:she|he|they|asked|wanted|agreed|promised|replied)\b", re.IGNORECASE)
"""How a sentence begins that says what the giver did, or does not say who did it."""


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
