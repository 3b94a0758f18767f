"""Two people in one database: nothing of Alice's ever reaches Bob, and nothing that Bob does reaches hers."""

import inspect
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.services.cast import take_in

from vividmap.core.inbox import key_digest
from vividmap.core.names import Names
from vividmap.core.proposals import Proposal
from vividmap.core.record import Person
from vividmap.core.shorthand import Draft
from vividmap.core.when import When
from vividmap.services import lookup
from vividmap.services.changes import checkins, entries, linking, people, purging, settings, skills
from vividmap.services.errors import NotFound, Refused, UnreadableFile
from vividmap.services.inbox.deciding import merge
from vividmap.services.inbox.proposing import propose
from vividmap.services.transfer import archives, documents
from vividmap.store import item_rows, queries, undo
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow
from vividmap.store.queries import change_log, document, due, goals, inbox, project_queries, skill_queries
from vividmap.store.queries import people as store_people

pytestmark = [pytest.mark.database, pytest.mark.django_db]

CANARY = "Zanzibar"
DAY = date(2026, 11, 23)
WORK = Proposal(source="git", key="work", kind="evidence", text=f"Work {CANARY}", when=When.day(DAY))
KEY = key_digest("git", "work")
SESSION = Proposal(
    source="assistant", key="s", kind="evidence", text=f"Session {CANARY}", when=When.day(DAY), members=("commit 1-a",)
)  # fmt: skip
COMMIT = key_digest("assistant", "commit 1-a")
ALICES = f"""\
# Impact evidence
- 2026-11-20 Moved {CANARY} -> {CANARY} #{CANARY} @priya !staff @{CANARY}-pending ^c4ch
  tags: {CANARY}
  project: {CANARY}
- 2026-11-19 Gone {CANARY} ^g0ne
- 2026-11-17 Without an outcome {CANARY} ^w1th
# Skill development
- 2026-11-18 Read {CANARY} ^sk1l
# Relationship map
- Priya {CANARY} ^p9qd
  position: peer, {CANARY}
  met: {CANARY}
  real: would advocate

  {CANARY}

  - 2026-11-02 Coffee {CANARY} ^t4mm
# Goals and gaps
- Staff {CANARY} ^g1aa
  - gap: Reach {CANARY} ^x2bb
    - 2026-10-02 Known {CANARY} ^u1cc
"""
BOBS = """\
# Impact evidence
- 2026-11-20 Bob's own @priya !staff +bobs ^c4ch
"""


@pytest.fixture
def hers(alice):
    take_in(alice, ALICES)
    settings.change_settings(alice, {"text": f"Alice {CANARY}", "employer": CANARY})
    checkins.start_check_in(alice, "weekly")
    merge(alice, propose(alice, [WORK, replace(WORK, key="other", text=f"More {CANARY}")]).added)
    propose(alice, [SESSION])
    entries.delete_item(alice, "g0ne")
    entries.edit_item(alice, "c4ch", {"strong": CANARY})
    entries.add_item(alice, Draft(kind="evidence", text=f"Never was {CANARY}", handle="n0ne"))
    entries.undo_change(alice)
    return alice


@pytest.fixture
def his(bob):
    take_in(bob, BOBS)
    return bob


def ids(owner):
    touched = ItemChange.objects.filter(owner=owner).values_list("item", flat=True)
    return [*ItemRow.objects.filter(owner=owner).values_list("uid", flat=True), *touched]


def row_if_own(owner, uid):
    """Return the row with an id, None if it does not exist for this owner."""
    try:
        return item_rows.existing_row(owner, uid)
    except ItemRow.DoesNotExist:
        return None


READS: dict[str, Any] = {
    # every read, and a call of it with all of Alice's ids and handles
    "load_record": lambda owner, hers: queries.load_record(owner).items,
    "item_rows.rows_of_kind": lambda owner, hers: item_rows.rows_of_kind(owner, "evidence", "person", "profile"),
    "list_items": lambda owner, hers: queries.list_items(
        owner, ["evidence", "person"], queries.Filters(linked=())
    ) + [one for uid in hers for one in queries.list_items(owner, ["evidence", "gap"], queries.Filters(linked=(uid,)))],
    "count_by_kind": lambda owner, hers: queries.count_by_kind(owner),
    "item_rows.by_handle": lambda owner, hers: [item_rows.by_handle(owner, one) for one in ("p9qd", "g1aa", "x2bb", "t4mm")],
    "item_rows.by_handles": lambda owner, hers: item_rows.by_handles(owner, ("p9qd", "g1aa", "x2bb", "t4mm")),
    "item_rows.by_id": lambda owner, hers: [item_rows.by_id(owner, uid) for uid in hers],
    "item_rows.existing_row": lambda owner, hers: [row_if_own(owner, uid) for uid in hers],
    "descendants": queries.descendants,
    "nameable_items": lambda owner, hers: queries.nameable_items(owner),
    "items_mentioning": lambda owner, hers: [one for uid in hers for one in queries.items_mentioning(owner, uid)],
    "item_rows.rows_mentioning": lambda owner, hers: [one.text for uid in hers for one in item_rows.rows_mentioning(owner, uid)],
    "item_rows.pending_mentions": lambda owner, hers: [
        (one.written, one.source.text) for one in item_rows.pending_mentions(owner)
    ],
    "item_rows.with_projects": lambda owner, hers: item_rows.with_projects(owner, [CANARY, "bobs"]),
    "pending_mentions": lambda owner, hers: queries.pending_mentions(owner),
    "find_item": lambda owner, hers: [queries.find_item(owner, one) for one in ("p9qd", "g1aa", "x2bb", "t4mm")],
    "load_item": lambda owner, hers: [queries.load_item(owner, uid) for uid in hers],
    "project_queries.project_names": lambda owner, hers: project_queries.project_names(owner),
    "project_queries.spellings": lambda owner, hers: project_queries.spellings(owner, CANARY),
    "project_queries.load_projects": lambda owner, hers: [str(one) for one in project_queries.load_projects(owner)],
    "project_queries.find_project": lambda owner, hers: str(project_queries.find_project(owner, CANARY)),
    "load_profile": lambda owner, hers: queries.load_profile(owner),
    "search_items": lambda owner, hers: queries.search_items(owner, CANARY) + queries.search_items(owner, "priya"),
    "undo.last_change": lambda owner, hers: [undo.last_change(owner)] + [
        undo.last_change(owner, one.id) for one in Change.objects.exclude(owner=owner)
    ],
    "undo.last_undo": lambda owner, hers: undo.last_undo(owner),
    "undo.last_change_id": lambda owner, hers: [
        str(undo.last_change_id(owner, one.device, one.at)) for one in Change.objects.exclude(owner=owner)
    ],
    "change_log.item_history": lambda owner, hers: [one for uid in hers for one in change_log.item_history(owner, uid)],
    "change_log.trash": lambda owner, hers: change_log.trash(owner) + change_log.trash(owner, "g0ne"),
    "change_log.ids_ever_known": change_log.ids_ever_known,
    "change_log.existing_ids": change_log.existing_ids,
    "change_log.undated_handles": change_log.undated_handles,
    "change_log.deleted_ids": change_log.deleted_ids,
    "change_log.undone_ids": lambda owner, hers: change_log.undone_ids(owner, ["c4ch", "n0ne"]),
    "change_log.highest_counter": lambda owner, hers: change_log.highest_counter(owner),
    "change_log.record_version": lambda owner, hers: [str(change_log.record_version(owner))],
    "change_log.changes_after": lambda owner, hers: [change_log.changes_after(owner, 0)[1]],
    "ids_mentioning": queries.ids_mentioning,
    "change_log.logged_between": lambda owner, hers: [
        str(one) for one in change_log.logged_between(owner, 0, 10_000, 1_000).items
    ],
    "change_log.taken_handles": lambda owner, hers: change_log.taken_handles(owner, ["p9qd", "g0ne"]),
    "skill_queries.skills_by_use": lambda owner, hers: skill_queries.skills_by_use(owner),
    "count_items": lambda owner, hers: [queries.count_items(owner, ["evidence"])] + [
        queries.count_items(owner, ["evidence"], queries.Filters(linked=(uid,))) for uid in hers
    ],
    "item_labels": queries.item_labels,
    "item_label": lambda owner, hers: [queries.item_label(owner, uid) for uid in hers],
    "people.list_people": lambda owner, hers: store_people.list_people(owner),
    "people.contacts_by_person": lambda owner, hers: [str(one) for one in store_people.contacts_by_person(owner, DAY).items()],
    "people.contact_with": lambda owner, hers: [str(store_people.contact_with(owner, uid, DAY)) for uid in hers],
    "people.newest_touchpoints": lambda owner, hers: [store_people.newest_touchpoints(owner, uid, 9).items for uid in hers],
    "people.newest_mentions": lambda owner, hers: [
        store_people.newest_mentions(owner, uid, "person", ["evidence"], 9).items for uid in hers
    ],
    "people.find_namesakes": lambda owner, hers: store_people.find_namesakes(owner, f"Priya {CANARY}"),
    "due.evidence_without_outcome": lambda owner, hers: due.evidence_without_outcome(owner, date.min, DAY, DAY, 9),
    "due.outcomes_to_come": lambda owner, hers: [one.text for one in due.outcomes_to_come(owner, date.min, DAY, 9)],
    "people.last_contacts": lambda owner, hers: [*store_people.last_contacts(owner, hers, DAY)],
    "due.people_to_contact": lambda owner, hers: due.people_to_contact(owner, DAY),
    "people.list_names": lambda owner, hers: store_people.list_names(owner),
    "people.list_parts": lambda owner, hers: store_people.list_parts(owner, DAY),
    "people.last_talk": lambda owner, hers: [str(store_people.last_talk(owner, uid, DAY)) for uid in hers],
    "people.list_unseen": lambda owner, hers: [
        str(store_people.list_unseen(owner, Person(id=uid), date.min, 9)) for uid in hers
    ],
    "people.list_unshown": lambda owner, hers: [str(store_people.list_unshown(owner, uid, 9)) for uid in hers],
    "due.load_for_check_ins": lambda owner, hers: due.load_for_check_ins(owner, DAY).items,
    "due.check_ins_on": lambda owner, hers: due.check_ins_on(owner, date(2026, 11, 20)),
    "due.list_check_ins": lambda owner, hers: due.list_check_ins(owner, 0, 9)[0],
    "document.count_by_year": lambda owner, hers: [str(year) for year in document.count_by_year(owner, "evidence")],
    "document.items_of_year": lambda owner, hers: document.items_of_year(owner, "evidence", 2026, 0, 9),
    "document.list_top_items": lambda owner, hers: [str(top) for top in document.list_top_items(owner, "person")],
    "document.items_with_descendants": document.items_with_descendants,
    "document.items_with_relatives": lambda owner, hers: document.items_with_relatives(owner, ["p9qd", "c4ch", "x2bb", "t4mm"]),
    "goals.list_goals": lambda owner, hers: goals.list_goals(owner, queries.NO_FILTERS, 0, 9),
    "goals.count_goals": lambda owner, hers: [str(goals.count_goals(owner, queries.Filters(words=CANARY)))],
    "goals.count_by_state": lambda owner, hers: [str(goals.count_by_state(owner))],
    "goals.list_gaps": lambda owner, hers: goals.list_gaps(owner, hers, 9),
    "goals.list_updates": lambda owner, hers: goals.list_updates(owner, hers, 9),
    "goals.latest_updates": goals.latest_updates,
    "goals.oldest_update_day": lambda owner, hers: [str(goals.oldest_update_day(owner))],
    "goals.count_children": lambda owner, hers: [goals.count_children(owner, uid, "gap") for uid in hers],
    "goals.count_entries": lambda owner, hers: [str(one) for one in goals.count_entries(owner, hers).items()],
    "goals.items_mentioning": lambda owner, hers: [goals.items_mentioning(owner, uid, ["evidence"], 9)[0] for uid in hers],
    "goals.goals_of_skill": lambda owner, hers: [str(goals.goals_of_skill(owner, uid, 9)) for uid in hers],
    "goals.list_skill_names": lambda owner, hers: goals.list_skill_names(owner, 9),
    "inbox.list_due": lambda owner, hers: inbox.list_due(owner, DAY, 0, 9),
    "inbox.list_waiting": lambda owner, hers: inbox.list_waiting(owner),
    "inbox.count_due_by_group": lambda owner, hers: [str(inbox.count_due_by_group(owner, DAY))],
    "inbox.count_due": lambda owner, hers: [inbox.count_due(owner, DAY, 9)],
    "inbox.count_waiting": lambda owner, hers: [inbox.count_waiting(owner, "git")],
    "inbox.all_digests": lambda owner, hers: inbox.all_digests(owner),
    "inbox.known_digests": lambda owner, hers: inbox.known_digests(owner, [KEY]),
    "inbox.candidates_by_key": lambda owner, hers: [*inbox.candidates_by_key(owner, [KEY]).values()],
    "inbox.candidates_by_member": lambda owner, hers: [*inbox.candidates_by_member(owner, [COMMIT]).values()],
    "inbox.has_merged": lambda owner, hers: [str(inbox.has_merged(owner, uid)) for uid in hers],
}  # fmt: skip
# these work on a row that was already read, check what to refuse, or are parts of other reads
NO_READ = {
    "item_rows.to_item", "item_rows.to_item_of", "item_rows.read_mentions", "change_log.has_foreign_ids",
    "count_rows", "filter_condition", "mentions_in", "not_postponed", "without_outcome", "inbox.is_waiting", "inbox.is_due",
}  # fmt: skip


MODULES = (
    queries, change_log, document, due, goals, inbox, project_queries, skill_queries, store_people, item_rows, undo
)  # fmt: skip


def values(found):
    """Return the result of a read as text: rows with their columns."""
    if isinstance(found, ItemRow | Change | ItemChange | MentionRow):
        return str({name: value for name, value in vars(found).items() if name != "_state"})
    if isinstance(found, str | UUID | int | dict) or found is None or not hasattr(found, "__iter__"):
        return repr(found)
    return " ".join(values(one) for one in found)


def public(module):
    prefix = "" if module is queries else module.__name__.rpartition(".")[2]
    return {
        f"{prefix}.{name}".removeprefix(".")
        for name, one in vars(module).items()
        if inspect.isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_")
    }


def test_every_read_is_in_the_table():
    assert set().union(*map(public, MODULES)) == READS.keys() | NO_READ


def test_a_read_of_bobs_holds_nothing_of_alices(hers, his):
    of_hers = ids(hers.owner)
    for name, read in READS.items():
        found = values(read(his.owner, of_hers))
        assert CANARY.lower() not in found.lower(), name
        assert not any(str(uid) in found or uid.hex in found for uid in of_hers), name
        assert values(read(hers.owner, of_hers)) != found, name


VERBS = {
    "find_item": lambda bob: entries.find_item(bob, "p9qd"),
    "edit": lambda bob: entries.edit_item(bob, "p9qd", {"text": "Bob was here"}),
    "delete": lambda bob: entries.delete_item(bob, "p9qd"),
    "restore": lambda bob: entries.restore_item(bob, "g0ne"),
    "delete several": lambda bob: entries.delete_items(bob, ["c4ch", "p9qd"]),
    "edit several": lambda bob: entries.edit_items(bob, ["c4ch", "p9qd"], lambda _: {"body": "x"}),
    "restore several": lambda bob: entries.restore_items(bob, ["g0ne"]),
    "people.merge": lambda bob: people.merge_people(bob, "p9qd", "c4ch"),
    "restore_version": lambda bob: entries.restore_version(bob, "sk1l", 1),
    "item_history": lambda bob: lookup.item_history(bob, "g0ne"),
    "link": lambda bob: linking.link_name(bob, "priya", "p9qd", ["c4ch"]),
    "named": lambda bob: entries.find_by_name(bob, "person", f"Priya {CANARY}"),
    "moved": lambda bob: people.move_person(bob, "p9qd", None, part="Bob's"),
    "skills.rename": lambda bob: skills.rename_skill(bob, CANARY, "Bob's"),
    "skills.merge": lambda bob: skills.merge_skills(bob, CANARY, CANARY),
    "purge": lambda bob: purging.find_target(bob, "p9qd"),
    "purge of the trash": lambda bob: purging.find_target(bob, "g0ne"),
}


def test_a_verb_of_bobs_does_not_find_what_is_alices(hers, his):
    before = archives.export_archive(hers)
    for name, verb in VERBS.items():
        with pytest.raises(NotFound) as refused:
            verb(his)
        if name not in ("named", "skills.rename", "skills.merge"):  # these repeat what Bob typed himself
            assert CANARY not in str(refused.value), name
        assert archives.export_archive(hers) == before, name


def test_bobs_names_never_mean_what_is_alices(hers, his):
    row = entries.add_item(his, Draft(kind="evidence", text=f"With @priya-{CANARY}"))
    plan, _ = documents.plan_import(
        his,
        f"---\nvividmap: document 1\n---\n# Impact evidence\n- Again #{CANARY} @p9qd @priya !g1aa !reach\n",
    )
    documents.apply_plan(his, plan, "import document")
    targets = MentionRow.objects.filter(owner=his.owner, target__isnull=False).values_list(
        "target__owner", flat=True
    )
    assert set(targets) <= {his.owner.id}
    assert Names(queries.nameable_items(his.owner)).resolve("person", "priya") is None
    assert row.owner_id == his.owner.id


def test_one_handle_in_two_records_is_two_entries(hers, his):
    before = archives.export_archive(hers)
    entries.edit_item(his, "c4ch", {"outcome": "Bob's"})
    entries.delete_item(his, "c4ch")
    entries.restore_item(his, "c4ch")
    entries.undo_change(his)
    assert archives.export_archive(hers) == before
    assert item_rows.by_handle(his.owner, "c4ch") is None
    assert entries.find_item(hers, "c4ch").text == f"Moved {CANARY}"


def test_bob_undoes_what_bob_did_alone(hers, bob):
    with pytest.raises(Refused, match="there is nothing to undo"):
        entries.undo_change(bob)
    take_in(bob, BOBS)
    before = archives.export_archive(hers)
    entries.undo_change(bob)
    assert archives.export_archive(hers) == before
    assert queries.load_record(bob.owner).items == ()


@pytest.mark.django_db(transaction=True)
def test_a_purge_of_bobs_erases_what_is_bobs_alone(hers, his):
    before = archives.export_archive(hers)
    purging.purge_target(his, purging.find_target(his, "c4ch"))
    assert archives.export_archive(hers) == before
    assert queries.load_record(his.owner).items == ()


def test_what_goes_out_of_bobs_record_holds_nothing_of_alices(hers, his):
    assert CANARY not in documents.export_document(his)
    assert CANARY.encode() not in archives.export_archive(his)


def test_alices_archive_does_not_come_into_bobs_record_beside_hers(hers, bob):
    archive = archives.export_archive(hers)
    for _ in range(2):
        with pytest.raises(UnreadableFile, match="in another record of this database; nothing was imported"):
            archives.import_archive(bob, archive)
        entries.add_item(bob, Draft(kind="evidence", text="Bob's own"))
    assert CANARY not in documents.export_document(bob)
    assert archives.export_archive(hers) == archive


def test_both_can_take_in_the_same_notes(alice, bob):
    for text in ("# Impact evidence\n- 2026-10-01 The same\n", "- 2026-10-01 The same, and no document\n"):
        for who in (alice, bob, alice, bob):
            front = "---\nvividmap: document 1\n---\n" if text.startswith("#") else ""
            plan, line_results = documents.plan_import(who, front + text)
            documents.apply_plan(who, plan, "import notes" if line_results else "import document")
    for who in (alice, bob):
        assert len(queries.list_items(who.owner, ["evidence"])) == 2
