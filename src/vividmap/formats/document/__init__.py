"""The running document: the whole record as one Markdown file.

docs/guide/running-document.md explains the grammar; `core.shorthand` parses a line.
"""

from vividmap.core.record import Evidence, Goal, Item, Person, SkillEntry

MARKER = "vividmap: document 1"
"""The first line of the front matter; it identifies a running document."""

BASE = "base"
"""The field of the front matter that marks the state that the document was written from."""

SECTIONS: dict[str, type[Item]] = {
    "Impact evidence": Evidence,
    "Skill development": SkillEntry,
    "Relationship map": Person,
    "Goals and gaps": Goal,
}
SKILLS = "Skills"
"""The subsection of "Skill development" that lists the skills themselves."""

ORPHANS = "Touchpoints not linked yet"
"""The subsection of "Relationship map" for touchpoints whose person is unknown or ambiguous."""

INDENT = "  "
"""The indentation of one level."""


def is_ours(text: str) -> bool:
    """Return whether a text begins as a running document does."""
    lines = text.removeprefix("\ufeff").lstrip("\n").split("\n", 2)
    return len(lines) > 1 and lines[0].rstrip() == "---" and lines[1].strip().startswith("vividmap: document")
