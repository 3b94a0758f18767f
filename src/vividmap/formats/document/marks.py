"""Lines that look like a field and are none: a misspelt label, a mark where it marks nothing.

A person who writes `confidentialty: private` believes that the entry is private. So such a line is never
kept as text in silence: it is refused where it stands, with what to write instead.
"""

from difflib import SequenceMatcher, get_close_matches
from functools import cache

from vividmap.core.english.privacy_words import find_privacy_mark
from vividmap.core.record import Item, specs
from vividmap.core.vocabulary import CONFIDENTIALITY

LABEL = "confidentiality"
_LIKE_CONFIDENTIALITY = 0.8
"""From this similarity on a word is taken for a misspelling; 1 is the word itself."""
_LIKE_A_FIELD = 0.75
_SYNONYMS = ("private", "internal", "privacy", "visibility")
"""Labels that people write for confidentiality directly below an entry."""
_DECORATION = " \t>*+-_`#"
"""What may stand before a label in Markdown."""
_LONGEST_LABEL = 24


def label_in(line: str) -> str:
    """Return the label of a line such as `- **Label:** value`, folded; "" for a line without one."""
    head, colon, _ = line[: _LONGEST_LABEL * 2].lstrip(_DECORATION).replace("=", ":", 1).partition(":")
    label = head.rstrip(_DECORATION).casefold()
    return label if colon and 0 < len(label) <= _LONGEST_LABEL else ""


def is_confidentiality_mark(line: str) -> bool:
    """Return whether a line is, or was meant to be, `confidentiality: LEVEL`, wherever it stands.

    "Confidential: did the audit" is none: it is a sentence, whose own words hold it back.
    """
    if not _has_similar_label(line):
        return False
    says_level = mark_value(line).casefold() in CONFIDENTIALITY
    return says_level or find_privacy_mark((label_in(line),)) is None


def _has_similar_label(line: str) -> bool:
    label = label_in(line)
    return label[:1] == LABEL[0] and SequenceMatcher(None, label, LABEL).ratio() >= _LIKE_CONFIDENTIALITY


def mark_value(line: str) -> str:
    """Return the value of a line such as `- **Label:** value`."""
    return line.replace("=", ":", 1).partition(":")[2].strip(_DECORATION + ".")


def misspelt_field(line: str, kind: type[Item]) -> str:
    """Return why a line directly below an entry is a malformed field; "" if it is text."""
    label = label_in(line)
    if label in _labels(kind.kind):
        return f"write {label!r} as '{label}: VALUE', without a bullet or emphasis"
    if label in _SYNONYMS or is_confidentiality_mark(line):
        intended = LABEL
    else:
        intended = next(iter(get_close_matches(label, _labels(kind.kind), 1, _LIKE_A_FIELD)), "")
    if not intended:
        return ""
    return f"there is no field {label!r}; did you mean '{intended}:'? Free text goes below an empty line"


def misplaced_mark(line: str) -> str:
    """Return why a line of free text cannot stay there because it was meant as a mark; "" if it is text."""
    if not is_confidentiality_mark(line):
        return ""
    return (
        f"{line.strip()!r} is in the free text, where it marks nothing; put it directly below the entry, "
        "without a bullet (a backslash before it keeps it as text)"
    )


def escape_line(line: str) -> str:
    """Return a line of free text as the document has it, with a backslash if it would be taken for a mark."""
    return f"\\{line}" if _has_similar_label(line.lstrip("\\")) else line


def unescape_line(line: str) -> str:
    """Return a line of free text that `escape_line` wrote."""
    return line[1:] if line.startswith("\\") and _has_similar_label(line.lstrip("\\")) else line


@cache
def _labels(kind: str) -> tuple[str, ...]:
    return tuple(spec.label for spec in specs(kind).values() if spec.label)
