"""The parameters of a tool: their JSON Schema, and arguments read against them.

What a client sends is not trusted to fit the schema. Each error says what was wrong, what is allowed, and
shows an example, so that an assistant can correct itself.
"""

import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from vividmap.core.untrusted_text import strip_hidden

ParameterType = Literal["string", "integer", "boolean", "strings"]
Arguments = Mapping[str, Any]

_LONGEST_ECHO = 60
_MOST_TEXTS = 20


class ToolRefused(Exception):
    """A call was refused; the message says why, what is allowed, and how to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter. `longest` counts characters, of each text in a list; `highest` bounds an integer."""

    name: str
    description: str
    type: ParameterType = "string"
    options: tuple[str, ...] = ()
    is_required: bool = False
    default: Any = None
    longest: int = 200
    lowest: int = 0
    highest: int = 1_000_000
    example: Any = None

    def schema(self) -> dict[str, Any]:
        """Return the parameter as JSON Schema has it."""
        text: dict[str, Any] = {"type": "string", "maxLength": self.longest}
        if self.options:
            text = {"type": "string", "enum": list(self.options)}
        schemas: dict[ParameterType, dict[str, Any]] = {
            "string": text,
            "strings": {"type": "array", "items": text, "maxItems": _MOST_TEXTS},
            "integer": {"type": "integer", "minimum": self.lowest, "maximum": self.highest},
            "boolean": {"type": "boolean"},
        }
        schema = {"description": self.description, **schemas[self.type]}
        if self.default is not None:
            schema["default"] = self.default
        if self.example is not None:
            schema["examples"] = [self.example]
        return schema


def input_schema(parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the schema of all parameters of a tool."""
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {parameter.name: parameter.schema() for parameter in parameters},
        "additionalProperties": False,
    }
    required = [parameter.name for parameter in parameters if parameter.is_required]
    return schema | ({"required": required} if required else {})


def read_arguments(parameters: Sequence[Parameter], arguments: Mapping[str, Any]) -> Arguments:
    """Return a value for every parameter, the default for those left out. Raises ToolRefused."""
    by_name = {parameter.name: parameter for parameter in parameters}
    for name in arguments:
        if name not in by_name:
            raise ToolRefused(_explain_unknown(name, tuple(by_name)))
    return {name: _read(parameter, arguments.get(name)) for name, parameter in by_name.items()}


def _explain_unknown(name: object, names: tuple[str, ...]) -> str:
    similar = difflib.get_close_matches(str(name), names, n=1)
    hint = f" Did you mean {similar[0]!r}?" if similar else ""
    allowed = f"use {', '.join(names)}" if names else "this tool takes none"
    return f"There is no argument {echo(str(name))}; {allowed}.{hint}"


def _read(parameter: Parameter, value: Any) -> Any:
    if value is None or value in ("", []):
        if parameter.is_required:
            raise ToolRefused(f"{parameter.name!r} is missing: {parameter.description}{_example(parameter)}")
        return _EMPTY[parameter.type] if parameter.default is None else parameter.default
    return _READERS[parameter.type](parameter, value)


def _read_boolean(parameter: Parameter, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ToolRefused(f"{parameter.name!r} must be true or false, not {echo(value)}.")
    return value


def _read_texts(parameter: Parameter, value: Any) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list):
        raise ToolRefused(
            f"{parameter.name!r} must be a list of texts, not {echo(value)}.{_example(parameter)}"
        )
    if len(texts) > _MOST_TEXTS:
        raise ToolRefused(f"{parameter.name!r} has {len(texts)} texts; the limit is {_MOST_TEXTS}.")
    return tuple(text for text in (_read_text(parameter, text) for text in texts) if text)


def _read_integer(parameter: Parameter, value: Any) -> int:
    number = int(value) if isinstance(value, float) and value.is_integer() else value
    if isinstance(number, bool) or not isinstance(number, int):
        raise ToolRefused(
            f"{parameter.name!r} must be a whole number, not {echo(value)}.{_example(parameter)}"
        )
    if not parameter.lowest <= number <= parameter.highest:
        raise ToolRefused(
            f"{parameter.name!r} must be from {parameter.lowest} to {parameter.highest:,}, "
            f"not {echo(number)}."
        )
    return number


def _read_text(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, str):
        raise ToolRefused(f"{parameter.name!r} must be text, not {echo(value)}.{_example(parameter)}")
    if len(value) > parameter.longest:
        raise ToolRefused(
            f"{parameter.name!r} has {len(value):,} characters; the limit is {parameter.longest:,}."
        )
    text = strip_hidden(value).strip()
    if parameter.options and text not in parameter.options:
        folded_text = text.casefold().replace("_", " ")
        text = next((option for option in parameter.options if option.casefold() == folded_text), text)
    if parameter.options and text not in parameter.options:
        raise ToolRefused(
            f"{parameter.name!r} must be one of {', '.join(parameter.options)}, not {echo(value)}."
        )
    if parameter.is_required and not text:
        raise ToolRefused(f"{parameter.name!r} is empty: {parameter.description}{_example(parameter)}")
    return text


_READERS: dict[ParameterType, Callable[[Parameter, Any], Any]] = {
    "string": _read_text,
    "strings": _read_texts,
    "integer": _read_integer,
    "boolean": _read_boolean,
}
_EMPTY: dict[ParameterType, Any] = {"string": "", "strings": (), "integer": 0, "boolean": False}


def _example(parameter: Parameter) -> str:
    return (
        "" if parameter.example is None else f" Example: {json.dumps(parameter.example, ensure_ascii=False)}"
    )


def echo(value: Any) -> str:
    """Return the beginning of a value that was sent, on one line, for an error."""
    text = repr(value) if isinstance(value, str | int | float | bool) else type(value).__name__
    text = " ".join(strip_hidden(text[: 4 * _LONGEST_ECHO]).split())
    return text if len(text) <= _LONGEST_ECHO else f"{text[: _LONGEST_ECHO - 1]}…"
