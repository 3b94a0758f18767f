"""A purge erases an item from the history of other items too, so that undo still works on those."""

import json
from datetime import date

import pytest
from tests.services.cast import take_in

from vividmap.core.english.dates import Period
from vividmap.core.packets.request import PacketRequest
from vividmap.services.changes import checkins, entries, purging
from vividmap.services.changes.checkins import StepAnswer
from vividmap.services.errors import NotFound
from vividmap.services.packets import saved_packets
from vividmap.store.models import ItemChange, ItemRow

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache @priya ^c4ch
# Relationship map
- Priya ^p9qd
"""


def targets(actor, handle):
    return list(entries.find_item(actor, handle).mentions.values_list("written", "target__handle"))


def test_the_history_of_other_items_forgets_a_purged_person(alice):
    take_in(alice, RECORD)
    priya = str(entries.find_item(alice, "p9qd").uid)
    entries.edit_item(alice, "c4ch", {"text": "Moved the cache twice"})
    entries.edit_item(alice, "c4ch", {"mentions": ()})
    purging.purge_target(alice, purging.find_target(alice, "p9qd"))
    snapshots = ItemChange.objects.filter(owner=alice.owner).values_list("before", "after")
    assert priya not in json.dumps(list(snapshots))
    entries.undo_change(alice)
    assert targets(alice, "c4ch") == [("priya", None)]
    entries.undo_change(alice)
    assert entries.find_item(alice, "c4ch").text == "Moved the cache"


QUOTED = """\
# Impact evidence
- 2026-11-20 Moved the session cache to Redis -> P99 down 340 ms ~teams ^c4ch
- 2026-11-21 Wrote the queue decision -> two teams adopted it ~org ^qu3e
"""
SECRETS = ("session cache", "340 ms")


def whole_record(actor):
    """Every word that the database has of an owner."""
    items = ItemRow.objects.filter(owner=actor.owner).values_list("text", "body", "fields", "words")
    history = ItemChange.objects.filter(owner=actor.owner).values_list("before", "after")
    return json.dumps([list(items), list(history)], ensure_ascii=False)


def test_what_quoted_a_purged_entry_quotes_it_no_more_in_any_version(alice):
    take_in(alice, QUOTED)
    period = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
    packet = saved_packets.save_packet(alice, PacketRequest("review", period))
    assert "340 ms" in packet.body
    saved_packets.write_text(
        alice, packet.handle, packet.body + "\nThe session cache moved to Redis, at last.\n"
    )
    saved_packets.write_text(alice, packet.handle, packet.body + "\nShort.\n")
    check_in = checkins.start_check_in(alice, "quarterly")
    checkins.answer_step(alice, check_in.handle, "priorities", StepAnswer("Tell Dana: P99 down 340 ms"))
    result = purging.purge_target(alice, purging.find_target(alice, "c4ch"))
    assert len(result.redacted_labels) == 2
    assert packet.handle in " ".join(result.redacted_labels)
    for secret in SECRETS:
        assert secret not in whole_record(alice).casefold()
    text = saved_packets.find_packet(alice, packet.handle).body
    assert "[erased]" in text
    assert "adopted it" in text
    assert "Short." in text
    assert [version.number for version in saved_packets.list_versions(alice, packet.handle)] == [3, 2, 1]
    saved_packets.redraft(alice, packet.handle)
    entries.undo_change(alice)


@pytest.fixture
def export_folder(tmp_path, monkeypatch):
    """A home of its own, and exported files beside it: some hold the erased entry, or may."""
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path / "home"))
    return tmp_path


def test_files_that_hold_a_purged_item_or_may_are_named(alice, export_folder, monkeypatch):
    take_in(alice, QUOTED)
    contents = {
        "quotes.md": b"Told in May: Moved the session cache to Redis, at last.\n",
        "record.json": json.dumps({"text": "Moved the session cache to Redis\nand more"}).encode(),
        "clean.md": b"Wrote the queue decision\n",
        "review.pdf": b"%PDF-1.7 \xff\xfe\x00",
        "broken.sqlite3": b"no database at all",
    }
    for name, content in contents.items():
        (export_folder / name).write_bytes(content)
    listed = [str(export_folder / name) for name in (*contents, "gone.md")]
    monkeypatch.setattr("vividmap.services.storage.exported_files.list_exported", lambda: listed)

    result = purging.purge_target(alice, purging.find_target(alice, "c4ch"))

    named = {name for name in contents if str(export_folder / name) in result.file_paths}
    assert named == {"quotes.md", "record.json", "review.pdf", "broken.sqlite3"}
    assert len(result.file_paths) == len(named)


def test_a_purge_takes_what_stood_beneath_and_what_was_deleted_there(alice):
    take_in(
        alice,
        "# Goals and gaps\n- Staff ^g001\n  - gap: Reach ^x001\n    - 2026-10-02 Known ^u001\n- Two ^g002\n",
    )
    entries.delete_item(alice, "u001")
    uids = [entries.find_item(alice, handle).uid for handle in ("g001", "x001")]

    target = purging.find_target(alice, "g001")
    assert (target.handle, target.text, set(target.ids) >= set(uids), len(target.ids)) == (
        "g001", "Staff", True, 3,
    )  # fmt: skip
    entries.delete_item(alice, "g001")
    assert set(purging.find_target(alice, "^G001").ids) == set(target.ids)
    purging.purge_target(alice, target)
    assert [row.handle for row in ItemRow.objects.filter(owner=alice.owner)] == ["g002"]
    with pytest.raises(NotFound, match=r"no item \^g001, and none in the trash"):
        purging.find_target(alice, "g001")
