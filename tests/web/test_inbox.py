"""The page of the inbox: a list, one candidate selected, every decision a form that works without a script."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support import FULL

from vividmap.core.proposals import Proposal
from vividmap.core.record import Evidence
from vividmap.core.when import When
from vividmap.services import lookup
from vividmap.services.inbox.proposing import propose
from vividmap.store import queries
from vividmap.store.queries import inbox

pytestmark = [pytest.mark.database]

FLOOD = 9_999 if FULL else 1_999
DAY = date(2026, 11, 20)
RECORD = """\
# Impact evidence
- 2026-11-10 Planned the cache +ledger ^p1an
# Relationship map
- Priya Natarajan ^p9qd
"""


def work(key, **values):
    defaults = {"source": "git", "kind": "evidence", "text": f"Work {key}", "when": When.day(DAY)}
    return Proposal(key=key, **{**defaults, **values})


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


def decide(record, do, at="", **form):
    return record.post("inbox", follow=True, do=do, at=at, **form)


def waiting(record):
    return sorted(candidate.text for candidate in inbox.list_due(record.actor.owner, DAY))


def test_an_empty_inbox_says_how_to_collect_and_nothing_else_mentions_one(record):
    assert "vividmap collect git" in record.get("inbox").words
    assert "Inbox" not in record.get("today").html
    assert "candidate" not in record.get("today").words


def test_candidates_stand_by_project_with_the_first_one_selected(record):
    propose(
        record.actor,
        [
            work(
                "1",
                project="ledger",
                people=("Priya",),
                reason="14 commits",
                links=("https://git.example.org/1",),
            ),
            work("2", project="Ledger", when=When.day(DAY - timedelta(days=3))),
            work("3", source="calendar", kind="touchpoint", when=When.day(DAY - timedelta(days=1))),
        ],
    )
    seen = record.get("inbox")
    assert seen.html.count('name="do" value="accept"') == 1
    assert "3 candidates wait." in seen.words
    assert 'href="https://git.example.org/1" rel="noreferrer"' in seen.html
    assert seen.words.index("Work 1") < seen.words.index("Work 2") < seen.words.index("Work 3")
    assert 'Inbox <span class="count">3</span>' in record.get("evidence").html
    assert "3 candidates wait. Decide in the inbox" in record.get("today").words


def test_a_form_accepts_with_an_outcome_a_part_and_other_words(record):
    (handle,) = propose(record.actor, [work("1", project="ledger")]).added
    seen = decide(
        record,
        "accept",
        handle,
        outcome="P99 down",
        part="led",
        text="Moved it ~teams",
        date="2026-11-18",
        project="core",
    )
    assert "Accepted as evidence ^" in seen.html
    entry = next(
        item for item in queries.load_record(record.actor.owner).items_of(Evidence) if item.text == "Moved it"
    )
    fields = (entry.outcome, entry.part, entry.scope, entry.project, str(entry.when))
    assert fields == ("P99 down", "led", "teams", "core", "2026-11-18")
    assert waiting(record) == []


def test_what_is_refused_keeps_what_was_typed(record):
    (handle,) = propose(record.actor, [work("1")]).added
    seen = record.post(
        "inbox", do="accept", at=handle, outcome="A long answer", part="led", text="", date="someday"
    )
    assert seen.status == 422
    assert 'value="A long answer"' in seen.html
    assert "The date" in seen.words
    assert waiting(record) == ["Work 1"]


def test_ticked_candidates_are_merged_attached_snoozed_and_dismissed_and_undone(record):
    handles = propose(record.actor, [work(str(number)) for number in range(6)]).added
    assert "2 candidates merged" in decide(record, "merge", handles[0], handle=[handles[0], handles[1]]).words
    assert "Attached to ^p1an" in decide(record, "attach", handles[2], suggested="p1an", target="").words
    assert "Snoozed until 30 November 2026" in decide(record, "snooze", handles[3]).words
    assert "2 candidates dismissed" in decide(record, "dismiss", "", handle=[handles[4], handles[5]]).words
    assert waiting(record) == ["Work 0"]
    record.post("undo")
    assert waiting(record) == ["Work 0", "Work 4", "Work 5"]
    assert record.post("inbox", do="dismiss", at=handles[2]).status == 409
    assert record.post("inbox", do="attach", at=handles[4], target="").status == 422
    assert record.post("inbox", do="accept", at="n0ne").status == 409


def test_all_of_a_group_are_all_that_are_due_and_not_only_those_on_the_page(record):
    handles = propose(record.actor, [work(f"{number}", project="Ledger") for number in range(30)]).added
    propose(record.actor, [work(f"more {number}", project="ledger") for number in range(30)])
    propose(record.actor, [work("other")])
    decide(record, "snooze", handles[0])
    seen = record.get("inbox")
    assert "of 59" in seen.words
    assert "Accept all 59" in seen.words
    assert "Dismiss all 59" in seen.words
    assert "59 candidates accepted" in decide(record, "accept-group", group="+ledger", count="59").words
    entries = queries.load_record(record.actor.owner).items_of(Evidence)
    assert len(entries) == 60
    assert {entry.project for entry in entries} == {"ledger"}
    assert waiting(record) == ["Work other"]
    record.post("undo")
    assert len(waiting(record)) == 60
    assert "59 candidates dismissed" in decide(record, "dismiss-group", group="+ledger", count="59").words
    assert waiting(record) == ["Work other"]


def test_a_group_that_has_grown_since_it_was_shown_is_not_decided_about(record):
    propose(record.actor, [work("1"), work("2"), work("3")])
    seen = record.post("inbox", do="dismiss-group", group="git", count="2")
    assert seen.status == 409
    assert "The group has 3 candidates now, not 2; nothing was decided." in seen.words
    assert len(waiting(record)) == 3


def test_an_answer_about_a_candidate_that_is_gone_is_not_shown_with_another(record):
    gone, _ = propose(record.actor, [work("1"), work("2")]).added
    decide(record, "dismiss", gone)
    seen = record.post("inbox", do="accept", at=gone, outcome="P99 down")
    assert seen.status == 409
    assert "was already dismissed" in seen.words
    assert "P99 down" not in seen.html


def test_nothing_of_bobs_is_shown_or_decided_here(record, as_pages):
    bob = as_pages("bob").actor
    (handle,) = propose(bob, [work("of Bob")]).added
    assert "of Bob" not in record.get("inbox").words + record.get("today").words
    assert record.post("inbox", do="dismiss", at=handle).status == 409
    assert inbox.count_waiting(bob.owner, "git") == 1


def test_the_weekly_check_in_begins_with_at_most_five(record):
    propose(record.actor, [work(str(number)) for number in range(7)])
    seen = record.post("checkin", follow=True, kind="weekly", period="2026-W47")
    assert "7 candidates wait; here are 5 of them. Which are worth keeping?" in seen.words
    assert seen.html.count('name="do" value="accept"') == 5
    assert 'id="say-inbox"' in seen.html
    assert seen.html.count('value="merge"') == seen.html.count('value="attach"') == 1
    assert "Planned the cache ^p1an" in seen.words
    monthly = record.post("checkin", follow=True, kind="monthly", period="2026-11")
    assert "candidates" not in monthly.words


def test_a_candidate_has_no_page_of_the_record_but_leads_to_the_inbox(record):
    (handle,) = propose(record.actor, [work("1")]).added
    assert record.get("item", handle).location == f"/inbox?at={handle}"


def test_ten_thousand_proposals_leave_every_page_as_quick_as_before(record):
    def count_queries(page):
        with CaptureQueriesContext(connection) as queries_made:
            assert record.get(page).status == 200
        return len(queries_made)

    propose(record.actor, [work("first")])
    pages = ("inbox", "today", "evidence", "document")
    few = [count_queries(page) for page in pages]
    propose(record.actor, [work(str(number), members=(str(number),)) for number in range(FLOOD)])
    assert [count_queries(page) for page in pages] == few
    assert record.get("inbox").html.count('name="handle"') == 50
    assert '<span class="count">99+</span>' in record.get("evidence").html
    assert [item.text for item in queries.list_items(record.actor.owner, ["evidence"])] == [
        "Planned the cache"
    ]
    assert len(lookup.item_history(record.actor, "p1an")) == 1
