"""Text of a record as data: nothing in it can hide from a person, or pass for an instruction or a role.

An assistant reads what a colleague, a web page or a meeting title put into the record. So characters that are
not shown are removed, and the signs that mark roles, tags, code blocks and pictures for a model are replaced
by signs that look alike.
"""

import re
from collections.abc import Mapping
from typing import Any

from vividmap.core.untrusted_text import strip_hidden

_ROLES = "assistant|developer|function|human|inst|system|tool|user"
_ROLE_AT_START = re.compile(rf"(?im)^((?:[^\w\n]|_){{0,40}}(?:{_ROLES})(?:[^\w\n]|_){{0,3}}?)[:\uff1a]")
_ROLE_IN_BRACKETS = re.compile(rf"(?i)\[(\s{{0,4}}/?\s{{0,4}}(?:{_ROLES})\b[^\]\n]{{0,40}})\]")
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<(?=[A-Za-z/!?|])"), "\u2039"),
    (re.compile(r"(?<=[A-Za-z0-9/?|\"'])>(?!\s*\d)"), "\u203a"),
    (re.compile(r"```+|~~~+"), "'''"),
    (re.compile(r"(?<=\])\("), " ("),
    (re.compile(r"!\[(?!\^)"), "! ["),
    (_ROLE_AT_START, "\\1\ua789"),
    (_ROLE_IN_BRACKETS, r"(\1)"),
)
"""What a model may take for structure, and what replaces it."""


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
