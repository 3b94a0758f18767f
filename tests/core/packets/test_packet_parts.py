"""Parts that every packet shares: tables, rewritten answers, readers outside the company, the guard."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.core import make
from tests.support.choices import choose
from vividmap.core.english.dates import Period
from vividmap.core.packets.drafting import is_for_outsiders
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence, DraftTable, Packet
from vividmap.core.packets.packet_guard import PacketGuard
from vividmap.core.packets.prose import as_prose
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.positions import Position

TODAY = date(2026, 11, 23)
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
CACHE = make.evidence("2026-11-20 Moved the cache ^c4ch")


def sentence(text, *sources):
    return DraftSentence(text, sources)


def test_the_sentences_of_a_table_are_its_cells_that_hold_text():
    rows = ((sentence("a"), sentence("")), (sentence(""), sentence("b")))

    assert [cell.text for cell in DraftTable("", ("x", "y"), rows).sentences] == ["a", "b"]


def test_a_section_in_prose_has_no_list_and_no_bold_lead():
    item = DraftSentence("Moved it: fast", (), lead="Moved it")
    table = DraftTable("", ("x",), ((sentence("a"),),))
    section = DraftSection("What I did", (DraftParagraph("Cache", (item,), is_list=True), table))

    told = as_prose(section)
    (paragraph, same_table) = told.paragraphs
    assert isinstance(paragraph, DraftParagraph)
    assert (told.title, paragraph.theme, paragraph.is_list) == ("What I did", "Cache", False)
    assert [(item.text, item.lead) for item in paragraph.sentences] == [("Moved it: fast", "")]
    assert same_table == table


@pytest.mark.parametrize(
    ("conversation", "height", "is_outside"),
    [
        ("one-on-one", "manager", False),
        ("one-on-one", "outside", True),
        ("one-on-one", "", False),
        ("review", "outside", False),
        ("promotion", "", False),
    ],
)
def test_readers_are_outside_where_the_person_of_the_packet_is(conversation, height, is_outside):
    dana = make.person("Dana Whitfield", positions=(Position(height=height or "peer"),))
    answers: dict[str, Any] = {"person": dana.id} if conversation == "one-on-one" and height else {}
    found = find_conversation(conversation)

    assert found is not None
    request = PacketRequest(conversation, HALF, choose(**answers))
    assert is_for_outsiders(found, make.record(dana), request) is is_outside


def test_what_leaves_the_company_is_for_outsiders_whoever_asks():
    found = find_conversation("resume") or find_conversation("job-search")

    assert found is not None
    assert is_for_outsiders(found, make.record(), PacketRequest(found.name, HALF, choose()))


def guarded(packet_text, *sources, record_items=(CACHE,), **options):
    section = DraftSection("Done", (DraftParagraph("", (sentence(packet_text, *sources),)),))
    packet = Packet("review", "T", HALF, sections=(section,))
    guarded_packet = PacketGuard(make.record(*record_items), **options).guard(packet)
    return [item.text for item in guarded_packet.sentences]


@pytest.mark.parametrize("name", ["Zelda Quux", "Zelda", "zelda_quux", "ZeldaQuux"])
def test_a_sentence_that_names_a_private_person_in_plain_words_is_taken_out(name):
    private = make.person("Zelda Quux", confidentiality="private")
    assert guarded(f"Moved it with {name}", CACHE.id, record_items=(CACHE, private)) == []
    assert guarded("Moved it", CACHE.id, record_items=(CACHE, private)) == ["Moved it"]


def test_a_sentence_of_a_source_that_is_gone_is_judged_by_its_words():
    gone = make.evidence("2026-11-20 Not here ^g0ne")
    private = replace(CACHE, confidentiality="private")

    assert guarded("Moved the cache", CACHE.id, gone.id) == ["Moved the cache"]
    assert guarded("Moved the cache", private.id, gone.id, record_items=(private,)) == []
