"""What somebody else's wording of a paragraph may hold: no number, name or date that its entries do not.

A wording is compared with the paragraph that it is of and with the entries that the paragraph rests on. What
is in neither is a fault, and a wording with a fault is shown and not accepted. It is told by form, not by
meaning: every number, also in words; every word with a capital letter, but for a few that English sentences
begin with; every word in a script that has no capitals; every address. It errs on the side of faults.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from vividmap.core.packets.kept.drafts import MARK, unmarked
from vividmap.core.text import words

LONGEST = 3
"""How many times as long as the paragraph a wording may be, and 200 characters more."""

_TOKEN = re.compile(r"[^\s\"“”\u2018\u2019()\[\]{}«»,;:!?…—–]+")
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f']\d+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_IN_WORDS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    dozen half quarter third twice double doubled doubling triple tripled tenfold halved halving""".split()
)
_OPENERS = frozenset(
    """a after all also although an and as at because before beyond both building but by during each even
    finally first following for from given having here i if in instead it its later most my next no not
    now of on once one our over since so some that the their then there these they this those through to
    together under until upon using we what when where which while with within without working""".split()
)
_ENDED = re.compile(r"[.!?…:]$")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a wording that is in none of its entries: as it is written there, and what it is."""

    said: str
    what: Literal["number", "name", "address", "length", "mark"]


def faults(wording: str, paragraph: str, sources: Iterable[str]) -> tuple[Fault, ...]:
    """Return what a wording holds that neither the paragraph nor its sources do, in order, each once."""
    before = unmarked(paragraph)
    known = " ".join((before, *sources))
    found = [*_numbers(wording, known), *_names(wording, known), *_addresses(wording, known)]
    if MARK.search(wording):
        found.append(Fault("[^…]", "mark"))
    if not wording.strip() or len(wording) > LONGEST * len(before) + 200:
        found.append(Fault(f"{len(wording):,} characters", "length"))
    return tuple(dict.fromkeys(found))


def _numbers(wording: str, known: str) -> Iterator[Fault]:
    there = set(_DIGITS.findall(known))
    for one in _DIGITS.findall(wording):
        if one not in there:
            yield Fault(one, "number")
    there = set(words(known))
    for word in words(wording):
        if word in _IN_WORDS and word not in there:
            yield Fault(word, "number")


def _names(wording: str, known: str) -> Iterator[Fault]:
    there = set(words(known))
    opens = True
    for token in _TOKEN.findall(_ADDRESS.sub(" ", wording)):
        parts = words(token)
        is_new = any(part not in there and not part.isdigit() for part in parts)
        has_no_case = token.lower() == token.upper()
        if parts and is_new and (_is_name(token, parts, opens=opens) or has_no_case):
            yield Fault(token.strip(".'"), "name")
        opens = bool(_ENDED.search(token))


def _is_name(token: str, parts: list[str], *, opens: bool) -> bool:
    if not any(one.isupper() for one in token):
        return False
    return not (opens and token[:1].isupper() and token[1:].islower() and parts[0] in _OPENERS)


def _addresses(wording: str, known: str) -> Iterator[Fault]:
    for one in _ADDRESS.findall(wording):
        if one.rstrip(".,)") not in known:
            yield Fault(one, "address")


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a draft that can be worded anew: no headings, lists, tables or code."""
    blocks = (one.strip() for one in re.split(r"\n[ \t]*\n", text))
    return tuple(one for one in blocks if one and not _KEPT.match(one))


_KEPT = re.compile(r"#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|\||>|```|~~~|    |-{3,}|\[\^")


def put(text: str, paragraph: str, wording: str) -> str:
    """Return a draft with a wording in place of a paragraph, which keeps its marks, at the end.

    Raises ValueError where the paragraph is not there, or more than once.
    """
    if text.count(paragraph) != 1:
        raise ValueError("the paragraph is not there any more")
    marks = "".join(dict.fromkeys(one.group() for one in MARK.finditer(paragraph)))
    return text.replace(paragraph, f"{' '.join(wording.split())}{marks}")
