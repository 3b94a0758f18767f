"""A process that writes to a home in a loop and tells how it went.

`python -m tests.faults.writer command NAME COUNT` runs command lines, one after the other in one process;
`… web NAME COUNT` calls the verbs as pages do.
"""

import contextlib
import io
import json
import sys
import time
from datetime import UTC, datetime

from vividmap.__main__ import main
from vividmap.services.home import bootstrap


def commands(name, number):
    """The next command line of a writer: it keeps, takes in, adds and changes."""
    text = f"{name} {number:03}"
    match number % 4:
        case 0:
            yield ["log", f"{text} #rust @priya"]
            yield ["list", "-n", "1"]
        case 1:
            yield ["add", "person", text]
        case 2:
            yield ["add", "goal", text]
        case 3:
            yield ["import", "-"]


def run(arguments, name, number):
    told = io.StringIO()
    document = f"# Impact evidence\n\n- 2026-11-20 {name} {number:03} -> done ~team\n"
    sys.stdin = io.TextIOWrapper(io.BytesIO(document.encode()))
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = main(arguments)
    return "" if code == 0 else f"{arguments}: {code} {told.getvalue()}"


def web(name, number):
    from vividmap.services import actor
    from vividmap.services.capture import web_capture
    from vividmap.services.changes import entries
    from vividmap.services.transfer import documents
    from vividmap.store import queries

    alice = actor.local_actor(datetime.now(UTC))
    text = f"{name} {number:03}"
    if number % 2:
        plan, _ = documents.plan_import(alice, f"# Impact evidence\n\n- 2026-11-20 {text}\n")
        documents.apply_plan(alice, plan, "import notes")
        return ""
    uid = web_capture.save_capture("log", f"{text} before")
    trouble = web_capture.ingest_waiting(alice)
    row = queries.by_id(alice.owner, uid)
    if row is None:
        return trouble or "the entry is not there"
    entries.edit_item(alice, row.handle, {"text": text})
    return trouble


class Waits:
    """How long each transaction had to wait until it could begin."""

    longest = 0.0

    def __call__(self, execute, statement, *rest):
        begun = time.monotonic()
        try:
            return execute(statement, *rest)
        finally:
            if statement.startswith("BEGIN"):
                self.longest = max(self.longest, time.monotonic() - begun)


def writer(sort, name, count):
    bootstrap.load_django()
    from django.db import connection

    trouble, waits = [], Waits()
    with connection.execute_wrapper(waits):
        for number in range(count):
            for step in commands(name, number) if sort == "command" else [None]:
                try:
                    told = run(step, name, number) if step else web(name, number)
                except Exception as error:  # noqa: BLE001 - whatever it is, it is told
                    told = f"{type(error).__name__}: {error}"
                trouble += [told] if told else []
    sys.stdout.write(json.dumps({"trouble": trouble, "longest": waits.longest}))


if __name__ == "__main__":
    writer(sys.argv[1], sys.argv[2], int(sys.argv[3]))
