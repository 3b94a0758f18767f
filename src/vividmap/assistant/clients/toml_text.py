"""Edit one table of a TOML file as text: everything else stays byte for byte, and the result is checked."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_HEADER = re.compile(r"^[ \t]*\[(?P<keys>[^\[\]\n]+)\][ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
_ANY_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*(?P<key>[A-Za-z0-9_-]+)[ \t]*=")


class BadTomlText(ValueError):
    """A text is not TOML, or its table cannot be edited as text; the message says where."""


def set_table(text: str, path: Sequence[str], values: Mapping[str, Any]) -> str:
    """Return a text with the values of a table set; its other values stay.

    The same text if it has these values already. Raises BadTomlText.
    """
    before = _parse(text)
    present = _find(before, path)
    if present is not None and all(present.get(key) == value for key, value in values.items()):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [f"{key} = {_write(value)}" for key, value in values.items()]
    span = _own_span(text, path)
    if span is None:
        head = text if not text or text.endswith("\n") else text + newline
        gap = newline if head.strip() else ""
        new_text = head + gap + newline.join([f"[{'.'.join(path)}]", *lines]) + newline
    else:
        header, *other_lines = text[span[0] : span[1]].splitlines()
        other_lines = [
            line for line in other_lines if not ((match := _KEY.match(line)) and match["key"] in values)
        ]
        new_text = text[: span[0]] + newline.join([header, *lines, *other_lines]) + newline + text[span[1] :]
    _check(new_text, before, path, {**(present or {}), **values})
    return new_text


def remove_table(text: str, path: Sequence[str]) -> str:
    """Return a text without a table and those below it; the same text without one. Raises BadTomlText."""
    before = _parse(text)
    if _find(before, path) is None:
        return text
    new_text = text
    while (span := _own_span(new_text, path, with_nested=True)) is not None:
        head, tail = new_text[: span[0]], new_text[span[1] :]
        if not tail.strip() or head.endswith(("\n\n", "\r\n\r\n")):
            head = re.sub(r"(\r?\n)(?:\r?\n)$", r"\1", head)
        new_text = head + tail
    _check(new_text, before, path, None)
    return new_text


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise BadTomlText(str(error)) from error


def _find(values: Mapping[str, Any], path: Sequence[str]) -> dict[str, Any] | None:
    node: Any = values
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    return node if isinstance(node, dict) else None


def _own_span(text: str, path: Sequence[str], *, with_nested: bool = False) -> tuple[int, int] | None:
    """Return where a table stands, from its header to its last line that is no comment; None without one."""
    for match in _HEADER.finditer(text):
        keys = list(_split_keys(match["keys"]))
        is_own = keys == list(path) or (with_nested and keys[: len(path)] == list(path))
        if is_own and _is_complete(text[: match.start()]):
            return match.start(), _table_end(text, match.end())
    return None


def _split_keys(keys: str) -> Iterator[str]:
    for part in keys.split("."):
        yield part.strip().strip("\"'")


def _table_end(text: str, start: int) -> int:
    headers = (match.start() for match in _ANY_HEADER.finditer(text, start))
    end = next((position for position in headers if _is_complete(text[:position])), len(text))
    lines = text[start:end].splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()  # blank lines and comments above the next table are that table's
    return start + sum(map(len, lines))


def _is_complete(text: str) -> bool:
    """Return whether a text ends outside of any value: else a line that looks like a header is none."""
    try:
        _parse(text)
    except BadTomlText:
        return False
    return True


def _write(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_write(nested)}" for key, nested in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_write, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check(
    text: str, before: Mapping[str, Any], path: Sequence[str], values: Mapping[str, Any] | None
) -> None:
    """Raise BadTomlText unless a text holds what it held before, with only this table changed."""
    expected: dict[str, Any] = json.loads(json.dumps(before, default=str))
    node = expected
    for key in path[:-1]:
        node = node.setdefault(key, {})
    node.pop(path[-1], None)
    if values is not None:
        node[path[-1]] = json.loads(json.dumps(values, default=str))
    else:
        _drop_empty(expected, path[:-1])
    actual = json.loads(json.dumps(_parse_after(text), default=str))
    if values is None:
        _drop_empty(actual, path[:-1])
    if actual != expected:
        raise BadTomlText(f"{'.'.join(path)} is not a table of its own")


def _parse_after(text: str) -> dict[str, Any]:
    try:
        return _parse(text)
    except BadTomlText as error:
        raise BadTomlText(f"a table cannot be added beside what is there ({error})") from error


def _drop_empty(values: dict[str, Any], path: Sequence[str]) -> None:
    node: Any = values
    for key in path[:-1]:
        node = node.get(key, {})
    if path and not node.get(path[-1], True):
        del node[path[-1]]
