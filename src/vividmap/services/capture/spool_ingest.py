"""Spooled captures → entries. Repeating or killing it at any point is safe."""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import MAXYEAR, UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from vividmap import paths, spool
from vividmap.core.english import dates
from vividmap.core.shorthand import Draft, NameMark
from vividmap.core.text import UnreadableText, clean_line
from vividmap.core.vocabulary import CONFIDENTIALITY, EVIDENCE_KINDS, SCOPES, SKILL_KINDS
from vividmap.core.when import When
from vividmap.formats.document.capture import KIND_BY_VERB
from vividmap.formats.document.marks import is_confidentiality_mark
from vividmap.formats.document.read import read_entry
from vividmap.services.actor import SAMPLE, Actor, date_at
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.values import draft_values
from vividmap.services.errors import Refused
from vividmap.spool import Capture
from vividmap.store import queries
from vividmap.store.queries import change_log

_BATCH_SIZE = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MENTION_OPTIONS = {"skill": "skill", "person": "person", "goal": "goal"}


class IngestResult(NamedTuple):
    """The number of new entries, and (path, reason) of each file that could not be read."""

    entries: int
    failures: tuple[tuple[str, str], ...]


class _WaitingCapture(NamedTuple):
    path: str
    uid: UUID
    moment: datetime
    capture: Capture


class _UnreadCapture(NamedTuple):
    reason: str
    is_damaged: bool = True
    """False if the file could not be read at all; it may be intact."""


def ingest_spool(
    actor: Actor,
    progress: Callable[[int, int], None] = lambda completed, total: None,
    *,
    keep_files: bool = False,
) -> IngestResult:
    """Add an entry for each spooled capture. `progress` is called with the numbers done and in all.

    With `keep_files` the spool stays as it is: the record is then a copy that is not saved.
    """
    # Spooled captures belong to the user, never to the sample record.
    files = spool.waiting_files() if actor.owner.name != SAMPLE else []
    entries, failures = 0, []
    with ThreadPoolExecutor(max_workers=1) as aside:
        removals: list[Future[None]] = []
        completed = 0
        for read in _read_chunks(files):
            failures += [
                (path, item.reason if keep_files else _quarantine(path, item))
                for path, item in read
                if isinstance(item, _UnreadCapture)
            ]
            waiting = [item for _, item in read if isinstance(item, _WaitingCapture)]
            entries += _insert_captures(actor, waiting)
            # Removing files is slow: the next ones are read in the meantime.
            if not keep_files:
                removals.append(aside.submit(_remove_files, [item.path for item in waiting]))
            completed += len(read)
            progress(completed, len(files))
        for item in removals:
            item.result()
    return IngestResult(entries, tuple(failures))


def _read_chunks(files: Sequence[str]) -> Iterator[list[tuple[str, _WaitingCapture | _UnreadCapture | None]]]:
    """Yield the captures in files, some at a time; those that were made together stay together."""
    chunk: list[tuple[str, _WaitingCapture | _UnreadCapture | None]] = []
    batch = None
    for path in files:
        item = _read_capture(path)
        item_batch = _batch_of(item.capture) if isinstance(item, _WaitingCapture) else None
        if len(chunk) >= _BATCH_SIZE and (item_batch is None or item_batch != batch):
            yield chunk
            chunk = []
        chunk.append((path, item))
        batch = item_batch
    if chunk:
        yield chunk


def _batch_of(capture: Capture) -> UUID | None:
    """Return the id of the first of the captures that were made together, None if it was made alone."""
    with contextlib.suppress(ValueError):  # an invalid id is ignored, and the text is kept
        return UUID(dict(capture.options).get("batch", ""))
    return None


def add_capture(actor: Actor, capture: Capture) -> UUID:
    """Add an entry for a capture that was not spooled, and return its id."""
    waiting = _WaitingCapture("", UUID(capture.id), actor.now, capture)
    _insert_captures(actor, [waiting])
    return waiting.uid


def _quarantine(path: str, unreadable: _UnreadCapture) -> str:
    """Move a damaged file into quarantine; return the reason, and why it was not moved if so."""
    reason = unreadable.reason
    if not unreadable.is_damaged:
        return f"{reason}; it will be retried"
    try:
        spool.quarantine_file(path, reason)
    except (OSError, paths.BadHome) as error:
        return f"{reason}; it stays where it is, since it could not be moved: {error}"
    return reason


def _read_capture(path: str) -> _WaitingCapture | _UnreadCapture | None:
    """Return the capture in a file, or why it cannot be read; None if another process ingested it."""
    try:
        with open(path, "rb", buffering=0) as file:
            capture = spool.parse_capture(file.read())
        moment = _EPOCH + timedelta(microseconds=capture.at)
        if not 1 < moment.year < MAXYEAR:
            return _UnreadCapture(f"its date is in the year {moment.year}, which is out of range")
        return _WaitingCapture(path, UUID(capture.id), moment, capture)
    except FileNotFoundError:
        return None
    except OSError as error:  # an error of the disk, perhaps a passing one, and not of the file
        return _UnreadCapture(error.strerror or str(error), is_damaged=False)
    except (spool.UnreadableCapture, ValueError, OverflowError) as error:
        return _UnreadCapture(str(error))


def _remove_files(files: Sequence[str]) -> None:
    for path in files:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def _insert_captures(actor: Actor, waiting: Sequence[_WaitingCapture]) -> int:
    if not waiting:
        return 0
    with open_change_set(actor, takes_any_date=True) as changes:
        known_ids = change_log.ids_ever_known(
            actor.owner, [waiting_capture.uid for waiting_capture in waiting]
        )
        # By id: a synchronised folder can hold one capture under two names.
        new = {
            waiting_capture.uid: waiting_capture
            for waiting_capture in waiting
            if waiting_capture.uid not in known_ids
        }
        zone = queries.load_profile(actor.owner).time_zone
        for waiting_capture in new.values():
            _add_entry(changes, waiting_capture, zone)
    return len(new)


def _add_entry(changes: ChangeSet, waiting: _WaitingCapture, zone: str) -> None:
    _, uid, moment, capture = waiting
    day = date_at(moment, zone, capture.offset)
    kind = KIND_BY_VERB[capture.verb]
    draft, problems = read_entry(_clean_text(capture.text), kind, day)
    values = {**draft_values(draft), **dict(_option_values(capture, draft, day))}
    values["mentions"] = (*draft.mentions, *_option_mentions(capture))
    if problems and any(map(is_confidentiality_mark, capture.text.split("\n"))):
        # Captures are checked before they are acknowledged; one of an earlier version was not.
        values["confidentiality"] = "private"
    batch = _batch_of(capture)
    if batch is None:
        changes.begin_change(capture.verb, uid=uid, at=moment)
    else:
        changes.continue_change(capture.verb, batch, moment)
    person_name = next((value for name, value in capture.options if name == "touched"), None)
    if person_name is not None:
        values |= _touchpoint_values(changes, person_name, values["mentions"])
    try:
        changes.add(kind.kind, values, uid=uid, at=moment)
    except Refused:
        # A value was refused that no check anticipated: keep the text as it is.
        changes.add(
            kind.kind, {"text": clean_line(capture.text) or "…", "when": When.day(day)}, uid=uid, at=moment
        )


def _clean_text(text: str) -> str:
    try:
        clean_line(text)
    except UnreadableText:
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text.strip("\n")


def _option_values(capture: Capture, draft: Draft, day: Any) -> Iterator[tuple[str, Any]]:
    """Yield (field, value) of the options; they override marks in the line."""
    values = dict(capture.options)
    on = dates.parse_date_or_none(values["on"], day) if "on" in values else None
    yield "when", on or draft.when or (None if draft.is_undated else When.day(day))
    if "on" in values and on is None:
        yield "date_as_written", values["on"]
    if "outcome" in values:
        yield "outcome", values["outcome"]
    if values.get("scope") in SCOPES:
        yield "scope", values["scope"]
    if values.get("kind") in (*EVIDENCE_KINDS, *SKILL_KINDS):
        yield "category", values["kind"]
    if "project" in values:
        yield "project", values["project"].strip().removeprefix("+")
    if values.get("confidentiality") in CONFIDENTIALITY:
        yield "confidentiality", values["confidentiality"]
    tags = [label for name, value in capture.options if name == "tag" for label in value.split(",")]
    if tags:
        yield "tags", (*draft.fields.get("tags", ()), *tags)
    links = [value for name, value in capture.options if name == "link"]
    if links:
        yield "links", (*draft.fields.get("links", ()), *links)


def _option_mentions(capture: Capture) -> Iterator[NameMark]:
    for name, value in capture.options:
        if name in _MENTION_OPTIONS and (name_text := _strip_mark(value)):
            yield NameMark(name, name_text)  # type: ignore[arg-type]


def _strip_mark(name: str) -> str:
    """Return the name in an option without a leading mark such as @ or #."""
    return name.strip().removeprefix("^") if name.startswith("^") else name.strip().lstrip("#@!").strip()


def _touchpoint_values(changes: ChangeSet, name: str, mentions: tuple[NameMark, ...]) -> dict[str, Any]:
    """Return a touchpoint's parent, or an unresolved mention if the name is not exactly one person's."""
    mention = NameMark("person", _strip_mark(name) or name)
    person = changes.resolve_name(mention)
    if person is not None:
        return {"parent": person}
    return {"mentions": (mention, *mentions)}
