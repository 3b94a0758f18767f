import pytest
from benchmarks import generate, load
from tests.laws.somebody import for_a_while, somebody

from vividmap.formats.document.write import write
from vividmap.services.transfer import archives, documents
from vividmap.store import queries

SMALL = {"evidence": 60, "skill_entries": 30, "people": 20, "touchpoints": 40}


def test_the_same_seed_gives_the_same_record():
    assert write(generate.record(7, **SMALL)) == write(generate.record(7, **SMALL))
    assert write(generate.record(7, **SMALL)) != write(generate.record(8, **SMALL))


@pytest.mark.parametrize("sizes", [{"evidence": 0}, {"people": 0}, {"goals": 0}, {"gaps": 0}, {"years": 1}])
def test_a_record_of_any_size_can_be_made(sizes):
    record = generate.record(1, **{**SMALL, **sizes})
    assert len(record.items) == len({item.handle for item in record.items})


@pytest.mark.database
@pytest.mark.django_db
def test_a_record_is_the_same_however_it_is_loaded():
    record = generate.record(7, **SMALL)
    with for_a_while():
        alice = somebody()
        load.straight(alice, record)
        assert queries.load_record(alice.owner).items == record.items
        assert documents.export_document(alice) == write(record)
        archives.count_contents(archives.export_archive(alice))
    with for_a_while():
        bob = somebody()
        load.through_services(bob, record)
        assert documents.export_document(bob) == write(record)


def test_lines_to_capture_can_be_made_by_the_thousand():
    assert len(set(generate.lines(1, 1000))) > 500
