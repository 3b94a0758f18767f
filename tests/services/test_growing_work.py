"""Work that goes on after a decision: what was decided does not come back, and only what is new is proposed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.services.cast import somebody, take_in
from tests.support import FULL
from tests.support.repository import ALICE, DANA, TestRepository

from vividmap.core.inbox import Acceptance
from vividmap.core.proposals import Proposal
from vividmap.core.when import When
from vividmap.services.changes import entries
from vividmap.services.inbox import deciding
from vividmap.services.inbox.proposing import propose
from vividmap.services.transfer import archives
from vividmap.sources import git
from vividmap.sources.calendar.meetings import CalendarMeeting
from vividmap.sources.calendar.proposals import propose_meetings
from vividmap.sources.forges.proposals import ForgeView, propose_merged, propose_review
from vividmap.sources.forges.work import CodeReview, ForgeUser, PullRequest, PushedCommit
from vividmap.sources.source import CollectRequest
from vividmap.store.models import Owner
from vividmap.store.queries import inbox

pytestmark = [pytest.mark.database, pytest.mark.django_db]

TODAY = date(2026, 11, 23)
ME = ForgeUser("alice-dev", "Alice Archer")
PRIYA = ForgeUser("priya-s", "Priya Shah")
VIEW = ForgeView(source="github", owner=ME, people={}, today=TODAY)


def waiting(actor):
    return [candidate.text for candidate in inbox.list_waiting(actor.owner)]


def reasons(actor):
    return [candidate.reason for candidate in inbox.list_waiting(actor.owner)]


def accept_all(actor):
    """Accept what waits, and return the handles of the entries."""
    handles = [candidate.handle for candidate in inbox.list_waiting(actor.owner)]
    return [deciding.accept(actor, handle, Acceptance()).handle for handle in handles]


class Calendar:
    """A calendar with 1:1s in November that is collected after each meeting that is added."""

    def __init__(self, actor):
        self.actor = actor
        self.meetings = []

    def meet(self, *days):
        self.meetings += [
            CalendarMeeting(f"m{day}", "s", "1:1 Priya", date(2026, 11, day), ("Priya Shah",), 2)
            for day in days
        ]
        return propose(self.actor, propose_meetings(self.meetings))


@pytest.fixture
def calendar(alice):
    take_in(alice, "# Relationship map\n- Priya Shah ^p9qd\n")
    return Calendar(alice)


def test_a_meeting_after_an_accepted_one_is_proposed_by_itself(calendar, alice):
    calendar.meet(3, 10)
    accept_all(alice)
    assert len(calendar.meet(17).added) == 1
    assert reasons(alice) == ["A 1:1 on 17 November."]
    assert calendar.meet().known == 1


def test_what_waits_of_a_month_grows_by_itself_after_each_decision(calendar, alice):
    calendar.meet(3)
    accept_all(alice)
    calendar.meet(10)
    assert calendar.meet(17).updated == 1
    assert reasons(alice) == ["1:1s on 10 and 17 November."]
    accept_all(alice)
    calendar.meet(5)  # entered late
    calendar.meet(20)
    assert reasons(alice) == ["1:1s on 5 and 20 November."]


def test_the_decision_is_known_in_a_restored_archive(calendar, alice, bob):
    calendar.meet(3)
    accept_all(alice)
    calendar.meet(10)
    archive = archives.export_archive(alice)
    Owner.objects.filter(id=alice.owner.id).delete()
    archives.import_archive(bob, archive)
    calendar.actor = bob
    calendar.meet(17)
    assert reasons(bob) == ["1:1s on 10 and 17 November."]


def test_after_a_dismissal_nothing_of_the_month_comes(calendar, alice):
    calendar.meet(3)
    accept_all(alice)
    calendar.meet(10)
    deciding.dismiss(alice, [candidate.handle for candidate in inbox.list_waiting(alice.owner)])
    assert calendar.meet(17).known == 1
    assert waiting(alice) == []


def test_an_acceptance_that_is_undone_waits_as_it_was_beside_what_came_since(calendar, alice):
    calendar.meet(3)
    accept_all(alice)
    calendar.meet(10)
    entries.undo_change(alice)
    calendar.meet(17)
    assert reasons(alice) == ["A 1:1 on 3 November.", "1:1s on 10 and 17 November."]


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    return TestRepository.create(tmp_path / "ledger")


def collect_git(repository, state=None):
    names = ("Alice Archer", "alice@example.com")
    places = () if state else (str(repository.folder),)
    return git.collect(CollectRequest(places=places, state=state or {}, owner_names=names, today=TODAY))


def test_git_proposes_only_the_commits_after_an_accepted_piece_of_work(alice, ledger):
    ledger.commit("Write the ledger as double entry", "ledger/book.py")
    ledger.commit("Check ledger balances at night", "ledger/book.py", "ledger/check.py", days=2)
    first = collect_git(ledger)
    propose(alice, first.proposals)
    (entry,) = accept_all(alice)
    ledger.commit("Close the ledger at the end of a year", "ledger/book.py", "ledger/year.py", days=2)
    second = collect_git(ledger, first.state)
    propose(alice, second.proposals)
    (candidate,) = inbox.list_waiting(alice.owner)
    assert candidate.text == "Close the ledger at the end of a year"
    assert candidate.reason == f"Continues ^{entry}. 1 commit."
    assert str(candidate.when) == "2026-09-25"
    assert "double entry" not in candidate.body
    ledger.commit("Bump version to 1.2", "ledger/book.py")
    deciding.attach(alice, [candidate.handle], entry)
    propose(alice, collect_git(ledger, second.state).proposals)
    assert waiting(alice) == []


def test_reviews_that_wait_keep_what_they_say_when_there_are_more(alice, ledger):
    ledger.commit("Start", "main.py", days=20)
    ledger.commit(f"Retry payouts\n\nReviewed-by: {ALICE}", "pay.py", author=DANA)
    first = collect_git(ledger)
    propose(alice, [item for item in first.proposals if item.part == "reviewed"])
    ledger.commit(f"Time payouts out\n\nReviewed-by: {ALICE}", "pay.py", author=DANA, days=2)
    propose(alice, [item for item in collect_git(ledger, first.state).proposals if item.part == "reviewed"])
    (candidate,) = inbox.list_waiting(alice.owner)
    assert candidate.text == "Reviewed “Retry payouts”"
    assert candidate.body == "- Reviewed “Time payouts out”"


def noon(day):
    return datetime(2026, 11, day, 12, tzinfo=UTC)


def pull_request(number, day, **values):
    defaults = {
        "title": f"LED-40: Part {number}",
        "url": f"https://git.example/pull/{number}",
        "repository": "acme/ledger",
        "author": ME,
        "created_at": noon(day),
        "updated_at": noon(day),
        "merged_at": noon(day),
        "commits": [PushedCommit(authored_at=noon(day), login="alice-dev", message=f"Part {number}")],
    }
    return PullRequest(id=f"PR{number}", **{**defaults, **values})


def test_a_forge_proposes_only_the_pull_requests_after_an_accepted_one_for_the_same_ticket(alice):
    first, second = pull_request(1, 3), pull_request(2, 12)
    propose(alice, propose_merged([first], VIEW, None)[0])
    (entry,) = accept_all(alice)
    both, _ = propose_merged([first, second], VIEW, None)
    propose(alice, both)
    (candidate,) = inbox.list_waiting(alice.owner)
    assert (candidate.text, candidate.links) == ("LED-40: Part 2", ("https://git.example/pull/2",))
    assert candidate.reason == f"Continues ^{entry}. A merged pull request."


def test_a_forge_does_not_propose_again_what_was_decided_under_another_first_pull_request(alice):
    first, second = pull_request(1, 3), pull_request(2, 12)
    propose(alice, propose_merged([second], VIEW, None)[0])
    accept_all(alice)
    propose(alice, propose_merged([first, second], VIEW, None)[0])
    assert waiting(alice) == ["LED-40: Part 1"]


def test_a_later_review_of_the_same_pull_request_comes_back_only_if_it_changed_something(alice):
    def propose_reviews(*reviews, commit_days):
        commits = [
            PushedCommit(authored_at=noon(day), login="priya-s", message=f"{day}") for day in commit_days
        ]
        request = pull_request(7, 20, title="Pay twice a day", author=PRIYA, reviews=reviews, commits=commits)
        proposal = propose_review(request, VIEW, noon(1))
        propose(alice, [proposal] if proposal else [])

    asking = CodeReview(id="r1", reviewer=ME, submitted_at=noon(3), asks_for_changes=True)
    approval = CodeReview(id="r2", reviewer=ME, submitted_at=noon(6), approves=True)
    comment = CodeReview(id="r3", reviewer=ME, submitted_at=noon(8), comments=2)
    propose_reviews(asking, commit_days=[4])
    (entry,) = accept_all(alice)
    propose_reviews(asking, approval, commit_days=[4])
    assert waiting(alice) == []
    propose_reviews(asking, approval, comment, commit_days=[4, 9])
    assert reasons(alice) == [f"Continues ^{entry}. You commented and 1 commit followed."]


def test_work_of_a_source_that_cannot_narrow_it_comes_back_and_names_the_entry(alice):
    work = Proposal(
        source="wiki", key="page", kind="evidence", text="Wrote it", when=When.day(TODAY), members=("1",)
    )
    propose(alice, [work])
    (entry,) = accept_all(alice)
    propose(alice, [replace(work, members=("1", "2"))])
    assert (waiting(alice), reasons(alice)) == (["Wrote it"], [f"Continues ^{entry}."])


def test_a_source_that_fails_to_narrow_its_work_harms_no_other(alice):
    def fail(members):
        raise RuntimeError(members)

    work = Proposal(
        source="wiki", key="a", kind="evidence", text="A", when=When.day(TODAY), members=("1",), narrow=fail
    )
    propose(alice, [work])
    accept_all(alice)
    other = replace(work, key="b", text="B", members=("9",))
    proposed = propose(alice, [replace(work, members=("1", "2")), other])
    assert (waiting(alice), proposed.refused) == (["B"], 1)
    assert "its source failed to narrow it (RuntimeError)" in proposed.problems[0]


def of_members(members):
    """Return a proposal whose text lists its members."""
    ordered = tuple(sorted(members))
    return Proposal(
        source="git",
        key="work",
        kind="evidence",
        text=" ".join(ordered),
        when=When.day(TODAY),
        members=ordered,
        narrow=of_members,
    )


class EachMemberIsDecidedOnce(TestCase):
    @hypothesis.settings(max_examples=200 if FULL else 12, deadline=None)
    @given(st.lists(st.tuples(st.sets(st.sampled_from("abcdefgh"), min_size=1), st.booleans()), max_size=6))
    def test_in_whatever_order_work_grows_and_is_decided(self, steps):
        actor = somebody("carol")
        members: set[str] = set()
        decided: list[str] = []
        for new_members, decides in steps:
            members |= new_members
            propose(actor, [of_members(members)])
            shown = " ".join(waiting(actor)).split()
            assert sorted([*decided, *shown]) == sorted(members)
            if decides:
                accept_all(actor)
                decided += shown
