"""What of an entry a résumé may tell: sentences, clauses of the result, and what it is about.

All is in the form of a reader, without people, without "my" and "our", and without colour (`plain_style`).
"""

import re
from collections.abc import Iterator, Sequence

from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.quotations import outside_quotations
from vividmap.core.english.resume_verbs import ARTEFACT_VERBS
from vividmap.core.english.verbs import FINITE, OBJECTS, PHRASES, VERBS
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.job_search.anonymous_voice import AnonymousVoice
from vividmap.core.packets.job_search.plain_style import without_colour
from vividmap.core.packets.job_search.result_changes import MAX_SUBJECT_WORDS, is_noun_phrase
from vividmap.core.packets.sentences import has_relative_day, is_balanced
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.forms import reform_within, without_stop
from vividmap.core.packets.wording.plans import set_plans_apart
from vividmap.core.packets.wording.results import find_result, join_change
from vividmap.core.packets.wording.splitting import split_clauses, split_notes
from vividmap.core.packets.wording.trimming import trim
from vividmap.core.record import Evidence

_FIRST_PERSON = lazy_pattern(r"\b(?:I|me|my|mine|myself|we|us|our|ours)\b|\bI['\u2019]", re.IGNORECASE)
SUBJECT_AND_VERB = lazy_pattern(r"(?:and |but )?(?:we|I) (?P<verb>\w+)", re.IGNORECASE)
_NO_THING = (
    r"bad|fault|mistakes?|doing|part|role|turn|watch|opinion|view|guess|bet|best|worst|favou?rite|luck|life|head"
    r"|mind|heart|eyes?|name|first|boss|wife|husband|kids?|friends?"
)
"""What is the author's own and no thing: "the" in front of it would say something else."""
_POSSESSIVE = lazy_pattern(rf"\b(?:my|our) (?!(?:own )?(?:{_NO_THING})\b)(?:own )?(?=\w)", re.IGNORECASE)
_AND_OWN = lazy_pattern(r"(?<=[^,;:]) (?P<clause>and (?:I|we) [^,;:]+)$")
_COST_US = lazy_pattern(r"\b(cost|saved?|costs) (?:us|me) ", re.IGNORECASE)
_TOPIC_END = lazy_pattern(r"[:;?!]|, |\.(?:\s|$)| [-–—] ")
_STANDS = lazy_pattern(r"^(?P<thing>[\w-]+(?: [\w-]+){0,3}) (?:lives|sits|runs) (?=(?:in|on|behind) )")
_MIN_WORDS = 3
_MIN_TOPIC_WORDS = 4
"""A later clause of at least so many words says what a note is about."""


def is_first_person(text: str) -> bool:
    """Return whether a text says "I", "my" or "we" outside quotation marks."""
    pronouns: list[str] = []

    def look(part: str) -> str:
        pronouns.extend(_FIRST_PERSON.findall(part))
        return part

    outside_quotations(text, look)
    return bool(pronouns)


@dataclass(frozen=True, slots=True)
class NoteParts:
    """What of an entry may be told: the sentences of its text, the clauses of its result, its kind."""

    sentences: tuple[str, ...]
    results: tuple[str, ...]
    kind: str
    voice: Voice
    is_beginning_told: bool = True

    @property
    def topic(self) -> str:
        """Return the noun phrase that the note begins with, "" where it begins otherwise."""
        if not self.sentences:
            return ""
        first = self.sentences[0]
        label, *tail = _TOPIC_END.split(first)
        is_label = label.casefold() not in ARTEFACT_VERBS and f"{label}:" in first
        topic = tail[0] if tail and len(label.split()) == 1 and is_label else label
        topic = _STANDS.sub(r"\g<thing> ", topic)
        if _has_verb(topic):
            clauses = [clause for clause in tail if len(clause.split()) >= _MIN_TOPIC_WORDS]
            topic = next((clause for clause in clauses if not _has_verb(clause)), "")
        return topic.strip(" .,") if len(topic.split()) <= 2 * MAX_SUBJECT_WORDS else ""

    @property
    def beginning(self) -> str:
        """Return the first sentence from its topic on: "Wins: the vendor exit" is "the vendor exit"."""
        first = self.sentences[0]
        place = first.find(self.topic) if self.topic else 0
        return first[max(place, 0) :]


def _has_verb(text: str) -> bool:
    words = [word.casefold().strip(".,;:\"“”'") for word in text.split()]
    return any(
        word in FINITE
        or (place > 0 and (word in VERBS or word.endswith("ed")) and _is_object(words[place + 1 :]))
        for place, word in enumerate(words)
    )


def _is_object(words: Sequence[str]) -> bool:
    return bool(words) and (words[0] in OBJECTS or words[0].endswith(("self", "selves")))


def read_note(entry: Evidence, voice: Voice) -> NoteParts:
    """Return what may be told of an entry; an `AnonymousVoice` leaves people out."""
    text, outcome = join_change(voice.without_own_label(entry.text), entry.outcome)
    sentences = list(split_notes(trim(voice.words(entry, text) or text).text))
    outcome = trim(voice.words(entry, outcome), may_empty=True).text if outcome else ""
    told_note = set_plans_apart(" ".join(sentences), outcome)  # an application tells no plans
    if told_note.plans:
        sentences, outcome = list(split_notes(told_note.text)), told_note.outcome
    results = [clause for sentence in split_notes(outcome) for clause in split_clauses(sentence)]
    stated_result = find_result(sentences) if len(sentences) > 1 else None
    is_first = stated_result is not None and stated_result == sentences[0]
    if stated_result and is_first and is_deed(stated_result) and any(map(is_deed, sentences[1:])):
        stated_result = None  # the first of two deeds is no result of the second
    if stated_result and not is_quantified(outcome):
        topic, result = _split_label(stated_result) if stated_result == sentences[0] else ("", stated_result)
        place = sentences.index(stated_result)
        sentences[place : place + 1] = [topic] if topic else []
        results[:0] = split_clauses(result)
    return NoteParts(
        tuple(_tellable(sentences, voice)),
        tuple(_tellable(results, voice)),
        entry.category,
        voice,
        is_beginning_told=bool(sentences and [*_tellable(sentences[:1], voice)]),
    )


def _split_label(sentence: str) -> tuple[str, str]:
    """Return what a result is about, before its colon, and the result: "Chargebacks: from 40 min to 6"."""
    label, _, tail = sentence.partition(": ")
    is_topic = tail and len(label.split()) > 1 and is_noun_phrase(label)
    return (label, tail) if is_topic else ("", sentence)


def _tellable(parts: Sequence[str], voice: Voice) -> Iterator[str]:
    """Yield the sentences that can be told."""
    for part in parts:
        text: str | None = reform_within(part)
        text = voice.without_people(text) if text and isinstance(voice, AnonymousVoice) else text
        if text and is_balanced(text) and not has_relative_day(text):
            text = without_colour(_without_own_clause(outside_quotations(without_stop(text), _impersonal)))
            if text:
                yield text


def _impersonal(text: str) -> str:
    return _POSSESSIVE.sub("the ", _COST_US.sub(r"\1 ", text))


def _without_own_clause(text: str) -> str:
    """Return a sentence without what it adds in the first person: ", and we kept the exit".

    After "and" alone only where a deed stands in front: "Said no to it and I wanted to know why".
    """
    own_deed = _AND_OWN.search(text)
    is_deed = text.partition(" ")[0].casefold() in VERBS | PHRASES.keys()
    if is_deed and own_deed and _is_own_remark(text[: own_deed.start()], own_deed["clause"]):
        text = text[: own_deed.start()]
    place = text.rfind(", ")
    while place > 0:
        if _is_own_remark(text[:place], text[place + 2 :]):
            text = text[:place]
        elif is_balanced(text[:place]):
            break
        place = text.rfind(", ", 0, place)
    return text


def _is_own_remark(head: str, tail: str) -> bool:
    """Return whether the end of a sentence speaks of me or us and tells no deed."""
    has_deed = SUBJECT_AND_VERB.match(tail) is not None and not tail.startswith(("and ", "but "))
    return len(head.split()) >= _MIN_WORDS and is_first_person(tail) and not has_deed and is_balanced(head)
