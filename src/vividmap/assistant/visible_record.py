"""The part of a record that an assistant may read. Every answer is computed from this part alone.

So nothing withheld can show in an answer: not its text, its handle, or its share of a count.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any
from uuid import UUID

from vividmap.assistant.allowances import Allowances
from vividmap.core.item_marks import field_texts
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.projects import project_key
from vividmap.core.record import (
    MENTION_SIGNS,
    CheckIn,
    Evidence,
    Item,
    Person,
    Profile,
    Record,
    SavedPacket,
    Skill,
    SkillEntry,
    Touchpoint,
)

_PERSON_NOTES = {
    "body": "",
    "how_we_met": "",
    "worked_on": "",
    "status": "",
    "emails": (),
    "links": (),
    "tags": (),
}
"""Every free text about a person; where they stand and which trust they have is no note."""
_OWN_CONTACT: dict[str, Any] = {
    "body": "",
    "email": "",
    "phone": "",
    "place": "",
    "confidential": (),
    "private_tags": (),
    "import_headings": {},
}
"""What no answer needs of the owner's profile; the lists of names would tell what is withheld."""


def visible_record(record: Record, allowances: Allowances) -> Record:
    """Return the items that an assistant may read, without the fields that it may not.

    An item is withheld if the one confidentiality rule holds it back, if what it belongs to is withheld, or
    if its text names an item marked as withheld, by a link or in plain words.
    """
    record = Record(tuple(_strip_notes(item, allowances) for item in record.items))
    confidentiality = ConfidentialityFilter(record, outside=not allowances.is_internal_visible)
    withheld_ids = _find_withheld(record, confidentiality, allowances)
    projects = {
        project_key(item.project)
        for item in record.items
        if isinstance(item, Evidence | SkillEntry) and item.id not in withheld_ids
    }
    return Record(
        tuple(
            _strip_profile(item, projects, confidentiality, allowances)
            if isinstance(item, Profile)
            else _strip_links(item, withheld_ids)
            for item in record.items
            if item.id not in withheld_ids
        )
    )


def _strip_notes(item: Item, allowances: Allowances) -> Item:
    """Return an item without notes on people and without answers to check-ins, unless they are allowed."""
    if isinstance(item, CheckIn) and not allowances.is_private_visible:
        return replace(item, body="", answers={})
    if not allowances.is_people_notes_visible:
        if isinstance(item, Person):
            return replace(item, **_PERSON_NOTES)  # type: ignore[arg-type]
        if isinstance(item, Touchpoint):  # its date still says when the two were last in touch
            return replace(item, text="", body="", mentions=())
    return item


def _find_withheld(
    record: Record, confidentiality: ConfidentialityFilter, allowances: Allowances
) -> frozenset[UUID]:
    if allowances.is_private_visible:
        return frozenset()
    items = [item for item in record.items if not isinstance(item, Profile)]
    marked_ids = {item.id for item in items if confidentiality.is_marked(item)}
    withheld_ids = {
        item.id
        for item in items
        if isinstance(item, SavedPacket)
        or confidentiality.is_held_back(item)
        or any(mention.sort in MENTION_SIGNS and mention.target in marked_ids for mention in item.mentions)
        or confidentiality.has_private_name(*_told_texts(item))
    }
    size = -1
    while size != len(withheld_ids):  # goals have gaps, and gaps have updates
        size = len(withheld_ids)
        withheld_ids |= {item.id for item in items if item.parent in withheld_ids}
    return frozenset(withheld_ids | _skills_of_withheld_alone(record, withheld_ids))


def _told_texts(item: Item) -> Iterator[str]:
    """Yield the texts of an item and its names without a target; a link is judged by its target."""
    yield from field_texts(item)
    yield from (mention.name for mention in item.mentions if mention.target is None)


def _skills_of_withheld_alone(record: Record, withheld_ids: set[UUID]) -> set[UUID]:
    """Return the skills that withheld entries name and no other: such a skill would tell of them."""
    named_by: dict[UUID, set[bool]] = {}
    for item in record.items:
        for skill in item.linked_ids("skill"):
            named_by.setdefault(skill, set()).add(item.id in withheld_ids)
    return {item.id for item in record.items_of(Skill) if named_by.get(item.id) == {True}}


def _strip_links(item: Item, withheld_ids: frozenset[UUID]) -> Item:
    """Return an item without links to what is withheld."""
    if not any(mention.target in withheld_ids for mention in item.mentions):
        return item
    mentions = tuple(mention for mention in item.mentions if mention.target not in withheld_ids)
    return replace(item, mentions=mentions)


def _strip_profile(
    profile: Profile, projects: set[str], confidentiality: ConfidentialityFilter, allowances: Allowances
) -> Profile:
    """Return a profile without contact data, the lists of names, and every value that holds such a name."""

    def has_name(*texts: str) -> bool:
        is_private_hidden = not allowances.is_private_visible
        return confidentiality.has_name(*texts) or (
            is_private_hidden and confidentiality.has_private_name(*texts)
        )

    visible_values: dict[str, Any] = {}
    for name in _declared_names(profile):
        value = getattr(profile, name)
        if isinstance(value, tuple):
            visible_values[name] = tuple(part for part in value if not has_name(*_texts(part)))
        elif isinstance(value, str) and has_name(value):
            visible_values[name] = ""
    notes = visible_values.get("projects", profile.projects)
    visible_values["projects"] = tuple(note for note in notes if project_key(note.name) in projects)
    return replace(profile, **visible_values | _OWN_CONTACT)


def _declared_names(profile: Profile) -> Iterator[str]:
    return (field.name for field in fields(profile) if field.name not in ("handle", "mentions"))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (text for field in fields(value) for text in _texts(getattr(value, field.name)))
