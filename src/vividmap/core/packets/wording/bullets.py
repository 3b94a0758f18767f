"""One entry in the form in which its reader meets it: the result first, then what was done, and with whom.

    **Pages down from 9 a week to 4.** Second round of alert pruning, with Ines Caldeira.

The result is the entry's outcome, or else the sentence of its text that states a change or a quantity. A
result that needs its deed to be understood ("she moved the date", "in CI for all five products", "3 pages")
stands after it: "**Talked Zoë out of it: she moved the date.**" The words are the author's; what is
changed in their form, and what is left out, is in the table of this package.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vividmap.core.english.asides import COST, OPENING, POINTING
from vividmap.core.english.phrasing import join_names
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.verbs import FINITE, PREPOSITIONS, VERBS
from vividmap.core.packets.packet import DraftSentence
from vividmap.core.packets.sentences import in_first_person
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.forms import (
    end_with_stop,
    lower_start,
    reform,
    reform_within,
    without_stop,
)
from vividmap.core.packets.wording.results import find_result, join_change
from vividmap.core.packets.wording.splitting import split_clauses, split_notes
from vividmap.core.packets.wording.trimming import TrimmedText, trim
from vividmap.core.record import Evidence

MAX_WORDS = 44
"""Words of a bullet: what a reader takes in at once; further sentences of the note stay out."""
MAX_SUPPORT_WORDS = 30
"""Words of a bullet that supports another."""
_MAX_LEAD = 24
_MIN_RESULT = 4
"""Words from which a result says by itself what it is about."""


@dataclass(frozen=True, slots=True)
class WordedEntry:
    """An entry as a bullet: `lead` in bold, `details` after it; what was `left_out` of the note as talk."""

    id: UUID
    lead: str
    details: str
    left_out: tuple[str, ...] = ()

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
    text, outcome = join_change(entry.text, entry.outcome)
    outcome_words = _trim(voice.words(entry, outcome), in_full=in_full, may_empty=True)
    text_words = _trim(voice.words(entry, text) or text, in_full=in_full)
    result, deeds = _split(text_words.text, outcome_words.text)
    companions = voice.companions(entry)
    if in_full:
        max_words = 10_000
    lead, details = _arrange(result, deeds, max_words, is_outcome=bool(outcome_words.text))
    if companions:
        lead, details = _add_companions(lead, details, companions)
    return WordedEntry(entry.id, lead, details, (*text_words.left_out, *outcome_words.left_out))


def _trim(text: str, *, in_full: bool, may_empty: bool = False) -> TrimmedText:
    return TrimmedText(text) if in_full or not text else trim(text, may_empty=may_empty)


def _split(text: str, outcome: str) -> tuple[list[str], list[str]]:
    """Return the parts of the result, the first of which is fronted, and the sentences of the deed."""
    sentences = list(split_notes(text))
    if outcome:
        return [clause for sentence in split_notes(outcome) for clause in split_clauses(sentence)], sentences
    result = find_result(sentences)
    if result is None or len(sentences) == 1:
        return [], sentences
    sentences.remove(result)
    return [result], sentences


def _arrange(
    result: Sequence[str], deeds: Sequence[str], max_words: int, *, is_outcome: bool
) -> tuple[str, str]:
    """Return what is fronted, and what follows it."""
    chosen_deeds = select_deeds(deeds, max_words - sum(count_words(part) for part in result[:1]))
    deeds = [
        deed for deed in deeds if deed in chosen_deeds or (result and _has_missing_noun(result[0], deed))
    ]
    if not result:
        lead, aside = _front(deeds[0])
        return reform(lead), _join([aside, *deeds[1:]])
    further = [part for part in result[1:] if not is_comment(part)]
    needs_deed = not is_self_contained(_front(result[0])[0]) and (is_outcome or not is_deed(result[0]))
    if deeds and needs_deed:
        return _deed_first([result[0], *further], deeds, max_words)
    lead, aside = _front(result[0])
    return reform(lead), _join([aside, *_fitting(further, deeds, max_words - count_words(lead))])


def _deed_first(result: Sequence[str], deeds: Sequence[str], max_words: int) -> tuple[str, str]:
    """Return a bullet whose result stands after its deed: in one line where both are short."""
    deed, after = _front(deeds[0])
    if _is_named_later(result[0], deeds):
        return reform(deed), _join([after, *deeds[1:], *result])
    room = max_words - count_words(deed)
    for longest in (_MAX_LEAD, _MAX_LEAD // 2):
        lead, aside = _front(result[0], longest)
        if not after and ":" not in deed and count_words(f"{deed} {lead}") <= _MAX_LEAD + _MIN_RESULT:
            one_line = f"{reform(deed)}: {lower_start(reform_within(lead))}"
            return one_line, _join([aside, *_fitting(result[1:], deeds[1:], room - count_words(lead))])
    return reform(deed), _join([after, *_fitting(result, deeds[1:], room, needs_first=True)])


def _is_named_later(result: str, deeds: Sequence[str]) -> bool:
    """Return whether a result needs a noun of a later sentence: "the three are named"."""
    return any(_has_missing_noun(result, deed) for deed in deeds[1:])


def _has_missing_noun(result: str, deed: str) -> bool:
    """Return whether a sentence has the noun that a result leaves out: "the three tenants", "the three"."""
    missing = _WITHOUT_NOUN.search(result)
    return bool(missing and set(missing[0].casefold().split()[1:2]) & set(deed.casefold().split()))


def _fitting(
    further: Sequence[str], deeds: Sequence[str], room: int, *, needs_first: bool = False
) -> list[str]:
    """Return the rest of the result as far as there is room beside what was done.

    Its first part is always among them if it `needs_first`.
    """
    room -= sum(map(count_words, deeds))
    fitting: list[str] = []
    for part in further:
        if count_words(part) > room and (fitting or not needs_first):
            break
        fitting.append(part)
        room -= count_words(part)
    return [*fitting, *deeds]


def _join(parts: Sequence[str]) -> str:
    return " ".join(end_with_stop(reform(part)) for part in parts if part)


_LONG_BRACKET = re.compile(r"^(?P<lead>.{12,}?) (?P<aside>\([^()]{25,}\))\W*$")
_BREAK = re.compile(r"(?:, (?:and |but |so |which )?|: | – | — | because )")


def _front(text: str, longest: int = _MAX_LEAD) -> tuple[str, str]:
    """Return the part of a sentence to be fronted, and the rest as a sentence of its own, "" where all is."""
    text = without_stop(OPENING.sub("", text))
    if bracket := _LONG_BRACKET.match(text):
        return bracket["lead"], bracket["aside"].strip("()")
    if count_words(text) <= longest:
        return text, ""
    breaks = [match for match in _BREAK.finditer(text) if 4 <= count_words(text[: match.start()]) <= longest]
    quantified_breaks = [match for match in breaks if is_quantified(text[: match.start()])]
    if not breaks:
        return text, ""
    place = (quantified_breaks or breaks)[-1]
    return text[: place.start()], text[place.end() :]


def select_deeds(sentences: Sequence[str], max_words: int) -> list[str]:
    """Return the sentences that tell the deed: the first of mine, what it needs, what fits after it."""
    sentences = [sentence for sentence in sentences if not _BARE_AMOUNT.fullmatch(sentence)] or sentences[:1]
    if not sentences:
        return []
    first = next((place for place, sentence in enumerate(sentences) if is_deed(sentence)), 0)
    start = (
        0 if first == 0 or _needs_context(sentences[first]) or not _is_idle_opening(sentences[0]) else first
    )
    places = {start, first}
    room = max_words - sum(count_words(sentences[place]) for place in places)
    for place in range(start, len(sentences)):
        size = count_words(sentences[place])
        if place in places:
            continue
        if size > room:
            if place > first:
                break
            continue
        if place > first and is_comment(sentences[place]):
            continue
        places.add(place)
        room -= size
    return [sentences[place] for place in sorted(places)]


_BARE_AMOUNT = re.compile(r"[~≈$€£]?\d[\d.,]*\s?[a-zµ%×]{0,6}\W*", re.IGNORECASE)


def is_deed(sentence: str) -> bool:
    """Return whether a sentence begins with a deed of the author's."""
    words = sentence.split()
    if words[:1] == ["I"] or words[0].startswith(("I'", "I’")):
        return True
    capital = sentence[:1].upper() + sentence[1:]
    personal_sentence = in_first_person(capital)
    return personal_sentence is not None and personal_sentence.startswith("I ")


def _needs_context(sentence: str) -> bool:
    return any(word.strip(".,;:").casefold() in POINTING for word in sentence.split())


def _is_idle_opening(sentence: str) -> bool:
    """Return whether a sentence before the deed names nothing: no number, no name."""
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


def is_self_contained(result: str) -> bool:
    """Return whether a result says by itself what it is about: not "she moved the date" or "3 pages"."""
    words = [word.strip(".,;:()\"'“”") for word in result.split()]
    first = words[0].casefold() if words else ""
    if (
        first in POINTING
        or first in PREPOSITIONS - {"from", "about", "over"}
        or first in ("we", "not", "yes", "no")
    ):
        return first == "no" and len(words) > 2
    if _is_without_noun(result):
        return False
    if COST.match(result) or _BARE_MONEY.match(result) or _POINTS_BACK.search(" ".join(result.split()[:5])):
        return False
    if (
        first in FINITE
        or first in VERBS
        or first.endswith("ed")
        or (first.endswith("s") and first[:-1] in _BASES)
    ):
        return False
    return len(words) >= _MIN_RESULT or not any(map(str.isdigit, words[0] if words else ""))


def _is_without_noun(result: str) -> bool:
    """Return whether a result leaves out a noun that the deed tells: "dropped their own"."""
    return bool(_WITHOUT_NOUN.search(result))


_WITHOUT_NOUN = re.compile(
    r"\b(?:my|our|your|his|her|its|their) own(?=\W*$|[,.;:])"
    r"|\bthe (?:two|three|four|five|six|seven|eight|nine|ten|others?|rest|same|former|latter)(?=\W*$|[,.;:]"
    r"| (?:is|are|was|were|has|have|had|did|do|can|will|went)\b)"
    r"|\b(?:those|these)(?=\W*$|[,.;:]| (?:is|are|was|were|has|have|had)\b)|\bboth(?=\W*$|[,.;:])",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:it|them)\b", re.IGNORECASE)
_BARE_MONEY = re.compile(r"[~≈]?[$€£¥]\d\S*(?: \([^)]*\))?\W*(?:[,;]|$)")
_BASES = frozenset("run save hold cost need give take work make get keep let show catch".split())


def _add_companions(lead: str, details: str, names: Sequence[str]) -> tuple[str, str]:
    """Return a bullet with the people who are linked to it and not named in it, after what was done."""
    first, *following_sentences = split_notes(details) or ("",)
    if not first or (": " in lead and count_words(first) < _MIN_RESULT):
        return _add_names(without_stop(lead), names), details
    return lead, " ".join([f"{_add_names(without_stop(first), names)}.", *following_sentences])


def _add_names(sentence: str, names: Sequence[str]) -> str:
    """Return a sentence with people at its end: "…, with Ines", "… with Platform and Ines"."""
    if _ENDS_WITH_COMPANY.search(sentence):
        return f"{sentence} and {join_names(names)}"
    return f"{sentence}, with {join_names(names)}"


_ENDS_WITH_COMPANY = re.compile(r"\bwith [A-Z]\w+(?: [A-Z]\w+)?$")


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())
