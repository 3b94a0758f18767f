"""People, goals and skills in notes that were never ours."""

from datetime import date

import pytest
from tests.formats.reading import TODAY, drafts, only, texts

from vividmap.formats.notes import LineResult, read


def test_a_person_on_a_line():
    draft = only("""
        # People
        - **Priya Natarajan** — peer, Platform; met at the handover; worked on the RFC; likes tea
          - 2026-03-04: coffee
            - she will review it
          - Status: close
          - Likes short documents
    """)
    position = draft.fields["positions"][0]
    assert (draft.kind, draft.text, position.height, position.part) == (
        "person",
        "Priya Natarajan",
        "peer",
        "Platform",
    )
    assert [draft.fields[name] for name in ("how_we_met", "worked_on", "status")] == [
        "at the handover",
        "the RFC",
        "close",
    ]
    assert draft.body == "likes tea\n\n- Likes short documents"
    (touchpoint,) = draft.children
    assert (str(touchpoint.when), touchpoint.text, touchpoint.body) == (
        "2026-03-04",
        "coffee",
        "- she will review it",
    )


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Priya", "Priya", ""),
        ("@priya", "priya", ""),
        ("priya - knows my work", "priya", "knows my work"),
        ("Tomas Berg (staff engineer): CI", "Tomas Berg", "staff engineer; CI"),
        ("Jan van der Berg, of old", "Jan van der Berg", "of old"),
        ("Anna-Lena O'Neill: tea", "Anna-Lena O'Neill", "tea"),
        ("山田太郎 — 東京オフィス", "山田太郎", "東京オフィス"),
        ("[Mei Lin](https://people.example/mei)", "Mei Lin", ""),
    ],
)
def test_names(line, name, rest):
    draft = only(f"# People\n- {line}")
    assert (draft.text, draft.body) == (name, rest)


@pytest.mark.parametrize(
    "line", ["coffee with Priya about the RFC", "the procurement folks", "Platform team", "3 interns"]
)
def test_a_line_among_people_that_names_nobody_is_left_out(line):
    notes = read(f"# People\n- {line}", TODAY)
    assert (notes.drafts, notes.line_results[1]) == (
        (),
        LineResult(2, "not imported", "does not begin with a person's name"),
    )


def test_headings_that_are_names():
    priya, dana, sam = drafts("""
        # People
        ## Priya Natarajan
        Knows my work.
        - 2026-03-04: coffee
        ## Team leads
        - Dana Whitfield — Payments
        # 1:1s with Sam
        ## 2026-05-01
        - talked about scope
        - and more
        ## 8 May 2026 – career talk
        Staff by January.
    """)
    assert (priya.text, priya.body) == ("Priya Natarajan", "Knows my work.")
    assert [one.text for one in priya.children] == ["coffee"]
    assert (dana.text, dana.fields) == ("Dana Whitfield", {"tags": ("Team leads",)})
    assert [(str(one.when), one.text, one.body) for one in sam.children] == [
        ("2026-05-01", "talked about scope", ""),
        ("2026-05-01", "and more", ""),
        ("2026-05-08", "career talk", ""),
        ("2026-05-08", "Staff by January.", ""),
    ]


def test_one_person_in_several_places_is_one():
    draft = only("# 1:1s\n## Dana — 2026-03-04\n- scope\n## Dana — 2026-03-18\n- more scope")
    assert [(str(one.when), one.text) for one in draft.children] == [
        ("2026-03-04", "scope"),
        ("2026-03-18", "more scope"),
    ]


def test_goals_gaps_and_updates():
    goal, other = drafts("""
        # Goals
        - [x] Staff engineer by 31 January 2027
          - Gap: influence
            - 2026-07-03: known in my team
            - Current: two RFCs outside
            - Doing: a third
          - 2026-10-02: Dana agrees
          - because I want to
        - Learn Rust
          - macros
    """)
    assert (goal.text, goal.fields) == (
        "Staff engineer by 31 January 2027",
        {"state": "reached", "target": date(2027, 1, 31)},
    )
    gap, update = goal.children
    assert (gap.kind, gap.text, update.kind, update.text) == ("gap", "influence", "update", "Dana agrees")
    assert [(str(one.when), one.text, one.fields) for one in gap.children] == [
        ("2026-07-03", "known in my team", {}),
        ("None", "two RFCs outside", {"action": "a third"}),
    ]
    assert goal.body == "- because I want to"
    assert (other.children, other.body) == ((), "- macros")


def test_what_is_done_about_a_gap_stays_text_without_its_current_state():
    (gap,) = only("# Goals\n- Staff\n  - Gap: influence\n    - Doing: an RFC").children
    assert (gap.children, gap.body) == ((), "- Doing: an RFC")


def test_a_heading_with_gaps_beneath_is_the_goal():
    goal = only("# Goals\n## Staff\nSenior now.\n- Gap: influence\n### Gaps\n- sponsors")
    assert (goal.text, goal.body) == ("Staff", "Senior now.")
    assert {gap.text for gap in goal.children} == {"influence", "sponsors"}


def test_skills_are_short_names_and_all_else_is_an_entry():
    assert texts("# Skills\n- Rust\n- Facilitation: took the course") == [
        ("skill", "Rust"),
        ("skill entry", "Facilitation: took the course"),
    ]


@pytest.mark.parametrize(
    ("line", "giver"),
    [
        ("Tobias said I should write more of this down", ["Tobias"]),
        ("Ines told me my documents are too long", ["Ines"]),
        ("She said I should own the scope", []),
    ],
)
def test_what_somebody_said_about_the_author_is_feedback(line, giver):
    draft = only(f"# Work log\n- {line}")
    assert (draft.kind, draft.fields["category"]) == ("skill entry", "feedback")
    assert [mark.name for mark in draft.mentions] == giver


def test_people_who_are_introduced_in_one_line():
    text = "# Notes\n\nppl who can vouch: nadia (ex report), Pete Wallis - PM, Graciela (staff, infra)"
    people = [draft.text for draft in drafts(text) if draft.kind == "person"]
    assert people == ["nadia", "Pete Wallis", "Graciela"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sipho did his first release alone", ["Sipho"]),
        ("She will introduce me to Ravindra", ["Ravindra"]),
        ("Built the exporter with Bao and Ximena", ["Bao", "Ximena"]),
        ("Ebun (CFO) thanked the team", ["Ebun"]),
        ("Reviewed her design", []),
        ("Worked with Stripe and Adyen on payouts", []),
        ("Presented it in Lyon and Hamburg", []),
        ("Convinced Legal (Thijs) that logs can stay", ["Thijs"]),
    ],
)
def test_names_in_sentences(text, names):
    assert [mark.name for mark in only(f"- {text}").mentions] == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dr. Selma Aydin, Head of Product", "Selma Aydin"),
        ("Mr. Takahashi, VP Finance", "Takahashi"),
        ("Mi jefa (Amparo Gil), desde 2024", "Amparo Gil"),
        ("Tomas R. Berg – peer", "Tomas R. Berg"),
    ],
)
def test_titles_and_roles_are_no_part_of_a_name(line, name):
    assert texts(f"# People\n- {line}") == [("person", name)]


def test_who_stands_beside_a_person_in_a_heading_is_kept():
    person = only("# 1:1 with Dana — payments\n\n## 2026-05-02\n- promo talk\n")
    assert (person.text, person.body) == ("Dana", "payments")
