from datetime import UTC, date, datetime, timedelta

import pytest

from tests.core.insights.looking import TODAY, look, saying, says
from tests.core.make import evidence, gap, goal, skill_entry, update

STAFF = goal("Staff engineer")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
INFLUENCE = gap("Cross-team influence", of=STAFF, created_at=NOW)


def said(line, action="", of=INFLUENCE):
    return update(line, of=of, action=action)


def has(found, words):
    return any(words in one for one in says(found))


def test_without_a_gap_it_says_what_it_needs():
    assert (
        look("gaps", STAFF).needs
        == "This needs at least 1 gap of a goal that is pursued; so far there are none."
    )


def test_a_gap_that_is_only_named_is_told_in_its_own_words():
    items = [
        said("2025-09-26 Mine only", "nothing yet"),
        said("2026-01-05 Same", "nothing"),
        said("2026-07-03 Same", "not yet"),
    ]
    found = look("gaps", STAFF, INFLUENCE, *items)
    assert says(found)[0] == (
        "“Cross-team influence”: named for 13 months, nothing done differently. You said “Mine only” (26 September 2025), "
        "“Same” (5 January 2026) and “Same” (3 July 2026). Your last note on what you do about it: “not yet”. No entry has named it since."
    )
    assert len(found.insights) == 1
    assert found.insights[0].is_actionable
    assert found.insights[0].behind == (INFLUENCE.id, *(one.id for one in reversed(items)))


def test_entries_that_name_it_since_are_told_and_the_claim_is_the_persons_own():
    entries = [
        evidence("2025-10-01 Wrote !cross-team-influence"),
        skill_entry("2026-03-24 Asked !cross-team-influence"),
    ]
    before = evidence("2025-09-26 On the day !cross-team-influence")
    items = [said("2025-09-26 Mine only", "nothing yet"), said("2026-01-05 Same", "nothing")]
    one = look("gaps", STAFF, INFLUENCE, *items, *entries, before).insights[0]
    assert "named for 13 months, by your own account with nothing done differently." in one.statement
    assert one.statement.endswith("2 entries have named it since, the last on 24 March 2026.")
    assert before.id not in one.behind


def test_the_same_that_is_done_is_told_as_such():
    items = [said("2025-09-26 Mine only", "an RFC"), said("2026-01-05 Same", "an RFC")]
    one = look("gaps", STAFF, INFLUENCE, *items).insights[0]
    assert "named for 13 months, with the same action noted each time." in one.statement
    assert "Your last note on what you do about it: “an RFC”." in one.statement


@pytest.mark.parametrize(
    ("day", "still"), [("2026-05-24", False), ("2026-05-23", True), ("2026-05-22", True)]
)
def test_six_months_without_a_change_are_standing_still(day, still):
    found = look("gaps", STAFF, INFLUENCE, said(f"{day} Nobody", "a note"))
    assert has(found, "nothing has been said about it for 6 months. The last update was “Nobody”") is still
    assert found.insights


@pytest.mark.parametrize(("months", "still"), [(3, True), (4, False)])
def test_the_owner_sets_how_long_is_standing_still(months, still):
    found = look("gaps", STAFF, INFLUENCE, said("2026-08-01 Nobody"), limits={"gap-still": months})
    assert has(found, "nothing has been said about it for 3 months") is still


def test_of_many_updates_the_first_and_the_last_four_are_quoted():
    items = [
        said(f"{2024 + n // 4}-{1 + n % 4 * 3:02}-05 Same {'again' * (n % 2)}".strip(), "nothing")
        for n in range(8)
    ]
    one = look("gaps", STAFF, INFLUENCE, *items).insights[0]
    assert one.statement.count("“Same") == 5
    assert "(3 updates between are left out)" in one.statement


def test_the_longest_still_comes_first():
    other = gap("Visibility", of=STAFF)
    found = look(
        "gaps", STAFF, INFLUENCE, other, said("2026-01-05 Nobody"), said("2025-09-26 Nobody", of=other)
    )
    assert [one.partition(":")[0] for one in says(found)] == ["“Visibility”", "“Cross-team influence”"]


@pytest.mark.parametrize(("born", "told"), [(date(2026, 5, 23), True), (date(2026, 5, 24), False)])
def test_a_gap_of_which_nothing_was_ever_said_is_told_after_six_months(born, told):
    silent = gap("Visibility", of=STAFF, created_at=datetime(born.year, born.month, born.day, tzinfo=UTC))
    found = look("gaps", STAFF, silent)
    assert (
        has(
            found,
            "“Visibility”: in the record for 6 months, with no word on how it stands. No entry names it.",
        )
        is told
    )
    assert found.insights


@pytest.mark.parametrize(
    "open_one", [gap("Alone", of=STAFF, state="closed"), gap("Alone", of=goal("Old", state="dropped"))]
)
def test_what_is_closed_or_of_a_goal_that_is_over_does_not_stand_still(open_one):
    found = look(
        "gaps",
        STAFF,
        goal("Old", state="dropped"),
        INFLUENCE,
        open_one,
        said("2025-01-01 Nobody", of=open_one),
    )
    assert not has(found, "Alone")


@pytest.mark.parametrize(
    ("day", "moves"), [("2026-06-30", False), ("2026-07-01", True), ("2026-11-23", True)]
)
def test_an_entry_of_this_quarter_or_the_last_moves_a_gap(day, moves):
    items = [said("2026-06-01 Nobody", "a note"), evidence(f"{day} Talk !cross-team-influence")]
    found = look("gaps", STAFF, INFLUENCE, *items)
    assert (
        has(
            found,
            "“Cross-team influence” moves: 1 entry has named it since 1 July 2026. How it stands has not",
        )
        is moves
    )


def test_a_gap_that_moves_is_told_with_what_was_last_noted():
    items = [
        said("2026-06-01 Nobody"),
        said("2026-10-02 Two teams ask me"),
        skill_entry("2026-10-05 Asked !cross-team-influence"),
    ]
    one = saying(look("gaps", STAFF, INFLUENCE, *items), "moves")
    assert one.statement.endswith("You last noted “Two teams ask me” (2 October 2026).")
    assert one.behind == (INFLUENCE.id, items[2].id, items[1].id)
    assert not one.is_actionable


def test_other_words_alone_are_a_change_of_words():
    items = [said("2026-06-01 A talk", "a note"), said("2026-10-02 Nobody new", "nothing")]
    assert look("gaps", STAFF, INFLUENCE, *items).insights[0].statement == (
        "“Cross-team influence”: what you say about it changed from “A talk” (1 June 2026) to “Nobody new” (2 October 2026), "
        "and no entry has named it since 1 July 2026."
    )


def test_a_gap_that_was_closed_lately_is_told_with_the_last_word():
    closed = gap("Planning", of=STAFF, state="closed")
    found = look("gaps", STAFF, closed, said("2026-07-01 Two weeks late. Enough", of=closed))
    assert says(found) == [
        "“Planning” is closed. Your last word on it: “Two weeks late. Enough” (1 July 2026)."
    ]
    old = said("2026-06-30 Enough", of=closed)
    assert look("gaps", STAFF, closed, old).needs


def test_a_gap_that_is_young_and_quiet_is_no_news():
    assert says(look("gaps", STAFF, INFLUENCE, said("2026-10-02 Nobody"))) == [
        "1 open gap: no entry or update since 2 October 2026 shows a change."
    ]


def test_the_matrix_has_a_word_for_each_quarter():
    items = [
        said("2025-03-01 Nobody", "nothing"),
        said("2025-06-01 Same", "nothing"),
        said("2025-09-01 Two teams", "a talk"),
        evidence("2025-12-01 Talk !cross-team-influence"),
        said("2025-12-02 Two teams", "a talk"),
        evidence("2024-12-01 Too old !cross-team-influence"),
    ]
    table = look("gaps", STAFF, INFLUENCE, *items).table
    assert table.chart == "matrix"
    assert [cell.text for cell in table.rows[0]] == [
        "Cross-team influence",
        "named",
        "same",
        "changed",
        "moved",
        "",
        "",
        "",
        "",
    ]
    assert [cell.value for cell in table.rows[0][1:]] == [1, 1, 1, 2, 0, 0, 0, 0]
    assert table.rows[0][4].behind == (items[4].id, items[3].id)


def test_what_is_dated_tomorrow_has_not_moved_anything():
    tomorrow = TODAY + timedelta(1)
    found = look(
        "gaps",
        STAFF,
        INFLUENCE,
        said("2026-01-05 Nobody"),
        evidence(f"{tomorrow} Talk !cross-team-influence"),
    )
    assert has(found, "No entry has named it since.")
