"""Who above me knows my work."""

import pytest

from tests.core.insights.looking import look, saying, says
from tests.core.insights.people import ADVOCATES, KNOWS, at, cells, several_people, texts

DANA = at("Dana", "manager, Payments", ADVOCATES)
HENRIK = at("Henrik", "skip-level, Payments", KNOWS)
WEI = at("Wei-Ling", "above skip-level, Data")
MARTA = at("Marta", "other part, Risk", KNOWS)
SOREN = at("Søren", "outside, Engineering", KNOWS)


@pytest.mark.parametrize(("count", "shown"), [(2, False), (3, True), (4, True)])
def test_three_people_who_stand_somewhere_are_needed(count, shown):
    people = several_people(count)
    pattern = look("visibility", *people, at("Of no height", "", KNOWS))
    assert bool(pattern.insights) is shown
    assert bool(pattern.needs) is not shown
    assert shown or pattern.needs.startswith("This needs at least 3 people with a position")


def test_it_says_from_the_top_how_many_know_my_work():
    pattern = look(
        "visibility", DANA, HENRIK, WEI, MARTA, at("Ivo", "manager, Platform"), at("Aarav", "report")
    )
    first = pattern.insights[0]
    assert first.statement == (
        "Your work is known directly to 0 of 1 above the skip-level, 1 of 1 at skip-level, 1 of 2 among managers, "
        "0 of 1 among reports and 1 of 1 in other parts."
    )
    assert texts(first.behind, DANA, HENRIK, MARTA) == ["Henrik", "Dana", "Marta"]


def test_somebody_who_would_advocate_without_knowing_my_work_does_not_count():
    pattern = look("visibility", at("Dana", "manager", ("would advocate",)), *several_people(3))
    assert saying(pattern, "Nobody from your manager upwards knows your work directly.").is_actionable


def test_nobody_above_the_skip_level_is_said_plainly():
    pattern = look("visibility", DANA, HENRIK, MARTA)
    said = saying(pattern, "Above the skip-level")
    assert said.statement == "Above the skip-level no one knows your work directly; no one is on the map."
    assert said.is_actionable
    met_once = saying(look("visibility", DANA, HENRIK, MARTA, WEI), "Above the skip-level")
    assert met_once.statement == "Above the skip-level no one knows your work directly; on the map: Wei-Ling."
    assert "ten minutes of Wei-Ling’s time" in met_once.next_step


@pytest.mark.parametrize(("least", "said"), [(1, False), (2, True)])
def test_how_many_have_to_know_it_there_can_be_set(least, said):
    known = at("Wei-Ling", "above skip-level, Data", KNOWS)
    pattern = look("visibility", DANA, HENRIK, known, limits={"visibility-above": least})
    expected = "Above the skip-level only Wei-Ling knows your work directly; no one else is on the map."
    assert (expected in says(pattern)) is said


@pytest.mark.parametrize(("others", "alone"), [([], True), ([HENRIK], False)])
def test_all_of_it_hanging_on_one_person_is_said(others, alone):
    pattern = look("visibility", DANA, WEI, MARTA, *others)
    expected = "It depends on one person: from your manager upwards only Dana (manager, Payments) knows your work directly."
    assert (expected in says(pattern)) is alone


def test_by_part_it_says_where_one_alone_knows_it_and_leaves_out_who_is_outside():
    people = (DANA, HENRIK, MARTA, SOREN, WEI)
    said = saying(look("visibility", *people), "by part")
    assert (
        said.statement
        == "Who knows your work, by part: 2 in Payments and 1 in Risk; nobody in Data. Marta is the only one in their part."
    )
    assert texts(said.behind, *people)[0] == "Marta"


def test_the_table_is_heights_by_parts_with_the_people_behind_each_cell():
    people = (DANA, at("Ivo", "manager, payments"), MARTA, SOREN, at("Nowhere", "peer"), at("Lost"))
    table = look("visibility", *people).table
    assert table.chart == "matrix"
    assert table.columns == ("Height", "Payments", "Risk", "part not said", "outside")
    rows = {row[0].text: row for row in table.rows}
    assert next(iter(rows)) == "above skip-level"
    assert list(rows)[-1] == "height not set"
    cell = rows["manager"][1]
    assert (cell.text, cell.value, texts(cell.behind, *people)) == ("1 of 2", 1, ["Dana", "Ivo"])
    assert rows["outside"][4].text == "1 of 1"
    assert rows["manager"][2].value is None


def test_many_parts_share_a_column():
    people = [at(f"P{number}", f"peer, Part {number:02}") for number in range(14)]
    table = look("visibility", *people).table
    assert len(table.columns) == 11
    assert table.columns[-1] == "other parts"
    assert cells(look("visibility", *people))[3][-1] == "0 of 5"
