from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.core.insights.looking import TODAY, look, saying, says, several, written
from tests.core.make import evidence


def monthly(count, *, until=(2026, 10), months=12):
    """Return so many entries in each of the full months."""
    year, month = until
    numbers = [year * 12 + month - 1 - back for back in range(months)]
    return [
        evidence(f"{n // 12:04}-{n % 12 + 1:02}-{5 + k:02} Entry {k} of {n}")
        for n in reversed(numbers)
        for k in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "rate", "calls", "step"),
    [
        (1, "1 a month", True, "log it"),
        (2, "2 a month", False, ""),
        (4, "4 a month", False, ""),
        (5, "5 a month", False, "costs"),
    ],
)
def test_the_rate_is_held_against_two_to_four_a_month(count, rate, calls, step):
    found = look("cadence", *monthly(count)).insights[0]
    assert (
        f"{12 * count} entries in 12 full months, November 2025 to October 2026: {rate}; the rule of thumb is 2 to 4."
        in found.statement
    )
    assert found.statement.endswith("November 2026 so far: 0 entries.")
    assert found.is_actionable is calls
    assert step in found.next_step
    assert len(found.behind) == 12 * count


def test_the_owner_sets_what_is_thin():
    found = look("cadence", *monthly(2), thin_month=3)
    assert "the rule of thumb is 3 to 4" in found.insights[0].statement
    assert found.insights[0].is_actionable
    assert "Fewer than 3 entries are dated in November 2025 (2), " in says(found)[1]


def test_the_running_month_is_told_apart_and_is_never_thin():
    found = look("cadence", *monthly(3), evidence("2026-11-02 One"))
    assert "36 entries in 12 full months" in found.insights[0].statement
    assert "November 2026 so far: 1 entry." in found.insights[0].statement
    assert len(found.insights) == 2  # the rate, and how fresh it was written
    assert len(found.insights[0].behind) == 37


def test_silent_and_thin_months_are_named():
    items = [
        one for one in monthly(2) if one.when.last.month not in (2, 8) and str(one.when.last) != "2026-05-06"
    ]
    found = look("cadence", *items)
    silent = saying(found, "No entry is dated")
    assert silent.statement == "No entry is dated in February 2026 and August 2026."
    assert not silent.is_actionable
    assert saying(found, "Fewer than").statement == "Fewer than 2 entries are dated in May 2026 (1)."


def test_a_silent_month_calls_while_it_is_the_last_one():
    items = [one for one in monthly(2) if one.when.last.month != 10]
    assert saying(look("cadence", *items), "No entry is dated in October 2026.").is_actionable


def test_no_month_before_the_first_entry_is_silent():
    found = look("cadence", *monthly(2, months=3))
    assert "6 entries in 3 full months, August 2026 to October 2026: 2 a month" in found.insights[0].statement
    assert not [one for one in says(found) if "No entry" in one]


def test_a_year_without_an_entry_names_the_last_one():
    found = look("cadence", *several(3, date(2024, 3, 1)))
    assert says(found) == [
        "Nothing is dated in the last 12 full months; the last entry is from 15 March 2024."
    ]
    assert found.insights[0].is_actionable


@pytest.mark.parametrize(("count", "shown"), [(0, False), (2, False), (3, True), (4, True)])
def test_too_few_entries_say_how_many_are_needed(count, shown):
    found = look("cadence", *several(count, date(2026, 8, 1)))
    assert bool(found.insights) is shown
    assert bool(found.needs) is not shown
    if not shown:
        assert found.needs.startswith(
            "This needs at least 3 dated entries, and one full month; so far there are "
        )
        assert found.table is None


def test_entries_of_the_running_month_alone_have_no_cadence():
    assert "one full month" in look("cadence", *several(5, date(2026, 11, 1), step=1)).needs


@pytest.mark.parametrize(
    ("days", "told", "calls"),
    [
        ((0, 0, 0), "on the day itself", False),
        ((0, 0, 1), "on the day itself", False),
        ((0, 1, 30), "within 1 day of the event", False),
        ((0, 7, 30), "within 7 days of the event", False),
        ((0, 8, 30), "within 8 days of the event", True),
    ],
)
def test_how_fresh_entries_are_written_is_the_middle_one(days, told, calls):
    entries = several(3, date(2026, 8, 1), step=20)
    found = look("cadence", *(written(one, late) for one, late in zip(entries, days, strict=True)))
    fresh = saying(found, "written down")
    assert fresh.statement == f"Of the 3 entries with a known delay, half were written down {told}."
    assert fresh.is_actionable is calls


@pytest.mark.parametrize(("together", "told"), [(3, True), (4, False)])
def test_entries_taken_in_together_tell_no_delay(together, told):
    moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    entries = several(6, date(2026, 8, 1), step=10)
    items = [replace(one, created_at=moment) if at < together else one for at, one in enumerate(entries)]
    assert bool([one for one in says(look("cadence", *items)) if "written down" in one]) is told


def test_an_entry_written_before_its_day_or_with_a_rough_date_tells_no_delay():
    items = [written(one, -1) for one in several(3, date(2026, 8, 1), step=10)]
    rough = [evidence(f"2026-0{month}~ Roughly") for month in (6, 7, 8)]
    assert not [one for one in says(look("cadence", *items, *rough)) if "written down" in one]


def test_entries_without_a_date_are_counted_apart():
    found = look("cadence", *monthly(2), evidence("undated One"), evidence("undated Two"))
    assert saying(found, "no date").statement == "2 entries have no date, and so no month."
    assert "24 entries" in found.insights[0].statement


def test_the_calendar_has_a_row_a_day_with_its_entries():
    one, two, three = (evidence(f"2026-09-0{day} {text}") for day, text in ((1, "a"), (1, "b"), (3, "c")))
    table = look("cadence", one, two, three, evidence("2025-10-31 Too old")).table
    assert table.chart == "calendar"
    assert [[cell.text for cell in row] for row in table.rows] == [["2026-09-01", "2"], ["2026-09-03", "1"]]
    assert set(table.rows[0][1].behind) == {one.id, two.id}


@pytest.mark.parametrize(
    "day", [date(1, 1, 1), date(1, 2, 1), date(9999, 12, 31), date(2026, 1, 1), date(2024, 2, 29)]
)
def test_it_can_be_asked_on_any_day(day):
    found = look("cadence", *several(3, date(1, 1, 1), step=0, line="{}"), today=day)
    assert found.insights or found.needs


def test_nothing_of_tomorrow_is_counted():
    assert look("cadence", *several(5, TODAY, step=1)).needs.endswith("there is 1.")


def test_nothing_is_told_of_a_delay_that_no_entry_tells():
    rough = [evidence(f"2026-0{month}~ Roughly") for month in (7, 8)]
    assert not [
        one for one in says(look("cadence", *rough, limits={"cadence-least": 0})) if "written down" in one
    ]


def test_what_is_only_known_to_be_of_this_quarter_has_happened():
    found = look(
        "cadence", *monthly(2, months=2), evidence("2026-Q4~ Of this quarter"), evidence("2026~ Of this year")
    )
    assert "November 2026 so far: 2 entries." in found.insights[0].statement
    assert look("scope", *(evidence(f"2026-Q4~ Work {n} ~org") for n in range(8))).insights
