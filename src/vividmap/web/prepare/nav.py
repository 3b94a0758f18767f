"""The links of this area in the navigation, and the kinds of items that are shown as part of it."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (NavLink("prepare", "Prepare", "r", order=80, is_tab=True),)
ITEM_KINDS = {"prepare": ("packet",)}
