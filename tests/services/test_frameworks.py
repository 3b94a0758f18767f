"""Frameworks taken in, brought up to date, edited; evidence linked to criteria. One step each, Bob apart."""

import pytest
from tests.services.cast import take_in

from vividmap.core.criteria import requirements
from vividmap.core.record import Criterion, Evidence, Framework
from vividmap.formats.frameworks.ladders import LADDERS
from vividmap.services import record_cache
from vividmap.services.changes import entries, framework_criteria
from vividmap.services.errors import Conflict, Invalid, NotFound
from vividmap.services.transfer import documents, framework_import
from vividmap.services.transfer.plans import exclude_places, summarize
from vividmap.store import queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]

LEVELS = """\
# Our levels

Version 1.

## Senior

### Impact
- Takes a project from idea to use.
- Says early what will be late.

## Staff

### Impact
- Leads work of several teams to its end.
"""
NEWER = """\
# Our levels

## Senior

### Impact
- Takes a whole project from idea to use.

## Staff

### Delivery
- Leads work of several teams to its end.

### Craft
- Sets a direction that teams follow by choice.
"""
RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache to Redis @priya !staff ^c4ch
- 2026-10-12 Led the queue work of three teams ^qu3u
# Skill development
- 2026-10-01 Read about queues ^r3ad
# Relationship map
- Priya Natarajan ^p9qd
"""


def bring(actor, text=LEVELS, **said):
    coming = framework_import.plan_import(actor, text, **said)
    framework_import.apply_import(actor, coming)
    return coming


def stated(actor):
    return [
        (criterion.level, criterion.theme, criterion.text)
        for criterion in record_cache.load_record(actor).items_of(Criterion)
    ]


def handle(actor, begins):
    (found,) = [
        criterion.handle
        for criterion in record_cache.load_record(actor).items_of(Criterion)
        if criterion.text.startswith(begins)
    ]
    return found


def linked(actor, criterion):
    record = record_cache.load_record(actor)
    uid = entries.find_item(actor, criterion).uid
    return [entry.handle for entry in record.items_of(Evidence) if uid in entry.linked_ids("criterion")]


@pytest.fixture
def hers(alice):
    take_in(alice, RECORD)
    return alice


def test_an_import_is_one_step(hers):
    coming = bring(hers)
    assert summarize(coming.plan) == "4 new"
    (framework,) = record_cache.load_record(hers).items_of(Framework)
    assert (framework.text, framework.body) == ("Our levels", "Version 1.")
    assert stated(hers) == [
        ("Senior", "Impact", "Takes a project from idea to use."),
        ("Senior", "Impact", "Says early what will be late."),
        ("Staff", "Impact", "Leads work of several teams to its end."),
    ]
    assert [one.text for one in requirements.criteria_of(record_cache.load_record(hers), framework)] == [
        text for _, _, text in stated(hers)
    ]
    entries.undo_change(hers)
    assert stated(hers) == []
    assert record_cache.load_record(hers).items_of(Framework) == ()
    bring(hers)
    assert len(stated(hers)) == 3


def test_the_same_twice_doubles_nothing_and_overwrites_nothing(hers):
    bring(hers)
    framework_criteria.edit_criterion(
        hers, handle(hers, "Takes"), {"text": "Takes it all the way, in my words."}
    )
    entries.edit_item(
        hers, record_cache.load_record(hers).items_of(Framework)[0].handle, {"text": "Levels of Acme"}
    )
    entries.delete_item(hers, handle(hers, "Says"))
    before = documents.export_document(hers), stated(hers)
    coming = bring(hers)
    assert coming.plan.is_empty
    assert summarize(coming.plan) == "3 unchanged, 1 skipped"
    (left,) = [step.reason for step in coming.plan.steps if step.action == "left"]
    assert left.startswith("it was deleted here; vividmap restore ")
    assert (documents.export_document(hers), stated(hers)) == before


def test_a_newer_version_changes_what_it_words_anew_and_keeps_links(hers):
    bring(hers)
    framework_criteria.link_evidence(hers, handle(hers, "Takes"), ["c4ch"])
    framework_criteria.link_evidence(hers, handle(hers, "Leads"), ["qu3u"])
    coming = bring(hers, NEWER)
    assert summarize(coming.plan) == "1 new, 2 changed, 1 unchanged"
    assert [one.text for one in coming.missing_criteria] == ["Says early what will be late."]
    assert set(stated(hers)) == {
        ("Senior", "Impact", "Takes a whole project from idea to use."),
        ("Senior", "Impact", "Says early what will be late."),
        ("Staff", "Delivery", "Leads work of several teams to its end."),
        ("Staff", "Craft", "Sets a direction that teams follow by choice."),
    }
    assert linked(hers, handle(hers, "Takes")) == ["c4ch"]
    assert linked(hers, handle(hers, "Leads")) == ["qu3u"]
    assert bring(hers, NEWER).plan.is_empty
    entries.undo_change(hers)
    assert ("Senior", "Impact", "Takes a project from idea to use.") in stated(hers)


def test_another_name_makes_another_framework(hers):
    bring(hers)
    bring(hers, name="Our levels, as of 2027")
    assert {framework.text for framework in record_cache.load_record(hers).items_of(Framework)} == {
        "Our levels",
        "Our levels, as of 2027",
    }
    assert len(stated(hers)) == 6


def test_what_was_deleted_whole_is_left_with_the_way_back(hers):
    bring(hers)
    (framework,) = record_cache.load_record(hers).items_of(Framework)
    entries.delete_item(hers, framework.handle)
    coming = bring(hers, NEWER)
    assert coming.plan.is_empty
    assert f"vividmap restore {framework.handle}" in coming.plan.steps[0].reason
    entries.restore_item(hers, framework.handle)
    assert len(stated(hers)) == 3


def test_what_is_left_out_does_not_come(hers):
    coming = framework_import.plan_import(hers, LEVELS)
    framework_import.apply_import(
        hers, framework_import.FrameworkPlan(coming.reading, exclude_places(coming.plan, {2}, "left out"))
    )
    assert [text for _, _, text in stated(hers)] == [
        "Takes a project from idea to use.",
        "Leads work of several teams to its end.",
    ]


def test_a_plan_that_is_older_than_the_record_is_refused(hers):
    coming = framework_import.plan_import(hers, LEVELS)
    bring(hers)
    with pytest.raises(Conflict):
        framework_import.apply_import(
            hers, coming, lambda: framework_import.plan_import(hers, LEVELS) == coming
        )
    assert len(stated(hers)) == 3


@pytest.mark.parametrize(
    ("text", "file", "says"),
    [
        ("Nothing is stated here.", "", "no criterion was found in it; it was read as prose"),
        ("# a\n- b\0", "", "line 2: contains a NUL character"),
        ("a: [b", "levels.yaml", "this is not YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(hers, text, file, says):
    with pytest.raises(Invalid, match=says):
        framework_import.plan_import(hers, text, file)
    assert record_cache.load_record(hers).items_of(Framework) == ()


def test_a_name_that_no_database_keeps_is_refused(hers):
    for name in ("a\0b", "\udcff"):
        with pytest.raises(Invalid):
            framework_import.plan_import(hers, LEVELS, name=name)
        with pytest.raises(Invalid):
            framework_import.plan_import(hers, LEVELS, file=f"{name}.md")


@pytest.mark.parametrize("name", LADDERS)
def test_a_ladder_comes_under_its_title(hers, name):
    coming = bring(hers, framework_import.read_ladder(name), file=f"{name}.md")
    assert coming.reading.framework.name == LADDERS[name]
    assert not coming.missing_criteria
    with pytest.raises(NotFound, match="use one of product-engineering"):
        framework_import.read_ladder("../../etc/passwd")


def test_a_criterion_is_added_edited_and_deleted(hers):
    bring(hers)
    (framework,) = record_cache.load_record(hers).items_of(Framework)
    row = framework_criteria.add_criterion(hers, framework.handle, "Grows others.", "Staff", "People")
    assert stated(hers)[-1] == ("Staff", "People", "Grows others.")
    framework_criteria.edit_criterion(
        hers, row.handle, {"theme": "Growth", "cannot_be_met": "Because the team is me alone."}
    )
    (one,) = (
        criterion
        for criterion in record_cache.load_record(hers).items_of(Criterion)
        if criterion.handle == row.handle
    )
    assert (one.theme, one.cannot_be_met) == ("Growth", "the team is me alone.")
    with pytest.raises(Conflict):
        framework_criteria.edit_criterion(hers, row.handle, {"text": "Stale."}, version=1)
    with pytest.raises(Invalid):
        framework_criteria.add_criterion(hers, framework.handle, " ")
    entries.delete_item(hers, row.handle)
    assert len(stated(hers)) == 3
    entries.undo_change(hers)
    assert len(stated(hers)) == 4


def test_evidence_is_linked_and_unlinked_in_one_step_each_and_names_stay(hers):
    bring(hers)
    criterion = handle(hers, "Leads")
    before = documents.export_document(hers)
    assert [
        row.handle for row in framework_criteria.link_evidence(hers, criterion, ["c4ch", "qu3u", "c4ch"])
    ] == [
        "c4ch",
        "qu3u",
    ]
    assert linked(hers, criterion) == ["c4ch", "qu3u"]
    assert framework_criteria.link_evidence(hers, criterion, ["qu3u"]) == []
    text = documents.export_document(hers)
    assert "- 2026-11-20 Moved the cache to Redis @priya !staff ^c4ch" in text
    assert "\n  criterion: leads-work\n" in text
    assert documents.plan_import(hers, text)[0].is_empty
    assert [row.handle for row in framework_criteria.unlink_evidence(hers, criterion, ["c4ch", "qu3u"])] == [
        "c4ch",
        "qu3u",
    ]
    assert documents.export_document(hers) == before
    assert framework_criteria.unlink_evidence(hers, criterion, ["qu3u"]) == []


def test_evidence_alone_serves_a_criterion(hers):
    bring(hers)
    with pytest.raises(NotFound, match="is a skill entry"):
        framework_criteria.link_evidence(hers, handle(hers, "Leads"), ["c4ch", "r3ad"])
    assert linked(hers, handle(hers, "Leads")) == []


def test_a_deleted_criterion_takes_its_links_and_brings_them_back(hers):
    bring(hers)
    criterion = handle(hers, "Leads")
    framework_criteria.link_evidence(hers, criterion, ["qu3u"])
    entries.delete_item(hers, criterion)
    assert "criterion" in documents.export_document(hers)
    entries.restore_item(hers, criterion)
    assert linked(hers, criterion) == ["qu3u"]


@pytest.mark.parametrize("begins", ["Takes", "Says", "Leads"])
def test_a_deleted_criterion_comes_back_where_it_stood(hers, begins):
    bring(hers)
    before, criterion = stated(hers), handle(hers, begins)
    for come_back in (lambda: entries.restore_item(hers, criterion), lambda: entries.undo_change(hers)):
        entries.delete_item(hers, criterion)
        assert len(stated(hers)) == 2
        come_back()
        assert stated(hers) == before
        assert queries.load_record(hers.owner).items == record_cache.load_record(hers).items


def test_a_deleted_framework_comes_back_with_its_criteria_in_their_order(hers):
    bring(hers)
    before = stated(hers)
    (framework,) = record_cache.load_record(hers).items_of(Framework)
    bring(hers, LEVELS, name="Other levels")
    both = [framework.text for framework in record_cache.load_record(hers).items_of(Framework)]
    entries.delete_item(hers, framework.handle)
    entries.restore_item(hers, framework.handle)
    assert stated(hers) == [*before, *before]
    assert (
        [framework.text for framework in record_cache.load_record(hers).items_of(Framework)]
        == both
        == ["Our levels", "Other levels"]
    )
    assert queries.load_record(hers.owner).items == record_cache.load_record(hers).items


def test_nothing_of_hers_reaches_bob(hers, bob):
    bring(hers)
    (framework,) = record_cache.load_record(hers).items_of(Framework)
    criterion = handle(hers, "Leads")
    for verb in (
        lambda: framework_criteria.find_framework(bob, framework.handle),
        lambda: framework_criteria.add_criterion(bob, framework.handle, "His."),
        lambda: framework_criteria.edit_criterion(bob, criterion, {"text": "His."}),
        lambda: framework_criteria.link_evidence(bob, criterion, []),
    ):
        with pytest.raises(NotFound):
            verb()
    bring(bob)
    assert stated(bob) == stated(hers)
    his = handle(bob, "Leads")
    with pytest.raises(NotFound):
        framework_criteria.link_evidence(hers, his, ["qu3u"])
    with pytest.raises(NotFound):
        framework_criteria.link_evidence(bob, his, ["qu3u"])
