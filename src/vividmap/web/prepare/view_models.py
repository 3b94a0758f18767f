"""Packets in the words of a page."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from vividmap.core.packets.packet import AuthorNote, DraftSentence, DraftTable
from vividmap.core.record import Record, SavedPacket
from vividmap.core.when import When
from vividmap.services.packets import packet_export
from vividmap.web import entry_rows, markdown_html
from vividmap.web.entry_rows import Day

_MARK = re.compile(r"\[\^([0-9a-z]{4,26})\]")
_TITLE = re.compile(r"\A\s*# .*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """An entry that the draft is written around: its row, why, and whether it can go up or down."""

    row: entry_rows.EntryRow
    reasons: tuple[str, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note to the author, and the entries that it is about."""

    text: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PacketRow:
    """A saved packet in a list."""

    handle: str
    title: str
    conversation: str
    day: Day
    words: int


@dataclass(frozen=True, slots=True)
class PacketTable:
    """A table for the author: its title, its head, and rows of cells with the entries that they are about."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[NoteView, ...], ...]


def table_view(packet_table: DraftTable, record: Record) -> PacketTable:
    """Return a table with links to what its cells are about."""
    return PacketTable(
        packet_table.theme,
        packet_table.head,
        tuple(tuple(note_view(cell, record) for cell in row) for row in packet_table.rows),
    )


def note_view(packet_note: AuthorNote | DraftSentence, record: Record) -> NoteView:
    """Return a note with links to what it is about."""
    return NoteView(packet_note.text, tuple(_entry(record, source) for source in packet_note.sources))


def _entry(record: Record, uid: UUID) -> tuple[str, str]:
    item = record.by_id[uid]
    return item.handle, item.text


def packet_row(saved: SavedPacket, day: date) -> PacketRow:
    """Return a saved packet as a list shows it."""
    day_label = entry_rows.format_day(When.day(saved.edited_at.date()), day)
    return PacketRow(
        saved.handle, saved.text, saved.conversation, day_label, packet_export.measure_text(saved.body).words
    )


def render_draft(text: str) -> SafeString:
    """Return a draft as safe HTML without its title; each mark leads to its entry."""
    markup = markdown_html.render_markdown(_TITLE.sub("", text, count=1), {"h2": "h3", "h3": "h4"})
    return mark_safe(_MARK.sub(_link, markup))  # noqa: S308 - it was cleaned; a handle is letters and digits


def _link(match: re.Match[str]) -> str:
    handle = match[1]
    return f'<sup class="mark"><a href="{reverse("item", args=[handle])}">{handle}</a></sup>'
