"""An entry in so few words that several make a sentence, told so that none of the draft is needed beside it.

"the ledger cutover (1.9 billion entries live, zero unexplained differences after 9 days)": what it is about,
and what came of it in the words of its bullet, cut where they grow long. What cannot be understood in so few
words has no short form: a name with nothing behind it, or a result that points at what is not told.
"""

import re

from vividmap.core.english.asides import POINTING
from vividmap.core.english.plans import is_acceptance
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.subjects import GENERAL
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import WordedEntry, front_part, word_entry
from vividmap.core.packets.wording.forms import lower_as_written, without_stop
from vividmap.core.packets.wording.self_contained import MIN_RESULT, is_self_contained
from vividmap.core.packets.wording.sentence_choice import count_words
from vividmap.core.packets.wording.topics import find_topic
from vividmap.core.record import Evidence
from vividmap.core.text import words

MAX_RESULT_WORDS, MAX_DEED_WORDS = 13, 10
_BREAK = lazy_pattern(
    r"; |, (?:and |but )?| and (?=the )| (?:after|when|once) (?=I |we |\w+ing )| by (?=\w+ing )"
)
"""Where a result may end so that it stays short."""
_DETAIL = lazy_pattern(r" \((?!est)(?![^()]*\best)[^()]*\)")
"""A bracket that is no estimate."""
_COMPANY = lazy_pattern(r",? with (?:[A-Z][\w.-]*+(?: and |, | |$))++$")
_MIN_CUT = 3
_POINTS_AWAY = lazy_pattern(r"\b(?:it|them)\b", re.IGNORECASE)
_BARE_CHANGE = lazy_pattern(r"(?:from|down|up) ", re.IGNORECASE)
_MONEY_FIRST = lazy_pattern(r"(?:about |some |~|≈)?[$€£¥]\d")
_NOUN_ENDINGS = ("tion", "ing", "ment", "ity", "ance", "ence")
_COMPARES = lazy_pattern(r"\b(?:against|versus|vs)\b")
"""Two amounts side by side say nothing to whoever does not know of what they are."""


def tell_briefly(entry: Evidence, voice: Voice) -> str:
    """Return what an entry is about and what came of it within a sentence; "" where it takes many words."""
    bullet = word_entry(entry, voice).with_headline
    lead, result = without_stop(bullet.lead), without_stop(front_part(bullet.result))
    if _COMPARES.search(result):
        return ""
    if not result or _is_pointing(result):
        return _tell_lead(lead, entry, voice)
    short = _go_on(shorten(result), entry, voice)
    subject = _find_subject(entry, voice, bullet)
    is_first = lead.casefold().startswith(result.casefold()) and not _BARE_CHANGE.match(result)
    is_whole = is_first and is_self_contained(result) and short
    says_it_all = is_whole and is_quantified(short) and count_words(short) >= MIN_RESULT
    if says_it_all and not find_topic(entry, voice):
        return short
    if short and subject and not _MONEY_FIRST.match(result):
        name, colon, fate = short.partition(": ")
        is_named = _has_words_of(result, subject)
        return (_join(name, fate) if colon else short) if is_named else _join(subject, short)
    return short if is_whole else _tell_lead(lead, entry, voice)


def _tell_lead(lead: str, entry: Evidence, voice: Voice) -> str:
    """Return the bold line of a bullet within a sentence, if it says what came of something by itself."""
    name, colon, fate = lead.partition(": ")
    if _has_pointer(lead) or not (is_quantified(lead) or is_acceptance(fate)):
        return ""
    if not colon:
        return _go_on(shorten(lead), entry, voice)
    short, name = shorten(fate), _cut_deed(name)
    return _join(_go_on(name, entry, voice), _go_on(short, entry, voice)) if short and _is_short(name) else ""


def _join(subject: str, result: str) -> str:
    return f"{subject} – {result}" if "(" in f"{subject}{result}" else f"{subject} ({result})"


def _find_subject(entry: Evidence, voice: Voice, bullet: WordedEntry) -> str:
    """Return what an entry is about, or else its deed, if that is short and points at nothing."""
    topic, deed = find_topic(entry, voice), without_stop(bullet.deed)
    name, colon, description = deed.partition(": ")
    if topic and " " not in topic and name == topic and colon and _is_short(description):
        topic = description  # a code name says nothing to whoever does not know it
    if topic:
        return voice.within(topic) if _is_ordinary(topic, voice) else topic
    return _go_on(deed, entry, voice) if _is_short(deed) else ""


def name_topic(entry: Evidence, voice: Voice, theme: str) -> str:
    """Return what an entry is about, as a noun: its own name, or else its project or theme; "" for none."""
    topic = find_topic(entry, voice) or entry.project.replace("-", " ").replace("_", " ") or theme
    return voice.within(topic) if _is_ordinary(topic, voice) else topic


def _is_ordinary(topic: str, voice: Voice) -> bool:
    """Return whether a topic begins with a word that is no name."""
    first = topic.partition(" ")[0].casefold()
    return first in GENERAL or first.endswith(_NOUN_ENDINGS) or voice.is_ordinary(first)


def _go_on(text: str, entry: Evidence, voice: Voice) -> str:
    """Return a text as it goes on within a sentence."""
    lowered_text = lower_as_written(text, f"{entry.text} {entry.outcome}")
    return (
        voice.within(lowered_text)
        if voice.is_ordinary(lowered_text.partition(" ")[0].casefold())
        else lowered_text
    )


def _cut_deed(deed: str) -> str:
    """Return a deed without those with whom it was done, a long one up to its first comma."""
    deed = _COMPANY.sub("", deed)
    return deed if count_words(deed) <= MAX_DEED_WORDS else deed.partition(", ")[0]


def _is_short(deed: str) -> bool:
    is_plain = ":" not in deed and is_balanced(deed) and not _has_pointer(deed)
    return _MIN_CUT <= count_words(deed) <= MAX_DEED_WORDS and is_plain


def _is_pointing(text: str) -> bool:
    """Return whether a text begins with what points at another: "that's 5 of 6", "they moved"."""
    return text.partition(" ")[0].casefold().replace("’", "'").partition("'")[0] in POINTING


def _has_pointer(text: str) -> bool:
    """Return whether a text has a word for what is told elsewhere: "put a number on it"."""
    return _is_pointing(text) or bool(_POINTS_AWAY.search(text.partition(": ")[0]))


def shorten(result: str) -> str:
    """Return a result as far as it fits in a few words, "" where its beginning says too little."""
    if count_words(result) <= MAX_RESULT_WORDS:
        return result
    result = _DETAIL.sub("", result)
    if count_words(result) <= MAX_RESULT_WORDS:
        return result
    heads = (result[: match.start()] for match in _BREAK.finditer(result))
    fitting = [
        head
        for head in heads
        if _MIN_CUT <= count_words(head) <= MAX_RESULT_WORDS
        and is_balanced(head)
        and is_quantified(head) == is_quantified(result)
    ]
    if fitting:
        return fitting[-1]
    parts = (part for part in result.split("; ") if part != result and is_quantified(part))
    return next((part for part in parts if count_words(part) <= MAX_RESULT_WORDS), "")


def _has_words_of(text: str, name: str) -> bool:
    return set(words(name)) <= set(words(text))
