"""The links of this area in the navigation."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (NavLink("search", "Search", "/", order=100),)
