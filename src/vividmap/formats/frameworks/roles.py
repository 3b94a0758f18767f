"""What columns, keys and wrappers of published frameworks are called, and what they hold."""

from typing import Literal

from vividmap.core.text import fold

Role = Literal["", "level", "theme", "criterion", "name", "source"]

_CALLED: dict[Role, str] = {
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
_ROLE: dict[str, Role] = {name: role for role, names in _CALLED.items() for name in names.split("|")}
# Of several columns or keys that may state the criterion, the likeliest first.
_STATES = _CALLED["criterion"].split("|")


def role(name: str) -> Role:
    """Return what something that is called so holds, "" where it is not known."""
    return _ROLE.get(_plain(name), "")


def rank(name: str) -> int:
    """Return how likely what is called so states the criterion; the lowest is the likeliest."""
    return _STATES.index(_plain(name))


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("_", " ").replace("-", " ").split()).strip(" *:")
