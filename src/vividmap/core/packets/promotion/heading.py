"""What a promotion is called: in lists, at its head, and the level that it is for."""

import re

from vividmap.core.criteria.target_level import PromotionTarget
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.head import find_profile
from vividmap.core.packets.promotion.fields import MANAGER
from vividmap.core.record import Record


def packet_title(target: PromotionTarget, reader: str) -> str:
    """Return what the packet is called in lists: "Promotion to Staff: the case"."""
    level = f" to {target.level}" if target.level else ""
    return f"Promotion{level}: {'in short' if reader == MANAGER else 'the case'}"


def case_heading(record: Record, target: PromotionTarget, reader: str) -> str:
    """Return the heading: "Maya Lindqvist – the case for Staff"."""
    profile = find_profile(record)
    aim = f"the case for {name_aim(target) or 'promotion'}"
    name = f"{profile.text} – {aim}" if profile and profile.text else f"{aim[:1].upper()}{aim[1:]}"
    return f"{name}, in short" if reader == MANAGER else name


_LEVEL_IN_GOAL = lazy_pattern(
    r"(?:(?:senior|staff|principal|distinguished|lead|fellow|director)\b ?)+"
    r"(?:(?:software|systems?|platform|ml|data|site reliability) )?(?:engineer|manager|architect)?\b",
    re.IGNORECASE,
)


def name_aim(target: PromotionTarget) -> str:
    """Return the level that a case is for, else the one that its goal begins with, "" where it names none."""
    if target.level:
        return target.level
    match = _LEVEL_IN_GOAL.match(target.goal.text) if target.goal else None
    return match[0].strip() if match else ""
