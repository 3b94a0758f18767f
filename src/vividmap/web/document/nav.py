"""The links of this area in the navigation."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (NavLink("document", "Document", "d", order=90, has_rule=True),)
