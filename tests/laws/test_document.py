import pytest
from hypothesis import given
from tests.laws.somebody import all_that, for_a_while, later, somebody, sparingly, who_did
from tests.strategies import histories

from vividmap.services import documents

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@sparingly
@given(history=histories())
def test_a_document_taken_in_by_an_empty_record_is_written_the_same_again(history):
    with for_a_while():
        text = documents.export(who_did(history))
        bob = somebody()
        plan, fates = documents.plan_import(bob, text)
        assert (plan.problems, fates) == ((), ())
        documents.apply(bob, plan, "import document")
        assert documents.export(bob) == text


@sparingly
@given(history=histories())
def test_a_document_taken_in_by_its_own_record_changes_nothing(history):
    with for_a_while():
        alice = later(who_did(history))
        before = all_that(alice)
        plan, _ = documents.plan_import(alice, documents.export(alice))
        assert plan.problems == ()
        assert plan.does_nothing
        assert {step.what for step in plan.steps} <= {"same"}
        documents.apply(alice, plan, "import document")
        assert all_that(alice) == before


@sparingly
@given(history=histories())
def test_saving_a_document_unedited_does_nothing(history):
    with for_a_while():
        alice = later(who_did(history))
        text = documents.export(alice)
        plan = documents.plan_edited(alice, text, text)
        assert plan.problems == ()
        assert plan.steps == ()
        assert plan.does_nothing
