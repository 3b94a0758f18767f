from datetime import date

import pytest

from tests.core.insights.looking import look, saying, says, several
from tests.core.make import evidence

FIRST = date(2026, 2, 1)


def of(**counts):
    return [
        one
        for kind, count in counts.items()
        for one in several(count, FIRST, line=f"{kind} {{}}", category="" if kind == "unsaid" else kind)
    ]


@pytest.mark.parametrize(("count", "shown"), [(0, False), (7, False), (8, True)])
def test_it_needs_two_for_each_kind(count, shown):
    found = look("kinds", *of(led=count, unsaid=3))
    assert bool(found.insights) is shown
    assert bool(found.needs) is not shown


def test_the_mix_is_told_with_its_entries():
    found = look("kinds", *of(decision=3, unblocked=2, prevented=2, led=2))
    assert found.insights[0].statement == (
        "Of the 9 entries since 1 February 2026 that say their kind: 3 decisions or artifacts, 2 that unblocked "
        "or accelerated someone, 2 that prevented a failure and 2 that you led or contributed to."
    )
    assert len(found.insights) == 1
    assert len(found.insights[0].behind) == 9


def test_a_kind_that_is_missing_is_named_with_its_question():
    found = saying(look("kinds", *of(decision=4, prevented=2, led=2)), "None of them")
    assert found.statement == "None of them is of the kind “unblocked or accelerated someone”."
    assert found.next_step == "Who did you unblock, or help to move faster?"
    assert found.is_actionable


@pytest.mark.parametrize(("others", "rare"), [(17, False), (18, False), (19, True)])
def test_a_kind_is_rare_below_a_tenth(others, rare):
    found = look("kinds", *of(unblocked=2, decision=others - 12, prevented=6, led=6))
    assert bool([one for one in says(found) if "Rare" in one]) is rare
    if rare:
        assert saying(found, "Rare").statement == (
            "Rare, less than 10 % of them: “unblocked or accelerated someone”, 2 of 21."
        )


def test_the_owner_sets_what_is_rare():
    items = of(unblocked=2, decision=6, prevented=6, led=6)
    assert not [one for one in says(look("kinds", *items)) if "Rare" in one]
    assert [one for one in says(look("kinds", *items, limits={"kind-share": 11})) if "Rare" in one]


def test_entries_without_a_kind_are_counted_and_nobody_is_pressed():
    found = saying(look("kinds", *of(led=8, unsaid=1)), "no kind")
    assert found.statement == "1 of the 9 entries since 1 February 2026 has no kind."
    assert not found.is_actionable


@pytest.mark.parametrize(
    ("day", "counts"), [("2025-11-22", 8), ("2025-11-23", 9), ("2026-11-23", 9), ("2026-11-24", 8)]
)
def test_a_year_back_from_today_counts(day, counts):
    found = look("kinds", *of(led=8), evidence(f"{day} Edge", category="led"))
    assert f"Of the {counts} entries" in says(found)[0]


def test_the_table_counts_each_kind():
    table = look("kinds", *of(decision=3, led=5, unsaid=2)).table
    assert [(row[0].text, row[1].value) for row in table.rows] == [
        ("Decision or artifact", 3),
        ("Unblocked or accelerated someone", 0),
        ("Prevented a failure", 0),
        ("Led or contributed", 5),
        ("Not set", 2),
    ]
