"""A process that runs command lines in a loop and tells how it went: `python -m tests.faults.writer NAME COUNT`."""

import contextlib
import io
import json
import sys
import time

from vividmap.__main__ import main
from vividmap.services.home import bootstrap


def commands(name, number):
    """The command lines of one round of a writer: it logs, ingests, adds or imports."""
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
    is_refused = code != 0 or "locked" in told.getvalue()
    return f"{arguments}: {code} {told.getvalue()}" if is_refused else ""


WARMING_UP = 4
"""Rounds that are not timed: until then Python imports modules, which is no waiting for others."""


def writer(name, count):
    """Run command lines; print what went wrong, and the seconds that the longest took from start to end."""
    bootstrap.load_django()
    trouble, longest = [], 0.0
    for number in range(count):
        for step in commands(name, number):
            begun = time.monotonic()
            told = run(step, name, number)
            longest = max(longest, time.monotonic() - begun) if number >= WARMING_UP else 0.0
            trouble += [told] if told else []
    sys.stdout.write(json.dumps({"trouble": trouble, "longest": longest}))


if __name__ == "__main__":
    writer(sys.argv[1], int(sys.argv[2]))
