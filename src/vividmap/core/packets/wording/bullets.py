"""One entry in the form in which its reader meets it: deed and result in a line, what else, with whom.

    **Second round of alert pruning: pages down from 9 a week to 4.** Half a day, with Ines Caldeira.

The result is the entry's outcome, or else the sentence of its text that states a change or a quantity. It is
first where it is a sentence ("the team shipped 40 times") or cannot stand behind what was done, and in the
headline wherever it can be understood alone. The words are the author's; what is changed in their form, and
what is left out, is in the table of this package.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from vividmap.core.english.asides import OPENING
from vividmap.core.english.proper_names import is_common_word
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.short_forms import spell_out
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.packet import DraftSentence
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.arrangement import arrange, join_sentences
from vividmap.core.packets.wording.companions import add_companions
from vividmap.core.packets.wording.deed_topics import MAX_TOPIC
from vividmap.core.packets.wording.details import is_deed, tell_details, trim_note
from vividmap.core.packets.wording.forms import end_with_stop, lower_start, reform, with_from, without_stop
from vividmap.core.packets.wording.fronting import front
from vividmap.core.packets.wording.plans import set_plans_apart
from vividmap.core.packets.wording.results import (
    find_change,
    find_result,
    join_bare_changes,
    join_change,
    split_cost,
)
from vividmap.core.packets.wording.self_contained import has_missing_noun, has_pointing_subject
from vividmap.core.packets.wording.sentence_choice import ALL_WORDS, count_words, needs_context, select_deeds
from vividmap.core.packets.wording.splitting import split_clauses, split_notes
from vividmap.core.record import Evidence
from vividmap.core.text import fold

MAX_WORDS = 44
"""Words of a bullet at most: what a reader takes in at once; further sentences of the note are left out."""
MAX_SUPPORT_WORDS = 30
"""Words at most of a bullet that supports another."""
_MAX_LABEL = 30


@dataclass(frozen=True, slots=True)
class WordedEntry:
    """An entry as a bullet: `lead` in bold, `details` after it.

    `result` and `deed` are the same two things apart, and `action` what the author did; any may be empty.
    `headline` and what follows it begin with the result wherever it can be understood alone.
    """

    id: UUID
    lead: str
    details: str
    result: str = ""
    deed: str = ""
    action: str = ""
    headline: str = ""
    headline_details: str = ""

    @property
    def with_headline(self) -> "WordedEntry":
        """Return the bullet with its headline in bold."""
        return replace(self, lead=self.headline, details=self.headline_details)

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
    deeds, company = add_companions(join_bare_changes(deeds), voice.companions(entry))
    if in_full:
        max_words = ALL_WORDS
    told_deeds = select_deeds(deeds, max_words)
    is_outcome = bool(note.outcome)
    headline, headline_details = arrange(result, deeds, max_words, is_outcome=is_outcome)
    lead, details = headline, headline_details
    if result and (is_outcome or not note.text.startswith(result[0])):
        within = [_lower(result[0], voice), *result[1:]]
        lead, details = arrange(within, deeds, max_words, is_outcome=is_outcome, is_deed_first=True)
    ending = [join_sentences([cost]), company]
    headline_details, details = (
        " ".join(filter(None, (part, *ending))) for part in (headline_details, details)
    )
    only_signs = "" if details else entry.text.strip()
    return WordedEntry(
        entry.id,
        lead or only_signs,
        details,
        reform(with_from(without_stop(result[0]))) if result else "",
        reform(without_stop(OPENING.sub("", next(iter(told_deeds), "")))),
        _find_action(told_deeds, result[0] if result else ""),
        headline or only_signs,
        headline_details,
    )


def _lower(result: str, voice: Voice) -> str:
    """Return a result as it goes on after a colon: small where it begins with an ordinary word."""
    first = result.partition(" ")[0].strip(".,:;")
    key = first.casefold()
    is_ordinary = first.istitle() and key not in _GROUPS and (voice.is_ordinary(key) or is_common_word(key))
    return voice.within(result) if is_ordinary else result


_GROUPS = frozenset(
    "finance legal product sales support marketing security design operations ops compliance".split()
)
"""Words that name a department where they have a capital: "Finance approved it"."""


def _find_action(deeds: Sequence[str], result: str) -> str:
    """Return what the author did, in a line: the sentence that says so, after the one that it points to.

    A sentence with the noun that the result leaves out ("the three are named") follows them.
    """
    deeds = [deed for deed in deeds if any(map(str.isalnum, deed))]
    place = next((place for place, deed in enumerate(deeds) if is_deed(deed)), 0)
    chosen = deeds[place : place + 1]
    if place and (count_words(deeds[place]) <= MAX_TOPIC or needs_context(deeds[place])):
        chosen = [deeds[place - 1], *chosen]
    chosen += [deed for deed in deeds[place + 1 :] if has_missing_noun(result, deed)][:1]
    clauses = (split_clauses(without_stop(OPENING.sub("", deed))) for deed in chosen)
    parts = [front_part(clause) for clause, *_ in filter(None, clauses)]
    return reform("; ".join([*parts[:1], *(lower_start(part) for part in parts[1:])]))


def without_label(text: str, entry: Evidence, voice: Voice) -> str:
    """Return a text without a label that only says how the entry is filed: "Perf: shipment search"."""
    text = voice.without_own_label(text)
    label, colon, following_text = text.partition(": ")
    if not colon or len(label) > _MAX_LABEL or not following_text.strip():
        return text
    skills = (voice.record.by_id.get(skill_id) for skill_id in entry.linked_ids("skill"))
    names = {fold(skill.text) for skill in skills if skill} | {
        fold(tag.replace("-", " ")) for tag in entry.tags
    }
    is_part = fold(label) in _PARTS_OF_A_STORY
    return following_text if is_part or {fold(label), fold(spell_out(label))} & names else text


_PARTS_OF_A_STORY = frozenset("what situation task action result context problem impact".split())
"""Labels by which a form has a story told: they say nothing of what follows."""


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


def front_part(text: str) -> str:
    """Return the part of a sentence that would be fronted: all of a short one."""
    return front(text)[0]
