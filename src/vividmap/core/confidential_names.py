"""Names that must not be told, found in every spelling.

"Project Heron" is also heron, Herons, heron's, Heron project, ProjectHeron, project-heron, heron_ingest and
heron-prod.example.com; "Acme Corp." is also Acme and Acme Corporation; "Bluewater" is also Blue Water,
BLUE-WATER and bluewaterprod.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from vividmap.core.text import fold

_LEADS = frozenset(
    """
    account client codename customer operation program programme project saint san st team the
    """.split()
)
_TAILS = frozenset(
    """
    ab account ag asa bv co company corp corporation gmbh group holding holdings inc incorporated kg limited
    llc llp ltd nv oy plc program programme project sa sarl sas team
    """.split()
)
_AFFIXES = frozenset(
    """
    api app client cluster com core corp customer data db demo dev eu host inc ingest int
    internal io lib net new old org poc prod production proj project qa repo service stage
    staging svc team test testing the uat uk us web www
    """.split()
)
"""Words that are written together with a name: "heronprod", "projectheron"."""
_LONG = 7
"""From so many letters on a name counts inside a longer word as well ("bluewaterprod")."""
_HALF = 3
"""The fewest letters of each half of a name that is written in two ("Blue Water")."""
_GAP = r"[\W_]{0,3}"


class NameSpan(NamedTuple):
    """A confidential name in a text: where it stands, and the name as the owner wrote it."""

    start: int
    end: int
    name: str


class ConfidentialNames:
    """The confidential names of one owner, to be found in texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [(name, pattern) for name in names if (pattern := _compile_name(name))]
        self._any = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in self._names))

    def __bool__(self) -> bool:
        return bool(self._names)

    def find(self, text: str) -> tuple[NameSpan, ...]:
        """Return where a text holds confidential names, in order, none within another."""
        if not self._names or not text or not self._any.search(fold.__wrapped__(text)):
            return ()  # most texts hold none, and folding at once is faster than character by character
        folded_text, offsets = _fold_with_offsets(text)
        spans = sorted(
            (
                NameSpan(offsets[match.start()], offsets[match.end() - 1] + 1, name)
                for name, pattern in self._names
                for match in pattern.finditer(folded_text)
                if _is_whole(text, offsets[match.start()], offsets[match.end() - 1] + 1, match)
            ),
            key=lambda span: (span.start, -span.end),
        )
        return tuple(_without_nested(spans))

    def is_in(self, *texts: str) -> bool:
        """Return whether any of some texts holds a confidential name."""
        return any(self.find(text) for text in texts)


def _without_nested(spans: Iterable[NameSpan]) -> Iterator[NameSpan]:
    end = -1
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


@lru_cache(maxsize=1024)
def _compile_name(name: str) -> re.Pattern[str] | None:
    """Return a pattern over folded text for a name; None for one without a letter or digit."""
    parts = re.findall(r"[^\W_]+", fold.__wrapped__(name))
    if not parts:
        symbols = fold.__wrapped__(name).strip()
        return re.compile(re.escape(symbols)) if symbols else None
    core = list(parts)
    while len(core) > 1 and core[0] in _LEADS:
        core.pop(0)
    while len(core) > 1 and core[-1] in _TAILS:
        core.pop()
    alternatives = list(dict.fromkeys((_spell(parts), _spell(core))))
    return re.compile("|".join(sorted(alternatives, key=len, reverse=True)))


def _spell(parts: list[str]) -> str:
    word = "".join(parts)
    spellings = [_GAP.join(map(re.escape, parts))]
    if len(parts) == 1 and len(word) >= _LONG:
        places = range(_HALF, len(word) - _HALF + 1)
        spellings += [rf"{re.escape(word[:n])}[\W_]{{1,2}}{re.escape(word[n:])}" for n in places]
    plural = f"(?:{'|'.join(spellings)})"
    if word.endswith("y"):
        plural = rf"(?:{'|'.join(spellings)}|{re.escape(word[:-1])}ies)"
    return plural


def _is_whole(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Return whether a match is no accident within another word; a long name counts anywhere."""
    letters = sum(character.isalnum() for character in match.group())
    if letters >= _LONG or not _has_case(match.group()):
        return True
    return _is_word_end(text, end) and _is_word_start(text, start)


def _has_case(text: str) -> bool:
    return any(c.isdigit() or c.upper() != c.lower() for c in text)


def _is_word_start(text: str, start: int) -> bool:
    before = re.search(r"[^\W\d_]{0,24}$", text[max(0, start - 24) : start])
    word = before.group() if before else ""
    if not word or (text[start].isupper() and text[start - 1].islower()):
        return True
    return fold(word) in _AFFIXES


def _is_word_end(text: str, end: int) -> bool:
    after = re.match(r"[^\W\d_]*", text[end : end + 24])
    word = after.group() if after else ""
    if not word or (word[0].isupper() and text[end - 1].islower()):
        return True
    key = fold(word)
    return key in ("s", "es") or key in _AFFIXES or re.match(r"e?s(?=[A-Z])", word) is not None


def _fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return a text for comparing, and for each of its characters the place in the text as written."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    characters: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        letters = fold(character)
        characters.append(letters)
        offsets += [place] * len(letters)
    return "".join(characters), offsets
