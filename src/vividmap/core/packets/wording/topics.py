"""What an entry is about, in the short noun phrase that its note begins with: "Ledger cutover", "RFC 112"."""

from collections.abc import Sequence

from vividmap.core.english.asides import CIRCUMSTANCE, OPENING
from vividmap.core.english.noun_phrases import (
    ARTICLES,
    ENDINGS,
    MAKING,
    NO_STARTS,
    NOMINAL_ING,
    RELATIVES,
    is_active,
    is_verb,
)
from vividmap.core.english.subjects import GENERAL
from vividmap.core.english.technologies import find_technologies
from vividmap.core.english.verbs import ADVERBS, OBJECTS, PREPOSITIONS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.voice import Voice, first_name
from vividmap.core.packets.wording.bullets import without_label
from vividmap.core.packets.wording.details import trim_note
from vividmap.core.packets.wording.forms import reform, without_stop
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Evidence, Person

MAX_TOPIC_WORDS = 9
MAX_TOPIC_CHARACTERS = 60
_MADE = 3
"""Words at least of a deed with what it made."""

_END = lazy_pattern(
    r"(?<![,;:])[,;:](?=\s|$)|(?<!\s)\s[-–—](?=\s)|(?<!\s)\s(?:->|=>|→)|(?<!\s)\s(?=\d{1,4}/\d{1,4}\b)"
)
_TITLE = lazy_pattern(r"(?:\"[^\"]{3,50}\"|“[^“”]{3,50}”)(?=,|$)")
_YEAR = lazy_pattern(r"(?:19|20)\d\d")
_LAST_BRACKET = lazy_pattern(r"(?<!\s) \([^()]{1,30}\)$")
_SIGNS = ".,:;()\"'“”`*"


def find_topic(entry: Evidence, voice: Voice) -> str:
    """Return what an entry is about as its note names it at its beginning, "" where it does not.

    "Ledger cutover, 02:10 to 04:50" is about the ledger cutover and "RFC 112 accepted: …" about RFC 112.
    What begins with a deed that made nothing ("Found the key"), or with somebody's deed, names no topic.
    """
    text = trim_note(voice.words(entry, without_label(entry.text, entry, voice)), in_full=False).text
    sentence = without_stop(OPENING.sub("", next(iter(split_notes(text)), "")))
    if title := _TITLE.match(sentence):
        return title[0]
    end = _END.search(sentence)
    words = _name_words(_without_making((sentence[: end.start()] if end else sentence).split()))
    topic = _LAST_BRACKET.sub("", " ".join(words))
    is_label = bool(end and end[0] == ":")
    if not words or not is_balanced(topic) or not _can_be_name(words, is_label=is_label):
        return ""
    if CIRCUMSTANCE.match(topic) or _is_person_first(words, voice):
        return ""
    return reform(topic) if len(topic) <= MAX_TOPIC_CHARACTERS else ""


def _without_making(words: Sequence[str]) -> Sequence[str]:
    """Return the words for what a deed made: "the golden path" of "Wrote the golden path"; else all words."""
    if len(words) < _MADE or words[0].casefold() not in MAKING:
        return words
    return words[2:] if words[1] in ARTICLES else words[1:]


def _name_words(words: Sequence[str]) -> Sequence[str]:
    """Return the words of the name that a clause begins with, none where somebody does something in it."""
    plain_words = [word.strip(_SIGNS).casefold() for word in words]
    end = len(words)
    for place in range(1, len(words)):
        word, before = plain_words[place], plain_words[place - 1]
        following_word = plain_words[place + 1] if place + 1 < len(words) else ""
        if word in ENDINGS or (word == "from" and "to" in plain_words[place:]):
            end = place
            break
        if is_verb(word, following_word) and before not in ARTICLES:
            if is_active(word, following_word):
                return ()
            end = place
            break
    if "with" in plain_words[1:end]:
        place = end - 1 - plain_words[:end][::-1].index("with")
        end = place if words[place + 1 : end] and words[place + 1][:1].isupper() else end
    is_clause = any(map(_is_present_tense, plain_words[1:end], plain_words[2 : end + 1]))
    if is_clause or end > MAX_TOPIC_WORDS or not (RELATIVES | ADVERBS).isdisjoint(plain_words[:end]):
        return ()
    return () if end and plain_words[end - 1] in PREPOSITIONS | ARTICLES | {"and", "or"} else words[:end]


def _is_present_tense(word: str, following_word: str) -> bool:
    """Return whether a word is a verb by what follows: "answers 200", "breaks the build"."""
    is_object = following_word in OBJECTS or following_word.isdigit()
    return word.endswith("s") and not word.endswith("ss") and is_object


def _can_be_name(words: Sequence[str], *, is_label: bool) -> bool:
    """Return whether words can name something: no deed, amount, or one word that could mean anything."""
    first = words[0].strip(_SIGNS)
    plain = first.casefold()
    is_deed = plain in NO_STARTS or (
        plain.endswith(("ed", "ing")) and plain not in NOMINAL_ING and not plain.endswith("eed")
    )
    if is_deed or not any(map(str.isalpha, "".join(words))):
        return False
    if plain[:1].isdigit() and not (_YEAR.fullmatch(plain) and words[1:]):
        return False
    if words[1:]:
        return True
    is_distinct = words[0].startswith("`") or any(map(str.isupper, first[1:])) or find_technologies(first)
    return plain not in GENERAL and bool(is_label or is_distinct)


def _is_person_first(words: Sequence[str], voice: Voice) -> bool:
    """Return whether a name is that of somebody on the map, of whom the note tells something."""
    first = words[0].strip(_SIGNS).removesuffix("'s").removesuffix("’s").casefold()
    return any(
        first in (first_name(person.text).casefold(), person.text.casefold())
        for person in voice.record.items_of(Person)
    )
