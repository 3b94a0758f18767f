"""What several patterns read of a record: when it begins, who saw what, which goals are pursued."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.core import make
from vividmap.core.facts.active_goals import first_day, is_active_goal, list_active_goals, list_open_gaps
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.relationships import entries_by_viewer
from vividmap.core.record import Mention

TODAY = date(2026, 11, 23)
PRIYA = make.person("Priya Natarajan ^p9qd")
DANA = make.person("Dana Whitfield ^d4na")


@pytest.mark.parametrize(
    ("line", "is_full", "span"),
    [
        ("2025-11-22 Moved it", True, "of the last 12 months"),
        ("2025-11-23 Moved it", True, "of the last 12 months"),
        ("2025-11-24 Moved it", False, "since 24 November 2025"),
        ("2026-11-23 Moved it", False, "since 23 November 2026"),
        ("2027-01-01 Moved it", False, "since 23 November 2026"),  # to come, so it has not happened
        ("undated Moved it", False, "since 23 November 2026"),
    ],
)
def test_nobody_speaks_of_a_year_in_a_younger_record(line, is_full, span):
    facts = Facts(make.record(make.evidence(line)), TODAY)

    assert facts.has_full_year is is_full
    assert facts.recent("entries") == ("entries of the last 12 months" if is_full else "entries")
    assert facts.recent_span == span


@pytest.mark.parametrize(
    "oldest",
    [
        make.skill_entry("2026-02-03 Read the Raft paper"),
        make.touchpoint("2026-02-03 Coffee", of=PRIYA),
        make.update("2026-02-03 Began", of=make.goal("Staff ^g0al")),
        make.evidence("2026-01-20..2026-02-03 Moved it"),
    ],
)
def test_a_record_begins_with_its_oldest_item_of_any_kind(oldest):
    later = make.evidence("2026-10-01 Moved the cache")
    facts = Facts(make.record(PRIYA, make.goal("Staff ^g0al"), oldest, later), TODAY)

    assert facts.first_day == date(2026, 2, 3)
    assert [quarter.label for quarter in facts.quarters(8)] == ["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]


def shown(entry, person, day):
    return replace(entry, mentions=(*entry.mentions, Mention("surfaced", person.text, person.id, day)))


def test_an_entry_was_seen_by_whom_it_names_and_by_whom_it_was_shown_to_by_today():
    named = make.evidence("2026-11-01 Moved it with @priya ^na1d")
    past = shown(make.evidence("2026-11-02 Cut it ^pa1t"), DANA, date(2026, 11, 23))
    to_come = shown(make.evidence("2026-11-03 Wrote it ^co1e"), DANA, date(2026, 11, 24))
    undated = shown(make.evidence("2026-10-03 Fixed it ^un1d"), DANA, None)
    learned = make.skill_entry("2026-11-04 Asked @priya ^le1r")
    facts = Facts(make.record(PRIYA, DANA, named, past, to_come, undated, learned), TODAY)

    seen = {
        facts.name(person): [entry.handle for entry in entries]
        for person, entries in entries_by_viewer(facts).items()
    }
    assert seen == {"Priya Natarajan": ["na1d"], "Dana Whitfield": ["pa1t", "un1d"]}


def test_nobody_has_seen_anything_of_a_record_without_links():
    assert entries_by_viewer(Facts(make.record(PRIYA, make.evidence("2026-11-01 Moved it")), TODAY)) == {}


STAFF = make.goal("Staff ^st4f", goal_kind="promotion", target=date(2027, 6, 30))
LEAD = make.goal("Lead the guild ^le4d", goal_kind="scope", target=date(2027, 1, 31))
PRINCIPAL = make.goal("Principal ^pr1n", goal_kind="promotion")
REACHED = make.goal("Senior ^se4r", goal_kind="promotion", state="reached")
DROPPED = make.goal("Manager ^ma4n", state="dropped")
REACH = make.gap("Reach ^re4c", of=STAFF)
CLOSED = make.gap("Writing ^wr1t", of=STAFF, state="closed")
OF_REACHED = make.gap("Depth ^de9h", of=REACHED)
RECORD = make.record(LEAD, PRINCIPAL, REACHED, STAFF, DROPPED, REACH, CLOSED, OF_REACHED)


def test_promotions_come_first_and_the_nearest_target():
    assert [goal.handle for goal in list_active_goals(RECORD)] == ["st4f", "pr1n", "le4d"]


@pytest.mark.parametrize(
    ("item", "is_active"),
    [
        (STAFF, True),
        (REACHED, False),
        (DROPPED, False),
        (REACH, True),
        (CLOSED, False),
        (OF_REACHED, False),
        (make.gap("Alone ^al0n", of=make.goal("Not here")), True),
        (make.skill("rust"), False),
    ],
)
def test_a_gap_is_pursued_while_it_is_open_and_its_goal_is_pursued(item, is_active):
    assert is_active_goal(item, RECORD) is is_active


def test_the_open_gaps_of_a_goal_are_its_own():
    assert list_open_gaps(STAFF, RECORD) == [REACH]
    assert list_open_gaps(LEAD, RECORD) == []


def test_a_goal_is_known_since_the_first_word_on_it_or_on_its_gaps():
    born = replace(STAFF, created_at=datetime(2026, 3, 1, tzinfo=UTC))
    on_gap = make.update("2026-02-01 Nobody knows me there", of=REACH)
    on_goal = make.update("2026-02-14 Told Dana", of=STAFF)
    undated = make.update("undated Somehow", of=STAFF)

    assert first_day(born, make.record(born, REACH)) == date(2026, 3, 1)
    assert first_day(born, make.record(born, REACH, undated)) == date(2026, 3, 1)
    assert first_day(born, make.record(born, REACH, undated, on_goal)) == date(2026, 2, 14)
    assert first_day(born, make.record(born, REACH, on_goal, on_gap)) == date(2026, 2, 1)
