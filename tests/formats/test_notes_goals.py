"""Goals of notes: their titles, and those that later lines call reached."""

import pytest
from tests.formats.reading import drafts

GOALS = """
    goals 2026
    1. LCP under 2.5 s on product pages
    2. get the design system adopted
    3. principal promo packet ready

    ## Log

    - 2026-06-23 {line}
    - 2026-06-24 moved the cache
"""


@pytest.mark.parametrize(
    ("line", "reached"),
    [
        ("LCP p75 2.9 -> 2.2 s. GOAL 1 DONE ✅", [True, False, False]),
        ("account team too, goal 2 ✅", [False, True, False]),
        ("Goal #3: achieved!", [False, False, True]),
        ("reached goal 2 with Marisol", [False, True, False]),
        ("Ziel 1 erreicht", [True, False, False]),
        ("objectif 3 atteint", [False, False, True]),
        ("goal 2 not done, moved to 2027", [False, False, False]),
        ("goal 1 almost done", [False, False, False]),
        ("wrote the abstract (goal 3)", [False, False, False]),
        ("goal 7 done", [False, False, False]),
    ],
)
def test_a_goal_is_reached_where_a_line_says_so_by_its_number(line, reached):
    goals = [draft for draft in drafts(GOALS.format(line=line)) if draft.kind == "goal"]
    assert [goal.fields.get("state") == "reached" for goal in goals] == reached


@pytest.mark.parametrize(
    ("line", "title", "rest"),
    [
        (
            "Get to Principal. Tom said that influence outside of Security is missing.",
            "Get to Principal",
            "Tom said that influence outside of Security is missing.",
        ),
        (
            "Die Plattform leiten bis Ende 2027. Dazu fehlt mir noch ein zweites Team. Und Zeit.",
            "Die Plattform leiten bis Ende 2027",
            "Dazu fehlt mir noch ein zweites Team. Und Zeit.",
        ),
        ("Own the storage layer of Payments with Dr. Hauser and e.g. Ana", None, ""),
        ("Speak at a conference", None, ""),
    ],
)
def test_the_title_of_a_goal_is_its_first_sentence(line, title, rest):
    (goal,) = drafts(f"# Goals\n- {line}\n")
    assert (goal.text, goal.body) == (title or line, rest)
