"""Text of a record as data: nothing in it can hide from a person, or pass for an instruction or a role.

An assistant reads what a colleague, a web page or a meeting title put into the record. So characters that are
not shown are removed, and the signs that mark roles, tags, code blocks and pictures for a model are replaced
by signs that look alike.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_JOINERS = "\u200c\u200d"
"""Zero-width joiners, which Persian, Indic scripts and emoji need; kept between characters beyond ASCII."""
_EMOJI_STYLE = "\ufe0f"
_VARIATIONS = re.compile("[\ufe00-\ufe0e\U000e0100-\U000e01ef]|\ufe0f(?=\ufe0f)")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HIDDEN_CATEGORIES = ("Cc", "Cf", "Cn", "Co", "Cs")
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800"
"""Characters that count as letters, marks or symbols, and show nothing."""

_ROLES = "assistant|developer|function|human|inst|system|tool|user"
_ROLE_AT_START = re.compile(rf"(?im)^([\W_]*(?:{_ROLES})[\W_]{{0,3}}?)[:\uff1a]")
_ROLE_IN_BRACKETS = re.compile(rf"(?i)\[(\s*/?\s*(?:{_ROLES})\b[^\]\n]{{0,40}})\]")
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<(?=[A-Za-z/!?|])"), "\u2039"),
    (re.compile(r"(?<=[A-Za-z0-9/?|\"'])>(?!\s*\d)"), "\u203a"),
    (re.compile(r"```+|~~~+"), "'''"),
    (re.compile(r"(?<=\])\((?=[^)\s]*[:/])"), " ("),
    (re.compile(r"!\[(?!\^)"), "! ["),
    (_ROLE_AT_START, "\\1\ua789"),
    (_ROLE_IN_BRACKETS, r"(\1)"),
)
"""What a model may take for structure, and what stands in its place."""


def quote(value: Any) -> Any:
    """Return JSON values with every text in them, keys excepted, made safe to read."""
    if isinstance(value, str):
        return quote_record_text(value)
    if isinstance(value, Mapping):
        return {key: quote(nested) for key, nested in value.items()}
    if isinstance(value, list | tuple):
        return [quote(nested) for nested in value]
    return value


def quote_record_text(text: str) -> str:
    """Return a text without hidden characters, and without signs that a model may take for structure."""
    text = strip_hidden(text)
    for pattern, replacement in _SIGNS:
        text = pattern.sub(replacement, text)
    return text


def strip_hidden(text: str) -> str:
    """Return a text without characters that are not shown; line ends become LF, and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _VARIATIONS.sub("", _LINE_ENDS.sub("\n", text))
    return "".join(
        character
        for position, character in enumerate(text)
        if _is_shown(character) or (character in _JOINERS and _is_joining(text, position))
    )


def _is_shown(character: str) -> bool:
    return character in "\n\t" or (
        unicodedata.category(character) not in _HIDDEN_CATEGORIES and character not in _BLANK_LETTERS
    )


def _is_joining(text: str, position: int) -> bool:
    """Return whether a joiner stands between two shown characters beyond ASCII."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return all(
        neighbor and not neighbor.isascii() and (_is_shown(neighbor) or neighbor == _EMOJI_STYLE)
        for neighbor in (before, after)
    )
