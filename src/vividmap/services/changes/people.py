"""Verbs for people (move, merge) and for the owner's own roles."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from vividmap.core.positions import Position, Role
from vividmap.core.record import Person, Profile, specs
from vividmap.services.actor import Actor
from vividmap.services.changes import settings
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.entries import edit_item, find_item
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Invalid
from vividmap.store import item_rows, queries
from vividmap.store.models import ItemRow


@takes_turn
def move_person(actor: Actor, handle: str, since: date | None, **now: str) -> ItemRow:
    """Record a person's position from a day on; height, part or employer stay if not passed.

    A second position from the same day replaces the first. Raises NotFound, Invalid.
    """
    row = find_item(actor, handle, "person")
    values = {"positions": positions_after_move(actor, row.handle, since, **now)}
    return edit_item(actor, row.handle, values, version=row.version)


def positions_after_move(actor: Actor, handle: str, since: date | None, **now: str) -> tuple[Position, ...]:
    """Return a person's positions with a new one from a day on; values missing in `now` stay."""
    person = item_rows.to_item_of(actor.owner, find_item(actor, handle, "person"), Person)
    before = person.position(since or date.max)
    position = Position(
        since, **{name: now.get(name) or getattr(before, name) for name in ("height", "part", "employer")}
    )
    return (*(earlier for earlier in person.positions if earlier.since != since), position)


@takes_turn
def merge_people(actor: Actor, duplicate: str, into: str) -> ItemRow:
    """Merge a person into another, which is returned: mentions and touchpoints move there.

    Both by handle. Empty fields are filled from the merged person; lists are joined.
    Raises NotFound, Invalid.
    """
    source, target = find_item(actor, duplicate, Person.kind), find_item(actor, into, Person.kind)
    if source.uid == target.uid:
        raise Invalid(f"^{source.handle} and ^{target.handle} are the same person", "into")
    source_person, target_person = (
        item_rows.to_item_of(actor.owner, row, Person) for row in (source, target)
    )
    values = _merged_values(source_person, target_person)
    with open_change_set(actor, "merge people") as changes:
        _move_mentions(changes, source, target)
        for touchpoint in ItemRow.objects.filter(owner=actor.owner, parent=source):
            before = changes.snapshot(touchpoint)
            touchpoint.parent_id = target.uid
            changes.log_mention_change(touchpoint, before)
        changes.remove(source)
        changes.edit(target, values)
    return target


def _move_mentions(changes: ChangeSet, source: ItemRow, target: ItemRow) -> None:
    for row in item_rows.rows_mentioning(changes.owner, source.uid):
        before = changes.snapshot(row)
        present = {(mention.sort, mention.on) for mention in row.mentions.filter(target=target)}
        for mention in row.mentions.filter(target=source):
            if (mention.sort, mention.on) in present:
                mention.delete()
            else:
                mention.target = target
                mention.save(update_fields=["target"])
        changes.log_mention_change(row, before)


def _merged_values(source: Person, target: Person) -> dict[str, Any]:
    """Return the target's values after a merge, by field."""
    values: dict[str, Any] = {"body": "\n\n".join(part for part in (target.body, source.body) if part)}
    for name, spec in specs(Person.kind).items():
        target_value, source_value = getattr(target, name), getattr(source, name)
        if name != "positions" and isinstance(target_value, tuple):
            values[name] = tuple(dict.fromkeys((*target_value, *source_value)))
        elif target_value == spec.empty or (name == "positions" and not any(map(_is_placed, target_value))):
            values[name] = source_value
    return values


def _is_placed(position: Position) -> bool:
    return bool(position.height or position.part or position.employer)


@takes_turn
def add_own_role(actor: Actor, since: date, title: str, employer: str = "", level: str = "") -> Profile:
    """Add a role of the owner from a day on; the one before ends. Employer and level stay if not passed.

    A second role from the same day replaces the first. An older role ends where the next begins and
    does not change the present employer and level. Raises Invalid for a title without text.
    """
    profile = queries.load_profile(actor.owner)
    if not title.strip():
        raise Invalid("a role needs a title", "title")
    other_roles = [role for role in profile.roles if role.since != since]
    later = [role.since for role in other_roles if role.since and role.since > since]
    values: dict[str, Any] = {}
    if not later:
        employer, level = employer or profile.employer, level or profile.level
        values = {"employer": employer, "level": level}
    until = _day_before(min(later)) if later else None
    roles = (*(_end_role(role, since) for role in other_roles), Role(since, until, title, employer, level))
    return settings.change_settings(actor, {**values, "roles": roles})


def _end_role(role: Role, day: date) -> Role:
    """Return a role, ended before a day if it began earlier."""
    if (role.since or date.min) >= day or (role.until and role.until < day):
        return role
    return replace(role, until=_day_before(day))


def _day_before(day: date) -> date:
    return day - timedelta(days=day > date.min)
