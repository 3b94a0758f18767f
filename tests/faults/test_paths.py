"""Row 13: strange files and paths are refused at once, in little room, and nothing is written elsewhere.

What of the row does not apply yet, since no compressed file is read: ZIP bombs, archives of 100,000 files, names
and links inside of archives. It will with the first source that reads one.
"""

import json
import os
import resource
import socket
import stat
import subprocess
from pathlib import Path

import pytest
from tests.faults.conditions import Process, files, no_memory_beyond, rows, run, texts, without_rights
from tests.support import FULL

pytestmark = pytest.mark.faults

LINES = 20_000 if FULL else 500


def processor_seconds():
    """Return the processor seconds of the processes that have ended: a busy machine adds none."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def refused(vividmap, *args):
    """Run a command that has to refuse soon and in little room, and return what it said."""
    before = processor_seconds()
    result = run(vividmap, *args, before=no_memory_beyond(256))
    assert processor_seconds() - before < 5
    assert result.code in (1, 2), result
    assert result.out == ""
    assert "Traceback" not in result.err
    assert "something went wrong" not in result.err
    return result.err


def make(path, sort):
    match sort:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as one:
                one.bind(str(path))
        case "missing":
            pass
        case "link to nowhere":
            path.symlink_to("nowhere")
        case "link to itself":
            path.symlink_to(path.name)
        case "huge":
            with path.open("wb") as file:
                file.truncate(1 << 40)
        case "huge text":
            with path.open("wb") as file:
                file.write(b"- 2026-01-01 x\n" * 10_000)
                file.truncate(1 << 40)
    return path


STRANGE = ["folder", "pipe", "socket", "missing", "link to nowhere", "link to itself", "huge", "huge text"]


@pytest.mark.parametrize("sort", STRANGE)
def test_what_is_no_file_of_text_is_not_imported(vividmap, kept, sort):
    path = make(vividmap.home.parent / "in.md", sort)
    assert str(path) in refused(vividmap, "import", path)
    assert rows(vividmap.home) == kept


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/full", "/proc/self/mem"])
def test_a_device_without_an_end_is_not_imported(vividmap, kept, device):
    assert device in refused(vividmap, "import", device)
    assert rows(vividmap.home) == kept


def test_a_pipe_that_somebody_writes_to_is_imported(vividmap, kept):
    command = ["bash", "-c", 'exec "$@" <(sleep 0.3; echo "- 2026-01-01 by a pipe")', "bash"]
    subprocess.run([*command, *vividmap.argv("import")], env=vividmap.environment(), check=True)
    assert "by a pipe" in texts(vividmap.home)


@pytest.mark.parametrize("sort", ["folder", "link to a folder"])
@pytest.mark.parametrize("command", [("export", "--force"), ("export",), ("backup",)])
def test_nothing_is_exported_or_backed_up_to_a_folder(vividmap, kept, sort, command):
    folder = vividmap.home.parent / "folder"
    folder.mkdir()
    path = vividmap.home.parent / "out"
    path.symlink_to(folder) if sort.startswith("link") else path.mkdir()
    refused(vividmap, command[0], path, *command[1:])
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("command", ["export", "backup"])
def test_a_file_that_is_there_is_overwritten_only_when_it_is_said(vividmap, kept, command):
    path = vividmap.home.parent / "mine"
    path.write_text("mine")
    assert "already exists" in refused(vividmap, command, path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("command", [("export",), ("export", "--force"), ("backup",)])
def test_a_link_is_not_followed_to_somebody_elses_file(vividmap, kept, command):
    precious = vividmap.home.parent / "precious"
    precious.write_text("mine")
    path = vividmap.home.parent / "out"
    path.symlink_to(precious)
    result = vividmap(command[0], path, *command[1:], check=False)
    assert precious.read_text() == "mine"
    assert result.code == 0 or path.is_symlink()
    nowhere = vividmap.home.parent / "nowhere"
    path.unlink()
    path.symlink_to(nowhere)
    vividmap(command[0], path, *command[1:], check=False)
    assert not nowhere.exists()


@pytest.mark.parametrize("command", ["export", "backup"])
def test_a_folder_that_is_not_there_is_told_and_not_made(vividmap, kept, command):
    refused(vividmap, command, vividmap.home.parent / "no" / "such" / "folder" / "out")
    assert not (vividmap.home.parent / "no").exists()


@pytest.mark.parametrize("command", ["export", "backup"])
def test_a_name_that_no_disk_takes_is_told(vividmap, kept, command):
    refused(vividmap, command, vividmap.home.parent / ("x" * 300))
    before = files(vividmap.home.parent)
    refused(vividmap, command, "a\udcffb" + "x" * 300)
    assert files(vividmap.home.parent).keys() == before.keys()


def test_an_export_is_its_owners_alone_even_over_an_open_file(vividmap, kept):
    path = vividmap.home.parent / "out.json"
    path.write_text("open to all")
    path.chmod(0o644)
    vividmap("export", path, "--force")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_names_that_climb_out_of_folders_are_only_text(vividmap, tmp_path):
    command = Process(vividmap)
    for name in ("../../../../tmp/vividmap-climbed", "/tmp/vividmap-climbed", "..\\climbed", "~/climbed"):
        command("add", "person", name)
        command("log", name, "--tag", name, "--link", f"file://{name}", "--person", name)
    command.stop()
    document = vividmap.document()
    archive = vividmap("export", "-").out
    for form, text in (("md", document), ("json", archive)):
        (tmp_path / f"in.{form}").write_text(text)
        vividmap("import", tmp_path / f"in.{form}")
    assert not Path("/tmp/vividmap-climbed").exists()
    assert {path.parent for path in vividmap.home.parent.rglob("climbed")} == set()
    assert vividmap.document() == document


@pytest.mark.parametrize("levels", [1_000, 20_000] if FULL else [1_000])
def test_deep_nesting_is_text_or_refused(vividmap, levels):
    path = vividmap.home.parent / "in.md"
    for section in ("Impact evidence", "Goals and gaps"):
        head = f"---\nvividmap: document 1\n---\n\n# {section}\n\n"
        path.write_text(head + "\n".join("  " * min(level, 200) + f"- {level}" for level in range(levels)))
        result = vividmap("import", path, check=False)
        assert result.code in (0, 2)
        assert "Traceback" not in result.err
        assert "something went wrong" not in result.err
    path.write_text("> " * levels + "x\n" + "- " * levels + "y\n")
    assert vividmap("import", path, check=False).code in (0, 2)


def test_an_archive_that_nests_deep_is_refused_at_once(vividmap, kept):
    path = vividmap.home.parent / "in.json"
    for text in ("[" * 10**6, '{"format": "vividmap archive", "items": ' + "[" * 10**6, '[{"a":' * 10**6):
        path.write_text(text)
        assert "nests deeper" in refused(vividmap, "import", path)
    assert rows(vividmap.home) == kept


def test_a_backup_cannot_be_put_where_there_is_no_right_to(vividmap, kept):
    folder = vividmap.home.parent / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    for command in ("export", "backup"):
        result = run(vividmap, command, folder / "out", before=without_rights())
        assert result.code == 1
        assert "Permission denied" in result.err
        assert "Traceback" not in result.err
    assert list(folder.iterdir()) == []


def test_a_large_record_is_exported_and_imported_by_line_and_as_a_whole(vividmap, tmp_path):
    lines = "".join(
        f"- 2026-01-{n % 28 + 1:02} entry {n} -> {n} ms #skill{n % 50} @person{n % 99}\n"
        for n in range(LINES)
    )
    path = tmp_path / "in.md"
    path.write_text(f"---\nvividmap: document 1\n---\n\n# Impact evidence\n\n{lines}")
    vividmap("import", path, timeout=300)
    assert json.loads(vividmap("export", "-").out)["counts"][0] == LINES + 50
