"""Captures become entries once, whatever they hold and however often they are taken in."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from vividmap import paths, spool
from vividmap.services.capture import spool_ingest
from vividmap.services.changes import entries
from vividmap.services.errors import Refused
from vividmap.store import item_rows, queries, undo
from vividmap.store.models import Change, ItemRow
from vividmap.store.queries import skill_queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]

MIDNIGHT = int(datetime(2026, 11, 22, 23, 30, tzinfo=UTC).timestamp() * 1_000_000)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A spool of its own for each test."""
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path / "home"))


def keep(verb, text, *options, at=MIDNIGHT, offset=0):
    new = spool.new_capture(verb, text, options)
    kept = spool.Capture(new.id, at, offset, verb, text, options)
    spool.save_captures([kept])
    return kept


def only(actor):
    (row,) = ItemRow.objects.filter(owner=actor.owner, kind="evidence")
    return item_rows.to_item(actor.owner, row)


def test_taken_in_twice_it_is_there_once(alice, tmp_path):
    keep("log", "Did it #rust")
    (path,) = spool.waiting_files()
    with open(path, "rb") as file:
        data = file.read()
    assert spool_ingest.ingest_spool(alice).entries == 1
    assert spool.waiting_files() == []
    with open(path, "wb") as file:  # as if it had been killed before it could take the file away
        file.write(data)
    assert spool_ingest.ingest_spool(alice).entries == 0
    assert spool.waiting_files() == []
    entries.undo_change(alice)
    with open(path, "wb") as file:
        file.write(data)
    assert spool_ingest.ingest_spool(alice).entries == 0  # what was undone does not come back by itself
    assert not ItemRow.objects.filter(owner=alice.owner).exists()


def test_the_entry_has_the_id_and_the_moment_of_the_capture(alice):
    kept = keep("log", "Did it")
    spool_ingest.ingest_spool(alice)
    item = only(alice)
    assert str(item.id) == kept.id
    assert item.created_at == datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    change = undo.last_change(alice.owner)
    assert change is not None
    assert (change.verb, str(change.id), change.at) == ("log", kept.id, item.created_at)


@pytest.mark.parametrize(
    ("offset", "zone", "day"),
    [
        (0, "", "2026-11-22"),
        (3600, "", "2026-11-23"),
        (-3600, "", "2026-11-22"),
        (0, "Asia/Tokyo", "2026-11-23"),
        (3600, "America/New_York", "2026-11-22"),
        (10**9, "", None),
    ],
)
def test_its_day_is_that_of_where_it_was_made(alice, offset, zone, day):
    from vividmap.services.changes import settings

    settings.change_settings(alice, {"time_zone": zone})
    keep("log", "Did it", offset=offset)
    spool_ingest.ingest_spool(alice)
    when = only(alice).when
    assert when is not None
    assert day is None or str(when) == day


HOSTILE = [
    (("scope", "world"), {"scope": ""}),
    (("kind", "practice"), {"category": "practice"}),
    (("kind", "boss"), {"category": ""}),
    (("on", "\x00"), {"text": "Did it"}),
    (("outcome", "a\x00b"), {"text": "Did it"}),
    (("person", "a\x00b"), {"text": "Did it"}),
    (("skill", "\x00"), {"text": "Did it"}),
    (("tag", ",,,"), {"tags": ()}),
    (("on", "9" * 4000), {"date_as_written": "9" * 4000}),
    (("link", "x" * 100_000), {"text": "Did it"}),
    (("batch", "Priya"), {"text": "Did it"}),
]


@pytest.mark.parametrize(
    ("option", "says"), HOSTILE, ids=[f"{name} {value[:9]!r}" for (name, value), _ in HOSTILE]
)
def test_whatever_the_spool_holds_the_words_are_kept(alice, option, says):
    keep("log", "Did it", option)
    if option == ("kind", "practice"):
        says = {"text": "Did it"}  # kinds of skill entries are not kinds of evidence
    assert spool_ingest.ingest_spool(alice) == (1, ())
    item = only(alice)
    assert item.text == "Did it"
    assert {name: getattr(item, name) for name in says} == says
    assert spool.waiting_files() == []


@pytest.mark.parametrize(
    "text", ["a\x00b", "^^^", "->", "@", "~team", "2026-11-20", "undated", "\u2028", "\\"]
)
def test_a_text_of_marks_alone_is_kept_as_it_is(alice, text):
    keep("log", text)
    assert spool_ingest.ingest_spool(alice).entries == 1
    assert only(alice).text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is cut short"),
        (b"not ours\ncrc 00000000\n", "its checksum does not match"),
        (spool.format_capture(spool.Capture("not-an-id", MIDNIGHT, 0, "log", "x")), "badly formed"),
        (spool.format_capture(spool.Capture(spool.new_capture("log", "").id, 10**20, 0, "log", "x")), ""),
        (spool.format_capture(spool.Capture(spool.new_capture("log", "").id, -(10**17), 0, "log", "x")), ""),
        (
            spool.format_capture(spool.Capture(spool.new_capture("log", "").id, MIDNIGHT, 0, "burn", "x")),
            "unknown verb",
        ),
    ],
)
def test_what_is_no_capture_is_put_aside_and_the_rest_taken_in(alice, data, why):
    keep("log", "Did it")
    path = f"{paths.spool_folder()}/0-broken.capture"
    with open(path, "wb") as file:
        file.write(data)
    taken = spool_ingest.ingest_spool(alice)
    assert taken.entries == 1
    ((place, reason),) = taken.failures
    assert why in reason
    assert spool.quarantined_files() == [(place, reason)] or reason
    assert only(alice).text == "Did it"
    assert spool_ingest.ingest_spool(alice) == (0, ())


def test_a_thousand_come_in_and_are_counted(alice):
    captures = [spool.new_capture("log", f"Number {n} #rust @priya", order=n) for n in range(1001)]
    spool.save_captures(captures)
    told = []
    assert spool_ingest.ingest_spool(alice, lambda done, of: told.append((done, of))).entries == 1001
    assert told == [(1000, 1001), (1001, 1001)]
    assert [item.text for item in queries.list_items(alice.owner, ["evidence"], limit=2)] == [
        "Number 1000 #rust @priya".removesuffix(" #rust @priya"),
        "Number 999",
    ]
    ((skill, uses),) = skill_queries.skills_by_use(alice.owner)
    assert (skill.text, uses) == ("rust", 1001)


def test_what_cannot_be_undone_says_so(alice):
    with pytest.raises(Refused, match="there is nothing to undo"):
        entries.undo_change(alice)


def test_lines_that_were_logged_together_are_one_change_however_many(alice, monkeypatch):
    monkeypatch.setattr(spool_ingest, "_BATCH_SIZE", 2)
    captures = [spool.new_capture("log", f"Line {number}", order=number) for number in range(7)]
    for capture in captures[1:6]:
        capture.options = (("batch", captures[1].id),)
    spool.save_captures(captures[:4])
    spool_ingest.ingest_spool(alice)
    spool.save_captures(captures[4:])  # another process ingested while they were being saved
    spool_ingest.ingest_spool(alice)
    sizes = [
        change.item_changes.count() for change in Change.objects.filter(owner=alice.owner).order_by("at")
    ]
    assert sorted(sizes) == [1, 1, 5]
    entries.undo_change(alice, UUID(captures[1].id))
    assert {row.text for row in item_rows.rows_of_kind(alice.owner, "evidence")} == {"Line 0", "Line 6"}


def test_lines_of_two_commands_that_ran_at_once_are_two_changes(alice):
    captures = [spool.new_capture("log", f"Line {number}", order=number) for number in range(4)]
    for number, capture in enumerate(captures):
        capture.options = (("batch", captures[number % 2].id),)
    spool.save_captures(captures)
    spool_ingest.ingest_spool(alice)
    changes = Change.objects.filter(owner=alice.owner)
    assert [change.item_changes.count() for change in changes] == [2, 2]
