"""Texts that quote an erased item, such as saved packets and check-in notes, without what they quote."""

from collections.abc import Iterable, Iterator
from typing import Any

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.draft_text import split_sentences
from vividmap.core.text import words

PLACEHOLDER = "[erased]"
_MIN_WORDS = 3
"""A shorter phrase of an entry, such as "Other", is not searched for: only its mark shows a quotation."""
_MIN_WORDS_REWORDED, _SHARE_REWORDED = 4, 0.75
"""A sentence with this share of the words of a phrase is taken for a rewording of it."""
_HANDLE = lazy_pattern(r"\^([0-9a-z]+)")
_PREFIX = lazy_pattern(r"\s*(?:[-*+>|#]+ )?")


@dataclass(frozen=True)
class ErasedWords:
    """What identifies erased items in a text: their handles, phrases and names, as words."""

    handles: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    names: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, handles: Iterable[str], texts: Iterable[str], names: Iterable[str]) -> "ErasedWords":
        """Return the words of items; `names` are those of people, which are searched however short."""
        phrases = {tuple(words(line)) for text in texts for line in text.splitlines()}
        return cls(
            frozenset(handles),
            tuple(phrase for phrase in phrases if len(phrase) >= _MIN_WORDS),
            tuple(name for name in {tuple(words(name)) for name in names} if name),
        )


def erase_from_text(text: str, erased_words: ErasedWords) -> str:
    """Return a text in which each sentence that quotes an erased item is replaced by `[erased]`."""
    return "\n".join(_erase_from_line(line, erased_words) for line in text.split("\n"))


def erase_from_json(value: Any, erased_words: ErasedWords) -> Any:
    """Return JSON values with the same done to each string in them."""
    if isinstance(value, str):
        return erase_from_text(value, erased_words)
    if isinstance(value, list):
        return [erase_from_json(part, erased_words) for part in value]
    if isinstance(value, dict):
        return {name: erase_from_json(part, erased_words) for name, part in value.items()}
    return value


def _erase_from_line(line: str, erased_words: ErasedWords) -> str:
    prefix = _PREFIX.match(line)
    start = prefix.end() if prefix else 0
    sentences = list(split_sentences(line[start:]))
    sentences_left = [
        PLACEHOLDER if _is_quotation(sentence, erased_words) else sentence for sentence in sentences
    ]
    return line if sentences_left == sentences else line[:start] + " ".join(_without_repeats(sentences_left))


def _without_repeats(sentences: list[str]) -> Iterator[str]:
    for place, sentence in enumerate(sentences):
        if sentence != PLACEHOLDER or sentences[place - 1 : place] != [PLACEHOLDER]:
            yield sentence.strip()


def _is_quotation(sentence: str, erased_words: ErasedWords) -> bool:
    if erased_words.handles.intersection(_HANDLE.findall(sentence)):
        return True
    sentence_words = words(sentence)
    sentence_text = f" {' '.join(sentence_words)} "
    if any(
        f" {' '.join(phrase)} " in sentence_text for phrase in (*erased_words.names, *erased_words.phrases)
    ):
        return True
    return any(_is_reworded(phrase, set(sentence_words)) for phrase in erased_words.phrases)


def _is_reworded(phrase: tuple[str, ...], sentence_words: set[str]) -> bool:
    distinct = set(phrase)
    shared = len(distinct & sentence_words)
    return len(phrase) >= _MIN_WORDS_REWORDED and shared >= _SHARE_REWORDED * len(distinct)
