"""Where the sentences of a note end, and whether one can stand in a self-assessment as its author's own.

A note is mostly fragments. One is taken into a sentence only where that needs no more than the word "I" in
front; whatever is not surely so is quoted by `prose.py`, which is always true. Words that speak from the day
of the note ("this morning", "on Tuesday") are quoted too: in a review they would say something else.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from vividmap.core.packets.wording.verbs import (
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

ENOUGH = 40
"""Characters that say what a piece of work was."""

_ABBREVIATIONS = frozenset(
    "e.g. i.e. etc. vs. approx. ca. cf. dr. mr. mrs. ms. st. no. nr. resp. incl. excl. est. fig. sec. min. "
    "max. avg. dept. inc. ltd. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_OPENERS, _CLOSERS = "([{“«", ")]}”»"
_QUESTION = re.compile(r"\?[\"'”’»)\]]*$")
_INITIAL = re.compile(r"[A-Z]\.")
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_A_DAY = (
    r"today|yesterday|tomorrow|tonight"
    rf"|(?:this|last|next) (?:morning|afternoon|evening|night|week|weekend|{_WEEKDAY})"
    rf"|(?<!black )(?<!cyber )(?<!patch ){_WEEKDAY}s?"
)
_POINTS_AT_A_DAY = re.compile(rf"\b(?:{_A_DAY})\b", re.IGNORECASE)
_DEICTIC = re.compile(
    rf"\b(?:{_A_DAY}|now|currently|so far|ago|at the moment"
    r"|(?:this|last|next) (?:month|quarter|half|year|sprint))\b",
    re.IGNORECASE,
)
_CONNECTED = re.compile(
    r"(?:(?:and|but|so|then|also|still|later|afterwards|instead|in hindsight|since then|in the end|for that"
    r"|after that),? )?I(?:['’](?:d|ve|m|ll))?(?= )",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:the|my|our|their|his|her|its|both|most of (?:that|it|them|this|the)|all of (?:it|them|that))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\(.*\)\W*")


def split(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; none ends inside brackets, quotation marks or `code`."""
    found, start, closed_to, open_now = [], 0, 0, _Open()
    for end in _END.finditer(text):
        open_now.read(text[closed_to : end.end()])
        closed_to = end.end()
        if (
            not open_now.any
            and _begins(text[end.end() :].lstrip())
            and not _is_abbreviation(text[start : end.end()])
        ):
            found.append(text[start : end.end()].strip())
            start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def first_of(sentences: Sequence[str]) -> Sequence[str]:
    """Return the first of some sentences, and those after it while they say too little."""
    enough = (n for n in range(1, len(sentences)) if len(" ".join(sentences[:n])) >= ENOUGH)
    return sentences[: next(enough, len(sentences))]


class _Open:
    """Which brackets, quotation marks and code are open."""

    def __init__(self) -> None:
        self.depth, self.quoted, self.code = 0, False, False

    def read(self, text: str) -> None:
        for character in text:
            if character == "`":
                self.code = not self.code
            elif not self.code:
                self.depth += (character in _OPENERS) - (character in _CLOSERS)
                self.quoted ^= character == '"'

    @property
    def any(self) -> bool:
        return self.depth != 0 or self.quoted or self.code


def is_balanced(text: str) -> bool:
    """Tell whether all brackets, quotation marks and code that a text opens are closed in it."""
    state = _Open()
    state.read(text)
    return not state.any


def _begins(rest: str) -> bool:
    first = rest.lstrip("\"'“\u2018«([*_")[:1]
    return bool(first) and not first.islower()


def _is_abbreviation(sentence: str) -> bool:
    last = sentence.rsplit(None, 1)[-1].lstrip("(")
    return last.casefold() in _ABBREVIATIONS or bool(_INITIAL.fullmatch(last))


def points_at_a_day(text: str) -> bool:
    """Tell whether a text speaks of "this morning" or "Tuesday", which only its own date explains."""
    return bool(_POINTS_AT_A_DAY.search(text))


def is_latin(text: str) -> bool:
    """Tell whether a text can be English: most of its letters are Latin."""
    letters = [c for c in text if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return bool(letters) and latin * 2 > len(letters)


def as_mine(sentence: str, names: Iterable[str] = (), *, first: bool = True) -> str | None:
    """Return a sentence of a note as the author would say it in the first person, None to have it quoted.

    `names` are of people in the note, who may be its subject. A sentence that is not the `first` may point
    back ("She had three."), but its missing subject may be the cache as well: less of it is taken for "I".
    """
    if (
        _QUESTION.search(sentence)
        or not is_balanced(sentence)
        or _DEICTIC.search(sentence)
        or not is_latin(sentence)
    ):
        return None
    if is_whole(sentence, names, first=first):
        return sentence
    return _with_subject(sentence, first=first)


def lowered(sentence: str) -> str:
    """Return a sentence as it stands after others: small where it begins with "The", "Nobody" or the like."""
    first = _bare(sentence.partition(" ")[0]).casefold()
    return sentence[:1].lower() + sentence[1:] if first in SUBJECTS or first in OBJECTS else sentence


def is_clause(text: str) -> bool:
    """Tell whether a text is one whole clause about a person or thing ("she moved the date")."""
    first = _bare(text.partition(" ")[0]).casefold()
    simple = len(split(text)) == 1 and ";" not in text
    return simple and (first in SUBJECTS or first == "i") and as_mine(text, first=False) == text


def is_fragment(text: str) -> bool:
    """Tell whether a text can stand after a colon as it is: one fragment, English, closed, of no one day."""
    return len(split(text)) == 1 and is_balanced(text) and is_latin(text) and not points_at_a_day(text)


def is_whole(sentence: str, names: Iterable[str] = (), *, first: bool = True) -> bool:
    """Tell whether a sentence surely has a subject and a verb."""
    if _CONNECTED.match(sentence):
        return True
    if _ASIDE.fullmatch(sentence):
        return not first
    words = _words(sentence)
    for name in sorted(names, key=len, reverse=True):
        if name and sentence.startswith(f"{name} "):
            return _acts(_words(sentence[len(name) :]))
    subject = words[0].casefold() if words else ""
    if subject in SUBJECTS:
        return not (first and subject in POINTING_BACK) and any(
            word in FINITE | VERBS for word in _folded(words[1:2])
        )
    return bool(_ARTICLE.match(sentence)) and _has_early_verb(words)


def _acts(words: list[str]) -> bool:
    """Tell whether words go on from a person's name as a sentence: not "Dana promoted to Staff"."""
    verb, following = (*_folded(words[:2]), "", "")[:2]
    return verb in FINITE or (verb in VERBS and following in OBJECTS)


def _folded(words: list[str]) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "'") for word in words)


def _has_early_verb(words: list[str]) -> bool:
    early = [*map(str.casefold, words[1:7])]
    for position, word in enumerate(early):
        if word in ("that", "which", "who", "where") and position > 0:
            return False
        if word in FINITE and position > 0:
            return True
    return False


def _with_subject(sentence: str, *, first: bool) -> str | None:
    """Return "I " and the sentence if it begins with a verb of mine."""
    words = sentence.split()
    adverbs = next((n for n, word in enumerate(words) if word.casefold() not in ADVERBS), len(words))
    if not _is_my_verb(words[adverbs:], first=first):
        return None
    return " ".join(["I", words[0].lower(), *words[1:]])


def _is_my_verb(words: list[str], *, first: bool) -> bool:
    if len(words) < 2 or not words[0].isalpha() or words[0][1:] != words[0][1:].lower():
        return False
    verb, following = words[0].casefold(), _bare(words[1]).casefold()
    if not first and verb in THINGS_DO:
        return False
    if following in ("and", "then") and verb in VERBS:
        return _is_my_verb(words[2:], first=first)
    if following in OBJECTS or words[1][:1] in "`$€£" or words[1].isdecimal():
        return verb in VERBS or _looks_past(verb)
    return following in PHRASES.get(verb, ()) or (verb in VERBS and _leads_on(words, first=first))


def _leads_on(words: list[str], *, first: bool) -> bool:
    """Tell whether a verb and what follows it, which is no clear object, are still no passive and no noun."""
    verb, following = words[0].casefold(), _bare(words[1]).casefold()
    if verb in AMBIGUOUS and (verb.endswith("ed") or not words[1][:1].isupper()):
        return False
    if following in PARTICLES:
        return len(words) > 2 and _bare(words[2]).casefold() not in PREPOSITIONS
    return first and following not in PREPOSITIONS


def _looks_past(verb: str) -> bool:
    return verb.endswith("ed") and not verb.endswith("eed") and len(verb) > 4 and verb not in NOT_MINE


def _words(sentence: str) -> list[str]:
    return [word for word in map(_bare, sentence.split()) if word]


def _bare(word: str) -> str:
    return word.strip('.,:;!?…*_()[]“”«»"')
