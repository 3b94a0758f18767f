"""Single keys at a terminal. What is typed ahead is kept: a person may be faster than the screen."""

import os
import select
import sys

import click

_ESCAPE = "\x1b"
_SEQUENCE_SECONDS = 0.05
_LONGEST_SEQUENCE = 16


def read_key() -> str:
    """Return the next key that is pressed, "" for an arrow and the like. Raises EOFError at the end."""
    if sys.platform == "win32":
        return click.getchar()
    import termios
    import tty

    terminal = sys.stdin.fileno()
    usual_mode = termios.tcgetattr(terminal)
    sys.stdout.flush()
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        return _read_one(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, usual_mode)


def _read_one(terminal: int) -> str:
    data = os.read(terminal, 1)
    if not data:
        raise EOFError
    if data[0] < 0x80 and data != _ESCAPE.encode():
        return data.decode()
    rest = b""
    while select.select([terminal], [], [], _SEQUENCE_SECONDS)[0] and len(rest) < _LONGEST_SEQUENCE:
        rest += os.read(terminal, 1)
    return _ESCAPE if data == _ESCAPE.encode() and not rest else ""
