"""What may stand beneath a heading, and the kind of item that each becomes."""

from typing import Any, Literal, NamedTuple

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Skill, SkillEntry, Touchpoint

SectionName = Literal[
    "evidence",
    "learning",
    "practice",
    "feedback",
    "skills",
    "people",
    "goals",
    "gaps",
    "skip",
    "notes",
    "other",
    "ask",
    "one-on-one",
]


class NoteSection(NamedTuple):
    """The kind of the items of a section, and the fields that the heading gives each of them."""

    kind: type[Item]
    fields: tuple[tuple[str, Any], ...] = ()


SECTIONS: dict[str, NoteSection] = {
    "evidence": NoteSection(Evidence),
    "learning": NoteSection(SkillEntry),
    "practice": NoteSection(SkillEntry, (("category", "practice"),)),
    "feedback": NoteSection(SkillEntry, (("category", "feedback"),)),
    "skills": NoteSection(Skill),
    "people": NoteSection(Person),
    "goals": NoteSection(Goal),
    "gaps": NoteSection(Gap),
    "one-on-one": NoteSection(Touchpoint),
}
"""Every section that is kept, by its name."""

CHOICES: dict[str, str] = {
    "evidence": "work that I did",
    "learning": "what I learned",
    "feedback": "feedback on me",
    "people": "people",
    "goals": "goals",
    "gaps": "what I want to get better at",
    "project": "a project that I worked on",
    "skip": "not for the record",
}
"""The answers to a question about what is under a heading, with their wording."""
