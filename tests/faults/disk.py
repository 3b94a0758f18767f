"""What a disk holds after a power cut: the files of a folder, as a process wrote and synced them.

It is stricter than file systems are: a file has the contents of its last fsync, and its name once its folder
was synced after it got that name. All else is taken as lost, or (`names_first`) the names alone as there.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.conditions import Strace

CALLS = (
    *("open", "openat", "creat", "close", "lseek", "write", "pwrite64", "writev", "pwritev", "pwritev2"),
    *("ftruncate", "truncate", "fallocate", "sendfile", "copy_file_range", "fsync", "fdatasync"),
    *(
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "unlink",
        "unlinkat",
        "mkdir",
        "mkdirat",
        "rmdir",
        "sendto",
    ),
)
LONGEST = 4 * 2**20
"""The most bytes of one write that are recorded."""

_LINE = re.compile(r"^(\d+) +(?:(\w+)\((.*)|<\.\.\. (\w+) resumed>(.*))$")
_UNFINISHED = " <unfinished ...>"
_RESULT = re.compile(r"^(.*)\) += (-?\d+)(?:<(.*)>)?(?: .*)?$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FILE = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})*)>")
_SENT = re.compile(r"^\d+<[^>]*>, \d+<((?:\\x[0-9a-f]{2})*)>, \[(\d+)\]")
_NAMING = ("rename", "link", "unlink", "mkdir", "rmdir", "truncate", "renameat", "renameat2", "linkat")


@dataclass
class Node:
    """A file: its contents as processes see them, and as they were synced; or a folder."""

    data: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    is_folder: bool = False


@dataclass(frozen=True)
class SystemCall:
    """A call that succeeded: its arguments as strace writes them, its result, and the file it opened."""

    name: str
    arguments: str
    result: int
    opened: str

    @property
    def texts(self) -> list[bytes]:
        return [_unescape(text) for text in _TEXT.findall(self.arguments)]

    @property
    def path(self) -> str:
        """The path of the first argument, which is a file number or the path itself."""
        file = _FILE.match(self.arguments)
        return (_unescape(file[1]) if file else self.texts[0]).decode()

    @property
    def number(self) -> int:
        return int(self.arguments.partition("<")[0])

    def last_number(self) -> int:
        return int(self.arguments.rpartition(", ")[2])


def _unescape(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def recording(strace: Strace) -> tuple[str, ...]:
    """Return the command that runs a process and records all that it does to files, byte for byte."""
    return (
        *("strace", "-f", "-y", "-qq", "-xx", "-s", str(LONGEST), "-o", str(strace.log)),
        *("-e", f"trace={','.join(CALLS)}", "-e", "signal=none"),
    )


def recorded_calls(strace: Strace) -> Iterator[SystemCall]:
    """Yield the calls that succeeded, in the order in which they ended."""
    begun: dict[str, str] = {}
    for line in strace.log.read_text().splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        thread, name, rest, resumed, end = match.groups()
        if name and rest.endswith(_UNFINISHED):
            begun[thread] = rest.removesuffix(_UNFINISHED)
            continue
        if resumed:
            name, rest = resumed, begun.pop(thread) + end
        ended = _RESULT.match(rest)
        if ended and int(ended[2]) >= 0:
            yield SystemCall(name, ended[1], int(ended[2]), _unescape(ended[3] or "").decode())


class Disk:
    """The files beneath a folder, which are all on the disk to begin with, and in which the process runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.names: dict[str, Node] = {self.folder: Node(is_folder=True)}
        for path in sorted(folder.rglob("*")):
            data = b"" if path.is_dir() else path.read_bytes()
            self.names[str(path)] = Node(bytearray(data), data, path.is_dir())
        self.synced_names = dict(self.names)
        self.positions: dict[tuple[int, str], int] = {}

    def apply(self, call: SystemCall) -> None:
        """Apply a call to the files."""
        named = call.texts if call.name in _NAMING else []
        if any(map(self._is_ours, [call.opened or call.path, *map(self._absolute, named)])):
            getattr(self, f"_{call.name}")(call)

    def _absolute(self, path: bytes) -> str:
        return os.path.join(self.folder, path.decode())

    def _is_ours(self, path: str) -> bool:
        return path == self.folder or path.startswith(f"{self.folder}/")

    def _openat(self, call: SystemCall) -> None:
        path = call.opened
        node = self.names.get(path)
        if node is None and "O_CREAT" in call.arguments:
            node = self.names[path] = Node()
        if node is None:
            return
        if "O_TRUNC" in call.arguments:
            node.data.clear()
        self.positions[call.result, path] = len(node.data) if "O_APPEND" in call.arguments else 0

    _open = _openat

    def _close(self, call: SystemCall) -> None:
        self.positions.pop((call.number, call.path), None)

    def _lseek(self, call: SystemCall) -> None:
        self.positions[call.number, call.path] = call.result

    def _write(self, call: SystemCall) -> None:
        place = call.number, call.path
        start = self.positions.get(place, 0)
        self._put(call, start)
        self.positions[place] = start + call.result

    def _pwrite64(self, call: SystemCall) -> None:
        self._put(call, call.last_number())

    def _sendfile(self, call: SystemCall) -> None:
        match = _SENT.match(call.arguments)
        assert match, "a copy from where the last one ended, which is not followed"
        start, place = int(match[2]), (call.number, call.path)
        data = self.names[_unescape(match[1]).decode()].data[start : start + call.result]
        self._put(call, self.positions[place], bytes(data))
        self.positions[place] += call.result

    def _put(self, call: SystemCall, start: int, sent: bytes | None = None) -> None:
        node, data = self.names.get(call.path), call.texts[0][: call.result] if sent is None else sent
        assert len(data) == call.result, "a write longer than is recorded"
        if node is None:  # a file without a name, which no cut leaves
            return
        node.data.extend(bytes(max(0, start - len(node.data))))
        node.data[start : start + len(data)] = data

    def _ftruncate(self, call: SystemCall) -> None:
        node, size = self.names.get(call.path), call.last_number()
        if node is not None:
            node.data.extend(bytes(max(0, size - len(node.data))))
            del node.data[size:]

    def _fsync(self, call: SystemCall) -> None:
        node = self.names.get(call.path)
        if node is None:
            return
        if not node.is_folder:
            node.synced = bytes(node.data)
            return
        for names, others in ((self.synced_names, self.names), (self.names, self.synced_names)):
            for path in [path for path in names if Path(path).parent == Path(call.path)]:
                if path not in others or others[path] is not names[path]:
                    self._sync_name(path)

    def _sync_name(self, path: str) -> None:
        self.synced_names.pop(path, None)
        if path in self.names:
            self.synced_names[path] = self.names[path]

    _fdatasync = _fsync

    def _rename(self, call: SystemCall) -> None:
        old, new = map(self._absolute, call.texts)
        self.names[new] = self.names.pop(old)

    def _link(self, call: SystemCall) -> None:
        old, new = map(self._absolute, call.texts)
        self.names[new] = self.names[old]

    def _unlink(self, call: SystemCall) -> None:
        self.names.pop(self._absolute(call.texts[0]), None)

    _rmdir = _unlink

    def _mkdir(self, call: SystemCall) -> None:
        self.names[self._absolute(call.texts[0])] = Node(is_folder=True)

    def write_as_seen(self, folder: Path) -> None:
        """Write the files as processes see them: without a power cut."""
        _write_files(
            folder, {self._below(path): (node, bytes(node.data)) for path, node in self.names.items()}
        )

    def write_as_cut(self, folder: Path, *, names_first: bool) -> None:
        """Write the files that a power cut leaves."""
        names = self.names if names_first else self.synced_names
        _write_files(folder, {self._below(path): (node, node.synced) for path, node in names.items()})

    def _below(self, path: str) -> str:
        return path.removeprefix(self.folder).lstrip("/")


def _write_files(folder: Path, files: dict[str, tuple[Node, bytes]]) -> None:
    """Write files, but for those whose folder was lost."""
    for name, (node, data) in sorted(files.items()):
        path = folder / name
        if node.is_folder and path.parent.is_dir():
            path.mkdir(mode=0o700, exist_ok=True)
        elif path.parent.is_dir():
            path.write_bytes(data)
            path.chmod(0o600)
