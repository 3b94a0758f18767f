"""Row 20: the pinned dependencies are looked up among known vulnerabilities; where that fails, it is said so."""

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.faults.conditions import ROOT

pytestmark = pytest.mark.faults

SCRIPT = ROOT / "scripts" / "advisories.py"


@contextmanager
def database(answer):
    """Serve a database of advisories on this machine; yield its address and what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = answer(asked[-1]["queries"])
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def look_up(address):
    done = subprocess.run(
        [sys.executable, SCRIPT],
        cwd=ROOT,
        env={**os.environ, "VIVIDMAP_ADVISORIES": address},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def results_of(queries, **vulnerable):
    found = [
        {"vulns": [{"id": vulnerable[query["package"]["name"]]}]}
        if query["package"]["name"] in vulnerable
        else {}
        for query in queries
    ]
    return json.dumps({"results": found}).encode()


def test_every_pinned_version_is_asked_after_and_nothing_else_is_said():
    with database(results_of) as (address, asked):
        code, said = look_up(address)
    (request,) = asked
    versions = {query["package"]["name"]: query["version"] for query in request["queries"]}
    pinned = re.findall(r"^(\S+?)==(\S+)", (ROOT / "requirements" / "run.txt").read_text(), re.MULTILINE)
    assert len(pinned) > 10
    assert dict(pinned).items() <= versions.items()
    assert (code, said) == (0, f"Advisories: 0 of {len(versions)} dependencies have one\n")


def test_a_dependency_with_an_advisory_fails_and_is_named():
    with database(lambda queries: results_of(queries, django="PYSEC-2026-1")) as (address, _):
        code, said = look_up(address)
    assert code == 1
    assert re.match(r"django [\d.]+: PYSEC-2026-1 \(https://osv.dev/vulnerability/PYSEC-2026-1\)\n", said)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"{}", b'{"results": [{}]}', b"[]"])
def test_an_answer_that_is_none_is_not_taken_for_a_clean_one(answer):
    with database(lambda _: answer) as (address, _):
        code, said = look_up(address)
    assert code == 0
    assert said.startswith(f"Advisories: not checked ({address}: ")


def test_a_database_out_of_reach_is_said_to_be():
    code, said = look_up("http://127.0.0.1:9/")
    assert code == 0
    assert said.startswith("Advisories: not checked (http://127.0.0.1:9/: ")


@pytest.mark.full_only
def test_a_database_that_does_not_answer_is_waited_for_five_seconds():
    answered = threading.Event()

    def wait(queries):
        answered.wait(15)
        return results_of(queries)

    with database(wait) as (address, _):
        code, said = look_up(address)
        answered.set()
    assert (code, said) == (0, f"Advisories: not checked ({address}: no answer within 5 seconds)\n")
