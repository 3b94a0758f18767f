"""The usual names of columns and keys in published frameworks, and their roles."""

import re
from typing import Literal

from vividmap.core.text import fold

Role = Literal["", "level", "theme", "criterion", "name", "source", "wrapper"]

_NAMES_BY_ROLE: dict[Role, str] = {
    "level": "level|levels|grade|grades|band|bands|rank|ranks|seniority|job level|career level"
    "|role level|rung|rungs|stage|stages|step|steps|milestone|milestones",
    "theme": "theme|themes|area|areas|topic|topics|category|categories|competency area|competency"
    "|competencies|dimension|dimensions|pillar|pillars|axis|axes|skill|skills|attribute|attributes|domain|track|tracks"
    "|focus|focus area|value|values|capability|capabilities|group",
    "criterion": "criterion|criteria|summary|expectation|expectations|behaviour|behaviours|behavior|behaviors"
    "|statement|statements|requirement|requirements|indicator|indicators|signal|signals|responsibility"
    "|responsibilities|what we expect|what it looks like|text|description|descriptions|definition"
    "|example criteria|key behaviors|key behaviours",
    "name": "name|title|label|display name|displayname",
    "source": "source|url|link|origin",
    # A key or heading that only holds what is below it.
    "wrapper": "content|contents|items|entries|data|details|children|nodes",
}
_ROLE: dict[str, Role] = {name: role for role, names in _NAMES_BY_ROLE.items() for name in names.split("|")}
# Headings of sections that no criteria are expected in.
_ASIDES = frozenset(
    "job grade|salary|compensation|hiring process|interview process|performance indicators"
    "|key performance indicators|career ladder|about|introduction|overview|how to use|how it works|glossary"
    "|faq|links|resources|references|further reading|contents|table of contents|changelog|license"
    "|other pages".split("|")
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Names of the column or key with the criterion itself, the likeliest first.
_STATES = _NAMES_BY_ROLE["criterion"].split("|")


def role(name: str) -> Role:
    """Return the role of a column or key with this name, "" if it is unknown."""
    return _ROLE.get(_plain(name), "")


def is_aside(heading: str) -> bool:
    """Return whether a heading names a section without criteria, for example "Job grade"."""
    return _plain(heading) in _ASIDES


def rank(name: str) -> int:
    """Return how likely a column or key with the role "criterion" states it; the lowest is the likeliest."""
    return _STATES.index(_plain(name))


def _plain(name: str) -> str:
    """Return a name with its words apart, also those of "exampleCriteria"."""
    return " ".join(fold(_HUMP.sub(" ", name)).replace("_", " ").replace("-", " ").split()).strip(" *:")
