"""Words of privacy in notes of any shape: they survive reading, and headings count for what is below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.english import privacy_lines
from tests.formats.reading import TODAY, drafts, only

from vividmap.core.english.privacy_words import find_privacy_mark
from vividmap.core.item_marks import describe_draft_mark
from vividmap.formats.document.foreign_marks import take_marks
from vividmap.formats.notes import read
from vividmap.formats.notes.dating import Around, split_date


def marked(text):
    reading = read(text, TODAY)
    taken, problems = take_marks(reading.drafts, text.split("\n"), reading.sources)
    assert problems == ()
    return [(draft.text, describe_draft_mark(draft).partition(" ")[0]) for draft in entries_in(taken)]


def entries_in(drafts):
    """Yield drafts, or those below them: a person's name is no secret, what was talked about may be."""
    for draft in drafts:
        if not draft.children:
            yield draft
        yield from entries_in(draft.children)


LINES = [line for line in privacy_lines.PRIVATE if line[0] not in ">-#*"]


@pytest.mark.parametrize("shape", ["## Work\n\n- 2026-03-06 {}\n", "## Work\n\n### 6 March 2026\n\n{}\n"])
@pytest.mark.parametrize("line", LINES)
def test_no_shape_of_notes_loses_the_words(shape, line):
    assert {level for _, level in marked(shape.format(line))} <= {"private"}


def test_a_line_that_begins_with_the_word_is_an_entry_and_no_problem():
    text = "## Work\n\n- 2026-03-06 Confidential: did the Kredo audit\n- 2026-03-07 CONFIDENTIAL: closing Lisbon\n"
    assert [level for _, level in marked(text)] == ["private", "private"]


def test_a_misspelt_mark_is_still_a_problem():
    text = "## Work\n\n- 2026-03-06 Moved the cache\n\n  confidentialty: privat\n"
    reading = read(text, TODAY)
    _, problems = take_marks(reading.drafts, text.split("\n"), reading.sources)
    assert [problem.line for problem in problems] == [5]


@pytest.mark.parametrize(
    "heading", ["Private", "Private (not for the review)", "Confidential", "Vertraulich"]
)
def test_a_heading_says_it_for_all_below_it_and_for_nothing_else(heading):
    text = (
        "## Work\n\n- 2026-03-06 Moved the cache, p99 from 40 ms to 9 ms\n\n"
        f"## {heading}\n\n- 2026-03-07 Argued with Gavin, cut the queue from 9 to 4\n\n"
        "## More work\n\n- 2026-03-08 Moved the ledger to Postgres, p99 from 40 ms to 9 ms\n"
    )
    assert [level for _, level in marked(text)] == ["", "private", ""]


@pytest.mark.parametrize(
    "question",
    [
        "**7. Anything else your manager should know? (visible only to you and HR)**",
        "**7. Further remarks on the half year that you may make (visible only to HR)**",
        "**Only visible to me**",
        "7. Is there anything else? (only you and HR can see this)",
        "**Gibt es noch etwas? (nur sichtbar für dich und HR)**",
        "**Autre chose ? (visible uniquement par vous et les RH)**",
    ],
)
def test_a_question_that_says_who_may_read_holds_back_its_answer_and_nothing_else(question):
    text = (
        '**6. Peer feedback (received)**\n\n> "Her design note saved us two weeks." — Farid Osman, PM\n\n'
        f"{question}\n\nI am unhappy with how the reorg went.\n\n"
        "**9. What are you proud of? (required)**\n\nMoved the ledger to Postgres, p99 from 40 ms to 9 ms.\n"
    )
    levels = dict(marked(text))
    assert levels.pop("I am unhappy with how the reorg went.") == "private"
    assert "Moved the ledger to Postgres, p99 from 40 ms to 9 ms." in levels
    assert set(levels.values()) == {""}


@pytest.mark.parametrize("below", ["quote", "heading"])
def test_an_answer_below_another_question_is_no_feedback(below):
    head = "**6. Peer feedback (received)**\n\n" if below == "quote" else "## 6. Peer feedback\n\n"
    end = (
        "**7. Anything else your manager should know? (optional)**"
        if below == "quote"
        else "## 7. Anything else?"
    )
    text = f'{head}> "Great, clear and fast." — Farid Osman, PM\n\n{end}\n\nMoved the ledger, p99 from 40 ms to 9 ms.\n'
    kinds = {draft.text: draft.kind for draft in drafts(text)}
    assert kinds["Moved the ledger, p99 from 40 ms to 9 ms."] == "evidence"


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Compensation", "asked Ruth for the next band"),
        ("My salary", "Ruth wants to look at it in May"),
        ("Job search", "talked to Databricks, second round in June"),
        ("Comp & level", "two people said I am underpaid"),
        ("Gehalt", "Katrin fragt nach"),
        ("Recherche d'emploi", "deux appels cette semaine"),
    ],
)
def test_what_is_below_a_heading_on_pay_or_a_search_for_a_job_is_held_back(heading, line):
    text = f"## Work\n\n- Moved the cache, p99 from 40 ms to 9 ms\n\n## {heading}\n\n- {line}\n"
    levels = [level for _, level in marked(text)]
    assert levels == ["", "private"]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Compensation", "Moved the compensation service to Go, p99 from 40 ms to 9 ms"),
        ("Job search", "Shipped typo tolerance to 3M users"),
        ("Pay", "Refactored the payout queue, 4 incidents less"),
        ("Compensation engine", "asked Ruth for two more people"),
        ("Salary import", "two people onboarded"),
        ("Job search relevance", "talked to Databricks about vector indexes"),
    ],
)
def test_a_product_that_has_the_name_of_a_private_matter_is_told(heading, line):
    assert {level for _, level in marked(f"## {heading}\n\n- {line}\n")} <= {""}


PARENT = "- 2026-08-07 RFC-212 accepted, 3 teams moved\n  - backfill takes 2 h instead of 3 days\n"


@pytest.mark.parametrize(
    "line",
    [
        "Gus told me in confidence that Ravi is on a PIP",
        "interviewing at Databricks, nobody knows",
        "my salary stays the same though",
        "CONFIDENTIAL: Lisbon closes in May, 40 people",
        "Katrin hat mir im Vertrauen gesagt, dass Lissabon schließt",
        "🔒 Dana resigns in May, after the launch",
    ],
)
def test_a_private_item_below_an_entry_is_held_back_and_not_the_entry(line):
    text = f"## Work\n\n{PARENT}  - {line}\n  - mentored Ines, first PR on day 2\n"
    entry, private = read(text, TODAY).drafts
    assert "mentored Ines" in entry.body
    assert "backfill" in entry.body
    assert line not in entry.body
    assert private.when == entry.when
    levels = dict(marked(text))
    assert levels.pop(entry.text) == ""
    assert set(levels.values()) == {"private"}


@pytest.mark.parametrize("line", ["not for sharing", "confidential until May", "from Helen, told nobody"])
def test_an_item_that_only_says_who_may_read_is_about_the_entry(line):
    assert [level for _, level in marked(f"## Work\n\n{PARENT}  - {line}\n")] == ["private"]


def test_each_line_of_a_split_entry_is_reported_once():
    text = f"## Work\n\n{PARENT}  - my salary stays the same though\n  - mentored Ines, first PR on day 2\n"
    results = read(text, TODAY).line_results
    assert [result.line for result in results] == [1, 3, 4, 5, 6]
    assert [result.entry for result in results[1:]] == [3, 3, 5, 3]


@pytest.mark.parametrize(
    "heading", ["Private cloud", "Confidential computing", "Privacy", "Secrets out of Git"]
)
def test_a_heading_about_privacy_is_a_heading(heading):
    assert marked(f"## {heading}\n\n- 2026-03-07 Cut the queue from 9 to 4\n") == [
        ("Cut the queue from 9 to 4", "")
    ]


def test_a_tag_in_notes_is_no_skill_and_marks_the_entry():
    text = "## Work\n\n- 2026-03-09 looked around for other jobs #private #rust\n"
    assert [level for _, level in marked(text)] == ["private"]
    assert {mention.name for mention in only(text).mentions} <= {"rust"}


FRONTS = st.sampled_from(
    "2026-03-07|7 March 2026|07.03.2026|2026/03/07|**2026-03-07**|7. März 2026|7 mars 2026|Mar 7 2026"
    "|March 7, 2026".split("|")
)
FIRST_WORDS = st.sampled_from(
    "do did the a an la le el der die das am im on in of to de del di du no not so we e o y may sat sun"
    " mar 3 st th".split()
)


@given(
    front=FRONTS,
    word=FIRST_WORDS,
    follower=st.sampled_from(["not share", "share the list", "4 teams", "it -> 3 ms"]),
)
def test_a_date_in_front_takes_no_word_of_the_text(front, word, follower):
    text = f"{word} {follower}"
    split = split_date(f"{front} {text}", Around(TODAY))
    assert split.text.endswith(text), split


def test_the_words_of_a_line_are_all_there():
    (draft,) = drafts("## Work\n\n- 2026-03-07 do not share: bonus is 4%\n")
    assert draft.text == "do not share: bonus is 4%"
    assert find_privacy_mark((draft.text,)) is not None
