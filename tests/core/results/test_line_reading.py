"""What a terminal shows of a capture is what is stored of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.test_shorthand import LINES
from vividmap.core.record import MENTION_SIGNS
from vividmap.core.results.line_reading import describe_capture, read_captured_line
from vividmap.core.shorthand import read_line

WORDS = st.sampled_from(
    "Moved the cache -> → 45 min 12 340 ms $3k (45 12) #rust @priya !staff ~teams ~org +ledger with `a -> b` "
    "#1234 +40 @2x ~/bin C++ a@b.com !=".split(" ")
)


def assert_same(line):
    stored, shown = read_line(line, with_date=False), read_captured_line(line, is_evidence=True)

    assert set(shown.names) == {MENTION_SIGNS[mention.sort] + mention.name for mention in stored.mentions}
    assert (shown.scope, shown.project) == (stored.scope, stored.project)
    if stored.outcome:
        assert shown.result == stored.outcome


@pytest.mark.parametrize("line", [line for line in LINES if "\\" not in line])
def test_a_line_is_shown_as_it_is_stored(line):
    assert_same(line)


@given(st.lists(WORDS, max_size=10))
@example("Moved -> Moved ~teams ~teams".split(" "))
@example("Moved -> 45 min with #rust".split(" "))
@example("Moved ~org it ~teams now -> ~team +ledger ~teams".split(" "))
def test_any_line_is_shown_as_it_is_stored(words):
    assert_same(" ".join(words))


def test_a_capture_is_described_in_a_line():
    line = "Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya +ledger"

    assert describe_capture(line, {}, is_evidence=True, is_known=lambda name: False) == (
        "result: P99 down 340 ms · several teams · +ledger · #system-design · @priya (unknown)"
    )


def test_options_win_over_the_line():
    options = {"outcome": ["3 teams moved"], "scope": ["org"], "person": ["priya"]}

    assert describe_capture("Moved it ~team", options, is_evidence=True, is_known=lambda name: True) == (
        "result: 3 teams moved · the organisation · @priya"
    )


def test_a_skill_entry_has_no_result():
    described = describe_capture("Read 3x more #raft", {}, is_evidence=False, is_known=lambda name: True)

    assert described == "#raft"
