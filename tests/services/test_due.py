"""What waits for a person: an outcome at its stages, and whoever has gone quiet."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.services.cast import take_in

from vividmap.core.checkins import calendar
from vividmap.core.facts.facts import Facts
from vividmap.core.record import Evidence
from vividmap.services.changes import checkins, entries, settings
from vividmap.services.errors import NotFound
from vividmap.services.reminders import due
from vividmap.store import item_rows, queries
from vividmap.store.queries import due as due_reads
from vividmap.store.queries import people
from vividmap.store.queries.due import load_for_check_ins

pytestmark = [pytest.mark.database, pytest.mark.django_db]

TODAY = date(2026, 11, 23)  # of the cast


def ago(days):
    return TODAY - timedelta(days)


def asked(actor, day=TODAY):
    return [(one.item.handle, one.after) for one in due.list_due(actor, day)]


def item(actor, handle):
    found = item_rows.to_item(actor.owner, entries.find_item(actor, handle))
    assert isinstance(found, Evidence)
    return found


@pytest.mark.parametrize(
    ("days", "after"),
    [(13, None), (14, 14), (41, 14), (42, 42), (83, 42), (84, 84), (365, 84), (366, None)],
)
def test_an_outcome_is_asked_for_after_2_6_and_12_weeks_and_for_a_year(alice, days, after):
    take_in(alice, f"# Impact evidence\n- {ago(days)} Moved the cache ^c4ch\n")
    assert asked(alice) == ([("c4ch", after)] if after else [])


def test_the_owner_sets_other_days(alice):
    settings.change_settings(alice, {"limits": {"outcome-first-asked": 3}})
    take_in(alice, f"# Impact evidence\n- {ago(3)} Moved the cache ^c4ch\n- {ago(2)} Fresh ^fr3s\n")
    assert asked(alice) == [("c4ch", 3)]


@pytest.mark.parametrize(("days", "again"), [(14, 28), (41, 1), (42, 42), (84, 28), (300, 28)])
def test_what_is_put_off_comes_back_at_the_next_stage(alice, days, again):
    take_in(alice, f"# Impact evidence\n- {ago(days)} Moved the cache ^c4ch\n")
    due.postpone(alice, "c4ch", TODAY)
    assert item(alice, "c4ch").ask_again_on == TODAY + timedelta(again)
    assert asked(alice, TODAY + timedelta(again - 1)) == []
    assert [handle for handle, _ in asked(alice, TODAY + timedelta(again))] == ["c4ch"]


def test_what_is_closed_is_never_asked_for_again_until_it_is_undone(alice):
    take_in(alice, f"# Impact evidence\n- {ago(20)} Moved the cache ^c4ch\n")
    assert due.close_outcome(alice, "c4ch").handle == "c4ch"
    assert item(alice, "c4ch").outcome_state == "unknown"
    assert all(asked(alice, TODAY + timedelta(days)) == [] for days in (0, 30, 70))
    entries.undo_change(alice)
    assert asked(alice) == [("c4ch", 14)]


def test_only_evidence_is_closed(alice):
    take_in(alice, "# Relationship map\n- Priya ^p9qd\n")
    with pytest.raises(NotFound):
        due.close_outcome(alice, "p9qd")


def test_the_two_newest_outcomes_are_asked_for(alice):
    lines = "\n".join(f"- {ago(20 + n)} Line {n} ^l{n}ne" for n in range(5))
    take_in(alice, f"# Impact evidence\n{lines}\n")
    assert [handle for handle, _ in asked(alice)] == ["l0ne", "l1ne"]


PEOPLE = f"""\
# Impact evidence
- {ago(20)} Moved the cache -> faster @priya @marta ^c4ch
- {ago(900)} Long ago -> it held @dana @priya
- 2027-01-05 To come @dana
- {ago(3)} Shown alone -> it held ^sh0w
  surfaced: @dana
# Skill development
- {ago(10)} She said I answer too soon @marta
# Relationship map
- Priya Natarajan ^p9qd
  real: would advocate

  - {ago(400)} Coffee
- Marta Oliveira ^m4aa
  real: would advocate

  - {ago(5)} Lunch
- Dana Whitfield ^d4na
  real: would advocate
"""


GOING_ON = f"""
  - {ago(2)}..2027-03-01 Runs the migration with me
  - 2027-01-05 Planned
"""
"""Lines for Dana, the last of PEOPLE: a touchpoint that goes on is contact today, a planned one is not."""


def test_what_goes_on_is_contact_today(alice):
    take_in(alice, PEOPLE + GOING_ON)
    (dana,) = (row.uid for row in item_rows.rows_of_kind(alice.owner, "person") if row.handle == "d4na")
    assert people.contact_with(alice.owner, dana, TODAY) == (1, TODAY)


def test_work_together_and_feedback_are_contact_and_touchpoints_are_counted_alone(alice):
    take_in(alice, PEOPLE)
    found = {row.handle: row.uid for row in item_rows.rows_of_kind(alice.owner, "person")}
    contacts = people.contacts_by_person(alice.owner, TODAY)
    assert contacts[found["p9qd"]] == (1, ago(20))
    assert contacts[found["m4aa"]] == (1, ago(5))
    assert contacts[found["d4na"]] == (0, ago(900))
    assert [people.contact_with(alice.owner, uid, TODAY) for uid in contacts] == [*contacts.values()]


@pytest.mark.parametrize("more", ["", GOING_ON], ids=["until today", "on beyond today"])
def test_pages_and_patterns_agree_on_the_last_contact(alice, more):
    take_in(alice, PEOPLE + more)
    facts = Facts(queries.load_record(alice.owner), TODAY)
    contacts = people.contacts_by_person(alice.owner, TODAY)
    assert facts.last_contact == {uid: one.last for uid, one in contacts.items()}


@pytest.mark.parametrize("days", [-30, 0, 5, 19, 20, 91, 92, 93, 899, 901])
def test_the_last_contact_is_the_same_whether_all_entries_are_read_or_first_those_of_late(alice, days):
    take_in(alice, PEOPLE + GOING_ON)
    day = ago(days)
    contacts = people.contacts_by_person(alice.owner, day)
    uids = [row.uid for row in item_rows.rows_of_kind(alice.owner, "person")]
    expected = {uid: contact.last for uid, contact in contacts.items() if contact.last}
    assert people.last_contacts(alice.owner, uids, day) == expected
    assert people.last_contacts(alice.owner, uids[:1], day).keys() == expected.keys() & set(uids[:1])


def test_the_outcomes_to_come_are_those_of_the_entries_that_are_asked_about(alice):
    take_in(
        alice, f"# Impact evidence\n- {ago(20)} Moved the cache ^c4ch\n- {ago(30)} Cut costs -> by half\n"
    )
    take_in(
        alice, f"# Impact evidence\n- {ago(40)} P99 down 30 ms\n- {ago(50)} Wrote it ^w0rk\n- undated Once\n"
    )
    due.postpone(alice, "w0rk", TODAY)
    whole = due_reads.evidence_without_outcome(alice.owner, ago(365), TODAY, date.max, 9)
    narrow = due_reads.outcomes_to_come(alice.owner, ago(365), TODAY, 9)
    assert [entry.handle for entry in whole] == ["c4ch", "w0rk"]
    assert [(entry.text, entry.when, entry.ask_again_on) for entry in narrow] == [
        (entry.text, entry.when, entry.ask_again_on) for entry in whole
    ]


def test_whom_one_worked_with_lately_has_not_gone_quiet(alice):
    take_in(alice, PEOPLE)
    assert [one.item.handle for one in due.list_due(alice, TODAY)] == ["d4na"]


def test_what_is_due_of_check_ins_is_the_same_without_the_whole_record(alice):
    take_in(alice, f"# Impact evidence\n- {ago(60)} Moved the cache ^c4ch\n- {ago(1)} Newer\n")
    checkins.skip_check_in(alice, "monthly")
    for days in range(0, 400, 3):
        day = ago(60) + timedelta(days)
        some, whole = load_for_check_ins(alice.owner, day), queries.load_record(alice.owner)
        assert calendar.due_check_ins(some, day) == calendar.due_check_ins(whole, day)
        assert calendar.next_check_ins(some, day) == calendar.next_check_ins(whole, day)


def test_what_is_due_takes_as_many_queries_for_a_large_record(alice):
    def cost(size):
        days = [date(2020, 1, 1) + timedelta(n) for n in range(size)]
        lines = "\n".join(f"- {day} Did it @person-{day}" for day in days)
        people = "\n".join(f"- Person {day}\n  real: would advocate\n" for day in days)
        take_in(alice, f"# Impact evidence\n{lines}\n# Relationship map\n{people}")
        with CaptureQueriesContext(connection) as asked_for:
            due.list_due(alice, TODAY)
            checkins.due_and_coming(alice)
        return len(asked_for)

    assert cost(5) == cost(120) <= 14
