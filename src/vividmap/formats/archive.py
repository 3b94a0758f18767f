"""The archive: the whole record, including history and trash, as one JSON file.

`archive.schema.json` in this folder describes it. `read` accepts or rejects a whole archive, with the
place and the reason; its result can be written to the database without further checks.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from math import isfinite
from typing import Any, NamedTuple

from vividmap.core.fields import BadField
from vividmap.core.record import KINDS, KINDS_WITH_OPTIONAL_PARENT, MENTION_KINDS, MENTION_SORTS
from vividmap.core.stored_fields import stored_specs
from vividmap.core.text import UnreadableText
from vividmap.formats import archive_values
from vividmap.formats.archive_values import Check

FORMAT = "vividmap archive"
VERSION = 1
DEEPEST = 64
"""The deepest nesting that is accepted, in levels."""

Plain = dict[str, Any]


class BadArchive(ValueError):
    """The file cannot be imported as an archive; the message says where and why."""


class ArchiveContents(NamedTuple):
    """The item snapshots and changes of an archive, and the ids of what sources proposed once."""

    items: list[Plain]
    changes: list[Plain]
    proposal_keys: list[str]


def write(items: Sequence[Plain], changes: Sequence[Plain], proposal_keys: Sequence[str] = ()) -> bytes:
    """Return an archive (UTF-8 JSON) of item snapshots and changes, one per line.

    The same record always gives the same bytes. Without `proposal_keys` it has no such field.
    """

    def lines(values: Sequence[Plain | str]) -> str:
        return ",\n".join(json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values)

    head = f'"format": "{FORMAT}",\n"version": {VERSION},\n"counts": [{len(items)}, {len(changes)}]'
    head += f',\n"checksum": "{_checksum(items, changes, proposal_keys)}"'
    tail = f',\n"proposal_keys": [\n{lines(proposal_keys)}\n]' if proposal_keys else ""
    body = f'"items": [\n{lines(items)}\n],\n"changes": [\n{lines(changes)}\n]{tail}'
    return f"{{\n{head},\n{body}\n}}\n".encode()


def _checksum(items: Sequence[Plain], changes: Sequence[Plain], proposal_keys: Sequence[str]) -> str:
    """Return the SHA-256 of what an archive says, however its JSON is laid out."""
    parts = [items, changes, *([proposal_keys] if proposal_keys else [])]
    content = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(content.encode()).hexdigest()


def read(data: bytes) -> ArchiveContents:
    """Return what is in an archive. Raises BadArchive if any part of it is invalid."""
    content = _parse(data)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BadArchive(f'this JSON is not a VividMap archive (it has no "format": "{FORMAT}")')
    version = content.get("version")
    if version != VERSION:
        hint = "; update VividMap and try again" if isinstance(version, int) and version > VERSION else ""
        raise BadArchive(
            f"the archive has version {version!r}, and this VividMap reads version {VERSION}{hint}"
        )
    items, changes = content.get("items"), content.get("changes")
    if not isinstance(items, list) or not isinstance(changes, list):
        raise BadArchive("the archive has no list of items or of changes")
    if content.get("counts") != [len(items), len(changes)]:
        raise BadArchive("the archive is incomplete: its counts do not match its contents")
    known_parts = {"format", "version", "counts", "checksum", "items", "changes", "proposal_keys"}
    if extra := set(content) - known_parts:
        raise BadArchive(f"the archive has unknown parts: {', '.join(sorted(extra))}")
    _check_items(items)
    _check_changes(changes)
    proposal_keys = content.get("proposal_keys", [])
    _check_proposal_keys(proposal_keys)
    # Archives from before there were checksums have none.
    if content.get("checksum", "") not in ("", _checksum(items, changes, proposal_keys)):
        raise BadArchive(
            "the archive was damaged or edited after it was exported: its checksum does not match. "
            'Use another copy, or, if the edits are yours, set "checksum" to ""'
        )
    return ArchiveContents(items, changes, proposal_keys)


def _check_proposal_keys(keys: Any) -> None:
    if not isinstance(keys, list) or len({*map(str, keys)}) != len(keys):
        raise BadArchive("proposal_keys is not a list of unique ids")
    for number, key in enumerate(keys):
        try:
            archive_values.check_id(key)
        except (ValueError, UnreadableText) as error:
            raise BadArchive(f"proposal_keys[{number}] is not an id: {str(key)[:60]!r}") from error


def _parse(data: bytes) -> Any:
    try:
        text = data.decode()
        _refuse_depth(text)
        return json.loads(
            text,
            object_pairs_hook=_no_doubles,
            parse_constant=_no_constant,
            parse_int=_int,
            parse_float=_float,
        )
    except BadArchive:
        raise
    except UnicodeDecodeError as error:
        raise BadArchive(f"the file is not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise BadArchive(f"the file is not complete JSON: {error.msg} on line {error.lineno}") from error


def _refuse_depth(text: str) -> None:
    """Raise BadArchive for deep nesting, before the parser recurses. Brackets in strings do not count."""
    depth = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', text):
        first = match.group()[0]
        depth += (first in "[{") - (first in "]}")
        if depth > DEEPEST:
            raise BadArchive(f"the file nests deeper than {DEEPEST} levels at character {match.start() + 1}")


def _no_doubles(pairs: list[tuple[str, Any]]) -> Plain:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise BadArchive(f"an object has the same name twice: {_find_duplicate(name for name, _ in pairs)!r}")
    return members


def _find_duplicate(names: Iterator[str]) -> str:
    seen_names: set[str] = set()
    return next((name for name in names if name in seen_names or seen_names.add(name)), "")  # type: ignore[func-returns-value]


def _no_constant(name: str) -> Any:
    raise BadArchive(f"{name} is not valid JSON")


def _int(digits: str) -> int:
    if len(digits) > 18:
        raise BadArchive(f"a number has {len(digits)} digits; at most 18 are allowed")
    return int(digits)


def _float(digits: str) -> float:
    if len(digits) > 32 or not isfinite(float(digits)):
        raise BadArchive(f"the number {digits[:32]} is not allowed")
    return float(digits)


_MENTION: dict[str, Check] = {
    "sort": archive_values.check_among(*MENTION_SORTS),
    "written": archive_values.check_name,
    "on": archive_values.check_day,
    "target": archive_values.check_id,
}
_ITEM: dict[str, Check] = {
    "id": archive_values.check_id,
    "kind": archive_values.check_among(*KINDS),
    "handle": archive_values.check_handle,
    "version": archive_values.check_version,
    "created_at": archive_values.check_moment,
    "edited_at": archive_values.check_moment,
    "parent": archive_values.check_id,
    "text": archive_values.check_line,
    "body": archive_values.check_body,
    "first": archive_values.check_day,
    "last": archive_values.check_day,
    "about": archive_values.check_true,
    "fields": lambda value: None,
    "mentions": lambda value: None,
}
_ITEM_NEEDS = ("id", "kind", "handle", "version", "created_at", "edited_at", "text")
_CHANGE: dict[str, Check] = {
    "id": archive_values.check_id,
    "device": archive_values.check_label,
    "counter": archive_values.check_count,
    "at": archive_values.check_moment,
    "verb": archive_values.check_label,
    "undoes": archive_values.check_id,
    "touched": lambda value: None,
}
_ITEM_CHANGE: dict[str, Check] = {
    "item": archive_values.check_id,
    "handle": archive_values.check_handle,
    "version": archive_values.check_count,
    "before": lambda value: None,
    "after": lambda value: None,
}


def _object(value: Any, place: str, fields: Mapping[str, Check], needs: Sequence[str]) -> Plain:
    if not isinstance(value, dict):
        raise BadArchive(f"{place} is not an object")
    if missing := [name for name in needs if name not in value]:
        raise BadArchive(f"{place} has no {missing[0]!r}")
    for name, part in value.items():
        if name not in fields:
            raise BadArchive(f"{place} has an unknown field {name!r}")
        try:
            fields[name](part)
        except (ValueError, UnreadableText, TypeError) as error:
            raise BadArchive(f"{place}.{name} {_reason(error)}: {str(part)[:60]!r}") from error
    return value


def _reason(error: Exception) -> str:
    message = str(error)
    return message if message.startswith(("is ", "has ", "contains ")) else f"cannot be read ({message[:80]})"


def _check_items(items: list[Any]) -> None:
    by_id: dict[str, str] = {}
    handles: set[str] = set()
    for number, item in enumerate(items):
        place = f"items[{number}]"
        _check_item(item, place)
        if item["id"] in by_id or item["handle"] in handles:
            raise BadArchive(f"{place} has the same id or handle as another item")
        by_id[item["id"]] = item["kind"]
        handles.add(item["handle"])
    for number, item in enumerate(items):
        _check_ties(item, f"items[{number}]", by_id)
    if sum(kind == "profile" for kind in by_id.values()) > 1:
        raise BadArchive("the archive has more than one profile")


def _check_item(item: Any, place: str) -> None:
    _object(item, place, _ITEM, _ITEM_NEEDS)
    if not item["text"] and item["kind"] != "profile":
        raise BadArchive(f"{place} has no text")
    if ("first" in item) != ("last" in item) or item.get("first", "") > item.get("last", ""):
        raise BadArchive(f"{place} needs both dates, the first not after the last")
    mentions = item.get("mentions", [])
    if not isinstance(mentions, list):
        raise BadArchive(f"{place}.mentions is not a list")
    for at, mention in enumerate(mentions):
        _object(mention, f"{place}.mentions[{at}]", _MENTION, ("sort", "written"))
        if mention["sort"] not in KINDS[item["kind"]].mention_sorts:
            raise BadArchive(f"{place}.mentions[{at}]: a {item['kind']} cannot mention a {mention['sort']}")
    _check_fields(item.get("fields", {}), item["kind"], f"{place}.fields")


def _check_fields(fields: Any, kind: str, place: str) -> None:
    field_specs = stored_specs(kind)
    if not isinstance(fields, dict):
        raise BadArchive(f"{place} is not an object")
    for name, plain in fields.items():
        if name not in field_specs:
            raise BadArchive(f"{place} has {name!r}, which a {kind} does not have")
        try:
            for text in _texts(plain):
                archive_values.check_text(text)
            spec = field_specs[name]
            value = spec.from_json(plain)
            if spec.check(value) != value or spec.to_json(value) != plain or value == spec.empty:
                raise ValueError("is not in the form that VividMap writes")
        except (BadField, UnreadableText, ValueError, TypeError, AttributeError, KeyError) as error:
            raise BadArchive(f"{place}.{name} {_reason(error)}: {str(plain)[:60]!r}") from error


def _texts(plain: Any) -> Iterator[str]:
    """Yield every string in a JSON value, including the keys of its objects."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for name, value in plain.items():
            yield name
            yield from _texts(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _texts(value)


def _check_ties(item: Plain, place: str, by_id: Mapping[str, str]) -> None:
    parents = KINDS[item["kind"]].parent_kinds
    parent = item.get("parent")
    if parent is not None and by_id.get(parent) not in parents:
        raise BadArchive(
            f"{place}.parent is not a {' or '.join(parents) or 'possible parent'} in this archive"
        )
    if parent is None and parents and item["kind"] not in KINDS_WITH_OPTIONAL_PARENT:
        raise BadArchive(f"{place}: a {item['kind']} needs a {' or '.join(parents)} as its parent")
    for at, mention in enumerate(item.get("mentions", ())):
        target = mention.get("target")
        if target is not None and by_id.get(target) not in MENTION_KINDS[mention["sort"]]:
            raise BadArchive(f"{place}.mentions[{at}].target is not a {mention['sort']} in this archive")


def _check_changes(changes: list[Any]) -> None:
    change_keys: set[tuple[object, ...]] = set()
    for number, change in enumerate(changes):
        place = f"changes[{number}]"
        _object(change, place, _CHANGE, ("id", "device", "counter", "at", "verb", "touched"))
        order = (change["counter"], change["device"])
        if change["id"] in change_keys or order in change_keys:
            raise BadArchive(f"{place} has the same id or counter as another change")
        change_keys |= {change["id"], order}
        if not isinstance(change["touched"], list):
            raise BadArchive(f"{place}.touched is not a list")
        for at, item_change in enumerate(change["touched"]):
            _check_touched(item_change, f"{place}.touched[{at}]")
        if len({item_change["item"] for item_change in change["touched"]}) != len(change["touched"]):
            raise BadArchive(f"{place} changes the same item twice")


def _check_touched(item_change: Any, place: str) -> None:
    _object(item_change, place, _ITEM_CHANGE, ("item", "handle", "version"))
    for side in ("before", "after"):
        if side in item_change:
            _check_item(item_change[side], f"{place}.{side}")
            if item_change[side]["id"] != item_change["item"]:
                raise BadArchive(f"{place}.{side} is another item")
    if "before" not in item_change and "after" not in item_change:
        raise BadArchive(f"{place} has neither 'before' nor 'after'")
