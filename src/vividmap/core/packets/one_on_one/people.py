"""Who a 1:1 may be with."""

from datetime import date

from vividmap.core.facts.facts import Facts
from vividmap.core.facts.relationships import by_name, last_contact
from vividmap.core.record import Person, Record

_MANAGER = "manager"


def possible_people(record: Record, today: date) -> list[Person]:
    """Return whom a 1:1 may be with: the manager whom I met last, any other manager, then everybody."""
    facts, managers = Facts(record, today), find_managers(record, today)
    managers.sort(key=lambda person: last_contact(facts, person) or date.min, reverse=True)
    manager_ids = {person.id for person in managers}
    return [
        *managers,
        *(person for person in by_name(record.items_of(Person)) if person.id not in manager_ids),
    ]


def find_managers(record: Record, today: date) -> list[Person]:
    """Return my managers on a day, by name."""
    return [
        person for person in by_name(record.items_of(Person)) if person.position(today).height == _MANAGER
    ]
