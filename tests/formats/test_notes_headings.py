"""Dates and headings in notes that were never ours."""

import pytest
from tests.formats.reading import TODAY, drafts, only, results, texts

from vividmap.formats.notes import read

DATED = {
    "2026-03-04: Moved it": "2026-03-04",
    "2026-03-04 Moved it": "2026-03-04",
    "**4 March 2026** – Moved it": "2026-03-04",
    "[Mar 4] Moved it": "2026-03-04",
    "[[Mar 4th, 2026]] Moved it": "2026-03-04",
    "(3/2026) Moved it": "2026-03~",
    "4.3.2026 - Moved it": "2026-03-04",
    "13/04/2026: Moved it": "2026-04-13",
    "Mar 4, 2026, Moved it": "2026-03-04",
    "March 2–6, 2026: Moved it": "2026-03-02..2026-03-06",
    "w/c 2 March 2026: Moved it": "2026-03-02..2026-03-08",
    "2026-W10: Moved it": "2026-03-02..2026-03-08",
    "2026年3月4日：Moved it": "2026-03-04",
    "2025-Q1~ Moved it": "2025-Q1~",
    "Moved it (March 2026)": "2026-03~",
    "Moved it (2025)": "2025~",
    "Moved it, 4 March 2026": "2026-03-04",
    "Moved it - 2026-03-04": "2026-03-04",
    "Moved it *(Q3 2026)*": "2026-Q3~",
    "Moved it, 2026-03-04 #redis": "2026-03-04",
}


@pytest.mark.parametrize("line", DATED)
def test_a_date_at_one_end_is_taken_off(line):
    draft = only(f"- {line}")
    assert (draft.text, str(draft.when), draft.is_undated) == ("Moved it", DATED[line], False)


@pytest.mark.parametrize(
    "line",
    [
        "Mar 4 services to one cluster",
        "2026 planning was hard",
        "Q3 2026 planning doc written",
        "May the force be with us",
        "Yesterday: moved it",
        "last week - moved it",
        "passed 4 of 5 (4/5)",
        "Version 4.3.2026 - released",
    ],
)
def test_what_only_looks_like_a_date_stays_text(line):
    draft = only(f"- {line}")
    assert (draft.text, draft.when, draft.is_undated, draft.fields) == (line, None, True, {})


@pytest.mark.parametrize("written", ["03/04/2026", "3/4", "Week 12", "Friday"])
def test_a_date_that_cannot_be_decided_is_kept_as_written(written):
    draft = only(f"- {written}: Moved it")
    assert (draft.text, draft.when, draft.is_undated) == (f"{written}: Moved it", None, True)
    assert draft.fields == {"date_as_written": written}
    (result,) = read(f"- {written}: Moved it", TODAY).line_results
    assert result.detail == f"evidence, undated, the date {written!r} is ambiguous and kept as written"


@pytest.mark.parametrize(
    ("heading", "written", "when"),
    [
        ("March 2026", "12/03", "2026-03-12"),
        ("March 2026", "03/12", "2026-03-12"),
        ("March 2026", "12.03.26", "2026-03-12"),
        ("Q3 2026", "04-08-2026", "2026-08-04"),
        ("Week of 2 March 2026", "03/04", "2026-03-04"),
        ("H1 2026", "03/04", None),  # 3 April and 4 March are both in it
        ("2026", "03/04", None),
        ("May 2026", "03/04", None),  # neither is in it
        ("March 2026", "12.03.25", "2025-03-12"),  # dots put the day first
    ],
)
def test_the_days_of_a_heading_decide_which_is_the_day_and_which_the_month(heading, written, when):
    draft = only(f"# {heading}\n- {written}: Moved it")
    if when:
        assert (draft.text, str(draft.when)) == ("Moved it", when)
    else:
        assert draft.fields == {"date_as_written": written}


@pytest.mark.parametrize(
    ("headings", "when"),
    [
        ("# March 2026", "2026-03~"),
        ("# Q3", "2026-Q3~"),
        ("# 2025\n## March", "2025-03~"),
        ("2025\n====\n\nMarch\n-----", "2025-03~"),
        ("# 2025\n## Q2", "2025-Q2~"),
        ("# 2025\n### Week of 2 March", "2025-03-02..2025-03-08"),
        ("# Wins – March 2026", "2026-03~"),
        ("# 📅 2) March 2026:", "2026-03~"),
        ("# 2025\n## Mar 3 – Mar 7", "2025-03-03..2025-03-07"),
        ("# Week of 2 March 2026\n## Thursday", "2026-03-05"),
        ("# 2026-W10", "2026-03-02..2026-03-08"),
        ("**March 2026**", "2026-03~"),
        ("- March 2026", "2026-03~"),
    ],
)
def test_the_nearest_heading_dates_what_has_no_date(headings, when):
    indent = "  " if headings.startswith("-") else ""
    assert str(only(f"{headings}\n\n{indent}- Moved it").when) == when


def test_headings_give_their_year():
    first, second = drafts("# 2025\n## March\n- Mar 4: Moved it\n- 4/13: Wrote it")
    assert (str(first.when), str(second.when)) == ("2025-03-04", "2025-04-13")


def test_a_heading_that_cannot_be_decided_is_kept_with_its_entries():
    draft = only("# Week 12\n- Moved it")
    assert (draft.is_undated, draft.fields) == (True, {"date_as_written": "Week 12"})


SECTIONS = {
    "evidence": [
        "Wins",
        "🎉 Wins",
        "2. Key accomplishments",
        "**Impact**",
        "WINS:",
        "Platform wins",
    ],
    "skill entry": ["Learning", "Learning & growth", "What I learned", "Feedback", "Deliberate practice"],
    "person": ["People", "1:1 network", "Relationships", "People I worked with", "👥 Stakeholders"],
    "goal": ["Goals 2026", "Goals for 2026", "Career goals", "OKRs", "Goals and gaps", "Learning goals"],
    "skill": ["Skills", "Technical skills"],
}


@pytest.mark.parametrize(
    ("kind", "title"), [(kind, one) for kind, titles in SECTIONS.items() for one in titles]
)
def test_a_heading_says_the_kind_of_what_is_beneath(kind, title):
    draft = only(f"### {title}\n\n- Priya Natarajan")
    assert (draft.kind, draft.text) == (kind, "Priya Natarajan")


@pytest.mark.parametrize("title", ["Growth areas", "Gaps", "Areas for improvement", "4. Skill gaps"])
def test_gaps_without_a_goal_stand_under_one_named_as_their_heading(title):
    goal = only(f"## {title}\n- Delegation")
    assert (goal.kind, goal.text) == ("goal", title.removeprefix("4. "))
    assert [(gap.kind, gap.text) for gap in goal.children] == [("gap", "Delegation")]


def test_any_other_heading_is_a_project_and_the_section_goes_on():
    first, second = drafts("# Learning\n## Databases\n- Vacuum\n# Project Ledger, EU\n- Moved it")
    assert (first.kind, first.fields) == ("skill entry", {"tags": ("Databases",)})
    assert (second.kind, second.fields) == ("evidence", {"project": "Project Ledger, EU"})


def test_a_heading_about_doing_something_is_no_section():
    assert texts("## Unblocking people\n- Wrote the guide\n") == [("evidence", "Wrote the guide")]
    assert texts("## Key people\n- Priya Natarajan\n") == [("person", "Priya Natarajan")]


def test_the_title_of_the_document_is_no_tag_and_what_introduces_it_no_entry():
    assert results("""\
        # My brag document 2026

        I keep this every Friday.

        ## Ledger
        - Moved it""") == [
        "heading: section evidence; date about 2026",
        "not imported: introduction above the first heading",
        "heading: section evidence; project Ledger",
        "entry: evidence, about 2026",
    ]


def test_a_list_that_a_line_announces():
    assert texts("What I did:\n- a1\n- b2\n") == [("evidence", "a1"), ("evidence", "b2")]
    assert texts("There were three reasons for which all of this had to be done:\n\n- a1\n- b2") == [
        ("evidence", "a1"),
        ("evidence", "b2"),
    ]


def test_a_heading_with_its_outcome_beneath_is_the_entry():
    draft = only("""
        ### 2.1 Checkout reliability (Q1 2026)

        **Situation:** It failed.

        **Impact:** 1.2 M EUR a year
        **Scope:** org
    """)
    assert (draft.text, str(draft.when), draft.body) == (
        "Checkout reliability",
        "2026-Q1~",
        "**Situation:** It failed.",
    )
    assert draft.fields == {"outcome": "1.2 M EUR a year", "scope": "org"}


@pytest.mark.parametrize(
    "heading",
    [
        "Q4",
        "Q4 (Oct–Dec)",
        "Q4 – October to December",
        "Q4 so far",
        "Oct–Dec (Q4)",
        "4. Quartal (Okt–Dez)",
        "T4 (octobre–décembre)",
        "Cuarto trimestre (octubre–diciembre)",
    ],
)
def test_a_heading_that_only_says_when_is_no_project_and_no_question(heading):
    text = f"# Brag doc 2026\n\n## {heading}\n\nIn October I was busy with the register.\n\n- Moved 3 jobs\n- It was late\n"
    reading = read(text, TODAY)
    assert [question.sort for question in reading.questions if question.sort == "heading"] == []
    assert [(str(draft.when), draft.fields.get("project")) for draft in reading.drafts[1:]] == [
        ("2026-Q4~", None)
    ] * 2


def test_a_period_in_brackets_leaves_the_name_of_the_project():
    (draft,) = drafts("## Q1 2026 (Jan-Mar) - Payments\n- Moved 3 jobs\n")
    assert (draft.fields["project"], str(draft.when)) == ("Payments", "2026-Q1~")


@pytest.mark.parametrize(
    ("heading", "project"),
    [
        ('Certificate automation (project "Evergreen")', "Certificate automation"),
        ("Training portal (Projekt Lern)", "Training portal"),
        ("Ledger (with Data)", "Ledger"),
    ],
)
def test_a_project_is_named_without_its_bracket_and_is_no_course(heading, project):
    text = f"## {heading}\n- 2026-05-22 Rollout in production, 3,100 of 3,400 renew alone\n- 2026-06-18 Moved the last ones\n"
    reading = read(text, TODAY)
    assert {(draft.kind, draft.fields["project"]) for draft in reading.drafts} == {("evidence", project)}
    assert [question for question in reading.questions if question.sort == "heading"] == []
