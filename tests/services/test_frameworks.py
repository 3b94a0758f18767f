"""Frameworks taken in, brought up to date, edited; evidence linked to criteria. One step each, Bob apart."""

import pytest
from tests.services.cast import take_in

from vividmap.core.criteria import asks
from vividmap.core.record import Criterion, Evidence, Framework
from vividmap.formats.frameworks.ladders import LADDERS
from vividmap.services import documents, entries, frameworks, memory
from vividmap.services.errors import Conflict, Invalid, NotFound
from vividmap.services.plans import summary, without
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
    coming = frameworks.plan(actor, text, **said)
    frameworks.take_in(actor, coming)
    return coming


def stated(actor):
    return [(one.level, one.theme, one.text) for one in memory.record(actor).all(Criterion)]


def handle(actor, begins):
    (found,) = [one.handle for one in memory.record(actor).all(Criterion) if one.text.startswith(begins)]
    return found


def linked(actor, criterion):
    record = memory.record(actor)
    uid = entries.find(actor, criterion).uid
    return [one.handle for one in record.all(Evidence) if uid in one.linked("criterion")]


@pytest.fixture
def hers(alice):
    take_in(alice, RECORD)
    return alice


def test_an_import_is_one_step(hers):
    coming = bring(hers)
    assert summary(coming.plan) == "4 new"
    (framework,) = memory.record(hers).all(Framework)
    assert (framework.text, framework.body) == ("Our levels", "Version 1.")
    assert stated(hers) == [
        ("Senior", "Impact", "Takes a project from idea to use."),
        ("Senior", "Impact", "Says early what will be late."),
        ("Staff", "Impact", "Leads work of several teams to its end."),
    ]
    assert [one.text for one in asks.of_framework(memory.record(hers), framework)] == [
        text for _, _, text in stated(hers)
    ]
    entries.undo(hers)
    assert stated(hers) == []
    assert memory.record(hers).all(Framework) == ()
    bring(hers)
    assert len(stated(hers)) == 3


def test_the_same_twice_doubles_nothing_and_overwrites_nothing(hers):
    bring(hers)
    frameworks.edit(hers, handle(hers, "Takes"), {"text": "Takes it all the way, in my words."})
    entries.edit(hers, memory.record(hers).all(Framework)[0].handle, {"text": "Levels of Acme"})
    entries.delete(hers, handle(hers, "Says"))
    before = documents.export(hers), stated(hers)
    coming = bring(hers)
    assert coming.plan.does_nothing
    assert summary(coming.plan) == "3 as it was, 1 left alone"
    (left,) = [step.why for step in coming.plan.steps if step.what == "left"]
    assert left.startswith("it was deleted here; vividmap restore ")
    assert (documents.export(hers), stated(hers)) == before


def test_a_newer_version_changes_what_it_words_anew_and_keeps_links(hers):
    bring(hers)
    frameworks.link(hers, handle(hers, "Takes"), ["c4ch"])
    frameworks.link(hers, handle(hers, "Leads"), ["qu3u"])
    coming = bring(hers, NEWER)
    assert summary(coming.plan) == "1 new, 2 changed, 1 as it was"
    assert [one.text for one in coming.unsaid] == ["Says early what will be late."]
    assert set(stated(hers)) == {
        ("Senior", "Impact", "Takes a whole project from idea to use."),
        ("Senior", "Impact", "Says early what will be late."),
        ("Staff", "Delivery", "Leads work of several teams to its end."),
        ("Staff", "Craft", "Sets a direction that teams follow by choice."),
    }
    assert linked(hers, handle(hers, "Takes")) == ["c4ch"]
    assert linked(hers, handle(hers, "Leads")) == ["qu3u"]
    assert bring(hers, NEWER).plan.does_nothing
    entries.undo(hers)
    assert ("Senior", "Impact", "Takes a project from idea to use.") in stated(hers)


def test_another_name_makes_another_framework(hers):
    bring(hers)
    bring(hers, name="Our levels, as of 2027")
    assert {one.text for one in memory.record(hers).all(Framework)} == {
        "Our levels",
        "Our levels, as of 2027",
    }
    assert len(stated(hers)) == 6


def test_what_was_deleted_whole_is_left_with_the_way_back(hers):
    bring(hers)
    (framework,) = memory.record(hers).all(Framework)
    entries.delete(hers, framework.handle)
    coming = bring(hers, NEWER)
    assert coming.plan.does_nothing
    assert f"vividmap restore {framework.handle}" in coming.plan.steps[0].why
    entries.restore(hers, framework.handle)
    assert len(stated(hers)) == 3


def test_what_is_left_out_does_not_come(hers):
    coming = frameworks.plan(hers, LEVELS)
    frameworks.take_in(hers, frameworks.Coming(coming.reading, without(coming.plan, {2}, "left out")))
    assert [text for _, _, text in stated(hers)] == [
        "Takes a project from idea to use.",
        "Leads work of several teams to its end.",
    ]


def test_a_plan_that_is_older_than_the_record_is_refused(hers):
    coming = frameworks.plan(hers, LEVELS)
    bring(hers)
    with pytest.raises(Conflict):
        frameworks.take_in(hers, coming, lambda: frameworks.plan(hers, LEVELS) == coming)
    assert len(stated(hers)) == 3


@pytest.mark.parametrize(
    ("text", "file", "says"),
    [
        ("Nothing is stated here.", "", "no criterion was found in it; it was read as prose"),
        ("# a\n- b\0", "", "line 2: a NUL character"),
        ("a: [b", "levels.yaml", "this is not YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(hers, text, file, says):
    with pytest.raises(Invalid, match=says):
        frameworks.plan(hers, text, file)
    assert memory.record(hers).all(Framework) == ()


def test_a_name_that_no_database_keeps_is_refused(hers):
    for name in ("a\0b", "\udcff"):
        with pytest.raises(Invalid):
            frameworks.plan(hers, LEVELS, name=name)
        with pytest.raises(Invalid):
            frameworks.plan(hers, LEVELS, file=f"{name}.md")


@pytest.mark.parametrize("name", LADDERS)
def test_a_ladder_comes_under_its_title(hers, name):
    coming = bring(hers, frameworks.ladder(name), file=f"{name}.md")
    assert coming.reading.framework.name == LADDERS[name]
    assert not coming.unsaid
    with pytest.raises(NotFound, match="there are product-engineering"):
        frameworks.ladder("../../etc/passwd")


def test_a_criterion_is_added_edited_and_deleted(hers):
    bring(hers)
    (framework,) = memory.record(hers).all(Framework)
    row = frameworks.add(hers, framework.handle, "Grows others.", "Staff", "People")
    assert stated(hers)[-1] == ("Staff", "People", "Grows others.")
    frameworks.edit(hers, row.handle, {"theme": "Growth", "cannot_be_met": "Because the team is me alone."})
    (one,) = (one for one in memory.record(hers).all(Criterion) if one.handle == row.handle)
    assert (one.theme, one.cannot_be_met) == ("Growth", "the team is me alone.")
    with pytest.raises(Conflict):
        frameworks.edit(hers, row.handle, {"text": "Stale."}, version=1)
    with pytest.raises(Invalid):
        frameworks.add(hers, framework.handle, " ")
    entries.delete(hers, row.handle)
    assert len(stated(hers)) == 3
    entries.undo(hers)
    assert len(stated(hers)) == 4


def test_evidence_is_linked_and_unlinked_in_one_step_each_and_names_stay(hers):
    bring(hers)
    criterion = handle(hers, "Leads")
    before = documents.export(hers)
    assert [row.handle for row in frameworks.link(hers, criterion, ["c4ch", "qu3u", "c4ch"])] == [
        "c4ch",
        "qu3u",
    ]
    assert linked(hers, criterion) == ["c4ch", "qu3u"]
    assert frameworks.link(hers, criterion, ["qu3u"]) == []
    text = documents.export(hers)
    assert "- 2026-11-20 Moved the cache to Redis @priya !staff ^c4ch" in text
    assert "\n  criterion: leads-work\n" in text
    assert documents.plan_import(hers, text)[0].does_nothing
    assert [row.handle for row in frameworks.unlink(hers, criterion, ["c4ch", "qu3u"])] == ["c4ch", "qu3u"]
    assert documents.export(hers) == before
    assert frameworks.unlink(hers, criterion, ["qu3u"]) == []


def test_evidence_alone_serves_a_criterion(hers):
    bring(hers)
    with pytest.raises(NotFound, match="is a skill entry"):
        frameworks.link(hers, handle(hers, "Leads"), ["c4ch", "r3ad"])
    assert linked(hers, handle(hers, "Leads")) == []


def test_a_deleted_criterion_takes_its_links_and_brings_them_back(hers):
    bring(hers)
    criterion = handle(hers, "Leads")
    frameworks.link(hers, criterion, ["qu3u"])
    entries.delete(hers, criterion)
    assert "criterion" in documents.export(hers)
    entries.restore(hers, criterion)
    assert linked(hers, criterion) == ["qu3u"]


@pytest.mark.parametrize("begins", ["Takes", "Says", "Leads"])
def test_a_deleted_criterion_comes_back_where_it_stood(hers, begins):
    bring(hers)
    before, criterion = stated(hers), handle(hers, begins)
    for come_back in (lambda: entries.restore(hers, criterion), lambda: entries.undo(hers)):
        entries.delete(hers, criterion)
        assert len(stated(hers)) == 2
        come_back()
        assert stated(hers) == before
        assert queries.load(hers.owner).items == memory.record(hers).items


def test_a_deleted_framework_comes_back_with_its_criteria_in_their_order(hers):
    bring(hers)
    before = stated(hers)
    (framework,) = memory.record(hers).all(Framework)
    bring(hers, LEVELS, name="Other levels")
    both = [one.text for one in memory.record(hers).all(Framework)]
    entries.delete(hers, framework.handle)
    entries.restore(hers, framework.handle)
    assert stated(hers) == [*before, *before]
    assert [one.text for one in memory.record(hers).all(Framework)] == both == ["Our levels", "Other levels"]
    assert queries.load(hers.owner).items == memory.record(hers).items


def test_nothing_of_hers_reaches_bob(hers, bob):
    bring(hers)
    (framework,) = memory.record(hers).all(Framework)
    criterion = handle(hers, "Leads")
    for verb in (
        lambda: frameworks.named(bob, framework.handle),
        lambda: frameworks.add(bob, framework.handle, "His."),
        lambda: frameworks.edit(bob, criterion, {"text": "His."}),
        lambda: frameworks.link(bob, criterion, []),
    ):
        with pytest.raises(NotFound):
            verb()
    bring(bob)
    assert stated(bob) == stated(hers)
    his = handle(bob, "Leads")
    with pytest.raises(NotFound):
        frameworks.link(hers, his, ["qu3u"])
    with pytest.raises(NotFound):
        frameworks.link(bob, his, ["qu3u"])
