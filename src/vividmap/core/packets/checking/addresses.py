"""Addresses in a sentence, and names in a script without capitals, against those of the record."""

import re
from collections.abc import Iterator

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.checking.basis import SentenceBasis, make_finding
from vividmap.core.packets.checking.findings import TextFinding
from vividmap.core.packets.checking.sources import SourceIndex
from vividmap.core.packets.sentences import is_latin
from vividmap.core.text import fold

_ADDRESS = lazy_pattern(
    r"(?:(?:https?|ftp)://|www\.|mailto:)[^\s<>()\[\]]+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*\w",
    re.IGNORECASE,
)
_WORD = lazy_pattern(r"[^\W\d_]+")


def check_addresses(index: SourceIndex, basis: SentenceBasis) -> Iterator[TextFinding]:
    """Yield each link and e-mail address that no entry holds."""
    for match in _ADDRESS.finditer(basis.words):
        address = match[0].rstrip(".,;:!?")
        if not any(address.casefold() in source.text.casefold() for source in index.sources):
            span = (match.start(), match.start() + len(address))
            yield make_finding(basis, span, "name", "this address is nowhere in the record")


def check_foreign_names(index: SourceIndex, basis: SentenceBasis) -> Iterator[TextFinding]:
    """Yield each word in a script without capitals, within an English sentence, that no entry holds."""
    if basis.words.isascii() or not is_latin(basis.words):
        return
    for match in _WORD.finditer(basis.words):
        word = match[0]
        if word.lower() == word.upper() and fold(word) not in index.known_words:
            yield make_finding(basis, match.span(), "name", "this name is nowhere in the record")
