"""What a note says, without the people in it: a résumé names nobody but its author.

A name goes together with what hangs on it: the aside that it stands in, "with Priya", "by Priya", or the
clause that it is in, from the comma before it to the end of the sentence. Where then too little is left,
nothing is: the entry is for its author to tell. "He" and "she" are taken for a name, since nobody is left
whom they mean.
"""

import re

from vividmap.core.dates import Period
from vividmap.core.packets.wording.sentences import is_balanced
from vividmap.core.packets.wording.voice import Voice
from vividmap.core.record import Mention, Person, Record
from vividmap.core.text import fold

LEAST = 3
"""Words that have to be left of a sentence."""

_N = "\ue000"  # stands where a name stood: no text has it, since it is for private use
_NAMES = rf"{_N}(?:(?:,? and |, | & ){_N})*"
_ASIDE = re.compile(rf" ?\([^()]*{_N}[^()]*\)")
_HANGS_ON = re.compile(
    rf",? (?:together |jointly )?(?:with|by) {_NAMES}(?=$|[.,;:!?)]| (?:after|at|before|during|in|on|over)\b)"
)
_RUN = re.compile(rf"{_N}(?: {_N})+")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|hers|his|himself|herself)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:] | [-–—] | \(")
_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_LOOSE = re.compile(r"@[^\W_][\w.-]*")
_DANGLES = re.compile(r"(?:[\s,;:–—-]|\b(?:a|an|and|as|at|but|by|for|from|in|of|on|or|that|the|to|with)\b)+$")
_WORDS_TOO = frozenset(
    "april art bill chase dawn drew faith frank grace grant guy hope iris jack joy june mark max may miles "
    "penny rich rob rose sky sue summer will".split()
)
"""Names that are words as well, and so are names only with a capital letter."""


class Nameless(Voice):
    """A voice that names nobody: where a person is mentioned or named, it leaves a gap that `told` closes."""

    def __init__(self, record: Record, period: Period) -> None:
        super().__init__(record, period)
        names = [part.strip(".,") for person in record.all(Person) for part in person.text.split()]
        self._parts = frozenset(fold(one) for one in names if len(one) > 1 and one[:1].isupper())
        self._uncased = tuple(dict.fromkeys(one for one in names if one and one.upper() == one.lower()))

    def name(self, mention: Mention) -> str:
        return _N if mention.sort == "person" else super().name(mention)

    def told(self, text: str) -> str | None:
        """Return a sentence without the people in it, None where that leaves too little."""
        said = self._gapped(text)
        if _N not in said and not _PRONOUN.search(said):
            return text
        said = _HANGS_ON.sub("", _ASIDE.sub("", said))
        said = _PRONOUN.sub(_N, said)
        if _N in said:
            said = _before(said)
        return said if len(said.split()) >= LEAST and is_balanced(said) else None

    def names_somebody(self, text: str) -> bool:
        """Tell whether a text names a person, by a mark or by name."""
        return _N in self._gapped(text)

    def _gapped(self, text: str) -> str:
        said = _WORD.sub(lambda match: _N if self._is_name(match.group()) else match.group(), text)
        for one in self._uncased:
            said = said.replace(one, _N)
        return _RUN.sub(_N, _LOOSE.sub(_N, said))

    def _is_name(self, word: str) -> bool:
        folded = fold(_POSSESSIVE.sub("", word))
        return folded in self._parts and (word[:1].isupper() or folded not in _WORDS_TOO)


def _before(text: str) -> str:
    """Return a sentence up to the clause in which the first name stands."""
    ends = [one.start() for one in _CLAUSE.finditer(text[: text.index(_N)])]
    return _DANGLES.sub("", text[: ends[-1]]) if ends else ""
