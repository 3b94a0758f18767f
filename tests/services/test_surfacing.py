"""What was shown to whom, and when: one change for all that is marked together, undone as one."""

from datetime import date

import pytest
from tests.services.cast import take_in

from vividmap.services.changes import entries, shown_to
from vividmap.services.errors import NotFound
from vividmap.services.transfer import documents
from vividmap.store.models import Change
from vividmap.store.queries import people

pytestmark = [pytest.mark.database, pytest.mark.django_db]

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache #rust ^c4ch
- 2026-11-19 Sent it back twice @priya ^tw1c
# Skill development
- 2026-11-18 Two evenings #rust ^sk1l
# Relationship map
- Priya Natarajan ^p9qd
- Marta Oliveira ^m4aa
"""
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def hers(alice):
    take_in(alice, RECORD)
    return alice


def surfaced(actor):
    return [line.strip() for line in documents.export_document(actor).splitlines() if "surfaced:" in line]


def test_entries_are_marked_as_shown_in_one_change_that_undo_takes_back(hers):
    before, changes = documents.export_document(hers), Change.objects.count()
    marked = shown_to.mark_shown(hers, ["c4ch", "^sk1l"], "priya", FRIDAY)
    assert [row.handle for row in marked] == ["c4ch", "sk1l"]
    assert surfaced(hers) == ["surfaced: @priya 2026-11-20"] * 2
    assert Change.objects.count() == changes + 1
    entries.undo_change(hers)
    assert documents.export_document(hers) == before


def test_a_document_with_marks_comes_back_unchanged(hers):
    shown_to.mark_shown(hers, ["c4ch"], "m4aa", FRIDAY)
    shown_to.mark_shown(hers, ["c4ch"], "m4aa", None)
    text = documents.export_document(hers)
    assert surfaced(hers) == ["surfaced: @marta 2026-11-20", "surfaced: @marta"]
    plan, _ = documents.plan_import(hers, text)
    assert plan.is_empty


def test_the_same_day_twice_is_once_and_changes_nothing(hers):
    shown_to.mark_shown(hers, ["c4ch", "c4ch"], "priya", FRIDAY)
    changes = Change.objects.count()
    assert shown_to.mark_shown(hers, ["c4ch"], "p9qd", FRIDAY) == []
    assert Change.objects.count() == changes
    assert surfaced(hers) == ["surfaced: @priya 2026-11-20"]


def test_what_else_an_entry_names_stays(hers):
    shown_to.mark_shown(hers, ["tw1c"], "marta", FRIDAY)
    assert "Sent it back twice @priya" in documents.export_document(hers)
    shown_to.unmark_shown(hers, ["tw1c"], "marta")
    assert "Sent it back twice @priya" in documents.export_document(hers)
    assert surfaced(hers) == []


def test_one_day_is_taken_back_or_all_of_them(hers):
    for day in (FRIDAY, date(2026, 11, 2)):
        shown_to.mark_shown(hers, ["c4ch"], "priya", day)
    shown_to.mark_shown(hers, ["c4ch"], "marta", FRIDAY)
    assert shown_to.unmark_shown(hers, ["c4ch"], "priya", date(2026, 1, 1)) == []
    shown_to.unmark_shown(hers, ["c4ch"], "priya", FRIDAY)
    assert surfaced(hers) == ["surfaced: @priya 2026-11-02", "surfaced: @marta 2026-11-20"]
    shown_to.mark_shown(hers, ["c4ch"], "priya", FRIDAY)
    shown_to.unmark_shown(hers, ["c4ch"], "priya")
    assert surfaced(hers) == ["surfaced: @marta 2026-11-20"]


@pytest.mark.parametrize(
    ("handles", "person"), [(["c4ch", "zzzz"], "priya"), (["c4ch"], "nobody"), (["c4ch", "p9qd"], "priya")]
)
def test_where_one_is_not_there_nothing_is_marked(hers, handles, person):
    with pytest.raises(NotFound):
        shown_to.mark_shown(hers, handles, person, FRIDAY)
    assert surfaced(hers) == []


def test_bobs_entries_and_people_are_nothing_to_alice(hers, bob):
    take_in(bob, RECORD.replace("c4ch", "b0b1").replace("p9qd", "b0b2").replace("Priya", "Bertha"))
    for handles, person in ((["b0b1"], "priya"), (["c4ch"], "b0b2"), (["c4ch"], "Bertha Natarajan")):
        with pytest.raises(NotFound):
            shown_to.mark_shown(hers, handles, person, FRIDAY)
    assert surfaced(bob) == []


def test_private_evidence_is_never_offered_for_showing(hers):
    take_in(hers, "# Impact evidence\n- 2026-11-21 About a colleague ^pr1v\n  confidentiality: private\n")
    marta = entries.find_item(hers, "m4aa").uid
    assert [row.handle for row in people.list_unshown(hers.owner, marta, 9)] == ["c4ch", "tw1c"]
    shown_to.mark_shown(hers, ["c4ch"], "m4aa", FRIDAY)
    assert [row.handle for row in people.list_unshown(hers.owner, marta, 9)] == ["tw1c"]
