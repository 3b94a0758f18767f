"""The 1:1 as pages, commands and storage know it."""

from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.in_full import IN_FULL
from vividmap.core.packets.one_on_one.draft import draft_one_on_one
from vividmap.core.packets.one_on_one.fields import PERSON
from vividmap.core.packets.one_on_one.meeting import find_usual_period
from vividmap.core.packets.one_on_one.thread import NAME

CONVERSATION = Conversation(
    name=NAME,
    slug="one-on-one",
    title="1:1",
    order=30,
    summary=(
        "Three to five talking points that they have not seen yet, a line each; what came of their feedback;"
        " a question for each gap that has stalled; what the last one left open."
    ),
    short_help="A 1:1: three to five talking points, and what to ask.",
    description=(
        "Draft a 1:1 with your manager, or with anyone: three to five entries that they have not seen, what"
        " came of their feedback, a question for each gap that has stalled, and the questions that the last"
        " 1:1 left open. The period is the days since you last met; if it has too few entries, older ones"
        " are added. Afterwards mark it as held: vividmap packet held."
    ),
    examples=('draft one-on-one "Dana Whitfield"', "draft one-on-one --period last-30-days --save"),
    readers="the person you meet",
    draft=draft_one_on_one,
    fields=(PERSON, IN_FULL),
    find_period=find_usual_period,
)
