"""A packet as one text for any writer: its facts with their handles, the rules, the form's questions.

Whoever gets it is outside the company, so it holds nothing private or internal and no confidential name, even
where the packet itself goes to readers within.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.form_questions import QUESTIONS
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.prose import PROSE, STYLE
from vividmap.core.packets.request import PacketRequest
from vividmap.core.record import Record
from vividmap.formats.packet import sources

_LENGTH = "at most 700 words"
_BULLET_RULE = "Begin each bullet with its result, then what was done, then with whom."
_PROSE_RULE = "Write prose: two or three plain sentences a claim, the result among them; no bullets."
_RULES = (
    "Use these facts alone. Add no number, name, date, cause or reach that is not in them.",
    "You may say a number in other words (half a second for 500 ms), and nothing more exact than it is here.",
    "Three to five claims, the strongest first.",
    "Put the mark of the facts behind each sentence at its end, such as [^7f3k].",
    "Plain words, first person, no praise of yourself. Leave out what the facts do not tell.",
)


class PacketBrief(NamedTuple):
    """The text of a brief, and how many of the packet's entries it leaves out."""

    text: str
    omitted_count: int


def write_brief(packet: Packet, record: Record, request: PacketRequest) -> PacketBrief:
    """Return a packet's facts and the rules for writing them up, as one text to paste."""
    confidentiality = ConfidentialityFilter(record, outside=True)
    ids = tuple(dict.fromkeys((*(proposal.item for proposal in packet.proposals), *packet.sources)))
    told_ids = [item_id for item_id in ids if confidentiality.can_tell(record.by_id[item_id])]
    facts = [
        f"[^{handle}] {words}"
        for handle, words in sources(told_ids, record, packet.period)
        if not confidentiality.has_name(words) and not confidentiality.has_private_name(words)
    ]
    is_prose = request.choices.answer(STYLE) == PROSE
    lines = [
        f"Write this text for me: {packet.title}, {_LENGTH}, in Markdown.",
        "",
        "Rules",
        *(f"- {rule}" for rule in (*_RULES, _PROSE_RULE if is_prose else _BULLET_RULE)),
        *_questions(request),
        "",
        "Facts",
        *(f"- {fact}" for fact in facts),
    ]
    return PacketBrief("\n".join(lines) + "\n", len(ids) - len(facts))


def _questions(request: PacketRequest) -> Iterator[str]:
    questions = request.choices.answer(QUESTIONS)
    if questions:
        yield from ("", "Answer these questions, each under a heading of its own")
    for question in questions:
        limit = f" (at most {question.words} words)" if question.words else ""
        yield f"- {question.question}{limit}"
