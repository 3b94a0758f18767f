"""The sentences of a text in Markdown or plain prose, each with where it stands in the file."""

import re
from collections.abc import Iterator

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """A sentence: its place, and its `words`, which are as long as the file's text but hold no markup.

    `block` numbers the paragraph, list item or table row that it belongs to, `heading` is the place of the
    heading above it in the list of sentences, -1 for none.
    """

    start: int
    end: int
    words: str
    block: int
    heading: int = -1
    is_heading: bool = False
    handles: tuple[str, ...] = ()


_FENCE = lazy_pattern(r"\s*(?:```|~~~)")
_HEADING = lazy_pattern(r"\s{0,3}#{1,6}\s+")
_LEAD = lazy_pattern(r"\s*(?:>\s*)*(?:(?:[-*+•–—]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?")
_IS_LIST = lazy_pattern(r"\s*(?:>\s*)*(?:[-*+•–—]|\d{1,3}[.)])\s+")
_RULE = lazy_pattern(r"\s*+(?:[-*_=]{3,}|\|?(?:\s*+:?-++:?\s*+\|)++\s*+:?-*+:?)\s*+$")
_FOOTNOTE = lazy_pattern(r"\s*\[\^[\w-]+\]:")
_MARK = lazy_pattern(r"\[\^(?P<handle>[0-9a-z]{4,26})\]|\^(?P<plain>[0-9a-z]{4,26})\b")
_MARKUP = lazy_pattern(
    r"\[\^[\w-]+\]|\*+|(?<!\w)_+(?=\w)|(?<=[\w.!?])_+(?!\w)|`|(?<=\])\([^()\s]*\)|<[^<>\s][^<>]*>|~~|[\[\]|]"
)
_ABBREVIATIONS = (
    "e.g|i.e|vs|approx|etc|resp|no|dr|mr|mrs|ms|prof|st|corp|inc|ltd|co|jr|sr|fig|ca|est|cf|al|dept"
    "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
_END = lazy_pattern(
    r"(?<![.!?…])(?P<stop>[.!?…]++[\"”’')*_`\]]*(?:\[\^[\w-]+\])*)(?P<gap>\s+)(?=[\"“\u2018'(*_`\[]*[^\W_a-z]|$)"
)
_NO_END = lazy_pattern(rf"(?:\b(?:{_ABBREVIATIONS})|\b[A-Z])\.$", re.IGNORECASE)


def split_sentences(text: str) -> tuple[ProseSentence, ...]:
    """Return the sentences of a text, headings among them; code, rules and footnotes hold none."""
    sentences: list[ProseSentence] = []
    heading = -1
    for number, (start, end, is_heading) in enumerate(_find_blocks(text)):
        if is_heading:
            heading = len(sentences)
        for first, last in _split_block(text, start, end, is_heading=is_heading):
            handles = tuple(m["handle"] or m["plain"] for m in _MARK.finditer(text, first, last))
            words = _blank_markup(text[first:last])
            if any(character.isalnum() for character in words):
                sentences.append(ProseSentence(first, last, words, number, heading, is_heading, handles))
    return tuple(sentences)


def _find_blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the place of each paragraph, list item, table row and heading."""
    start = end = -1
    in_code = False
    position = 0
    for line in text.splitlines(keepends=True):
        first, position = position, position + len(line)
        content = line.rstrip()
        if _FENCE.match(line):
            in_code = not in_code
        breaks = in_code or not content or _FENCE.match(line) or _RULE.match(content) or _FOOTNOTE.match(line)
        is_heading = bool(_HEADING.match(line))
        begins = is_heading or bool(_IS_LIST.match(line)) or content.lstrip().startswith("|")
        if start >= 0 and (breaks or begins):
            yield start, end, False
            start = -1
        if breaks:
            continue
        if is_heading:
            match = _HEADING.match(line)
            yield first + (match.end() if match else 0), first + len(content), True
            continue
        if start < 0:
            lead = _LEAD.match(line)
            start = first + (lead.end() if lead else 0)
        end = first + len(content)
    if start >= 0:
        yield start, end, False


def _split_block(text: str, start: int, end: int, *, is_heading: bool) -> Iterator[tuple[int, int]]:
    first = start
    if not is_heading:
        for match in _END.finditer(text, start, end):
            if _NO_END.search(text, max(start, match.end("stop") - 12), match.end("stop")):
                continue
            yield first, match.end("stop")
            first = match.end()
    if text[first:end].strip():
        yield first, end


def _blank_markup(text: str) -> str:
    """Return a text of the same length without markup, on one line."""
    plain = _MARKUP.sub(lambda match: " " * len(match.group()), text)
    return re.sub(r"[\r\n\t\ufeff]", " ", plain)
