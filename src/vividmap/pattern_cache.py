"""Regular expressions as Python compiled them, kept beside the modules that it compiled.

Python compiles a module once and an expression in each process: a third of the time that a draft takes. What
is kept follows from the text and the flags of an expression of the source and from the interpreter, which
the file names, so it can be incomplete and never out of date; no word of a record is in it. Where the file
is missing, damaged or cannot be written, expressions are compiled as ever.

Compiled code has no public name: `_sre.compile`, which checks the code, and two functions of `re` that come
before it. Where they are not as in the versions that this was written for, nothing is kept.
"""

import atexit
import contextlib
import marshal
import os
import re
import sys
from functools import cached_property
from typing import Any, NamedTuple
from zlib import crc32

from vividmap import __version__
from vividmap.core import lazy_pattern

_MOST = 4_000
"""More are those of versions that are gone: what is kept begins anew."""

_Key = tuple[str, int]


class _Compiled(NamedTuple):
    """What `_sre.compile` takes beside the text: flags, code, and the names of groups by their numbers."""

    flags: int
    code: bytes
    group_count: int
    group_names: dict[str, int]


class _Kept(NamedTuple):
    """What a file keeps, by the text and the flags of an expression: its code, and its hints."""

    code: dict[_Key, tuple[Any, ...]]
    hints: dict[_Key, tuple[str, ...]]


def use_kept_patterns() -> None:
    """Take expressions from what is kept, and keep those that this process has compiled as it ends."""
    if __spec__.cached is None:
        return
    cache = PatternCache(__spec__.cached.removesuffix(".pyc") + ".patterns")
    lazy_pattern.use_ways(lazy_pattern.Ways(cache.compile, cache.find_hints))
    if not sys.dont_write_bytecode:
        atexit.register(cache.save)


class PatternCache:
    """Compiled expressions and hints that a file keeps; read when the first is needed."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._has_new = False

    @cached_property
    def _kept(self) -> _Kept:
        return _read(self._path) or _Kept({}, {})

    def compile(self, text: str, flags: int) -> re.Pattern[str]:
        """Return an expression compiled: from what is kept, else by Python."""
        key = text, int(flags)
        try:
            if key not in self._kept.code:
                self._kept.code[key] = tuple(_compile(*key))
                self._has_new = True
            return _assemble(text, _Compiled(*self._kept.code[key]))
        except (AttributeError, ImportError, RuntimeError, TypeError, ValueError):
            return re.compile(text, flags)

    def find_hints(self, text: str, flags: int) -> tuple[str, ...]:
        """Return the hints of an expression (`core.pattern_hints`)."""
        key = text, int(flags)
        if key not in self._kept.hints:
            self._kept.hints[key] = lazy_pattern.Ways().find_hints(*key)
            self._has_new = True
        return self._kept.hints[key]

    def save(self) -> None:
        """Write what is new, if anything is and the folder can be written; in one step, as Python does."""
        if not self._has_new:
            return
        draft = f"{self._path}.{os.getpid()}"
        body = marshal.dumps(tuple(self._kept))
        try:
            with open(draft, "wb") as file:
                file.write(_heading(body) + body)
            os.replace(draft, self._path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(draft)


def _heading(body: bytes) -> bytes:
    """Return a line that is another one for another interpreter, version or content."""
    return f"{sys.version} {sys.byteorder} {__version__} {crc32(body)}".replace("\n", " ").encode() + b"\n"


def _read(path: str) -> _Kept | None:
    """Return what a file keeps; None if it is missing, damaged, full or another's."""
    try:
        with open(path, "rb") as file:
            heading, body = file.readline(), file.read()
    except OSError:
        return None
    if heading != _heading(body):
        return None
    kept = _Kept(*marshal.loads(body))  # noqa: S302 - beside Python's own files, and written as they are
    return kept if len(kept.code) <= _MOST else None


def _compile(text: str, flags: int) -> _Compiled:
    """Compile an expression as `re.compile` does, up to its last step."""
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415
    from struct import pack  # noqa: PLC0415 - seldom needed, as is what comes before compiled code

    tree = _parser.parse(text, flags)
    code = _compiler._code(tree, flags)  # noqa: SLF001 - see above
    items = pack(f"{len(code)}I", *code)
    return _Compiled(flags | tree.state.flags, items, tree.state.groups - 1, tree.state.groupdict)


def _assemble(text: str, compiled: _Compiled) -> re.Pattern[str]:
    """Return an expression from its compiled code. Raises RuntimeError if Python refuses the code."""
    import _sre  # type: ignore[import-not-found]  # noqa: PLC0415

    names: list[str | None] = [None] * (compiled.group_count + 1)
    for name, number in compiled.group_names.items():
        names[number] = name
    code = memoryview(compiled.code).cast("I").tolist()
    pattern: re.Pattern[str] = _sre.compile(
        text, compiled.flags, code, compiled.group_count, compiled.group_names, tuple(names)
    )
    return pattern
