"""The part of a record that an assistant may read. Every answer is computed from this part alone.

So nothing withheld can show in an answer: not its text, its handle, or its share of a count.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any
from uuid import UUID

from vividmap.assistant.allowances import Allowances
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
    if its text links to a withheld item, since the link would name it.
    """
    confidentiality = ConfidentialityFilter(record, outside=not allowances.is_internal_visible)
    withheld_ids = _withheld_ids(record, confidentiality, allowances)
    projects = {
        project_key(item.project)
        for item in record.items
        if isinstance(item, Evidence | SkillEntry) and item.id not in withheld_ids
    }
    return Record(
        tuple(
            _strip_item(item, withheld_ids, projects, confidentiality, allowances)
            for item in record.items
            if item.id not in withheld_ids
        )
    )


def _withheld_ids(
    record: Record, confidentiality: ConfidentialityFilter, allowances: Allowances
) -> frozenset[UUID]:
    if allowances.is_private_visible:
        return frozenset()
    withheld_ids = {
        item.id
        for item in record.items
        if not isinstance(item, Profile)
        and (isinstance(item, SavedPacket) or confidentiality.is_held_back(item))
    }
    size = -1
    while size != len(withheld_ids):  # what is withheld may name what names something else
        size = len(withheld_ids)
        withheld_ids |= {item.id for item in record.items if _is_naming(item, withheld_ids)}
    return frozenset(withheld_ids | _skills_of_withheld_alone(record, withheld_ids))


def _is_naming(item: Item, withheld_ids: set[UUID]) -> bool:
    return item.parent in withheld_ids or any(
        mention.sort in MENTION_SIGNS and mention.target in withheld_ids for mention in item.mentions
    )


def _skills_of_withheld_alone(record: Record, withheld_ids: set[UUID]) -> set[UUID]:
    """Return the skills that withheld entries name and no other: such a skill would tell of them."""
    named_by: dict[UUID, set[bool]] = {}
    for item in record.items:
        for skill in item.linked_ids("skill"):
            named_by.setdefault(skill, set()).add(item.id in withheld_ids)
    return {item.id for item in record.items_of(Skill) if named_by.get(item.id) == {True}}


def _strip_item(
    item: Item,
    withheld_ids: frozenset[UUID],
    projects: set[str],
    confidentiality: ConfidentialityFilter,
    allowances: Allowances,
) -> Item:
    """Return an item without links to what is withheld, and without the fields that are notes."""
    if any(mention.target in withheld_ids for mention in item.mentions):
        mentions = tuple(mention for mention in item.mentions if mention.target not in withheld_ids)
        item = replace(item, mentions=mentions)
    if isinstance(item, Profile):
        return _strip_profile(item, projects, confidentiality)
    if isinstance(item, CheckIn) and not allowances.is_private_visible:
        return replace(item, body="", answers={})
    if not allowances.is_people_notes_visible:
        if isinstance(item, Person):
            return replace(item, **_PERSON_NOTES)  # type: ignore[arg-type]
        if isinstance(item, Touchpoint):  # its date still says when the two were last in touch
            return replace(item, text="", body="", mentions=())
    return item


def _strip_profile(profile: Profile, projects: set[str], confidentiality: ConfidentialityFilter) -> Profile:
    """Return a profile without contact data, the lists of names, and every value that holds such a name."""
    visible_values: dict[str, Any] = {}
    for name in _declared_names(profile):
        value = getattr(profile, name)
        if isinstance(value, tuple):
            visible_values[name] = tuple(
                part for part in value if not confidentiality.has_name(*_texts(part))
            )
        elif isinstance(value, str) and confidentiality.has_name(value):
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
