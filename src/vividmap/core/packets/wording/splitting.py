"""Where the sentences and clauses of a note end, in notes that begin sentences with small letters, too."""

import re
from functools import lru_cache

from vividmap.core.english.abbreviations import has_abbreviation_at_end
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced, outside_marks, split_sentences

_SMALL_START = lazy_pattern(
    r"(?<=[A-Za-z\d%)\"”])[.!]+\s+(?=[a-z])"
    r"|(?<=[.!?][\"”])\s+(?=[a-z])(?!(?:asked|said|says|wrote|writes|joked|replied|told) )"
)
_SEMICOLON = lazy_pattern(r";")
_SPLICE = lazy_pattern(
    r", (?=(?:I|we|they|he|she|it|everyone|everybody|nobody|people|customers|users) (?:[a-z]+ly )?[a-z]+)"
)
"""A comma between two sentences that only a note joins: "the region failed, we moved over"."""
_SUBORDINATE = lazy_pattern(
    r"(?:if|when|while|as|once|since|after|before|because|although|though|unless|until|whenever)\b",
    re.IGNORECASE,
)
_SHORT_WORD = lazy_pattern(r"(?:^|[\s(])(?:yrs?|wk|mtg|[a-z])\.$", re.IGNORECASE)
_LONGEST_SHORT_WORD = 12
"""Characters at most of a short word, with the character before it and its full stop."""


@lru_cache(maxsize=8192)
def split_notes(text: str) -> tuple[str, ...]:
    """Return the sentences of a note, none cut within brackets, quotation marks or after an abbreviation."""
    sentences: list[str] = []
    for sentence in split_sentences(text):
        start = 0
        ends = _SMALL_START.finditer(sentence) if is_balanced(sentence) else ()
        for end in outside_marks(sentence, ends):
            stop = end.start() + len(end[0].rstrip())
            if not _is_short_word(sentence[max(start, stop - _LONGEST_SHORT_WORD) : stop]):
                sentences.append(sentence[start:stop])
                start = end.end()
        sentences.append(sentence[start:].strip())
    return tuple(sentence for sentence in sentences if sentence)


def _is_short_word(head: str) -> bool:
    return has_abbreviation_at_end(head) or bool(_SHORT_WORD.search(head))


def split_clauses(sentence: str) -> tuple[str, ...]:
    """Return the text between the semicolons of a sentence."""
    clauses, start = [], 0
    for semicolon in outside_marks(sentence, _SEMICOLON.finditer(sentence)):
        clauses.append(sentence[start : semicolon.start()].strip())
        start = semicolon.end()
    clauses.append(sentence[start:].strip())
    return tuple(clause for clause in clauses if clause)


def split_spliced(sentence: str) -> tuple[str, ...]:
    """Return the clauses of a sentence that commas alone join: one where it begins as a side clause."""
    if _SUBORDINATE.match(sentence):
        return (sentence,)
    clauses, start = [], 0
    for splice in outside_marks(sentence, _SPLICE.finditer(sentence)):
        clauses.append(sentence[start : splice.start()])
        start = splice.end()
    return (*clauses, sentence[start:])
