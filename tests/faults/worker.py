"""A process that runs command lines one after the other, and dies in the middle of one when it is told to.

`python -m tests.faults.worker`: each line of standard input is a JSON list, the function call at which to
die (or null) and the arguments; each line of standard output is the exit code and what was told.
"""

import contextlib
import io
import json
import os
import signal
import sys
from itertools import count

from vividmap.__main__ import main
from vividmap.services.home import bootstrap


def run(arguments: list[str]) -> tuple[int, str]:
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = main(arguments)
    return code, told.getvalue()


def die_at(call: int) -> None:
    """Kill this process at its `call`-th function call from now on, counted from 0."""
    calls = count()

    def counting(*_: object) -> None:
        if next(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(counting)


if __name__ == "__main__":
    bootstrap.load_django()
    for line in sys.stdin:
        last, arguments = json.loads(line)
        if last is not None:
            die_at(last)
        told = run(arguments)
        sys.setprofile(None)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
