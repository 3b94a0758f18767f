"""The short forms of goals, gaps and skills, and the page that each has to itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vividmap.core.record import Gap, Goal, Item
from vividmap.core.saying import sentence
from vividmap.services.errors import Invalid
from vividmap.web.door import Request
from vividmap.web.items.form import Input


class Ask(NamedTuple):
    """A form: what it is called, the word on its button, its fields, and the way in the side it is on."""

    title: str
    button: str
    fields: tuple[Input, ...]
    way: str = "goals"


GAP = Ask(
    "Name a gap",
    "Add",
    (Input("name", "gap", "line", hint="what stands between you and the goal, in a few words"),),
)
UPDATE = Ask(
    "Say how it stands",
    "Keep",
    (
        Input("text", "current state", "line", hint="where it stands, honestly; “same” is an answer"),
        Input("gap", "gap", "line", hint="what is missing still"),
        Input("doing", "doing", "line", hint="what you actively do about it; nothing is an answer too"),
        Input("when", "date", "line", hint="today if you leave it empty; or 2026-10-02, friday, last month"),
    ),
)
RENAME = Ask(
    "Rename a skill",
    "Rename",
    (Input("name", "new name", "line", hint="the old one stays as an alias"),),
    "skills",
)
ALIAS = Ask(
    "Another name for a skill",
    "Add the name",
    (Input("alias", "also called", "line", hint="either name in an entry then means this skill"),),
    "skills",
)
MERGE = Ask(
    "Merge into another skill",
    "Merge",
    (Input("into", "the other skill", "line", hint="it gets the entries of this one, and its names"),),
    "skills",
)
STATES: dict[str, tuple[str, ...]] = {"goal": ("active", "reached", "dropped"), "gap": ("open", "closed")}


def state_of(item: Item) -> str:
    """Return the state that a goal or gap is in; one that says nothing is in the first."""
    assert isinstance(item, Goal | Gap)  # noqa: S101 - nothing else has one
    return item.state or STATES[item.kind][0]


def state_ask(item: Item) -> Ask:
    """Return the form for the state of a goal or gap."""
    return Ask("Where it stands", "Save", (Input("state", "state", "choice", options=STATES[item.kind]),))


def typed(request: Request, ask: Ask) -> dict[str, str]:
    """Return what was typed into a form."""
    return {field.name: request.POST.get(field.name, "") for field in ask.fields}


def filled(
    ask: Ask, said: Mapping[str, str], wrong: Mapping[str, str], *, alone: bool = False
) -> list[Input]:
    """Return a form's fields with what was said in them and what is wrong with that."""
    return [
        replace(
            field,
            value=said.get(field.name, ""),
            error=wrong.get(field.name, ""),
            first=alone and field is ask.fields[0],
        )
        for field in ask.fields
    ]


def wrong_in(ask: Ask, error: Exception) -> dict[str, str]:
    """Return a refusal beside the field that it is about, the first one if it names none of them."""
    named = error.field if isinstance(error, Invalid) else ""
    known = [field.name for field in ask.fields]
    return {named if named in known else known[0]: sentence(str(error))}


def page(
    request: Request, ask: Ask, inputs: Sequence[Input], item: Item | None = None, status: int = 200
) -> HttpResponse:
    """Return a page with one form on it, which posts to where it is."""
    said: dict[str, Any] = {
        "title": ask.title,
        "inputs": inputs,
        "button": ask.button,
        "of": item,
        "way": ask.way,
        "back": reverse("item", args=[item.handle]) if item else reverse(ask.way),
    }
    return render(request, "goals/form.html", said, status=status)
