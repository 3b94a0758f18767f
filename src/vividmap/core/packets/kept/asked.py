"""What a packet was asked for, as it is kept with the packet: `SavedPacket.choices`.

    {"period": {"name": "2026-H2", "first": "2026-07-01", "last": "2026-12-31"},
     "chosen": ["0199…"], "prompts": [{"question": "What did you achieve?", "words": 200}], "level": "Staff"}

What is empty is left out. What cannot be read any more counts as not said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core.dates import ALL_TIME, Period
from vividmap.core.packets.packet import PROPOSED, Choices, Prompt
from vividmap.core.record import SavedPacket
from vividmap.core.when import say


@dataclass(frozen=True, slots=True)
class Asked:
    """A conversation, the period that it is about, and what its author chose."""

    conversation: str
    period: Period
    choices: Choices = PROPOSED


def plain(asked: Asked) -> dict[str, Any]:
    """Return the period and the choices as JSON has them."""
    period = asked.period
    said: dict[str, Any] = {
        "period": {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()}
    }
    for one in fields(Choices):
        value = getattr(asked.choices, one.name)
        if value:
            said[one.name] = _WRITE.get(one.name, str)(value)
    return said


def of(saved: SavedPacket) -> Asked:
    """Return what a saved packet was asked for."""
    said = saved.choices
    chosen = {name: read(said[name]) for name, read in _READ.items() if said.get(name)}
    return Asked(saved.what, _period(said.get("period"), saved), Choices(**chosen))


def _period(said: object, saved: SavedPacket) -> Period:
    if isinstance(said, Mapping):
        try:
            first, last = date.fromisoformat(str(said["first"])), date.fromisoformat(str(said["last"]))
            return Period(first, last, str(said["name"]))
        except (KeyError, ValueError):
            pass
    when = saved.when
    return Period(when.first, when.last, say(when)) if when else ALL_TIME


def _id(said: object) -> UUID | None:
    try:
        return UUID(str(said))
    except ValueError:
        return None


def _ids(said: object) -> tuple[UUID, ...]:
    found = map(_id, said) if isinstance(said, list) else ()
    return tuple(one for one in found if one)


def _prompts(said: object) -> tuple[Prompt, ...]:
    return tuple(
        Prompt(str(one.get("question", "")), one["words"] if isinstance(one.get("words"), int) else 0)
        for one in (said if isinstance(said, list) else ())
        if isinstance(one, Mapping)
    )


_WRITE: Mapping[str, Any] = {
    "chosen": lambda ids: [str(one) for one in ids],
    "shown": lambda ids: [str(one) for one in ids],
    "prompts": lambda prompts: [{"question": one.question, "words": one.words} for one in prompts],
}
_READ: Mapping[str, Any] = {
    "chosen": _ids,
    "shown": _ids,
    "prompts": _prompts,
    "framework": _id,
    "level": str,
    "person": _id,
    "posting": str,
    "variant": str,
}
