"""What managers said of the level reaches the case, word for word, with name and month."""

from datetime import date

import pytest

from tests.core import make
from vividmap.core.english.dates import Period
from vividmap.core.packets.drafting import draft_packet
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.positions import Position
from vividmap.formats.packet import draft, markdown

TODAY = date(2026, 12, 1)
YEAR = Period(date(2026, 1, 1), TODAY, "2026")
DANA = make.person("Dana Whitfield", positions=(Position(height="manager"),))
FEMI = make.person("Femi Adeyemi", positions=(Position(height="peer"),))
WORK = make.evidence("2026-11-18 Stopped the rollout -> 1,200 double payouts prevented ~org")


def case_with(line, conversation="promotion", **fields):
    feedback = make.skill_entry(line, category="feedback", **fields)
    record = make.record(DANA, FEMI, WORK, feedback)
    found = find_conversation(conversation)
    assert found
    packet = draft_packet(found, record, PacketRequest(conversation, YEAR), TODAY)
    return draft(packet, record), markdown(packet, record)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ('@dana: "You already work at the Principal level."', '"You already work at the Principal level."'),
        ('@dana: "You work at Staff scope. I need the story by May."', '"You work at Staff scope."'),
        ('@dana wrote: "Ready for Staff, in every respect."', '"Ready for Staff, in every respect."'),
        ('rated "exceeds" @dana', 'rated "exceeds"'),
    ],
)
def test_a_manager_is_quoted_on_the_level(note, words):
    text, _ = case_with(f"2026-10-21 {note}")
    assert f"**Dana Whitfield (manager), October 2026:** {words}" in text.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize(
    "note",
    [
        '@femi: "You already work at the Principal level."',
        '@dana: "Your documents are short."',
        "@dana says I may be ready for Staff",
        '@dana: "The staff room is on the next floor."',
    ],
)
def test_no_other_words_are(note):
    text, _ = case_with(f"2026-10-21 {note}")
    assert "In their words" not in text


def test_private_words_never_reach_a_case():
    text, with_notes = case_with(
        '2026-10-21 @dana: "You already work at the Principal level."', confidentiality="private"
    )
    assert "In their words" not in text
    assert "already work" not in with_notes


def test_a_review_does_not_say_who_said_it():
    text, _ = case_with('2026-10-21 @dana: "You already work at the Principal level."', "review")
    assert "Dana" not in text
