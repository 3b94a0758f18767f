"""A process that stands for one that the fork server runs: its streams, its signals, its exit code.

It is run as a file by a bare interpreter, so it imports the standard library alone.
"""

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO


@contextmanager
def ask(address: str, request: list[object], streams: list[int]) -> Iterator[IO[bytes]]:
    """Ask for a command; the answer has a line with its process id, and one with its exit code."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        socket.send_fds(connection, [b"."], streams)
        connection.sendall(json.dumps(request).encode())
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answer:
            yield answer


def main() -> int:
    address, *args = sys.argv[1:]
    request: list[object] = [["python", "-m", "vividmap", *args], dict(os.environ), os.getcwd(), 0]
    with ask(address, request, [0, 1, 2]) as answer:
        process = int(answer.readline())
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, partial(_pass_on, process))
        for stream in (0, 1, 2):
            os.close(stream)  # else a reader of its output would wait for this process too
        return int(answer.readline())


def _pass_on(process: int, number: int, _: object) -> None:
    with suppress(ProcessLookupError):  # when a terminal closes, the other may have ended first
        os.kill(process, number)


if __name__ == "__main__":
    os._exit(main() % 256)
