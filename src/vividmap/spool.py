"""The spool: durable captures that are ingested exactly once.

A capture is one file. It is written under a temporary name, synced, renamed, and the folder
synced; only then `save_captures` returns. It imports very little of the standard library, because the
user waits for it. So the file is plain lines, not JSON:

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

TYPE_CHECKING = False
if TYPE_CHECKING:  # as `typing` has it, which a capture does not wait for
    from collections.abc import Callable

SUFFIX = ".capture"
_HEAD = "vividmap capture 1\n"
VERBS = ("log", "skill", "touch")
OPTIONS = (
    "on",
    "outcome",
    "scope",
    "kind",
    "project",
    "skill",
    "person",
    "goal",
    "tag",
    "link",
    "confidentiality",
    "touched",
    "batch",
)


class CaptureNotSaved(Exception):
    """The capture was not saved; the message says why and what to do."""


class UnreadableCapture(ValueError):
    """A spooled file is not a valid capture; the message says what is wrong."""


class Capture:
    """One capture: id, verb, text, options as (name, value) pairs, and time in microseconds since 1970 (UTC).

    `offset` is the machine's offset east of UTC in seconds.
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
        return isinstance(other, Capture) and format_capture(self) == format_capture(other)

    def __hash__(self) -> int:
        return hash(self.id)


def new_capture(verb: str, text: str, options: tuple[tuple[str, str], ...] = (), order: int = 0) -> Capture:
    """Return a new capture with the present time and a new id; `order` sorts captures made together.

    The id has 4,096 parts of a millisecond (RFC 9562, version 7, method 3), so that captures of the same
    millisecond are ingested, and undone, in the order of typing.
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


def format_capture(capture: Capture) -> bytes:
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


def parse_capture(data: bytes) -> Capture:
    """Return the capture in a file's bytes. Raises UnreadableCapture."""
    body, mark, crc = data.rpartition(b"crc ")
    if not mark or not crc.endswith(b"\n"):
        raise UnreadableCapture("the file is cut short")
    if crc != b"%08x\n" % zlib.crc32(body):
        raise UnreadableCapture("the file is damaged: its checksum does not match")
    try:
        lines = body.decode().split("\n")
        if lines[0] + "\n" != _HEAD:
            raise UnreadableCapture(f"unknown version of the file: {lines[0][:40]!r}")
        pairs = [line.partition(" ")[::2] for line in lines[1:-1]]
        required = dict(pairs[:3] + pairs[-1:])
        at, _, offset = required["at"].partition(" ")
        options = tuple((name, _unescape(value)) for name, value in pairs[3:-1])
        capture = Capture(
            required["id"], int(at), int(offset), required["verb"], _unescape(required["text"]), options
        )
    except (UnicodeDecodeError, KeyError, ValueError) as error:
        if isinstance(error, UnreadableCapture):
            raise
        raise UnreadableCapture(f"the file is not a capture: {error}") from None
    if capture.verb not in VERBS or any(name not in OPTIONS for name, _ in options):
        raise UnreadableCapture("the capture has an unknown verb or option")
    return capture


def save_captures(captures: list[Capture], before_naming: "Callable[[], None]" = lambda: None) -> None:
    """Save captures durably, all or none: after the return, no crash loses one. Raises CaptureNotSaved.

    `before_naming` is called once all are written and before the first counts as captured.
    """
    written_paths: list[str] = []
    try:
        folder = paths.make_folder(paths.spool_folder())
        for capture in captures:
            path = os.path.join(folder, capture.id + SUFFIX)
            written_paths.append(path + ".part")
            _write_file(path + ".part", format_capture(capture))
        before_naming()
        for number, part in enumerate(written_paths):
            path = part.removesuffix(".part")
            os.rename(part, path)
            written_paths[number] = path
        paths.sync_folder(folder)
    except BaseException as error:
        # A failed sync is not retried: the system may have dropped the unwritten data.
        outcome = _describe_outcome(_remove_files(written_paths))
        if isinstance(error, paths.BadHome):
            raise CaptureNotSaved(str(error)) from error
        if isinstance(error, UnicodeEncodeError):
            raise CaptureNotSaved("the text is not valid Unicode; nothing was saved") from error
        if isinstance(error, OSError):
            raise CaptureNotSaved(f"{paths.spool_folder()}: {error.strerror}; {outcome}") from error
        raise


def _describe_outcome(ingested: int) -> str:
    """Return what became of captures that could not be saved durably, some of which were ingested already."""
    if not ingested:
        return "nothing was saved"
    entries = "the entry" if ingested == 1 else f"{ingested} entries"
    return f"another vividmap had already added {entries} to the record: see 'vividmap list'"


def _write_file(path: str, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_files(files: list[str]) -> int:
    """Remove files; return how many captures were gone already, because another process ingested them."""
    ingested = 0
    for path in files:
        try:
            os.unlink(path)
        except FileNotFoundError:
            ingested += path.endswith(SUFFIX)
        except OSError:
            pass
    return ingested


def waiting_files() -> list[str]:
    """Return the paths of the spooled captures, the oldest first."""
    return _list_files(paths.spool_folder(), SUFFIX)


def _list_files(folder: str, suffix: str) -> list[str]:
    """Return the paths of the files in a folder, sorted; none where there is no such folder."""
    try:
        names = os.listdir(folder)
    except OSError:
        if os.path.isdir(folder):
            raise
        return []
    return [os.path.join(folder, name) for name in sorted(names) if name.endswith(suffix)]


def quarantine_file(path: str, reason: str) -> None:
    """Move an unreadable file to quarantine, with the reason in a file beside it. Raises OSError.

    A missing file was moved by another process.
    """
    folder = paths.make_folder(paths.quarantine_folder())
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


def quarantined_files() -> list[tuple[str, str]]:
    """Return the quarantined files, each with its reason."""
    files = []
    for path in _list_files(paths.quarantine_folder(), SUFFIX):
        try:
            with open(path + ".reason", encoding="utf-8", errors="replace") as file:
                reason = file.read().strip()
        except OSError:
            reason = "the reason file is missing"
        files.append((path, reason))
    return files


def leftover_files() -> list[str]:
    """Return the partial files of interrupted captures, which were never acknowledged."""
    return _list_files(paths.spool_folder(), ".part")
