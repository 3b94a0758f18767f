"""What comes next: goals and gaps, and whether anything is done about them."""

from datetime import date

import pytest

from tests.core import make
from vividmap.core.english.dates import Period
from vividmap.core.english.standstill import is_idle
from vividmap.core.packets.forward_section import draft_forward_section

TODAY = date(2026, 11, 23)
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
GOAL = make.goal("Staff engineer", goal_kind="promotion")
GAP = make.gap("Cross-team influence", of=GOAL)


def forward(*updates):
    section, notes = draft_forward_section(make.record(GOAL, GAP, *updates), HALF, TODAY)
    sentences = [sentence.text for paragraph in section.paragraphs for sentence in paragraph.sentences]
    return sentences, [note.text for note in notes]


@pytest.mark.parametrize(
    "action", ["not yet", "Nothing", "none", "nil", "n/a", "no time", "nowhere near it", "-", "--", "–"]
)
def test_that_nothing_is_done_is_the_same_here_as_in_the_patterns(action):
    update = make.update("2026-10-02 As it was", of=GAP, action=action)
    sentences, notes = forward(update)
    assert is_idle(action)
    assert any(one.startswith("What I am doing about it: “") for one in sentences)
    assert notes == [f"The gap “Cross-team influence”: what you do about it is “{action}”."]


def test_what_is_done_is_told_as_it_stands():
    update = make.update("2026-10-02 As it was", of=GAP, action="one record a month outside Payments")
    sentences, notes = forward(update)
    assert "What I am doing about it: one record a month outside Payments." in sentences
    assert notes == []


def test_how_long_nothing_has_been_done_is_counted():
    updates = [make.update(f"2026-0{month}-02 As it was", of=GAP, action="not yet") for month in (7, 8, 9)]
    (note,) = forward(*updates)[1]
    assert note.endswith("is “not yet”, and has been nothing since 2 July 2026 (3 updates).")
