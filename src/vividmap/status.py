"""The status file: counts of what is due, read by shell prompts without opening the database.

`services/reminders/status.py` writes it after each change; every write marks it as out of date first.
It imports very little of the standard library. So the file is plain lines, like a capture (`json` and
`zoneinfo` would take most of the time), with numbers and kinds, without names or texts:

    vividmap status 1
    after 9f2c61d2a7b04e35          the last change that it includes
    made 1763654400                 seconds since 1970 in UTC
    until 2027-12-25                the last day that it covers
    clock 1763654400 3600           the owner's offset from then on, seconds east; default: the machine's
    due 2026-11-27 weekly 1         number of that kind due from that day on, until another line
    name 3f2a91bc                   the hash of a known name, so that a capture can report unknown ones
    record 812-812-5054             the record that it was computed from, so that another database is noticed
    crc 9bd366ae                    CRC-32 of every byte before this line
"""

import os
import time
import zlib

from vividmap import paths, spool

CHECK_INS = ("weekly", "monthly", "quarterly")
KINDS = (*CHECK_INS, "outcomes", "people")
"""Check-ins by their kind, outcomes that are due, and people to contact."""
NONE_YET = "no status yet: run vividmap status"
OUT_OF_DATE = "status is out of date: run vividmap status"
_HEAD = "vividmap status 1\n"


class StatusState:
    """What is due on each day: `due` are (day, kind, count) by day, days written as 2026-11-27.

    `clock` are (second since 1970, seconds east of UTC), the earliest first; empty is the machine's clock.
    """

    __slots__ = ("after", "clock", "due", "made_at", "names", "record", "until")

    def __init__(  # noqa: PLR0913, PLR0917 - as a capture: a dataclass takes too long
        self,
        after: str,
        made: int,
        until: str,
        clock: "tuple[tuple[int, int], ...]" = (),
        due: "tuple[tuple[str, str, int], ...]" = (),
        names: "tuple[str, ...]" = (),
        record: str = "",
    ) -> None:
        self.names, self.record = names, record
        self.after, self.made_at, self.until, self.clock, self.due = after, made, until, clock, due

    def day(self, second: int) -> str:
        """Return the owner's date at a second since 1970, as 2026-11-27."""
        if not self.clock:
            return _format_date(time.localtime(second))
        east = [offset for since, offset in self.clock if since <= second] or [self.clock[0][1]]
        return _format_date(time.gmtime(second + east[-1]))

    def on(self, day: str) -> "dict[str, int]":
        """Return the number due of each kind on a day; kinds with none are left out."""
        counts = {kind: count for since, kind, count in self.due if since <= day}
        return {kind: counts[kind] for kind in KINDS if counts.get(kind)}

    def is_current(self, second: int) -> bool:
        """Return whether nothing has changed since, and the state covers the day of a second since 1970."""
        return self.after == last_change() and self.day(self.made_at) <= self.day(second) <= self.until


def _format_date(moment: time.struct_time) -> str:
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"


def format_state(state: StatusState) -> bytes:
    """Return the bytes of a state's file."""
    lines = [_HEAD, f"after {state.after}\nmade {state.made_at}\nuntil {state.until}\n"]
    lines += [f"clock {second} {offset}\n" for second, offset in state.clock]
    lines += [f"due {day} {kind} {count}\n" for day, kind, count in state.due]
    lines += [f"name {name}\n" for name in state.names]
    lines += [f"record {state.record}\n"] if state.record else []
    body = "".join(lines).encode()
    return body + b"crc %08x\n" % zlib.crc32(body)


def parse_state(data: bytes) -> "StatusState | None":
    """Return the state in a file's bytes; None if they are damaged or of an unknown version."""
    body, mark, crc = data.rpartition(b"crc ")
    if not mark or crc != b"%08x\n" % zlib.crc32(body) or not body.startswith(_HEAD.encode()):
        return None
    try:
        rows = [line.split(" ") for line in body.decode().splitlines()[1:]]
        values = {row[0]: row[1] for row in rows[:3]}
        clock = tuple((int(row[1]), int(row[2])) for row in rows[3:] if row[0] == "clock")
        due = tuple((row[1], row[2], int(row[3])) for row in rows[3:] if row[0] == "due")
        names = tuple(row[1] for row in rows[3:] if row[0] == "name")
        record = "".join(row[1] for row in rows[3:] if row[0] == "record")
        return StatusState(values["after"], int(values["made"]), values["until"], clock, due, names, record)
    except (KeyError, IndexError, ValueError):
        return None


def hash_name(name: str) -> str:
    """Return the hash of a name with its sign: `@Priya` and `@priya` have one."""
    return f"{zlib.crc32(name.casefold().replace('_', '-').encode()):08x}"


def state_path() -> str:
    """Return the path of the state's file."""
    return os.path.join(paths.home(), "status")


def _change_marker_path() -> str:
    return state_path() + ".changed"


def load_state() -> "StatusState | None":
    """Return the state; None if there is none that can be read."""
    return parse_state(_read_file(state_path()))


def save_state(state: StatusState) -> None:
    """Write the state atomically. Raises OSError."""
    part = f"{state_path()}.{os.getpid()}.part"
    try:
        _write_file(part, format_state(state))
        os.replace(part, state_path())
    except OSError:
        if os.path.exists(part):
            os.unlink(part)
        raise


_own_markers: "list[str]" = []
"""The marker of the last change that this process made, if it made one."""


def mark_changed() -> None:
    """Mark the state as out of date after a change.

    The marker is random: a state that was computed before the change never counts as current.
    """
    marker = os.urandom(8).hex()
    _own_markers[:] = [marker]
    try:  # noqa: SIM105 - contextlib costs a capture 5 ms
        _write_file(_change_marker_path(), marker.encode())
    except OSError:  # a read-only home has no state
        pass


def is_changed_by_others() -> bool:
    """Return whether another process has changed the record since this one did; False if this one did not."""
    return bool(_own_markers) and last_change() not in ("-", _own_markers[0])


def last_change() -> str:
    """Return the marker of the last change, "-" if there was none yet."""
    return _read_file(_change_marker_path()).decode("ascii", "replace") or "-"


def changed_at() -> "float | None":
    """Return when the record last changed, in seconds since 1970; None if that is unknown."""
    try:
        return os.stat(_change_marker_path()).st_mtime
    except OSError:
        return None


def _write_file(file: str, data: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)


def _read_file(file: str) -> bytes:
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


def short_line(second: int) -> str:
    """Return what is due at a second since 1970 as a short line, "" for nothing; or why that is unknown."""
    state = load_state()
    if state is None:
        return NONE_YET
    if not state.is_current(second):
        return OUT_OF_DATE
    due = state.on(state.day(second))
    if not due:
        return ""
    check_ins = ", ".join(kind for kind in CHECK_INS if kind in due)
    waiting = len(spool.waiting_files())
    parts = (f"{sum(due.values())} due", check_ins, f"{waiting} waiting" if waiting else "")
    return " · ".join(part for part in parts if part)


def print_short_line() -> int:
    """Print the short line, if any; return 0, because a prompt must never fail."""
    try:
        line = short_line(int(time.time()))
    except paths.BadHome:  # vividmap status says why
        line = NONE_YET
    try:
        if line:
            print(line, flush=True)
    except UnicodeEncodeError:  # the terminal cannot show this dot
        print(line.replace("·", "-"), flush=True)
    except OSError:  # the reader has closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0
