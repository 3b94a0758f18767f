"""Two people in one database: nothing of Alice's ever reaches Bob, and nothing that Bob does reaches hers."""

import inspect
from datetime import date
from uuid import UUID

import pytest
from tests.services.cast import take_in

from vividmap.core.names import Names
from vividmap.core.shorthand import Draft
from vividmap.services import archives, checkins, documents, entries, people, purging, settings, skills
from vividmap.services.errors import NotFound, Refused, Unreadable
from vividmap.store import queries
from vividmap.store.models import Change, Item, Mention, Touched
from vividmap.store.queries import document, due, goals, labels
from vividmap.store.queries import people as store_people

pytestmark = [pytest.mark.database, pytest.mark.django_db]

CANARY = "Zanzibar"
DAY = date(2026, 11, 23)
ALICES = f"""\
# Impact evidence
- 2026-11-20 Moved {CANARY} -> {CANARY} #{CANARY} @priya !staff @{CANARY}-pending ^c4ch
  tags: {CANARY}
- 2026-11-19 Gone {CANARY} ^g0ne
- 2026-11-17 Without an outcome {CANARY} ^w1th
# Skill development
- 2026-11-18 Read {CANARY} ^sk1l
# Relationship map
- Priya {CANARY} ^p9qd
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
- 2026-11-20 Bob's own @priya !staff ^c4ch
"""


@pytest.fixture
def hers(alice):
    take_in(alice, ALICES)
    settings.change(alice, {"text": f"Alice {CANARY}", "employer": CANARY})
    entries.delete(alice, "g0ne")
    entries.edit(alice, "c4ch", {"strong": CANARY})
    entries.add(alice, Draft(kind="evidence", text=f"Never was {CANARY}", handle="n0ne"))
    entries.undo(alice)
    checkins.start(alice, "weekly")
    return alice


@pytest.fixture
def his(bob):
    take_in(bob, BOBS)
    return bob


def ids(owner):
    touched = Touched.objects.filter(owner=owner).values_list("item", flat=True)
    return [*Item.objects.filter(owner=owner).values_list("uid", flat=True), *touched]


READS = {
    # every read there is: what is asked of it with all of Alice's ids and handles
    "load": lambda owner, hers: queries.load(owner).items,
    "of_kind": lambda owner, hers: queries.of_kind(owner, "evidence", "person", "profile"),
    "list": lambda owner, hers: queries.list(
        owner, ["evidence", "person"], queries.Filters(linked=())
    ) + [one for uid in hers for one in queries.list(owner, ["evidence", "gap"], queries.Filters(linked=(uid,)))],
    "counts": lambda owner, hers: queries.counts(owner),
    "by_handle": lambda owner, hers: [queries.by_handle(owner, one) for one in ("p9qd", "g1aa", "x2bb", "t4mm")],
    "by_id": lambda owner, hers: [queries.by_id(owner, uid) for uid in hers],
    "beneath": queries.beneath,
    "nameable": lambda owner, hers: queries.nameable(owner),
    "linking_to": lambda owner, hers: [one for uid in hers for one in queries.linking_to(owner, uid)],
    "naming": lambda owner, hers: [one.text for uid in hers for one in queries.naming(owner, uid)],
    "pending": lambda owner, hers: [(one.written, one.source.text) for one in queries.pending(owner)],
    "profile": lambda owner, hers: queries.profile(owner),
    "find": lambda owner, hers: queries.find(owner, CANARY) + queries.find(owner, "priya"),
    "last_change": lambda owner, hers: [queries.last_change(owner)] + [
        queries.last_change(owner, one.id) for one in Change.objects.exclude(owner=owner)
    ],
    "change_of": lambda owner, hers: [
        str(queries.change_of(owner, one.device, one.at)) for one in Change.objects.exclude(owner=owner)
    ],
    "history": lambda owner, hers: [one for uid in hers for one in queries.history(owner, uid)],
    "trash": lambda owner, hers: queries.trash(owner) + queries.trash(owner, "g0ne"),
    "known_before": queries.known_before,
    "there_now": queries.there_now,
    "deleted": queries.deleted,
    "undone": lambda owner, hers: queries.undone(owner, ["c4ch", "n0ne"]),
    "highest_counter": lambda owner, hers: queries.highest_counter(owner),
    "taken_handles": lambda owner, hers: queries.taken_handles(owner, ["p9qd", "g0ne"]),
    "skills": lambda owner, hers: queries.skills(owner),
    "count": lambda owner, hers: [queries.count(owner, ["evidence"])] + [
        queries.count(owner, ["evidence"], queries.Filters(linked=(uid,))) for uid in hers
    ],
    "labels.called": labels.called,
    "labels.above": lambda owner, hers: [labels.above(owner, uid) for uid in hers],
    "people.everyone": lambda owner, hers: store_people.everyone(owner),
    "people.contacts": lambda owner, hers: [str(one) for one in store_people.contacts(owner, DAY).items()],
    "people.contact": lambda owner, hers: [str(store_people.contact(owner, uid, DAY)) for uid in hers],
    "people.touchpoints": lambda owner, hers: [store_people.touchpoints(owner, uid, 9).shown for uid in hers],
    "people.naming": lambda owner, hers: [
        store_people.naming(owner, uid, "person", ["evidence"], 9).shown for uid in hers
    ],
    "people.namesakes": lambda owner, hers: store_people.namesakes(owner, f"Priya {CANARY}"),
    "due.without_outcome": lambda owner, hers: due.without_outcome(owner, date.min, DAY, DAY, 9),
    "due.who_matters": lambda owner, hers: due.who_matters(owner, DAY),
    "people.names": lambda owner, hers: store_people.names(owner),
    "people.not_shown": lambda owner, hers: [str(store_people.not_shown(owner, uid, 9)) for uid in hers],
    "due.for_check_ins": lambda owner, hers: due.for_check_ins(owner, DAY).items,
    "due.check_ins": lambda owner, hers: due.check_ins(owner, 0, 9)[0],
    "document.years": lambda owner, hers: [str(one) for one in document.years(owner, "evidence")],
    "document.dated": lambda owner, hers: document.dated(owner, "evidence", 2026, 0, 9),
    "document.tops": lambda owner, hers: [str(one) for one in document.tops(owner, "person")],
    "document.whole": document.whole,
    "document.around": lambda owner, hers: document.around(owner, ["p9qd", "c4ch", "x2bb", "t4mm"]),
    "goals.goals": lambda owner, hers: goals.goals(owner, "", 0, 9),
    "goals.counted": lambda owner, hers: [str(goals.counted(owner))],
    "goals.gaps": lambda owner, hers: goals.gaps(owner, hers, 9),
    "goals.updates": lambda owner, hers: goals.updates(owner, hers, 9),
    "goals.latest": goals.latest,
    "goals.first_said": lambda owner, hers: [str(goals.first_said(owner))],
    "goals.count_beneath": lambda owner, hers: [goals.count_beneath(owner, uid, "gap") for uid in hers],
    "goals.moved": lambda owner, hers: [str(one) for one in goals.moved(owner, hers).items()],
    "goals.naming": lambda owner, hers: [goals.naming(owner, uid, ["evidence"], 9)[0] for uid in hers],
    "goals.pursued": lambda owner, hers: [str(goals.pursued(owner, uid, 9)) for uid in hers],
    "goals.skill_names": lambda owner, hers: goals.skill_names(owner, 9),
}  # fmt: skip
NO_READ = {"one", "foreign_ids"}  # of a row that was read already; which is for refusing


def values(found):
    """All that a read gave, as text: rows with their columns."""
    if isinstance(found, Item | Change | Touched | Mention):
        return str({name: value for name, value in vars(found).items() if name != "_state"})
    if isinstance(found, str | UUID | int | dict) or found is None or not hasattr(found, "__iter__"):
        return repr(found)
    return " ".join(values(one) for one in found)


def public(module):
    prefix = module.__name__.partition("queries")[2].removeprefix(".")
    return {
        f"{prefix}.{name}".removeprefix(".")
        for name, one in vars(module).items()
        if inspect.isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_")
    }


def test_every_read_is_in_the_table():
    assert (
        set().union(*map(public, (queries, document, due, goals, labels, store_people)))
        == READS.keys() | NO_READ
    )


@pytest.mark.parametrize("name", READS)
def test_a_read_of_bobs_holds_nothing_of_alices(hers, his, name):
    of_hers = ids(hers.owner)
    found = values(READS[name](his.owner, of_hers))
    assert CANARY.lower() not in found.lower()
    assert not any(str(uid) in found or uid.hex in found for uid in of_hers)
    assert values(READS[name](hers.owner, of_hers)) != found


VERBS = {
    "find": lambda bob: entries.find(bob, "p9qd"),
    "edit": lambda bob: entries.edit(bob, "p9qd", {"text": "Bob was here"}),
    "delete": lambda bob: entries.delete(bob, "p9qd"),
    "restore": lambda bob: entries.restore(bob, "g0ne"),
    "restore_version": lambda bob: entries.restore_version(bob, "sk1l", 1),
    "history": lambda bob: entries.history(bob, "g0ne"),
    "link": lambda bob: entries.link(bob, "c4ch", "priya", "p9qd"),
    "named": lambda bob: entries.named(bob, "person", f"Priya {CANARY}"),
    "moved": lambda bob: people.moved(bob, "p9qd", None, part="Bob's"),
    "skills.rename": lambda bob: skills.rename(bob, CANARY, "Bob's"),
    "skills.merge": lambda bob: skills.merge(bob, CANARY, CANARY),
    "purge": lambda bob: purging.look(bob, "p9qd"),
    "purge of the trash": lambda bob: purging.look(bob, "g0ne"),
}


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_of_bobs_does_not_find_what_is_alices(hers, his, name):
    before = archives.export(hers)
    with pytest.raises(NotFound) as refused:
        VERBS[name](his)
    if name not in ("named", "skills.rename", "skills.merge"):  # which repeat what Bob said himself
        assert CANARY not in str(refused.value)
    assert archives.export(hers) == before


def test_bobs_names_never_mean_what_is_alices(hers, his):
    row = entries.add(his, Draft(kind="evidence", text=f"With @priya-{CANARY}"))
    plan, _ = documents.plan_import(
        his,
        f"---\nvividmap: document 1\n---\n# Impact evidence\n- Again #{CANARY} @p9qd @priya !g1aa !reach\n",
    )
    documents.apply(his, plan, "import document")
    targets = Mention.objects.filter(owner=his.owner, target__isnull=False).values_list(
        "target__owner", flat=True
    )
    assert set(targets) <= {his.owner.id}
    assert Names(queries.nameable(his.owner)).resolve("person", "priya") is None
    assert row.owner_id == his.owner.id


def test_one_handle_in_two_records_is_two_entries(hers, his):
    before = archives.export(hers)
    entries.edit(his, "c4ch", {"outcome": "Bob's"})
    entries.delete(his, "c4ch")
    entries.restore(his, "c4ch")
    entries.undo(his)
    assert archives.export(hers) == before
    assert queries.by_handle(his.owner, "c4ch") is None
    assert entries.find(hers, "c4ch").text == f"Moved {CANARY}"


def test_bob_undoes_what_bob_did_alone(hers, bob):
    with pytest.raises(Refused, match="there is nothing to undo"):
        entries.undo(bob)
    take_in(bob, BOBS)
    before = archives.export(hers)
    entries.undo(bob)
    assert archives.export(hers) == before
    assert queries.load(bob.owner).items == ()


@pytest.mark.django_db(transaction=True)
def test_a_purge_of_bobs_erases_what_is_bobs_alone(hers, his):
    before = archives.export(hers)
    purging.purge(his, purging.look(his, "c4ch"))
    assert archives.export(hers) == before
    assert queries.load(his.owner).items == ()


def test_what_goes_out_of_bobs_record_holds_nothing_of_alices(hers, his):
    assert CANARY not in documents.export(his)
    assert CANARY.encode() not in archives.export(his)


def test_alices_archive_does_not_come_into_bobs_record_beside_hers(hers, bob):
    archive = archives.export(hers)
    for _ in range(2):
        with pytest.raises(Unreadable, match="in another record of this database; nothing was imported"):
            archives.take_in(bob, archive)
        entries.add(bob, Draft(kind="evidence", text="Bob's own"))
    assert CANARY not in documents.export(bob)
    assert archives.export(hers) == archive


def test_both_can_take_in_the_same_notes(alice, bob):
    for text in ("# Impact evidence\n- 2026-10-01 The same\n", "- 2026-10-01 The same, and no document\n"):
        for who in (alice, bob, alice, bob):
            front = "---\nvividmap: document 1\n---\n" if text.startswith("#") else ""
            plan, fates = documents.plan_import(who, front + text)
            documents.apply(who, plan, "import notes" if fates else "import document")
    for who in (alice, bob):
        assert len(queries.list(who.owner, ["evidence"])) == 2
