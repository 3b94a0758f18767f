"""The promotion as pages, commands and storage know it."""

from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.in_full import IN_FULL
from vividmap.core.packets.promotion.draft import NAME, draft_promotion
from vividmap.core.packets.promotion.fields import FRAMEWORK, LEVEL, READER

CONVERSATION = Conversation(
    name=NAME,
    slug="promotion",
    title="Promotion",
    order=20,
    summary=(
        "The strongest evidence for each criterion as your company states it. For you alone: how well each is"
        " covered, who can speak for you, and what to do before you ask."
    ),
    short_help="The case for a promotion, criterion by criterion.",
    description=(
        "Draft the case for a promotion: the strongest evidence for each criterion of a level, and a table of"
        " criteria. Notes to you say how well each criterion is covered, what to do about it before you ask,"
        " and who would speak for you. Without a framework it goes by project and kind."
    ),
    examples=("draft promotion --level Staff", "draft promotion --for manager --save"),
    readers="your manager or a promotion committee",
    draft=draft_promotion,
    fields=(FRAMEWORK, LEVEL, READER, IN_FULL),
    usual_period="last-24-months",
)
