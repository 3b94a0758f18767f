"""The brief of a packet: its facts and rules as one text that anybody may read."""

from tests.core import make
from tests.core.packets.planted_secrets import HALF, TODAY
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.drafting import draft_packet
from vividmap.core.packets.form_questions import QUESTIONS, read_questions
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.formats.brief import write_brief

RECORD = make.record(
    make.profile(confidential=("Bluewater",)),
    make.evidence("2026-09-01 Moved the session cache to Redis -> P99 down 340 ms ~org ^7f3k"),
    make.evidence("2026-09-02 Moved Bluewater to Redis -> P99 down 120 ms ~org"),
    make.evidence("2026-09-03 Told Dana about the layoffs -> 3 stayed ~org", confidentiality="private"),
    make.evidence("2026-09-04 PCI narratives -> no findings ~org", confidentiality="internal"),
    make.person("Zelda Quux", confidentiality="private"),
    make.evidence("2026-09-05 Paired with Zelda on the ledger -> 4 h less ~org"),
)


def brief_of(choices):
    review = find_conversation("review")
    assert review is not None
    request = PacketRequest("review", HALF, choices)
    return write_brief(draft_packet(review, RECORD, request, TODAY), RECORD, request)


def test_a_brief_holds_the_facts_with_their_handles_the_rules_and_the_questions():
    questions = read_questions("What did you achieve? (200 words)")

    text = brief_of(AuthorChoices.of({QUESTIONS: questions})).text

    assert "- [^7f3k] 1 September 2026: Moved the session cache to Redis → P99 down 340 ms" in text
    assert "Add no number, name, date, cause or reach that is not in them." in text
    assert "- What did you achieve? (at most 200 words)" in text


def test_nothing_private_internal_or_confidential_is_in_it_even_if_the_review_shows_it():
    shown = AuthorChoices(shown_ids=tuple(item.id for item in RECORD.items))

    brief = brief_of(shown)

    assert not any(word in brief.text for word in ("Bluewater", "layoffs", "PCI", "Zelda"))
    assert brief.omitted_count >= 2
