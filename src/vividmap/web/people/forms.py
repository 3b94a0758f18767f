"""The small forms of people: what they ask, what was typed into them, and what is wrong with that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vividmap.core import dates
from vividmap.core.fields import BadField
from vividmap.core.places import HEIGHTS, Position, check_position
from vividmap.core.record import Touchpoint
from vividmap.core.shorthand import Draft, read_line
from vividmap.core.text import UnreadableText, clean_line
from vividmap.core.when import When
from vividmap.services.errors import Invalid
from vividmap.web.items.form import Input

PLACE = ("height", "part", "employer")

_TOUCH = (
    {"name": "text", "label": "what you talked about", "hint": "#skill, @person and !goal link as anywhere"},
    {"name": "when", "label": "when", "hint": "empty for today; or yesterday, friday, 3 Nov, 2026-03~"},
)
_HEIGHT = {"name": "height", "label": "height", "sort": "choice", "options": HEIGHTS}
_PLACE = (
    _HEIGHT,
    {"name": "part", "label": "part of the organisation", "hint": "Platform, Payments, Finance"},
    {"name": "employer", "label": "employer"},
)
_MOVED = (
    {"name": "since", "label": "since", "hint": "empty for today; or 1 March, last month, 2026-03"},
    *_PLACE,
)
_ADD = (
    {"name": "name", "label": "name", "hint": "all that is needed", "first": True},
    *_PLACE,
    {"name": "met", "label": "how you met", "hint": "on-call handover in 2024"},
)

_SHOWN = (
    {"name": "handle", "label": "entries", "hint": "their IDs, with commas between"},
    {"name": "on", "label": "when", "hint": "empty for today; or yesterday, friday, 3 Nov"},
)


@dataclass(frozen=True)
class Form:
    """A form with what was typed, and by field what is wrong."""

    asks: tuple[Mapping[str, Any], ...]
    typed: Mapping[str, str]
    wrong: Mapping[str, str]

    @property
    def inputs(self) -> list[Input]:
        """Return the fields as a template shows them."""
        return [
            Input(
                **{"sort": "line", **one},
                value=self.typed.get(one["name"], ""),
                error=self.wrong.get(one["name"], ""),
            )
            for one in self.asks
        ]

    def but(self, wrong: Mapping[str, str]) -> "Form":
        """Return the form with what is wrong with it."""
        return Form(self.asks, self.typed, wrong)


def touch(typed: Mapping[str, str]) -> Form:
    """Return the form of a touchpoint."""
    return Form(_TOUCH, typed, {})


def moved(typed: Mapping[str, str]) -> Form:
    """Return the form of a move."""
    return Form(_MOVED, typed, {})


def add(typed: Mapping[str, str]) -> Form:
    """Return the form of somebody new."""
    return Form(_ADD, typed, {})


def shown(typed: Mapping[str, str], chosen: str) -> Form:
    """Return the form of what was shown to somebody; `chosen` are handles with commas between."""
    return Form(_SHOWN, {**typed, "handle": chosen}, {})


def position(said: Mapping[str, str], since: date | None = None) -> Position:
    """Return the position that a height, a part and an employer make."""
    return Position(since, *(said.get(name, "") for name in PLACE))


def standing(at: Position) -> dict[str, str]:
    """Return where somebody stands as its form shows it."""
    return {name: getattr(at, name) for name in PLACE}


def read_touch(typed: Mapping[str, str], today: date) -> tuple[Draft | None, dict[str, str]]:
    """Read a touchpoint: a date in its own field wins over one at the front of the line."""
    wrong: dict[str, str] = {}
    on = _day(typed, "when", today, wrong)
    try:
        line = read_line(clean_line(typed.get("text", "")), Touchpoint)
    except UnreadableText as error:
        return None, {**wrong, "text": str(error)}
    if not line.text:
        wrong["text"] = "It needs some text; one line is enough."
    when = on or line.when or (None if line.undated else When.day(today))
    draft = Draft(kind=Touchpoint.kind, text=line.text, when=when, mentions=line.mentions)
    return None if wrong else draft, wrong


def read_place(typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Read a height, a part and an employer: what they say, and by field what is wrong."""
    said = {name: typed[name].strip() for name in PLACE if name in typed}
    wrong: dict[str, str] = {}
    for name, value in said.items():
        try:
            check_position(position({name: value}))
        except (BadField, UnreadableText) as error:
            wrong[name] = f"{error}."
    return said, wrong


def read_since(typed: Mapping[str, str], today: date, wrong: dict[str, str]) -> date:
    """Read from when on somebody stands there; what is wrong is put among what else is."""
    found = _day(typed, "since", today, wrong)
    return found.first if found else today


def _day(typed: Mapping[str, str], name: str, today: date, wrong: dict[str, str]) -> When | None:
    text = typed.get(name, "").strip()
    found = dates.read(text, today) if text else None
    if text and found is None:
        wrong[name] = f"{text!r} is not a date; write 2026-11-20, yesterday or 2026-03~."
    return found


def refused(error: Invalid, usual: str) -> dict[str, str]:
    """Return by field what a verb refused."""
    names = {"positions": "part", "text": usual, "": usual, "mentions": "text", "when": "when", "met": "met"}
    return {names.get(error.field, usual): f"{error}."}
