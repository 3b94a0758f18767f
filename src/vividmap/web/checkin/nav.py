"""The links of this area in the navigation, and the kinds of items that are shown as part of it."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (NavLink("checkin", "Check-in", "h", order=70, is_tab=True),)
ITEM_KINDS = {"checkin": ("check-in",)}
