"""What comes next is told in sentences, and no goal that the record tells as reached is told as next."""

from datetime import UTC, date, datetime

import pytest

from tests.core import make
from tests.core.packets.records import HALF, TODAY
from tests.support.choices import choose
from vividmap.core.packets.prose import PROSE
from vividmap.core.packets.review.draft import draft_review

SPEED = make.goal("LCP p75 on product pages under 2.5 s")
DESIGN = make.goal("Get the design system adopted by checkout and account")
TALK = make.goal("Speak at one external conference")


def goals_told(*items, **choices):
    packet = draft_review(make.record(*items), HALF, TODAY, choose(**choices))
    (section,) = (section for section in packet.sections if section.title == "What comes next")
    return [sentence.text for paragraph in section.paragraphs for sentence in paragraph.sentences]


def test_what_is_missing_and_what_comes_next_are_told_in_words():
    goal = make.goal("Senior Staff by mid 2027", goal_kind="promotion")
    scope = make.gap("a second strategy outside platform", of=goal)
    writing = make.gap("writing for executives", of=goal)
    plan = make.update("2026-09-01 agreed", of=writing, action="a talk at MLSys 2027")
    (line,) = goals_told(goal, scope, writing, plan)
    assert line == (
        "Senior Staff by mid 2027. Still missing: a second strategy outside platform and writing for executives."
        " Next step: a talk at MLSys 2027."
    )


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("strategy, hiring plan", "writing", "strategy, hiring plan; and writing."),
        ("hiring and budgets", "writing", "hiring and budgets; and writing."),
        ("mentoring", "writing", "mentoring and writing."),
    ],
)
def test_two_topics_are_joined_so_that_both_stay_apart(first, second, text):
    goal = make.goal("Staff engineer by 2027")
    (line,) = goals_told(goal, make.gap(first, of=goal), make.gap(second, of=goal))
    assert line == f"Staff engineer by 2027. Still missing: {text}"


@pytest.mark.parametrize(
    "line",
    [
        "2026-08-01 LCP p75 2.9 -> 2.2 s. GOAL 1 DONE ✅",
        "2026-08-01 LCP is at 2.2 s: goal reached",
        "2025-12-01 Reached our LCP goal of 2.5 s",
        "2026-08-01 LCP jetzt bei 2,2 s. Ziel 1 erreicht",
        "2026-08-01 LCP à 2,2 s, objectif atteint",
    ],
)
@pytest.mark.parametrize("style", ["", PROSE])
def test_a_goal_that_a_note_tells_as_reached_is_not_next_and_its_author_is_told(line, style):
    items = SPEED, DESIGN, TALK, make.evidence(line)
    told = "\n".join(goals_told(*items, style=style))
    assert "LCP" not in told
    assert "design system" in told
    notes = [
        note for note in draft_review(make.record(*items), HALF, TODAY).notes if "is reached" in note.text
    ]
    assert [note.sources for note in notes] == [(SPEED.id,)]


@pytest.mark.parametrize(
    "line",
    [
        "2026-08-01 LCP p75 2.9 -> 2.7 s. Goal 1 not reached",
        "2026-08-01 LCP: set the goal of the quarter with product",
        "2026-08-01 LCP goal: done by Christmas",
        "2026-08-01 LCP p75 2.9 -> 2.2 s",
        "2026-08-01 Goal 1 done ✅",
    ],
)
def test_any_other_goal_stays_next(line):
    assert len(goals_told(SPEED, DESIGN, TALK, make.evidence(line))) == 3


def test_an_update_says_that_a_goal_is_reached():
    done = make.update("2026-09-01 Done, the talk was in September", of=TALK)
    assert goals_told(SPEED, TALK, done) == ["LCP p75 on product pages under 2.5 s."]


def test_the_latest_update_says_what_is_left_of_a_goal():
    goal = make.goal("Get out of the Kafka business")
    (line,) = goals_told(goal, make.update("2026-09-12 22/22, done except the paperwork", of=goal))
    assert line == "Get out of the Kafka business. Still missing: paperwork."


@pytest.mark.parametrize(
    "body",
    ["Key result: rollout\nTarget: 100%\nStatus: ✅ achieved", "Status: erreicht", "Statut : atteint"],
)
def test_a_goal_whose_own_lines_say_reached_is_not_next(body):
    reached = make.goal("Native checkout", body=body)
    assert goals_told(reached, TALK) == ["Speak at one external conference."]


@pytest.mark.parametrize(
    "body", ["Status: ✅ achieved\nStatus: ❌ missed", "Status: partially", "Status: in progress"]
)
def test_a_goal_that_is_reached_in_part_stays_next(body):
    assert goals_told(make.goal("Fast app", body=body)) == ["Fast app."]


def test_of_several_targets_in_a_goal_those_reached_are_not_next():
    goal = make.goal("2026 goals: cost -20% ✅ / Airflow 2 ✅ / lineage for tier-1 ❌")
    assert goals_told(goal) == ["2026 goals: lineage for tier-1."]


@pytest.mark.parametrize("text", ["Devenir Staff d'ici juin 2027", "Virar Staff até dezembro de 2027"])
def test_a_goal_that_says_by_when_in_any_language_is_not_told_so_twice(text):
    (line,) = goals_told(make.goal(text, target=date(2027, 6, 30)))
    assert "(by" not in line


def test_the_day_of_an_import_is_no_day_on_which_a_goal_was_named():
    (line,) = goals_told(make.goal("Speak at a conference", created_at=datetime(2027, 1, 5, tzinfo=UTC)))
    assert line == "Speak at a conference."
