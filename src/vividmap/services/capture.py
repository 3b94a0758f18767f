"""Captures in the spool → entries. Running it twice, or killing it anywhere, changes nothing."""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import MAXYEAR, UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from vividmap import paths, spool
from vividmap.core import dates
from vividmap.core.record import EVIDENCE_KINDS, SCOPES, SKILL_KINDS, Evidence, Item, SkillEntry, Touchpoint
from vividmap.core.shorthand import Draft, Named
from vividmap.core.text import UnreadableText, clean_line
from vividmap.core.when import When
from vividmap.formats.document.read import read_entry
from vividmap.services.actor import SAMPLE, Actor, date_at
from vividmap.services.errors import Refused
from vividmap.services.values import values_of
from vividmap.services.work import Work, working
from vividmap.spool import Capture
from vividmap.store import queries

_KINDS: dict[str, type[Item]] = {"log": Evidence, "skill": SkillEntry, "touch": Touchpoint}
_BATCH = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MENTIONS = {"skill": "skill", "person": "person", "goal": "goal"}


class TakenIn(NamedTuple):
    """How many captures became entries, and which files could not be read, with the reasons."""

    entries: int
    quarantined: tuple[tuple[str, str], ...]


def keep(verb: str, text: str) -> UUID:
    """Make one capture durable, as the command line does, and return its id. Raises spool.NotKept."""
    capture = spool.new(verb, text)
    spool.keep([capture])
    return UUID(capture.id)


class _Waiting(NamedTuple):
    path: str
    uid: UUID
    moment: datetime
    capture: Capture


def take_in(actor: Actor, progress: Callable[[int, int], None] = lambda done, of: None) -> TakenIn:
    """Make entries of all that waits in the spool. `progress` is told how many of how many are done."""
    # What waits is the person's own, never the sample's.
    files = spool.waiting() if actor.owner.name != SAMPLE else []
    entries, quarantined = 0, []
    with ThreadPoolExecutor(max_workers=1) as aside:
        removed: list[Future[None]] = []
        for start in range(0, len(files), _BATCH):
            read = [(path, _read(path)) for path in files[start : start + _BATCH]]
            quarantined += [
                (path, _set_aside(path, one)) for path, one in read if one and isinstance(one, str)
            ]
            waiting = [one for _, one in read if isinstance(one, _Waiting)]
            entries += _insert(actor, waiting)
            # A disk takes its time to remove files: the next ones are read meanwhile.
            removed.append(aside.submit(_unlink, [one.path for one in waiting]))
            progress(min(start + _BATCH, len(files)), len(files))
        for one in removed:
            one.result()
    return TakenIn(entries, tuple(quarantined))


def add(actor: Actor, capture: Capture) -> UUID:
    """Make an entry of a capture that never was in the spool, and return its id."""
    waiting = _Waiting("", UUID(capture.id), actor.now, capture)
    _insert(actor, [waiting])
    return waiting.uid


def _set_aside(path: str, reason: str) -> str:
    """Put a file that cannot be read into quarantine; return the reason, and why it had to stay if it had."""
    try:
        spool.quarantine(path, reason)
    except (OSError, paths.BadHome) as error:
        return f"{reason}; it stays where it is, since it could not be moved: {error}"
    return reason


def _read(path: str) -> _Waiting | str:
    """Return the capture in a file, or why there is none ("" if another process has taken the file in)."""
    try:
        with open(path, "rb", buffering=0) as file:
            capture = spool.read(file.read())
        moment = _EPOCH + timedelta(microseconds=capture.at)
        if not 1 < moment.year < MAXYEAR:
            return f"it is of the year {moment.year}, and not every calendar has that"
        return _Waiting(path, UUID(capture.id), moment, capture)
    except FileNotFoundError:
        return ""
    except (spool.Unreadable, OSError, ValueError, OverflowError) as error:
        return str(error)


def _unlink(files: Sequence[str]) -> None:
    for path in files:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def _insert(actor: Actor, waiting: Sequence[_Waiting]) -> int:
    if not waiting:
        return 0
    with working(actor) as work:
        known = queries.known_before(actor.owner, [one.uid for one in waiting])
        # By id: a folder that is synchronised can hold one capture under two names.
        new = {one.uid: one for one in waiting if one.uid not in known}
        zone = queries.profile(actor.owner).time_zone
        for one in new.values():
            _add(work, one, zone)
    return len(new)


def _add(work: Work, waiting: _Waiting, zone: str) -> None:
    _, uid, moment, capture = waiting
    day = date_at(moment, zone, capture.offset)
    kind = _KINDS[capture.verb]
    draft, _ = read_entry(_readable(capture.text), kind, day)
    values = {**values_of(draft), **dict(_options(capture, draft, day))}
    values["mentions"] = (*draft.mentions, *_named(capture))
    work.begin(capture.verb, uid=uid, at=moment)
    touched = next((value for name, value in capture.options if name == "touched"), None)
    if touched is not None:
        values |= _whom(work, touched, values["mentions"])
    try:
        work.add(kind.kind, values, uid=uid, at=moment)
    except Refused:
        # Whatever a value was that no check foresaw: the words are kept, as they are.
        work.add(
            kind.kind, {"text": clean_line(capture.text) or "…", "when": When.day(day)}, uid=uid, at=moment
        )


def _readable(text: str) -> str:
    try:
        clean_line(text)
    except UnreadableText:
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text.strip("\n")


def _options(capture: Capture, draft: Draft, day: Any) -> Iterator[tuple[str, Any]]:
    """Yield the values that options give; they win over marks in the line."""
    said = dict(capture.options)
    on = dates.read(said["on"], day) if "on" in said else None
    yield "when", on or draft.when or (None if draft.undated else When.day(day))
    if "on" in said and on is None:
        yield "date_as_written", said["on"]
    if "outcome" in said:
        yield "outcome", said["outcome"]
    if said.get("scope") in SCOPES:
        yield "scope", said["scope"]
    if said.get("kind") in (*EVIDENCE_KINDS, *SKILL_KINDS):
        yield "what", said["kind"]
    tags = [label for name, value in capture.options if name == "tag" for label in value.split(",")]
    if tags:
        yield "tags", (*draft.fields.get("tags", ()), *tags)
    links = [value for name, value in capture.options if name == "link"]
    if links:
        yield "links", (*draft.fields.get("links", ()), *links)


def _named(capture: Capture) -> Iterator[Named]:
    for name, value in capture.options:
        if name in _MENTIONS and (written := _unmarked(value)):
            yield Named(name, written)  # type: ignore[arg-type]


def _unmarked(name: str) -> str:
    """Return a name as an option gave it, without the mark that some write before it."""
    return name.strip().removeprefix("^") if name.startswith("^") else name.strip().lstrip("#@!").strip()


def _whom(work: Work, written: str, mentions: tuple[Named, ...]) -> dict[str, Any]:
    """Return whom a touchpoint was with: its parent, or a pending name when it is not just one person's."""
    named = Named("person", _unmarked(written) or written)
    person = work.resolve(named)
    if person is not None:
        return {"parent": person}
    return {"mentions": (named, *mentions)}
