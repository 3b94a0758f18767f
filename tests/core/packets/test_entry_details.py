"""The lines beneath an entry: sub-bullets say more about it, other text is a note to oneself."""

import pytest

from tests.core import make
from tests.core.packets.records import HALF, TODAY
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.entry_details import read_details
from vividmap.core.packets.promotion.draft import draft_promotion
from vividmap.core.packets.review.draft import draft_review
from vividmap.formats.packet import markdown


@pytest.mark.parametrize(
    ("body", "details"),
    [
        (
            "- 3 teams moved over\n  * wrote the runbook\n- [ ] tell Dana",
            ("3 teams moved over", "wrote the runbook"),
        ),
        ("**Situation:** late files\n**Action:** split the job by currency", ("split the job by currency",)),
        ("What went wrong anyway:\n\n- I muted the alert", ()),
        ("Mood: fine", ()),
        ("", ()),
    ],
)
def test_sub_bullets_and_actions_are_details_and_notes_are_not(body, details):
    assert read_details(make.evidence("2026-08-01 Ledger migration", body=body)) == details


def test_a_fact_beneath_an_entry_is_told_with_its_source():
    body = "- 3 teams moved over, zero downtime\n- nobody thanked us"
    record = make.record(make.evidence("2026-08-01 Ledger migration -> 41 min to 55 s ^l3dg", body=body))
    packet = draft_review(record, HALF, TODAY)
    assert "3 teams moved over, zero downtime." in next(packet.sentences).text
    assert "thanked" not in next(packet.sentences).text
    assert "“Nobody thanked us”" in [line.text for note in packet.notes for line in note.lines]
    printed, _, notes = markdown(packet, record).partition("## Notes to the author")
    assert "; 3 teams moved over, zero downtime" in printed
    assert "thanked" not in printed
    assert "Nobody thanked us" in notes


@pytest.mark.parametrize(
    ("body", "has_note"),
    [
        ("The fallback makes a fresh key per attempt.", True),
        ("**Situation:** late files\n**Action:** split the job by currency", True),
        ("- 3 teams moved over", False),
        ("Date: ongoing", False),
        ("", False),
    ],
)
def test_the_author_hears_of_a_longer_note_that_the_draft_does_not_use(body, has_note):
    entry = make.evidence("2026-08-01 Ledger migration -> 41 min to 55 s ^l3dg", body=body)
    notes = draft_review(make.record(entry), HALF, TODAY).notes
    assert [note.sources for note in notes if "longer note" in note.text] == [(entry.id,)] * has_note


def test_what_goes_on_is_of_every_period_and_said_to_have_no_date():
    goes_on = make.evidence("Mentored Yuki -> Yuki now owns the scheduler", body="date: ongoing")
    undated = make.evidence("Moved the queue -> 3 pages")
    record = make.record(goes_on, undated)
    for packet in (draft_review(record, HALF, TODAY), draft_promotion(record, HALF, TODAY)):
        assert [one.item for one in packet.proposals] == [goes_on.id]
        said = {note.text: note.sources for note in packet.notes}
        assert said["Given without a date, since its source says that it is ongoing."] == (goes_on.id,)
        assert any(text.startswith("Without a date, and so left out: 1 entry") for text in said)
    assert {one.item for one in draft_review(record, ALL_TIME, TODAY).proposals} == {goes_on.id, undated.id}


def test_what_became_of_somebody_is_told_and_the_rest_of_a_short_period_is_named():
    helped = make.evidence("2026-08-01 Jun got his first RFC through, he is up for senior")
    lots = make.evidence("2026-08-02 lots of PR review")
    record = make.record(
        helped, lots, *(make.evidence(f"2026-09-0{day} Cut part {day} -> {day}0 %") for day in (1, 2, 3))
    )
    packet = draft_review(record, HALF, TODAY)
    assert helped.id in packet.sources
    text = "Not in the draft: 1 of the 5 entries of the period; “lots of PR review”."
    assert (text, (lots.id,)) in [(note.text, note.sources) for note in packet.notes]
