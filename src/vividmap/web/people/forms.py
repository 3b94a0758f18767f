"""The small forms of people: their fields, what was typed into them, and the errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vividmap.core import when
from vividmap.core.english import dates
from vividmap.core.fields import BadField
from vividmap.core.positions import Position, check_position
from vividmap.core.record import Touchpoint
from vividmap.core.shorthand import Draft, read_line
from vividmap.core.text import UnreadableText, clean_line
from vividmap.core.vocabulary import HEIGHTS
from vividmap.core.when import When
from vividmap.services.errors import Invalid
from vividmap.web.items.forms import FormField

POSITION_PARTS = ("height", "part", "employer")

_TOUCHPOINT_FIELDS = (
    {"name": "text", "label": "what you talked about", "hint": "#skill, @person and !goal link as anywhere"},
    {
        "name": "when",
        "label": "when",
        "hint": "Leave empty for today, or: yesterday, friday, 3 Nov, 2026-03~",
    },
)
_HEIGHT = {"name": "height", "label": "height", "sort": "choice", "options": HEIGHTS}
_POSITION_FIELDS = (
    _HEIGHT,
    {"name": "part", "label": "part of the organisation", "hint": "Platform, Payments, Finance"},
    {"name": "employer", "label": "employer"},
)
_MOVE_FIELDS = (
    {"name": "since", "label": "since", "hint": "Leave empty for today, or: 1 March, last month, 2026-03"},
    *_POSITION_FIELDS,
)
_ADD_FIELDS = (
    {"name": "name", "label": "name", "hint": "required", "has_focus": True},
    *_POSITION_FIELDS,
    {"name": "how_we_met", "label": "how you met", "hint": "on-call handover in 2024"},
)

_SHOW_FIELDS = (
    {"name": "handle", "label": "entries", "hint": "handles, separated by commas"},
    {"name": "on", "label": "when", "hint": "Leave empty for today, or: yesterday, friday, 3 Nov"},
)


@dataclass(frozen=True)
class PersonForm:
    """A form with what was typed, and by field what is wrong."""

    fields: tuple[Mapping[str, Any], ...]
    values: Mapping[str, str]
    errors: Mapping[str, str]

    @property
    def inputs(self) -> list[FormField]:
        """Return the fields as a template shows them."""
        return [
            FormField(
                **{"sort": "line", **field},
                value=self.values.get(field["name"], ""),
                error=self.errors.get(field["name"], ""),
            )
            for field in self.fields
        ]

    def with_errors(self, wrong: Mapping[str, str]) -> "PersonForm":
        """Return the form with what is wrong with it."""
        return PersonForm(self.fields, self.values, wrong)


def touchpoint_form(values: Mapping[str, str]) -> PersonForm:
    """Return the form of a touchpoint."""
    return PersonForm(_TOUCHPOINT_FIELDS, values, {})


def move_form(values: Mapping[str, str]) -> PersonForm:
    """Return the form of a move."""
    return PersonForm(_MOVE_FIELDS, values, {})


def add_form(values: Mapping[str, str]) -> PersonForm:
    """Return the form of somebody new."""
    return PersonForm(_ADD_FIELDS, values, {})


def show_form(values: Mapping[str, str], handles: str) -> PersonForm:
    """Return the form of what was shown to somebody; `handles` have commas between them."""
    return PersonForm(_SHOW_FIELDS, {**values, "handle": handles}, {})


def build_position(values: Mapping[str, str], since: date | None = None) -> Position:
    """Return the position that a height, a part and an employer make."""
    return Position(since, *(values.get(name, "") for name in POSITION_PARTS))


def position_values(at: Position) -> dict[str, str]:
    """Return where somebody stands as its form shows it."""
    return {name: getattr(at, name) for name in POSITION_PARTS}


def parse_touchpoint(values: Mapping[str, str], today: date) -> tuple[Draft | None, dict[str, str]]:
    """Read a touchpoint: a date in its own field wins over one at the front of the line."""
    wrong: dict[str, str] = {}
    on = _day(values, "when", today, wrong)
    try:
        line = read_line(clean_line(values.get("text", "")), Touchpoint)
    except UnreadableText as error:
        return None, {**wrong, "text": str(error)}
    if not line.text:
        wrong["text"] = "Enter some text; one line is enough."
    moment = on or line.when or (None if line.is_undated else When.day(today))
    draft = Draft(kind=Touchpoint.kind, text=line.text, when=moment, mentions=line.mentions)
    return None if wrong else draft, wrong


def parse_position(values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the height, part and employer that were typed, and the errors by field."""
    place_values = {name: values[name].strip() for name in POSITION_PARTS if name in values}
    wrong: dict[str, str] = {}
    for name, value in place_values.items():
        try:
            check_position(build_position({name: value}))
        except (BadField, UnreadableText) as error:
            wrong[name] = f"{error}."
    return place_values, wrong


def parse_since(values: Mapping[str, str], today: date, wrong: dict[str, str]) -> date:
    """Return the day from which a position holds; an error is added to `wrong`."""
    since = _day(values, "since", today, wrong)
    return since.first if since else today


def _day(values: Mapping[str, str], name: str, today: date, wrong: dict[str, str]) -> When | None:
    text = values.get(name, "").strip()
    moment = dates.parse_date_or_none(text, today) if text else None
    if text and moment is None:
        wrong[name] = f"{text!r} is not a date; write 2026-11-20, yesterday or 2026-03~."
    elif moment and (problem := when.distance_problem(moment, today)):
        wrong[name] = f"{problem}."
    return moment


def field_errors(error: Invalid, usual: str) -> dict[str, str]:
    """Return the refusal of a verb by field."""
    names = {
        "positions": "part",
        "text": usual,
        "": usual,
        "mentions": "text",
        "when": "when",
        "how_we_met": "how_we_met",
    }
    return {names.get(error.field, usual): f"{error}."}
