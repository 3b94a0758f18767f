"""Where the sentences of a note end, and whether one can stand in a self-assessment as its author's own.

A note is mostly fragments. One becomes a sentence only where that needs no more than the word "I" in front;
whatever is not surely so is quoted by `wording`, which is always true. Words that are relative to the
day of the note ("this morning", "on Tuesday") are quoted too: in a review they would mean something else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from vividmap.core.english.abbreviations import has_abbreviation_at_end
from vividmap.core.english.verbs import (
    ADVERBS,
    AMBIGUOUS,
    FINITE,
    NOT_MINE,
    OBJECTS,
    PARTICLES,
    PHRASES,
    POINTING_BACK,
    PREPOSITIONS,
    SUBJECTS,
    THINGS_DO,
    VERBS,
)
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import decapitalise
from vividmap.core.when import WEEKDAYS

MIN_CHARACTERS = 40
"""The first sentences of a note say what the work was once they have so many characters."""

_UNITS = frozenset("ms. min. mins. sec. secs. hr. hrs. std. sek.".split())
_END = lazy_pattern(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_START = lazy_pattern(r"\s*+[\"'“\u2018«(\[*_]*+(?P<first>.)", re.DOTALL)
_LONGEST_ABBREVIATION = 24  # with brackets in front of it
_OPENERS, _CLOSERS = "([{“«", ")]}”»"
_MARKS = frozenset(_OPENERS + _CLOSERS + '"`')
_QUESTION = lazy_pattern(r"\?[\"'”’»)\]]*$")
_INITIAL = lazy_pattern(r"[A-Zdouz]\.")
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_A_DAY = (
    r"today|yesterday|tomorrow|tonight"
    rf"|(?:this|last|next) (?:morning|afternoon|evening|night|week|weekend|{_WEEKDAY})"
    rf"|(?<!black )(?<!cyber )(?<!patch ){_WEEKDAY}s?"
)
_POINTS_AT_A_DAY = lazy_pattern(rf"\b(?:{_A_DAY})\b", re.IGNORECASE)
_DEICTIC = lazy_pattern(
    rf"\b(?:{_A_DAY}|now|currently|so far|ago|at the moment"
    r"|(?:this|last|next) (?:month|quarter|half|year|sprint))\b",
    re.IGNORECASE,
)
_FIRST_PERSON_START = lazy_pattern(
    r"(?:(?:and|but|so|then|also|still|later|afterwards|instead|in hindsight|since then|in the end|for that"
    r"|after that),? )?I(?:['’](?:d|ve|m|ll))?(?= )",
    re.IGNORECASE,
)
_ARTICLE = lazy_pattern(
    r"(?:the|my|our|their|his|her|its|both|most of (?:that|it|them|this|the)|all of (?:it|them|that))\b",
    re.IGNORECASE,
)
_ASIDE = lazy_pattern(r"\(.*\)\W*")


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; none ends inside brackets, quotation marks or `code`."""
    sentences, start, checked_to, open_marks = [], 0, 0, _OpenMarks()
    for end in _END.finditer(text):
        open_marks.read(text[checked_to : end.end()])
        checked_to = end.end()
        if (
            not open_marks.is_open
            and _is_sentence_start(text, end.end())
            and not _is_abbreviation(text[max(start, end.end() - _LONGEST_ABBREVIATION) : end.end()])
        ):
            sentences.append(text[start : end.end()].strip())
            start = end.end()
    sentences.append(text[start:].strip())
    return tuple(sentence for sentence in sentences if sentence)


def enough_sentences(sentences: Sequence[str]) -> Sequence[str]:
    """Return the first of some sentences, and those after it while they say too little."""
    for count in range(1, len(sentences)):
        if len(" ".join(sentences[:count])) >= MIN_CHARACTERS:
            return sentences[:count]
    return sentences


class _OpenMarks:
    """Which brackets, quotation marks and code are open."""

    def __init__(self) -> None:
        self.depth, self.in_quotes, self.in_code = 0, False, False

    def read(self, text: str) -> None:
        for character in text:
            if character == "`":
                self.in_code = not self.in_code
            elif not self.in_code:
                self.depth += (character in _OPENERS) - (character in _CLOSERS)
                self.in_quotes ^= character == '"'

    @property
    def is_open(self) -> bool:
        return self.depth != 0 or self.in_quotes or self.in_code


def is_balanced(text: str) -> bool:
    """Return whether all brackets, quotation marks and code that a text opens are closed in it."""
    if _MARKS.isdisjoint(text):
        return True
    marks = _OpenMarks()
    marks.read(text)
    return not marks.is_open


def outside_marks(text: str, places: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield those of some places in a text, in their order, that no bracket, quotation mark or code holds.

    The text is read once, however many places there are.
    """
    marks, read_to = _OpenMarks(), 0
    for place in places:
        marks.read(text[read_to : place.start()])
        read_to = place.start()
        if not marks.is_open:
            yield place


def _is_sentence_start(text: str, position: int) -> bool:
    match = _START.match(text, position)
    return match is not None and not match["first"].islower()


def _is_abbreviation(sentence: str) -> bool:
    head, _, last_word = sentence.rstrip().rpartition(" ")
    last_word = last_word.lstrip("(")
    if head[-1:].isdigit() and last_word.casefold() in _UNITS:
        return False  # a unit after its number
    return has_abbreviation_at_end(sentence) or bool(_INITIAL.fullmatch(last_word))


def has_relative_day(text: str) -> bool:
    """Return whether a text mentions "this morning" or "Tuesday", which only its own date explains."""
    return bool(_POINTS_AT_A_DAY.search(text))


def is_latin(text: str) -> bool:
    """Return whether a text can be English: most of its letters are Latin."""
    if text.isascii():
        return any(map(str.isalpha, text))
    letters = [character for character in text if character.isalpha()]
    latin_count = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return bool(letters) and latin_count * 2 > len(letters)


def in_first_person(sentence: str, names: Iterable[str] = (), *, is_first: bool = True) -> str | None:
    """Return a sentence of a note as the author would say it in the first person, None to have it quoted.

    `names` are of people in the note, who may be its subject. A sentence that is not the first may point
    back ("She had three."), but its missing subject may be the cache as well: less of it is taken for "I".
    """
    if (
        _QUESTION.search(sentence)
        or not is_balanced(sentence)
        or _DEICTIC.search(sentence)
        or not is_latin(sentence)
    ):
        return None
    if is_whole(sentence, names, is_first=is_first):
        return sentence
    return _add_subject(sentence, is_first=is_first)


def lower_first(sentence: str) -> str:
    """Return a sentence as it stands after others: small where it begins with "The", "Nobody" or the like."""
    first_word = _strip_marks(sentence.partition(" ")[0]).casefold()
    if first_word in SUBJECTS or first_word in OBJECTS:
        return decapitalise(sentence)
    return sentence


def is_clause(text: str) -> bool:
    """Return whether a text is one whole clause about a person or thing ("she moved the date")."""
    first_word = _strip_marks(text.partition(" ")[0]).casefold()
    is_simple = len(split_sentences(text)) == 1 and ";" not in text
    has_subject = first_word in SUBJECTS or first_word == "i"
    return is_simple and has_subject and in_first_person(text, is_first=False) == text


def is_fragment(text: str) -> bool:
    """Return whether a text can stand after a colon: one fragment, English, closed, and mentioning no day."""
    is_simple = len(split_sentences(text)) == 1 and is_balanced(text)
    return is_simple and is_latin(text) and not has_relative_day(text)


def is_whole(sentence: str, names: Iterable[str] = (), *, is_first: bool = True) -> bool:
    """Return whether a sentence surely has a subject and a verb."""
    if _FIRST_PERSON_START.match(sentence):
        return True
    if _ASIDE.fullmatch(sentence):
        return not is_first
    words = _words(sentence)
    for name in sorted(names, key=len, reverse=True):
        if name and sentence.startswith(f"{name} "):
            return _is_predicate(_words(sentence[len(name) :]))
    subject = words[0].casefold() if words else ""
    if subject in SUBJECTS:
        return not (is_first and subject in POINTING_BACK) and any(
            word in FINITE | VERBS for word in _fold_words(words[1:2])
        )
    return bool(_ARTICLE.match(sentence)) and _has_early_verb(words)


def _is_predicate(words: list[str]) -> bool:
    """Return whether words go on from a person's name as a sentence: not "Dana promoted to Staff"."""
    verb, next_word = (*_fold_words(words[:2]), "", "")[:2]
    return verb in FINITE or (verb in VERBS and next_word in OBJECTS)


def _fold_words(words: list[str]) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "'") for word in words)


def _has_early_verb(words: list[str]) -> bool:
    early_words = [*map(str.casefold, words[1:7])]
    for position, word in enumerate(early_words):
        if word in ("that", "which", "who", "where") and position > 0:
            return False
        if word in FINITE and position > 0:
            return True
    return False


def _add_subject(sentence: str, *, is_first: bool) -> str | None:
    """Return "I " and the sentence if it begins with a verb of mine."""
    words = sentence.split()
    adverb_count = next(
        (position for position, word in enumerate(words) if word.casefold() not in ADVERBS), len(words)
    )
    if not _is_my_verb(words[adverb_count:], is_first=is_first):
        return None
    return " ".join(["I", words[0].lower(), *words[1:]])


def _is_my_verb(words: list[str], *, is_first: bool) -> bool:
    if len(words) < 2 or not words[0].isalpha() or words[0][1:] != words[0][1:].lower():
        return False
    verb, next_word = words[0].casefold(), _strip_marks(words[1]).casefold()
    if not is_first and verb in THINGS_DO:
        return False
    if next_word in ("and", "then") and verb in VERBS:
        return _is_my_verb(words[2:], is_first=is_first)
    if next_word in OBJECTS or words[1][:1] in "`$€£" or words[1].isdecimal():
        return verb in VERBS or _is_past_form(verb)
    return next_word in PHRASES.get(verb, ()) or (
        verb in VERBS and _has_active_continuation(words, is_first=is_first)
    )


def _has_active_continuation(words: list[str], *, is_first: bool) -> bool:
    """Return whether a verb goes on in the active, though not with a clear object: no passive, no noun."""
    verb, next_word = words[0].casefold(), _strip_marks(words[1]).casefold()
    if verb in AMBIGUOUS and (verb.endswith("ed") or not words[1][:1].isupper()):
        return False
    if next_word in PARTICLES:
        return len(words) > 2 and _strip_marks(words[2]).casefold() not in PREPOSITIONS
    return is_first and next_word not in PREPOSITIONS


def _is_past_form(verb: str) -> bool:
    return verb.endswith("ed") and not verb.endswith("eed") and len(verb) > 4 and verb not in NOT_MINE


def _words(sentence: str) -> list[str]:
    return [word for word in map(_strip_marks, sentence.split()) if word]


def _strip_marks(word: str) -> str:
    return word.strip('.,:;!?…*_()[]“”«»"')
