"""Deciding about candidates: each decision is one change, undone as one, and is remembered for good."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.services.cast import somebody, take_in
from tests.support import FULL

from vividmap.core.inbox import Acceptance
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.proposals import Proposal
from vividmap.core.record import Evidence, SkillEntry, Touchpoint
from vividmap.core.when import When
from vividmap.services.changes import entries, purging, settings
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.services.inbox.deciding import accept, attach, dismiss, merge, snooze
from vividmap.services.inbox.proposing import propose
from vividmap.services.transfer import archives
from vividmap.store import item_rows, queries, undo
from vividmap.store.models import ItemChange, ItemRow, Owner
from vividmap.store.queries import inbox

pytestmark = [pytest.mark.database, pytest.mark.django_db]

TODAY = date(2026, 11, 23)
CACHE = Proposal(
    source="git",
    key="branch cache",
    kind="evidence",
    text="Moved the #cache to Redis (#42)",
    when=When(date(2026, 11, 2), date(2026, 11, 20)),
    members=("c1", "c2"),
    project="Ledger",
    people=("Priya Natarajan", "A Stranger"),
    links=("https://git.example.org/ledger/42",),
    part="built",
)
DOCS = replace(CACHE, key="docs", text="Wrote the runbook", members=("c3",), people=(), links=())
RECORD = """\
# Impact evidence
- 2026-11-10 Planned the cache -> agreed +ledger ^p1an
# Relationship map
- Priya Natarajan ^p9qd
"""


@pytest.fixture
def actor(alice):
    take_in(alice, RECORD)
    return alice


def waiting(actor):
    return sorted(candidate.text for candidate in inbox.list_due(actor.owner, TODAY))


def item(actor, row):
    return item_rows.to_item(actor.owner, entries.find_item(actor, row.handle))


def content(actor):
    """Everything that an item holds but the version that it is at."""
    return {
        row.uid: (
            row.kind,
            row.text,
            row.body,
            row.parent_id,
            row.fields,
            [*row.mentions.values_list("sort", "written")],
        )
        for row in ItemRow.objects.filter(owner=actor.owner)
    }


def test_an_accepted_candidate_is_evidence_with_its_outcome_my_part_project_people_and_links(actor):
    (handle,) = propose(actor, [CACHE]).added
    entry = item(actor, accept(actor, handle, Acceptance(outcome="P99 down 340 ms")))
    assert isinstance(entry, Evidence)
    assert (entry.text, entry.outcome, entry.part) == (CACHE.text, "P99 down 340 ms", "built")
    assert (entry.project, entry.links, entry.when) == ("ledger", CACHE.links, CACHE.when)
    assert [mention.name for mention in entry.mentions if mention.target] == ["Priya Natarajan"]
    assert "A Stranger" not in str(entry.mentions)
    assert waiting(actor) == []


def test_an_edited_text_is_read_as_shorthand_and_one_that_is_not_is_kept_word_for_word(actor):
    handles = propose(actor, [CACHE, DOCS]).added
    edited = Acceptance(text="2026-11-19 Moved the cache -> P99 halved ~teams #redis", part="led")
    entry = item(actor, accept(actor, handles[0], edited))
    assert (entry.text, entry.outcome, entry.scope, entry.part) == (
        "Moved the cache",
        "P99 halved",
        "teams",
        "led",
    )
    assert (str(entry.when), {mention.sort for mention in entry.mentions}) == (
        "2026-11-19",
        {"skill", "person"},
    )


def test_learning_and_a_touchpoint_become_what_they_are(actor):
    learned = replace(CACHE, key="a", kind="skill entry", members=(), skills=("Redis",), part="")
    met = replace(CACHE, key="b", kind="touchpoint", text="Talked about caching", members=(), part="")
    handles = propose(actor, [learned, met]).added
    entry = item(actor, accept(actor, handles[0], Acceptance()))
    assert isinstance(entry, SkillEntry)
    touchpoint = item(actor, accept(actor, handles[1], Acceptance()))
    assert isinstance(touchpoint, Touchpoint)
    assert touchpoint.parent == entries.find_item(actor, "p9qd").uid


def test_an_outcome_of_a_touchpoint_and_a_touchpoint_with_nobody_are_refused(actor):
    met = replace(CACHE, kind="touchpoint", people=(), part="")
    (handle,) = propose(actor, [met]).added
    with pytest.raises(Invalid, match="a touchpoint has no outcome"):
        accept(actor, handle, Acceptance(outcome="x"))
    with pytest.raises(Invalid, match="needs a person; write @name"):
        accept(actor, handle, Acceptance())
    assert item(actor, accept(actor, handle, Acceptance(text="Coffee with @priya"))).kind == "touchpoint"


def test_merged_candidates_are_one_that_waits_with_everything_of_all(actor):
    handles = propose(actor, [CACHE, replace(DOCS, links=("https://wiki.example.org/runbook",))]).added
    lead = item(actor, merge(actor, handles))
    assert waiting(actor) == [CACHE.text]
    assert lead.body == "- Wrote the runbook"
    assert lead.links == (*CACHE.links, "https://wiki.example.org/runbook")
    grown = replace(
        CACHE, text="Other words", members=("c1", "c2", "c9"), links=("https://git.example.org/43",)
    )
    assert propose(actor, [grown]).updated == 1
    lead = item(actor, lead)
    assert (lead.text, len(lead.links)) == (CACHE.text, 3)
    with pytest.raises(Invalid, match="at least two"):
        merge(actor, [handles[0], handles[0]])


def test_an_attached_candidate_gives_an_entry_its_links_people_and_outcome(actor):
    handles = propose(actor, [CACHE]).added
    entry = item(actor, attach(actor, handles, "p1an", "P99 down 340 ms"))
    assert (entry.outcome, entry.links) == ("agreed; P99 down 340 ms", CACHE.links)
    assert [mention.name for mention in entry.mentions] == ["Priya Natarajan"]
    with pytest.raises(Refused, match=r"was already attached, as part of \^p1an"):
        dismiss(actor, handles)


def test_a_snoozed_candidate_is_shown_again_on_its_day(actor):
    handles = propose(actor, [CACHE]).added
    assert snooze(actor, handles) == date(2026, 11, 30)
    assert waiting(actor) == []
    assert inbox.count_due(actor.owner, date(2026, 11, 30), 5) == 1
    with pytest.raises(Invalid, match="not in the future"):
        snooze(actor, handles, TODAY)


DECISIONS: dict[str, Callable[..., object]] = {
    "accept": lambda actor, handles: accept(actor, handles[0], Acceptance(outcome="x")),
    "merge": merge,
    "attach": lambda actor, handles: attach(actor, handles, "p1an", "x"),
    "snooze": snooze,
    "dismiss": dismiss,
}


@pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)
def test_the_one_undo_takes_back_each_decision_and_redo_makes_it_again(actor, decide):
    handles = propose(actor, [CACHE, DOCS]).added
    before = content(actor)
    decide(actor, handles)
    after = content(actor)
    assert after != before
    entries.undo_change(actor)
    assert content(actor) == before
    entries.redo_change(actor)
    assert content(actor) == after


@pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)
def test_bob_can_decide_nothing_for_alice(actor, bob, decide):
    handles = propose(actor, [CACHE, DOCS]).added
    before = content(actor)
    with pytest.raises(NotFound):
        decide(bob, handles)
    assert content(actor) == before


@pytest.mark.django_db(transaction=True)
def test_a_purged_entry_takes_the_words_of_its_candidate_along_and_is_not_proposed_again(actor):
    (handle,) = propose(actor, [replace(CACHE, text="Zanzibar moved")]).added
    entry = accept(actor, handle, Acceptance(text="Renamed"))
    purging.purge_target(actor, purging.find_target(actor, entry.handle))
    assert "Zanzibar" not in str(
        [*ItemChange.objects.values("before", "after"), *ItemRow.objects.values("text")]
    )
    assert propose(actor, [replace(CACHE, text="Zanzibar moved")]).known == 1


@pytest.mark.django_db(transaction=True)
def test_a_purged_person_is_in_no_candidate_any_more(actor):
    handles = propose(actor, [CACHE, DOCS]).added
    dismiss(actor, handles)
    purging.purge_target(actor, purging.find_target(actor, "p9qd"))
    assert "Priya" not in str([*ItemChange.objects.values(), *ItemRow.objects.values()])
    assert propose(actor, [CACHE, DOCS]).known == 2


def test_an_accepted_candidate_with_a_confidential_name_is_held_back_like_any_entry(actor):
    settings.change_settings(actor, {"confidential": ("Zanzibar",)})
    secret = replace(CACHE, text="Moved Zanzibar's cache", links=("https://zanzibar.example.org/1",))
    (handle,) = propose(actor, [secret]).added
    accept(actor, handle, Acceptance(outcome="Zanzibar pays less"))
    record = queries.load_record(actor.owner)
    entry = next(entry for entry in record.items_of(Evidence) if "Zanzibar" in entry.text)
    assert ConfidentialityFilter(record, outside=True).is_held_back(entry)
    assert not ConfidentialityFilter(record).is_held_back(entry)


def test_an_archive_carries_the_inbox_and_what_it_has_seen(actor, bob):
    handles = propose(actor, [CACHE, DOCS, replace(DOCS, key="gone", members=("c7",))]).added
    accept(actor, handles[0], Acceptance(outcome="P99 down 340 ms"))
    entries.delete_item(actor, handles[2])
    data = archives.export_archive(actor)
    Owner.objects.filter(pk=actor.owner.pk).delete()
    assert archives.import_archive(bob, data).added_count == 5
    assert waiting(bob) == ["Wrote the runbook"]
    gone = replace(DOCS, key="gone", members=("c7",))
    assert propose(bob, [CACHE, DOCS, gone]).known == 3
    assert archives.export_archive(bob) == data


class TestWhatWasProposedOnce(TestCase):
    """Any order of proposing, deciding, undoing, purging: nothing that was proposed once comes back."""

    @hypothesis.settings(max_examples=2_000 if FULL else 12)
    @given(st.data())
    def test_never_comes_back(self, data):
        actor = somebody("alice")
        take_in(actor, RECORD)
        proposed_members: set[str] = set()
        for _ in range(data.draw(st.integers(1, 6))):
            proposal = replace(
                CACHE,
                key=data.draw(st.sampled_from("abc")),
                members=tuple(data.draw(st.sets(st.sampled_from("123456"), min_size=1))),
            )
            result = propose(actor, [proposal])
            is_new = not proposed_members.issuperset(proposal.members)
            assert is_new or not result.added
            proposed_members |= set(proposal.members) if result.added or result.updated else set()
            handles = [candidate.handle for candidate in inbox.list_waiting(actor.owner)]
            decision = data.draw(st.sampled_from([*DECISIONS, "undo", "undo proposal", "purge", "none"]))
            self.do(actor, decision, handles, result.added)
            assert propose(actor, [proposal]).added == ()

    @staticmethod
    def do(actor, decision, handles, added):
        if decision == "undo":
            change = undo.last_change(actor.owner)
            if change is not None and change.verb != "import document":
                entries.undo_change(actor)
        elif decision == "purge" and handles:
            with suppress(Refused):  # within a test's transaction the free space cannot be overwritten
                purging.purge_target(actor, purging.find_target(actor, handles[-1]))
        elif decision == "undo proposal" and added:
            entries.delete_item(actor, added[0])
        elif decision in DECISIONS and len(handles) > 1:
            DECISIONS[decision](actor, handles)
