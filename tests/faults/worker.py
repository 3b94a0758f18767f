"""A process that runs command lines one after the other, and can be killed in the middle of one.

Each line of standard input is a JSON list: the arguments. Each line of standard output is the exit code and
what was told. `python -m tests.faults.worker`
"""

import contextlib
import io
import json
import sys

from vividmap.__main__ import main
from vividmap.services import start


def run(arguments: list[str]) -> tuple[int, str]:
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = main(arguments)
    return code, told.getvalue()


if __name__ == "__main__":
    start.django()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()
