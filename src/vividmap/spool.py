"""One line in, nothing lost, read exactly once.

A capture is one file in the spool. It is written under a temporary name, synced, renamed, and the folder
synced; then, and only then, `keep` returns. Standard library only, and as little of it as can be: this
is what a person waits for. So the file is plain lines, not JSON:

    vividmap capture 1
    id 01933f5a-…
    at 1763654400123456 3600        microseconds since 1970 in UTC, seconds east of it on that machine
    verb log
    on yesterday                    options, as many as there are; LF and backslash are escaped
    text Moved the session cache    the same escapes
    crc 9bd366ae                    CRC-32 of every byte before this line
"""

import os
import time
import zlib

from vividmap import paths

SUFFIX = ".capture"
_HEAD = "vividmap capture 1\n"
VERBS = ("log", "skill", "touch")
OPTIONS = ("on", "outcome", "scope", "kind", "skill", "person", "goal", "tag", "link", "touched")


class NotKept(Exception):
    """The capture is not durable and is not acknowledged; the message says why and what to do."""


class Unreadable(ValueError):
    """A spooled file that is not a whole capture; the message says what is wrong with it."""


class Capture:
    """One capture: its id, verb, text, options as (name, value) pairs, and the moment in microseconds UTC.

    `offset` is how far east of UTC the machine's clock was set, in seconds.
    """

    __slots__ = ("at", "id", "offset", "options", "text", "verb")

    def __init__(  # noqa: PLR0913, PLR0917 - a dataclass would cost a capture 15 ms
        self,
        id: str,  # noqa: A002 - as the file names it
        at: int,
        offset: int,
        verb: str,
        text: str,
        options: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.id, self.at, self.offset = id, at, offset
        self.verb, self.text, self.options = verb, text, options

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Capture) and write(self) == write(other)

    def __hash__(self) -> int:
        return hash(self.id)


def new(verb: str, text: str, options: tuple[tuple[str, str], ...] = (), order: int = 0) -> Capture:
    """Return a capture of this moment with an id of its own; `order` sorts those made together.

    The id counts time in parts of 4,096 to the millisecond (RFC 9562, version 7, method 3): two captures of
    one millisecond are taken in, and undone, in the order in which they were typed.
    """
    nanoseconds = time.time_ns()
    milliseconds, part = divmod((nanoseconds << 12) // 1_000_000 + order, 1 << 12)
    random = int.from_bytes(os.urandom(8), "big")
    number = (milliseconds & (1 << 48) - 1) << 80 | 7 << 76 | part << 64 | 2 << 62 | random & (1 << 62) - 1
    h = f"{number:032x}"
    offset = time.localtime(nanoseconds // 1_000_000_000).tm_gmtoff
    return Capture(
        f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}",
        nanoseconds // 1000 + order,
        offset,
        verb,
        text,
        options,
    )


def write(capture: Capture) -> bytes:
    """Return the bytes of a capture's file. Raises UnicodeEncodeError for text that is not valid Unicode."""
    lines = [_HEAD, f"id {capture.id}\nat {capture.at} {capture.offset}\nverb {capture.verb}\n"]
    lines += [f"{name} {_escape(value)}\n" for name, value in capture.options]
    lines.append(f"text {_escape(capture.text)}\n")
    body = "".join(lines).encode()
    return body + b"crc %08x\n" % zlib.crc32(body)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    parts = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\r", "\r") for part in parts)


def read(data: bytes) -> Capture:
    """Return the capture that a file's bytes hold. Raises Unreadable."""
    body, mark, crc = data.rpartition(b"crc ")
    if not mark or not crc.endswith(b"\n"):
        raise Unreadable("the file is cut short")
    if crc != b"%08x\n" % zlib.crc32(body):
        raise Unreadable("the file is damaged: its checksum does not match")
    try:
        lines = body.decode().split("\n")
        if lines[0] + "\n" != _HEAD:
            raise Unreadable(f"written in a form that is not known here: {lines[0][:40]!r}")
        pairs = [line.partition(" ")[::2] for line in lines[1:-1]]
        fixed = dict(pairs[:3] + pairs[-1:])
        at, _, offset = fixed["at"].partition(" ")
        options = tuple((name, _unescape(value)) for name, value in pairs[3:-1])
        capture = Capture(fixed["id"], int(at), int(offset), fixed["verb"], _unescape(fixed["text"]), options)
    except (UnicodeDecodeError, KeyError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"the file's lines are not those of a capture: {error}") from None
    if capture.verb not in VERBS or any(name not in OPTIONS for name, _ in options):
        raise Unreadable("the capture has a verb or an option that is not known here")
    return capture


def keep(captures: list[Capture]) -> None:
    """Make captures durable; when this returns, no crash loses one. Raises NotKept, and then none is kept."""
    made: list[str] = []
    try:
        folder = paths.make(paths.spool())
        for capture in captures:
            path = os.path.join(folder, capture.id + SUFFIX)
            made.append(path + ".part")
            _write_file(path + ".part", write(capture))
            os.rename(path + ".part", path)
            made[-1] = path
        paths.sync_folder(folder)
    except BaseException as error:
        # A sync that failed is not tried again: the system may have dropped what it could not write.
        _forget(made)
        if isinstance(error, paths.BadHome):
            raise NotKept(str(error)) from error
        if isinstance(error, UnicodeEncodeError):
            raise NotKept("the text is not valid Unicode; nothing was kept") from error
        if isinstance(error, OSError):
            raise NotKept(f"{paths.spool()}: {error.strerror}; nothing was kept") from error
        raise


def _write_file(path: str, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget(files: list[str]) -> None:
    for path in files:
        try:  # noqa: SIM105 - contextlib costs a capture 5 ms
            os.unlink(path)
        except OSError:
            pass


def waiting() -> list[str]:
    """Return the paths of the captures that wait, oldest first; empty where there is no spool yet."""
    try:
        names = os.listdir(paths.spool())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [os.path.join(paths.spool(), name) for name in sorted(names) if name.endswith(SUFFIX)]


def quarantine(path: str, reason: str) -> None:
    """Move a file that cannot be read out of the way, with the reason in a file beside it. Raises OSError.

    One that is gone meanwhile was moved by another process.
    """
    folder = paths.make(paths.quarantine())
    place = os.path.join(folder, os.path.basename(path))
    handle = os.open(place + ".reason", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, f"{reason}\n".encode(errors="replace"))
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.rename(path, place)
    except FileNotFoundError:
        return
    paths.sync_folder(folder)


def quarantined() -> list[tuple[str, str]]:
    """Return the quarantined files, each with its reason."""
    found = []
    try:
        names = sorted(os.listdir(paths.quarantine()))
    except (FileNotFoundError, NotADirectoryError):
        return []
    for name in names:
        if name.endswith(SUFFIX):
            path = os.path.join(paths.quarantine(), name)
            try:
                with open(path + ".reason", encoding="utf-8", errors="replace") as file:
                    reason = file.read().strip()
            except OSError:
                reason = "no reason was written down"
            found.append((path, reason))
    return found


def leftovers() -> list[str]:
    """Return what interrupted captures left behind: never acknowledged, but perhaps worth a look."""
    try:
        return [
            os.path.join(paths.spool(), n) for n in sorted(os.listdir(paths.spool())) if n.endswith(".part")
        ]
    except (FileNotFoundError, NotADirectoryError):
        return []
