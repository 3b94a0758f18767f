import pytest
from hypothesis import example, given
from tests.histories import Operation, add, histories
from tests.laws.somebody import all_that, for_a_while, later, somebody, sparingly, who_did

from vividmap.core.shorthand import Draft, NameMark
from vividmap.services.transfer import documents

pytestmark = pytest.mark.django_db


def add_skill_serving(linked: str, unlinked: str) -> Operation:
    """Add a skill that serves two goals, the second of which stays unlinked."""
    goals = (NameMark("goal", linked), NameMark("goal", unlinked, is_pending=True))
    return Operation(add, (Draft(kind="skill", text="Writing", mentions=goals), 0))


@pytest.mark.database
@sparingly
@given(history=histories())
@example(history=[add_skill_serving("a goal", "@a goal")])
def test_a_document_taken_in_by_an_empty_record_is_written_the_same_again(history):
    with for_a_while():
        text = documents.export_document(who_did(history))
        bob = somebody()
        plan, line_results = documents.plan_import(bob, text)
        assert (plan.problems, line_results) == ((), ())
        documents.apply_plan(bob, plan, "import document")
        assert documents.export_document(bob) == text


@pytest.mark.database
@sparingly
@given(history=histories())
def test_a_document_taken_in_by_its_own_record_changes_nothing(history):
    with for_a_while():
        alice = later(who_did(history))
        before = all_that(alice)
        plan, _ = documents.plan_import(alice, documents.export_document(alice))
        assert plan.problems == ()
        assert plan.is_empty
        assert {step.action for step in plan.steps} <= {"same"}
        documents.apply_plan(alice, plan, "import document")
        assert all_that(alice) == before


@sparingly
@given(history=histories())
def test_saving_a_document_unedited_does_nothing(history):
    with for_a_while():
        alice = later(who_did(history))
        text = documents.export_document(alice)
        plan = documents.plan_document_edit(alice, text, text)
        assert plan.problems == ()
        assert plan.steps == ()
        assert plan.is_empty
