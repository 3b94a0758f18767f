"""Captures in the spool → entries. Running it twice, or killing it anywhere, changes nothing."""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
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
from vividmap.services.actor import Actor, today
from vividmap.services.errors import Refused
from vividmap.services.values import values_of
from vividmap.services.work import Work, working
from vividmap.spool import Capture
from vividmap.store import queries

_KINDS: dict[str, type[Item]] = {"log": Evidence, "skill": SkillEntry, "touch": Touchpoint}
_BATCH = 1_000
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


def take_in(actor: Actor, progress: Callable[[int, int], None] = lambda done, of: None) -> TakenIn:
    """Make entries of all that waits in the spool. `progress` is told how many of how many are done."""
    files = spool.waiting()
    entries, quarantined = 0, []
    for start in range(0, len(files), _BATCH):
        some = files[start : start + _BATCH]
        captures = []
        for path in some:
            capture = _read(path)
            if isinstance(capture, Capture):
                captures.append((path, capture))
            elif capture:
                quarantined.append((path, _set_aside(path, capture)))
        entries += _insert(actor, [capture for _, capture in captures])
        for path, _ in captures:
            _unlink(path)
        progress(start + len(some), len(files))
    return TakenIn(entries, tuple(quarantined))


def _set_aside(path: str, reason: str) -> str:
    """Put a file that cannot be read into quarantine; return the reason, and why it had to stay if it had."""
    try:
        spool.quarantine(path, reason)
    except (OSError, paths.BadHome) as error:
        return f"{reason}; it stays where it is, since it could not be moved: {error}"
    return reason


def _read(path: str) -> Capture | str:
    """Return the capture in a file, or why there is none ("" if another process has taken the file in)."""
    try:
        with open(path, "rb") as file:
            capture = spool.read(file.read())
        UUID(capture.id)
        if not 1 < (year := _moment(capture).year) < MAXYEAR:
            return f"it is of the year {year}, and not every calendar has that"
    except FileNotFoundError:
        return ""
    except (spool.Unreadable, OSError, ValueError, OverflowError) as error:
        return str(error)
    return capture


def _unlink(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def _insert(actor: Actor, captures: Sequence[Capture]) -> int:
    if not captures:
        return 0
    with working(actor) as work:
        known = queries.known_before(actor.owner, [UUID(capture.id) for capture in captures])
        # By id: a folder that is synchronised can hold one capture under two names.
        new = {UUID(capture.id): capture for capture in captures if UUID(capture.id) not in known}
        zone = queries.profile(actor.owner).time_zone
        for capture in new.values():
            _add(work, capture, zone)
    return len(new)


def _moment(capture: Capture) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=capture.at)


def _add(work: Work, capture: Capture, zone: str) -> None:
    uid, moment = UUID(capture.id), _moment(capture)
    day = today(moment, zone, capture.offset)
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
