"""What another wording of a paragraph may hold: no number, name or date that its entries do not.

A wording is compared with the paragraph that it is of and with the entries that the paragraph rests on. What
is in neither is a fault, and a wording with a fault is shown and not accepted. It is told by form, not by
meaning: every number, also in words; every word with a capital letter, but for a few that English sentences
begin with; every word in a script that has no capitals; every address. It errs on the side of faults. What
else a check of any text finds (another unit, a wider scope, a cause that no entry states) is a fault as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from vividmap.core.packets.checking.check_text import check_text
from vividmap.core.packets.draft_text import MARK, remove_marks
from vividmap.core.record import Evidence, Record
from vividmap.core.text import words

MAX_GROWTH = 3
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
_SENTENCE_END = re.compile(r"[.!?…:]$")


@dataclass(frozen=True, slots=True)
class WordingFault:
    """Something in a wording that is in none of its entries: as it is written there, and what it is."""

    text: str
    kind: Literal["number", "name", "address", "length", "mark", "unit", "scope", "cause"]


def find_faults(wording: str, paragraph: str, sources: Iterable[str]) -> tuple[WordingFault, ...]:
    """Return what a wording holds that neither the paragraph nor its sources do, in order, each once."""
    original = remove_marks(paragraph)
    source_text = " ".join((original, *sources))
    faults = [
        *_find_numbers(wording, source_text),
        *_find_names(wording, source_text),
        *_find_addresses(wording, source_text),
        *_find_changes(wording, (original, *sources)),
    ]
    if MARK.search(wording):
        faults.append(WordingFault("[^…]", "mark"))
    if not wording.strip() or len(wording) > MAX_GROWTH * len(original) + 200:
        faults.append(WordingFault(f"{len(wording):,} characters", "length"))
    return tuple(dict.fromkeys(faults))


def _find_numbers(wording: str, source_text: str) -> Iterator[WordingFault]:
    source_numbers = set(_DIGITS.findall(source_text))
    for number in _DIGITS.findall(wording):
        if number not in source_numbers:
            yield WordingFault(number, "number")
    source_words = set(words(source_text))
    for word in words(wording):
        if word in _IN_WORDS and word not in source_words:
            yield WordingFault(word, "number")


def _find_names(wording: str, source_text: str) -> Iterator[WordingFault]:
    source_words = set(words(source_text))
    is_opening = True
    for token in _TOKEN.findall(_ADDRESS.sub(" ", wording)):
        parts = words(token)
        is_new = any(part not in source_words and not part.isdigit() for part in parts)
        has_no_case = token.lower() == token.upper()
        if parts and is_new and (_is_name(token, parts, is_opening=is_opening) or has_no_case):
            yield WordingFault(token.strip(".'"), "name")
        is_opening = bool(_SENTENCE_END.search(token))


def _is_name(token: str, parts: list[str], *, is_opening: bool) -> bool:
    if parts == ["i"] or not any(character.isupper() for character in token):
        return False
    return not (is_opening and token[:1].isupper() and token[1:].islower() and parts[0] in _OPENERS)


def _find_addresses(wording: str, source_text: str) -> Iterator[WordingFault]:
    for address in _ADDRESS.findall(wording):
        if address.rstrip(".,)") not in source_text:
            yield WordingFault(address, "address")


def _find_changes(wording: str, source_texts: Iterable[str]) -> Iterator[WordingFault]:
    """Yield what a check finds of a wording against its sources alone, as if these were all of a record."""
    texts = tuple(source_texts)
    record = Record(tuple(Evidence(id=UUID(int=place), text=text) for place, text in enumerate(texts, 1)))
    stated = " ".join(texts).casefold()
    for sentence in check_text(wording, record).sentences:
        for finding in sentence.findings:
            is_stated = finding.text.casefold() in stated
            if finding.kind == "unit" or (finding.kind in ("scope", "cause") and not is_stated):
                yield WordingFault(finding.text, finding.kind)


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Return what of a draft can be reworded: paragraphs and items of lists, no headings, tables, code."""
    blocks = (block.strip() for block in re.split(r"\n[ \t]*\n", text))
    return tuple(part for block in blocks for part in _reword_units(block))


def _reword_units(block: str) -> Iterator[str]:
    if block.startswith("- "):
        yield from (line.removeprefix("- ") for line in block.splitlines() if line.startswith("- "))
    elif block and not _NOT_PROSE.match(block):
        yield block


_NOT_PROSE = re.compile(r"#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|\||>|```|~~~|    |-{3,}|\[\^")


def replace_paragraph(text: str, paragraph: str, wording: str) -> str:
    """Return a draft with a wording in place of a paragraph, which keeps its marks, at the end.

    Raises ValueError where the paragraph is not there, or more than once.
    """
    if text.count(paragraph) != 1:
        raise ValueError("the paragraph is not there any more")
    marks = "".join(dict.fromkeys(match.group() for match in MARK.finditer(paragraph)))
    return text.replace(paragraph, f"{' '.join(wording.split())}{marks}")
