"""Goals and the gaps on the way, quarter by quarter; and what a skill is used for."""
