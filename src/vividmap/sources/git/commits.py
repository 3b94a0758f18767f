"""Commits as values, and the stream of `git log` that they are read from."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import IO

from vividmap.core.proposals import commit_subject

FIELDS = ("%H", "%P", "%aN", "%aE", "%ae", "%at", "%ct", "%B")
LOG_FORMAT = "--format=tformat:" + "%x00".join(FIELDS)

_CHUNK = 2**18
_LONGEST_MESSAGE = 20_000
_MOST_PATHS = 1_000
"""A commit with more files moved or imported something: no more of them are read."""
_FIRST_MOMENT = 631_152_000
"""1990: what a commit says is older was written by a clock that was not set."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SECONDS = re.compile(r"-?[0-9]{1,18}")


class UnreadableLog(Exception):
    """The output of `git log` is not what was asked for; the message says where."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. `moment` is when its author wrote it, in seconds since 1970; `paths` may be left empty."""

    id: str
    parents: tuple[str, ...] = ()
    author: str = ""
    email: str = ""
    """The author's address as the mailmap has it, in lower case; `raw_email` is as the commit has it."""
    raw_email: str = ""
    moment: int = 0
    message: str = ""
    paths: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Return the first paragraph of the message as one line, as git shows it."""
        return commit_subject(self.message)

    @property
    def body(self) -> str:
        """Return the message without its first paragraph."""
        _, *paragraphs = _BLANK_LINE.split(self.message.strip(), maxsplit=1)
        return paragraphs[0].strip() if paragraphs else ""

    @property
    def day(self) -> date:
        """Return the day of the commit (UTC); the nearest that there is for a broken clock."""
        try:
            return (_EPOCH + timedelta(seconds=self.moment)).date()
        except OverflowError:
            return date.max if self.moment > 0 else date.min

    def with_paths(self, paths: tuple[str, ...]) -> "Commit":
        """Return the commit with the files that it changed."""
        return replace(self, paths=paths)


def read_log(output: IO[bytes]) -> Iterator[Commit]:
    """Yield the commits of `git log -z` with `LOG_FORMAT`. Bytes that are no UTF-8 become U+FFFD.

    Raises UnreadableLog.
    """
    fields: list[bytes] = []
    for position, field in enumerate(_split(output)):
        fields.append(field)
        if len(fields) == len(FIELDS):
            yield _make_commit(fields, position // len(FIELDS) + 1)
            fields = []
    if fields:
        raise UnreadableLog("the output of git log ends in the middle of a commit")


def _split(output: IO[bytes]) -> Iterator[bytes]:
    """Yield the fields of a stream, each of which ends with a NUL. Raises UnreadableLog."""
    partial_field = b""
    while chunk := output.read(_CHUNK):
        *fields, partial_field = (partial_field + chunk).split(b"\0")
        yield from fields
    if partial_field:
        raise UnreadableLog("the output of git log ends in the middle of a field")


def _make_commit(fields: list[bytes], number: int) -> Commit:
    texts = [field.decode("utf-8", "replace") for field in fields[:-1]]
    commit_id, parents, author, email, raw_email, written_at, committed_at = texts
    parent_ids = tuple(parents.split(" ")) if parents else ()
    if not all(map(_OBJECT_ID.fullmatch, (commit_id, *parent_ids))):
        raise UnreadableLog(f"commit {number} of git log has no valid id")
    if not all(_SECONDS.fullmatch(seconds) for seconds in (written_at, committed_at)):
        raise UnreadableLog(f"commit {commit_id[:12]} of git log has no valid time")
    moment = int(written_at) if int(written_at) >= _FIRST_MOMENT else int(committed_at)
    message = fields[-1][:_LONGEST_MESSAGE].decode("utf-8", "replace")
    return Commit(
        commit_id,
        parent_ids,
        " ".join(author.split()),
        email.lower(),
        raw_email.lower(),
        moment,
        message,
    )


def read_changed_paths(output: IO[bytes], commit_ids: Container[str]) -> dict[str, tuple[str, ...]]:
    """Return the changed files by commit, of `git diff-tree --stdin -z --name-only` for some commits.

    Raises UnreadableLog.
    """
    paths_of: dict[str, list[str]] = {}
    paths: list[str] | None = None
    for field in _split(output):
        text = field.decode("utf-8", "replace")
        if text in commit_ids and text not in paths_of:
            paths = paths_of.setdefault(text, [])
        elif paths is None:
            raise UnreadableLog("the output of git diff-tree begins without a commit")
        elif len(paths) < _MOST_PATHS:
            paths.append(text)
    return {commit_id: tuple(changed) for commit_id, changed in paths_of.items()}
