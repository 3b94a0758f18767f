"""Text as people write it: what is refused, what counts as the same, what can be searched for."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

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
_WORD = re.compile(r"[^\W_]+", re.ASCII)
_PART = re.compile(r"\S+")
# Scripts written without spaces: each character is a word of its own, a word typed is then a phrase.
_UNSPACED = re.compile(
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
        raise UnreadableText("the text holds a NUL character (U+0000); take it out and try again")
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
    cleaned = clean(text)
    if "\n" not in cleaned:
        return cleaned.strip()
    return " ".join(part.strip() for part in cleaned.split("\n")).strip()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return text for comparing: no case, no accents, no width; any script stays readable.

    `fold("Müller") == fold("MULLER")`, `fold("Søren") == fold("soren")`.
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not _is_accent(c))
    return unicodedata.normalize("NFC", kept.casefold().translate(_LIGATURES))


def _is_accent(character: str) -> bool:
    # Only what sits on Latin, Greek and Cyrillic letters: a vowel sign of Devanagari is no ornament.
    return "\u0300" <= character <= "\u036f"


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return a name as it is written in a mark: folded, everything but letters, digits and `+#.` a hyphen.

    A name that holds nothing of these (`🚀`) is itself.
    """
    folded = fold(name)
    kept = "".join(c if _slug_keeps(c) else "-" for c in folded)
    return re.sub("-+", "-", kept).strip("-.") or folded.strip()


def _slug_keeps(character: str) -> bool:
    return character in "+#." or unicodedata.category(character)[0] in "LNM"


LONGEST_WORD = 64
MOST_WORDS = 10_000
MOST_CHARACTERS = 240_000


def words(text: str) -> list[str]:
    """Return the words to search by: folded, in order, scripts without spaces character by character.

    A word counts by its first 64 characters, a text by its first 10,000 words in 240,000 characters
    (indexes have limits too).
    """
    folded = fold(text) if len(text) < 200 else fold.__wrapped__(text)[:MOST_CHARACTERS]
    if folded.isascii():
        return _shortened(_WORD.findall(folded))
    spaced = _UNSPACED.sub(lambda match: f" {match.group()} ", folded)
    return _shortened("".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in spaced).split())


def _shortened(found: list[str]) -> list[str]:
    return [word[:LONGEST_WORD] for word in found[:MOST_WORDS]]


class Span(NamedTuple):
    """A word of a text, as it is searched for, and where it begins and ends there."""

    word: str
    first: int
    last: int


def spans(text: str) -> list[Span]:
    """Return the words of a text with their places in it: folding makes text shorter or longer."""
    found: list[Span] = []
    for part in _PART.finditer(text):
        at, said = part.start(), part.group()
        if said.isascii():
            there = [(one.group(), one.start(), one.end()) for one in _WORD.finditer(said.lower())]
        else:
            there = [*_spans(said)]
        found += [Span(word[:LONGEST_WORD], at + first, at + last) for word, first, last in there]
    return found


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    word, begun, ended = "", 0, 0
    for first, last in [*_clusters(text), (len(text), len(text))]:
        for character in fold(text[first:last]) or " ":
            unspaced = _UNSPACED.match(character)
            if not unspaced and unicodedata.category(character)[0] in "LNM":
                word, begun, ended = word + character, begun if word else first, last
                continue
            if word:
                yield word, begun, ended
                word = ""
            if unspaced:
                yield character, first, last


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each character begins and ends together with the marks that sit on it."""
    first = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or unicodedata.category(text[place])[0] != "M":
            yield first, place
            first = place
