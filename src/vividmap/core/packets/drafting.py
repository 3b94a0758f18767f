"""A draft of any conversation, with the last look at what its readers must not see, in one typography."""

from datetime import date

from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.month_years import state_years
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.packet_guard import PacketGuard
from vividmap.core.packets.request import PacketRequest
from vividmap.core.packets.typography import typeset
from vividmap.core.record import Person, Record


def draft_packet(conversation: Conversation, record: Record, request: PacketRequest, today: date) -> Packet:
    """Return the draft of a conversation for its readers."""
    packet = conversation.draft(record, request.period, today, request.choices)
    guard = PacketGuard(
        record,
        shown_ids=frozenset(request.choices.shown_ids),
        picked_ids=frozenset((*request.choices.chosen_ids, *request.choices.shown_ids)),
        outside=is_for_outsiders(conversation, record, request),
        hides_givers=conversation.person_field is None,
    )
    return typeset(guard.guard(state_years(packet, record)))


def is_for_outsiders(conversation: Conversation, record: Record, request: PacketRequest) -> bool:
    """Return whether a packet's readers are outside the company, or the person it is for was or will be."""
    if conversation.leaves_company:
        return True
    field = conversation.person_field
    person_id = request.choices.answer(field) if field else None
    person = record.by_id.get(person_id) if person_id else None
    days = (request.period.last, date.max)
    return isinstance(person, Person) and any(person.position(day).height == "outside" for day in days)
