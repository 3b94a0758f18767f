"""A process that runs command lines one after the other and tells of each as a command does, at once.

`python -m tests.faults.speaker`: each line of standard input is a JSON list of arguments and standard input;
on standard output, what a command says stands between a line that begins with BEGIN and one with END.
"""

import json
import os
import sys
from io import BytesIO, TextIOWrapper

from vividmap.__main__ import main
from vividmap.services.home import bootstrap

BEGIN, END = "@begin", "@end"


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    bootstrap.load_django()
    from django.db import connections

    for number, line in enumerate(sys.stdin.readlines()):
        arguments, given = json.loads(line)
        sys.stdin = TextIOWrapper(BytesIO(given.encode()))
        say(f"{BEGIN} {number}")
        code = main(arguments)
        sys.stdout.flush()
        connections.close_all()
        say(f"{END} {number} {code}")
