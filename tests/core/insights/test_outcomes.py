from datetime import date, timedelta

import pytest

from tests.core.insights.looking import TODAY, look, saying, says, several
from tests.core.make import evidence

FIRST = date(2026, 2, 1)


def of(*, numbers=0, words=0, none=0, first=FIRST):
    return [
        *several(numbers, first, line="Sped up {}", outcome="P99 down 340 ms"),
        *several(words, first, line="Wrote {}", outcome="they ask first now"),
        *several(none, first, line="Began {}"),
    ]


def ago(days):
    return TODAY - timedelta(days)


@pytest.mark.parametrize(("count", "shown"), [(0, False), (3, False), (4, True)])
def test_it_needs_a_few_entries(count, shown):
    found = look("outcomes", *of(words=count))
    assert bool(found.insights) is shown
    assert bool(found.needs) is not shown


@pytest.mark.parametrize(("numbers", "calls"), [(4, True), (5, False), (6, False)])
def test_how_many_hold_a_number_is_told(numbers, calls):
    found = look(
        "outcomes",
        *of(numbers=numbers, words=9 - numbers),
        evidence("2026-10-01 One", outcome_state="unknown"),
    ).insights[0]
    assert found.statement == (
        f"{numbers} of 10 entries since 1 February 2026 hold a number in the result; "
        f"{9 - numbers} have a result without one."
    )
    assert found.is_actionable is calls
    assert len(found.behind) == (10 - numbers if calls else numbers)


def test_the_owner_corrects_what_counts_as_a_number():
    items = [
        evidence("2026-10-01 a -> in their release 0.9", metric="none"),
        evidence("2026-10-02 b -> much faster", metric="300 ms faster"),
        *of(words=2),
    ]
    found = look("outcomes", *items)
    assert found.insights[0].statement.startswith("1 of 4 entries")
    assert [cell.text for cell in found.table.rows[0]] == ["b", "300 ms, down", "2 October 2026"]


@pytest.mark.parametrize(("days", "asked"), [(13, False), (14, True), (365, True)])
def test_an_entry_without_an_outcome_comes_due(days, asked):
    item = evidence(f"{ago(days)} Moved the cache")
    found = look("outcomes", item, *of(numbers=4))
    assert bool([one for one in says(found) if "Did it land?" in one]) is asked
    if asked:
        due = saying(found, "Did it land?")
        assert due.statement.startswith(
            "Did it land? 1 entry without an outcome can be asked about: “Moved the cache” ("
        )
        assert due.behind == (item.id,)
        assert due.is_actionable


def test_the_newest_are_asked_about_first_and_three_are_named():
    due = saying(look("outcomes", *of(none=5)), "Did it land?")
    assert due.statement.endswith(
        "“Began 4” (1 March 2026), “Began 3” (22 February 2026), “Began 2” (15 February 2026) and 2 more."
    )
    assert len(due.behind) == 5


def test_what_is_put_off_is_not_asked_about_and_not_forgotten():
    off = evidence(f"{ago(30)} Moved the cache", ask_again_on=date(2026, 12, 1))
    found = look("outcomes", off, *of(numbers=4))
    assert saying(found, "put off").statement == (
        "1 question about an outcome is put off, the next until 1 December 2026."
    )
    assert not [one for one in says(found) if "Did it land?" in one]


def test_what_is_put_off_until_today_is_asked_about():
    found = look("outcomes", evidence(f"{ago(30)} Moved the cache", ask_again_on=TODAY), *of(numbers=4))
    assert saying(found, "Did it land?")
    assert not [one for one in says(found) if "put off" in one]


def test_what_is_closed_as_unknown_is_said_apart_and_not_asked_about():
    found = look("outcomes", evidence(f"{ago(30)} Moved the cache", outcome_state="unknown"), *of(numbers=4))
    assert says(found)[1:] == ["1 entry is closed: nobody will know what came of it."]


def test_the_owner_sets_when_an_entry_comes_due():
    items = [evidence(f"{ago(20)} Moved the cache"), *of(numbers=4)]
    limits = {"outcome-first-asked": 21}
    assert not [one for one in says(look("outcomes", *items, limits=limits)) if "Did it land?" in one]


def test_the_table_shows_what_was_read():
    item = evidence(
        "2026-11-20 Close on the ledger -> from 4 h to 20 min, 12 % fewer calls, 3 teams, 4 people"
    )
    row = look("outcomes", item, *of(words=3)).table.rows[0]
    assert row[1].text == "from 4 h to 20 min, down; 12 %, down; 3 teams; 1 more"
    assert row[1].value == 20
    assert row[0].behind == row[1].behind == (item.id,)
