"""Where two texts differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core.word_differences import MAX_WORDS, compare_words


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Moved the cache", "Moved the cache", [("Moved the cache", "")]),
        (
            "Moved the cache to Redis",
            "Moved the session cache",
            [("Moved the ", ""), ("session ", "ins"), ("cache", ""), (" to Redis", "del")],
        ),
        ("", "new", [("new", "ins")]),
        ("old", "", [("old", "del")]),
        ("", "", []),
    ],
)
def test_two_texts_are_compared_word_by_word(before, after, pieces):
    assert [tuple(piece) for piece in compare_words(before, after)] == pieces


def test_long_texts_are_not_compared_but_shown_whole():
    before, after = "a " * (MAX_WORDS + 1), "b " * 3
    assert [piece.tag for piece in compare_words(before, after)] == ["del", "ins"]


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_both_texts_can_be_put_together_from_the_pieces(before, after):
    pieces = compare_words(before, after)
    assert "".join(piece.text for piece in pieces if piece.tag != "ins") == before
    assert "".join(piece.text for piece in pieces if piece.tag != "del") == after
