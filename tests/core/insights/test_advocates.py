"""Who would speak for a goal, who might, and what they have seen of what serves it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core import make
from tests.core.insights.looking import look, saying, says
from tests.core.insights.people import ADVOCATES, KNOWS, at, met, several_people, texts
from vividmap.core.record import Mention

STAFF = make.goal("Staff", goal_kind="promotion", target=date(2027, 1, 31))
REACH = make.gap("Reach", of=STAFF)
DANA = at("Dana", "manager, Payments", ADVOCATES)
OKSANA = at("Oksana", "peer, Payments", ("would advocate",))
MARTA = at("Marta", "other part, Risk", ADVOCATES)
HENRIK = at("Henrik", "skip-level, Payments", KNOWS)
WEI = at("Wei-Ling", "above skip-level, Data")


def advocates(*items, **more):
    return look("advocates", STAFF, REACH, *items, **more)


def test_without_a_goal_or_with_few_people_it_says_what_it_needs():
    assert look("advocates", *several_people(5)).needs.startswith("This needs a goal that is still pursued")
    reached = make.goal("Staff", state="reached")
    assert look("advocates", reached, *several_people(5)).needs.startswith("This needs a goal")


@pytest.mark.parametrize(("count", "shown"), [(2, False), (3, True)])
def test_three_people_are_needed(count, shown):
    pattern = advocates(*several_people(count))
    assert bool(pattern.insights) is shown
    assert shown or pattern.needs.startswith("This needs at least 3 people on the map;")


def test_likely_is_who_knows_my_work_and_is_in_touch():
    quiet, never = at("Quiet", "peer, Search", KNOWS), at("Never", "peer, Search", KNOWS)
    pattern = advocates(DANA, HENRIK, quiet, never, met(HENRIK, 120), met(quiet, 121))
    assert pattern.insights[0].statement == (
        "Would advocate for you: Dana (manager, Payments). Likely, since they know your work and you are in "
        "touch: Henrik (skip-level, Payments). Unknown: 2 other people."
    )
    assert not pattern.insights[0].is_actionable


def test_where_nobody_is_named_all_are_people_and_not_others():
    said = advocates(*several_people(3)).insights[0].statement
    assert said.endswith("are in touch: nobody. Unknown: 3 people.")


def test_nobody_who_would_advocate_calls():
    said = advocates(*several_people(3)).insights[0]
    assert said.statement.startswith("Would advocate for you: nobody is marked yet.")
    assert said.is_actionable


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ((), "in other parts there is none."),
        ((MARTA,), "in other parts the only one is Marta (other part, Risk)."),
        ((MARTA, at("Ivo", "manager, Platform", ADVOCATES)), ""),
    ],
)
def test_few_advocates_elsewhere_in_the_organisation_are_said(others, said):
    soren = at("Søren", "outside, Payments", ADVOCATES)
    found = [one for one in says(advocates(DANA, OKSANA, soren, *others)) if "Your advocates" in one]
    assert bool(found) is bool(said)
    if said:
        assert found == [
            f"Your advocates in the organisation are mostly in Payments (Dana and Oksana); {said}"
        ]


def test_it_says_which_advocates_have_seen_what_serves_the_goal():
    named = make.evidence("2026-03-12 RFC accepted with @marta !reach", strong="all follows from it")
    newer = make.evidence("2026-05-01 Half a page !staff")
    shown = Mention("surfaced", "dana", DANA.id, date(2026, 5, 2))
    newer = replace(newer, mentions=(*newer.mentions, shown))
    other = make.evidence("2026-05-03 Paired with @oksana")
    pattern = advocates(DANA, OKSANA, MARTA, named, newer, other)
    said = saying(pattern, "For “Staff”: 2 of 3")
    assert said.statement == (
        "For “Staff”: 2 of 3 advocates have seen evidence that serves it: Dana and Marta. Not yet: Oksana."
    )
    assert said.next_step == "Show Oksana “RFC accepted with @marta” (12 March 2026)."
    rows = {row[1].text: row for row in pattern.table.rows}
    assert texts(rows["Dana"][4].behind, newer) == ["Half a page"]
    assert [cell.text for cell in rows["Oksana"][3:]] == ["real", "0", "1"]


def test_what_they_have_seen_begins_with_what_serves_the_goal():
    serves = make.evidence("2026-03-12 Serves, with @dana !reach")
    newer = make.evidence("2026-10-12 Newer, with @dana")
    newest = make.evidence("2026-11-12 Newest, with @dana")
    table = advocates(DANA, OKSANA, MARTA, serves, newer, newest).table
    seen = next(row for row in table.rows if row[1].text == "Dana")[5]
    assert texts(seen.behind, serves, newer, newest) == [serves.text, newest.text, newer.text]


def test_what_will_be_shown_has_not_been_seen():
    entry = make.evidence("2026-03-12 RFC accepted !reach")
    entry = replace(
        entry, mentions=(*entry.mentions, Mention("surfaced", "dana", DANA.id, date(2026, 11, 24)))
    )
    assert saying(
        advocates(DANA, *several_people(3), entry), "For “Staff”: none of 1 advocate has seen"
    ).is_actionable


def test_a_goal_that_no_evidence_names_is_said():
    said = saying(advocates(DANA, OKSANA, MARTA), "For “Staff”: no evidence names it or one of its gaps")
    assert said.is_actionable


def test_who_decides_on_a_promotion_and_has_seen_nothing_is_named():
    entry = make.evidence("2026-03-12 RFC accepted !reach")
    ivo = at("Ivo", "manager, Platform")
    review = make.evidence("2026-09-29 @ivo asked me for a review")
    said = saying(advocates(DANA, HENRIK, WEI, ivo, entry, review), "may have to speak")
    assert (
        said.statement
        == "For “Staff”, no entry says that those who may have to speak for it saw your work: Wei-Ling (above skip-level, Data)."
    )
    assert said.next_step == "Show Wei-Ling “RFC accepted” (12 March 2026)."
    assert said.is_actionable


def test_a_private_entry_is_not_proposed_to_be_shown():
    entry = make.evidence("2026-03-12 RFC accepted !reach", confidentiality="private")
    assert saying(advocates(DANA, HENRIK, WEI, entry), "may have to speak").next_step == ""


def test_a_promotion_with_nobody_above_on_the_map_is_said_and_no_other_goal():
    said = saying(advocates(OKSANA, MARTA, *several_people(3)), "nobody on the map is above you")
    assert said.is_actionable
    work = make.goal("Rest", goal_kind="work")
    assert not any("above you" in one for one in says(look("advocates", work, OKSANA, MARTA, WEI)))


def test_the_table_ends():
    goals = [make.goal(f"Goal {number}") for number in range(4)]
    people = several_people(40, trust_marks=ADVOCATES)
    assert len(look("advocates", *goals, *people).table.rows) == 60
