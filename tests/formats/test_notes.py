"""Notes that were never ours: what each line of them becomes."""

import re

import pytest
from tests.formats.reading import TODAY, drafts, only, results, texts

from vividmap.core.fields import BadField
from vividmap.core.record import KINDS, specs
from vividmap.formats.notes import Unreadable, read
from vividmap.formats.notes.blocks import MOST_LINES


@pytest.mark.parametrize("bullet", ["-", "*", "+", "1.", "1)", "- [x]", "•", "◦"])
def test_a_bullet_is_an_entry(bullet):
    draft = only(f"{bullet} Moved the cache")
    assert (draft.kind, draft.text, draft.body, draft.is_undated) == ("evidence", "Moved the cache", "", True)


def test_a_box_that_is_not_ticked_is_an_open_task():
    assert results("- [ ] Write it up\n- [x] Ship it") == [
        "not imported: an open task",
        "entry: evidence, undated",
    ]


def test_a_number_that_does_not_count_is_kept():
    assert [draft.text for draft in drafts("1. one\n2. two\n\n4. März war gut")] == [
        "one",
        "two",
        "4. März war gut",
    ]


def test_paragraphs_are_entries_and_quotations_are_feedback():
    assert texts("Moved the cache.\n\nWrote the RFC.\n\n> You saved us.\n> — Bo") == [
        ("evidence", "Moved the cache."),
        ("evidence", "Wrote the RFC."),
        ("skill entry", "You saved us. — Bo"),
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
    assert [(one.sort, one.name) for one in draft.mentions] == [("skill", "redis"), ("person", "priya")]


def test_a_block_id_of_another_editor_is_no_handle_of_ours():
    draft = only("- Moved the cache ^7f3k")
    assert (draft.text, draft.handle) == ("Moved the cache ^7f3k", "")


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
    assert [one.name for one in draft.mentions] == [
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


def test_a_table():
    table = """
        | # | Date | What | Impact | Who | Mood |
        |--:|------|------|--------|-----|------|
        | 1 | 4 March 2026 | Moved it | fast \\| cheap | Priya | good |
        | 2 | 03/04/2026 | Wrote it | | somebody else | |
        | 3 |
    """
    first, second = drafts(table)
    assert (first.text, str(first.when), first.body) == ("Moved it", "2026-03-04", "Mood: good")
    assert first.fields == {"outcome": "fast | cheap"}
    assert (second.fields, second.body) == ({"date_as_written": "03/04/2026"}, "Who: somebody else")
    assert results(table)[-1] == "not imported: row without a name"


def test_a_table_says_of_what_it_is():
    assert texts("| Name | Role |\n|-|-|\n| Priya | peer |") == [("person", "Priya")]
    assert texts("| Goal | Gap |\n|-|-|\n| Staff | influence |") == [("goal", "Staff")]
    assert results("| Name |\n|-|\n| |") == ["heading: table header"] * 2 + ["not imported: empty row"]


def test_a_definition_is_a_link_of_the_entry_that_uses_it():
    notes = read(
        "- see [the RFC][rfc]\n- other\n\n[RFC]: https://wiki.example/1\n[x]: https://no.example", TODAY
    )
    assert notes.drafts[0].fields == {"links": ("https://wiki.example/1",)}
    assert [(result.result, result.entry) for result in notes.line_results] == [
        ("entry", 1),
        ("entry", 2),
        ("entry", 1),
        ("not imported", 0),
    ]


def test_what_is_left_out_says_why():
    assert results("""\
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
        *["not imported: front matter"] * 3,
        "not imported: a comment",
        "not imported: a horizontal rule",
        *["not imported: code that is not part of an entry"] * 3,
        "heading: no section or date",
        "not imported: below 'To do'",
        "heading: section evidence",
        "not imported: no words",
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
    assert [result.line for result in read(text, TODAY).line_results] == said


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
