"""What the author should know of what a promotion is held against."""

from collections.abc import Iterator

from vividmap.core.criteria.level import Aim, levels
from vividmap.core.packets.packet import Choices, Note
from vividmap.core.packets.wording.voice import quoted_title
from vividmap.core.record import Record
from vividmap.core.saying import listed

_NO_GOAL = "No goal of yours is a promotion: vividmap goal add 'Staff by next year' --kind promotion."
_NO_FRAMEWORK = (
    "There are no criteria in the record, so this is written around {instead}. Bring in those that your "
    "company states, or one of the ladders that come along, and link your evidence to them."
)
_NO_LEVEL = "Which level of {framework} it is about is not known: choose one of its levels, {levels}."
_NOT_A_LEVEL = "{framework} has no level {level}. It has {levels}."
_NOT_ONE = "The framework that was chosen is not in the record any more; this is about {framework}."


def on_the_aim(aim: Aim, record: Record, choices: Choices) -> Iterator[Note]:
    """Yield what is not known of what a promotion is held against, and how to say it."""
    goal, framework = aim.goal, aim.framework
    if goal is None:
        yield Note(_NO_GOAL)
    if framework is None:
        instead = "the gaps of your goal" if goal else "your strongest entries"
        yield Note(_NO_FRAMEWORK.format(instead=instead), (goal.id,) if goal else ())
        return
    named = quoted_title(framework.text)
    if choices.framework not in (None, framework.id):
        yield Note(_NOT_ONE.format(framework=named), (framework.id,))
    if aim.level is None:
        known = listed(one or "criteria of no level" for one in levels(record, framework))
        form = _NOT_A_LEVEL if choices.level else _NO_LEVEL
        said = form.format(framework=named, level=quoted_title(choices.level), levels=known)
        yield Note(said, (framework.id,))
