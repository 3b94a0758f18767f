"""Edit JSON with comments and trailing commas as text: all but the edited member stays byte for byte."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

_SCALAR = re.compile(r"(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.])")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_BLANK = re.compile(r"(?:[ \t\r\n\ufeff]+|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_DEEPEST = 100


class BadJsonText(ValueError):
    """A text is not JSON; the message has the place."""


class JsonMember(NamedTuple):
    """A member of an object: its key, where the key begins, and its value."""

    key: str
    start: int
    node: "JsonNode"


@dataclass(frozen=True, slots=True)
class JsonNode:
    """A value in a text, from `start` to `end`; `value` is the parsed value."""

    start: int
    end: int
    value: Any
    members: list[JsonMember] = field(default_factory=list)
    elements: list["JsonNode"] = field(default_factory=list)

    def member(self, key: str) -> JsonMember | None:
        """Return the member with a key, the last of several; None if there is none."""
        return next((member for member in reversed(self.members) if member.key == key), None)


@lru_cache(maxsize=1)  # one edit asks several times about the same text, which may have megabytes
def parse_json_text(text: str) -> JsonNode:
    """Return the value of a text. Raises BadJsonText with line and column."""
    start = _skip_blank(text, 0)
    node = _parse(text, start, 0)
    end = _skip_blank(text, node.end)
    if end != len(text):
        raise _bad(text, end, "nothing can follow the closing bracket")
    return node


def _bad(text: str, position: int, problem: str) -> BadJsonText:
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    return BadJsonText(f"line {line}, column {column}: {problem}")


def _skip_blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _parse(text: str, start: int, depth: int) -> JsonNode:
    if depth > _DEEPEST:
        raise _bad(text, start, f"it is nested more than {_DEEPEST} deep")
    character = text[start : start + 1]
    if character == "{":
        return _parse_object(text, start, depth)
    if character == "[":
        return _parse_array(text, start, depth)
    match = _STRING.match(text, start) or _SCALAR.match(text, start)
    if match is None:
        raise _bad(text, start, "a value is missing" if character in "}],:" else f"unexpected {character!r}")
    try:
        return JsonNode(start, match.end(), json.loads(match.group()))
    except ValueError as error:
        raise _bad(text, start, "this text has an escape that JSON does not know") from error


def _parse_object(text: str, start: int, depth: int) -> JsonNode:
    members: list[JsonMember] = []
    position = _skip_blank(text, start + 1)
    while text[position : position + 1] != "}":
        match = _STRING.match(text, position)
        if match is None:
            raise _bad(text, position, "expected a name in double quotes, or '}'")
        colon = _skip_blank(text, match.end())
        if text[colon : colon + 1] != ":":
            raise _bad(text, colon, f"expected ':' after {match.group()[:40]}")
        node = _parse(text, _skip_blank(text, colon + 1), depth + 1)
        members.append(JsonMember(json.loads(match.group()), position, node))
        position = _skip_separator(text, node.end, "}")
    return JsonNode(start, position + 1, {member.key: member.node.value for member in members}, members)


def _parse_array(text: str, start: int, depth: int) -> JsonNode:
    elements: list[JsonNode] = []
    position = _skip_blank(text, start + 1)
    while text[position : position + 1] != "]":
        elements.append(_parse(text, position, depth + 1))
        position = _skip_separator(text, elements[-1].end, "]")
    return JsonNode(start, position + 1, [node.value for node in elements], elements=elements)


def _skip_separator(text: str, end: int, closing: str) -> int:
    """Return where the next member or the closing bracket begins. Raises BadJsonText."""
    position = _skip_blank(text, end)
    if text[position : position + 1] == ",":
        return _skip_blank(text, position + 1)
    if text[position : position + 1] != closing:
        raise _bad(text, position, f"expected ',' or '{closing}'")
    return position


def set_member(text: str, path: Sequence[str], value: Any) -> str:
    """Return a text with a member set, and the objects above it added where they are missing.

    The same text if it has that value already. Raises BadJsonText.
    """
    if not text.strip(" \t\r\n\ufeff"):
        return json.dumps(_nest(path, value), indent=2, ensure_ascii=False) + "\n"
    node = parse_json_text(text)
    for depth, key in enumerate(path):
        if not isinstance(node.value, dict):
            place = ".".join(path[:depth]) or "the file"
            raise _bad(text, node.start, f"{place} is not an object in braces")
        member = node.member(key)
        if member is None:
            return _insert(text, node, f"{json.dumps(key)}: ", _nest(path[depth + 1 :], value))
        node = member.node
    if node.value == value:
        return text
    indent = _indent_of(text, node.start)
    return text[: node.start] + _render(text, value, indent) + text[node.end :]


def append_element(text: str, path: Sequence[str], value: Any) -> str:
    """Return a text with an element appended to the array at a path, which is added where it is missing.

    Raises BadJsonText.
    """
    node = find_node(text, path) if text.strip(" \t\r\n\ufeff") else None
    if node is None:
        return set_member(text, path, [value])
    if not isinstance(node.value, list):
        raise _bad(text, node.start, f"{'.'.join(path)} is not a list in brackets")
    return _insert(text, node, "", value)


def find_node(text: str, path: Sequence[str]) -> JsonNode | None:
    """Return the value at a path, None if there is none. Raises BadJsonText."""
    node = parse_json_text(text)
    for key in path:
        member = node.member(key)
        if member is None:
            return None
        node = member.node
    return node


def _nest(path: Sequence[str], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def _insert(text: str, node: JsonNode, label: str, value: Any) -> str:
    """Return a text with a member or element added at the end of an object or array."""
    children = [member.node for member in node.members] or node.elements
    closing = node.end - 1
    inner_end = node.start + 1 + len(text[node.start + 1 : closing].rstrip())
    newline = _newline(text)
    if not children:
        outer = _indent_of(text, node.start)
        inner = outer + _unit(text)
        content = f"{newline}{inner}{label}{_render(text, value, inner)}{newline}{outer}"
        return text[:inner_end] + content + text[closing:]
    first = node.members[0].start if node.members else node.elements[0].start
    last_end = children[-1].end
    separator = _skip_blank(text, last_end)
    has_trailing_comma = text[separator : separator + 1] == ","
    if "\n" not in text[node.start : first]:  # all on one line
        addition = f"{'' if has_trailing_comma else ','} {label}{json.dumps(value, ensure_ascii=False)}"
        return text[:inner_end] + addition + text[inner_end:]
    indent = _indent_of(text, first)
    addition = f"{newline}{indent}{label}{_render(text, value, indent)}{',' if has_trailing_comma else ''}"
    comma = "" if has_trailing_comma else ","
    return text[:last_end] + comma + text[last_end:inner_end] + addition + text[inner_end:]


def find_missing_parents(text: str, path: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return the paths of the objects above a path that are not there yet. Raises BadJsonText."""
    node = parse_json_text(text) if text.strip(" \t\r\n\ufeff") else None
    missing_paths = []
    for depth, key in enumerate(path[:-1], 1):
        member = node.member(key) if node else None
        node = member.node if member else None
        if node is None:
            missing_paths.append(tuple(path[:depth]))
    return frozenset(missing_paths)


def remove_member(text: str, path: Sequence[str], made: Collection[tuple[str, ...]] = ()) -> str:
    """Return a text without the member at a path, and without those of `made` above it that are empty then.

    The same text if there is no such member. Raises BadJsonText.
    """
    parent = find_node(text, path[:-1])
    member = parent.member(path[-1]) if parent else None
    if parent is None or member is None:
        return text
    if (
        len(path) > 1
        and tuple(path[:-1]) in made
        and len(parent.members) == 1
        and not _has_comment(text, parent, member.start, member.node)
    ):
        return remove_member(text, path[:-1], made)
    place = parent.members.index(member)
    before = parent.members[place - 1].node.end if place else None
    return _cut(text, parent, (member.start, member.node.end), before)


def remove_elements(
    text: str, path: Sequence[str], places: Sequence[int], made: Collection[tuple[str, ...]] = ()
) -> str:
    """Return a text without some elements of the array at a path, and without those of `made` left empty."""
    for place in sorted(places, reverse=True):
        node = find_node(text, path)
        if node is None or place >= len(node.elements):
            continue
        element = node.elements[place]
        is_own = tuple(path) in made and len(node.elements) == 1
        if is_own and not _has_comment(text, node, element.start, element):
            return remove_member(text, path, made)
        before = node.elements[place - 1].end if place else None
        text = _cut(text, node, (element.start, element.end), before)
    return text


def _has_comment(text: str, parent: JsonNode, start: int, node: JsonNode) -> bool:
    """Return whether a container holds a comment beside its only child."""
    around = text[parent.start + 1 : start] + text[node.end : parent.end - 1]
    return bool(around.strip(" \t\r\n,"))


def _cut(text: str, parent: JsonNode, span: tuple[int, int], before: int | None) -> str:
    """Return a text without a child of a container, its comma, and the line that it stood on."""
    start, end = span
    comma = _skip_blank(text, end)
    has_comma = text[comma : comma + 1] == ","
    line_start = len(text[:start].rstrip(" \t"))
    start = line_start if text[line_start - 1 : line_start] == "\n" else start
    if has_comma:
        following = comma + 1
        line_end = re.match(r"[ \t]*\r?\n", text[following:])
        if text[start - 1 : start] == "\n" and line_end:
            return text[:start] + text[following + line_end.end() :]
        return text[:start] + text[following:].lstrip(" \t")
    if before is not None:  # the last one: the comma before it goes too
        previous_comma = _skip_blank(text, before)
        between = text[previous_comma + 1 : start].rstrip(" \t\r\n")
        return text[:previous_comma] + between + text[end:]
    return (
        text[: parent.start + 1]
        + text[parent.start + 1 : start].rstrip(" \t\r\n")
        + text[end:].lstrip(" \t\r\n")
    )


def _render(text: str, value: Any, indent: str) -> str:
    """Return a value as JSON in the style of a text, its later lines indented."""
    newline = _newline(text)
    lines = json.dumps(value, indent=_unit(text), ensure_ascii=False).split("\n")
    return f"{newline}{indent}".join(lines)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _unit(text: str) -> str:
    """Return what a text indents by: of its first indented line."""
    match = re.search(r"\n([ \t]+)[\"\]}/]", text)
    return match.group(1) if match else "  "


def _indent_of(text: str, position: int) -> str:
    """Return the blanks at the beginning of the line with a position."""
    line_start = text.rfind("\n", 0, position) + 1
    match = re.match(r"[ \t]*", text[line_start:])
    return match.group() if match else ""
