"""The performance review as pages, commands and storage know it."""

from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.form_questions import QUESTIONS
from vividmap.core.packets.in_full import IN_FULL
from vividmap.core.packets.prose import STYLE
from vividmap.core.packets.review.draft import NAME, draft_review

CONVERSATION = Conversation(
    name=NAME,
    slug="review",
    title="Performance review",
    order=10,
    summary="Three to five entries with the reason for each, and a self-assessment written around them.",
    short_help="A self-assessment, written around 3 to 5 entries.",
    description=(
        "Draft a self-assessment for a performance review, written around 3 to 5 entries: what you did, what"
        " came of it and how far it reached; your skills; and what comes next, from your goals and gaps. With"
        " the questions of your company's form, one a line, it answers those instead, in prose where a"
        " question asks for prose or for sentences. With --style prose, all of it is prose."
    ),
    examples=(
        "draft review --period 2026-H2",
        "draft review --period 2026-H2 --questions form.md --save",
    ),
    readers="your manager",
    draft=draft_review,
    fields=(QUESTIONS, STYLE, IN_FULL),
)
