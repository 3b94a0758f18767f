"""Projects: the list, their pages, and what is done to them; results read from texts, on the pages."""

import re

import pytest

from vividmap.core.record import Evidence, SkillEntry
from vividmap.store import queries
from vividmap.store.queries import project_queries

pytestmark = [pytest.mark.database]

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the tables, 3 teams switched over @priya #redis +Ledger-Migration ^e1aa
- 2026-10-10 Wrote the runbook -> on-call uses it +ledger-migration ^e2aa
- 2026-09-10 SEV2 45 min -> 12 min +payouts ^e3aa
- 2026-08-01 Reviewed the designs ^e4aa
# Skill development
- 2026-11-18 Read the paper ^s1aa
  project: Ledger migration
# Relationship map
- Priya Natarajan
"""


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


def labels(pages):
    items = queries.list_items(pages.actor.owner, ["evidence", "skill entry"])
    return {item.handle: item.project for item in items if isinstance(item, Evidence | SkillEntry)}


def test_a_project_has_a_page_with_its_entries_results_and_people(record):
    words = record.get("/projects/ledger-migration").words

    assert "Ledger migration" in words
    assert "3 entries" in words
    assert "Sep 2026" not in words
    for part in ("3 teams switched over", "on-call uses it", "Priya Natarajan", "redis", "Read the paper"):
        assert part in words
    assert record.get("/projects/nothing").status == 404


def test_projects_are_listed_and_filtered_whatever_the_spelling(record):
    assert "Ledger migration" in record.get("/projects").words
    filtered = record.get("/projects", q="PAYOUT").words
    assert "payouts" in filtered
    assert "Ledger" not in filtered
    entries = record.get("/evidence", q='+"ledger migration"').words
    assert "Wrote the runbook" in entries
    assert "SEV2" not in entries


def test_a_project_is_renamed_merged_and_described_each_undone_as_one_step(record):
    record.post("/projects/ledger-migration/describe", summary="One journal, for all", state="done")
    assert "One journal, for all" in record.get("/projects/ledger-migration").words
    record.post("/projects/ledger-migration/rename", name="Journal")
    assert [labels(record)[handle] for handle in ("e1aa", "e2aa", "s1aa")] == ["Journal"] * 3
    assert "One journal, for all" in record.get("/projects/journal").words
    record.post("/undo")
    assert labels(record)["s1aa"] == "Ledger migration"
    record.post("/projects/payouts/merge", into="Ledger migration")
    assert project_queries.project_names(record.actor.owner) == ["Ledger migration"]
    assert "done" in record.get("/projects/ledger-migration").words


def test_a_name_that_another_project_has_is_refused(record):
    refused = record.post("/projects/payouts/rename", name="LEDGER migration")
    assert refused.status == 422
    assert "is already a project; merge the two" in refused.words
    assert labels(record)["e3aa"] == "payouts"


def test_the_result_that_was_read_is_shown_and_corrected(record):
    page = record.get("/i/e1aa").words
    assert "Read as result: 3 teams switched over" in page
    assert "read as result: 3 teams switched over" in record.get("/evidence").words
    record.post("/i/e1aa/result", result="none")
    assert "Read as result" not in record.get("/i/e1aa").words
    assert "no outcome yet" in record.get("/i/e1aa").words
    record.post("/i/e3aa/result", result="SEV2 45 min -> 12 min")
    assert "Outcome: SEV2 45 min -> 12 min" in record.get("/i/e3aa").words


@pytest.mark.parametrize(
    ("mark", "inserts"),
    [
        ("+", ["+ledger-migration", "+payouts"]),
        ("+LED", ["+ledger-migration", "+led"]),
        ("+migr", ["+ledger-migration", "+migr"]),
        ("+payouts", ["+payouts"]),
        ("+new", ["+new"]),
        ("+40", []),
    ],
)
def test_a_plus_is_completed_by_the_projects_of_the_record(record, mark, inserts):
    assert re.findall(r'data-insert="([^"]+)"', record.get("/complete", q=mark).html) == inserts


def test_no_project_of_another_owner_completes_a_plus(record, as_pages):
    as_pages("bob").take_in("# Impact evidence\n- 2026-11-20 Did it +ledbetter\n")
    assert "ledbetter" not in record.get("/complete", q="+led").html
