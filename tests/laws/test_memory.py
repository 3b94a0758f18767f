import pytest
from hypothesis import given
from tests.histories import histories
from tests.laws.somebody import for_a_while, later, somebody, sparingly, who_did

from vividmap.services import record_cache
from vividmap.store import queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def now(actor):
    return queries.load_record(actor.owner).items


def remembered(actor):
    return record_cache.load_record(actor).items


@sparingly
@given(history=histories(12))
def test_what_is_remembered_is_what_there_is(history):
    with for_a_while():
        alice = somebody()
        for operation in history:
            alice = later(alice)
            operation.do(alice)
            assert remembered(alice) == now(alice)


@sparingly
@given(hers=histories(4), his=histories(4))
def test_nobody_is_told_of_anothers_record(hers, his):
    with for_a_while():
        alice, bob = who_did(hers), who_did(his)
        assert remembered(alice) == now(alice)
        assert remembered(bob) == now(bob)
        assert not {one.id for one in remembered(alice)} & {one.id for one in remembered(bob)}
