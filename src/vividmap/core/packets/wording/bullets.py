"""One entry in the form in which its reader meets it: the result first, then what was done, and with whom.

    **Pages down from 9 a week to 4.** Second round of alert pruning, with Ines Caldeira.

The result is the entry's outcome, or else the sentence of its text that states a change or a quantity. A
result that needs its deed to be understood ("she moved the date", "in CI for all five products", "3 pages")
stands after it: "**Talked Zoë out of it: she moved the date.**" The words are the author's; what is
changed in their form, and what is left out, is in the table of this package.
"""

import re
from collections.abc import Sequence
from uuid import UUID

from vividmap.core.english.asides import COST, OPENING, POINTING
from vividmap.core.english.credit import is_credit
from vividmap.core.english.plans import is_acceptance
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.short_forms import spell_out
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.packet import DraftSentence
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.companions import add_companions
from vividmap.core.packets.wording.deed_topics import MAX_TOPIC, MIN_TOPIC, is_topic_of
from vividmap.core.packets.wording.details import is_deed, tell_details, trim_note
from vividmap.core.packets.wording.essentials import MORE_WORDS, is_essential
from vividmap.core.packets.wording.forms import (
    end_with_stop,
    lower_start,
    reform,
    reform_within,
    with_from,
    without_stop,
)
from vividmap.core.packets.wording.fronting import BEGINS_SIDE_CLAUSE, MAX_LEAD, front
from vividmap.core.packets.wording.plans import set_plans_apart
from vividmap.core.packets.wording.results import find_change, find_result, join_change, split_cost
from vividmap.core.packets.wording.self_contained import (
    MIN_RESULT,
    has_missing_noun,
    has_pointing_subject,
    has_verb_first,
    is_own_deed,
    is_self_contained,
)
from vividmap.core.packets.wording.splitting import split_clauses, split_notes, split_spliced
from vividmap.core.record import Evidence
from vividmap.core.text import fold

MAX_WORDS = 44
"""Words of a bullet at most: what a reader takes in at once; further sentences of the note are left out."""
MAX_SUPPORT_WORDS = 30
"""Words at most of a bullet that supports another."""
ALL_WORDS = 10_000
"""The limit for a bullet of which nothing is left out: more words than any entry has."""
_MAX_LABEL = 30


@dataclass(frozen=True, slots=True)
class WordedEntry:
    """An entry as a bullet: `lead` in bold, `details` after it.

    `result` and `deed` are the same two things apart, and `action` what the author did; any may be empty.
    """

    id: UUID
    lead: str
    details: str
    result: str = ""
    deed: str = ""
    action: str = ""

    @property
    def is_result_first(self) -> bool:
        """Return whether what is in bold states the result."""
        return bool(self.result) and front_part(self.result).casefold() in self.lead.casefold()

    @property
    def sentence(self) -> DraftSentence:
        """Return the bullet as a sentence of a draft."""
        lead = end_with_stop(self.lead) if self.lead else ""
        text = " ".join(part for part in (lead, self.details) if part)
        return DraftSentence(text, (self.id,), lead)


def word_entry(
    entry: Evidence, voice: Voice, max_words: int = MAX_WORDS, *, in_full: bool = False
) -> WordedEntry:
    """Return an entry as a bullet of about so many words; `in_full` nothing of the note is left out."""
    text, outcome = join_change(without_label(entry.text, entry, voice), entry.outcome)
    outcome_words = trim_note(voice.words(entry, outcome), in_full=in_full, may_empty=True)
    text_words = trim_note(voice.words(entry, text) or text, in_full=in_full)
    note = set_plans_apart(text_words.text, outcome_words.text)
    gain, cost = split_cost(note.outcome)
    result, deeds = _split(note.text, gain)
    if result and not gain and not is_quantified(result[0]):
        result = [voice.within(result[0])]  # a sentence that may go on after a colon
    if not (result or deeds):  # a text of nothing but marks
        deeds = [entry.text]
    deeds = [*deeds, *note.plans, *tell_details(entry, voice, in_full=in_full)]
    deeds, company = add_companions(deeds, voice.companions(entry))
    if in_full:
        max_words = ALL_WORDS
    told_deeds = select_deeds(deeds, max_words)
    lead, details = _arrange(result, deeds, max_words, is_outcome=bool(note.outcome))
    details = " ".join(part for part in (details, _join([cost]), company) if part)
    return WordedEntry(
        entry.id,
        lead or ("" if details else entry.text.strip()),  # a text of nothing but signs
        details,
        reform(with_from(without_stop(result[0]))) if result else "",
        reform(without_stop(OPENING.sub("", next(iter(told_deeds), "")))),
        _find_action(told_deeds, result[0] if result else ""),
    )


def _find_action(deeds: Sequence[str], result: str) -> str:
    """Return what the author did, in a line: the sentence that says so, after the one that it points to.

    A sentence with the noun that the result leaves out ("the three are named") follows them.
    """
    deeds = [deed for deed in deeds if any(map(str.isalnum, deed))]
    place = next((place for place, deed in enumerate(deeds) if is_deed(deed)), 0)
    chosen = deeds[place : place + 1]
    if place and (count_words(deeds[place]) <= MAX_TOPIC or _needs_context(deeds[place])):
        chosen = [deeds[place - 1], *chosen]
    chosen += [deed for deed in deeds[place + 1 :] if has_missing_noun(result, deed)][:1]
    clauses = (split_clauses(without_stop(OPENING.sub("", deed))) for deed in chosen)
    parts = [front_part(clause) for clause, *_ in filter(None, clauses)]
    return reform("; ".join([*parts[:1], *(lower_start(part) for part in parts[1:])]))


def without_label(text: str, entry: Evidence, voice: Voice) -> str:
    """Return a text without a label that only says how the entry is filed: "Perf: shipment search"."""
    label, colon, following_text = text.partition(": ")
    if not colon or len(label) > _MAX_LABEL or not following_text.strip():
        return text
    skills = (voice.record.by_id.get(skill_id) for skill_id in entry.linked_ids("skill"))
    names = {fold(skill.text) for skill in skills if skill} | {
        fold(tag.replace("-", " ")) for tag in entry.tags
    }
    return following_text if {fold(label), fold(spell_out(label))} & names else text


def _split(text: str, outcome: str) -> tuple[list[str], list[str]]:
    """Return the parts of the result, the first of which is fronted, and the sentences of the deed."""
    sentences = list(split_notes(text))
    if outcome and not is_quantified(outcome) and (change := find_change(sentences)):
        sentences.remove(change)
        return [change], [*sentences, *split_notes(outcome)]
    if outcome:
        return [clause for sentence in split_notes(outcome) for clause in split_clauses(sentence)], sentences
    result = find_result(sentences)
    if result is None or len(sentences) == 1:
        return [], sentences
    place = sentences.index(result)
    sentences.remove(result)
    if place and has_pointing_subject(result):  # what it points at stands right before it
        sentences.insert(0, sentences.pop(place - 1))
    return [result], sentences


def _arrange(
    result: Sequence[str], deeds: Sequence[str], max_words: int, *, is_outcome: bool
) -> tuple[str, str]:
    """Return what is fronted, and what follows it."""
    is_all = max_words >= ALL_WORDS
    room = max_words if is_all else max_words - sum(count_words(part) for part in result[:1])
    chosen_deeds = select_deeds(deeds, room)
    deeds = [deed for deed in deeds if deed in chosen_deeds or (result and has_missing_noun(result[0], deed))]
    if not result:
        lead, aside = front(deeds[0])
        return reform(lead), _join([aside, *deeds[1:]])
    further = [part for part in result[1:] if is_all or is_essential(part) or not is_comment(part)]
    is_plain = is_self_contained(front(result[0])[0]) and not _is_short_acceptance(result[0])
    is_own = is_deed(result[0]) or (is_own_deed(result[0]) and not any(map(is_deed, deeds)))
    needs_deed = not is_plain and (is_outcome or not is_own)
    if deeds and needs_deed:
        return _deed_first([result[0], *further], deeds, max_words)
    lead, aside = front(result[0])
    if deeds and is_topic_of(deeds[0], lead):
        lead, deeds = f"{without_stop(deeds[0])}: {lead}", deeds[1:]
    return reform(lead), _join([aside, *_fitting(further, deeds, max_words - count_words(lead))])


def _is_short_acceptance(result: str) -> bool:
    """Return whether a result says only who accepted something: "CFO approved"."""
    return count_words(result) < MIN_RESULT and is_acceptance(result)


def _deed_first(result: Sequence[str], deeds: Sequence[str], max_words: int) -> tuple[str, str]:
    """Return a bullet whose result stands after its deed: in one line where both are short."""
    is_pointing = has_pointing_subject(result[0])
    deeds = deeds if is_pointing else _short_deed_first(deeds)
    deed, after = _front_clause(deeds[0])
    if is_pointing and after:
        whole_deed = without_stop(OPENING.sub("", deeds[0]))
        if count_words(whole_deed) <= MAX_LEAD + MAX_TOPIC:
            deed, after = whole_deed, ""
        return reform(deed), _join([after, *result, *deeds[1:]])
    if _is_named_later(result[0], deeds):
        return reform(deed), _join([after, *deeds[1:], *result])
    if (place := _place_of_deed(deeds, result[0])) and not after.startswith(("we ", "I ")):
        own_deed = f"{without_stop(deeds[place])}: {lower_start(reform_within(result[0]))}"
        return reform(deed), _join([after, *deeds[1:place], own_deed, *result[1:], *deeds[place + 1 :]])
    room = max_words - count_words(deed)
    topic, colon, specifics = deed.partition(": ")
    if colon and is_quantified(result[0]) and not COST.match(result[0]) and count_words(topic) >= MIN_TOPIC:
        lead, aside = front(result[0])
        if is_balanced(topic) and count_words(f"{topic} {lead}") <= MAX_LEAD:
            further = _fitting(result[1:], deeds[1:], room - count_words(lead))
            one_line = f"{reform(topic)}: {lower_start(reform_within(lead))}"
            return one_line, _join([aside, specifics, after, *further])
    for longest in (MAX_LEAD, MAX_LEAD // 2):
        lead, aside = front(result[0], longest)
        if ":" not in deed and count_words(f"{deed} {lead}") <= MAX_LEAD + MIN_RESULT:
            lead, tail = _cut_long(deed, lead)
            one_line = f"{reform(deed)}: {lower_start(reform_within(with_from(lead)))}"
            further = _fitting(result[1:], deeds[1:], room - count_words(lead))
            return one_line, _join([tail, after, aside, *further])
    return reform(deed), _join([after, *_fitting(result, deeds[1:], room, needs_first=True)])


_MAX_BOLD = 18
"""If a deed and its result have more words than this in one line, later clauses of the result follow it."""


def _cut_long(deed: str, result: str) -> tuple[str, str]:
    """Return a result up to its first comma where it and its deed make a long line, and what follows."""
    head, comma, tail = result.partition(", ")
    is_long = count_words(f"{deed} {result}") > _MAX_BOLD and not BEGINS_SIDE_CLAUSE.match(tail)
    if not (is_long and comma and is_balanced(head) and is_quantified(head) and count_words(tail) > 2):
        return result, ""
    return head, OPENING.sub("", tail)


def _short_deed_first(deeds: Sequence[str]) -> Sequence[str]:
    """Return sentences with the deed before a situation that is too long to stand in front of a result.

    So too before one that points back at what is not told: "Put a number on it. Recommended warm standby."
    """
    is_plain = is_deed(deeds[0]) or count_words(deeds[0]) <= MAX_LEAD
    if is_plain and not _has_open_end(deeds[0]):
        return deeds
    places = [place for place, deed in enumerate(deeds) if is_deed(deed) and not _has_open_end(deed)]
    if is_plain:  # "recommended" may describe a noun, but not behind a deed
        places = [place for place, deed in enumerate(deeds) if place and has_verb_first(deed)]
    place = next(iter(places), 0)
    if count_words(deeds[place]) > MAX_LEAD or _needs_context(deeds[place]):
        return deeds
    return [deeds[place], *deeds[:place], *deeds[place + 1 :]]


def _has_open_end(deed: str) -> bool:
    """Return whether what a deed begins with, up to its colon, ends with "on it" or the like."""
    return bool(_OPEN_END.search(deed.partition(":")[0]))


_OPEN_END = lazy_pattern(r" (?:on|to|for|of|behind|about) (?:it|this|that)$")


def _place_of_deed(deeds: Sequence[str], result: str) -> int:
    """Return the place of the deed that led to a result: 0, or that of a later short "I traced it".

    What was fixed is what a later deed found: "Load test. Found that it falls over at 2x: fixed".
    """
    if is_deed(deeds[0]) or not any(map(is_deed, deeds)):
        return 0
    place = next(place for place, deed in enumerate(deeds) if is_deed(deed))
    is_short = count_words(deeds[place]) <= MAX_TOPIC and any(
        word.strip(".,").casefold() in POINTING for word in deeds[place].split()
    )
    is_fix = result.partition(" ")[0].casefold() in _FIXES
    return place if is_short or is_fix else 0


_FIXES = frozenset("fixed solved resolved patched repaired corrected removed".split())


def _is_named_later(result: str, deeds: Sequence[str]) -> bool:
    """Return whether a result leaves out a noun that a later sentence has: "the three are named"."""
    return any(has_missing_noun(result, deed) for deed in deeds[1:])


def _fitting(
    further: Sequence[str], deeds: Sequence[str], room: int, *, needs_first: bool = False
) -> list[str]:
    """Return the rest of the result as far as there is room beside what was done.

    Its first part is always among them if it `needs_first`.
    """
    room -= sum(map(count_words, deeds))
    fitting: list[str] = []
    for part in further:
        more = MORE_WORDS if is_essential(part) else 0
        if count_words(part) > room + more and (fitting or not needs_first):
            break
        fitting.append(part)
        room -= count_words(part)
    return [*fitting, *deeds]


def _join(parts: Sequence[str]) -> str:
    return " ".join(end_with_stop(reform(part)) for part in parts if part)


def _front_clause(deed: str) -> tuple[str, str]:
    """Return the clause of a deed to be fronted, and the rest: our deed before what happened around it."""
    text, *further = split_clauses(without_stop(OPENING.sub("", deed))) or ("",)
    clauses = split_spliced(text)
    if len(clauses) == 1:
        lead, aside = front(text)
        return lead, "; ".join(part for part in (aside, *further) if part)
    own_place = next((place for place, clause in enumerate(clauses) if _OUR_DEED.match(clause)), 0)
    if own_place and (is_deed(clauses[0]) or not is_quantified(clauses[own_place])):
        own_place = 0
    other_clauses = [clause for place, clause in enumerate(clauses) if place != own_place]
    return clauses[own_place], "; ".join([", ".join(other_clauses), *further])


_OUR_DEED = lazy_pattern(r"(?:we|I) ", re.IGNORECASE)


def front_part(text: str) -> str:
    """Return the part of a sentence that would be fronted: all of a short one."""
    return front(text)[0]


def select_deeds(sentences: Sequence[str], max_words: int, more_words: int = MORE_WORDS) -> list[str]:
    """Return the sentences that tell the deed: the first of mine, what it needs, what fits after it.

    Whose work it was is always told. Facts may take `more_words` than the rest.
    """
    if max_words >= ALL_WORDS:
        return list(sentences)
    sentences = [sentence for sentence in sentences if not _BARE_AMOUNT.fullmatch(sentence)] or sentences[:1]
    if not sentences:
        return []
    first = next((place for place, sentence in enumerate(sentences) if is_deed(sentence)), 0)
    start = (
        0 if first == 0 or _needs_context(sentences[first]) or not _is_idle_opening(sentences[0]) else first
    )
    places = {start, first, *(place for place, text in enumerate(sentences) if is_credit(text))}
    room = max_words - sum(count_words(sentences[place]) for place in places)
    further = [place for place in range(start, len(sentences)) if place not in places]
    for place in further:  # facts first: what only gives colour must not take their room
        size = count_words(sentences[place])
        if is_essential(sentences[place]) and size <= room + more_words:
            places.add(place)
            room -= size
    for place in further:
        size = count_words(sentences[place])
        if place in places or (place > first and is_comment(sentences[place])):
            continue
        if size > room and place > first:
            break
        if size <= room:
            places.add(place)
            room -= size
    return [sentences[place] for place in sorted(places)]


_BARE_AMOUNT = lazy_pattern(r"[~≈$€£]?\d[\d.,]*\s?[a-zµ%×]{0,6}\W*", re.IGNORECASE)


def _needs_context(sentence: str) -> bool:
    return any(word.strip(".,;:").casefold() in POINTING for word in sentence.split())


def _is_idle_opening(sentence: str) -> bool:
    """Return whether a sentence before the deed holds no number and no name."""
    return not is_quantified(sentence) and not any(word[:1].isupper() for word in sentence.split()[1:])


def is_comment(sentence: str) -> bool:
    """Return whether a later sentence only remarks on what was said before it."""
    first = sentence.partition(" ")[0].strip(",'’").casefold()
    starts_back = first in POINTING or first in (
        "everybody",
        "everyone",
        "nobody",
        "most",
        "obvious",
        "which",
    )
    return starts_back and not is_quantified(sentence)


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())
