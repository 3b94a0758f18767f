"""The sections that list can print."""

SECTION_KINDS = {
    "evidence": "evidence",
    "learning": "skill entry",
    "people": "person",
    "goals": "goal",
    "gaps": "gap",
    "skills": "skill",
    "packets": "packet",
    "frameworks": "framework",
    "criteria": "criterion",
}
"""What can be listed, each with the kind of its items; projects are no items, and listed beside them."""
