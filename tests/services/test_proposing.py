"""What sources propose: kept beside the record, known again, and never more than an inbox can take."""

from dataclasses import replace
from datetime import date

import pytest

from vividmap.core.inbox import MOST_WAITING, Acceptance
from vividmap.core.proposals import Proposal, commit_member
from vividmap.core.when import When
from vividmap.services import record_cache
from vividmap.services.changes import entries
from vividmap.services.inbox import deciding
from vividmap.services.inbox.proposing import propose
from vividmap.store import queries
from vividmap.store.models import ItemRow
from vividmap.store.queries import change_log, inbox

pytestmark = [pytest.mark.database, pytest.mark.django_db]

DAY = When.day(date(2026, 11, 20))
CACHE = Proposal(
    source="git", key="branch cache", kind="evidence", text="Moved the cache", when=DAY, members=("c1", "c2")
)


def texts(actor):
    return [candidate.text for candidate in inbox.list_waiting(actor.owner)]


def test_a_proposal_waits_in_the_inbox_and_not_in_the_record(alice):
    proposed = propose(alice, [CACHE])
    assert (len(proposed.added), proposed.known, proposed.refused) == (1, 0, 0)
    (candidate,) = inbox.list_waiting(alice.owner)
    assert candidate.handle == proposed.added[0]
    assert (candidate.text, candidate.source, candidate.proposed_kind) == (
        "Moved the cache",
        "git",
        "evidence",
    )
    assert queries.load_record(alice.owner).items == record_cache.load_record(alice).items == ()
    assert queries.search_items(alice.owner, "cache") == []
    assert queries.count_by_kind(alice.owner) == {}


def test_what_was_proposed_before_is_not_proposed_again_whatever_it_is_called(alice):
    propose(alice, [CACHE])
    again = propose(alice, [CACHE, replace(CACHE, key="another name"), replace(CACHE, members=())])
    assert (again.added, again.known, texts(alice)) == ((), 3, ["Moved the cache"])


def test_work_that_git_proposed_is_not_proposed_again_by_a_forge(alice):
    members = (commit_member(1_763_654_400, "Move the cache (#7)"),)
    propose(alice, [replace(CACHE, members=members)])
    from_forge = replace(CACHE, source="github", key="merged PR_7", members=members)
    assert propose(alice, [from_forge]).known == 1
    # a name that one source gave to a member means nothing in another
    assert propose(alice, [replace(from_forge, members=("c1",))]).known == 0


def test_a_piece_of_work_that_grew_updates_the_candidate_that_waits(alice):
    propose(alice, [CACHE])
    grown = replace(CACHE, text="Moved the cache and its tests", members=("c1", "c2", "c3"))
    assert propose(alice, [grown]).updated == 1
    assert propose(alice, [grown]).known == 1
    assert texts(alice) == ["Moved the cache and its tests"]


def test_a_deleted_candidate_stays_away_although_its_work_grew(alice):
    handle = propose(alice, [CACHE]).added[0]
    entries.delete_item(alice, handle)
    assert propose(alice, [replace(CACHE, members=("c1", "c2", "c3"))]).known == 1
    assert texts(alice) == []


def test_a_plain_undo_passes_over_what_a_source_proposed(alice):
    entries.edit_item(alice, propose(alice, [CACHE]).added[0], {"project": "ledger"})
    propose(alice, [replace(CACHE, key="other", members=("c9",))])
    assert entries.undo_change(alice).verb == "edit candidate"
    propose(alice, [replace(CACHE, key="third", members=("c10",))])
    assert entries.redo_change(alice).verb == "edit candidate"


def test_a_bad_proposal_is_refused_with_the_reason_and_harms_no_other(alice):
    bad = [
        replace(CACHE, key="a", text="\u200b \n"),
        replace(CACHE, key="b", kind="goal"),  # type: ignore[arg-type]
        replace(CACHE, key="c", when=When.day(date(2027, 3, 1))),
        replace(CACHE, key="d", part="watched"),
    ]
    proposed = propose(alice, [*bad, CACHE])
    assert (len(proposed.added), proposed.refused, len(proposed.problems)) == (1, 4, 4)
    assert "1 proposal refused: 2027-03-01 is in the future; propose what has happened" in proposed.problems


def test_an_assistant_cannot_fill_the_inbox(alice):
    most = MOST_WAITING["assistant"]
    flood = [
        Proposal(source="assistant", key=f"{n}", kind="evidence", text=f"Work {n}", when=DAY)
        for n in range(most + 50)
    ]
    proposed = propose(alice, flood)
    assert (len(proposed.added), proposed.refused) == (most, 50)
    assert "vividmap inbox" in proposed.problems[0]
    assert propose(alice, flood).known == most
    assert len(propose(alice, [CACHE]).added) == 1


def test_bob_sees_nothing_of_alices_and_can_be_proposed_the_same(alice, bob):
    propose(alice, [CACHE])
    assert texts(bob) == []
    assert len(propose(bob, [CACHE]).added) == 1
    assert ItemRow.objects.count() == 2


def test_secrets_are_masked_and_hidden_characters_stripped_before_anything_is_kept(alice):
    token = "ghp_abcdefghij1234567890ABCDEF"
    dirty = replace(
        CACHE,
        text=f"Rotated {token}\u202e of the bot\U000e0041",
        body=f"-----BEGIN PRIVATE KEY-----\n{token}\n-----END PRIVATE KEY-----\nDone",
        people=(f"Priya\u200b {token}",),
        links=(f"https://me:{token}@example.org/pull/1?token=abcdef", "javascript:alert(1)"),
        reason=f"password={token}",
    )
    propose(alice, [dirty])
    row = ItemRow.objects.get(owner=alice.owner, kind="candidate")
    kept = f"{row.text} {row.body} {row.fields} {[change.after for change in change_log.item_history(alice.owner, row.uid)]}"
    assert token not in kept
    assert row.text == "Rotated [masked] of the bot"
    assert row.fields["people"] == ["Priya [masked]"]
    assert row.fields["links"] == ["https://[masked]@example.org/pull/1?token=[masked]"]
    assert row.body == "[masked]\nDone"


COMMITS = tuple(commit_member(1_763_654_400 + number, f"Step {number}") for number in range(4))
SESSION = Proposal(
    source="assistant", key="session:1", kind="evidence", text="Move it", when=DAY, members=COMMITS[:2]
)
PIECE = replace(CACHE, key="piece 1", members=COMMITS[:3], links=("https://git.example/pull/7",))


def test_work_that_shares_commits_with_a_session_that_waits_is_merged_into_its_candidate(alice):
    propose(alice, [SESSION])
    assert propose(alice, [replace(PIECE, members=COMMITS[:2])]).known == 1
    assert propose(alice, [PIECE]).updated == 1
    assert propose(alice, [PIECE]).known == 1
    grown = replace(PIECE, members=COMMITS, people=("Priya",), when=When.day(date(2026, 11, 22)))
    assert propose(alice, [grown]).updated == 1
    (candidate,) = inbox.list_waiting(alice.owner)
    assert (candidate.text, candidate.source) == ("Move it", "assistant")
    assert (candidate.links, candidate.people) == (("https://git.example/pull/7",), ("Priya",))
    assert str(candidate.when) == "2026-11-20..2026-11-22"


@pytest.mark.parametrize("decide", [deciding.dismiss, lambda actor, handles: deciding.accept(actor, handles[0], Acceptance())])  # fmt: skip
def test_work_beyond_a_session_that_was_decided_about_is_a_candidate_of_its_own(alice, decide):
    decide(alice, propose(alice, [SESSION]).added)
    assert propose(alice, [replace(PIECE, members=COMMITS[:2])]).known == 1
    assert len(propose(alice, [PIECE]).added) == 1
    assert texts(alice) == ["Moved the cache"]


def test_two_pieces_of_work_that_share_commits_with_one_session_are_both_merged_into_it(alice):
    propose(alice, [SESSION])
    first = replace(PIECE, members=(COMMITS[0], COMMITS[2]))
    second = replace(PIECE, key="piece 2", members=(COMMITS[1], COMMITS[3]), links=("https://git.example/8",))
    assert propose(alice, [first, second]).updated == 2
    (candidate,) = inbox.list_waiting(alice.owner)
    assert candidate.links == ("https://git.example/pull/7", "https://git.example/8")
