"""Packets in the words of a page."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from vividmap.core.packets.packet import Note, Sentence, Table
from vividmap.core.record import Record, SavedPacket
from vividmap.core.when import When
from vividmap.services import taking_out
from vividmap.web import prose, rows
from vividmap.web.rows import Day

_MARK = re.compile(r"\[\^([0-9a-z]{4,26})\]")
_TITLE = re.compile(r"\A\s*# .*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Proposed:
    """An entry that the draft is written around: its row, why, and whether it can go up or down."""

    row: rows.Row
    reasons: tuple[str, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A note to the author, and the entries that it is about."""

    text: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A saved packet in a list."""

    handle: str
    title: str
    what: str
    day: Day
    words: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A table for the author: its title, its head, and rows of cells with the entries that they are about."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]


def table(one: Table, record: Record) -> Rows:
    """Return a table with links to what its cells are about."""
    return Rows(one.theme, one.head, tuple(tuple(note(cell, record) for cell in row) for row in one.rows))


def note(one: Note | Sentence, record: Record) -> Said:
    """Return a note with links to what it is about."""
    return Said(one.text, tuple(_entry(record, source) for source in one.sources))


def _entry(record: Record, uid: UUID) -> tuple[str, str]:
    item = record.by_id[uid]
    return item.handle, item.text


def listed(saved: SavedPacket, day: date) -> Listed:
    """Return a saved packet as a list shows it."""
    written = rows.day(When.day(saved.edited_at.date()), day)
    return Listed(saved.handle, saved.text, saved.what, written, taking_out.size(saved.body).words)


def html(text: str) -> SafeString:
    """Return a draft as safe HTML without its title; each mark leads to its entry."""
    rendered = prose.html(_TITLE.sub("", text, count=1), {"h2": "h3", "h3": "h4"})
    return mark_safe(_MARK.sub(_link, rendered))  # noqa: S308 - it was cleaned; a handle is letters and digits


def _link(match: re.Match[str]) -> str:
    handle = match[1]
    return f'<sup class="mark"><a href="{reverse("item", args=[handle])}">{handle}</a></sup>'
