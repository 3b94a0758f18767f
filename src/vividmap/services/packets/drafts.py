"""Drafts of packets, from the record as it is; nothing is written, and so Django is not needed."""

from collections.abc import Collection
from datetime import date

from vividmap.core.criteria.pending_links import CriterionLink, with_links
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets import drafting
from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.registry import conversations, find_conversation
from vividmap.core.packets.request import PacketRequest, request_as_json
from vividmap.core.record import Record, SavedPacket
from vividmap.core.when import When
from vividmap.formats.packet import draft
from vividmap.services import record_cache
from vividmap.services.actor import Actor, today_of
from vividmap.services.errors import Invalid


def draft_packet(actor: Actor, request: PacketRequest) -> Packet:
    """Return the packet for a request, drafted from the present record. Raises Invalid."""
    return draft_from_record(record_cache.load_record(actor), request, today_of(actor))


def draft_from_record(record: Record, request: PacketRequest, today: date) -> Packet:
    """Return the packet for a request, drafted from a record. Raises Invalid."""
    return drafting.draft_packet(_find_conversation(request), record, request, today)


def _find_conversation(request: PacketRequest) -> Conversation:
    conversation = find_conversation(request.conversation)
    if conversation is None:
        names = ", ".join(conversation.name for conversation in conversations())
        raise Invalid(f"unknown conversation {request.conversation!r}; use one of: {names}", "conversation")
    return conversation


def build_packet(actor: Actor, request: PacketRequest, links: Collection[CriterionLink] = ()) -> SavedPacket:
    """Return a packet as it would be saved, without saving it. Raises Invalid."""
    record = with_links(record_cache.load_record(actor), links)
    packet = draft_from_record(record, request, today_of(actor))
    text = draft(packet, record)
    period = request.period
    return SavedPacket(
        text=packet.title,
        body=text,
        when=None if period == ALL_TIME else When(period.first, period.last),
        conversation=request.conversation,
        choices=request_as_json(request),
        draft=text,
    )
