"""Many commands in one fresh process, for tables of what is refused: a process each would take minutes."""

import json
import subprocess
import sys
from collections.abc import Sequence

from tests.support.command import Result, Vividmap

_PROGRAM = """\
import io, json, sys
from vividmap.__main__ import main

def run(arguments):
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(3)]
    sys.stdin, sys.stdout, sys.stderr = streams
    code = main(arguments)
    for stream in streams:
        stream.flush()
    return [code, *(stream.buffer.getvalue().decode("utf-8", "surrogateescape") for stream in streams[1:])]

real = sys.stdout
real.write(json.dumps([run(one) for one in json.load(sys.stdin)]))
real.flush()  # at its end, Python flushes only what replaced it
"""


def many(vividmap: Vividmap, commands: Sequence[Sequence[str]]) -> list[Result]:
    """Run commands one after the other as `vividmap` would, with nothing on standard input."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=vividmap.home.parent,
        env=vividmap.environment(),
        input=json.dumps([list(one) for one in commands]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Result(*one) for one in json.loads(done.stdout)]


def refused(vividmap: Vividmap, wrong: Sequence[tuple[list[str], str]]) -> None:
    """Assert that each command is refused for its reason, in a line or two, and changes nothing."""
    before = vividmap.document()
    for (arguments, why), done in zip(wrong, many(vividmap, [one for one, _ in wrong]), strict=True):
        assert (done.code, done.out) == (2, ""), (arguments, done)
        assert why in done.err, (arguments, done)
        assert "Traceback" not in done.err
    assert vividmap.document() == before
