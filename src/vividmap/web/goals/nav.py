"""The links of this area in the navigation, and the kinds of items that are shown as part of it."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (NavLink("goals", "Goals", "g", order=50),)
ITEM_KINDS = {"goals": ("goal", "gap", "update")}
