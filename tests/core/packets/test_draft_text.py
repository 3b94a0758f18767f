"""Drafts as text: what is new, how it comes into the author's own words, how two versions differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core.packets.draft_text import (
    DraftPiece,
    compare_texts,
    find_changes,
    insert_pieces,
    marked_handles,
    remove_marks,
    split_draft,
)

OLD = """\
# Self-assessment

## What I contributed

### Checkout

In November I moved the cache.[^c4ch] It was 340 ms faster.[^c4ch]

## What comes next

I am working towards Staff.[^g1aa]
"""
NEW = """\
# Self-assessment

## What I contributed

### Checkout

In November I moved the cache.[^c4ch] It was 350 ms faster.[^c4ch]

### Search

I stopped a second index.[^zjt1][^tw1c]

## What comes next

- one thing[^g1aa]
"""


def test_a_draft_is_taken_apart_into_sentences_with_their_places():
    assert split_draft(OLD) == (
        DraftPiece("What I contributed", "Checkout", "In November I moved the cache.[^c4ch]"),
        DraftPiece("What I contributed", "Checkout", "It was 340 ms faster.[^c4ch]"),
        DraftPiece("What comes next", "", "I am working towards Staff.[^g1aa]"),
    )
    assert split_draft(NEW)[2].handles == ("zjt1", "tw1c")


def test_what_is_new_is_parted_from_what_is_told_otherwise_and_what_is_gone():
    found = find_changes(OLD, NEW)
    assert [one.text for one in found.new] == ["I stopped a second index.[^zjt1][^tw1c]"]
    assert [one.text for one in found.reworded] == ["It was 350 ms faster.[^c4ch]", "- one thing[^g1aa]"]
    assert [one.text for one in found.removed] == [
        "It was 340 ms faster.[^c4ch]",
        "I am working towards Staff.[^g1aa]",
    ]
    assert not find_changes(OLD, OLD)


def test_what_is_taken_in_stands_where_it_belongs_and_nothing_else_changes():
    mine = OLD.replace("It was 340 ms faster.[^c4ch]", "My own words, *all* of them.")
    got = insert_pieces(mine, find_changes(OLD, NEW).new)
    assert got == mine.replace(
        "## What comes next", "### Search\n\nI stopped a second index.[^zjt1][^tw1c]\n\n## What comes next"
    )


def test_a_section_that_was_taken_out_comes_back_at_the_end():
    got = insert_pieces(
        "Mine alone.\n",
        [
            DraftPiece("What comes next", "Rust", "- one[^g1aa]"),
            DraftPiece("What comes next", "Rust", "- two[^g1aa]"),
        ],
    )
    assert got == "Mine alone.\n\n## What comes next\n\n### Rust\n\n- one[^g1aa]\n- two[^g1aa]\n"


def test_marks_are_read_and_left_out():
    assert marked_handles("One.[^c4ch][^tw1c] Two.[^c4ch] \\[^n0pe]") == ("c4ch", "tw1c")
    assert remove_marks("One.[^c4ch] Two.") == "One. Two."


def test_versions_are_compared_sentence_by_sentence():
    signs = [
        (one.sign, one.text)
        for one in compare_texts("One thing. Two things.", "One thing. Three things.\n\nMore.")
    ]
    assert signs == [(" ", "One thing."), ("-", "Two things."), ("+", "Three things."), ("+", "More.")]


texts = st.text(alphabet="ab #-|.[^]c4ch\n\u3002é", max_size=200)
some = st.lists(
    st.builds(
        DraftPiece,
        st.sampled_from(["", "One", "Two"]),
        st.sampled_from(["", "Deep"]),
        st.sampled_from(["Said.[^c4ch]", "- item[^c4ch]", "| cell[^c4ch] |"]),
    ),
    max_size=4,
)


@given(texts, some)
def test_no_letter_of_the_author_is_lost_or_moved(text, taken):
    got = insert_pieces(text, taken).split("\n")
    mine = iter(got)
    assert all(any(line == other for other in mine) for line in text.rstrip("\n").split("\n"))
    for one in taken:
        assert one.text in got


@given(texts)
def test_nothing_is_new_in_the_same(text):
    assert not find_changes(text, text)
    assert all(line.sign == " " for line in compare_texts(text, text))


@given(texts, texts)
def test_a_comparison_holds_both(before, after):
    lines = compare_texts(before, after)
    for text, sign in ((before, "-"), (after, "+")):
        said = "".join("".join(one.text for one in lines if one.sign in (" ", sign)).split())
        assert said == "".join(text.split())


@pytest.mark.parametrize("text", ["", "\n", "# T\n"])
def test_an_empty_text_takes_things_in(text):
    assert "- x[^c4ch]" in insert_pieces(text, [DraftPiece("One", "", "- x[^c4ch]")])


def test_a_sentence_that_ends_with_a_backslash_keeps_its_mark():
    assert marked_handles("C:\\\\[^c4ch] and \\[^n0pe]") == ("c4ch",)
    assert [one.handles for one in split_draft("## S\n\nC:\\\\[^c4ch] D.[^tw1c]\n")] == [("c4ch",), ("tw1c",)]


def test_a_text_that_ends_with_a_backslash_has_its_mark():
    assert marked_handles("Moved it to C:\\\\[^c4ch]") == ("c4ch",)
    assert marked_handles("Moved it to \\[^c4ch]") == ()
