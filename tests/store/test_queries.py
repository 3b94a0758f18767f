"""Reads: their order, their bounds, the same on both databases."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.cast import take_in
from tests.support import FULL

from vividmap.core.record import KINDS
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.services.actor import Actor
from vividmap.services.changes import entries
from vividmap.store import item_rows, queries, records, snapshots
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow, Owner
from vividmap.store.queries import change_log, document, goals, people, project_queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]

RECORD = """\
# Impact evidence
- 2026-11-20 One #rust @priya ^e001
- 2026-11-20 Two ^e002
- 2026-11-01..2026-11-20 Three ^e003
- 2026-11~ Four ^e004
- 2026-12-01 Five ^e005
- undated Six ^e006
- undated Seven ^e007
# Relationship map
- Óscar ^p001
- anna ^p002
- Priya ^p003
  - 2026-11-02 Coffee ^t001
# Goals and gaps
- Second by name ^g001
  - gap: Reach ^x001
    - 2026-10-02 Known ^u001
- A goal ^g002
"""


@pytest.fixture
def kept(alice):
    take_in(alice, RECORD)
    return alice


def handles(items):
    return " ".join(item.handle for item in items)


def test_the_newest_come_first_and_the_undated_last(kept):
    listed = handles(queries.list_items(kept.owner, ["evidence"]))
    assert listed == "e005 e004 e001 e002 e003 e006 e007"
    assert handles(queries.list_items(kept.owner, ["evidence"], limit=3)) == "e005 e004 e001"


def test_people_come_by_name_and_goals_as_they_came(kept):
    assert handles(queries.list_items(kept.owner, ["person"])) == "p002 p001 p003"
    assert handles(queries.list_items(kept.owner, ["goal"])) == "g001 g002"
    assert handles(queries.list_items(kept.owner, ["person"], limit=1)) == "p002"


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 11, 30), None, "e005 e004"),
        (None, date(2026, 11, 1), "e004 e003"),
        (date(2026, 11, 5), date(2026, 11, 6), "e004 e003"),
        (date(2027, 1, 1), None, ""),
    ],
)
def test_a_span_is_in_every_period_that_it_touches(kept, first, last, found):
    assert handles(queries.list_items(kept.owner, ["evidence"], queries.Filters(first, last))) == found


def test_what_stands_beneath_comes_level_by_level(kept):
    goal = entries.find_item(kept, "g001")
    assert handles(queries.descendants(kept.owner, [goal.uid])) == "x001 u001"
    assert queries.descendants(kept.owner, []) == []


def test_a_read_asks_a_handful_of_times_however_much_there_is(kept):
    lines = "".join(f"- 2026-10-01 Number {n} #rust @priya\n" for n in range(300))
    take_in(kept, f"# Impact evidence\n{lines}")
    for most, read in {
        2: lambda: queries.load_record(kept.owner),
        3: lambda: queries.list_items(kept.owner, ["evidence"]),
        4: lambda: queries.search_items(kept.owner, "number"),
    }.items():
        with CaptureQueriesContext(connection) as asked:
            assert read()
        assert len(asked) <= most, asked.captured_queries


@settings(max_examples=300 if FULL else 12)
@given(st.lists(st.sampled_from(["ledger move", "Ledger move", "LEDGER-MOVE", "Ärger", "arger", "x"])))
def test_a_project_is_named_by_the_spelling_that_most_entries_have(labels):
    actor = Actor(Owner.objects.create(name=str(uuid4())), "d", datetime(2026, 11, 23, tzinfo=UTC))
    for label in labels:
        entries.add_item(actor, Draft(kind="evidence", text="Entry", fields={"project": label}))
    entries.add_item(actor, Draft(kind="candidate", text="Proposed", fields={"project": "Proposed"}))
    named = {project.name for project in project_queries.load_projects(actor.owner)}
    assert project_queries.project_names(actor.owner) == sorted(named, key=fold)


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("index", "read"),
    [
        ("item_by_project", project_queries.project_names),
        ("uid=?", lambda owner: change_log.existing_ids(owner, [uuid4(), uuid4()])),
        ("uid=?", lambda owner: change_log.undated_handles(owner, [uuid4(), uuid4()])),
    ],
    ids=["names of projects", "ids of an import", "ids without a date"],
)
def test_what_is_looked_up_is_read_from_an_index_and_not_from_every_entry(kept, index, read):
    with CaptureQueriesContext(connection) as asked:
        read(kept.owner)
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            lookups = [row[3] for row in cursor.fetchall() if "store_item" in row[3]]
            assert lookups
            assert all(index in lookup for lookup in lookups), lookups


def test_a_handle_is_found_in_its_longer_form_too(kept):
    row = entries.add_item(kept, Draft(kind="evidence", text="Born here"))
    from vividmap.core.handles import handle_code

    for length in range(len(row.handle), 13):  # more than four characters after four digits
        found = item_rows.by_handle(kept.owner, f"^{handle_code(row.uid)[:length].upper()}")
        assert found is not None
        assert found.uid == row.uid
    for wrong in ("", "^", "e00", "e0011", handle_code(row.uid) + "0", "x" * 200, "é"):
        assert item_rows.by_handle(kept.owner, wrong) is None


def test_counts_and_highest_counter(kept):
    assert queries.count_by_kind(kept.owner) == {
        "evidence": 7, "gap": 1, "goal": 2, "person": 3, "skill": 1, "touchpoint": 1, "update": 1,
    }  # fmt: skip
    assert change_log.highest_counter(kept.owner) == 1
    assert change_log.highest_counter(Owner.objects.create(name="nobody")) == 0


def test_what_was_undone_never_was_and_what_was_deleted_is_gone(kept):
    ids = {row.handle: row.uid for row in ItemRow.objects.filter(owner=kept.owner)}
    entries.delete_item(kept, "e001")
    new = entries.add_item(kept, Draft(kind="evidence", text="New"))
    entries.undo_change(kept)
    every = [*ids.values(), new.uid]
    assert change_log.existing_ids(kept.owner, every) == {
        uid for handle, uid in ids.items() if handle != "e001"
    }
    assert change_log.deleted_ids(kept.owner, every) == {ids["e001"]}
    assert change_log.ids_ever_known(kept.owner, every) == set(every)
    assert change_log.undone_ids(kept.owner, [new.handle, "e001", "e002"]) == {new.handle: new.uid}
    assert change_log.taken_handles(kept.owner, [new.handle, "e001", "nope"]) == {new.handle, "e001"}


def test_more_ids_than_a_database_takes_at_once(kept):
    many = [UUID(int=number) for number in range(70_000)]
    known = next(iter(ItemRow.objects.filter(owner=kept.owner)))
    assert change_log.ids_ever_known(kept.owner, [*many, known.uid]) == {known.uid}
    assert not change_log.has_foreign_ids(many, kept.owner)
    assert change_log.taken_handles(kept.owner, [str(number) for number in range(70_000)] + ["e001"]) == {
        "e001"
    }


def test_a_snapshot_is_all_that_an_item_says(kept):
    for row in ItemRow.objects.filter(owner=kept.owner):
        named = list(row.mentions.order_by("position"))
        said = snapshots.take_snapshot(row, named)
        again = snapshots.row_from_snapshot(said, kept.owner.id)
        assert records.to_item(
            again, snapshots.mentions_from_snapshot(said, kept.owner.id)
        ) == records.to_item(row, named)
        assert snapshots.take_snapshot(again, snapshots.mentions_from_snapshot(said, kept.owner.id)) == said


def item(owner, **values):
    now = datetime(2026, 11, 23, tzinfo=UTC)
    given = {
        "uid": UUID(int=1),
        "kind": "evidence",
        "handle": "a1aa",
        "text": "x",
        "created_at": now,
        "edited_at": now,
    }
    return ItemRow(owner=owner, **{**given, **values})


@pytest.mark.parametrize(
    "wrong",
    [
        {"handle": "e001"},
        {"kind": "nonsense"},
        {"first": date(2026, 1, 2), "last": date(2026, 1, 1)},
        {"first": date(2026, 1, 2)},
        {"text": None},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(kept, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        item(kept.owner, **wrong).save(force_insert=True)


def test_there_is_one_profile(kept):
    item(kept.owner, kind="profile", text="").save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        item(kept.owner, uid=UUID(int=2), handle="b2bb", kind="profile", text="").save(force_insert=True)


def test_every_row_belongs_to_an_owner_and_goes_with_them(kept):
    for model in (ItemRow, MentionRow, Change, ItemChange):
        assert model.objects.filter(owner=kept.owner).exists()
        for constraint in model._meta.constraints:
            fields = getattr(constraint, "fields", ())
            assert not fields or fields[0] == "owner", constraint.name
    kept.owner.delete()
    for model in (ItemRow, MentionRow, Change, ItemChange):
        assert not model.objects.exists()


def test_every_kind_can_be_stored(alice):
    assert set(KINDS) == set(dict.fromkeys(KINDS))
    for number, kind in enumerate(KINDS):
        row = item(alice.owner, uid=UUID(int=number + 1), handle=f"k{number:03}", kind=kind)
        row.save(force_insert=True)
        assert item_rows.to_item(alice.owner, row).kind == kind


def test_updates_up_to_a_day_include_that_day(kept):
    gap = entries.find_item(kept, "x001").uid
    for day, expected in {
        date(2026, 10, 1): "",
        date(2026, 10, 2): "u001",
        date(2026, 10, 3): "u001",
    }.items():
        assert handles(goals.list_updates(kept.owner, [gap], 9, day)) == expected


GOALS = """\
# Impact evidence
- 2026-11-20 One !reach ^e001
- 2025-02-03 Two !staff !reach #rust ^e002
- undated Three ^e003
# Skill development
- 2026-11-21 Read it !staff #rust ^s001
# Relationship map
- Óscar ^p001
  position: peer, Platform
  - 2026-11-02 Coffee ^t001
  - 2026-11-03 Lunch ^t002
- anna ^p002
  position: manager, Data
- Bea ^p003
  position: peer, platform
# Goals and gaps
- Staff ^g001
  - 2026-10-01 Told Dana ^u001
  - gap: Reach ^x001
    - 2026-10-02 Known to nobody ^u002
    - 2026-11-02 Known to two teams ^u003
  - gap: Writing ^x002
- Principal ^g002
- Senior ^g003
  state: reached
- Manager ^g004
  state: dropped
- Architect ^g005
  state: dropped
"""


@pytest.fixture
def pursued(alice, bob):
    """Give Alice goals; Bob has a goal with a gap too, which no result of hers may contain."""
    take_in(alice, GOALS)
    take_in(bob, "# Goals and gaps\n- Mine ^b001\n  - gap: Own ^b002\n    - 2026-10-05 Still ^b003\n")
    return alice


def uid_of(actor, handle):
    return entries.find_item(actor, handle).uid


def test_a_top_item_counts_itself_and_all_beneath_it(pursued):
    def sizes(kind):
        return [(top.text, top.size) for top in document.list_top_items(pursued.owner, kind)]

    assert sizes("goal") == [("Staff", 6), ("Principal", 1), ("Senior", 1), ("Manager", 1), ("Architect", 1)]
    assert sizes("person") == [("anna", 1), ("Bea", 1), ("Óscar", 3)]
    assert sizes("skill") == [("rust", 1)]


def test_entries_are_counted_by_year_the_undated_last(pursued):
    assert document.count_by_year(pursued.owner, "evidence") == [(2026, 1), (2025, 1), (None, 1)]
    for year, expected in {2026: "e001", 2025: "e002", None: "e003", 2024: ""}.items():
        assert handles(document.items_of_year(pursued.owner, "evidence", year, 0, 9)) == expected


def test_a_part_of_the_document_is_whole_top_items(pursued):
    items = document.items_with_relatives(pursued.owner, ["u003", "p001"])

    assert sorted(item.handle for item in items) == [
        "g001", "p001", "t001", "t002", "u001", "u002", "u003", "x001", "x002",
    ]  # fmt: skip


def test_goals_are_counted_by_state(pursued):
    assert goals.count_by_state(pursued.owner) == {"active": 2, "reached": 1, "dropped": 2}


def test_each_goal_and_gap_has_its_own_newest_update(pursued):
    staff, reach, writing = (uid_of(pursued, handle) for handle in ("g001", "x001", "x002"))

    def newest(*parents):
        return sorted(item.handle for item in goals.latest_updates(pursued.owner, parents))

    assert newest(staff, reach, writing) == ["u001", "u003"]
    assert newest(reach) == ["u003"]
    assert newest(writing) == []
    assert newest() == []


def test_goals_are_listed_active_first_and_found_by_words_of_their_gaps(pursued):
    def listed(**filters):
        query = queries.Filters(**filters)
        found = goals.list_goals(pursued.owner, query, 0, 9)
        assert goals.count_goals(pursued.owner, query) == len(found)
        return handles(found)

    assert listed() == "g001 g002 g005 g004 g003"
    assert listed(words="writing") == "g001"
    assert listed(words="princ") == "g002"
    assert listed(words="nothing") == ""


def test_entries_of_goals_are_counted_up_to_a_day(pursued):
    staff, reach = uid_of(pursued, "g001"), uid_of(pursued, "x001")

    assert goals.count_entries(pursued.owner, [staff, reach]) == {
        staff: (2, date(2026, 11, 21)),
        reach: (2, date(2026, 11, 20)),
    }
    assert goals.count_entries(pursued.owner, [staff, reach], date(2026, 11, 20)) == {
        staff: (1, date(2025, 2, 3)),
        reach: (2, date(2026, 11, 20)),
    }
    assert goals.oldest_update_day(pursued.owner) == date(2026, 10, 1)
    assert goals.count_children(pursued.owner, staff, "gap") == 2
    assert goals.count_children(pursued.owner, staff, "update") == 1


def test_a_skill_serves_the_goals_that_its_entries_name(pursued):
    rust = item_rows.rows_of_kind(pursued.owner, "skill").get().uid
    staff, reach = uid_of(pursued, "g001"), uid_of(pursued, "x001")

    assert goals.goals_of_skill(pursued.owner, rust, 9) == [(staff, 2), (reach, 1)]
    assert goals.goals_of_skill(pursued.owner, rust, 1) == [(staff, 2)]
    items, total = goals.items_mentioning(pursued.owner, rust, ["evidence", "skill entry"], 1)
    assert (handles(items), total) == ("s001", 2)


def test_a_part_of_the_organisation_is_listed_once_however_it_is_written(pursued):
    assert sorted(part.casefold() for part in people.list_parts(pursued.owner, date(2026, 11, 23))) == [
        "data", "platform",
    ]  # fmt: skip


def test_a_record_has_another_version_after_each_change_and_no_owner_has_the_others(alice, bob):
    empty = change_log.record_version(bob.owner)
    assert empty == (0, 0, 0)

    take_in(alice, "# Impact evidence\n- 2026-11-20 One ^e001\n- 2026-11-21 Two ^e002\n")
    assert change_log.record_version(alice.owner) == (1, 1, 2)
    entries.edit_item(alice, "e001", {"outcome": "much"})
    entries.delete_item(alice, "e002")
    assert change_log.record_version(alice.owner) == (3, 3, 1)
    assert change_log.record_version(bob.owner) == empty

    one = entries.find_item(alice, "e001").uid
    assert change_log.changes_after(alice.owner, 3) == (0, set())
    count, ids = change_log.changes_after(alice.owner, 1)
    assert (count, len(ids), one in ids) == (2, 2, True)
    assert change_log.changes_after(bob.owner, 0) == (0, set())
