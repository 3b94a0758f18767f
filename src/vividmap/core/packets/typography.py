"""The typography of a draft, in one style throughout: quotation marks, percentages, large numbers.

Notes of a year are typed in several ways: "so" and “so”, `82%` and `10 %`, `1.9 bn` and `1.9 billion`. A
reader meets one: curved quotation marks, "billion" where it is written out once, and of the percentages the
style that the draft has more often. Quoted words and code are left unchanged.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from vividmap.core.english.quotations import outside_quotations
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence, DraftTable, Packet
from vividmap.core.text import change_outside

_CODE = lazy_pattern(r"`[^`]*`")
_STRAIGHT_PAIR = lazy_pattern(r"(?<![\w\"])\"(?=[^\s\"])(?P<quotation>[^\"]*[^\s\"])\"(?![\w\"])")
_APOSTROPHE = lazy_pattern(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_SPACED_SHARE = lazy_pattern(r"(?<=\d)[ \u00a0\u202f]%")
_CLOSED_SHARE = lazy_pattern(r"(?<=\d)%")
_SHORT_BILLION = lazy_pattern(r"(?<=\d) ?bn\b")
_LONG_BILLION = lazy_pattern(r"(?<=\d) billion\b")


class TextStyle(NamedTuple):
    """How a draft writes what can be written in two ways."""

    spaces_shares: bool
    spells_billions: bool

    def apply(self, text: str) -> str:
        """Return a text in this style, code in it as it is."""
        return change_outside(_CODE, self._apply, text)

    def _apply(self, text: str) -> str:
        text = _APOSTROPHE.sub("’", _STRAIGHT_PAIR.sub(r"“\g<quotation>”", text))
        return outside_quotations(text, self._write_numbers)

    def _write_numbers(self, text: str) -> str:
        shares, share = (_CLOSED_SHARE, " %") if self.spaces_shares else (_SPACED_SHARE, "%")
        text = shares.sub(share, text)
        return _SHORT_BILLION.sub(" billion", text) if self.spells_billions else text


def typeset(packet: Packet) -> Packet:
    """Return a packet whose draft has one style of quotation marks, percentages and large numbers."""
    style = _find_style("\n".join(sentence.text for sentence in packet.sentences))
    return replace(
        packet, sections=tuple(_typeset_section(section, style.apply) for section in packet.sections)
    )


def _find_style(text: str) -> TextStyle:
    plain_text = _CODE.sub("", text)
    return TextStyle(
        spaces_shares=len(_SPACED_SHARE.findall(plain_text)) > len(_CLOSED_SHARE.findall(plain_text)),
        spells_billions=bool(_LONG_BILLION.search(plain_text)),
    )


_Style = Callable[[str], str]


def _typeset_section(section: DraftSection, style: _Style) -> DraftSection:
    paragraphs = tuple(_typeset_part(part, style) for part in section.paragraphs)
    return replace(section, paragraphs=paragraphs)


def _typeset_part(part: DraftParagraph | DraftTable, style: _Style) -> DraftParagraph | DraftTable:
    if isinstance(part, DraftTable):
        rows = tuple(tuple(_typeset_sentence(cell, style) for cell in row) for row in part.rows)
        return replace(part, rows=rows)
    return replace(part, sentences=tuple(_typeset_sentence(sentence, style) for sentence in part.sentences))


def _typeset_sentence(sentence: DraftSentence, style: _Style) -> DraftSentence:
    text, lead, emphasis = style(sentence.text), style(sentence.lead), style(sentence.emphasis)
    if text == sentence.text or not text.startswith(lead):
        return sentence
    return replace(sentence, text=text, lead=lead, emphasis=emphasis if emphasis in text else "")
