"""The four conversations as the pages show them, and how a form says what is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import QueryDict

from vividmap.core import dates, handles
from vividmap.core.dates import NotADate
from vividmap.core.packets.asked import Asked
from vividmap.core.packets.packet import Choices
from vividmap.core.packets.prompts import read_prompts
from vividmap.core.record import Record
from vividmap.core.text import UnreadableText

_Reader = Callable[[str, Record], object]


class Field(NamedTuple):
    """One thing to choose. `sort` is line or text."""

    name: str
    label: str
    sort: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation: its word, its place in a URL, its title, what it gives, what may be chosen for it."""

    name: str
    slug: str
    title: str
    gives: str
    fields: tuple[Field, ...] = ()


CONVERSATIONS = (
    Conversation(
        "review",
        "review",
        "Performance review",
        "Three to five entries with the reason for each, and a self-assessment written around them.",
        (
            Field(
                "prompts",
                "the questions of your company's form",
                "text",
                "One a line, with its limit if it has one: What did you achieve? (200 words)",
            ),
        ),
    ),
)
BY_NAME = {one.name: one for one in CONVERSATIONS}
BY_SLUG = {one.slug: one for one in CONVERSATIONS}


def usual_period(day: date) -> str:
    """Return the half-year of a day, as it is typed."""
    return f"{day.year}-H{1 + (day.month > 6)}"


def read(
    conversation: Conversation, said: QueryDict, record: Record, day: date
) -> tuple[Asked | None, dict[str, str]]:
    """Return what a form asks for, None where it cannot be read; and what is wrong, by field."""
    wrong: dict[str, str] = {}
    period = None
    try:
        text = said.get("period", "") or usual_period(day)
        period = dates.period_said(text, day, record.profile.fiscal_month or 1)
    except NotADate as error:
        wrong["period"] = f"{error}."
    values: dict[str, object] = {}
    for field in conversation.fields:
        text = said.get(field.name, "").strip()
        try:
            values[field.name] = _READ.get(field.name, _as_it_is)(text, record)
        except UnreadableText as error:
            wrong[field.name] = f"{error.args[0]}."
    by_handle = {one.handle: one.id for one in record.items}
    added = _added(said)
    if added and added not in by_handle:
        wrong["add"] = f"There is no entry ^{added[:40]}."
    chosen = [by_handle[one] for one in _moved(said) if one in by_handle]
    shown = [by_handle[one] for one in said.getlist("show") if one in by_handle]
    if period is None or wrong.keys() - {"add"}:
        return None, wrong
    choices = Choices(chosen=tuple(chosen), shown=tuple(shown), **values)  # type: ignore[arg-type]
    return Asked(conversation.name, period, choices), wrong


def _moved(said: QueryDict) -> list[str]:
    """Return the handles that were ticked, in their order; `do` may say that one goes up or down.

    None where they shall be proposed anew.
    """
    if said.get("do") == "propose":
        return []
    ticked = list(dict.fromkeys(said.getlist("entry")))
    verb, _, handle = said.get("do", "").partition(" ")
    if verb in ("up", "down") and handle in ticked:
        at = ticked.index(handle)
        to = at - 1 if verb == "up" else at + 1
        if 0 <= to < len(ticked):
            ticked[at], ticked[to] = ticked[to], ticked[at]
    added = _added(said)
    return [*ticked, *([added] if added and added not in ticked else [])]


def _added(said: QueryDict) -> str:
    return handles.said(said.get("add", ""))


def _as_it_is(text: str, _: Record) -> str:
    return text


def _prompts(text: str, _: Record) -> object:
    return read_prompts(text) if text else ()


_READ: Mapping[str, _Reader] = {"prompts": _prompts}


def typed(asked: Asked) -> dict[str, str]:
    """Return what a form has to say to ask for this once more."""
    prompts = asked.choices.prompts
    lines = (f"{one.question} ({one.words} words)" if one.words else one.question for one in prompts)
    return {"period": asked.period.name, "prompts": "\n".join(lines)}
