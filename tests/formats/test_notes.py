"""Notes that were never ours: what each line of them becomes."""

import re
from datetime import date
from textwrap import dedent

import pytest

from vividmap.core.fields import BadField
from vividmap.core.record import KINDS, specs
from vividmap.formats.notes import Fate, Unreadable, read
from vividmap.formats.notes.blocks import MOST_LINES

TODAY = date(2026, 11, 23)


def drafts(text):
    return read(dedent(text), TODAY).drafts


def only(text):
    (draft,) = drafts(text)
    return draft


def fates(text):
    return [str(fate) for fate in read(dedent(text), TODAY).fates]


def texts(text):
    return [(draft.kind, draft.text) for draft in drafts(text)]


@pytest.mark.parametrize("bullet", ["-", "*", "+", "1.", "1)", "- [x]", "•", "◦"])
def test_a_bullet_is_an_entry(bullet):
    draft = only(f"{bullet} Moved the cache")
    assert (draft.kind, draft.text, draft.body, draft.undated) == ("evidence", "Moved the cache", "", True)


def test_a_box_that_is_not_ticked_stays_in_sight():
    assert [draft.text for draft in drafts("- [ ] Write it up\n- [x] Ship it")] == [
        "[ ] Write it up",
        "Ship it",
    ]


def test_a_number_that_does_not_count_is_kept():
    assert [draft.text for draft in drafts("1. one\n2. two\n\n4. März war gut")] == [
        "one",
        "two",
        "4. März war gut",
    ]


def test_paragraphs_and_quotations_are_entries():
    assert texts("Moved the cache.\n\nWrote the RFC.\n\n> You saved us.\n> — Bo") == [
        ("evidence", "Moved the cache."),
        ("evidence", "Wrote the RFC."),
        ("evidence", "You saved us."),
    ]


def test_what_is_beneath_a_bullet_is_its_body_as_it_stands():
    draft = only("""
        - Moved the cache
          and more of it

          - nested
            - deeper

          ```py
          def f():
              return 1
          ```

              four more
    """)
    assert draft.text == "Moved the cache"
    assert draft.body == (
        "and more of it\n\n- nested\n  - deeper\n\n```py\ndef f():\n    return 1\n```\n\n    four more"
    )


def test_a_line_that_an_editor_broke_is_one_line():
    draft = only(
        "- Led the cutover of the payments ledger from the monolith to its\n"
        "  own service without downtime.\n"
        "  It was quiet."
    )
    assert draft.text.endswith("from the monolith to its own service without downtime.")
    assert draft.body == "It was quiet."


def test_code_after_an_entry_belongs_to_it_and_keeps_its_spaces():
    assert only("- Moved it\n\n```\n  two\n    four\n```").body == "```\n  two\n    four\n```"


def test_our_marks_work():
    draft = only(r"- 2026-03-04 Moved the cache -> P99 down ~org #redis with @priya \#not")
    assert (draft.text, str(draft.when)) == ("Moved the cache", "2026-03-04")
    assert draft.fields == {"outcome": r"P99 down ~org #redis with @priya #not", "scope": "org"}
    assert [(one.sort, one.written) for one in draft.mentions] == [("skill", "redis"), ("person", "priya")]


def test_a_block_id_of_another_editor_is_no_handle_of_ours():
    draft = only("- Moved the cache ^7f3k")
    assert (draft.text, draft.handle) == ("Moved the cache ^7f3k", "")


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
    assert (draft.text, str(draft.when), draft.undated) == ("Moved it", DATED[line], False)


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
    assert (draft.text, draft.when, draft.undated, draft.fields) == (line, None, True, {})


@pytest.mark.parametrize("written", ["03/04/2026", "03.04.26", "3/4", "Week 12", "Friday", "4. März 2026"])
def test_a_date_that_cannot_be_decided_is_kept_as_written(written):
    draft = only(f"- {written}: Moved it")
    assert (draft.text, draft.when, draft.undated) == (f"{written}: Moved it", None, True)
    assert draft.fields == {"date_as_written": written}
    (fate,) = read(f"- {written}: Moved it", TODAY).fates
    assert fate.said == f"evidence, undated, the date {written!r} cannot be decided and is kept as written"


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
    assert (draft.undated, draft.fields) == (True, {"date_as_written": "Week 12"})


SECTIONS = {
    "evidence": [
        "Wins",
        "🎉 Wins",
        "2. Key accomplishments",
        "**Impact**",
        "Kudos / Feedback",
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


def test_any_other_heading_is_a_tag_and_the_section_goes_on():
    first, second = drafts("# Learning\n## Databases\n- Vacuum\n# Project Ledger, EU\n- Moved it")
    assert (first.kind, first.fields) == ("skill entry", {"tags": ("Databases",)})
    assert (second.kind, second.fields) == ("evidence", {"tags": ("Project Ledger", "EU")})


def test_the_title_of_the_document_is_no_tag_and_what_introduces_it_no_entry():
    assert fates("""\
        # My brag document 2026

        I keep this every Friday.

        ## Ledger
        - Moved it""") == [
        "heading: date about 2026",
        "not taken: text above the first heading",
        "heading: tag Ledger",
        "entry: evidence, about 2026",
    ]


def test_a_list_that_a_line_announces():
    assert texts("What I did:\n- a1\n- b2\n") == [("evidence", "a1"), ("evidence", "b2")]
    draft = only("There were three reasons for which all of this had to be done:\n\n- a1\n- b2")
    assert draft.body == "- a1\n- b2"


def test_fields_directly_beneath_a_bullet():
    draft = only("""
        - Moved the cache
          - **Impact:** P99 down 340 ms
          - Scope: cross-team
          - Link: https://wiki.example/1, https://wiki.example/2
          - With: Priya, Tomas Berg and @dana
          - Skills: distributed systems, Go
          - Date: 4 March 2026
          - Tags: cache
          - Why: it was slow
    """)
    assert draft.fields == {
        "outcome": "P99 down 340 ms",
        "scope": "teams",
        "links": ("https://wiki.example/1", "https://wiki.example/2"),
        "tags": ("cache",),
    }
    assert [one.written for one in draft.mentions] == [
        "Priya",
        "Tomas Berg",
        "dana",
        "distributed systems",
        "Go",
    ]
    assert (str(draft.when), draft.body) == ("2026-03-04", "- Why: it was slow")


@pytest.mark.parametrize(
    "line",
    [
        "Scope: huge",
        "With: most of the procurement folks",
        "Link: see the wiki",
        "Date: soon",
        "Outcome:",
        "Impacts us: no",
    ],
)
def test_a_field_that_is_not_certain_stays_in_the_body(line):
    draft = only(f"- Moved it\n  - {line}")
    assert (draft.body, draft.fields, draft.mentions) == (f"- {line}", {}, ())


def test_a_second_outcome_stays_in_the_body():
    draft = only("- Moved it -> faster\n  - Impact: cheaper\n")
    assert (draft.fields, draft.body) == ({"outcome": "faster"}, "- Impact: cheaper")


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
    assert [draft.fields[name] for name in ("met", "worked_on", "status")] == [
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
    assert (notes.drafts, notes.fates[1]) == ((), Fate(2, "not taken", "no name of a person at its start"))


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
        ("2026-05-01", "talked about scope", "- and more"),
        ("2026-05-08", "career talk", "Staff by January."),
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
        ("None", "two RFCs outside", {"doing": "a third"}),
    ]
    assert goal.body == "- because I want to"
    assert [(one.kind, one.text) for one in other.children] == [("gap", "macros")]


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


def test_a_table():
    first, second, third = drafts("""
        | # | Date | What | Impact | Who | Mood |
        |--:|------|------|--------|-----|------|
        | 1 | 4 March 2026 | Moved it | fast \\| cheap | Priya | good |
        | 2 | 03/04/2026 | Wrote it | | somebody else | |
        | 3 |
    """)
    assert (first.text, str(first.when), first.body) == ("Moved it", "2026-03-04", "Mood: good")
    assert first.fields == {"outcome": "fast | cheap"}
    assert (second.fields, second.body) == ({"date_as_written": "03/04/2026"}, "Who: somebody else")
    assert third.text == "3"


def test_a_table_says_of_what_it_is():
    assert texts("| Name | Role |\n|-|-|\n| Priya | peer |") == [("person", "Priya")]
    assert texts("| Goal | Gap |\n|-|-|\n| Staff | influence |") == [("goal", "Staff")]
    assert fates("| Name |\n|-|\n| |") == ["heading: columns of a table"] * 2 + ["not taken: empty"]


def test_a_definition_is_a_link_of_the_entry_that_uses_it():
    notes = read(
        "- see [the RFC][rfc]\n- other\n\n[RFC]: https://wiki.example/1\n[x]: https://no.example", TODAY
    )
    assert notes.drafts[0].fields == {"links": ("https://wiki.example/1",)}
    assert [(fate.what, fate.entry) for fate in notes.fates] == [
        ("entry", 1),
        ("entry", 2),
        ("entry", 1),
        ("not taken", 0),
    ]


def test_what_is_left_out_says_why():
    assert fates("""\
        ---
        title: x
        ---
        <!-- a note -->
        ***
        ```
        code
        ```
        ## To do
        - buy a chair
        ## Wins
        - [ ]
        """) == [
        *["not taken: front matter"] * 3,
        "not taken: a comment",
        "not taken: a line across the page",
        *["not taken: code that stands beneath no entry"] * 3,
        "heading: tag To do",
        "not taken: beneath 'To do'",
        "heading: section evidence",
        "not taken: no word in it",
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("a\n\0", 2), ("a\r\n\r\nb\ud800", 3), ("\n" * MOST_LINES, MOST_LINES)]
)
def test_what_cannot_be_read_is_said_with_its_line(text, line):
    with pytest.raises(Unreadable, match=f"^line {line}: ") as error:
        read(text, TODAY)
    assert error.value.line == line


HOSTILE = {
    "quotes": ">" * 100_000,
    "lists in lists": "- " * 100_000 + "a",
    "numbers in numbers": "1. " * 100_000 + "a",
    "steps": "".join("  " * depth + "- a\n" for depth in range(500)),
    "a long line": "- " + "word " * 20_000,
    "marks": "- a -> " + "#x " * 30_000,
    "backticks": "- a " + "`" * 100_000,
    "brackets": "[" * 100_000 + "](" * 1_000,
    "dates": "- " + "2026-03-04 - " * 10_000,
    "names": "# People\n- x\n  - With: " + "Ann, " * 20_000,
    "columns": "|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n|" + "a|" * 5_000,
    "rows": "|a|b|\n|-|-|\n" + "|x|y|\n" * 10_000,
    "definitions": "[a]: b '\n" * 5_000,
    "headings": "".join(f"{'#' * (1 + n % 6)} w{n}\n" for n in range(10_000)),
    "outline": "- March 2026\n  - a\n" * 5_000,
    "comment": "<!-- " * 20_000,
    "ornaments": "# " + "🎉" * 100_000,
    "spaces": "\u00a0\u3000\x0b\n" * 5_000,
    "open fence": "```\n" + "a\n" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_like_any_other(name):
    text = HOSTILE[name]
    said = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert [fate.line for fate in read(text, TODAY).fates] == said


def test_nothing_is_lost_of_a_list_that_is_too_deep_to_follow():
    text = "".join("  " * depth + f"- word{depth}\n" for depth in range(60)) + "\nlast words"
    draft = drafts(text)[0]
    assert all(re.search(rf"\bword{depth}\b", draft.text + draft.body) for depth in range(60))


def test_drafts_hold_what_their_fields_take():
    text = "# People\n- Ann Lee - peer, A; met x\n  - Email: a@b.example\n# Wins\n- a\n  - Scope: org\n  - Tags: b"
    for draft in drafts(text):
        for name, value in draft.fields.items():
            try:
                assert specs(draft.kind)[name].check(value) == value
            except BadField as error:
                pytest.fail(str(error))
        assert draft.kind in KINDS
