"""Which item a handle or a name means: one rule for every command.

A handle (`7f3k`, `^7f3k`), or a name without regard to case and accents: in full, an alias, a first name,
the leading words of a title, or its file-name-like form (`product-engineering`). `@`, `#` and `!` may stand
before a person's, a skill's and a goal's or gap's name.
"""

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from vividmap.core.record import Item
    from vividmap.services.actor import Actor

NAMED_KINDS = ("person", "skill", "goal", "gap", "criterion", "framework", "packet")
"""The kinds of items that have a name; any other item has its handle alone."""


def find_item(actor: "Actor", reference: str, *kinds: str) -> "Item":
    """Return the item that a handle or name means, of one of some kinds if any are named.

    Raises NotFound, with the candidates where the name is ambiguous or only similar to others.
    """
    from vividmap.core.names import match_names
    from vividmap.services import lookup
    from vividmap.services.errors import NotFound
    from vividmap.store import queries

    if reference.lstrip().startswith("^"):
        return lookup.find_item(actor, reference, *kinds)
    name, allowed = _split_sign(reference, kinds)
    item = queries.find_item(actor.owner, name)
    if item is not None and (not allowed or item.kind in allowed):
        return item
    matches = match_names(_load_named(actor, allowed), name)
    if len(matches) == 1:
        return matches[0]
    if item is not None and not matches:
        raise lookup.explain_kind(item.handle, item.kind, allowed)
    raise NotFound(_explain(actor, reference, allowed, matches))


def find_items(actor: "Actor", references: Sequence[str], *kinds: str) -> "list[Item]":
    """Return the items that handles or names mean, each once. Raises NotFound."""
    items: dict[UUID, Item] = {}
    for reference in references:
        item = find_item(actor, reference, *kinds)
        items.setdefault(item.id, item)
    return list(items.values())


def find_deleted(actor: "Actor", reference: str) -> str:
    """Return the handle of an item in the trash, by its handle or its text. Raises NotFound."""
    from vividmap.core.text import slug
    from vividmap.services.errors import NotFound
    from vividmap.store.queries import change_log

    by_handle = change_log.trash(actor.owner, reference)
    if by_handle:
        return by_handle[0].handle
    key = slug(reference)
    namesakes = [
        entry for entry in change_log.trash(actor.owner) if key and slug(_deleted_text(entry)) == key
    ]
    if len(namesakes) == 1:
        return namesakes[0].handle
    if namesakes:
        candidates = ", ".join(f"{_deleted_text(entry)} (^{entry.handle})" for entry in namesakes)
        raise NotFound(f"{reference!r} is ambiguous: {candidates}")
    raise NotFound(f"nothing in the trash has the handle or name {_shorten(reference)!r}")


def find_handle(actor: "Actor", reference: str) -> str:
    """Return the handle of an item in the record, or else in the trash. Raises NotFound."""
    from vividmap.services.errors import NotFound

    try:
        return find_item(actor, reference).handle
    except NotFound as error:
        try:
            return find_deleted(actor, reference)
        except NotFound:
            raise error from None


def _deleted_text(entry: Any) -> str:
    return str((entry.before or {}).get("text", ""))


def _shorten(reference: str) -> str:
    from vividmap.core.text import clip

    return clip(reference, 60)


def _split_sign(reference: str, kinds: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return a reference without its sign, and the kinds that both the sign and the command allow."""
    from vividmap.core.record import KINDS_BY_SIGN

    name = reference.strip()
    sign_kinds = KINDS_BY_SIGN.get(name[:1])
    if sign_kinds is None or (kinds and not set(sign_kinds) & set(kinds)):
        return name, kinds
    return name[1:], tuple(kind for kind in sign_kinds if not kinds or kind in kinds)


def _load_named(actor: "Actor", kinds: tuple[str, ...]) -> "list[Item]":
    from vividmap.store import queries

    kind_names = [kind for kind in NAMED_KINDS if not kinds or kind in kinds]
    return queries.list_items(actor.owner, kind_names) if kind_names else []


def _explain(actor: "Actor", reference: str, kinds: tuple[str, ...], matches: "Sequence[Item]") -> str:
    """Return why a reference means no item, with what it may have meant."""
    from vividmap.core import handles
    from vividmap.core.names import rank_similar
    from vividmap.core.text import fold
    from vividmap.store.queries import change_log

    noun = " or ".join(kinds) or "item"
    if matches:
        candidates = sorted(matches, key=lambda item: fold(item.text))[:8]
        return f"{_shorten(reference)!r} is ambiguous: {_list_candidates(candidates)}"
    deleted = change_log.trash(actor.owner, reference)
    if deleted and handles.normalize(reference):
        return f"^{deleted[0].handle} is in the trash. To bring it back: vividmap restore {deleted[0].handle}"
    similar = rank_similar(_load_named(actor, kinds), reference)
    hint = f" Did you mean {_list_candidates(similar)}?" if similar else ""
    if not similar and kinds == ("person",) and not reference.startswith("^"):
        hint = f" To add one: vividmap add person {shlex.quote(reference.removeprefix('@'))}"
    return f"no {noun} has the handle or name {_shorten(reference)!r}.{hint}"


def _list_candidates(items: "Sequence[Item]") -> str:
    return ", ".join(f"{item.text} (^{item.handle})" for item in items)
