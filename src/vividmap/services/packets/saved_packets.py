"""Verbs for packets: draft, save, edit, draft again, insert what is new, mark a 1:1 as held.

A saved packet has its request, its last draft, and the author's own text. Drafting again
never changes that text: it shows what is new, and the author chooses what to insert.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vividmap.core import record
from vividmap.core.criteria.pending_links import CriterionLink
from vividmap.core.packets import draft_text
from vividmap.core.packets.draft_text import DraftChanges, DraftPiece
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest, read_request, request_as_json
from vividmap.core.record import Person, SavedPacket
from vividmap.core.when import When
from vividmap.formats.packet import draft
from vividmap.services import record_cache
from vividmap.services.actor import Actor
from vividmap.services.changes import entries, framework_criteria, shown_to
from vividmap.services.changes.change_set import open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Conflict, Invalid, NotFound
from vividmap.services.packets.drafts import build_packet, draft_packet
from vividmap.store import item_rows
from vividmap.store.models import ItemRow
from vividmap.store.queries import change_log
from vividmap.store.records import of_kinds, read_items

_KIND = SavedPacket.kind


@dataclass(frozen=True, slots=True)
class Redraft:
    """A new draft of a saved packet: the packet, its text, and what is new since the last draft."""

    packet: Packet
    draft: str
    news: DraftChanges


@dataclass(frozen=True, slots=True)
class PacketVersion:
    """A version of a saved packet: its number, when it was written (UTC), and its text."""

    number: int
    at: datetime
    text: str


@takes_turn
def save_packet(actor: Actor, request: PacketRequest, links: Collection[CriterionLink] = ()) -> SavedPacket:
    """Save a packet; its draft is the first version of the author's text. Raises Invalid.

    Entries are linked to the criteria of `links` in the same change.
    """
    new_packet = build_packet(actor, request, links)
    fields = {name: getattr(new_packet, name) for name in _STORED_FIELDS}
    with open_change_set(actor, "save packet") as changes:
        framework_criteria.add_links(changes, links)
        uid = changes.add(_KIND, fields)
    return _to_packet(actor, item_rows.by_id(actor.owner, uid))


_STORED_FIELDS = ("text", "body", "when", "conversation", "choices", "draft")


def find_packet(actor: Actor, handle: str) -> SavedPacket:
    """Return the saved packet with a handle. Raises NotFound."""
    return _to_packet(actor, entries.find_item(actor, handle, _KIND))


def list_packets(actor: Actor) -> list[SavedPacket]:
    """Return the saved packets, the last edited first."""
    items = read_items(actor.owner, of_kinds(actor.owner, _KIND), " ORDER BY edited_at DESC, number DESC")
    return [item for item in items if isinstance(item, SavedPacket)]


@takes_turn
def write_text(actor: Actor, handle: str, text: str, *, version: int | None = None) -> SavedPacket:
    """Save the author's text of a packet. Raises NotFound, Invalid, Conflict if not at `version`."""
    if not text.strip():
        raise Invalid("the text is empty; delete the packet instead", "text")
    row = entries.find_item(actor, handle, _KIND)
    with open_change_set(actor, "write packet") as changes:
        changes.edit(row, {"body": text, "text": _heading(text) or row.text}, version=version)
    return find_packet(actor, row.handle)


def redraft(actor: Actor, handle: str) -> Redraft:
    """Return a new draft of a saved packet from the present record. Raises NotFound."""
    saved = find_packet(actor, handle)
    request = read_request(saved)
    if find_conversation(request.conversation) is None:
        return Redraft(
            Packet(request.conversation, saved.text, request.period), saved.draft, DraftChanges((), (), ())
        )
    packet = draft_packet(actor, request)
    text = draft(packet, record_cache.load_record(actor))
    return Redraft(packet, text, draft_text.find_changes(saved.draft, text))


@takes_turn
def insert_news(
    actor: Actor, handle: str, pieces: Sequence[DraftPiece], draft: str, *, version: int | None = None
) -> SavedPacket:
    """Insert pieces of a newer draft into the author's text; the other pieces are not offered again.

    `draft` is the newer draft that the author saw. Raises NotFound, Conflict if not at `version`, or if the
    record has changed since.
    """
    if redraft(actor, handle).draft != draft:
        raise Conflict("the record has changed since; review what is new again")
    row = entries.find_item(actor, handle, _KIND)
    with open_change_set(actor, "update packet") as changes:
        body = draft_text.insert_pieces(row.body, pieces) if pieces else row.body
        changes.edit(row, {"body": body, "draft": draft}, version=version)
    return find_packet(actor, row.handle)


def request_person_id(request: PacketRequest) -> UUID | None:
    """Return the person of a request, None if its conversation has none."""
    conversation = find_conversation(request.conversation)
    field = conversation.person_field if conversation else None
    return request.choices.answer(field) if field else None


@takes_turn
def change_request(actor: Actor, handle: str, request: PacketRequest) -> SavedPacket:
    """Change the request of a saved packet; its text stays. Raises NotFound.

    A later draft shows as new what the last draft did not have.
    """
    row = entries.find_item(actor, handle, _KIND)
    period_dates = When(request.period.first, request.period.last)
    with open_change_set(actor, "change packet request") as changes:
        changes.edit(row, {"choices": request_as_json(request), "when": period_dates})
    return find_packet(actor, row.handle)


def list_versions(actor: Actor, handle: str) -> list[PacketVersion]:
    """Return every version of the author's text, the newest first. Raises NotFound."""
    row = entries.find_item(actor, handle, _KIND)
    versions: list[PacketVersion] = []
    for item_change in change_log.item_history(actor.owner, row.uid):
        after = item_change.after
        if after is None:
            continue
        version = PacketVersion(int(after["version"]), item_change.change.at, str(after.get("body", "")))
        if versions and versions[-1].text == version.text:
            versions.pop()  # of two equal versions, the older has the time of writing
        versions.append(version)
    return versions


@takes_turn
def mark_held(actor: Actor, handle: str, day: date) -> list[ItemRow]:
    """Record that a 1:1 took place: mark the cited entries as shown to the person, and add the touchpoint.

    One change. Returns the entries. Raises NotFound, Invalid, and
    Conflict if it is recorded for this day already.
    """
    saved = find_packet(actor, handle)
    person = _find_person(actor, saved)
    if any(row.text == saved.text and row.when == When(day, day) for row in _find_children(actor, person)):
        raise Conflict(f"^{saved.handle} is already marked as held on {day}")
    marked_rows = [
        item_rows.by_handle(actor.owner, marked_handle)
        for marked_handle in draft_text.marked_handles(saved.body)
    ]
    rows = [row for row in marked_rows if row is not None and _can_be_shown(row, person)]
    person_row = entries.find_item(actor, person.handle)
    with open_change_set(actor, "mark 1:1") as changes:
        shown_to.mark_rows_shown(changes, rows, person_row, day)
        changes.add("touchpoint", {"text": saved.text, "when": When(day, day), "parent": person.id})
    return rows


def _can_be_shown(row: ItemRow, person: Person) -> bool:
    """Return whether a 1:1 shows an entry to a person: their own feedback is quoted there, not shown."""
    is_feedback = row.fields.get("what") == "feedback"
    is_theirs = is_feedback and row.mentions.filter(sort="person", target__uid=person.id).exists()
    return row.kind in shown_to.SHOWABLE_KINDS and not is_theirs


def _find_person(actor: Actor, saved: SavedPacket) -> Person:
    person_id = request_person_id(read_request(saved))
    person = record_cache.load_record(actor).by_id.get(person_id) if person_id else None
    if not isinstance(person, Person):
        raise Invalid(f"^{saved.handle} has no person; only a 1:1 can be marked as held", "person")
    return person


def _find_children(actor: Actor, person: Person) -> Sequence[record.Item]:
    return record_cache.load_record(actor).children.get(person.id, ())


def _heading(text: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first.lstrip("# ").strip()[:200] if first.startswith("# ") else ""


def _to_packet(actor: Actor, row: ItemRow | None) -> SavedPacket:
    packet: record.Item | None = item_rows.to_item(actor.owner, row) if row else None
    if not isinstance(packet, SavedPacket):
        raise NotFound("there is no such packet")
    return packet
