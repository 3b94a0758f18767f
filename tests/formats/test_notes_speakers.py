"""Whose words a quotation holds: each is feedback by who said it, and what the author notes is their own."""

import pytest
from tests.formats.reading import drafts, everything, texts


def feedback(text: str) -> list[tuple[str, str]]:
    """Return the text and the speaker of each piece of feedback."""
    return [
        (draft.text, next((mark.name for mark in draft.mentions), ""))
        for draft in drafts(text)
        if draft.fields.get("category") == "feedback"
    ]


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("mark", ["> ", "", "- "])
def test_each_quotation_with_its_speaker_is_feedback_of_its_own(mark, blank):
    lines = [
        "“She kept three teams honest.” — Farid Osman, PM Checkout",
        "“I would like to hear more of the why.” — Lena Wirth, Staff Engineer",
        "„Endlich ruhige Nächte.“ – Dee Okafor",
    ]
    text = "## Peer feedback\n" + "".join(f"{mark}{line}\n{blank}" for line in lines)
    assert feedback(text) == [(lines[0], "Farid Osman"), (lines[1], "Lena Wirth"), (lines[2], "Dee Okafor")]


@pytest.mark.parametrize(
    "quotation",
    [
        "> “A long quotation\n> that goes on here.”\n> — Tom Baker, PM Platform",
        "> “A long quotation that goes on here.” — Tom Baker,\n> PM Platform",
        "> A long quotation\n> that goes on here – Tom Baker",
        "> “A long quotation – Anna’s words –\n> that goes on here.” — Tom Baker",
    ],
)
def test_the_lines_of_one_quotation_stay_together(quotation):
    ((_, speaker),) = feedback(f"## Kudos\n{quotation}\n")
    assert speaker == "Tom Baker"


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Tom wrote: “Great work on the error budgets”", "Tom"),
        ("Tom (PM) said “Great work on the error budgets”", "Tom"),
        ("Anna schrieb im Channel: „Endlich ruhige Nächte gehabt“", "Anna"),
        ("Lucía me dijo: «el mejor informe del año»", "Lucía"),
        ("Katrin wrote: “You carried the whole release”", "Katrin"),
        ("She: “You carried the whole release”", "Katrin"),
        ("K: “You carried the whole release”", "Katrin"),
    ],
)
def test_a_quotation_in_a_conversation_is_of_who_is_named_with_it(line, speaker):
    text = f"# 1:1s Katrin (my manager)\n### 2026-06-23\n- {line}\n"
    assert [name for _, name in feedback(text)] == [speaker]


@pytest.mark.parametrize("label", ["growth area", "Growth areas", "Gap", "areas for improvement"])
def test_a_gap_that_the_author_notes_in_a_conversation_is_their_own(label):
    text = f"# 1:1s Katrin (my manager)\n### 2026-06-23\n- {label}: delegating\n"
    assert feedback(text) == []
    assert "delegating" in {draft.text for draft in everything(drafts(text)) if draft.kind == "gap"}


def test_a_gap_that_the_other_person_sees_is_feedback():
    text = "# 1:1s Katrin (my manager)\n### 2026-06-23\n- Gap she sees: delegating\n"
    assert [name for _, name in feedback(text)] == ["Katrin"]


@pytest.mark.parametrize(
    "line",
    ["Tom Baker wrote the doc “How to page humans”", "wrote “Why your DAG is slow”, read by 600 people"],
)
def test_a_title_between_quotation_marks_is_nobodys_words(line):
    assert texts(f"- {line}\n")[0][0] == "evidence"
