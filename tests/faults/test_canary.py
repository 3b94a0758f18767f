"""Row 21: a note is in its owner's record and pages, and in no error, log, URL or header; nothing connects."""

import re
import sqlite3
from contextlib import closing

import pytest
from tests.support.web import come_in, served

pytestmark = [pytest.mark.faults, pytest.mark.sqlite_only]

CANARY = "marmalade"
WATCH = """
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"):
        address = arguments[1] if event != "socket.getaddrinfo" else arguments[0]
        with open(os.environ["CONNECTIONS"], "a") as log:
            log.write(f"{event} {address}\\n")

sys.addaudithook(note)
"""
RECORD = """\
---
vividmap: document 1
---

# Impact evidence
- 2026-11-20 Cleared the marmalade incident -> marmalade down 12 % #marmalade-making @marmaduke !marmalade ^c4ch
  tags: marmalade
  confidentiality: private

  More about marmalade: https://marmalade.example/a
# Relationship map
- Marmaduke Marmalade ^p9qd
  - 2026-11-02 Marmalade tasting
# Goals and gaps
- Marmalade engineer ^g0al
  - gap: Marmalade strategy ^x1aa
"""
REFUSED = [
    ["list", "--period", "nonsense"],
    ["show", "zzzz"],
    ["edit", "c4ch", "--scope", "world"],
    ["edit", "c4ch", "--set", "no=such"],
    ["edit", "c4ch", "--remove", "zzz"],
    ["add", "gap", "x", "--goal", "zzzz"],
    ["import", "missing.md"],
    ["export", "missing/folder/x.json"],
    ["history", "zzzz"],
    ["restore", "c4ch", "--version", "99"],
    ["packet", "show", "zzzz"],
    ["draft", "review", "--period", "nonsense"],
    ["config", "thin-month", "many"],
    ["undo", "more"],
    ["frobnicate"],
]
DONE = [
    ["list"],
    ["search", "incident"],
    ["document"],
    ["patterns"],
    ["status"],
    ["draft", "review", "--period", "all"],
    ["draft", "promotion", "--period", "all"],
    ["checkin", "weekly", "--skip"],
    ["calendar", "-"],
    ["export", "-"],
    ["backup"],
    ["doctor"],
    ["web", "--sign-out"],
]
PAGES = (
    *(
        "/",
        "/evidence",
        "/people",
        "/goals",
        "/skills",
        "/document",
        "/patterns",
        "/prepare",
        "/settings",
        "/trash",
    ),
    *(
        "/import",
        "/i/c4ch",
        "/i/c4ch/edit",
        "/i/c4ch/history",
        "/i/p9qd",
        "/i/g0al",
        "/i/x1aa",
        "/search?q=incident",
    ),
)


@pytest.fixture
def watched(vividmap, tmp_path, monkeypatch):
    """The command, which logs every connection that it opens."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(WATCH)
    vividmap.env.update(PYTHONPATH=str(tmp_path / "site"), CONNECTIONS=str(tmp_path / "connections"))
    vividmap("import", "-", input=RECORD)
    return vividmap


def connections(tmp_path):
    log = tmp_path / "connections"
    lines = log.read_text().splitlines(keepends=True) if log.exists() else []
    # 0.0.0.0 is an address already: a server passes it to getaddrinfo, which looks nothing up.
    return "".join(line for line in lines if line != "socket.getaddrinfo 0.0.0.0\n")


def test_no_refusal_and_no_log_holds_a_word_of_the_record(watched, tmp_path):
    for command in REFUSED:
        result = watched(*command, check=False)
        assert result.code != 0, command
        assert CANARY not in result.out.lower() + result.err.lower(), command
    with closing(sqlite3.connect(watched.home / "vividmap.sqlite3")) as database, database:
        database.execute(
            "UPDATE store_item SET fields = ? WHERE kind = 'goal'", [f'{{"target": "the {CANARY} date"}}']
        )
    assert watched("list", "goals", check=False).code == 1
    log = (watched.home / "errors.log").read_text()
    assert "ValueError" in log
    assert CANARY not in log.lower()
    assert connections(tmp_path) == ""


def test_commands_keep_the_record_to_its_files_and_connect_to_nothing(watched, tmp_path):
    for command in DONE:
        assert watched(*command, check=False).code in (0, 1), command
    files = [path for path in watched.home.rglob("*") if path.is_file()]
    told = {path.name for path in files if CANARY.encode() in path.read_bytes().lower()}
    assert all(re.search(r"\.sqlite3(-wal)?$", name) for name in told), told
    assert len(files) > len(told)
    assert connections(tmp_path) == ""


def test_pages_put_no_word_of_the_record_in_an_address_a_header_or_a_log(watched, tmp_path):
    with served(watched, itself=True) as server:
        visitor = come_in(server)
        for path in PAGES:
            answer = visitor.get(path)
            assert answer.status == 200, path
            addresses = re.findall(r'(?:href|src|action|data-[a-z-]+)="([^"]*)"', answer.body)
            ours = [address for address in addresses if not address.startswith(("http://", "https://"))]
            assert ours
            assert not [address for address in ours if CANARY in address.lower()], path
            assert CANARY not in str(answer.headers).lower(), path
        for path in ("/nope", "/i/zzzz"):
            assert CANARY not in visitor.get(path).body.lower(), path
        _, out, err = server.stop()
    assert CANARY not in (out + err).lower()
    assert connections(tmp_path) == ""
