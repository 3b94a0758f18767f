"""What every verb keeps: one change each, compare and set, and nothing by half."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from tests.services.cast import take_in

from vividmap.core.positions import Position
from vividmap.core.record import Evidence, Person
from vividmap.core.shorthand import Draft, NameMark
from vividmap.core.when import When
from vividmap.services import lookup
from vividmap.services.changes import entries, linking, people, settings, skills
from vividmap.services.changes.change_set import open_change_set
from vividmap.services.errors import Conflict, Invalid, NotFound, Refused
from vividmap.services.transfer import archives, documents
from vividmap.store import item_rows, queries
from vividmap.store.models import Change, ItemRow
from vividmap.store.queries import change_log, skill_queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def changes(actor):
    return list(Change.objects.filter(owner=actor.owner).order_by("counter"))


def evidence(text="Did it", **values):
    return Draft(kind="evidence", text=text, **values)


def test_each_verb_is_one_change(alice):
    row = entries.add_item(alice, evidence(mentions=(NameMark("skill", "rust"), NameMark("person", "priya"))))
    entries.add_item(alice, Draft(kind="person", text="Priya"))
    linking.link_name(
        alice, "@priya", item_rows.rows_of_kind(alice.owner, "person").get().handle, [row.handle]
    )
    entries.edit_item(alice, row.handle, {"outcome": "much"})
    skills.add_alias(alice, "rust", "oxide")
    people.move_person(
        alice, item_rows.rows_of_kind(alice.owner, "person").get().handle, date(2026, 1, 1), part="Data"
    )
    people.add_own_role(alice, date(2026, 1, 1), "Staff")
    entries.delete_item(alice, row.handle)
    entries.restore_item(alice, row.handle)
    entries.undo_change(alice)
    found = changes(alice)
    assert [(one.counter, one.verb) for one in found] == list(
        enumerate(
            ["add evidence", "add person", "link", "edit evidence", "edit skill", "edit person", "settings",
             "delete evidence", "restore", "undo"],
            start=1,
        )
    )  # fmt: skip
    assert {one.device for one in found} == {"alices"}
    assert found[-1].undoes == found[-2].id


def test_what_changes_nothing_is_no_change(alice):
    row = entries.add_item(alice, evidence(fields={"outcome": "much"}))
    same = entries.edit_item(alice, row.handle, {"outcome": " much ", "tags": ["", " "]})
    assert same.version == 1
    assert len(changes(alice)) == 1


def test_only_the_version_that_was_read_is_overwritten(alice):
    row = entries.add_item(alice, evidence())
    entries.edit_item(alice, row.handle, {"outcome": "theirs"})
    with pytest.raises(Conflict, match=f"\\^{row.handle} was changed meanwhile; look at it again"):
        entries.edit_item(alice, row.handle, {"outcome": "mine"}, version=1)
    with (
        pytest.raises(Conflict, match="nothing was overwritten"),
        open_change_set(alice, "edit") as change_set,
    ):
        change_set.edit(row, {"outcome": "mine"})  # a row that was read before
    assert entries.find_item(alice, row.handle).fields == {"outcome": "theirs"}
    assert [change.verb for change in changes(alice)] == ["add evidence", "edit evidence"]


def test_a_verb_that_fails_half_way_does_nothing(alice):
    one = entries.add_item(alice, evidence("One"))
    with pytest.raises(Invalid), open_change_set(alice, "both") as change_set:  # noqa: PT012 - one verb of two steps
        change_set.edit(one, {"outcome": "much"})
        change_set.add("evidence", {"text": ""})
    assert entries.find_item(alice, one.handle).fields == {}
    assert len(changes(alice)) == 1


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("evidence", {"text": " \n"}, "the evidence needs some text"),
        ("evidence", {"text": "a\0b"}, "NUL"),
        ("evidence", {"text": "a\ud800"}, "not valid Unicode"),
        (
            "evidence",
            {"text": "x", "colour": "red"},
            "evidence has no field 'colour'",
        ),
        ("evidence", {"text": "x", "scope": "world"}, "scope cannot be 'world'"),
        ("evidence", {"text": "x", "tags": "a"}, "must be a list"),
        (
            "person",
            {"text": "x", "mentions": (NameMark("skill", "rust"),)},
            "a person cannot mention a skill",
        ),
        ("evidence", {"text": "x", "mentions": (NameMark("person", "a\0b"),)}, "NUL"),
    ],
)
def test_what_an_item_cannot_say_is_refused_and_the_field_named(alice, kind, values, why):
    with pytest.raises(Invalid, match=why) as refused, open_change_set(alice, "add") as change_set:
        change_set.add(kind, values)
    assert refused.value.field in {*values, "mentions"}
    assert ItemRow.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("gap", "a gap belongs to a goal"),
        ("update", "an update belongs to a goal or a gap"),
        ("criterion", "a criterion belongs to a framework"),
    ],
)
def test_what_belongs_to_something_is_not_added_alone(alice, kind, why):
    with pytest.raises(Invalid, match=why):
        entries.add_item(alice, Draft(kind=kind, text="x"))


def test_a_name_that_says_nothing_is_left_out(alice):
    row = entries.add_item(
        alice,
        evidence(mentions=(NameMark("person", " "), NameMark("skill", "rust"), NameMark("skill", "Rust"))),
    )
    assert [one.written for one in row.mentions.all()] == ["rust"]


def test_a_skill_is_made_once_whatever_it_is_made_of(alice):
    for name in ("system-design", "System Design", "🚀", "🚀", "e2e tests"):
        entries.add_item(alice, evidence(mentions=(NameMark("skill", name),)))
    assert sorted(one.text for one, _ in skill_queries.skills_by_use(alice.owner)) == [
        "e2e tests",
        "system design",
        "🚀",
    ]
    assert not item_rows.pending_mentions(alice.owner).exists()


def test_an_earlier_change_cannot_be_reversed_over_a_later_one(alice):
    row = entries.add_item(alice, evidence())
    entries.edit_item(alice, row.handle, {"outcome": "one"})
    entries.edit_item(alice, row.handle, {"outcome": "two"})
    middle = changes(alice)[1]
    with (
        pytest.raises(Conflict, match=f"\\^{row.handle} has changed since; undo that first"),
        open_change_set(alice, "undo") as change_set,
    ):
        entries.reverse_change(change_set, middle)
    assert entries.find_item(alice, row.handle).fields == {"outcome": "two"}


def test_what_somebody_did_at_a_moment_is_known_and_nothing_done_is_nothing(alice):
    assert entries.last_change_id(alice) is None
    row = entries.add_item(alice, evidence())
    assert entries.last_change_id(alice) == changes(alice)[-1].id
    later = replace(alice, now=alice.now + timedelta(seconds=1))
    entries.edit_item(later, row.handle, {"text": row.text})
    assert entries.last_change_id(later) is None
    assert entries.last_change_id(replace(alice, device="another")) is None


def test_versions_only_ever_go_up(alice):
    row = entries.add_item(alice, evidence())
    versions = [row.version]
    for step in (
        lambda: entries.edit_item(alice, row.handle, {"outcome": "one"}),
        lambda: entries.undo_change(alice),
        lambda: entries.delete_item(alice, row.handle),
        lambda: entries.restore_item(alice, row.handle),
        lambda: entries.restore_version(alice, row.handle, 2),
    ):
        step()
        there = item_rows.by_id(alice.owner, row.uid)
        versions += [there.version] if there else []
    assert versions == sorted(set(versions))
    assert entries.find_item(alice, row.handle).fields == {"outcome": "one"}


def test_a_profile_of_before_does_not_come_back_beside_the_one_there_is(alice):
    settings.change_settings(alice, {"level": "Senior"})
    entries.undo_change(alice)
    gone = change_log.trash(alice.owner)[0].handle
    settings.change_settings(alice, {"level": "Staff"})
    with pytest.raises(Refused, match="is an earlier profile; edit the current one"):
        entries.restore_item(alice, gone)
    assert queries.load_profile(alice.owner).level == "Staff"


def test_what_stood_beneath_something_gone_says_what_to_restore_first(alice):
    take_in(alice, "# Goals and gaps\n- Staff ^g1aa\n  - gap: Reach ^x2bb\n")
    entries.delete_item(alice, "x2bb")
    entries.delete_item(alice, "g1aa")
    with pytest.raises(Refused, match="restore \\^g1aa first"):
        entries.restore_item(alice, "x2bb")
    entries.restore_item(alice, "g1aa")
    entries.restore_item(alice, "x2bb")
    assert [one.text for one in queries.descendants(alice.owner, [entries.find_item(alice, "g1aa").uid])] == [
        "Reach"
    ]


def test_a_plan_that_is_no_longer_true_is_not_carried_out(alice):
    take_in(alice, "# Impact evidence\n- 2026-11-20 Did it ^c4ch\n")
    base = documents.export_document(alice)
    edited = base.replace("Did it", "Mine")
    plan = documents.plan_document_edit(alice, base, edited)
    entries.edit_item(alice, "c4ch", {"text": "Theirs"})
    with pytest.raises(Conflict, match="the record was changed meanwhile"):
        documents.apply_plan(
            alice,
            plan,
            "edit document",
            is_still_current=lambda: documents.plan_document_edit(alice, base, edited) == plan,
        )
    assert entries.find_item(alice, "c4ch").text == "Theirs"
    later = documents.plan_document_edit(alice, base, edited)
    assert [problem.message for problem in later.problems] == [
        "^c4ch was changed in the record meanwhile (text)"
    ]
    with pytest.raises(Invalid, match="line 9: \\^c4ch was changed"):
        documents.apply_plan(alice, later, "edit document")


def test_a_plan_whose_item_is_gone_does_nothing_at_all(alice):
    take_in(alice, "# Impact evidence\n- 2026-11-20 Did it ^c4ch\n")
    base = documents.export_document(alice)
    plan = documents.plan_document_edit(alice, base, base.replace("Did it", "Mine") + "- New goal\n")
    entries.delete_item(alice, "c4ch")
    with pytest.raises(Conflict, match="line 9: \\^c4ch is gone from the record"):
        documents.apply_plan(alice, plan, "edit document")
    assert queries.load_record(alice.owner).items == ()


def test_a_move_is_seen_on_its_day(alice):
    take_in(alice, "# Relationship map\n- Marta ^m4aa\n  since 2025-03: peer, Platform, Acme\n")
    people.move_person(alice, "m4aa", date(2026, 4, 1), part="Data")
    (marta,) = queries.load_record(alice.owner).items_of(Person)
    assert (marta.position(date(2026, 3, 31)).part, marta.position(date(2026, 4, 1)).part) == (
        "Platform",
        "Data",
    )
    assert marta.position(date(2020, 1, 1)).height == "peer"
    with pytest.raises(NotFound, match="\\^x0xx"):
        people.move_person(alice, "x0xx", date(2026, 4, 1), part="Data")


def test_the_clock_may_go_backwards(alice):
    row = entries.add_item(alice, evidence())
    yesterday = replace(alice, now=alice.now - timedelta(days=1))
    entries.edit_item(yesterday, row.handle, {"outcome": "much"})
    assert [one.after["version"] for one in lookup.item_history(alice, row.handle) if one.after] == [2, 1]
    entries.undo_change(yesterday)
    assert entries.find_item(alice, row.handle).fields == {}


FAR = [When.day(date(206, 3, 1)), When.day(date.max), When(date.min, date.max, about=True)]


@pytest.mark.parametrize("moment", FAR)
def test_a_date_that_a_record_has_had_goes_with_it_into_another(alice, bob, moment):
    with open_change_set(alice, "add", takes_any_date=True) as changed:
        changed.add("evidence", {"text": "Moved the queue", "when": moment})
    document = documents.export_document(alice)
    plan, _ = documents.plan_import(bob, document)
    assert plan.problems == ()
    documents.apply_plan(bob, plan, "import document")
    assert documents.export_document(bob) == document


@pytest.mark.parametrize("moment", FAR)
def test_a_date_too_far_from_today_is_refused_wherever_it_comes_in(alice, moment):
    kept = entries.add_item(alice, evidence())
    with pytest.raises(Invalid, match="write a year from 1900 to 2036") as refused:
        entries.add_item(alice, evidence(when=moment))
    assert refused.value.field == "when"
    with pytest.raises(Invalid, match="too far from today"):
        entries.edit_item(alice, kept.handle, {"when": moment})
    document = documents.export_document(alice)
    lines = document.replace("# Skill", f"- {moment} Moved the queue\n\n# Skill", 1)
    for plan in (
        documents.plan_import(alice, lines)[0],
        documents.plan_document_edit(alice, document, lines),
    ):
        (problem,) = plan.problems
        assert "too far from today" in problem.message
        assert lines.split("\n")[problem.line - 1] == f"- {moment} Moved the queue"
    with pytest.raises(Invalid, match="too far from today"):
        entries.add_item(
            alice, Draft(kind="person", text="Priya", fields={"positions": (Position(moment.first),)})
        )


@pytest.mark.parametrize("moment", FAR)
def test_dates_of_any_age_that_an_archive_holds_are_kept(alice, moment):
    """Earlier versions accepted them."""
    entries.add_item(alice, evidence())
    data = json.loads(archives.export_archive(alice))
    (item,) = data["items"]
    item |= {"id": str(uuid4()), "handle": "far2", "first": str(moment.first), "last": str(moment.last)}
    item |= {"about": True} if moment.about else {}
    archives.import_archive(alice, json.dumps(data | {"checksum": ""}).encode())

    document = documents.export_document(alice)
    assert f"- {moment} " in document
    plan, _ = documents.plan_import(alice, document)
    assert (plan.problems, plan.is_empty) == ((), True)
    entries.edit_item(alice, "far2", {"outcome": "much"})
    edited = documents.export_document(alice).replace("much", "more", 1)
    plan = documents.plan_document_edit(alice, documents.export_document(alice), edited)
    documents.apply_plan(alice, plan, "edit document")
    item = item_rows.to_item(alice.owner, entries.find_item(alice, "far2"))
    assert isinstance(item, Evidence)
    assert (item.when, item.outcome) == (moment, "more")


@pytest.mark.django_db(transaction=True)
def test_of_those_who_write_at_once_none_gets_in_the_way_of_another(alice):
    def write(number):
        try:
            return [entries.add_item(alice, evidence(f"Thing {number} {one}")).handle for one in range(10)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        handles = [handle for some in pool.map(write, range(4)) for handle in some]
    assert len(set(handles)) == 40
    assert sorted(change.counter for change in changes(alice)) == list(range(1, 41))
