"""Whether there are enough relationships, and not all in one team."""

import pytest

from tests.core.insights.looking import look, saying
from tests.core.insights.people import KNOWS, at, cells, met, several_people


@pytest.mark.parametrize(("count", "shown"), [(4, False), (5, True)])
def test_five_people_are_needed(count, shown):
    pattern = look("breadth", *several_people(count, trust_marks=KNOWS))
    assert bool(pattern.insights) is shown
    assert shown or pattern.needs.startswith("This needs at least 5 people on the map;")


@pytest.mark.parametrize(
    ("count", "words", "calls"),
    [
        (14, "14 relationships, fewer than 15: each", True),
        (15, "15 relationships, within 15 to 25: each", False),
        (25, "25 relationships, within 15 to 25: each", False),
        (26, "26 relationships, more than 25: each", False),
    ],
)
def test_fifteen_to_twenty_five_are_the_rule_of_thumb(count, words, calls):
    said = saying(look("breadth", *several_people(count, trust_marks=KNOWS)), words)
    assert said.is_actionable is calls
    assert len(said.behind) == count
    assert bool(said.next_step) is ("within" not in words)


def test_the_rule_can_be_set():
    limits = {"circle-least": 3, "circle-most": 6}
    saying(look("breadth", *several_people(6, trust_marks=KNOWS), limits=limits), "within 3 to 6")
    saying(look("breadth", *several_people(7, trust_marks=KNOWS), limits=limits), "more than 6")


@pytest.mark.parametrize(("ago", "counts"), [(365, True), (366, False)])
def test_who_is_not_real_counts_while_in_touch_within_twelve_months(ago, counts):
    kwame = at("Kwame", "other part, Support")
    said = look("breadth", *several_people(5, trust_marks=KNOWS), kwame, met(kwame, ago)).insights[0]
    assert said.statement.startswith("6 relationships" if counts else "5 relationships")
    assert ("Not counted: Kwame." in said.statement) is not counts


@pytest.mark.parametrize(("here", "there", "said"), [(6, 4, False), (7, 3, True), (9, 0, True)])
def test_all_in_one_team_is_said(here, there, said):
    people = several_people(here, trust_marks=KNOWS)
    people += [at(f"Other {number}", f"peer, Part {number}", KNOWS) for number in range(there)]
    pattern = look("breadth", *people, at("Søren", "outside, Payments", KNOWS))
    found = [one for one in pattern.insights if "are in Payments" in one.statement]
    assert bool(found) is said
    if said:
        start = "7 of 10 of your" if there else "All 9 of your"
        assert found[0].statement.startswith(f"{start} relationships in the organisation are in Payments")
        assert found[0].is_actionable


def test_the_table_counts_by_part():
    people = (
        *several_people(4, trust_marks=KNOWS),
        at("Ivo", "peer, Platform"),
        at("Jun", "outside", KNOWS),
        at("Lost", "", KNOWS),
    )
    assert cells(look("breadth", *people, met(people[4], 3))) == [
        ("Payments", "4", "4"),
        ("Platform", "1", "0"),
        ("Outside the organisation", "1", "1"),
        ("Part not set", "1", "1"),
    ]
