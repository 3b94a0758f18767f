"""Which item of the visible record a handle or name means, and how an item reads in an answer."""

from collections.abc import Iterable, Sequence
from typing import Any

from vividmap.assistant.arguments import ToolRefused, echo
from vividmap.core import handles
from vividmap.core.entry_results import result_of
from vividmap.core.names import match_names, rank_similar
from vividmap.core.record import KINDS_BY_SIGN, Evidence, Item, MentionSort, Record, specs
from vividmap.core.stored_fields import stored_keys
from vividmap.core.text import clip

_NAMED_KINDS = ("person", "skill", "goal", "gap", "criterion", "framework")
_LINKS: tuple[tuple[MentionSort, str], ...] = (
    ("person", "people"),
    ("skill", "skills"),
    ("goal", "goals"),
    ("criterion", "criteria"),
)
_LONGEST_TEXT = 500
_MOST_CANDIDATES = 8


def find_item(record: Record, reference: str, *kinds: str) -> Item:
    """Return the item that a handle or name means, of one of some kinds if any are candidates.

    Raises ToolRefused, with the candidates where the name is ambiguous or only similar to others.
    """
    handle = handles.normalize(reference)
    by_handle = [item for item in record.items if item.handle and item.handle == handle]
    if by_handle and (not kinds or by_handle[0].kind in kinds):
        return by_handle[0]
    name = reference.strip()
    allowed = KINDS_BY_SIGN.get(name[:1]) or kinds or _NAMED_KINDS
    candidates = [item for item in record.items if item.kind in allowed and item.kind in _NAMED_KINDS]
    matches = match_names(candidates, name.lstrip("@#!^"))
    if len(matches) == 1:
        return matches[0]
    noun = " or ".join(kinds) or "item"
    if matches:
        raise ToolRefused(f"{echo(reference)} is ambiguous. Use one of these handles: {_join(matches)}.")
    similar = rank_similar(candidates, name)
    hint = f" Did you mean {_join(similar)}?" if similar else " Find it with `search` or `list` first."
    raise ToolRefused(f"No {noun} has the handle or name {echo(reference)}.{hint}")


def _join(items: Sequence[Item]) -> str:
    return ", ".join(f"^{item.handle} ({clip(item.text, 60)})" for item in items[:_MOST_CANDIDATES])


def shape_item(item: Item, record: Record, longest: int = _LONGEST_TEXT) -> dict[str, Any]:
    """Return an item as an answer has it: what is empty is left out, links are given by name."""
    values: dict[str, Any] = {
        "handle": item.handle,
        "type": item.kind,
        "date": str(item.when) if item.when else "",
        "text": clip(item.text, longest),
    }
    keys = stored_keys(item.kind)
    for name, spec in specs(item.kind).items():
        value = spec.to_json(getattr(item, name))
        values["kind" if keys[name] == "what" else keys[name]] = (
            clip(value, longest) if isinstance(value, str) else value
        )
    if isinstance(item, Evidence) and not item.outcome and (result := result_of(item)):
        values["read_as_result"] = clip(result.text, longest)
    for sort, key in _LINKS:
        values[key] = _link_names(item, sort, record)
    if parent := record.by_id.get(item.parent) if item.parent else None:
        values["belongs_to"] = f"{clip(parent.text, 80)} (^{parent.handle})"
    return {key: value for key, value in values.items() if value not in ("", None, [], {}, ())}


def _link_names(item: Item, sort: MentionSort, record: Record) -> list[str]:
    names = []
    for mention in item.mentions:
        if mention.sort == sort:
            target = record.by_id.get(mention.target) if mention.target else None
            names.append(f"{clip(target.text, 80)} (^{target.handle})" if target else mention.name)
    return list(dict.fromkeys(names))


def handles_of(ids: Iterable[Any], record: Record, limit: int) -> list[str]:
    """Return the handles of at most so many items, in order."""
    return [f"^{record.by_id[item_id].handle}" for item_id in list(ids)[:limit] if item_id in record.by_id]
