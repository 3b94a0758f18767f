"""An edited document against a record that has changed meanwhile."""

import pytest
from tests.services.cast import take_in

from vividmap.services.changes import entries
from vividmap.services.transfer import documents

pytestmark = [pytest.mark.database, pytest.mark.django_db]

RECORD = "# Impact evidence\n- 2026-11-20 Moved the cache -> faster ^c4ch\n- 2026-11-19 Other ^o7hr\n"


@pytest.fixture
def owner(alice):
    take_in(alice, RECORD)
    return alice


def test_the_same_edit_on_both_sides_is_no_conflict(owner):
    base = documents.export_document(owner)
    edited = base.replace("-> faster", "-> P99 down 340 ms").replace("Other", "Another")
    entries.edit_item(owner, "c4ch", {"outcome": "P99 down 340 ms"})
    plan = documents.plan_document_edit(owner, base, edited)
    assert plan.problems == ()
    documents.apply_plan(owner, plan, "edit document")
    assert documents.export_document(owner) == edited


def test_different_edits_on_both_sides_are_a_conflict(owner):
    base = documents.export_document(owner)
    edited = base.replace("-> faster", "-> P99 down 340 ms")
    entries.edit_item(owner, "c4ch", {"outcome": "slower"})
    (problem,) = documents.plan_document_edit(owner, base, edited).problems
    assert "^c4ch was changed in the record meanwhile (outcome)" in documents.problem_text(problem)
