"""View models of packets: the notes for the author, and the saved packets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vividmap.core.packets.packet import AuthorNote, DraftSentence, DraftTable
from vividmap.core.record import Record, SavedPacket
from vividmap.core.when import When
from vividmap.services.packets import packet_export
from vividmap.web import entry_rows
from vividmap.web.entry_rows import Day
from vividmap.web.prepare.document import first_words

MAX_NAMED = 6
"""Entries that a note names one by one."""


@dataclass(frozen=True, slots=True)
class NamedItem:
    """An item as a note names it: its handle for the link, and how it begins."""

    handle: str
    words: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note to the author, the items that it is about, and how many more there are."""

    text: str
    items: tuple[NamedItem, ...]
    more_count: int = 0


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


def note_views(notes: Iterable[AuthorNote], record: Record) -> list[NoteView]:
    """Return the notes for the margin; what a criterion lacks stands beside the criterion."""
    return [note_view(note, record) for note in notes if note.kind != "criterion"]


def note_view(packet_note: AuthorNote | DraftSentence, record: Record) -> NoteView:
    """Return a note with links to what it is about."""
    sources = packet_note.sources
    if isinstance(packet_note, AuthorNote) and packet_note.lines:
        lines = (NamedItem(record.by_id[line.source].handle, line.text) for line in packet_note.lines)
        return NoteView(packet_note.text, tuple(lines))
    items = tuple(_named_item(record, source) for source in sources[:MAX_NAMED])
    return NoteView(packet_note.text, items, len(sources) - len(items))


def _named_item(record: Record, uid: UUID) -> NamedItem:
    item = record.by_id[uid]
    return NamedItem(item.handle, first_words(item.text))


def packet_row(saved: SavedPacket, day: date) -> PacketRow:
    """Return a saved packet as a list shows it."""
    day_label = entry_rows.format_day(When.day(saved.edited_at.date()), day)
    return PacketRow(
        saved.handle, saved.text, saved.conversation, day_label, packet_export.measure_text(saved.body).words
    )
