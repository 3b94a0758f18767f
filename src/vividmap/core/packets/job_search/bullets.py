"""One entry as a bullet of a résumé: a verb in the past, the result in front; nobody else named.

    Cut pages from 9 a week to 4: second round of alert pruning.
    Convinced dispatch not to build their own workflow engine: they use Temporal, shipped in 5 weeks …

The verb comes from the first of these that a note has:

1. a result that is a change of something: "pages from 9 a week to 4" is "Cut pages from 9 a week to 4"
2. a deed of the author's, the sentence or clause that begins with a verb
3. a result that begins with what was gained: "saved $31k a month"
4. a change of what the note begins with: "CI for payments", "38 min to 14"
5. a participle after its noun: "fee avoided" is "Avoided fee", "RFC accepted" is "Got RFC accepted"
6. the noun that it begins with, by a table: "drill #2" is "Ran drill #2" (`english/resume_verbs.py`)

What has none of them stands as it is, and is told only where its author chose it. No number and no name is
added; what a note says in the first person is left out, or said without it.
"""

import re
from collections.abc import Iterator, Sequence

from vividmap.core.english.proper_names import is_common_word
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.resume_verbs import (
    ACCEPTANCE_VERBS,
    ARTEFACT_VERBS,
    COMPLETION_WORDS,
    FRONTED_PARTICIPLES,
    KIND_VERBS,
    RESPONSE_VERB,
    RESULT_VERBS,
)
from vividmap.core.english.subjects import GENERAL
from vividmap.core.english.verbs import ADVERBS, PHRASES, VERBS
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.job_search.note_parts import (
    SUBJECT_AND_VERB,
    NoteParts,
    is_first_person,
    read_note,
)
from vividmap.core.packets.job_search.plain_style import is_remark
from vividmap.core.packets.job_search.result_changes import (
    MAX_SUBJECT_WORDS,
    is_noun_phrase,
    is_past,
    read_change,
)
from vividmap.core.packets.sentences import in_first_person, is_balanced, is_whole
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import count_words, is_comment
from vividmap.core.packets.wording.forms import capitalise_first, end_with_stop, lower_start, without_stop
from vividmap.core.packets.wording.splitting import split_clauses
from vividmap.core.record import Evidence

MAX_WORDS = 34
"""Words of a bullet: two lines of a page."""
_MIN_SHARE = 0.7
"""The share of a clause's words from which a bullet tells it already."""

_POINTS_BACK = lazy_pattern(r"\b(?:it|its|them|they|their|this|those|these|so|there)\b", re.IGNORECASE)
_POINTS_ONLY = lazy_pattern(r"\w+ (?:(?:it|them)\b|(?:this|these|those|one|that)(?=$|[,;:.]))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResumeBullet:
    """The bullet of an entry; it `has_verb` where it begins with one."""

    text: str
    has_verb: bool

    @property
    def is_first_person(self) -> bool:
        """True if it says "my" or "we", which a résumé does not."""
        return is_first_person(self.text)


def write_bullet(entry: Evidence, voice: Voice) -> ResumeBullet | None:
    """Return an entry's bullet, None where nothing in it gives a verb or all of it names somebody.

    An `AnonymousVoice` leaves people out; any other names them.
    """
    note = read_note(entry, voice)
    steps = (
        _changed_result,
        _deed,
        _gained_result,
        _changed_topic,
        _front_participle,
        _incident,
        _artefact,
    )
    text = next(filter(None, (step(note) for step in steps)), None)
    return ResumeBullet(text, has_verb=True) if text else None


def quote_bullet(entry: Evidence, voice: Voice) -> ResumeBullet | None:
    """Return an entry as its note begins, whatever it begins with; None where that names somebody."""
    note = read_note(entry, voice)
    if not note.sentences:
        return None
    further = [*note.results, *note.sentences[1:2]]
    return ResumeBullet(_bullet(capitalise_first(note.sentences[0]), further, note), has_verb=False)


def _changed_result(note: NoteParts) -> str:
    for result in note.results[:2] or note.sentences[:1]:
        change = read_change(result)
        if change and change.subject and is_noun_phrase(change.subject):
            head = f"{change.verb} {_object(change.subject, note)} {change.amounts}"
            deeds = [change.deed] if change.deed else []
            further = [part for part in (*note.results, *deeds, *_means(note)) if part != result]
            return _bullet(head, further, note)
    return ""


def _means(note: NoteParts) -> Iterator[str]:
    """Yield what follows a result: the deed, or what the note begins with."""
    if deed := next(_deeds(note), ""):
        yield deed[:1].lower() + deed[1:]
    elif topic := note.topic:
        yield topic
        yield from (sentence for sentence in note.sentences[1:2] if is_noun_phrase(sentence))


def _deed(note: NoteParts) -> str:
    for deed in _deeds(note):
        head, *clauses = split_clauses(deed)
        details = filter(is_quantified, note.sentences)
        return _bullet(head, [*note.results, *clauses, *details], note)
    return ""


def _deeds(note: NoteParts) -> Iterator[str]:
    """Yield the sentences and clauses that tell a deed."""
    for position, sentence in enumerate(note.sentences):
        is_first = position == 0 and note.is_beginning_told
        if is_first and _is_deed_start(sentence) and not _POINTS_ONLY.match(sentence):
            yield capitalise_first(sentence)
        label, colon, tail = sentence.partition(": ")
        clauses = [sentence, *([tail] if colon and count_words(label) <= MAX_SUBJECT_WORDS else ())]
        for clause in clauses:
            if deed := _find_deed(clause, is_first=is_first):
                yield deed
        yield from _own_clauses(sentence)


def _own_clauses(sentence: str) -> Iterator[str]:
    """Yield the clauses that say what "we" or "I" did, without the subject."""
    for clause in sentence.split(", "):
        clause_start = SUBJECT_AND_VERB.match(clause)
        if clause_start is None or _POINTS_BACK.search(clause) or not is_balanced(clause):
            continue
        deed = clause[clause_start.start("verb") :]
        if is_past(clause_start["verb"].casefold()) and not _POINTS_ONLY.match(deed):
            yield capitalise_first(deed)


def _is_deed_start(sentence: str) -> bool:
    """Return whether the first word of a note is a past form and what follows is not what did it."""
    first, second, *_ = (*sentence.split(), "", "")
    verb = first.casefold()
    is_past_form = (
        verb in VERBS or ("-" in verb and verb.endswith("ed")) or f"{verb} {second}" == "open sourced"
    )
    return bool(second) and second != "by" and (is_past_form or second in PHRASES.get(verb, ()))


def _find_deed(clause: str, *, is_first: bool) -> str:
    """Return a clause that begins with a verb of mine, without "I"; "" for any other."""
    text = capitalise_first(clause)
    sentence = in_first_person(text, is_first=is_first)
    if sentence is None or not sentence.startswith("I "):
        return ""
    if _POINTS_ONLY.match(sentence[2:]) or (not is_first and _POINTS_BACK.search(sentence)):
        return ""
    verb = sentence.split()[1]
    if verb not in VERBS | ADVERBS and sentence == text:
        return ""  # "I was on a train" is no deed
    return f"{sentence[2:3].upper()}{sentence[3:]}"


def _gained_result(note: NoteParts) -> str:
    """Return a bullet that begins with what was gained: "Saved $31k a month on Snowflake: cost review"."""
    for result in note.results[:1]:
        first, _, remainder = result.partition(" ")
        if first.casefold() in RESULT_VERBS and remainder and is_quantified(result):
            return _bullet(capitalise_first(result), [*note.results, note.topic], note)
    return ""


def _changed_topic(note: NoteParts) -> str:
    for result in note.results[:2]:
        change = read_change(result)
        if change and not change.subject and note.topic:
            head = f"{change.verb} {_object(note.topic, note)} {change.amounts}"
            return _bullet(head, note.results[1:], note)
    return ""


def _front_participle(note: NoteParts) -> str:
    """Return a bullet that begins with the participle after the noun, of the text or of a result."""
    further = [*note.results, *filter(is_quantified, note.sentences)]
    for part in (*note.sentences[:1], *note.results[:1]):
        if head := _turn(part, note):
            topics = [note.topic] if part in note.results else []
            return _bullet(head, [detail for detail in (*further, *topics) if detail != part], note)
    return ""


def _turn(part: str, note: NoteParts) -> str:
    words = [word for word in part.split() if word.casefold() not in _PASSIVE]
    for size in range(1, min(MAX_SUBJECT_WORDS, len(words) - 1) + 1):
        subject, verb = " ".join(words[:size]), words[size].strip(".,;:").casefold()
        remainder = " ".join(words[size + 1 :])
        if words[size - 1][-1:] in ".,;:" or words[size - 1] == "from" or not is_noun_phrase(subject):
            return ""
        if size == 1 and not any(map(str.isdigit, subject)):
            continue
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


_PASSIVE = frozenset("got was were is are been".split())
_CAN_FOLLOW = lazy_pattern(
    r"(?:\d|\(|(?:about|after|ahead|and|at|before|by|for|from|in|into|off|on|over|to|with|within|without)\b)"
)


def _incident(note: NoteParts) -> str:
    """Return a bullet about an incident in which the author had the command."""
    match = _COMMAND.match(note.sentences[0]) if note.sentences else None
    if match is None or not note.is_beginning_told:
        return ""
    remainder = match["remainder"].strip(" ,;")
    head = f"{RESPONSE_VERB} {_object(match['topic'], note)}"
    return _bullet(head, [*([remainder] if remainder else []), *note.results], note)


_COMMAND = lazy_pattern(
    r"(?P<topic>[^:,;]{3,60})[:,;] (?:I was|as) (?:the )?"
    r"(?:IC|incident commander|incident lead)\b(?P<remainder>.*)"
)


def _artefact(note: NoteParts) -> str:
    """Return a bullet about what the note begins with, made by the verb for such things or for its kind."""
    if not (topic := note.topic) or not note.is_beginning_told:
        return ""
    nouns = [word.strip("()'\"“”").casefold() for word in _HEAD_END.split(topic, maxsplit=1)[0].split()]
    verb = ARTEFACT_VERBS.get(_NUMBER.sub("", nouns[-1]), "") if nouns else ""
    verb = verb or (KIND_VERBS.get(note.kind, "") if note.results else "")
    if not verb or is_whole(note.sentences[0]) or is_past(topic.split()[0].casefold()):
        return ""
    head, *clauses = split_clauses(note.beginning)
    further = [*note.results, *filter(is_quantified, (*clauses, *note.sentences[1:]))]
    return _bullet(f"{verb} {_object(head, note)}", further, note)


_HEAD_END = lazy_pattern(
    r" (?:for|of|on|in|at|from|to|with|after|per|by|about|against)\b| \(| [\"“]| v?\d| #"
)
_NUMBER = lazy_pattern(r"(?:-|(?<!\d))\d++$")


def _bullet(head: str, further: Sequence[str], note: NoteParts) -> str:
    """Return a bullet: its head, and after a colon what fits of the remainder, numbers before words."""
    head = without_stop(head)
    if ": " not in head:
        head = _DASH.sub(": ", head, count=1)
    parts: list[str] = []
    room = MAX_WORDS - count_words(head)
    for detail in sorted(dict.fromkeys(further), key=lambda part: not is_quantified(part)):
        part = _without_label(detail)
        if count_words(part) > room or not _is_worth_adding(part, " ".join((head, *parts))):
            continue
        parts.append(part)
        room -= count_words(part)
        if len(parts) == 2:
            break
    if not parts:
        return end_with_stop(head)
    if head.endswith("a colleague") and parts[0].startswith("now "):
        head, parts = f"{head}, who {parts[0]}", parts[1:]
    mark = ";" if ": " in head else ":"
    details = "; ".join(note.voice.within(without_stop(part)) for part in parts)
    return end_with_stop(f"{head}{mark} {details}" if details else head)


_DASH = lazy_pattern(r" [–—-] (?=\S)")


def _without_label(part: str) -> str:
    """Return a part without a word before its colon, or words that point back: "Hiring: 14 onsites"."""
    label, _, tail = part.partition(": ")
    return tail if tail and (count_words(label) == 1 or _POINTS_BACK.search(label)) else part


def _is_worth_adding(part: str, told_text: str) -> bool:
    """Return whether a part says something that a bullet does not say yet, and says it plainly."""
    is_slight = count_words(part) < 2
    if is_slight or is_comment(part) or is_first_person(part) or is_remark(part):
        return False
    return not is_told(part, told_text)


def is_told(part: str, told_text: str) -> bool:
    """Return whether a text holds a clause already, or the clause most of the text."""
    words, told_words = _plain_words(part), _plain_words(told_text)
    plain_part, plain_told = f" {' '.join(words)} ", f" {' '.join(told_words)} "
    if plain_part in plain_told or plain_told in plain_part:
        return True
    shared_count = sum(word in set(told_words) for word in words)
    return len(words) > 3 and shared_count >= _MIN_SHARE * len(words)


def _plain_words(text: str) -> list[str]:
    return [word.strip(".,;:!?()\"“”'").casefold() for word in text.split() if any(map(str.isalnum, word))]


_ORDINARY = (
    frozenset(ARTEFACT_VERBS) | GENERAL | frozenset("quota secrets fractional vendor peak offer".split())
)


def _object(text: str, note: NoteParts) -> str:
    """Return a phrase as it goes on within a sentence: small where it begins with an ordinary word."""
    first = text.partition(" ")[0].rstrip(".,:;")
    key = first.casefold()
    is_ordinary = key in _ORDINARY or note.voice.is_ordinary(key) or is_common_word(key)
    if first[:1].isupper() and first[1:].islower() and is_ordinary and note.voice.within(text) != text:
        return text[:1].lower() + text[1:]
    return lower_start(text)
