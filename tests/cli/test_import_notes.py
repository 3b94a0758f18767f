"""import of notes: the questions after reading, their options, and importing again."""

import pytest
from tests.cli.many import refused
from tests.cli.terminal import at_terminal

pytestmark = pytest.mark.database

NOTES = """\
# brag

## Done
- Cut the nightly run from 41 min to 55 s
- Convinced Priya to drop the second queue
- Rewrote the rubric with Priya, adopted by 5 teams
- Automated the audit, 2 days instead of 3 weeks

## Bits and bobs
- Delegating
- Estimating
"""


@pytest.fixture
def notes(vividmap):
    path = vividmap.home.parent / "notes.md"
    path.write_text(NOTES)
    return path


def rows(vividmap):
    return {row["text"]: row for row in vividmap.json("list")}


def test_the_questions_at_a_terminal(vividmap, notes):
    screen = at_terminal(
        vividmap,
        "import",
        notes,
        answers=[
            ("Which period", ""),
            (": ", "2025-H2\n"),
            ("What is under 'Bits and bobs'", ""),
            ("it is", "gaps\n"),
            ("Who is Priya", ""),
            ("they are", "nobody\n"),
            ("does not say who Priya is", "peer\n"),
            ("These look strongest", ""),
            ("their numbers", "1,3\n"),
        ],
    )
    assert screen.code == 0, screen.text
    assert "→ 4 evidence, 2 gaps" in screen.text.replace("1 goal, ", "")
    assert "Next: vividmap draft review --period 2025-H2" in screen.text
    entries = rows(vividmap)
    assert entries["Cut the nightly run from 41 min to 55 s"]["date"] == "2025-H2~"
    document = vividmap.document()
    assert "- Priya" in document
    assert "gap: Delegating" in document
    assert "new" not in vividmap("import", notes, "--period", "2025-H2").out


def test_a_question_mark_explains_and_skip_leaves_out_what_is_below_a_heading(vividmap, notes):
    screen = at_terminal(
        vividmap,
        "import",
        notes,
        answers=[
            (": ", "?\n"),
            ("leave this question open", ""),
            (": ", "-\n"),
            ("it is", "?\n"),
            ("what I want to get better at", ""),
            ("it is", "skip\n"),
            ("Who is Priya", ""),
            ("they are", "?\n"),
            ("skip-level: your manager does", ""),
            ("they are", "q\n"),
        ],
    )
    assert screen.code == 0, screen.text
    assert set(rows(vividmap)) == {
        "Cut the nightly run from 41 min to 55 s",
        "Convinced Priya to drop the second queue",
        "Rewrote the rubric with Priya, adopted by 5 teams",
        "Automated the audit, 2 days instead of 3 weeks",
    }
    assert "Estimating" not in vividmap.document()


def test_an_option_about_a_person_counts_whether_or_not_there_is_a_question(vividmap, notes):
    notes.write_text(f"{NOTES}\n## People\n- Gus - my boss\n- Hannah – EM\n- Legal (Marlene) was happy\n")
    vividmap(
        "import",
        notes,
        "--person",
        "Gus=skip-level",
        "--person",
        "Hannah=peer",
        "--person",
        "Marlene=other part",
    )
    people = {row["text"]: row["positions"][0]["height"] for row in vividmap.json("list", "person")}
    assert people == {"Gus": "skip-level", "Hannah": "peer", "Marlene": "other part"}
    refusal = vividmap("import", notes, "--person", "Gustav=peer", check=False)
    assert refusal.code == 2
    assert "the notes do not name 'Gustav'" in refusal.err


def test_a_script_answers_with_options_and_is_told_what_is_open(vividmap, notes):
    first = vividmap("import", notes).out
    assert "Next:" not in first
    assert "to date them, add --period" in first
    assert "'Bits and bobs' was read as" in first
    assert rows(vividmap)["Automated the audit, 2 days instead of 3 weeks"]["date"] is None
    again = vividmap("import", notes, "--period", "2025-H2").out
    assert "6 changed" in again
    assert rows(vividmap)["Automated the audit, 2 days instead of 3 weeks"]["date"] == "2025-H2~"


def test_what_a_heading_is_is_remembered(vividmap, notes):
    vividmap("import", notes, "--heading", "Bits and bobs=gaps")
    other = notes.with_name("other.md")
    other.write_text("## Bits and bobs\n- Public speaking\n")
    vividmap("import", other)
    assert "gap: Public speaking" in vividmap.document()


def test_an_answer_that_is_not_understood_changes_nothing(vividmap, notes):
    refused(
        vividmap,
        [
            (["import", str(notes), *answer], message)
            for answer, message in (
                (["--period", "someday"], "is not a period"),
                (["--heading", "ppl=persons of note"], "use one of: evidence, learning"),
                (["--heading", "ppl"], "write it like 'ppl=people'"),
                (["--person", "Priya=queen"], "use one of: report"),
                (["--strongest", "best"], "write the numbers of lines"),
            )
        ],
    )


def test_a_document_that_says_whose_it_is_suggests_the_name_until_the_record_has_one(vividmap, notes):
    theirs = notes.with_name("theirs.md")
    theirs.write_text("Brag doc – Alice Example\n\n## 2026\n\n- Cut the build from 40 min to 9\n")
    suggestion = 'The document is by Alice Example. If that is you: vividmap config name "Alice Example"'
    assert suggestion in vividmap("import", theirs).out
    vividmap("config", "name", "Alice Example")
    assert suggestion not in vividmap("import", theirs).out


def test_a_1_1_with_somebody_who_is_not_on_the_map_says_how_to_add_them(vividmap):
    vividmap("log", "2026-11-20 Moved the cache")
    refusal = vividmap("draft", "one-on-one", "Dana", check=False)
    assert refusal.code == 2
    assert "no person has the handle or name 'Dana'. To add one: vividmap add person Dana" in refusal.err


PLANS = """\
# brag

## Done
- Cut the nightly run from 41 min to 55 s
- [ ] call Sam about the audit, which nobody has answered since the summer and which is due by the end of the year

## To do
- update "this"
"""


def test_lines_that_are_left_out_are_shown_in_their_own_words_with_the_remedy(vividmap, notes):
    notes.write_text(PLANS)
    preview = vividmap("import", notes, "--dry-run").out
    assert "line 8: not imported: below 'To do': update \"this\"" in preview
    out = vividmap("import", notes).out
    assert "  line 5: [ ] call Sam about the audit, which nobody" in out
    assert "… (an open task)" in out
    assert "  line 8: update \"this\" (below 'To do')" in out
    assert 'To add one anyway: vividmap log "…"; those below a heading: --heading "To do=evidence"' in out
    again = vividmap("import", notes, "--heading", "To do=evidence")
    assert 'update "this"' in again.out


def test_a_preview_shows_every_entry(vividmap, notes):
    notes.write_text("".join(f"- Moved job {number}\n" for number in range(300)))
    assert vividmap("import", notes, "--dry-run").out.count("add     evidence") == 300
    out = vividmap("import", notes).out
    assert (out.count("add     evidence"), "… and 100 more" in out) == (200, True)


def test_an_introduction_suggests_what_the_profile_lacks(vividmap, notes):
    notes.write_text(
        "# Brag doc 2026 – Alice Example\n\nStaff Engineer, Ledger, Acme.\n\n## Wins\n\n- Cut the build from 40 min to 9\n"
    )
    out = vividmap("import", notes).out
    assert "The document is by Alice Example, Staff Engineer at Acme. If that is you:" in out
    assert '  vividmap config level "Staff"\n  vividmap config employer "Acme"\n' in out
    vividmap("config", "level", "Staff")
    assert "config level" not in vividmap("import", notes).out
