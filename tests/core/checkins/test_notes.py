"""The notes of a check-in, as somebody prints them."""

from datetime import date
from uuid import UUID

import pytest

from tests.core.make import evidence, gap, goal, person, record, touchpoint, update
from vividmap.core.checkins.answers import Answer, finish_day, read_answers, read_earlier_answers
from vividmap.core.checkins.notes import write_notes
from vividmap.core.record import CheckIn
from vividmap.core.when import When

TODAY = date(2026, 12, 28)
AT = "2026-12-28T10:00:00+00:00"
STAFF = goal("Staff engineer")
REACH = gap("Cross-team influence", of=STAFF)
BEFORE = update("2026-10-02 Same", of=REACH, action="nothing yet")
NOW = update("2026-12-28 Data reads my records now", of=REACH, gap="Search", action="reviewing their RFC")
FIRST = update("2026-12-28 January it is", of=STAFF)
MOVED = evidence("2026-11-20 Moved the cache -> P99 down 340 ms ~teams ^c4ch", strong="all else follows")
OTHER = evidence("2026-10-20 Load test ^l0ad")


def check_in(*said, rhythm="quarterly", first="2026-10-01", last="2026-12-31", state="done", **more):
    return CheckIn(
        text=f"{rhythm.capitalize()} check-in, 2026-Q4",
        rhythm=rhythm,
        state=state,
        when=When(date.fromisoformat(first), date.fromisoformat(last)),
        answers={"said": [one.plain() for one in said], "finished": "2026-12-28", **more},
    )


def test_a_quarter_on_one_page():
    found = check_in(
        Answer("standing", AT, about=REACH.id, items=(NOW.id,)),
        Answer("standing", AT, about=STAFF.id, items=(FIRST.id,)),
        Answer("strong", AT, about=MOVED.id, items=(MOVED.id,)),
        Answer("priorities", AT, text="The queue decision\nLess on call"),
    )
    kept = record(STAFF, REACH, BEFORE, NOW, FIRST, MOVED, OTHER, found)
    assert (
        write_notes(found, kept, TODAY)
        == """\
# Quarterly check-in, 2026-Q4

1 October 2026 to 31 December 2026. Done.

## Goals and gaps

- **Cross-team influence**
  - Before, 2 October 2026: “Same”. Doing about it: “nothing yet”.
  - Now, 28 December 2026: “Data reads my records now”. The gap: “Search”. Doing about it: “reviewing their RFC”.
- **Staff engineer**
  - Before: no update.
  - Now, 28 December 2026: “January it is”.

## The quarter's evidence

- 2026-10-20 Load test
- 2026-11-20 Moved the cache -> P99 down 340 ms

## Strong entries

- 2026-11-20 Moved the cache -> P99 down 340 ms ^c4ch
  - Strong: “all else follows”

## Priorities

- The queue decision
- Less on call
"""
    )


def test_a_week_says_what_was_kept_and_what_became_of_outcomes():
    landed = evidence("2026-11-02 Landed -> adopted ^l4nd")
    later, closed = (
        evidence("2026-11-03 Later ^l4te"),
        evidence("2026-11-04 Closed ^cl0s", outcome_state="unknown"),
    )
    found = check_in(
        Answer("decision", AT, items=(MOVED.id,)),
        Answer("outcomes", AT, about=landed.id, items=(landed.id,)),
        Answer("outcomes", AT, about=later.id, items=(later.id,), instead="later"),
        Answer("outcomes", AT, about=closed.id, items=(closed.id,), instead="unknown"),
        rhythm="weekly",
        first="2026-11-16",
        last="2026-11-22",
    )
    page = write_notes(found, record(MOVED, landed, later, closed, found), TODAY)
    assert (
        page.partition("Done.\n\n")[2]
        == """\
## Decision or artifact

- 2026-11-20 Moved the cache -> P99 down 340 ms ^c4ch

## Outcomes

- 2026-11-02 Landed -> adopted ^l4nd
- 2026-11-03 Later (to be asked again later) ^l4te
- 2026-11-04 Closed (will not be known) ^cl0s
"""
    )


def test_a_touchpoint_stands_with_its_person():
    priya = person("Priya Natarajan")
    coffee = touchpoint("2026-11-20 Coffee ^t4mm", of=priya)
    found = check_in(
        Answer("touchpoints", AT, items=(coffee.id,)), rhythm="monthly", first="2026-11-01", last="2026-11-30"
    )
    page = write_notes(found, record(priya, coffee, found), TODAY)
    assert "- Priya Natarajan: 2026-11-20 Coffee ^t4mm\n" in page


def test_what_was_deleted_since_is_not_on_the_page():
    found = check_in(
        Answer("standing", AT, about=REACH.id, items=(NOW.id,)),
        Answer("strong", AT, about=MOVED.id, items=(MOVED.id,)),
    )
    page = write_notes(found, record(found), TODAY)
    assert page.endswith("Done.\n\nNo answers.\n")


@pytest.mark.parametrize(
    ("state", "said"), [("open", "Not finished yet."), ("skipped", "Skipped."), ("", "Not finished yet.")]
)
def test_the_page_says_where_the_check_in_stands(state, said):
    found = check_in(state=state)
    assert write_notes(found, record(found), TODAY).splitlines()[2].endswith(said)


def test_what_was_shown_is_as_on_the_day_when_it_was_done():
    found = check_in()
    later = evidence("2026-12-30 After the check-in")
    assert "After" not in write_notes(found, record(later, found), date(2027, 3, 1))


def test_an_answer_comes_back_as_it_was_kept():
    said = Answer("outcomes", AT, "text", MOVED.id, (MOVED.id, NOW.id), "later")
    assert read_answers(check_in(said)) == (said,)
    assert Answer("week", AT).plain() == {"step": "week", "at": AT}


@pytest.mark.parametrize(
    "odd",
    [None, 3, "x", {"1": ["a"]}, [1, None, "x", {}, {"step": 3}, ["said"]],
     [{"step": "decision", "items": 3, "about": 7}], [{"step": "decision", "items": ["no id", None, 4]}]],
)  # fmt: skip
def test_what_an_archive_brings_is_read_as_far_as_it_is_an_answer(odd):
    found = check_in(said=odd, earlier=odd, finished=odd)
    assert all(
        one.step == "decision" and one.items == () and one.about is None for one in read_answers(found)
    )
    assert finish_day(found) is None
    assert isinstance(read_earlier_answers(found), tuple)
    assert "No answers." in write_notes(found, record(found), TODAY)


def test_what_was_said_before_it_was_done_again_can_be_read():
    said = Answer("decision", AT, items=(UUID(int=1),))
    assert read_earlier_answers(check_in(earlier=[[said.plain()], []])) == ((said,), ())


def test_a_later_word_of_the_same_day_does_not_change_the_notes():
    found = check_in(Answer("standing", AT, about=REACH.id, items=(NOW.id,)))
    before = write_notes(found, record(STAFF, REACH, BEFORE, NOW, found), TODAY)
    later = update("2026-12-28 Half typed sentence", of=REACH)
    assert later.id > NOW.id
    assert write_notes(found, record(STAFF, REACH, BEFORE, NOW, later, found), TODAY) == before
