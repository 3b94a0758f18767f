"""Verbs for skills: rename, alias, merge."""

from vividmap.core.record import Skill
from vividmap.core.shorthand import Named
from vividmap.core.text import slug
from vividmap.services.actor import Actor
from vividmap.services.entries import edit, named
from vividmap.services.errors import Invalid
from vividmap.services.work import working
from vividmap.store import queries
from vividmap.store.models import Item


def _skill(actor: Actor, name: str) -> tuple[Item, Skill]:
    row = named(actor, "skill", name.removeprefix("#"))
    skill = queries.one(actor.owner, row)
    assert isinstance(skill, Skill)  # noqa: S101 - named() looked for one
    return row, skill


def rename(actor: Actor, name: str, new: str) -> Item:
    """Give a skill another name; the old one stays as an alias. Raises NotFound, Invalid."""
    row, skill = _skill(actor, name)
    _is_free(actor, new, row)
    aliases = tuple(one for one in (*skill.aliases, skill.text) if slug(one) != slug(new))
    return edit(actor, row.handle, {"text": new, "aliases": aliases})


def alias(actor: Actor, name: str, other: str) -> Item:
    """Let a skill be called by another name too. Raises NotFound, Invalid."""
    row, skill = _skill(actor, name)
    if not other.strip():
        raise Invalid("an alias needs some text", "aliases")
    _is_free(actor, other, row)
    return edit(actor, row.handle, {"aliases": (*skill.aliases, other)})


def _is_free(actor: Actor, name: str, row: Item) -> None:
    others = [one for one in queries.nameable(actor.owner) if isinstance(one, Skill) and one.id != row.uid]
    for other in others:
        if slug(name) in map(slug, (other.text, *other.aliases)):
            message = f"{name!r} is already the skill ^{other.handle}; merge them (vividmap skills merge)"
            raise Invalid(message, "name")


def merge(actor: Actor, name: str, into: str) -> Item:
    """Make two skills one: every entry of the first links to the second, which keeps its names as aliases."""
    gone_row, gone = _skill(actor, name)
    kept_row, kept = _skill(actor, into)
    if gone_row.uid == kept_row.uid:
        raise Invalid(f"{name!r} and {into!r} are the same skill", "into")
    with working(actor, "merge skills") as work:
        for source in [item.id for item in queries.linking_to(actor.owner, gone_row.uid)]:
            row = queries.by_id(actor.owner, source)
            if row is not None:
                before = work.snapshot(row)
                named = row.mentions.filter(target=gone_row)
                if row.mentions.filter(target=kept_row).exists():
                    named.delete()
                else:
                    named.update(target=kept_row)
                work.bump(row, before)
        names = [one for one in (gone.text, *gone.aliases) if slug(one) != slug(kept.text)]
        body = "\n\n".join(part for part in (kept.body, gone.body) if part)
        serves = tuple(
            Named(one.sort, work.names.token(one.target) or one.written if one.target else one.written)
            for one in (*kept.mentions, *gone.mentions)
        )
        work.remove(gone_row)
        work.edit(kept_row, {"aliases": (*kept.aliases, *names), "body": body, "mentions": serves})
    return kept_row
