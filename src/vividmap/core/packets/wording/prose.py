"""An entry as plain sentences, for forms that ask for prose: what was done, then what came of it.

    I moved the index to the SSDs. Search p99 went from 4.2 s to 600 ms.

A note becomes a sentence by a subject or a verb that says no more than it does: "I" before a deed of one's
own, "was" before a participle, "went" before a change, the verb for making such a thing ("I wrote the
decision record"). Where none fits, deed and result stand together: "CI for payments: from 38 min to 14." No
number, no name and no cause is added.
"""

import re
from collections.abc import Sequence

from vividmap.core.english.credit import is_credit, is_led_by_other, is_partly_own
from vividmap.core.english.languages import is_english
from vividmap.core.english.resume_verbs import (
    ACCEPTANCE_VERBS,
    ARTEFACT_VERBS,
    COMPLETION_WORDS,
    FRONTED_PARTICIPLES,
    PAST_OF_PARTICIPLES,
)
from vividmap.core.english.verbs import FINITE, PREPOSITIONS, VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import in_first_person, is_whole
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import WordedEntry, front_part
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.forms import (
    AMOUNT,
    capitalise_first,
    end_with_stop,
    lower_start,
    without_stop,
)
from vividmap.core.packets.wording.splitting import split_notes, split_spliced
from vividmap.core.text import decapitalise

MAX_SENTENCES = 3
"""Sentences of one claim."""
_MAX_SUBJECT = 7
"""Words of a subject."""

_PARTICIPLES = (
    ACCEPTANCE_VERBS | COMPLETION_WORDS | FRONTED_PARTICIPLES | PAST_OF_PARTICIPLES.keys() | {"promoted"}
)
_STATES = frozenset("live gone unused ready open".split())
_NO_OBJECT = lazy_pattern(
    r"$|[\d(]|(?:about|after|ahead|and|at|before|by|for|from|in|into|off|on|over|to|with|within|without)\b"
)
"""What may follow a participle in the passive; anything else is its object, so the verb is active."""
_CHANGE = lazy_pattern(
    rf"(?P<subject>[^\d,;:][^,;:]{{1,60}}?) "
    rf"(?P<change>(?:from (?={AMOUNT})|(?:down|up) (?:by )?(?={AMOUNT}))\S.*)"
)
_HEAD_END = lazy_pattern(
    r"(?= (?:for|of|on|in|at|from|to|with|after|per|by|about|against)\b| \(| [\"“]|[,:;]| v?\d| #)"
)
_DETERMINERS = frozenset("a an the my our your his her its their this that these those no".split())


def tell_entry(entry: WordedEntry, voice: Voice, names: Sequence[str], max_sentences: int) -> list[str]:
    """Return an entry as at most so many sentences."""
    deed, result = without_stop(entry.deed), without_stop(front_part(entry.result))
    if (
        (len(split_spliced(deed)) > 1 and not is_deed(deed))
        or deed.endswith("?")
        or _is_within(result, entry)
    ):
        sentences = [entry.lead, *split_notes(entry.details)]  # what we did stands before what happened
    elif result and is_deed(result):
        sentences = [_tell_deed(result, names, voice), _tell_deed(deed, names, voice)]
    else:
        sentences = [
            *_tell(deed, result, voice, names, max_sentences),
            *_further(entry, f"{deed} {result}", names),
        ]
    sentences = list(filter(None, sentences))
    told_sentences = sentences[:max_sentences]
    if not any(map(is_credit, told_sentences)):
        told_sentences += [sentence for sentence in _credits(entry) if sentence not in told_sentences]
    return [capitalise_first(end_with_stop(sentence)) for sentence in told_sentences]


def _is_within(result: str, entry: WordedEntry) -> bool:
    """Return whether a later sentence of a bullet says its result together with a deed: "I traced it: …"."""
    ending = f": {result.casefold()}"
    return bool(result) and any(ending in sentence.casefold() for sentence in split_notes(entry.details))


def _credits(entry: WordedEntry) -> list[str]:
    """Return the sentences of an entry's details that say whose work it was; told beyond any limit."""
    return [sentence for sentence in split_notes(entry.details) if is_partly_own(sentence)]


def _tell(deed: str, result: str, voice: Voice, names: Sequence[str], max_sentences: int) -> list[str]:
    """Return deed and result in a sentence each, or together."""
    deed_sentence, result_sentence = _tell_deed(deed, names, voice), _tell_result(result, names, voice)
    if not result or not deed:
        return [deed_sentence or deed or result_sentence or result]
    if deed_sentence and result_sentence and max_sentences > 1:
        return [deed_sentence, result_sentence]
    head = deed_sentence or deed
    return [head, result] if ": " in head else [f"{head}: {voice.within(lower_start(result))}"]


def _further(entry: WordedEntry, told_text: str, names: Sequence[str]) -> list[str]:
    """Return the whole sentences of an entry's details that are not told yet."""
    return [
        sentence
        for sentence in split_notes(entry.details)
        if without_stop(sentence).casefold() not in told_text.casefold()
        and is_whole(sentence, names, is_first=False)
    ]


def _tell_deed(deed: str, names: Sequence[str], voice: Voice) -> str:
    """Return a deed as a sentence, "" where no subject or verb surely fits it."""
    if not deed:
        return ""
    if sentence := in_first_person(deed, names):
        return sentence
    if _is_verb_first(deed):
        return f"I {decapitalise(deed)}"
    return _tell_made(deed, voice) or _with_copula(deed, voice) or (deed if _has_clause(deed) else "")


def _is_verb_first(deed: str) -> bool:
    first, second, *_ = (*deed.split(), "", "")
    verb = first.casefold()
    is_past = verb in VERBS or (verb.endswith("ed") and "-" in verb) or f"{verb} {second}" == "open sourced"
    return is_past and bool(second) and second.casefold() not in PREPOSITIONS


def _tell_made(deed: str, voice: Voice) -> str:
    """Return "I wrote the decision record on queues" of a deed that only names what was made."""
    if not is_english(deed) or is_led_by_other(deed):
        return ""
    topic, *following = _HEAD_END.split(deed, maxsplit=1)
    words = topic.split()
    verb = ARTEFACT_VERBS.get(words[-1].strip("()'\"“”").casefold(), "") if words else ""
    has_participle = any(
        word.strip(".,;:").casefold() in _PARTICIPLES for word in deed.split()[:_MAX_SUBJECT]
    )
    if not verb or len(words) > _MAX_SUBJECT or has_participle or _has_clause(topic):
        return ""
    is_numbered = bool(following) and re.match(r" v?\d| #", following[0]) is not None
    return f"I {verb.lower()} {deed if is_numbered else _with_article(words, deed, voice)}"


def _with_article(words: Sequence[str], text: str, voice: Voice) -> str:
    """Return a noun phrase as it goes on after a verb: "the decision record", "RFC 41", "office hours"."""
    is_bare = _is_plural(words) or words[0].casefold() in _DETERMINERS or not words[0][:1].isalpha()
    return voice.within(text) if is_bare else f"the {voice.within(text)}"


def _with_copula(text: str, voice: Voice) -> str:
    """Return "1,200 payouts were prevented" of "1,200 payouts prevented"; "" where that cannot be."""
    words = text.split()
    for place in range(1, min(_MAX_SUBJECT + 1, len(words))):
        subject, word = words[:place], words[place].rstrip(".,;:").casefold()
        before = subject[-1].casefold()
        if before[-1:] in ".,;:" or before in FINITE or _PROGRESS.search(before):
            return ""
        if word not in _PARTICIPLES | _STATES or before in PREPOSITIONS | _DETERMINERS:
            continue
        if words[place][-1:].isalpha() and not _NO_OBJECT.match(" ".join(words[place + 1 :])):
            return ""
        if word in _STATES:
            copula = "are" if _is_plural(subject) else "is"
        else:
            copula = "were" if _is_plural(subject) else "was"
        noun = " ".join(subject)
        is_thing = voice.within(noun) != noun and len(subject) > 1
        noun = _with_article(subject, noun, voice) if is_thing else noun
        return " ".join((noun, copula, *words[place:]))
    return ""


_PROGRESS = lazy_pattern(r"\d/\d")


def _is_plural(words: Sequence[str]) -> bool:
    last = words[-1].strip("()").casefold()
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _tell_result(result: str, names: Sequence[str], voice: Voice) -> str:
    """Return a result as a sentence, "" where no verb surely fits it."""
    if not result or is_whole(result, names, is_first=False):
        return result
    if change := _CHANGE.fullmatch(result):
        return f"{change['subject']} went {change['change']}"
    return _with_copula(result, voice) or (result if _has_clause(result) else "")


def _has_clause(text: str) -> bool:
    """Return whether a text has a subject and a verb in the past: "Three teams dropped their own"."""
    words = [word.strip(".,;:()").casefold() for word in text.split()[:5]]
    if not words or words[0] in VERBS:
        return False
    return any(
        word in FINITE or (word in VERBS and next_word not in {"by", "in", "of", ""})
        for word, next_word in zip(words[1:4], (*words[2:5], ""), strict=False)
    )
