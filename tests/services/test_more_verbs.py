"""Imports by two owners, the history of an item, and what frameworks are refused for."""

import pytest
from tests.services.cast import take_in

from vividmap.core.shorthand import Draft
from vividmap.services import lookup, name_completion
from vividmap.services.changes import entries
from vividmap.services.errors import Invalid, NotFound
from vividmap.services.transfer import documents, framework_import, notes_import
from vividmap.store import item_rows, queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOTES = """\
# Done
## 2026-10
- Moved the session cache to Redis, P99 down 340 ms
- Wrote the queue decision with Priya Natarajan

# People
- Priya Natarajan, platform lead
"""


def import_notes(actor):
    plan = notes_import.plan_notes(actor, NOTES, name="log.md").plan
    documents.apply_plan(actor, plan, "import notes")
    return [step.action for step in plan.steps]


def test_two_owners_may_import_the_same_notes_and_each_only_once(alice, bob):
    first = import_notes(alice)
    assert set(first) == {"add"}
    assert import_notes(bob) == first
    for actor in (alice, bob):
        assert "add" not in import_notes(actor)
        assert queries.count_by_kind(actor.owner)["evidence"] == 2
    hers, his = (
        {row.uid for row in item_rows.rows_of_kind(actor.owner, "evidence")} for actor in (alice, bob)
    )
    assert not hers & his


def test_a_person_who_is_there_already_is_left_as_they_are(alice):
    take_in(alice, "# Relationship map\n- Priya Natarajan ^p9qd\n")

    plan = notes_import.plan_notes(alice, NOTES, name="log.md").plan
    left = [(step.draft.text, step.reason) for step in plan.steps if step.action == "left"]
    assert left == [("Priya Natarajan", "Priya Natarajan is already in the record; edit it there (@priya)")]


def test_the_history_of_an_item_is_there_while_it_is_in_the_trash(alice):
    take_in(alice, "# Impact evidence\n- 2026-11-20 Moved it ^c4ch\n")
    entries.edit_item(alice, "c4ch", {"outcome": "much"})
    assert len(lookup.item_history(alice, "^c4ch")) == 2
    entries.delete_item(alice, "c4ch")
    assert len(lookup.item_history(alice, "c4ch")) == 3
    with pytest.raises(NotFound, match=r"never been an item \^zzzz"):
        lookup.item_history(alice, "^ZZZZ")


def test_an_earlier_version_of_an_item_comes_back_as_its_next(alice):
    row = entries.add_item(alice, Draft(kind="evidence", text="First"))
    entries.edit_item(alice, row.handle, {"text": "Second"})

    assert entries.restore_version(alice, row.handle, 1).text == "First"
    assert entries.find_item(alice, row.handle).version == 3
    with pytest.raises(NotFound, match="has no version 9; it has 1, 2, 3"):
        entries.restore_version(alice, row.handle, 9)


LEVELS = (
    "# Our levels\n\n## Senior\n\n- Takes a project from idea to use.\n\n## Staff\n\n- Leads work of teams.\n"
)


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("", {}, "."),
        ("# Our levels\n", {}, "no criterion was found in it"),
        (LEVELS, {"level": "Nonsense"}, "'Nonsense' is not a heading in it; it has .*Senior"),
    ],
)
def test_a_framework_without_what_is_asked_for_is_refused(alice, text, options, message):
    with pytest.raises(Invalid, match=message):
        framework_import.plan_import(alice, text, **options)


def test_a_framework_takes_the_name_that_it_is_given_and_is_returned(alice):
    for name, expected in (("", "Our levels"), ("Acme levels", "Acme levels")):
        plan = framework_import.plan_import(alice, LEVELS, name=name)
        row = framework_import.apply_import(alice, plan)
        assert row is not None
        assert (row.kind, row.text) == ("framework", expected)
    again = framework_import.apply_import(alice, framework_import.plan_import(alice, LEVELS))
    assert again is not None
    assert again.text == "Our levels"
    assert queries.count_by_kind(alice.owner)["criterion"] == 4
    newer = LEVELS.replace("## Staff\n\n- Leads", "## Staff\n\n### Impact\n\n- Leads")
    changed = framework_import.apply_import(alice, framework_import.plan_import(alice, newer))
    assert changed is not None
    assert (changed.kind, changed.text) == ("framework", "Our levels")
    assert queries.count_by_kind(alice.owner)["criterion"] == 4


def test_names_handles_and_projects_are_completed_from_what_was_typed(alice, bob):
    take_in(
        alice,
        "# Impact evidence\n- 2026-11-20 One +ledger-migration ^e0a1\n- 2026-11-21 Two +Lédger-tests ^e0b2\n"
        "# Relationship map\n- Priya Natarajan ^p0c3\n- Álvaro Prieto ^a0d4\n",
    )
    take_in(bob, "# Relationship map\n- Prisca ^b0e5\n")

    def handles(beginning):
        return [handle for handle, _ in name_completion.complete_handles(alice, beginning)]

    assert sorted(handles("e0")) == ["e0a1", "e0b2"]
    assert handles("^P0") == ["^p0c3"]
    assert name_completion.complete_handles(alice, "e0a1") == [("e0a1", "One")]
    assert [handles(beginning) for beginning in ("", "^", "é", "e0 ", "b0")] == [[], [], [], [], []]
    assert name_completion.complete_names(alice, "pri", "person") == [
        ("Álvaro Prieto", "a0d4"),
        ("Priya Natarajan", "p0c3"),
    ]
    assert [name for name, _ in name_completion.complete_names(alice, "nat", "person")] == ["Priya Natarajan"]
    assert name_completion.complete_names(alice, "rieto", "person") == []
    assert name_completion.complete_projects(alice, "+LED") == ["ledger-migration", "Lédger-tests"]
    assert name_completion.complete_projects(alice, "ledger-t") == ["Lédger-tests"]
    assert name_completion.complete_projects(bob, "led") == []
