from datetime import date

import pytest

from tests.core.insights.looking import look, saying, several
from tests.core.make import criterion, evidence, framework, goal

EARLY, LATE = date(2025, 2, 1), date(2026, 2, 1)


def year(first, **counts):
    """Return entries of one year by scope: `year(LATE, team=3, org=1)`."""
    return [
        one
        for scope, count in counts.items()
        for one in several(count, first, line=f"{scope} {{}}", scope="" if scope == "unsaid" else scope)
    ]


@pytest.mark.parametrize(("count", "shown"), [(0, False), (7, False), (8, True), (9, True)])
def test_it_needs_entries_that_say_their_scope(count, shown):
    found = look("scope", *year(LATE, team=count, unsaid=5))
    assert bool(found.insights) is shown
    if not shown:
        assert found.needs.startswith(
            "This needs at least 8 entries of the last four quarters that say their scope"
        )


def test_the_reach_of_the_last_four_quarters_is_told():
    found = look("scope", *year(LATE, team=3, teams=4, beyond=1))
    assert found.insights[0].statement == (
        "Of the 8 entries of Q1 2026 to Q4 2026 that say how far they reached, 3 stayed in your team, "
        "4 reached several teams, none the organisation and 1 went beyond."
    )
    assert len(found.insights[0].behind) == 8


def test_without_a_year_before_it_says_what_is_missing():
    found = look("scope", *year(LATE, team=8), *year(EARLY, team=7))
    assert (
        found.insights[1].statement
        == "It takes 8 such entries from the year before to say whether that rises; the four quarters before have 7."
    )


def test_a_record_that_begins_this_quarter_says_nothing_of_the_time_before():
    found = look("scope", *year(date(2026, 10, 5), team=8))
    (only,) = found.insights
    assert only.statement.startswith("Of the 8 entries of Q4 2026 that say how far they reached, 8 stayed")
    assert [row[0].text for row in found.table.rows] == ["Q4 2026"]


@pytest.mark.parametrize(
    ("early", "late", "told", "calls"),
    [
        ({"team": 5, "teams": 5}, {"team": 4, "teams": 6}, "It rises.", False),
        ({"team": 50, "teams": 50}, {"team": 41, "teams": 59}, "It is about the same.", False),
        ({"team": 5, "teams": 5}, {"team": 5, "teams": 5}, "It is about the same.", False),
        ({"team": 4, "teams": 6}, {"team": 5, "org": 5}, "It falls.", True),
        ({"team": 8}, {"team": 9}, "It is about the same.", True),
        ({"team": 8}, {"beyond": 8}, "It rises.", False),
    ],
)
def test_it_rises_or_falls_by_ten_points_of_a_hundred(early, late, told, calls):
    items = [
        evidence(f"{day} {scope} {number}", scope=scope)
        for day, counts in ((EARLY, early), (LATE, late))
        for scope, count in counts.items()
        for number in range(count)
    ]
    found = saying(look("scope", *items), "Beyond your team")
    assert found.statement.endswith(told)
    assert found.is_actionable is calls


def test_the_owner_sets_how_large_a_change_is():
    items = [*year(EARLY, team=5, teams=5), *year(LATE, team=4, teams=6)]
    found = look("scope", *items, limits={"scope-change": 11})
    assert saying(
        found, "Beyond your team: 6 of 10 in the last four quarters, 5 of 10 in the four before."
    ).statement.endswith("same.")


@pytest.mark.parametrize(("unsaid", "calls"), [(3, False), (4, False), (5, True)])
def test_entries_that_do_not_say_are_counted(unsaid, calls):
    found = saying(look("scope", *year(LATE, team=12, unsaid=unsaid)), "do not say how far")
    assert found.is_actionable is calls
    assert len(found.behind) == unsaid


def test_the_table_has_a_row_a_quarter_from_the_first_entry_on():
    found = look("scope", evidence("2026-01-01 Edge", scope="org"), *year(date(2026, 4, 1), team=8, unsaid=1))
    assert found.table.columns == (
        "Quarter",
        "My team",
        "Several teams",
        "Organisation",
        "Beyond",
        "Not set",
    )
    assert [[cell.text for cell in row] for row in found.table.rows][:2] == [
        ["Q1 2026", "0", "0", "1", "0", "0"],
        ["Q2 2026", "8", "0", "0", "0", "1"],
    ]
    assert len(found.table.rows) == 4
    assert found.table.chart == "stack"


def test_quarters_are_those_of_the_fiscal_year():
    found = look("scope", *year(LATE, team=8), fiscal_month=2)
    assert found.table.rows[0][0].text == "Q1 FY2027"


LADDER = framework("Halden levels")
STAFF = (
    LADDER,
    criterion("Delivers alone", of=LADDER, level="Senior"),
    criterion("Decides what other teams follow", of=LADDER, level="Staff"),
    criterion("Raises the bar across the organisation", of=LADDER, level="Staff"),
    criterion("Grows engineers", of=LADDER, level="Staff"),
    goal("Staff by 2027", goal_kind="promotion"),
)


def test_what_the_criteria_of_the_goals_level_speak_of_is_held_against_it():
    some = saying(look("scope", *STAFF, *year(LATE, team=6, teams=3)), "for Staff")
    assert some.statement == (
        "Of the 3 criteria for Staff in “Halden levels”, 1 speaks of several teams and 1 speaks of the "
        "organisation. Of the 9 entries that say how far they reached, none reached the widest of these or further."
    )
    assert some.is_actionable
    assert len(some.behind) == 2
    wide = saying(look("scope", *STAFF, *year(LATE, team=6, org=1, beyond=1)), "for Staff")
    assert wide.statement.endswith(
        "Of the 8 entries that say how far they reached, 2 reached the widest of these or further."
    )
    assert not wide.is_actionable


def test_without_a_level_or_a_reach_that_it_speaks_of_nothing_is_said_of_criteria():
    for items in (STAFF[:-1], (LADDER, STAFF[1], goal("Senior soon", goal_kind="promotion"))):
        assert not [
            one for one in look("scope", *items, *year(LATE, team=9)).insights if "criteri" in one.statement
        ]
