"""Text as people write it: what is refused, what counts as the same, what can be searched for."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern

# Letters and marks that NFKD leaves whole but that people type without: ø for o, ß for ss …
_LIGATURES = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŧ": "t",
    }
)
# Only what sits on Latin, Greek and Cyrillic letters: a vowel sign of Devanagari is no ornament.
_NO_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_WORD = lazy_pattern(r"[^\W_]+", re.ASCII)
_PART = lazy_pattern(r"\S+")
# Scripts written without spaces: each character is a word of its own, a word typed is then a phrase.
_UNSPACED_SCRIPT = lazy_pattern(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)


class UnreadableText(ValueError):
    """The text holds a character that no file or database here can keep: NUL or half of a surrogate pair."""


def clean(text: str) -> str:
    """Return text with line ends as LF and blank lines empty, without blank lines or spaces around it.

    Raises UnreadableText for NUL and for lone surrogates.
    """
    if "\0" in text:
        raise UnreadableText("the text holds a NUL character (U+0000); remove it and try again")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableText(f"the text is not valid Unicode at character {error.start + 1}") from None
    if "\n" not in text and "\r" not in text:
        return text if text.strip() else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line if line.strip() else "" for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def clean_line(text: str) -> str:
    """Return text as one trimmed line: every line end in it becomes one space."""
    lines = clean(text)
    if "\n" not in lines:
        return lines.strip()
    return " ".join(part.strip() for part in lines.split("\n")).strip()


def change_outside(pattern: re.Pattern[str], change: Callable[[str], str], text: str) -> str:
    """Return a text with all parts changed but those that a pattern matches."""
    parts, end = [], 0
    for match in pattern.finditer(text):
        parts += [change(text[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*parts, change(text[end:])])


def decapitalise(text: str) -> str:
    """Return a text with its first letter small."""
    return text[:1].lower() + text[1:]


def clip(text: str, longest: int) -> str:
    """Return a text of at most `longest` characters, with an ellipsis where it was cut."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return text for comparing: no case, no accents, no width; any script stays readable.

    `fold("Müller") == fold("MULLER")`, `fold("Søren") == fold("soren")`.
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_NO_ACCENTS)
    return unicodedata.normalize("NFC", letters.casefold().translate(_LIGATURES))


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return a name as it is written in a mark: folded, everything but letters, digits and `+#.` a hyphen.

    A name that holds nothing of these (`🚀`) is itself.
    """
    letters = fold(name)
    hyphenated = "".join(c if _is_slug_character(c) else "-" for c in letters)
    return re.sub("-+", "-", hyphenated).strip("-.") or letters.strip()


def _is_slug_character(character: str) -> bool:
    return character in "+#." or unicodedata.category(character)[0] in "LNM"


class _OnlyWords(dict[int, int | str]):
    """Maps a character to itself if it is part of a word, else to a blank; looked up once for each."""

    def __missing__(self, code: int) -> int | str:
        self[code] = code if unicodedata.category(chr(code))[0] in "LNM" else " "
        return self[code]


_ONLY_WORDS = _OnlyWords()
LONGEST_WORD = 64
MOST_WORDS = 10_000
MOST_CHARACTERS = 240_000


def words(text: str) -> list[str]:
    """Return the words to search by: folded, in order, scripts without spaces character by character.

    A word counts by its first 64 characters, a text by its first 10,000 words in 240,000 characters
    (indexes have limits too).
    """
    letters = fold(text) if len(text) < 200 else fold.__wrapped__(text)[:MOST_CHARACTERS]
    if letters.isascii():
        return _shorten(_WORD.findall(letters))
    separate = _UNSPACED_SCRIPT.sub(lambda match: f" {match.group()} ", letters)
    return _shorten(separate.translate(_ONLY_WORDS).split())


def has_word(text: str, word: str) -> bool:
    """Return whether a word of a text begins with the given one: `has_word("On Standby", "stand")`."""
    folded_text = f" {text.casefold()}"
    if f" {word}" in folded_text:
        return True
    return word in folded_text and f" {' '.join(words(word))}" in f" {' '.join(words(text))}"


def _shorten(all_words: list[str]) -> list[str]:
    return [word[:LONGEST_WORD] for word in all_words[:MOST_WORDS]]


class WordSpan(NamedTuple):
    """A word of a text, as it is searched for, and where it begins and ends there."""

    word: str
    first: int
    last: int


def word_spans(text: str) -> list[WordSpan]:
    """Return the words of a text with their places in it: folding makes text shorter or longer."""
    spans: list[WordSpan] = []
    for part in _PART.finditer(text):
        at, piece = part.start(), part.group()
        if piece.isascii():
            places = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(piece.lower())]
        else:
            places = [*_spans(piece)]
        spans += [WordSpan(word[:LONGEST_WORD], at + first, at + last) for word, first, last in places]
    return spans


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    word, word_start, word_end = "", 0, 0
    for first, last in [*_clusters(text), (len(text), len(text))]:
        for character in fold(text[first:last]) or " ":
            is_own_word = _UNSPACED_SCRIPT.match(character)
            if not is_own_word and unicodedata.category(character)[0] in "LNM":
                word, word_start, word_end = word + character, word_start if word else first, last
                continue
            if word:
                yield word, word_start, word_end
                word = ""
            if is_own_word:
                yield character, first, last


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each character begins and ends together with the marks that sit on it."""
    first = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or unicodedata.category(text[place])[0] != "M":
            yield first, place
            first = place
