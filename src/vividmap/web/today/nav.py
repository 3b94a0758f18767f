"""The links of this area in the navigation."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (NavLink("today", "Today", "t", order=10, is_tab=True),)
