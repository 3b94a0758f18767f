"""One entry as a bullet of a résumé: a verb in the past, the result in front; nobody else named.

    Cut pages from 9 a week to 4: second round of alert pruning.
    Convinced dispatch not to build their own workflow engine: they use Temporal, shipped in 5 weeks …

The verb comes from the first of these that a note has:

1. a result that is a change of something: "pages from 9 a week to 4" is "Cut pages from 9 a week to 4"
2. a deed of the author's, the sentence or clause that begins with a verb
3. a change of what the note begins with: "CI for payments", "38 min to 14"
4. a participle after its noun: "fee avoided" is "Avoided fee", "RFC accepted" is "Got RFC accepted"
5. the noun that it begins with, by a table: "drill #2" is "Ran drill #2" (`english/resume_verbs.py`)

What has none of them stands as it is, and is told only where its author chose it. No number and no name is
added; what a note says in the first person is left out, or said without it.
"""

import re
from collections.abc import Iterator, Sequence

from vividmap.core.english.measures import read_quantities
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.resume_verbs import (
    ACCEPTANCE_VERBS,
    ARTEFACT_VERBS,
    COMPLETION_WORDS,
    DECREASE_VERB,
    FRONTED_PARTICIPLES,
    INCREASE_VERB,
    KIND_VERBS,
)
from vividmap.core.english.subjects import GENERAL
from vividmap.core.english.verbs import ADVERBS, FINITE, PHRASES, VERBS
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.job_search.anonymous_voice import AnonymousVoice
from vividmap.core.packets.sentences import has_relative_day, in_first_person, is_balanced, is_whole
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import count_words, is_comment
from vividmap.core.packets.wording.forms import (
    AMOUNT,
    capitalise_first,
    end_with_stop,
    lower_start,
    reform_within,
    without_stop,
)
from vividmap.core.packets.wording.results import find_result, join_change
from vividmap.core.packets.wording.splitting import split_clauses, split_notes
from vividmap.core.packets.wording.trimming import trim
from vividmap.core.record import Evidence

MAX_WORDS = 34
"""Words of a bullet: two lines of a page."""
_MAX_SUBJECT_WORDS = 7

_POINTS_BACK = lazy_pattern(r"\b(?:it|its|them|they|their|this|those|these|so|there)\b", re.IGNORECASE)
_FIRST_PERSON = lazy_pattern(r"\b(?:I|me|my|mine|myself|we|us|our|ours)\b|\bI['\u2019]", re.IGNORECASE)
_POSSESSIVE = lazy_pattern(r"\b(?:my|our) (?:own )?(?=\w)", re.IGNORECASE)
_COST_US = lazy_pattern(r"\b(cost|saved?|costs) (?:us|me) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResumeBullet:
    """The bullet of an entry; it `has_verb` where it begins with one."""

    text: str
    has_verb: bool

    @property
    def is_first_person(self) -> bool:
        """True if it says "my" or "we", which a résumé does not."""
        return bool(_FIRST_PERSON.search(self.text))


@dataclass(frozen=True, slots=True)
class _Note:
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
        label, *tail = _TOPIC_END.split(self.sentences[0])
        topic = tail[0] if tail and len(label.split()) == 1 and f"{label}:" in self.sentences[0] else label
        words = topic.split()
        has_verb = any(word.casefold() in FINITE for word in words)
        return "" if has_verb or len(words) > 2 * _MAX_SUBJECT_WORDS else topic.strip(" .,")


_TOPIC_END = lazy_pattern(r"[:;?!]|, |\.(?:\s|$)| [-–—] ")


def write_bullet(entry: Evidence, voice: Voice) -> ResumeBullet | None:
    """Return an entry's bullet, None where nothing in it gives a verb or all of it names somebody.

    An `AnonymousVoice` leaves people out; any other names them.
    """
    note = _read_note(entry, voice)
    steps = (
        _changed_result(note),
        _deed(note),
        _changed_topic(note),
        _front_participle(note),
        _artefact(note),
    )
    text = next(filter(None, steps), None)
    return ResumeBullet(text, has_verb=True) if text else None


def quote_bullet(entry: Evidence, voice: Voice) -> ResumeBullet | None:
    """Return an entry as its note begins, whatever it begins with; None where that names somebody."""
    note = _read_note(entry, voice)
    if not note.sentences:
        return None
    further = [*note.results, *note.sentences[1:2]]
    return ResumeBullet(_bullet(capitalise_first(note.sentences[0]), further, note), has_verb=False)


def _read_note(entry: Evidence, voice: Voice) -> _Note:
    text, outcome = join_change(entry.text, entry.outcome)
    sentences = list(split_notes(trim(voice.words(entry, text) or text).text))
    outcome = trim(voice.words(entry, outcome), may_empty=True).text if outcome else ""
    results = [clause for sentence in split_notes(outcome) for clause in split_clauses(sentence)]
    stated_result = find_result(sentences) if len(sentences) > 1 else None
    if stated_result and not is_quantified(outcome):
        sentences.remove(stated_result)
        results.insert(0, stated_result)
    told_sentences = tuple(_tellable(sentences, voice))
    return _Note(
        told_sentences,
        tuple(_tellable(results, voice)),
        entry.category,
        voice,
        is_beginning_told=bool(sentences and [*_tellable(sentences[:1], voice)]),
    )


def _tellable(parts: Sequence[str], voice: Voice) -> Iterator[str]:
    """Yield the sentences that can be told, in the form of a reader, without people and "our"."""
    for part in parts:
        text = voice.without_people(part) if isinstance(voice, AnonymousVoice) else part
        if text and is_balanced(text) and not has_relative_day(text):
            text = _POSSESSIVE.sub("the ", _COST_US.sub(r"\1 ", reform_within(text)))
            yield _without_own_clause(without_stop(text))


def _without_own_clause(text: str) -> str:
    """Return a sentence without what it adds in the first person: ", and we kept the exit"."""
    head, _, tail = text.rpartition(", ")
    while _is_own_remark(head, tail):
        text = head
        head, _, tail = text.rpartition(", ")
    return text


def _is_own_remark(head: str, tail: str) -> bool:
    """Return whether the end of a sentence speaks of me or us and tells no deed."""
    has_deed = _SUBJECT_AND_VERB.match(tail) is not None and not tail.startswith(("and ", "but "))
    return (
        len(head.split()) >= _MIN_WORDS
        and bool(_FIRST_PERSON.search(tail))
        and not has_deed
        and is_balanced(head)
    )


_MIN_WORDS = 3


_AMOUNT_WITH_NOUN = rf"{AMOUNT}(?:-odd)?(?: (?!to\b)[a-z]+| in [A-Z][a-z]+){{0,3}}?"
_FROM_TO = lazy_pattern(
    rf"(?P<subject>[^\d;:,]{{0,60}}?(?:p\d\d )?)(?:from )?(?<![\w.])(?P<before>{_AMOUNT_WITH_NOUN})"
    rf" (?:down to|up to|to|then|→) (?P<after>{AMOUNT})(?P<remainder>.*)",
    re.DOTALL | re.IGNORECASE,
)
_UP_DOWN = lazy_pattern(
    rf"(?P<subject>[^;:,]{{2,60}}?) (?:(?:is |are |went )?(?P<way>down|up) (?:by )?|(?P<sign>[-+\u2212]))"
    rf"(?P<amount>(?<![\w.]){AMOUNT})(?P<remainder>.*)",
    re.DOTALL | re.IGNORECASE,
)


def _change(result: str) -> tuple[str, str, str] | None:
    """Return verb, subject and the remainder of a result that is a change, None for any other."""
    if match := _FROM_TO.fullmatch(result):
        amounts = f"from {match['before']} to {match['after']}"
        quantities = read_quantities(f"from {_AMOUNT_ONLY.match(match['before'])[0]} to {match['after']}")  # type: ignore[index]
        way = next((quantity.direction for quantity in quantities if quantity.before), "")
        if not match["subject"].strip() and len(match["before"].split()) > 2:
            return None  # "7 serving stacks to 2" is a change of the stacks, not of what the note is about
        verb = DECREASE_VERB if way == "down" else INCREASE_VERB
        return (verb, match["subject"].strip(), amounts + match["remainder"]) if way else None
    if match := _UP_DOWN.fullmatch(result):
        is_less = match["way"] == "down" or match["sign"] in ("-", "\u2212")
        verb = DECREASE_VERB if is_less else INCREASE_VERB
        return verb, match["subject"].strip(), f"by {match['amount']}{match['remainder']}"
    return None


_AMOUNT_ONLY = lazy_pattern(AMOUNT)


def _changed_result(note: _Note) -> str:
    for result in note.results[:2] or note.sentences[:1]:
        change = _change(result)
        if change and change[1] and _is_noun_phrase(change[1]):
            verb, subject, remainder = change
            head = f"{verb} {_object(subject, note)} {remainder}"
            further = [part for part in (*note.results, *_means(note)) if part != result]
            return _bullet(head, further, note)
    return ""


def _means(note: _Note) -> Iterator[str]:
    """Yield what follows a result: the deed, or what the note begins with."""
    if deed := next(_deeds(note), ""):
        yield deed[:1].lower() + deed[1:]
    elif topic := note.topic:
        yield topic
        yield from (sentence for sentence in note.sentences[1:2] if _is_noun_phrase(sentence))


def _is_noun_phrase(text: str) -> bool:
    words = [word.casefold() for word in text.split()]
    if not words or len(words) > _MAX_SUBJECT_WORDS or words[0] in VERBS:
        return False
    return words[-1] not in VERBS | {"by", "in", "of"} and not any(word in FINITE for word in words)


def _deed(note: _Note) -> str:
    deed = next(_deeds(note), "")
    return _bullet(deed, [*note.results, *filter(is_quantified, note.sentences)], note) if deed else ""


def _deeds(note: _Note) -> Iterator[str]:
    """Yield the sentences and clauses that tell a deed."""
    for position, sentence in enumerate(note.sentences):
        is_first = position == 0 and note.is_beginning_told
        if is_first and _is_deed_start(sentence):
            yield capitalise_first(sentence)
        label, colon, tail = sentence.partition(": ")
        clauses = [sentence, *([tail] if colon and count_words(label) <= _MAX_SUBJECT_WORDS else ())]
        for clause in clauses:
            if deed := _find_deed(clause, is_first=is_first):
                yield deed
        for clause in sentence.split(", "):
            clause_start = _SUBJECT_AND_VERB.match(clause)
            if clause_start is None or _POINTS_BACK.search(clause):
                continue
            verb = clause_start["verb"].casefold()
            if verb in VERBS or verb.endswith("ed"):
                yield capitalise_first(clause[clause_start.start("verb") :])


def _is_deed_start(sentence: str) -> bool:
    """Return whether the first word of a note is a past form and what follows is not what did it."""
    first, second, *_ = (*sentence.split(), "", "")
    verb = first.casefold()
    is_past = verb in VERBS or ("-" in verb and verb.endswith("ed")) or f"{verb} {second}" == "open sourced"
    return bool(second) and second != "by" and (is_past or second in PHRASES.get(verb, ()))


def _find_deed(clause: str, *, is_first: bool) -> str:
    """Return a clause that begins with a verb of mine, without "I"; "" for any other."""
    text = capitalise_first(clause)
    sentence = in_first_person(text, is_first=is_first)
    if sentence is None or not sentence.startswith("I ") or (not is_first and _POINTS_BACK.search(sentence)):
        return ""
    verb = sentence.split()[1]
    if verb not in VERBS | ADVERBS and sentence == text:
        return ""  # "I was on a train" is no deed
    return f"{sentence[2:3].upper()}{sentence[3:]}"


_SUBJECT_AND_VERB = lazy_pattern(r"(?:and |but )?(?:we|I) (?P<verb>\w+)", re.IGNORECASE)


def _changed_topic(note: _Note) -> str:
    for result in note.results[:2]:
        change = _change(result)
        if change and not change[1] and note.topic:
            verb, _, remainder = change
            return _bullet(f"{verb} {_object(note.topic, note)} {remainder}", note.results[1:], note)
    return ""


def _front_participle(note: _Note) -> str:
    """Return a bullet that begins with the participle after the noun, of the text or of a result."""
    further = [*note.results, *filter(is_quantified, note.sentences)]
    for part in (*note.sentences[:1], *note.results[:1]):
        if head := _turn(part, note):
            return _bullet(head, [detail for detail in further if detail != part], note)
    return ""


def _turn(part: str, note: _Note) -> str:
    words = part.split()
    for size in range(2, min(_MAX_SUBJECT_WORDS, len(words) - 1) + 1):
        subject, verb = " ".join(words[:size]), words[size].strip(".,;:").casefold()
        remainder = " ".join(words[size + 1 :])
        if words[size - 1][-1:] in ".,;:" or not _is_noun_phrase(subject):
            return ""
        if words[size][-1:].isalpha() and remainder and not _CAN_FOLLOW.match(remainder):
            continue  # "3 teams cut spend": they did
        mark = words[size][len(words[size].rstrip(".,;:")) :] + (" " if remainder else "")
        remainder = f"{mark or ' '}{remainder}".rstrip()
        if verb in COMPLETION_WORDS:
            return f"Completed {_object(subject, note)}{remainder}"
        if verb in ACCEPTANCE_VERBS:
            return f"Got {_object(subject, note)} {verb}{remainder}"
        if verb in FRONTED_PARTICIPLES:
            return f"{capitalise_first(verb)} {_object(subject, note)}{remainder}"
    return ""


_CAN_FOLLOW = lazy_pattern(
    r"(?:\d|\(|(?:about|after|ahead|and|at|before|by|for|from|in|into|on|over|to|with|within|without)\b)"
)


def _artefact(note: _Note) -> str:
    """Return a bullet about what the note begins with, made by the verb for such things or for its kind."""
    if not (topic := note.topic):
        return ""
    nouns = [word.strip("()'\"“”").casefold() for word in _HEAD_END.split(topic, maxsplit=1)[0].split()]
    verb = ARTEFACT_VERBS.get(nouns[-1], "") if nouns else ""
    verb = verb or (KIND_VERBS.get(note.kind, "") if note.results else "")
    if not verb or not note.is_beginning_told or is_whole(note.sentences[0]):
        return ""
    further = [*note.results, *filter(is_quantified, note.sentences[1:])]
    return _bullet(f"{verb} {_object(note.sentences[0], note)}", further, note)


_HEAD_END = lazy_pattern(
    r" (?:for|of|on|in|at|from|to|with|after|per|by|about|against)\b| \(| [\"“]| v?\d| #"
)


def _bullet(head: str, further: Sequence[str], note: _Note) -> str:
    """Return a bullet: its head, and after a colon what fits of the remainder, numbers before words."""
    parts: list[str] = []
    room = MAX_WORDS - count_words(head)
    for part in sorted(dict.fromkeys(further), key=lambda part: not is_quantified(part)):
        label, _, tail = part.partition(": ")
        part = tail if tail and _POINTS_BACK.search(label) else part  # noqa: PLW2901
        is_told = part.casefold().strip(" .") in head.casefold()
        is_slight = count_words(part) < 2
        if is_told or is_slight or is_comment(part) or _FIRST_PERSON.search(part) or count_words(part) > room:
            continue
        parts.append(part)
        room -= count_words(part)
        if len(parts) == 2:
            break
    if not parts:
        return end_with_stop(head)
    mark = ";" if ": " in head else ":"
    return end_with_stop(f"{without_stop(head)}{mark} {'; '.join(note.voice.within(part) for part in parts)}")


_ORDINARY = frozenset(ARTEFACT_VERBS) | GENERAL


def _object(text: str, note: _Note) -> str:
    """Return a phrase as it goes on within a sentence: small where it begins with an ordinary word."""
    first = text.partition(" ")[0].rstrip(".,:;")
    is_ordinary = first.casefold() in _ORDINARY or note.voice.is_ordinary(first.casefold())
    if first[:1].isupper() and first[1:].islower() and is_ordinary:
        return text[:1].lower() + text[1:]
    return lower_start(text)
