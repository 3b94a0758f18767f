"""What a packet was requested with, as it is stored with the packet: `SavedPacket.choices`.

    {"period": {"name": "2026-H2", "first": "2026-07-01", "last": "2026-12-31"},
     "chosen": ["0199…"], "prompts": [{"question": "What did you achieve?", "words": 200}], "level": "Staff"}

What is empty is left out. What cannot be read any more counts as not answered.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core.english.dates import ALL_TIME, Period
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.request_fields import parse_id
from vividmap.core.record import SavedPacket
from vividmap.core.when import describe_when

_PERIOD_KEY, _CHOSEN_KEY, _SHOWN_KEY = "period", "chosen", "shown"


@dataclass(frozen=True, slots=True)
class PacketRequest:
    """A conversation by its name, the period that it is about, and what its author chose."""

    conversation: str
    period: Period
    choices: AuthorChoices = NO_CHOICES


def request_as_json(request: PacketRequest) -> dict[str, Any]:
    """Return the period and the choices as JSON has them."""
    period, choices = request.period, request.choices
    json_values: dict[str, Any] = {
        _PERIOD_KEY: {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()}
    }
    for name, ids in ((_CHOSEN_KEY, choices.chosen_ids), (_SHOWN_KEY, choices.shown_ids)):
        if ids:
            json_values[name] = [str(item_id) for item_id in ids]
    return {**json_values, **choices.answers}


def read_request(saved: SavedPacket) -> PacketRequest:
    """Return what a saved packet was requested with."""
    json_values = saved.choices
    answers = {
        name: value
        for name, value in json_values.items()
        if name not in (_PERIOD_KEY, _CHOSEN_KEY, _SHOWN_KEY)
    }
    choices = AuthorChoices(
        _read_ids(json_values.get(_CHOSEN_KEY)), _read_ids(json_values.get(_SHOWN_KEY)), answers
    )
    return PacketRequest(saved.conversation, _read_period(json_values.get(_PERIOD_KEY), saved), choices)


def _read_period(json_value: object, saved: SavedPacket) -> Period:
    if isinstance(json_value, Mapping):
        try:
            first, last = (
                date.fromisoformat(str(json_value["first"])),
                date.fromisoformat(str(json_value["last"])),
            )
            return Period(first, last, str(json_value["name"]))
        except (KeyError, ValueError):
            pass
    when = saved.when
    return Period(when.first, when.last, describe_when(when)) if when else ALL_TIME


def _read_ids(json_value: object) -> tuple[UUID, ...]:
    ids = map(parse_id, json_value) if isinstance(json_value, list) else ()
    return tuple(item_id for item_id in ids if item_id)
