"""The four conversations as the pages show them, and how a form says what is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import QueryDict

from vividmap.core import dates, handles
from vividmap.core.criteria import level
from vividmap.core.dates import NotADate, Period
from vividmap.core.facts.circle import placed
from vividmap.core.packets.choosing import meeting
from vividmap.core.packets.kept.asked import Asked
from vividmap.core.packets.packet import Choices
from vividmap.core.packets.parts.prompts import read_prompts
from vividmap.core.packets.promotion import COMMITTEE, MANAGER
from vividmap.core.record import Framework, Person, Record
from vividmap.core.text import UnreadableText

_Reader = Callable[[str, Record], object]
_Options = Callable[[Record, date], tuple[tuple[str, str], ...]]
Offered = Mapping[str, tuple[tuple[str, str], ...]]
"""What there is to choose from, a value and a label each, by the field."""


class Field(NamedTuple):
    """One thing to choose. `sort` is line, text or choice: one of `options`, each a value and a label."""

    name: str
    label: str
    sort: str
    hint: str = ""
    options: _Options | None = None

    def said(self, said: QueryDict, offered: Offered) -> str:
        """Return what a form says of it; the first that is offered where it says nothing."""
        options = offered.get(self.name, ())
        return said.get(self.name, "").strip() or (options[0][0] if options else "")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation: its word, its place in a URL, its title, what it gives, what may be chosen for it.

    `usual` is the period where none is said, "" the half-year; `since` finds it in the record instead.
    """

    name: str
    slug: str
    title: str
    gives: str
    fields: tuple[Field, ...] = ()
    usual: str = ""
    since: Callable[[Record, Choices, date], Period | None] | None = None

    def offered(self, record: Record, day: date) -> Offered:
        """Return what there is to choose from for each field that is a choice."""
        return {one.name: one.options(record, day) for one in self.fields if one.options}


def _people(record: Record, day: date) -> tuple[tuple[str, str], ...]:
    return tuple((one.handle, placed(one, day)) for one in meeting.people(record, day))


def _since_met(record: Record, choices: Choices, day: date) -> Period | None:
    person = meeting.whom(record, day, choices)
    return meeting.usual_period(record, person, day) if person else None


def _frameworks(record: Record, _: date) -> tuple[tuple[str, str], ...]:
    return tuple((one.handle, one.text) for one in level.frameworks(record))


def _levels(record: Record, _: date) -> tuple[tuple[str, str], ...]:
    known = dict.fromkeys(
        word for one in level.frameworks(record) for word in level.levels(record, one) if word
    )
    return (("", "the one that your goal names"), *((one, one) for one in known)) if known else ()


def _for_whom(_: Record, __: date) -> tuple[tuple[str, str], ...]:
    return (COMMITTEE, "a committee: the case in full"), (MANAGER, "my manager: one page")


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
    Conversation(
        "promotion",
        "promotion",
        "Promotion",
        "The strongest evidence for each criterion as your company states it; for you alone, how well each is"
        " covered, who can speak for it, and what to do before you ask.",
        (
            Field("framework", "criteria of", "choice", options=_frameworks),
            Field("level", "level", "choice", options=_levels),
            Field("variant", "for", "choice", options=_for_whom),
        ),
        usual="last-24-months",
    ),
    Conversation(
        "one-on-one",
        "one-on-one",
        "1:1",
        "One or two entries that they have not seen yet, as evidence and not as a status update; where you"
        " could use help; what the last one left open.",
        (Field("person", "with", "choice", options=_people),),
        since=_since_met,
    ),
    Conversation(
        "job search",
        "job-search",
        "Job search",
        "What you did, as bullets of a résumé under your roles, and the skills that evidence shows in use."
        " What is internal, private or confidential is held back, and nobody but you is named.",
        (
            Field("posting", "a job description", "text", "Pasted as it is: it is matched term by term."),
            Field(
                "variant",
                "kind of role",
                "line",
                "platform, engineering leadership: what meets it comes first",
            ),
        ),
        usual="all",
    ),
)
BY_NAME = {one.name: one for one in CONVERSATIONS}
BY_SLUG = {one.slug: one for one in CONVERSATIONS}


def usual_period(conversation: Conversation, day: date) -> str:
    """Return what a conversation is about if nothing is said, as it is typed."""
    return conversation.usual or f"{day.year}-H{1 + (day.month > 6)}"


def read(
    conversation: Conversation, said: QueryDict, record: Record, day: date, offered: Offered
) -> tuple[Asked | None, dict[str, str]]:
    """Return what a form asks for, None where it cannot be read; and what is wrong, by field."""
    wrong: dict[str, str] = {}
    values: dict[str, object] = {}
    for field in conversation.fields:
        text = field.said(said, offered)
        try:
            values[field.name] = _READ.get(field.name, _as_it_is)(text, record)
        except UnreadableText as error:
            wrong[field.name] = f"{error.args[0]}."
    added, moved, shown = _added(said), _moved(said), said.getlist("show")
    wanted = {added, *moved, *shown}
    by_handle = {one.handle: one.id for one in record.items if one.handle in wanted}
    if added and added not in by_handle:
        wrong["add"] = f"There is no entry ^{added[:40]}."
    choices = Choices(
        chosen=tuple(by_handle[one] for one in moved if one in by_handle),
        shown=tuple(by_handle[one] for one in shown if one in by_handle),
        **values,  # type: ignore[arg-type]
    )
    try:
        period = _period(conversation, said.get("period", ""), record, choices, day)
    except NotADate as error:
        return None, {**wrong, "period": f"{error}."}
    return (None if wrong.keys() - {"add"} else Asked(conversation.name, period, choices)), wrong


def _period(conversation: Conversation, text: str, record: Record, choices: Choices, day: date) -> Period:
    """Return the period that is said, or else the usual one. Raises NotADate."""
    found = conversation.since(record, choices, day) if conversation.since and not text else None
    return found or dates.period_said(
        text or usual_period(conversation, day), day, record.profile.fiscal_month or 1
    )


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


def _person(text: str, record: Record) -> object:
    found = next((one for one in record.all(Person) if one.handle == handles.said(text)), None)
    if text and found is None:
        raise UnreadableText(f"There is nobody ^{text[:40]} on the map")
    return found.id if found else None


def _framework(text: str, record: Record) -> object:
    found = next((one for one in record.all(Framework) if one.handle == handles.said(text)), None)
    if text and found is None:
        raise UnreadableText(f"There is no framework ^{text[:40]}")
    return found.id if found else None


_READ: Mapping[str, _Reader] = {"prompts": _prompts, "person": _person, "framework": _framework}


def typed(asked: Asked, record: Record) -> dict[str, str]:
    """Return what a form has to say to ask for this once more."""
    prompts = asked.choices.prompts
    lines = (f"{one.question} ({one.words} words)" if one.words else one.question for one in prompts)
    person, framework = (
        record.by_id.get(uid) if uid else None for uid in (asked.choices.person, asked.choices.framework)
    )
    said = {
        "prompts": "\n".join(lines),
        "person": person.handle if person else "",
        "framework": framework.handle if framework else "",
        "level": asked.choices.level,
        "posting": asked.choices.posting,
        "variant": asked.choices.variant,
    }
    return {"period": asked.period.name, **{name: text for name, text in said.items() if text}}
