"""What the small file says of a later day is what the database says on that day, if nothing is changed."""

from dataclasses import replace
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest
from tests.services.cast import take_in

from vividmap.core.checkins.calendar import due_check_ins as check_ins_due
from vividmap.core.outcome_followup import MAX_AGE_DAYS, due_stage
from vividmap.core.record import Evidence
from vividmap.services.actor import local_actor, today_of
from vividmap.services.changes import checkins
from vividmap.services.reminders import status
from vividmap.status import CHECK_INS, format_state, load_state, state_path
from vividmap.store import queries

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
    alice = local_actor(alice.now)  # whose status is kept
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
