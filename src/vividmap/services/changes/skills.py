"""Verbs for skills: rename, add an alias, merge."""

from collections.abc import Sequence
from typing import Any

from vividmap.core.record import Skill
from vividmap.core.shorthand import NameMark
from vividmap.core.text import slug
from vividmap.services.actor import Actor
from vividmap.services.changes.change_set import open_change_set
from vividmap.services.changes.entries import edit_item, find_by_name
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Invalid
from vividmap.store import item_rows, queries
from vividmap.store.models import ItemRow


def _find_skill(actor: Actor, name: str) -> tuple[ItemRow, Skill]:
    row = find_by_name(actor, "skill", name.removeprefix("#"))
    return row, item_rows.to_item_of(actor.owner, row, Skill)


@takes_turn
def rename_skill(actor: Actor, name: str, new: str) -> ItemRow:
    """Rename a skill; its old name becomes an alias. Raises NotFound, Invalid."""
    row, _ = _find_skill(actor, name)
    if not new.strip():
        raise Invalid("a skill needs some text", "name")
    return edit_item(actor, row.handle, rename_values(actor, row.handle, new))


def rename_values(actor: Actor, handle: str, new: str, aliases: Sequence[str] = ()) -> dict[str, Any]:
    """Return a skill's values with a new name ("" keeps the present one) and more aliases.

    The old name becomes an alias. Raises Invalid if a name belongs to another skill.
    """
    row, skill = _find_skill(actor, handle)
    text = new or skill.text
    for name in (text, *aliases):
        _require_free_name(actor, name, row)
    names = (*skill.aliases, *aliases, *([skill.text] if new else []))
    return {"text": text, "aliases": tuple(name for name in names if slug(name) != slug(text))}


@takes_turn
def add_alias(actor: Actor, name: str, new_alias: str) -> ItemRow:
    """Add an alias to a skill. Raises NotFound, Invalid."""
    row, skill = _find_skill(actor, name)
    if not new_alias.strip():
        raise Invalid("an alias needs some text", "aliases")
    _require_free_name(actor, new_alias, row)
    return edit_item(actor, row.handle, {"aliases": (*skill.aliases, new_alias)})


def _require_free_name(actor: Actor, name: str, row: ItemRow) -> None:
    other_skills = [
        skill
        for skill in queries.nameable_items(actor.owner)
        if isinstance(skill, Skill) and skill.id != row.uid
    ]
    for skill in other_skills:
        if slug(name) in map(slug, (skill.text, *skill.aliases)):
            message = f"{name!r} is already the skill ^{skill.handle}; merge them (vividmap merge)"
            raise Invalid(message, "name")


@takes_turn
def merge_skills(actor: Actor, name: str, into: str) -> ItemRow:
    """Merge a skill into another: its links move there, and its names become aliases.

    Raises NotFound; Invalid if both names mean the same skill.
    """
    source_row, source = _find_skill(actor, name)
    target_row, target = _find_skill(actor, into)
    if source_row.uid == target_row.uid:
        raise Invalid(f"{name!r} and {into!r} are the same skill", "into")
    with open_change_set(actor, "merge skills") as changes:
        for item in queries.items_mentioning(actor.owner, source_row.uid):
            row = item_rows.by_id(actor.owner, item.id)
            if row is not None:
                before = changes.snapshot(row)
                source_mentions = row.mentions.filter(target=source_row)
                if row.mentions.filter(target=target_row).exists():
                    source_mentions.delete()
                else:
                    source_mentions.update(target=target_row)
                changes.log_mention_change(row, before)
        names = [alias for alias in (source.text, *source.aliases) if slug(alias) != slug(target.text)]
        body = "\n\n".join(part for part in (target.body, source.body) if part)
        serves = tuple(
            NameMark(
                mention.sort,
                (changes.names.token(mention.target) if mention.target else "") or mention.name,
            )
            for mention in (*target.mentions, *source.mentions)
        )
        changes.remove(source_row)
        changes.edit(target_row, {"aliases": (*target.aliases, *names), "body": body, "mentions": serves})
    return target_row
