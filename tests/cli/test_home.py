"""Where the data is, who may read it, and that it goes nowhere."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.first_day

FORBID = """\
import socket, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"):
        raise SystemExit(f"asked the network: {event} {arguments}")
sys.addaudithook(refuse)
"""


def modes(folder: Path) -> dict[str, int]:
    paths = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in paths}


@pytest.mark.parametrize(
    ("env", "place"),
    [
        ({"VIVIDMAP_HOME": "{tmp}/here"}, "here"),
        ({"VIVIDMAP_HOME": "relative/home"}, "relative/home"),
        ({"VIVIDMAP_HOME": "~/tilde"}, "tilde"),
        ({"VIVIDMAP_HOME": "", "XDG_DATA_HOME": "{tmp}/data"}, "data/vividmap"),
        ({"VIVIDMAP_HOME": "", "XDG_DATA_HOME": "relative"}, ".local/share/vividmap"),
        ({"VIVIDMAP_HOME": ""}, ".local/share/vividmap"),
        ({"VIVIDMAP_HOME": "{tmp}/with space/ü/émigré"}, "with space/ü/émigré"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the data folder of Linux")
def test_everything_is_in_the_home_and_nowhere_else(vividmap, tmp_path, env, place):
    vividmap.home.rmdir()
    before = set(tmp_path.rglob("*"))
    env = {name: value.format(tmp=tmp_path) for name, value in env.items()}
    vividmap("log", "Did it", env=env)
    assert vividmap("list", env=env).out.endswith("\tDid it\n")
    made = set(tmp_path.rglob("*")) - before
    home = tmp_path / place
    assert [path for path in made if path.is_file() and home not in path.parents] == []
    names = {path.name for path in home.iterdir()}
    assert names == {"backups", "device", "spool", "status", "status.changed", "vividmap.sqlite3"}


def test_files_are_for_their_owner_alone(vividmap):
    vividmap.home.rmdir()
    old = os.umask(0)
    try:
        vividmap("log", "Did it #rust")
        (capture,) = (vividmap.home / "spool").iterdir()
        assert stat.S_IMODE(capture.stat().st_mode) == 0o600
        vividmap("list")
        vividmap("export", vividmap.home / "a.json")
        vividmap("backup")
        with Path("/dev/full").open("w") as full:  # writes errors.log
            subprocess.run(vividmap.argv("list"), env=vividmap.environment(), stdout=full, check=False)
        (vividmap.home / "spool" / "x.capture").write_bytes(b"no capture")
        (vividmap.home / "spool" / "x.capture").chmod(0o600)
        vividmap("list")
        vividmap("edit", "--from", "-", input="no document", check=False)
    finally:
        os.umask(old)
    found = modes(vividmap.home)
    assert {"drafts", "backups", "spool/quarantine", "errors.log", "device"} <= found.keys()
    wrong = {path: oct(mode) for path, mode in found.items() if mode not in (0o600, 0o700)}
    assert wrong == {}


def test_a_home_is_made_by_the_first_command_that_needs_one(vividmap):
    vividmap.home.rmdir()
    for arguments in (["--help"], ["--version"], ["log", "--help"], ["completion", "bash"], ["doctor"]):
        vividmap(*arguments)
        assert not vividmap.home.exists(), arguments
    vividmap("list")
    assert vividmap.home.exists()


def test_the_first_command_makes_no_backup_of_nothing(vividmap):
    vividmap("list")
    assert not (vividmap.home / "backups").exists()


READING = (["list"], ["status"], ["backup"])


def refusals(vividmap, env, cwd):
    """Run commands in a folder; return what each said, none with a traceback, all with exit code 1."""
    said = []
    for command in (["log", "Did it"], *READING):
        done = subprocess.run(
            vividmap.argv(*command),
            cwd=cwd,
            env={**vividmap.environment(env), "PYTHONSAFEPATH": "1"},
            capture_output=True,
            check=False,
            text=True,
            timeout=20,
        )
        assert (done.returncode, done.stdout) == (1, ""), (command, done)
        assert len(done.stderr.splitlines()) == 1
        assert "something went wrong" not in done.stderr
        said.append(done.stderr)
    return said


@pytest.mark.skipif(sys.platform != "linux", reason="the data folder of Linux")
@pytest.mark.parametrize("person_folder", ["relative", ""])
def test_a_home_folder_that_depends_on_where_one_stands_is_refused(vividmap, tmp_path, person_folder):
    before = set(tmp_path.rglob("*"))
    env = {"HOME": person_folder, "VIVIDMAP_HOME": ""}
    assert all(f"HOME is {person_folder!r}" in line for line in refusals(vividmap, env, tmp_path))
    assert set(tmp_path.rglob("*")) == before
    assert vividmap("status", "--short", env=env).out == "no status yet: run vividmap status\n"


@pytest.mark.parametrize("sort", ["file", "below a file", "link to itself", "link to nowhere"])
def test_a_home_that_is_no_folder_is_named_by_every_command(vividmap, tmp_path, sort):
    vividmap.home.rmdir()
    match sort:
        case "link to itself":
            vividmap.home.symlink_to(vividmap.home.name)
        case "link to nowhere":
            vividmap.home.symlink_to("nowhere")
        case _:
            vividmap.home.write_text("a file")
    env = {"VIVIDMAP_HOME": str(vividmap.home / "below")} if sort == "below a file" else {}
    assert all(f"{vividmap.home} is not a folder" in line for line in refusals(vividmap, env, tmp_path))
    examined = vividmap("doctor", env=env, check=False)
    assert f"FIX   {vividmap.home} is not a folder\n" in examined.out
    assert (examined.code, examined.err) == (1, "")


def test_a_home_that_is_a_link_to_a_folder_is_that_folder(vividmap, tmp_path):
    vividmap.home.chmod(0o700)  # as the first command makes it, for doctor
    vividmap("log", "Did it")
    (tmp_path / "link").symlink_to(vividmap.home)
    env = {"VIVIDMAP_HOME": str(tmp_path / "link")}
    vividmap("log", "Did more", env=env)
    assert {entry["text"] for entry in vividmap.json("list")} == {"Did it", "Did more"}
    assert vividmap("doctor", env=env).code == 0


def in_a_deleted_folder(vividmap, tmp_path, *command, env):
    """Run a command in a folder that was deleted while a shell stood in it."""
    gone = tmp_path / "gone"
    gone.mkdir()
    return subprocess.run(
        ["sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', gone, *vividmap.argv(*command)],
        env={**vividmap.environment(env), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        check=False,
        text=True,
        timeout=20,
    )


@pytest.mark.parametrize("command", [["log", "Did it"], *READING])
def test_a_folder_that_was_deleted_is_in_nobodys_way(vividmap, tmp_path, command):
    vividmap("log", "Kept")
    done = in_a_deleted_folder(vividmap, tmp_path, *command, env={})
    assert done.returncode == 0, done
    relative = in_a_deleted_folder(vividmap, tmp_path, *command, env={"VIVIDMAP_HOME": "some/home"})
    assert (relative.returncode, relative.stdout) == (1, "")
    assert (
        "the current folder was deleted, and VIVIDMAP_HOME is relative to it (some/home)" in relative.stderr
    )
    assert len(relative.stderr.splitlines()) == 1


@pytest.mark.parametrize("in_the_way", ["home", "spool"])
def test_what_is_in_the_way_is_named_and_nothing_is_acknowledged(vividmap, in_the_way):
    place = vividmap.home if in_the_way == "home" else vividmap.home / "spool"
    vividmap.home.rmdir()
    vividmap.home.parent.mkdir(exist_ok=True)
    if in_the_way == "spool":
        vividmap.home.mkdir()
    place.write_text("a file")
    done = vividmap("log", "Did it", check=False)
    assert (done.code, done.out) == (1, "")
    assert f"{place} is not a folder" in done.err
    if in_the_way == "home":
        listed = vividmap("list", check=False)
        assert (listed.code, listed.out) == (1, "")
        assert "is not a folder" in listed.err


def test_two_homes_know_nothing_of_each_other(alice, bob):
    alice("log", "Alice's secret #rust @dana")
    alice("add", "person", "Dana")
    bob("log", "Bob's own")
    for command in (
        ["list"],
        ["search", "secret"],
        ["document"],
        ["export", "-"],
        ["link"],
        ["list", "skills"],
    ):
        shown = bob(*command).out
        assert "secret" not in shown
        assert "ust" not in shown or command == ["document"]
    handle = alice.json("list")[0]["handle"]
    for command in (
        ["show"],
        ["rm"],
        ["edit", "--outcome", "x"],
        ["history"],
        ["restore"],
        ["purge", "--yes"],
    ):
        refused = bob(*command, handle, check=False)
        assert (refused.code, refused.out) == (2, ""), command
    assert alice.json("list")[0]["text"] == "Alice's secret"


def test_no_command_asks_the_network(vividmap, tmp_path):
    # A command that opened a socket would end with an error: sitecustomize forbids it.
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(FORBID)
    env = {"PYTHONPATH": str(tmp_path / "site")}
    probe = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"]
    refused = subprocess.run(probe, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    assert "asked the network" in refused.stderr
    (tmp_path / "notes.md").write_text("- 2026-10-01 Did [that](https://example.org/x)\n")
    for command in (
        ["log", "See https://example.org/x", "--link", "https://example.org/y"],
        ["import", "notes.md"],
        ["list"],
        ["search", "example"],
        ["document"],
        ["export", "-"],
        ["backup"],
        ["doctor"],
        ["config", "time-zone", "Europe/Lisbon"],
    ):
        done = vividmap(*command, env=env, check=False)
        assert "asked the network" not in done.err
        assert done.code == 0 or command == ["doctor"], (command, done)
