"""What a résumé leaves out where it has others: lengths of texts, and the baseline of another bullet."""

import pytest

from tests.core import make
from tests.support.choices import choose
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.job_search.draft import draft_resume
from vividmap.core.packets.job_search.weak_bullets import is_baseline, is_without_result

from .test_draft import ME, TODAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wrote strategy v3, 4 pages.", True),
        ("Wrote the GPU strategy: 3 scenarios, 6 pages.", True),
        ("Wrote the migration guide (12 pages).", True),
        ("Wrote strategy v3, 4 pages: presented to the CTO staff meeting.", False),
        ("Wrote the memo, approved by the CFO, 2 pages.", False),
        ("Rewrote on-call handbook: from 60 pages to 8.", False),
        ("Cut the runbook from 40 to 6 pages.", False),
        ("Wrote the memo that saved $300k a year, 2 pages.", False),
    ],
)
def test_a_length_is_no_result(text, expected):
    assert is_without_result(text) is expected


@pytest.mark.parametrize(
    ("text", "other_text", "expected"),
    [
        ("Ran GPU utilization audit: fleet average 31%.", "Raised fleet from 31% in May to 67%.", True),
        ("Measured checkout latency: 1.9 s.", "Cut checkout latency from 1.9 s to 0.7 s.", True),
        ("Ran GPU audit: fleet average 31%, $2M idle.", "Raised fleet from 31% to 67%.", False),
        ("Cut churn by 31%.", "Raised fleet from 31% to 67%.", False),
        ("Raised fleet from 31% to 40%.", "Raised fleet from 31% to 67%.", False),
        ("Ran the fleet audit.", "Raised fleet from 31% to 67%.", False),
    ],
)
def test_a_baseline_is_what_another_bullet_begins_with(text, other_text, expected):
    assert is_baseline(text, other_text) is expected


def test_they_are_left_out_beside_others_and_listed_for_the_author():
    audit = make.evidence("2026-01-01 GPU audit. Fleet average 31% ~org")
    raised = make.evidence("2026-06-01 Shipped the scheduler -> fleet from 31% to 67% ~org")
    others = [make.evidence(f"2026-05-{day:02} Moved feed {day} -> 40 min to 2") for day in range(1, 4)]
    texts, notes = told(audit, raised, *others)
    assert not any("audit" in text for text in texts)
    assert any(note.text.startswith("Left out, since they tell a length") for note in notes)
    texts, _ = told(audit, raised)
    assert any("audit" in text for text in texts)


def told(*items):
    packet = draft_resume(make.record(ME, *items), ALL_TIME, TODAY, choose())
    return [sentence.text for sentence in packet.sentences if sentence.sources], packet.notes


def test_what_became_of_a_document_is_told_without_who_adopted_it():
    ingrid = make.person("Ingrid Solberg")
    entry = make.evidence("2026-10-01 GPU strategy, 6 pages -> Ingrid adopted scenario B, $11M budget line")
    texts, _ = told(ingrid, entry)
    assert texts == ["Wrote GPU strategy, 6 pages: scenario B adopted, $11M budget line."]
    entry = make.evidence(
        "2026-10-01 Strategy v3, 4 pages -> Ingrid presented it to the board with my name on it"
    )
    assert told(ingrid, entry)[0] == ["Wrote strategy v3, 4 pages: presented to the board."]
