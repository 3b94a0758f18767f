"""The running document: the record's lightest form, as one Markdown file.

The grammar for people is docs/guide/running-document.md; a line is read by `core.shorthand`.
"""

from vividmap.core.record import Evidence, Goal, Item, Person, SkillEntry

MARKER = "vividmap: document 1"
"""The front matter's first line, by which a document of ours is known."""

SECTIONS: dict[str, type[Item]] = {
    "Impact evidence": Evidence,
    "Skill development": SkillEntry,
    "Relationship map": Person,
    "Goals and gaps": Goal,
}
SKILLS = "Skills"
"""The subsection of skill development that lists the skills themselves."""

ORPHANS = "Touchpoints not linked yet"
"""The subsection of the relationship map for moments with somebody who is not known, or could be two."""

INDENT = "  "
"""What stands before everything beneath a line, once for each level."""


def is_ours(text: str) -> bool:
    """Tell whether a text is a running document that VividMap wrote, or that follows its form."""
    lines = text.removeprefix("\ufeff").lstrip("\n").split("\n", 2)
    return len(lines) > 1 and lines[0].rstrip() == "---" and lines[1].strip().startswith("vividmap: document")
