"""The status file says of a later day what the database says on that day, if nothing is changed."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from importlib import resources
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.services.cast import somebody, take_in
from tests.support import FULL

from vividmap.core.checkins.calendar import due_check_ins as check_ins_due
from vividmap.core.outcome_followup import MAX_AGE_DAYS, due_stage
from vividmap.core.record import Evidence
from vividmap.services.actor import local_actor, today_of
from vividmap.services.changes import checkins, entries, settings
from vividmap.services.errors import Refused
from vividmap.services.reminders import due, outcome_counts, status
from vividmap.services.transfer import archives
from vividmap.status import CHECK_INS, format_state, load_state, state_path
from vividmap.store import queries
from vividmap.store.models import ItemRow

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def sample(alice):
    text = (resources.files("vividmap") / "sample" / "record.md").read_text()
    take_in(alice, text.partition("---\n")[2].partition("---\n")[2])
    return alice


def test_today_it_counts_what_the_whole_record_says(sample):
    record, day = queries.load_record(sample.owner), today_of(sample)
    found = status.compute_state(sample).on(day.isoformat())
    assert (
        found.get("outcomes", 0)
        == sum(due_stage(entry, day) is not None for entry in record.items_of(Evidence))
        > 0
    )
    assert {kind for kind in found if kind in CHECK_INS} == {one.kind for one in check_ins_due(record, day)}
    assert found["people"] > 0


@pytest.mark.parametrize("skip", [(), ("weekly",), ("weekly", "monthly", "quarterly")])
def test_a_later_day_is_as_it_will_be(sample, skip):
    for kind in skip:
        checkins.skip_check_in(sample, kind)
    state = status.compute_state(sample)
    for days in (0, 1, 2, 3, 4, 5, 6, 7, 11, 30, 33, 38, 39, 90, 200, 365, 400):
        then = replace(sample, now=sample.now + timedelta(days=days))
        day = today_of(then).isoformat()
        assert state.on(day) == status.compute_state(then).on(day), days


def test_what_another_owner_has_is_not_counted_and_not_kept(sample, bob):
    assert status.compute_state(bob).due == ()
    before = load_state()
    status.refresh_state(bob)
    status.read_status(bob)
    after = load_state()
    assert (after and format_state(after)) == (before and format_state(before))


def test_it_asks_the_same_of_a_large_record_as_of_a_small_one(alice, bob, django_assert_max_num_queries):
    lines = "".join(f"- 2026-10-{day:02} Moved it {n} @priya\n" for n in range(20) for day in range(1, 29))
    take_in(alice, f"# Impact evidence\n{lines}# Relationship map\n- Priya\n  real: would advocate\n")
    for actor in (alice, bob):
        with django_assert_max_num_queries(14):
            status.compute_state(actor)


def test_an_outcome_is_counted_until_its_last_day(alice):
    day = today_of(alice)
    entry_day = day - timedelta(days=MAX_AGE_DAYS - 3)
    take_in(alice, f"# Impact evidence\n- {entry_day} Moved the cache\n")
    state = status.compute_state(alice)
    counts = [state.on((day + timedelta(days=days)).isoformat()).get("outcomes", 0) for days in (2, 3, 4)]
    assert counts == [1, 1, 0]


def test_of_two_who_change_the_record_the_later_writes_what_is_due(alice):
    alice = local_actor(alice.now)  # only the local owner has a status file
    checkins.skip_check_in(alice, "weekly")
    status.refresh_state(alice)
    checkins.skip_check_in(alice, "monthly")
    before = Path(state_path()).read_bytes()
    Path(f"{state_path()}.changed").write_text("another process")
    status.refresh_state(alice)
    assert Path(state_path()).read_bytes() == before
    checkins.skip_check_in(alice, "quarterly")
    status.refresh_state(alice)
    state = load_state()
    assert state
    assert state.is_current(int(alice.now.timestamp()))


LINES = """# Impact evidence
- 2026-11-20 Moved the cache
- 2026-10-05 Moved the queue
- 2026-10-06 Moved the queue again -> P99 down 340 ms
- 2025-11-30 Moved something long ago
- 2027-03-01 Will move a lot
- Moved it some day
"""


def test_after_a_small_change_the_other_entries_are_not_read(alice, monkeypatch):
    take_in(alice, LINES)
    before = status.compute_state(alice)
    take_in(
        alice, "# Impact evidence\n- 2026-10-07 Moved the index\n- 2026-10-08 Moved it -> 3 teams use it\n"
    )
    expected = status.compute_state(alice)
    monkeypatch.setattr(outcome_counts, "count_changes", None)
    after = status.compute_state(alice, before)
    assert format_state(after) == format_state(expected)
    assert after.due != before.due


def test_a_state_during_which_the_record_changed_is_no_ground_for_the_next(alice, monkeypatch):
    def change_meanwhile(*_):
        take_in(alice, LINES)
        return ()

    monkeypatch.setattr(outcome_counts, "count_changes", change_meanwhile)
    mixed = status.compute_state(alice)
    monkeypatch.undo()
    assert format_state(status.compute_state(alice, mixed)) == format_state(status.compute_state(alice))


def test_what_an_earlier_day_or_another_record_said_is_not_used(alice, bob):
    take_in(alice, LINES)
    before = status.compute_state(alice)
    for actor in (replace(alice, now=alice.now + timedelta(days=30)), bob):
        assert format_state(status.compute_state(actor, before)) == format_state(status.compute_state(actor))


def delete_unlogged(actor, handle):
    """Delete an item without a logged change, as a purge or a replaced database does."""
    ItemRow.objects.filter(owner=actor.owner, handle=handle).delete()


STEPS = {
    "outcome": lambda actor, handle: due.answer_outcome(actor, handle, "half the errors"),
    "no outcome": lambda actor, handle: entries.edit_item(actor, handle, {"outcome": ""}),
    "text": lambda actor, handle: entries.edit_item(actor, handle, {"text": "Moved it, 40 % fewer errors"}),
    "unread": lambda actor, handle: entries.edit_item(actor, handle, {"outcome_state": "not yet"}),
    "date": lambda actor, handle: entries.edit_item(actor, handle, {"when": None}),
    "postpone": lambda actor, handle: due.postpone(actor, handle, today_of(actor)),
    "close": due.close_outcome,
    "delete": entries.delete_item,
    "delete unlogged": delete_unlogged,
    "undo": lambda actor, _: entries.undo_change(actor),
    "redo": lambda actor, _: entries.redo_change(actor),
    "add": lambda actor, _: take_in(actor, LINES.replace("Moved", "Moved, and moved")),
    "archive": lambda actor, _: archives.import_archive(actor, archives.export_archive(actor)),
    "threshold": lambda actor, _: settings.set_thresholds(actor, {"outcome-first-asked": "5"}),
    "check-in": lambda actor, _: checkins.skip_check_in(actor, "weekly"),
}


class TestAStateFromTheOneBefore(TestCase):
    """After any changes it equals the state that is computed from the whole record."""

    @hypothesis.settings(max_examples=1_000 if FULL else 10, deadline=None)
    @given(
        st.lists(st.tuples(st.lists(st.sampled_from([*STEPS]), min_size=1, max_size=3), st.integers(0, 9)))
    )
    def test_is_the_same(self, turns):
        actor = somebody("alice")
        take_in(actor, LINES)
        state = status.compute_state(actor)
        for steps, place in turns:
            for step in steps:
                rows = ItemRow.objects.filter(owner=actor.owner, kind=Evidence.kind).order_by("number")
                handles = [row.handle for row in rows]
                if handles:
                    with suppress(Refused):  # there is nothing to undo
                        STEPS[step](actor, handles[place % len(handles)])
            state = status.compute_state(actor, state)
            assert format_state(state) == format_state(status.compute_state(actor))
