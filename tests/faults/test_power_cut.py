"""Row 2: what a command has acknowledged is on the disk, whatever else a power cut takes away.

The commands run in one process whose system calls are recorded. At the words that acknowledge each, the home
and the folder around it are written out three times: as processes see them, as a cut leaves them that takes
all that was not synced, and as one leaves them that takes contents but not names. All three say the same.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.conditions import ROOT, Strace, files
from tests.faults.disk import Disk, recorded_calls, recording
from tests.faults.speaker import BEGIN, END
from tests.support import FULL
from tests.support.command import Vividmap
from tests.support.web import come_in, served

pytestmark = [pytest.mark.faults, pytest.mark.needs("strace")]

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache +ledger -> P99 down 340 ms @priya ^c4ch
- 2026-11-19 Wrote the plan ^pl4n
# Skill development
- 2026-11-18 Read the Rust book #rust ^r4st
# Relationship map
- Priya ^p9qd
- Bob ^b0bb
# Goals and gaps
- Staff engineer ^g0al
  - gap: Strategy ^x1aa
"""
EDITED = RECORD.replace("- 2026-11-19 Wrote the plan ^pl4n", "- 2026-11-21 Edited in a file ^pl4n")
LEVELS = "# Levels\n\n## Senior\n\n### Impact\n\n- Owns things\n"
MODEL = "http://127.0.0.1:1/v1"
COMMANDS = {
    "log": (("log", "A first line"), "Saved"),
    "learn": (("learn", "Read more #rust"), "Saved"),
    "met": (("met", "Priya", "Coffee"), "Saved"),
    "log lines": (("log", "-", "--lines"), "Saved 2 entries"),
    "take in": (("list",), "A first line"),
    "add": (("add", "person", "Carol"), "Added"),
    "update": (("update", "g0al", "On the way"), "Added"),
    "edit": (("edit", "c4ch", "--outcome", "P99 down 400 ms"), "Changed"),
    "mark": (("edit", "r4st", "--private"), "Changed"),
    "delete": (("rm", "pl4n"), "Deleted"),
    "restore": (("restore", "pl4n"), "Restored"),
    "undo": (("undo",), "Undid"),
    "redo": (("redo",), "Redid"),
    "merge": (("merge", "b0bb", "p9qd"), "Merged"),
    "rename a project": (("project", "ledger", "--rename", "book"), "book"),
    "show": (("shown", "c4ch", "--to", "Priya"), "Shown to"),
    "check in": (("checkin", "weekly", "--skip"), "Skipped"),
    "save a packet": (("draft", "resume", "--save"), "Saved"),
    "edit a packet": (("packet", "edit", "{packet}", "--from", "-"), "Changed"),
    "export a packet": (("packet", "export", "{packet}", "packet.md"), "Wrote"),
    "import levels": (("framework", "import", "-", "--name", "Levels"), "Imported"),
    "import notes": (("import", "-"), "Imported"),
    "import an archive": (("import", "other.json"), "Imported"),
    "apply a document": (("edit", "--from", "-", "--yes"), "Applied"),
    "export": (("export", "out.json"), "Wrote"),
    "export over a file": (("export", "old.json", "--force"), "Wrote"),
    "export a document": (("export", "out.md"), "Wrote"),
    "calendar": (("calendar", "check-ins.ics"), "Wrote"),
    "calendar feed": (("calendar", "--feed"), "http://"),
    "revocation": (("calendar", "--revoke"), "no longer works"),
    "setting": (("config", "name", "Alice"), "Alice"),
    "language model": (("config", "llm-url", MODEL), MODEL),
    "no language model": (("config", "llm-url", ""), "\n"),
    "backup": (("backup",), "Backed up"),
    "backup to a file": (("backup", "copy.sqlite3"), "Backed up"),
    "purge": (("purge", "r4st", "--yes"), "Erased ^r4st"),
    "restore a backup": (("backup", "--restore", "copy.sqlite3", "--yes"), "Restored"),
}
"""What is done, in this order, each with the words that acknowledge it."""
SMALL = (
    *("log", "edit", "import notes", "apply a document", "export", "export over a file", "calendar feed"),
    *("revocation", "language model", "backup to a file", "purge", "restore a backup"),
)
INPUT = {
    "log lines": "One\nTwo\n",
    "edit a packet": "# Mine\n\nMy text.\n",
    "import levels": LEVELS,
    "import notes": "- 2026-11-01 Brought in\n",
    "apply a document": EDITED,
}
NOT_COMPARED = re.compile(r".*\.part|home/(vividmap\.sqlite3.*|status.*|spool/.*)")
"""Files without words of the record, and those that are compared as an exported archive."""


@pytest.fixture
def folder(vividmap):
    """The folder with the home of a record, and files that the commands read or overwrite."""
    vividmap("import", "-", input=RECORD)
    vividmap("draft", "review", "--period", "all", "--save")
    other = Vividmap(vividmap.home.parent / "other" / "home")
    other.home.mkdir(parents=True)
    other("log", "From elsewhere")
    other("export", vividmap.home.parent / "other.json")
    shutil.rmtree(other.home.parent)
    (vividmap.home.parent / "old.json").write_text("old")
    return vividmap.home.parent


def run_all(vividmap, folder, names, strace):
    """Run commands in one process, and return their exit codes."""
    packet = vividmap.json("list", "packets")[0]["handle"]
    arguments = [[part.format(packet=packet) for part in COMMANDS[name][0]] for name in names]
    lines = [json.dumps([line, INPUT.get(name, "")]) for line, name in zip(arguments, names, strict=True)]
    done = subprocess.run(
        [*recording(strace), sys.executable, "-m", "tests.faults.speaker"],
        cwd=folder,
        env={**vividmap.environment(), "PYTHONPATH": str(ROOT)},
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(names, re.findall(rf"^{END} \d+ (\d+)$", done.stdout, re.MULTILINE), strict=True))


def states_at_acknowledgements(disk, strace, names, target):
    """Write the files out as they are at each acknowledgement; yield the command's name and the three folders."""
    waiting, begun = iter(names), ""
    words = None
    for call in recorded_calls(strace):
        disk.apply(call)
        if call.name != "write" or call.number not in (1, 2):
            continue
        said = call.texts[0].decode()
        if said.startswith(BEGIN):
            begun = next(waiting)
            words = COMMANDS[begun][1]
        elif words and words in said and not said.startswith(END):
            words = None
            yield begun, write_states(disk, target / begun)


def write_states(disk, target):
    """Write the files out as they are now, and as the two cuts leave them; return the three folders."""
    places = [target / state for state in ("seen", "cut", "names first")]
    for place in places:
        place.mkdir(parents=True)
    disk.write_as_seen(places[0])
    disk.write_as_cut(places[1], names_first=False)
    disk.write_as_cut(places[2], names_first=True)
    return places


def contents(folder):
    """Return what the files beneath a folder hold: the record as an archive, and each other file as it is."""
    archive = Vividmap(folder / "home")("export", "-").out
    others = {name: data for name, data in files(folder).items() if not NOT_COMPARED.fullmatch(name)}
    return {"the record": archive, **others}


def test_what_is_acknowledged_is_there_after_a_power_cut(vividmap, folder, tmp_path_factory):
    names = list(COMMANDS) if FULL else [name for name in COMMANDS if name in SMALL]
    strace = Strace(tmp_path_factory.mktemp("strace") / "log")
    disk = Disk(folder)
    assert run_all(vividmap, folder, names, strace) == dict.fromkeys(names, "0")
    before = contents(folder)
    told = []
    for name, places in states_at_acknowledgements(disk, strace, names, tmp_path_factory.mktemp("cuts")):
        told.append(name)
        seen, *cuts = [contents(place) for place in places]
        assert seen != before or name == "take in", (
            f"{name} changed nothing"
        )  # the record has what waits, too
        for cut in cuts:
            lost = {path for path in seen.keys() | cut.keys() if seen.get(path) != cut.get(path)}
            assert not lost, f"after {name!r} a power cut takes {sorted(lost)}"
        before = seen
    assert told == names


@pytest.mark.full_only
def test_what_a_page_has_answered_is_there_after_a_power_cut(vividmap, folder, tmp_path_factory):
    strace = Strace(tmp_path_factory.mktemp("strace") / "log")
    disk = Disk(folder)
    with served(vividmap, before=recording(strace)) as server:
        visitor = come_in(server)
        csrf = {"csrfmiddlewaretoken": visitor.csrf()}
        assert visitor.capture("Typed into a page").status == 302
        form = {"text": "Edited on a page", "on": "2026-11-20"}
        assert visitor.ask("POST", "/i/c4ch/edit", form=csrf | form).status == 302
        assert visitor.ask("POST", "/undo", form=csrf).status == 302
        recorder = server.process.pid
        (recorded,) = Path(f"/proc/{recorder}/task/{recorder}/children").read_text().split()
        os.kill(int(recorded), signal.SIGINT)
        server.process.wait(20)
    target = tmp_path_factory.mktemp("cuts")
    answers: list[str] = []
    for call in recorded_calls(strace):
        disk.apply(call)
        if (
            call.name == "sendto"
            and call.texts[0].startswith(b"HTTP/1.1 302")
            and b"token" not in call.texts[0]
        ):
            seen, *cuts = [contents(place) for place in write_states(disk, target / str(len(answers)))]
            assert all(cut == seen for cut in cuts), f"answer {len(answers)}"
            answers.append(seen["the record"])
    redeemed, captured, edited, undone = answers
    assert "Typed into a page" in captured
    assert "Edited on a page" in edited
    assert len({redeemed, captured, edited, undone}) == 4
