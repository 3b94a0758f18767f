"""The links of this area in the navigation."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (
    NavLink("import", "Import", "m", order=110, has_rule=True),
    NavLink("export", "Export", "o", order=120),
)
