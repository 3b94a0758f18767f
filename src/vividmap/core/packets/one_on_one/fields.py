"""What a 1:1 asks its author for."""

from datetime import date

from vividmap.core.facts.relationships import name_with_position
from vividmap.core.packets.one_on_one.people import possible_people
from vividmap.core.packets.request_fields import FieldOptions, PersonField
from vividmap.core.record import Record


def _person_options(record: Record, day: date) -> FieldOptions:
    return tuple((person.handle, name_with_position(person, day)) for person in possible_people(record, day))


PERSON = PersonField(
    name="person",
    label="with",
    option="with",
    option_help="Who the conversation is with (default: your manager).",
    metavar="PERSON",
    is_argument=True,
    find_options=_person_options,
)
