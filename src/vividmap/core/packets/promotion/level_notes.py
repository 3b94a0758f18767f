"""Notes to the author on what a promotion is held against: the goal, the framework and its level."""

from collections.abc import Iterator
from uuid import UUID

from vividmap.core.criteria.target_level import PromotionTarget, list_levels
from vividmap.core.english.phrasing import join_names
from vividmap.core.packets.packet import AuthorNote
from vividmap.core.packets.voice import quote_title
from vividmap.core.record import Record

_NO_GOAL = 'You have no promotion goal. Add one: vividmap add goal "Staff by next year" --kind promotion.'
_NO_FRAMEWORK = (
    "There are no criteria in the record, so this is written around your strongest entries. Import"
    " the criteria of your "
    "company, or use one of the frameworks that come with VividMap, and link your evidence to them."
)
_NO_LEVEL = "It is unclear which level of {framework} this is about. Choose one of its levels: {levels}."
_UNKNOWN_LEVEL = "{framework} has no level {level}. It has {levels}."
_OTHER_FRAMEWORK = "The framework that you chose is no longer in the record; this is about {framework}."


def level_notes(
    target: PromotionTarget, record: Record, framework_id: UUID | None, level: str
) -> Iterator[AuthorNote]:
    """Yield what is not known of what a promotion is held against, and how to state it.

    `framework_id` and `level` are what the author chose.
    """
    goal, framework = target.goal, target.framework
    if goal is None:
        yield AuthorNote(_NO_GOAL)
    if framework is None:
        yield AuthorNote(_NO_FRAMEWORK, (goal.id,) if goal else ())
        return
    title = quote_title(framework.text)
    if framework_id not in (None, framework.id):
        yield AuthorNote(_OTHER_FRAMEWORK.format(framework=title), (framework.id,))
    if target.level is None:
        level_names = join_names(name or "criteria of no level" for name in list_levels(record, framework))
        template = _UNKNOWN_LEVEL if level else _NO_LEVEL
        text = template.format(framework=title, level=quote_title(level), levels=level_names)
        yield AuthorNote(text, (framework.id,))
