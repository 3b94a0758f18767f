"""Verbs for packets: propose, save, write on, draft anew, take in what is new, mark what was said.

A saved packet holds what was asked for, the draft as it was made, and the author's own text. Drafting anew
never touches that text: it shows what is new, and the author takes in what they like.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vividmap.core import packets, record
from vividmap.core.dates import ALL_TIME
from vividmap.core.packets.kept import asked as kept
from vividmap.core.packets.kept import drafts
from vividmap.core.packets.kept.asked import Asked
from vividmap.core.packets.kept.drafts import News, Piece
from vividmap.core.packets.packet import Packet
from vividmap.core.record import Person, SavedPacket
from vividmap.core.when import When
from vividmap.formats import packet as written
from vividmap.services import entries, memory, surfacing
from vividmap.services.actor import Actor, today
from vividmap.services.errors import Conflict, Invalid, NotFound
from vividmap.services.work import working
from vividmap.store import queries, records
from vividmap.store.models import Item

_KIND = SavedPacket.kind


@dataclass(frozen=True, slots=True)
class Again:
    """A packet drafted anew: the packet, its text, and what is new since the draft of last time."""

    packet: Packet
    draft: str
    news: News


@dataclass(frozen=True, slots=True)
class Version:
    """What a saved packet said: its number, when it was written (UTC), and the text."""

    number: int
    at: datetime
    text: str


def propose(actor: Actor, asked: Asked) -> Packet:
    """Return the packet for what is asked, as the record has it today. Raises Invalid."""
    draft = packets.conversations().get(asked.conversation)
    if draft is None:
        known = ", ".join(packets.conversations())
        raise Invalid(f"{asked.conversation!r} is no conversation; there are {known}", "conversation")
    return draft(memory.record(actor), asked.period, today(actor), asked.choices)


def save(actor: Actor, asked: Asked) -> SavedPacket:
    """Keep a packet: its draft is the first version of the author's text. Raises Invalid."""
    packet = propose(actor, asked)
    text = written.draft(packet, memory.record(actor))
    period = asked.period
    values = {
        "text": packet.title,
        "body": text,
        "when": None if period == ALL_TIME else When(period.first, period.last),
        "what": asked.conversation,
        "choices": kept.plain(asked),
        "drafted": text,
    }
    with working(actor, "save packet") as work:
        uid = work.add(_KIND, values)
    return _there(actor, queries.by_id(actor.owner, uid))


def find(actor: Actor, handle: str) -> SavedPacket:
    """Return a saved packet. Raises NotFound."""
    return _there(actor, entries.find(actor, handle, _KIND))


def all_of(actor: Actor) -> list[SavedPacket]:
    """Return the saved packets, those that were written on last first."""
    rows = queries.of_kind(actor.owner, _KIND).order_by("-edited_at", "-number")
    return [one for one in records.items(rows, actor.owner) if isinstance(one, SavedPacket)]


def write(actor: Actor, handle: str, text: str, *, version: int | None = None) -> SavedPacket:
    """Keep what the author made of a packet. Raises NotFound, Invalid, Conflict if not at `version`."""
    if not text.strip():
        raise Invalid("a packet without any text says nothing; delete it instead", "text")
    row = entries.find(actor, handle, _KIND)
    with working(actor, "write packet") as work:
        work.edit(row, {"body": text, "text": _title(text) or row.text}, version=version)
    return find(actor, row.handle)


def again(actor: Actor, handle: str) -> Again:
    """Return a saved packet drafted anew from the record as it is now. Raises NotFound."""
    saved = find(actor, handle)
    packet = propose(actor, kept.of(saved))
    draft = written.draft(packet, memory.record(actor))
    return Again(packet, draft, drafts.news(saved.drafted, draft))


def take(
    actor: Actor, handle: str, taken: Sequence[Piece], draft: str, *, version: int | None = None
) -> SavedPacket:
    """Put pieces of a newer draft into the author's text; what was not taken is not offered again.

    `draft` is the newer draft as the author saw it. Raises NotFound, Conflict if not at `version`, or if the
    record says something else by now.
    """
    if again(actor, handle).draft != draft:
        raise Conflict("the record has changed since you looked; look at what is new once more")
    row = entries.find(actor, handle, _KIND)
    with working(actor, "take in news") as work:
        body = drafts.put_in(row.body, taken) if taken else row.body
        work.edit(row, {"body": body, "drafted": draft}, version=version)
    return find(actor, row.handle)


def ask_anew(actor: Actor, handle: str, asked: Asked) -> SavedPacket:
    """Keep other choices with a saved packet; its text stays as it is. Raises NotFound.

    What a draft with those choices says that the last one did not is new from then on.
    """
    row = entries.find(actor, handle, _KIND)
    when = When(asked.period.first, asked.period.last)
    with working(actor, "choose for packet") as work:
        work.edit(row, {"choices": kept.plain(asked), "when": when})
    return find(actor, row.handle)


def versions(actor: Actor, handle: str) -> list[Version]:
    """Return every version of the author's text, the newest first. Raises NotFound."""
    row = entries.find(actor, handle, _KIND)
    found: list[Version] = []
    for touched in queries.history(actor.owner, row.uid):
        after = touched.after
        if after is None:
            continue
        one = Version(int(after["version"]), touched.change.at, str(after.get("body", "")))
        if found and found[-1].text == one.text:
            found.pop()  # the older of two that say the same is when it was written
        found.append(one)
    return found


def said(actor: Actor, handle: str, on: date) -> list[Item]:
    """Say that a 1:1 took place on a day: what its text draws on was shown to the person, who was met then.

    One change: the entries' marks and the touchpoint. Returns the entries. Raises NotFound, Invalid, and
    Conflict if that has been said of this day already.
    """
    saved = find(actor, handle)
    person = _person(actor, saved)
    if any(one.text == saved.text and one.when == When(on, on) for one in _below(actor, person)):
        raise Conflict(f"^{saved.handle} is marked as said on {on} already")
    named = [queries.by_handle(actor.owner, one) for one in drafts.handles(saved.body)]
    rows = [one for one in named if one is not None and one.kind in surfacing.SHOWN]
    whom = entries.find(actor, person.handle)
    with working(actor, "mark 1:1") as work:
        surfacing.mark(work, rows, whom, on)
        work.add("touchpoint", {"text": saved.text, "when": When(on, on), "parent": person.id})
    return rows


def _person(actor: Actor, saved: SavedPacket) -> Person:
    asked = kept.of(saved)
    known = memory.record(actor).by_id.get(asked.choices.person) if asked.choices.person else None
    if not isinstance(known, Person):
        raise Invalid(f"^{saved.handle} is about nobody; only a 1:1 with a person can be marked", "person")
    return known


def _below(actor: Actor, person: Person) -> Sequence[record.Item]:
    return memory.record(actor).children.get(person.id, ())


def _title(text: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first.lstrip("# ").strip()[:200] if first.startswith("# ") else ""


def _there(actor: Actor, row: Item | None) -> SavedPacket:
    found: record.Item | None = queries.one(actor.owner, row) if row else None
    if not isinstance(found, SavedPacket):
        raise NotFound("there is no such packet")
    return found
