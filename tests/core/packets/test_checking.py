"""A wording by somebody else: what it may hold, and what is marked in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from vividmap.core.packets.checking.check_text import check_text
from vividmap.core.packets.checking.wording_faults import find_faults, replace_paragraph, split_paragraphs

PARAGRAPH = (
    "In November I moved the session cache to Redis with Priya Natarajan.[^c4ch] P99 went down 340 ms.[^c4ch]"
)
ENTRY = "Moved the session cache to Redis with @priya -> P99 down 340 ms, 12 % fewer pages"
RECORD = make.record(make.person("Priya Natarajan"), make.evidence(f"2026-11-20 {ENTRY} ^c4ch"))


def found(wording):
    return [(one.text, one.kind) for one in find_faults(wording, PARAGRAPH, RECORD)]


@pytest.mark.parametrize(
    "wording",
    [
        "In November, Priya Natarajan and I moved the session cache to Redis. P99 fell by 340 ms.",
        "Together with Priya I moved the session cache to Redis, which took 340 ms off P99 and left 12 % fewer pages.",
        "The session cache moved to REDIS. It was 340 ms.",
    ],
)
def test_a_wording_of_the_same_facts_is_well(wording):
    assert found(wording) == []


@pytest.mark.parametrize(
    ("wording", "fault"),
    [
        ("I moved the cache to Redis; P99 fell by 350 ms.", ("350", "number")),
        ("I moved the cache to Redis; P99 fell by 3.40 ms.", ("3.40", "number")),
        ("I moved three caches to Redis.", ("three", "number")),
        ("I halved P99.", ("halved", "number")),
        ("I moved the cache to Redis with Dana.", ("Dana", "name")),
        ("Dana and I moved the cache.", ("Dana", "name")),
        ("I moved the cache in October.", ("October", "date")),
        ("I moved the cache for ACME.", ("ACME", "name")),
        ("I moved the cache. McKinsey praised it.", ("McKinsey", "name")),
        ("I moved the cache 山田 to Redis.", ("山田", "name")),
        ("I moved the cache: https://example.org/x", ("https://example.org/x", "name")),
        ("I moved the session cache to Redis; P99 went down 340 s.", ("s", "unit")),
        (
            "I moved the session cache to Redis across the whole company.",
            ("across the whole company", "scope"),
        ),
        (
            "As a result of moving the session cache to Redis, fewer people left.",
            ("As a result of moving the session cache to Redis", "cause"),
        ),
        ("I moved the cache.[^zzzz]", ("[^…]", "mark")),
        ("", ("0 characters", "length")),
    ],
)
def test_what_the_entries_do_not_hold_is_marked(wording, fault):
    assert fault in found(wording)


def test_a_wording_that_does_not_end_is_marked():
    assert found("I moved the cache. " * 100)[-1][1] == "length"


def test_prose_and_items_of_lists_can_be_worded_anew():
    text = f"# Title\n\n## Section\n\n{PARAGRAPH}\n\n- a list\n\n| a | table |\n\n```\ncode\n```\n\nMore.\n"
    assert split_paragraphs(text) == (PARAGRAPH, "a list", "More.")


def test_a_wording_takes_the_paragraph_s_place_and_keeps_its_marks():
    got = replace_paragraph(f"# T\n\n{PARAGRAPH}\n\nMore.\n", PARAGRAPH, "New\nwords. ")
    assert got == "# T\n\nNew words.[^c4ch]\n\nMore.\n"
    with pytest.raises(ValueError, match="no longer exists"):
        replace_paragraph("Other.", PARAGRAPH, "New.")


PIECES = ("moved", "the session cache", "to Redis", "with Priya", "P99 down 340 ms", "12 % fewer pages")


@given(st.permutations(PIECES).map(", ".join))
def test_words_of_the_entries_in_any_order_hold_no_new_number(wording):
    assert not [one for one in find_faults(wording, PARAGRAPH, RECORD) if one.kind == "number"]


@given(st.integers(0, 10**9).filter(lambda n: str(n) not in f"{PARAGRAPH} {ENTRY}"))
def test_no_other_number_passes(number):
    assert "number" in {one.kind for one in find_faults(f"P99 went down {number} ms.", PARAGRAPH, RECORD)}


@given(st.text(max_size=300))
def test_any_answer_at_all_can_be_looked_at(wording):
    found_in_check = {(one.text, one.kind) for one in check_text(wording, RECORD).findings}
    for one in find_faults(wording, PARAGRAPH, RECORD):
        assert one.kind in ("length", "mark") or (one.text, one.kind) in found_in_check


def test_what_stands_in_the_paragraph_may_stand_again():
    own_words = "The offsite in Lisbon cost 3 days. Kestrel stayed secret."
    record = make.record(make.profile(confidential=("Kestrel",)))
    assert find_faults("3 days in Lisbon: the offsite. Kestrel stayed secret.", own_words, record) == ()
    assert {one.kind for one in find_faults("Five days in Lisbon.", own_words, record)} == {"number"}
