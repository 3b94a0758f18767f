"""The usual names of columns and keys in published frameworks, and their roles."""

from typing import Literal

from vividmap.core.text import fold

Role = Literal["", "level", "theme", "criterion", "name", "source"]

_NAMES_BY_ROLE: dict[Role, str] = {
    "level": "level|levels|grade|grades|band|bands|rank|ranks|seniority|job level|career level"
    "|role level|rung|rungs|stage|stages|step|steps|milestone|milestones",
    "theme": "theme|themes|area|areas|topic|topics|category|categories|competency area|competency"
    "|competencies|dimension|dimensions|pillar|pillars|axis|axes|skill|skills|attribute|attributes|domain|track|tracks"
    "|focus|focus area|value|values|capability|capabilities|group",
    "criterion": "criterion|criteria|summary|expectation|expectations|behaviour|behaviours|behavior|behaviors"
    "|statement|statements|requirement|requirements|indicator|indicators|signal|signals|responsibility"
    "|responsibilities|what we expect|what it looks like|text|description|descriptions|definition",
    "name": "name|title|label|display name|displayname",
    "source": "source|url|link|origin",
}
_ROLE: dict[str, Role] = {name: role for role, names in _NAMES_BY_ROLE.items() for name in names.split("|")}
# Names of the column or key with the criterion itself, the likeliest first.
_STATES = _NAMES_BY_ROLE["criterion"].split("|")


def role(name: str) -> Role:
    """Return the role of a column or key with this name, "" if it is unknown."""
    return _ROLE.get(_plain(name), "")


def rank(name: str) -> int:
    """Return how likely a column or key with the role "criterion" states it; the lowest is the likeliest."""
    return _STATES.index(_plain(name))


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("_", " ").replace("-", " ").split()).strip(" *:")
