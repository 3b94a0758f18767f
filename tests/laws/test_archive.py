import json
from functools import cache, partial
from random import Random

import pytest
from hypothesis import given
from tests.histories import histories
from tests.laws.somebody import all_that, for_a_while, forget, later, somebody, sparingly, who_did
from tests.support import FULL

from vividmap.core.shorthand import Draft
from vividmap.formats import archive
from vividmap.services.changes import entries
from vividmap.services.errors import Refused, UnreadableFile
from vividmap.services.transfer import archives, documents

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@sparingly
@given(history=histories())
def test_an_archive_taken_in_by_an_empty_record_is_exported_the_same_again(history):
    with for_a_while():
        alice = who_did(history)
        data, text = archives.export_archive(alice), documents.export_document(alice)
        forget(alice)
        bob = later(somebody())
        taken = archives.import_archive(bob, data)
        assert archives.export_archive(bob) == data
        assert documents.export_document(bob) == text
        assert taken.added_count == len(json.loads(data)["items"])


@sparingly
@given(history=histories())
def test_a_record_that_goes_through_archive_and_document_stays_as_it_is(history):
    with for_a_while():
        alice = who_did(history)
        data = archives.export_archive(alice)
        forget(alice)
        bob = later(somebody())
        archives.import_archive(bob, data)
        plan, _ = documents.plan_import(bob, documents.export_document(bob))
        assert plan.problems == ()
        documents.apply_plan(bob, plan, "import document")
        assert archives.export_archive(bob) == data


@sparingly
@given(history=histories())
def test_history_trash_and_undo_travel_in_an_archive(history):
    with for_a_while():
        alice = who_did(history)
        data = archives.export_archive(alice)
        steps = []
        while _undone(alice):
            steps.append(all_that(alice))
        forget(alice)
        bob = somebody()
        archives.import_archive(bob, data)
        for expected in steps:
            assert _undone(bob)
            assert all_that(bob) == expected
        assert not _undone(bob)


def _undone(actor):
    try:
        entries.undo_change(actor)
    except Refused:
        return False
    return True


@sparingly
@given(history=histories())
def test_an_archive_taken_in_by_its_own_record_changes_nothing(history):
    with for_a_while():
        alice = who_did(history)
        data = archives.export_archive(alice)
        taken = archives.import_archive(later(alice), data)
        assert (taken.added_count, taken.differing_count) == (0, 0)
        assert archives.export_archive(alice) == data


@sparingly
@given(history=histories(), others=histories(3))
def test_a_record_with_something_in_it_keeps_that_and_gets_the_rest(history, others):
    with for_a_while():
        alice = who_did(history)
        data = archives.export_archive(alice)
        said = {load["id"] for load in json.loads(data)["items"] if load["kind"] != "profile"}
        forget(alice)
        bob = who_did(others)
        before = {load["id"]: load for load in json.loads(archives.export_archive(bob))["items"]}
        archives.import_archive(later(bob), data)
        after = {load["id"]: load for load in json.loads(archives.export_archive(bob))["items"]}
        assert said <= after.keys()
        assert {uid: after[uid] for uid in before} == before


DOCUMENT = """
# Impact evidence

- 2026-11-20 Moved it, see \\u0000 -> faster ~team #rust @priya !staff
  tags: a, b
  criterion: decides-well
  surfaced: @priya 2026-11-21

  Why.

# Relationship map

- Priya
  since 2025-03: peer

  - 2026-11-02 Coffee

# Goals and gaps

- Staff
  target: 2027-01-31

  - 2026-10-02 On the way
    doing: it
"""


@cache
def full_archive():
    """Return an archive with something of everything, of a person who is no longer in the database."""
    alice = somebody()
    add = partial(entries.add_item, alice)
    framework = add(Draft(kind="framework", text="The ladder"))
    add(Draft(kind="criterion", text="Decides well", fields={"level": "Staff"}), parent=framework.uid)
    add(
        Draft(
            kind="check-in", text="Week 47", fields={"rhythm": "weekly", "answers": {"1": ["a", 0.5, None]}}
        )
    )
    add(Draft(kind="packet", text="Review", body="Mine.", fields={"choices": {"a": {"b": True}}}))
    plan, _ = documents.plan_import(alice, f"---\nvividmap: document 1\nname: Alice\n---\n{DOCUMENT}")
    documents.apply_plan(alice, plan, "import document")
    entries.delete_item(
        alice, next(one["handle"] for one in _content(alice)["items"] if one["kind"] == "skill")
    )
    entries.undo_change(alice)
    data = archives.export_archive(alice)
    forget(alice)
    return data


def _content(actor):
    return json.loads(archives.export_archive(actor))


def is_taken_in(data):
    """Return whether a new person can import it; check that it is imported unchanged, or not at all."""
    with for_a_while():
        bob = somebody()
        try:
            archives.import_archive(bob, data)
        except UnreadableFile:
            assert _content(bob)["counts"] == [0, 0]
            return False
        assert _said(_content(bob)) == _said(_without_empty_bodies(json.loads(data)))
        return True


def _said(content):
    return {name: value for name, value in content.items() if name != "checksum"}


def _without_empty_bodies(content):
    content["items"] = [{k: v for k, v in one.items() if (k, v) != ("body", "")} for one in content["items"]]
    return content


def test_an_archive_of_everything_is_taken_in():
    assert is_taken_in(full_archive())


def test_an_archive_cut_anywhere_is_refused_whole():
    data = full_archive()
    lines = data.splitlines(keepends=True)
    assert not any(is_taken_in(b"".join(lines[:count])) for count in range(len(lines)))
    assert not any(is_taken_in(data[:length]) for length in range(0, len(data) - 2, 97))


def test_an_archive_that_lacks_any_one_line_is_refused_whole():
    lines = full_archive().splitlines(keepends=True)
    lines = [line for line in lines if not line.startswith(b'"checksum"')]  # older archives have none
    assert not any(is_taken_in(b"".join([*lines[:at], *lines[at + 1 :]])) for at in range(len(lines)))


EMPTY = '"counts": [0, 0], "items": [], "changes": []'


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{}",
        "[]",
        "null",
        "NaN",
        '"vividmap archive"',
        '{"format": "vividmap archive"}',
        f'{{"format": "another archive", "version": 1, {EMPTY}}}',
        f'{{"format": "vividmap archive", "version": 2, {EMPTY}}}',
        f'{{"format": "vividmap archive", "version": "1", {EMPTY}}}',
        f'{{"format": "vividmap archive", "version": 1, {EMPTY}, "x": 1}}',
        f'{{"format": "vividmap archive", "version": 1, "version": 1, {EMPTY}}}',
        '{"format": "vividmap archive", "version": 1, "counts": [0, 0], "items": {}, "changes": []}',
        "[" * 100_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        f'{{"version": {"9" * 5000}}}',
        f'{{"version": -{"9" * 5000}}}',
        '{"format": "\\ud800"}',
    ],
)
def test_what_is_no_archive_of_ours_is_refused(data):
    assert not is_taken_in(data.encode())
    assert not is_taken_in(data.encode("utf-16"))
    assert not is_taken_in(b"\xef\xbb\xbf" + data.encode())


TRAPS = {
    "NaN": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-Infinity",
    "a number beyond floats": "1e999",
    "a number of 5,000 digits": "9" * 5000,
    "a fraction of 5,000 digits": f"0.{'1' * 5000}e{'9' * 50}",
    "half a surrogate pair": '"\\ud800"',
    "NUL": '"\\u0000"',
    "deep nesting": "[" * 100_000 + "]" * 100_000,
    "true": "true",
    "null": "null",
    "an object": '{"a": 1}',
    "a list": "[1]",
    "a very long text": f'"{"x" * 5000}"',
    "a line end": '"a\\nb"',
    "an untrimmed text": '" a"',
    "no text": '""',
    "another moment": '"0001-01-01T00:00:00+14:00"',
    "a minus": "-1",
    "a fraction": "0.5",
    "a large number": "999999999999",
    "the same name twice": '{"a": 1, "a": 2}',
    "a name with NUL": '{"\\u0000": 1}',
}


def _places(value, path=()):
    if path:
        yield path
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield from _places(value[key], (*path, key))


@pytest.mark.parametrize("number", range(len(TRAPS)), ids=list(TRAPS))
def test_a_trap_in_any_place_of_an_archive_is_refused_or_is_text(number):
    data, trap = full_archive(), list(TRAPS.values())[number]
    places = list(_places(_said(json.loads(data))))
    for path in places if FULL else places[number % 5 :: 5]:
        changed = inner = _said(json.loads(data))
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = "TRAP"
        written = json.dumps(changed, ensure_ascii=False).replace('"TRAP"', trap).encode()
        if _is_readable(written):
            assert is_taken_in(written)


def _is_readable(data):
    try:
        archive.read(data)
    except archive.BadArchive:
        return False
    return True


def test_an_archive_with_a_flipped_bit_is_refused_or_says_the_same():
    whole, dice = full_archive(), Random(20261130)
    for _ in range(1_000 if FULL else 100):
        data, place = bytearray(whole), dice.randrange(len(whole))
        data[place] ^= 1 << dice.randrange(8)
        assert not is_taken_in(bytes(data)) or json.loads(data) == json.loads(whole), place


def test_an_archive_that_was_laid_out_anew_is_taken_in_and_an_edited_one_if_it_says_so():
    whole = full_archive()
    assert is_taken_in(json.dumps(json.loads(whole), indent=2).encode())
    edited = whole.replace(b"The ladder", b"Our ladder")
    with pytest.raises(archive.BadArchive, match=r'edited after it was exported.* set "checksum" to ""'):
        archive.read(edited)
    assert is_taken_in(edited.replace(json.loads(whole)["checksum"].encode(), b""))


def test_an_archive_from_before_there_were_checksums_is_taken_in():
    assert is_taken_in(json.dumps(_said(json.loads(full_archive()))).encode())


@pytest.mark.parametrize("name", ["id", "counter"])
def test_two_changes_with_the_same_id_or_counter_are_refused(name):
    whole = _said(json.loads(full_archive()))
    first, second = whole["changes"][:2]
    assert first["device"] == second["device"]
    second[name] = first[name]
    with pytest.raises(archive.BadArchive, match="has the same id or counter as another change"):
        archive.read(json.dumps(whole).encode())
