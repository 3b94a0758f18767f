"""A form: its title, its details, its questions, its grades, and where its sections end."""

import pytest
from tests.formats.reading import drafts, everything, results, texts

from vividmap.core.record import Person

FORM = """\
{title}
Reviewee: Nadia Brandt · Staff Engineer, Mobile · Manager: Colm Gallagher
Status: Submitted 07/08/2026

## Accomplishments

- Cut the build from 14 to 5 min
- Rewrote the importer after Nadia Brandt found the flaw
"""


@pytest.mark.parametrize(
    "title",
    [
        "Lattice · Self-review · H1 2026 (Jan 1 – Jun 30)",
        "Selbsteinschätzung 2026-H1",
        "Performance review, H1 2026",
        "# Self-review H1 2026",
    ],
)
def test_the_title_of_a_form_dates_its_lines_and_is_no_entry(title):
    build = next(draft for draft in drafts(FORM.format(title=title)) if draft.kind == "evidence")
    assert build.text == "Cut the build from 14 to 5 min"
    assert build.when is not None
    assert (str(build.when.first), str(build.when.last)) == ("2026-01-01", "2026-06-30")


def test_a_form_names_the_manager_and_its_author_is_nobody_they_know():
    people = [
        draft for draft in drafts(FORM.format(title="Self-review H1 2026")) if draft.kind == Person.kind
    ]
    assert [(draft.text, draft.fields["positions"][0].height) for draft in people] == [
        ("Colm Gallagher", "manager")
    ]
    marks = [
        mark.name for draft in drafts(FORM.format(title="Self-review H1 2026")) for mark in draft.mentions
    ]
    assert "Nadia Brandt" not in marks


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Rating (1–5): 4 – Exceeds expectations", "a blank to fill in"),
        ("Bewertung: 4 – übertrifft die Erwartungen", "a blank to fill in"),
        ("ooo Thu/Fri (wedding!)", "nothing was done"),
        ("ruhig", "nothing was done"),
        ("slackbot: Reminder: write your brag!", "a message of a bot"),
    ],
)
def test_a_line_that_tells_of_no_work_is_left_out_with_the_reason(line, reason):
    assert results(f"## Done\n- Cut the build from 14 to 5 min\n- {line}\n")[-1] == f"not imported: {reason}"


@pytest.mark.parametrize(
    "line",
    [
        "Rating: 3.1 → 4.6 in the app store",
        "deploybot: cut the deploy from 40 to 4 min",
        "ooo handover doc written, used by 4 teams",
        "quiet hours for pages, 31 -> 8 a shift",
    ],
)
def test_a_line_that_tells_of_work_is_kept(line):
    assert texts(f"## Done\n- {line}\n")[0][0] == "evidence"


@pytest.mark.parametrize("question", ["What would you do differently?", "Was würdest du anders machen?"])
def test_a_question_of_a_form_is_no_goal(question):
    read_drafts = drafts(f"## {question}\n\nI should have involved Security earlier.\nI avoid conflict.\n")
    assert question not in {draft.text for draft in everything(read_drafts)}


@pytest.mark.parametrize("word", ["who", "Who", "people", "ppl", "wer", "quién"])
def test_people_have_a_section_of_their_own_below_a_list_to_do(word):
    text = (
        f"TODO\n- write docs\n\n{word}\nGus - my boss\nHannah – EM of the team\nTobias: principal eng infra\n"
    )
    assert texts(text) == [("person", "Gus"), ("person", "Hannah"), ("person", "Tobias")]
