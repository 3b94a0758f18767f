"""The links of this area in the navigation, and the kinds of items that are shown as part of it."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (NavLink("evidence", "Evidence", "e", order=20), NavLink("skills", "Skills", "s", order=30))
ITEM_KINDS = {"evidence": ("evidence",), "skills": ("skill entry", "skill")}
