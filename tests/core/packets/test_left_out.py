"""The list of what a draft leaves out of its entries is complete: nothing of an entry goes without a word."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given

from tests.core import make
from tests.core.packets.records import HALF, TODAY, records
from tests.support.choices import choose
from tests.support.left_out_words import unlisted_words
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.promotion.draft import draft_promotion
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.review.draft import draft_review
from vividmap.core.record import Person

sys.path.append(str(Path(__file__).parents[3] / "scripts"))
packet_figures = import_module("packet_figures")


def left_out_lines(packet):
    return [line.text for note in packet.notes if note.text.startswith("Left out") for line in note.lines]


def notes(line, *others, **choices):
    record = make.record(make.person("Henrik Aas"), make.evidence(line), *others)
    packet = draft_review(record, HALF, TODAY, choose(**choices))
    return left_out_lines(packet)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("2026-08-01 Moved it to Redis this morning -> 3 pages fewer", "“this morning”"),
        ("2026-08-01 Moved it to Redis. Embarrassing, really -> 3 pages", "“Embarrassing, really”"),
        ("2026-08-01 Cost model -> $1.2M saved, and @henrik read past page one", "“Henrik Aas read past page one”"),
        ("2026-08-01 Moved the cache. Nobody noticed -> P99 down 340 ms", "“Nobody noticed”"),
    ],
)  # fmt: skip
def test_what_does_not_reach_the_draft_is_quoted_to_its_author(line, note):
    assert notes(line) == [note]
    assert notes(line, in_full="all") == []


@pytest.mark.parametrize(
    "line",
    [
        "2026-08-01 Record: only we write to the journal -> nobody has asked so far",
        (
            "2026-08-01 RFC 112 accepted: one journal, double entry, and Data reads the same rows as we do. Signed by"
            " Payments, Data and Finance -> first RFC of mine that binds people who do not sit near me"
        ),
        (
            "2026-08-01 Record on queues: outbox in Postgres, SQS for fan-out, Kafka stays where it is. Two pages and"
            " one table after 18 months of arguing -> three teams dropped their own (Rabbit, NATS, Redis streams)"
        ),
        (
            "2026-08-01 The write cost us 180 ms and it took nine days for anyone (me) to notice, because the dashboard"
            " shows P95. Batched the inserts -> 180 ms down to 25 ms"
        ),
        (
            "2026-08-01 Said no as two accounts were off by a cent each. Partial refunds in HUF: we round, the scheme"
            " does not -> two weeks late, unpopular with Sales, and every refund would have been wrong"
        ),
    ],
)
def test_who_agreed_the_cause_what_was_found_and_whose_it_was_are_told(line):
    filler = [make.evidence(f"2026-09-0{day} Moved part {day} -> ${day}M saved +big") for day in range(1, 5)]
    assert notes(f"{line} +big", *filler) == []


def test_what_was_found_is_told_before_colour_among_what_was_learned():
    line = (
        "2026-09-08 Wrote the rollback for the cutover backwards, from the ledger wrong to the last moment where we"
        " could still see it. It was quite some evening. Found two points of no return, I had thought there was one"
    )
    packet = draft_review(make.record(make.skill_entry(line, category="practice")), HALF, TODAY)
    assert "Found two points of no return" in next(packet.sentences).text


def test_a_skill_entry_can_be_told_in_full():
    entry = make.skill_entry(
        "2026-09-08 Read the Raft paper, with pencil. Feels like forever", category="practice"
    )
    record = make.record(entry)
    assert left_out_lines(draft_review(record, HALF, TODAY)) == ["“with pencil”, “Feels like forever”"]
    packet = draft_review(record, HALF, TODAY, choose(in_full="all"))
    assert "with pencil. Feels like forever." in next(packet.sentences).text


@pytest.mark.parametrize("name", packet_figures.RECORDS)
@pytest.mark.parametrize("slug", ["review", "promotion"])
def test_the_list_of_what_a_draft_leaves_out_is_complete(slug, name):
    record, packet = packet_figures.read_record(name), packet_figures.draft_packet(slug, name)
    assert unlisted_words(packet, record) == {}
    conversation = find_conversation(slug)
    assert conversation
    full = conversation.draft(record, packet.period, packet_figures.TODAY, choose(in_full="all"))
    assert [note for note in full.notes if note.text.startswith("Left out of the entries")] == []


@given(records())
def test_the_list_is_complete_for_any_record(record):
    assert unlisted_words(draft_review(record, HALF, TODAY), record) == {}
    assert unlisted_words(draft_promotion(record, HALF, TODAY), record) == {}


def test_the_list_is_complete_for_generated_records():
    for record in packet_figures.generated_records(40):
        assert unlisted_words(draft_review(record, HALF, TODAY), record) == {}


@pytest.mark.parametrize("name", packet_figures.RECORDS)
def test_the_list_of_what_a_1_1_leaves_out_is_complete(name):
    record, conversation = packet_figures.read_record(name), find_conversation("one-on-one")
    assert conversation
    for person in record.items_of(Person):
        packet = conversation.draft(record, ALL_TIME, packet_figures.TODAY, choose(person=person.id))
        assert unlisted_words(packet, record) == {}
        everything = choose(person=person.id, in_full="all")
        full = conversation.draft(record, ALL_TIME, packet_figures.TODAY, everything)
        assert left_out_lines(full) == []
