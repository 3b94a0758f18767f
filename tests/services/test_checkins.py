"""Check-ins: what is said in one is done at once, kept with it, and undone as one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.services.cast import take_in

from vividmap.core.checkins.answers import read_answers, read_earlier_answers
from vividmap.core.checkins.calendar import period_of
from vividmap.core.english.dates import Period
from vividmap.core.record import CheckIn, Evidence, Person, Profile, SkillEntry, Touchpoint, Update
from vividmap.core.shorthand import Draft
from vividmap.core.when import When
from vividmap.services.changes import checkins, entries, settings
from vividmap.services.changes.checkins import StepAnswer
from vividmap.services.errors import Invalid, NotFound, Refused
from vividmap.services.transfer import archives, documents
from vividmap.store import item_rows, queries
from vividmap.store.models import Change

pytestmark = [pytest.mark.database, pytest.mark.django_db]

RECORD = """\
# Impact evidence
- 2026-10-05 Moved the cache ^c4ch
- 2026-09-29 Sent it back twice ^tw1c
# Relationship map
- Priya Natarajan ^p9qd
# Goals and gaps
- Staff engineer ^g1aa
  - gap: Cross-team influence ^x2bb
    - 2026-10-02 Same ^u1cc
      doing: nothing yet
"""
MONDAY = date(2026, 11, 23)  # the day on which Alice and Bob act
WEEK = period_of("weekly", date(2026, 11, 20), Profile())


@pytest.fixture
def hers(alice):
    take_in(alice, RECORD)
    return alice


def verbs(actor):
    return [one.verb for one in Change.objects.filter(owner=actor.owner).order_by("counter")]


def item(actor, handle):
    return item_rows.to_item(actor.owner, entries.find_item(actor, handle))


def said(actor, kind, step, **values):
    """Say something in a check-in of this day."""
    begun = checkins.start_check_in(actor, kind, period_of(kind, MONDAY, Profile()))
    return checkins.answer_step(actor, begun.handle, step, StepAnswer(**values))


def the(answered, kind):
    (found,) = answered.items
    assert isinstance(found, kind)
    return found


def test_a_check_in_begins_with_the_period_that_is_due(hers):
    found = checkins.start_check_in(hers, "weekly")
    assert (found.rhythm, found.state, found.text) == ("weekly", "open", "Weekly check-in, 2026-W47")
    assert found.when == When(WEEK.first, WEEK.last)
    assert checkins.start_check_in(hers, "weekly") == found  # it is resumed
    assert verbs(hers)[1:] == ["begin check-in"]


def test_where_none_is_due_it_is_for_the_period_of_today(alice):
    assert checkins.start_check_in(alice, "weekly").text == "Weekly check-in, 2026-W48"
    assert checkins.start_check_in(alice, "monthly").text == "Monthly check-in, 2026-11"


def test_the_day_is_where_the_owner_is(alice):
    settings.change_settings(alice, {"time_zone": "Pacific/Auckland"})
    late = replace(alice, now=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))  # Monday there
    assert checkins.start_check_in(late, "weekly").text == "Weekly check-in, 2026-W48"


def test_a_line_becomes_an_entry_of_the_steps_kind_as_a_captured_line_does(hers):
    done = said(
        hers, "weekly", "decision", text="2026-11-23 Wrote it -> adopted ~teams #rust @priya !cross-team"
    )
    found = the(done, Evidence)
    assert (found.text, found.outcome, found.scope, found.category) == (
        "Wrote it",
        "adopted",
        "teams",
        "decision",
    )
    assert [(mention.sort, mention.name, mention.target is not None) for mention in found.mentions] == [
        ("skill", "rust", True),
        ("person", "priya", True),
        ("goal", "cross-team", True),
    ]
    assert read_answers(done.check_in)[0].items == (found.id,)


@pytest.mark.parametrize(
    ("period", "line", "when"),
    [
        (period_of("weekly", MONDAY, Profile()), "Did it", When.day(MONDAY)),
        (WEEK, "Did it", When.day(date(2026, 11, 22))),  # a past week's last day
        (WEEK, "2026-11-17 Did it", When.day(date(2026, 11, 17))),
        (WEEK, "undated Did it", None),
    ],
)
def test_a_line_without_a_date_is_of_the_week_that_it_is_said_for(hers, period, line, when):
    begun = checkins.start_check_in(hers, "weekly", period)
    assert the(checkins.answer_step(hers, begun.handle, "led", StepAnswer(line)), Evidence).when == when


def test_a_month_keeps_skill_entries_people_and_touchpoints(hers):
    entry = the(said(hers, "monthly", "feedback", text="Ask first #facilitation @priya"), SkillEntry)
    assert (entry.text, entry.category) == ("Ask first", "feedback")
    assert the(said(hers, "monthly", "people", text="Tomás Brandão"), Person).text == "Tomás Brandão"
    for line, text in (("@priya Coffee", "Coffee"), ("Lunch with @tomas", "Lunch with @tomas")):
        touched = the(said(hers, "monthly", "touchpoints", text=line), Touchpoint)
        assert touched.text == text
        assert touched.parent
        assert touched.mentions == ()
    named = the(said(hers, "monthly", "touchpoints", text="Coffee", about="p9qd"), Touchpoint)
    assert named.parent == item(hers, "p9qd").id


def test_a_touchpoint_with_somebody_unknown_waits_to_be_linked_and_with_nobody_is_refused(hers):
    touched = the(said(hers, "monthly", "touchpoints", text="@nobody Coffee #rust"), Touchpoint)
    assert (touched.text, touched.parent) == ("Coffee", None)
    assert [(mention.sort, mention.name) for mention in touched.mentions if mention.target is None] == [
        ("person", "nobody")
    ]
    for line in ("Coffee", "@ Coffee"):
        with pytest.raises(Invalid, match="Begin with @name"):
            said(hers, "monthly", "touchpoints", text=line)


def test_an_outcome_is_filled_in_put_off_or_closed(hers):
    said(hers, "weekly", "outcomes", text=" P99 down 340 ms ", about="c4ch")
    assert item(hers, "c4ch").outcome == "P99 down 340 ms"
    said(hers, "weekly", "outcomes", instead="later", about="tw1c")
    # 8 weeks after the entry: the next stage is 12 weeks after it
    assert item(hers, "tw1c").ask_again_on == date(2026, 9, 29) + timedelta(days=84)
    done = said(hers, "weekly", "outcomes", instead="unknown", about="tw1c")
    assert item(hers, "tw1c").outcome_state == "unknown"
    assert [answer.instead for answer in read_answers(done.check_in)] == ["", "later", "unknown"]


def test_an_update_is_of_today_even_in_a_late_check_in(hers):
    late = checkins.start_check_in(hers, "quarterly", period_of("quarterly", date(2026, 9, 1), Profile()))
    done = checkins.answer_step(
        hers,
        late.handle,
        "standing",
        StepAnswer("Data reads them @priya", "x2bb", gap="Search", doing="asking"),
    )
    found = the(done, Update)
    assert (found.text, found.gap, found.action) == ("Data reads them", "Search", "asking")
    assert (found.when, found.parent) == (When.day(MONDAY), item(hers, "x2bb").id)
    asked = checkins.load_agenda(hers, late.handle).step("standing")
    assert asked
    assert "“Same”" in asked.about[1].says  # the state from before, not the answer just given


def test_entries_are_marked_strong_and_notes_are_kept_with_the_check_in(hers):
    said(hers, "quarterly", "strong", text="all else follows", about="c4ch")
    assert item(hers, "c4ch").strong == "all else follows"
    done = said(hers, "quarterly", "priorities", text=" The queue decision ")
    assert done.items == ()
    assert [answer.text for answer in read_answers(done.check_in)] == ["", "The queue decision"]


def test_an_answer_is_one_change_and_undone_as_one(hers):
    begun = checkins.start_check_in(hers, "weekly")
    before = documents.export_document(hers)
    checkins.answer_step(hers, begun.handle, "decision", StepAnswer("Wrote it #rust"))
    assert verbs(hers)[-1] == "weekly check-in"
    entries.undo_change(hers)
    assert documents.export_document(hers) == before
    assert read_answers(checkins.start_check_in(hers, "weekly")) == ()


@pytest.mark.parametrize(
    ("kind", "step", "values", "error"),
    [
        ("weekly", "decision", {"text": " "}, Invalid),
        ("weekly", "decision", {"text": "a\0b"}, Invalid),
        ("weekly", "nothing", {"text": "x"}, NotFound),
        ("weekly", "week", {"text": "x"}, Invalid),
        ("weekly", "outcomes", {"text": "x"}, Invalid),
        ("weekly", "outcomes", {"text": "", "about": "c4ch"}, Invalid),
        ("weekly", "outcomes", {"instead": "never", "about": "c4ch"}, Invalid),
        ("weekly", "outcomes", {"text": "x", "about": "p9qd"}, NotFound),
        ("weekly", "outcomes", {"text": "x", "about": "zzzz"}, NotFound),
        ("monthly", "touchpoints", {"text": "x", "about": "c4ch"}, NotFound),
        ("quarterly", "standing", {"text": "", "about": "x2bb"}, Invalid),
        ("quarterly", "standing", {"text": "x", "about": "c4ch"}, NotFound),
        ("quarterly", "strong", {"text": "", "about": "c4ch"}, Invalid),
        ("quarterly", "priorities", {"text": ""}, Invalid),
    ],
)
def test_what_cannot_be_taken_does_nothing(hers, kind, step, values, error):
    begun = checkins.start_check_in(hers, kind)
    before = archives.export_archive(hers)
    with pytest.raises(error):
        checkins.answer_step(hers, begun.handle, step, StepAnswer(**values))
    assert archives.export_archive(hers) == before


def test_what_was_said_is_kept_by_the_entry_alone_so_that_a_purge_leaves_nothing(hers):
    done = said(hers, "weekly", "decision", text="Zanzibar")
    assert "Zanzibar" not in str(done.check_in.answers)
    assert "Zanzibar" not in str(
        said(hers, "weekly", "outcomes", text="Zanzibar", about="c4ch").check_in.answers
    )


def test_done_is_done_until_it_is_redone(hers):
    begun = checkins.start_check_in(hers, "weekly")
    checkins.answer_step(hers, begun.handle, "led", StepAnswer("Led it"))
    assert [one.kind for one in checkins.due_check_ins(hers)] == ["weekly", "monthly", "quarterly"]
    done = checkins.finish_check_in(hers, begun.handle)
    assert (done.state, done.answers["finished"]) == ("done", "2026-11-23")
    assert [one.kind for one in checkins.due_check_ins(hers)] == ["monthly", "quarterly"]
    for refused in (
        lambda: checkins.start_check_in(hers, "weekly", WEEK),
        lambda: checkins.skip_check_in(hers, "weekly", WEEK),
        lambda: checkins.answer_step(hers, begun.handle, "led", StepAnswer("More")),
    ):
        with pytest.raises(Refused):
            refused()
    again = checkins.redo_check_in(hers, begun.handle)
    assert (again.state, read_answers(again), set(again.answers)) == ("open", (), {"earlier"})
    assert read_earlier_answers(again) == (read_answers(done),)
    checkins.answer_step(hers, begun.handle, "led", StepAnswer("Led more"))
    checkins.redo_check_in(hers, begun.handle)
    assert [len(one) for one in read_earlier_answers(checkins.redo_check_in(hers, begun.handle))] == [1, 1]
    assert [one.text for one in queries.list_items(hers.owner, ["evidence"])][:2] == ["Led more", "Led it"]


def test_what_is_skipped_is_not_due_and_can_still_be_done(hers):
    skipped = checkins.skip_check_in(hers, "weekly")
    assert (skipped.state, skipped.text) == ("skipped", "Weekly check-in, 2026-W47")
    assert "weekly" not in [one.kind for one in checkins.due_check_ins(hers)]
    again = checkins.start_check_in(hers, "weekly", WEEK)
    assert (again.id, again.state) == (skipped.id, "open")
    assert checkins.skip_check_in(hers, "weekly", WEEK).state == "skipped"
    assert len(queries.list_items(hers.owner, ["check-in"])) == 1


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        ("daily", None),
        ("daily", WEEK),
        ("weekly", Period(MONDAY + timedelta(7), MONDAY + timedelta(13), "next")),
    ],
)
def test_a_kind_that_is_none_and_a_period_to_come_are_refused(hers, kind, period):
    for verb in (checkins.start_check_in, checkins.skip_check_in):
        with pytest.raises(Invalid):
            verb(hers, kind, period)
    assert queries.list_items(hers.owner, ["check-in"]) == []


def test_the_running_document_is_as_it_was_and_the_archive_brings_it_back(hers, bob):
    before = documents.export_document(hers)
    checkins.finish_check_in(hers, checkins.start_check_in(hers, "weekly").handle)
    assert documents.export_document(hers) == before
    assert b'"kind": "check-in"' in archives.export_archive(hers)


def test_bob_neither_sees_nor_answers_what_is_alices(hers, bob):
    begun = checkins.start_check_in(hers, "weekly")
    checkins.answer_step(hers, begun.handle, "led", StepAnswer("Led it"))
    before = archives.export_archive(hers)
    for verb in (
        lambda: checkins.load_agenda(bob, begun.handle),
        lambda: checkins.answer_step(bob, begun.handle, "led", StepAnswer("x")),
        lambda: checkins.finish_check_in(bob, begun.handle),
        lambda: checkins.redo_check_in(bob, begun.handle),
    ):
        with pytest.raises(NotFound):
            verb()
    assert checkins.due_check_ins(bob) == ()
    assert checkins.find_check_in(bob, "weekly", WEEK) is None
    his = checkins.start_check_in(bob, "weekly", WEEK)
    assert his.id != begun.id
    with pytest.raises(NotFound):
        checkins.answer_step(bob, his.handle, "outcomes", StepAnswer("x", "c4ch"))
    checkins.skip_check_in(bob, "weekly", WEEK)
    assert archives.export_archive(hers) == before


def test_an_answer_given_elsewhere_meanwhile_is_not_lost(hers):
    begun = checkins.start_check_in(hers, "weekly")
    for line in ("One", "Two"):  # both from a page that was loaded before either answer
        checkins.answer_step(hers, begun.handle, "led", StepAnswer(line))
    found = item(hers, begun.handle)
    assert isinstance(found, CheckIn)
    assert len(read_answers(found)) == 2


def test_a_check_in_edited_as_text_keeps_what_was_said_in_it(hers):
    begun = said(hers, "quarterly", "priorities", text="The queue decision first").check_in
    row = entries.find_item(hers, begun.handle)
    text = documents.entry_as_text(hers, row)
    assert "queue" not in text
    assert "answers" not in text
    edited = text.replace("Quarterly check-in", "My check-in")
    _, problems = documents.parse_entry(hers, row, edited.rstrip("\n") + "\nanswers: none\n")
    assert "answers" in problems[0].message, "not a field of the text, and so not kept in silence"
    values, problems = documents.parse_entry(hers, row, edited)
    assert not problems
    entries.edit_item(hers, begun.handle, values)
    after = item(hers, begun.handle)
    assert after.text.startswith("My check-in")
    assert after.answers == begun.answers


def test_a_packet_edited_as_text_keeps_its_draft_and_its_choices(hers):
    own = {"draft": "# Draft\n\nof two lines", "choices": {"entries": ["c4ch"]}, "conversation": "review"}
    row = entries.add_item(hers, Draft(kind="packet", text="Review", fields=own))
    text = documents.entry_as_text(hers, row)
    assert "of two lines" not in text
    values, problems = documents.parse_entry(hers, row, text.replace("Review", "My review"))
    assert not problems
    entries.edit_item(hers, row.handle, values)
    after = item(hers, row.handle)
    assert (after.text, after.draft, after.choices) == ("My review", own["draft"], own["choices"])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_one_at_once_both_have_the_same(alice):
    together = Barrier(2)
    weeks = [period_of("weekly", MONDAY - timedelta(weeks=number), Profile()) for number in range(1, 9)]

    def begin(device):
        try:
            for week in weeks:
                together.wait(10)
                yield checkins.start_check_in(replace(alice, device=device), "weekly", week).handle
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda device: list(begin(device)), ("laptop", "server"))
    assert one == other
    assert verbs(alice) == ["begin check-in"] * len(weeks)
    assert item_rows.rows_of_kind(alice.owner, "check-in").count() == len(weeks)
