"""What is due, in a small file: a shell prompt asks at every line, and cannot wait for a database.

The services write it after each change, and say that something changed before that; see `services/status.py`.
Standard library only, and as little of it as can be. So the file is plain lines, as a capture is (`json` and
`zoneinfo` would cost more time than all else), and holds numbers and kinds, no name and no text:

    vividmap status 1
    after 9f2c61d2a7b04e35          the last change that it knows of
    made 1763654400                 seconds since 1970 in UTC
    until 2027-12-25                the last day that it answers for
    clock 1763654400 3600           the owner's clock from then on, seconds east of UTC; none: the machine's
    due 2026-11-27 weekly 1         from that day on so many of that kind are due, until another line says so
    crc 9bd366ae                    CRC-32 of every byte before this line
"""

import os
import time
import zlib

from vividmap import paths, spool

CHECK_INS = ("weekly", "monthly", "quarterly")
KINDS = (*CHECK_INS, "outcomes", "people")
"""Check-ins by their kind, evidence whose outcome is asked for, people who have gone quiet."""
NONE_YET = "no status yet: run vividmap status"
OUT_OF_DATE = "status is out of date: run vividmap status"
_HEAD = "vividmap status 1\n"


class State:
    """What is due on each day: `due` are (day, kind, count) by day, days written as 2026-11-27.

    `clock` are (second since 1970, seconds east of UTC), the earliest first; without one it is the machine's.
    """

    __slots__ = ("after", "clock", "due", "made", "until")

    def __init__(
        self,
        after: str,
        made: int,
        until: str,
        clock: "tuple[tuple[int, int], ...]" = (),
        due: "tuple[tuple[str, str, int], ...]" = (),
    ) -> None:
        self.after, self.made, self.until, self.clock, self.due = after, made, until, clock, due

    def day(self, second: int) -> str:
        """Return the date of a moment where the owner is, as 2026-11-27."""
        if not self.clock:
            return _date(time.localtime(second))
        east = [offset for since, offset in self.clock if since <= second] or [self.clock[0][1]]
        return _date(time.gmtime(second + east[-1]))

    def on(self, day: str) -> "dict[str, int]":
        """Return how many of each kind are due on a day; a kind of which none is due is left out."""
        found = {kind: count for since, kind, count in self.due if since <= day}
        return {kind: found[kind] for kind in KINDS if found.get(kind)}

    def is_current(self, second: int) -> bool:
        """Tell whether nothing was changed since, and that day is among those that it answers for."""
        return self.after == last_change() and self.day(self.made) <= self.day(second) <= self.until


def _date(moment: time.struct_time) -> str:
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"


def write(state: State) -> bytes:
    """Return the bytes of a state's file."""
    lines = [_HEAD, f"after {state.after}\nmade {state.made}\nuntil {state.until}\n"]
    lines += [f"clock {second} {offset}\n" for second, offset in state.clock]
    lines += [f"due {day} {kind} {count}\n" for day, kind, count in state.due]
    body = "".join(lines).encode()
    return body + b"crc %08x\n" % zlib.crc32(body)


def read(data: bytes) -> "State | None":
    """Return what a file's bytes say; None where they are damaged, or of a form that is not known here."""
    body, mark, crc = data.rpartition(b"crc ")
    if not mark or crc != b"%08x\n" % zlib.crc32(body) or not body.startswith(_HEAD.encode()):
        return None
    try:
        rows = [line.split(" ") for line in body.decode().splitlines()[1:]]
        said = {row[0]: row[1] for row in rows[:3]}
        clock = tuple((int(row[1]), int(row[2])) for row in rows[3:] if row[0] == "clock")
        due = tuple((row[1], row[2], int(row[3])) for row in rows[3:] if row[0] == "due")
        return State(said["after"], int(said["made"]), said["until"], clock, due)
    except (KeyError, IndexError, ValueError):
        return None


def path() -> str:
    """Return where the state lies."""
    return os.path.join(paths.home(), "status")


def _changed() -> str:
    return path() + ".changed"


def load() -> "State | None":
    """Return the state; None where there is none, or none that can be read."""
    return read(_bytes(path()))


def keep(state: State) -> None:
    """Write the state so that a reader sees all of it, or what was there before. Raises OSError."""
    part = f"{path()}.{os.getpid()}.part"
    try:
        _put(part, write(state))
        os.replace(part, path())
    except OSError:
        if os.path.exists(part):
            os.unlink(part)
        raise


def mark() -> None:
    """Say that something was changed: what the state says is out of date from now on.

    A random word and no flag: a state that was computed before a change can then never pass for a newer one.
    """
    try:  # noqa: SIM105 - contextlib costs a capture 5 ms
        _put(_changed(), os.urandom(8).hex().encode())
    except OSError:  # a home that cannot be written to has no state either
        pass


def last_change() -> str:
    """Return the word for the last change; "-" where there was none yet."""
    return _bytes(_changed()).decode("ascii", "replace") or "-"


def _put(file: str, data: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


def _bytes(file: str) -> bytes:
    try:
        handle = os.open(file, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(handle, 1 << 20)
    except OSError:
        return b""
    finally:
        os.close(handle)


def short(second: int) -> str:
    """Return what is due at a moment in one short line, "" where nothing is; or why it cannot be said."""
    state = load()
    if state is None:
        return NONE_YET
    if not state.is_current(second):
        return OUT_OF_DATE
    due = state.on(state.day(second))
    if not due:
        return ""
    check_ins = ", ".join(kind for kind in CHECK_INS if kind in due)
    waiting = len(spool.waiting())
    parts = (f"{sum(due.values())} due", check_ins, f"{waiting} to take in" if waiting else "")
    return " · ".join(part for part in parts if part)


def show() -> int:
    """Print the short line, if there is one to print; return 0, since a prompt must never fail."""
    said = short(int(time.time()))
    try:
        if said:
            print(said, flush=True)
    except UnicodeEncodeError:  # a terminal that has no such dot
        print(said.replace("·", "-"), flush=True)
    except OSError:  # nobody reads it
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0
