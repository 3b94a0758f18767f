"""The text of a note, without the people in it: a résumé names nobody but its author.

A name goes together with what hangs on it: the aside that it stands in, "with Priya", "by Priya", or the
clause that it is in, from the comma before it to the end of the sentence. Where too little remains,
nothing does: the entry is for its author to reword. "He" and "she" are taken for a name, since nobody is left
whom they mean.
"""

import re

from vividmap.core.english.dates import Period
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Mention, Person, Record
from vividmap.core.text import fold

MIN_WORDS = 3
"""Words that a sentence must still have."""

_GAP = "\ue000"  # stands where a name stood: no text has it, since it is for private use
_NAMES = rf"{_GAP}(?:(?:,? and |, | & ){_GAP})*"
_ASIDE = lazy_pattern(rf" ?\([^(){_GAP}]*+{_GAP}[^()]*+\)")
_HANGS_ON = lazy_pattern(
    rf",? (?:together |jointly )?(?:with|by) {_NAMES}(?=$|[.,;:!?)]| (?:after|at|before|during|in|on|over)\b)"
)
_RUN = lazy_pattern(rf"{_GAP}(?: {_GAP})+")
_PRONOUN = lazy_pattern(r"\b(?:he|she|him|her|hers|his|himself|herself)\b", re.IGNORECASE)
_CLAUSE = lazy_pattern(r"[,;:] | [-–—] | \(")
_WORD = lazy_pattern(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_POSSESSIVE = lazy_pattern(r"['\u2019]s?$")
_LOOSE = lazy_pattern(r"@[^\W_][\w.-]*")
_DANGLES = lazy_pattern(r"(?:[\s,;:–—-]|\b(?:a|an|and|as|at|but|by|for|from|in|of|on|or|that|the|to|with))\Z")
_NAMES_THAT_ARE_WORDS = frozenset(
    "april art bill chase dawn drew faith frank grace grant guy hope iris jack joy june mark max may miles "
    "penny rich rob rose sky sue summer will".split()
)
"""Names that are words as well, and so are names only with a capital letter."""


class AnonymousVoice(Voice):
    """A voice that names nobody: a mention of a person becomes a gap that `without_people` closes."""

    def __init__(self, record: Record, period: Period) -> None:
        super().__init__(record, period)
        words = [part.strip(".,") for person in record.items_of(Person) for part in person.text.split()]
        self._name_words = frozenset(fold(word) for word in words if len(word) > 1 and word[:1].isupper())
        self._caseless_words = tuple(
            dict.fromkeys(word for word in words if word and word.upper() == word.lower())
        )

    def name(self, mention: Mention) -> str:
        return _GAP if mention.sort == "person" else super().name(mention)

    def without_people(self, text: str) -> str | None:
        """Return a sentence without the people in it, None where that leaves too little."""
        sentence = self._replace_names(text)
        if _GAP not in sentence and not _PRONOUN.search(sentence):
            return text
        sentence = _HANGS_ON.sub("", _ASIDE.sub("", sentence))
        sentence = _PRONOUN.sub(_GAP, sentence)
        if _GAP in sentence:
            sentence = _cut_at_gap(sentence)
        return sentence if len(sentence.split()) >= MIN_WORDS and is_balanced(sentence) else None

    def has_person_name(self, text: str) -> bool:
        """Return whether a text names a person, by a mark or by name."""
        return _GAP in self._replace_names(text)

    def _replace_names(self, text: str) -> str:
        anonymous_text = _WORD.sub(
            lambda match: _GAP if self._is_name(match.group()) else match.group(), text
        )
        for word in self._caseless_words:
            anonymous_text = anonymous_text.replace(word, _GAP)
        return _RUN.sub(_GAP, _LOOSE.sub(_GAP, anonymous_text))

    def _is_name(self, word: str) -> bool:
        name = fold(_POSSESSIVE.sub("", word))
        return name in self._name_words and (word[:1].isupper() or name not in _NAMES_THAT_ARE_WORDS)


def _cut_at_gap(text: str) -> str:
    """Return a sentence up to the clause in which the first name stands."""
    clause_starts = [match.start() for match in _CLAUSE.finditer(text[: text.index(_GAP)])]
    end = clause_starts[-1] if clause_starts else 0
    while match := _DANGLES.search(text, max(end - 5, 0), end):  # from the end: no sign is read twice
        end = match.start()
    return text[:end]
