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
from collections.abc import Iterator

from vividmap.core.english.asides import OPENING
from vividmap.core.english.languages import is_english
from vividmap.core.english.proper_names import is_common_word
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.resume_verbs import (
    ACCEPTANCE_VERBS,
    ARTEFACT_VERBS,
    COMPLETION_WORDS,
    DELIVERY_VERB,
    FRONTED_PARTICIPLES,
    KIND_VERBS,
    MISREAD_STARTS,
    OWN_FAULT,
    PAST_OF_PARTICIPLES,
    REMOVAL_VERBS,
    RESPONSE_VERB,
    RESULT_VERBS,
    SLIGHT_DEEDS,
)
from vividmap.core.english.subjects import GENERAL
from vividmap.core.english.verbs import ADVERBS, PHRASES, VERBS
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.job_search.bullet_text import POINTS_BACK, compose_bullet, is_partial
from vividmap.core.packets.job_search.note_parts import (
    SUBJECT_AND_VERB,
    NoteParts,
    is_first_person,
    read_note,
)
from vividmap.core.packets.job_search.result_changes import (
    MAX_SUBJECT_WORDS,
    ResultChange,
    can_be_changed,
    has_measure,
    is_noun_phrase,
    is_past,
    read_change,
)
from vividmap.core.packets.sentences import in_first_person, is_balanced, is_whole
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.forms import capitalise_first, lower_start, without_stop
from vividmap.core.packets.wording.sentence_choice import count_words
from vividmap.core.packets.wording.splitting import split_clauses
from vividmap.core.record import Evidence
from vividmap.core.text import decapitalise

_MIN_DEED_WORDS = 4
"""A deed of at least so many words says by what means; "wrote the core" does not."""
_MIN_WORDS = 3
"""Words that a bullet without a result has at least."""

_IN_BRACKETS = lazy_pattern(r" ?\([^()]*\)")
_BARE_METRIC = lazy_pattern(r"p\d{2,3}|latency|lag|downtime|uptime|errors|error rate", re.IGNORECASE)
_OF_MYSELF = lazy_pattern(r"\b(?:mine|myself)\b")
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
    if not is_english(f"{entry.text} {entry.outcome}"):
        # An English verb before a German note is neither: it stands in the author's own words.
        bullet = quote_bullet(entry, voice)
        return ResumeBullet(bullet.text, has_verb=True) if bullet else None
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
    texts = [text for step in steps if (text := step(note)) and not _is_slight(text, note)]
    text = next((text for text in texts if not is_first_person(text)), next(iter(texts), ""))
    return ResumeBullet(text, has_verb=True) if text else None


def _is_slight(text: str, note: NoteParts) -> bool:
    """Return whether a bullet tells no achievement: "Interviewed 2 (1 yes)", "Asked about batches"."""
    head, colon, _ = text.casefold().partition(": ")
    is_slight_deed = not SLIGHT_DEEDS.isdisjoint((head.partition(" ")[0], " ".join(head.split()[:2])))
    is_short = not colon and count_words(_IN_BRACKETS.sub("", head)) < _MIN_WORDS
    is_untold = OWN_FAULT.search(head) or _OF_MYSELF.search(head)
    return (is_slight_deed and not (colon and note.results)) or is_short or bool(is_untold)


def quote_bullet(entry: Evidence, voice: Voice) -> ResumeBullet | None:
    """Return an entry as its note begins, whatever it begins with; None where that names somebody."""
    note = read_note(entry, voice)
    if not note.sentences:
        return None
    further = [*note.results, *note.sentences[1:2]]
    return ResumeBullet(compose_bullet(capitalise_first(note.sentences[0]), further, note), has_verb=False)


def _changed_result(note: NoteParts) -> str:
    for result in note.results[:2] or note.sentences[:1]:
        change = read_change(result)
        if change and change.subject and is_noun_phrase(change.subject) and has_measure(change):
            means, later_means = ("", []) if change.deed else _means(note)
            subject = change.subject
            if means == note.topic and _BARE_METRIC.fullmatch(subject) and is_noun_phrase(means):
                subject, means = f"{means} {subject}", ""  # "Cut checkout p95 from 2 s to 1 s"
            head, further = _changed(change, subject, note)
            further = [part for part in (*further, *note.results, *later_means) if part != result]
            return compose_bullet(head, further, note, first=change.deed or means)
    return ""


def _changed(change: ResultChange, subject: str, note: NoteParts) -> tuple[str, list[str]]:
    """Return "Cut p50 from 1.9 s to 0.7 s and cost by 58%", and what it says further."""
    head = f"{change.verb} {_object(subject, note)} {change.amounts}"
    second = read_change(change.further) if change.further else None
    if second and second.verb == change.verb and second.subject and is_noun_phrase(second.subject):
        head = f"{head} and {_object(second.subject, note)} {second.amounts}"
        return head, [second.further] if second.further else []
    return head, [change.further] if change.further else []


def _means(note: NoteParts) -> tuple[str, list[str]]:
    """Return by what means something changed, the deed or what the note begins with; and what follows it."""
    deed = next(_deeds(note), "")
    if count_words(deed) >= _MIN_DEED_WORDS or not note.topic:
        return decapitalise(deed), []
    return note.topic, [sentence for sentence in note.sentences[1:2] if is_noun_phrase(sentence)]


def _deed(note: NoteParts) -> str:
    for deed in _deeds(note):
        head, *clauses = split_clauses(deed)
        details = filter(is_quantified, note.sentences)
        head = _with_topic(_reworded(head, note), note)
        return compose_bullet(head, [*note.results, *clauses, *details], note)
    return ""


def _with_topic(head: str, note: NoteParts) -> str:
    """Return a deed of a few words with what it was part of: "Wrote the core (scheduler)"."""
    is_told = not note.topic or note.topic.casefold() in head.casefold()
    is_later = not capitalise_first(note.sentences[0]).startswith(head)
    is_short = count_words(head) < _MIN_DEED_WORDS and is_noun_phrase(note.topic)
    return f"{head} ({_object(note.topic, note)})" if is_short and is_later and not is_told else head


def _reworded(head: str, note: NoteParts) -> str:
    """Return a deed in words that cannot be misread by those who skim a list.

    What was killed and still takes its time was cut: "Cut the nightly reindex from 6 h to 11 min". What
    failed over did not fail, and what "we" did nobody ran alone.
    """
    verb, _, thing = without_stop(head).partition(" ")
    change = next(filter(None, map(read_change, note.results[:2])), None)
    if verb.casefold() in REMOVAL_VERBS and change and not change.subject and is_noun_phrase(thing):
        return f"{change.verb} {thing} {change.amounts}"
    for start, (own_start, shared_start) in MISREAD_STARTS.items():
        if head.startswith(f"{start} "):
            is_shared = any(f"we {start.casefold()}" in text.casefold() for text in note.sentences)
            return (shared_start if is_shared else own_start) + head[len(start) :]
    return head


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
        if clause_start is None or POINTS_BACK.search(clause) or not is_balanced(clause):
            continue
        deed = clause[clause_start.start("verb") :]
        if is_past(clause_start["verb"].casefold()) and not _POINTS_ONLY.match(deed):
            yield capitalise_first(deed)


def _is_deed_start(sentence: str) -> bool:
    """Return whether a note begins with a past form that is not followed by who did it ("by")."""
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
    if _POINTS_ONLY.match(sentence[2:]) or (not is_first and POINTS_BACK.search(sentence)):
        return ""
    verb = sentence.split()[1]
    if verb not in VERBS | ADVERBS and sentence == text:
        return ""  # "I was on a train" is no deed
    return capitalise_first(OPENING.sub("", sentence[2:]))


def _gained_result(note: NoteParts) -> str:
    """Return a bullet that begins with what was gained: "Saved $31k a month on Snowflake: cost review"."""
    for result in note.results[:1]:
        first, _, remainder = result.partition(" ")
        if first.casefold() in RESULT_VERBS and remainder and is_quantified(result):
            return compose_bullet(capitalise_first(result), [*note.results, note.topic], note)
    return ""


def _changed_topic(note: NoteParts) -> str:
    for result in note.results[:2]:
        change = read_change(result)
        if change and not change.subject and note.topic and can_be_changed(note.topic, change):
            head, further = _changed(change, note.topic, note)
            return compose_bullet(head, [*further, *note.results[1:]], note)
    return ""


def _front_participle(note: NoteParts) -> str:
    """Return a bullet that begins with the participle after the noun, of the text or of a result."""
    further = [*note.results, *filter(is_quantified, note.sentences)]
    for part in (*note.sentences[:1], *note.results[:1]):
        if head := _turn(part, note):
            if part in note.results and head.startswith("Got ") and _artefact(note):
                continue  # the document itself says more than that it was accepted
            topics = [note.topic] if part in note.results else []
            return compose_bullet(head, [detail for detail in (*further, *topics) if detail != part], note)
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
        subject = _COUNT_AT_END.sub(r" (\g<count>)", subject)
        mark = words[size][len(words[size].rstrip(".,;:")) :] + (" " if remainder else "")
        remainder = f"{mark or ' '}{remainder}".rstrip()
        if verb in COMPLETION_WORDS:
            return f"Completed {_object(subject, note)}{remainder}"
        if verb in ACCEPTANCE_VERBS:
            return f"Got {_object(subject, note)} {verb}{remainder}"
        if verb in PAST_OF_PARTICIPLES and not remainder.startswith(" by "):
            return f"{capitalise_first(PAST_OF_PARTICIPLES[verb])} {_object(subject, note)}{remainder}"
        if verb in FRONTED_PARTICIPLES:
            return f"{capitalise_first(verb)} {_object(subject, note)}{remainder}"
    return ""


_COUNT_AT_END = lazy_pattern(r" (?P<count>\d+/\d+)$")
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
    return compose_bullet(head, [*([remainder] if remainder else []), *note.results], note)


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
    is_unfinished = verb == DELIVERY_VERB and any(map(is_partial, (*note.sentences, *note.results)))
    if not verb or is_unfinished or is_whole(note.sentences[0]) or is_past(topic.split()[0].casefold()):
        return ""
    head, *clauses = split_clauses(note.beginning)
    further = [*note.results, *filter(is_quantified, (*clauses, *note.sentences[1:]))]
    return compose_bullet(f"{verb} {_object(head, note)}", further, note)


_HEAD_END = lazy_pattern(
    r" (?:for|of|on|in|at|from|to|with|after|per|by|about|against)\b| \(| [\"“]| v?\d| #"
)
_NUMBER = lazy_pattern(r"(?:-|(?<!\d))\d++$")


_ORDINARY = (
    frozenset(ARTEFACT_VERBS)
    | GENERAL
    | frozenset(
        "quota secrets fractional vendor peak offer average median total daily weekly monthly yearly".split()
    )
)


def _object(text: str, note: NoteParts) -> str:
    """Return a phrase as it goes on within a sentence: small where it begins with an ordinary word."""
    first = text.partition(" ")[0].rstrip(".,:;")
    key = first.casefold()
    is_ordinary = key in _ORDINARY or note.voice.is_ordinary(key) or is_common_word(key)
    if first[:1].isupper() and first[1:].islower() and is_ordinary and note.voice.within(text) != text:
        return decapitalise(text)
    return lower_start(text)
