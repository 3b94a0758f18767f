"""Row 12: whatever a reader is given, it takes it in or refuses it in its own words, soon and in little room."""

import json
import subprocess
import sys
from random import Random

import pytest
from tests.faults.conditions import ROOT, Process
from tests.faults.mutations import READERS, mutated, samples
from tests.laws.somebody import all_that, for_a_while, somebody
from tests.support import FULL

from vividmap.formats.document import is_ours
from vividmap.services.errors import Refused
from vividmap.services.transfer import archives, documents

pytestmark = pytest.mark.faults

NEVER_REFUSED = ("document", "git message")
COUNT = 20_000 if FULL else 500
IMPORTS = 1_000 if FULL else 40


@pytest.mark.long
@pytest.mark.parametrize("readers", [[name] for name in READERS] if FULL else [[*READERS]])
def test_mutated_input_is_read_or_refused_in_time(readers):
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.mutations", str(COUNT), *readers],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert results.keys() == set(readers)
    for reader, result in results.items():
        assert result["wrong"] == [], reader
        assert result["worst"] <= 2, (reader, result["slowest"])
        assert result["memory"] <= 256, reader
        # mutations that break nothing, or everything, show nothing
        assert reader in NEVER_REFUSED or result["refused"] > 0, reader


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["document", "notes"])
def test_mutated_text_is_imported_whole_or_not_at_all(form):
    dice = Random(f"{form} 20261120")
    seeds = samples(form)
    with for_a_while():
        alice = somebody()
        for _ in range(IMPORTS):
            data = mutated(dice, dice.choice(seeds))[:20_000]
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                continue
            imports(alice, text)


def imports(alice, text):
    before = all_that(alice)
    try:
        plan, _ = documents.plan_import(alice, text)
        with for_a_while():
            documents.apply_plan(alice, plan, "import document" if is_ours(text) else "import notes")
            document = documents.export_document(alice)
            again, _ = documents.plan_import(alice, document)
            assert again.problems == ()
            assert again.is_empty
    except Refused:
        pass
    assert all_that(alice) == before


@pytest.mark.django_db
def test_a_mutated_archive_is_imported_whole_or_not_at_all():
    dice = Random(20261120)
    (whole,) = samples("archive")
    for _ in range(IMPORTS * 5):
        with for_a_while():
            alice = somebody()
            try:
                archives.import_archive(alice, mutated(dice, whole))
            except Refused:
                assert json.loads(archives.export_archive(alice))["counts"] == [0, 0]


TAKEN_FOR_NOTES = ("nothing", "blanks", "deep JSON")
HOSTILE = {
    "nothing": b"",
    "blanks": b" \n\n\t\n",
    "not UTF-8": b"- 2026-01-01 \xff\xfe x\n",
    "UTF-16": "- 2026-01-01 x\n".encode("utf-16"),
    "NUL": b"- 2026-01-01 a\0b\n",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "deep JSON": b"[" * 100_000,
    "deep archive": b'{"format": "vividmap archive", "items": ' + b'{"a":' * 100_000,
    "a large number": b'{"format": "vividmap archive", "version": ' + b"9" * 5000 + b"}",
    "NaN": b'{"format": "vividmap archive", "version": NaN}',
    "the same name twice": b'{"format": "vividmap archive", "format": "vividmap archive"}',
    "half a pair": b'{"format": "vividmap archive", "version": "\\ud800"}',
    "a newer archive": b'{"format": "vividmap archive", "version": 99, "counts": [0, 0], "items": [], "changes": []}',
    "a newer document": b"---\nvividmap: document 99\n---\n\n# Impact evidence\n\n- 2026-01-01 x\n",
    "a wrong field": b"---\nvividmap: document 1\n---\n\n# Impact evidence\n\n- x\n- y\n  kind: galactic\n",
    "no closing": b"---\nvividmap: document 1\n\n# Impact evidence\n\n- x\n",
}


def test_the_command_line_refuses_what_it_cannot_read_and_imports_none_of_it(vividmap):
    command = Process(vividmap)
    for name, data in HOSTILE.items():
        for suffix in ("md", "json"):
            file = vividmap.home.parent / f"in.{suffix}"
            file.write_bytes(data)
            code, said = command("import", file) or (None, "")
            assert "Traceback" not in said
            assert "something went wrong" not in said, (name, said)
            assert said.strip()
            assert code == 2 or (code == 0 and name in TAKEN_FOR_NOTES), (name, code, said)
    assert command("list") == (0, "")
    command.stop()


def test_the_command_line_takes_a_framework_whole_or_refuses_it_in_its_own_words(vividmap):
    command = Process(vividmap)
    for name, data in HOSTILE.items():
        for suffix in ("md", "csv", "yaml", "txt"):
            file = vividmap.home.parent / f"in.{suffix}"
            file.write_bytes(data)
            code, said = command("framework", "import", file) or (None, "")
            assert "Traceback" not in said
            assert "something went wrong" not in said, (name, said)
            assert code in (0, 2), (name, suffix, said)
            assert said.strip()
            assert (command("list", "frameworks") != (0, "")) == (code == 0), (name, suffix, said)
            if code == 0:
                undone, _ = command("undo") or (None, "")
                assert undone == 0
    command.stop()
