"""The short forms of goals, gaps and skills, and the page that each has to itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vividmap.core.english.phrasing import as_sentence
from vividmap.core.record import Gap, Goal, Item
from vividmap.services.errors import Invalid
from vividmap.web.items.forms import FormField
from vividmap.web.request import Request


class GoalForm(NamedTuple):
    """A form: its title, the label of its button, its fields, and its link in the navigation."""

    title: str
    button: str
    fields: tuple[FormField, ...]
    nav_item: str = "goals"


GAP = GoalForm(
    "Add a gap",
    "Add",
    (FormField("name", "gap", "line", hint="what stands between you and the goal, in a few words"),),
)
UPDATE = GoalForm(
    "Add an update",
    "Save",
    (
        FormField("text", "current state", "line", hint="where it stands, honestly; “same” is fine"),
        FormField("gap", "gap", "line", hint="what is still missing"),
        FormField("action", "action", "line", hint="what you are doing about it; “nothing” is fine"),
        FormField("when", "date", "line", hint="Leave empty for today, or: 2026-10-02, friday, last month"),
    ),
)
RENAME = GoalForm(
    "Rename a skill",
    "Rename",
    (FormField("name", "new name", "line", hint="the old name stays as an alias"),),
    "skills",
)
ALIAS = GoalForm(
    "Add an alias",
    "Add alias",
    (FormField("alias", "alias", "line", hint="entries can then use either name"),),
    "skills",
)
MERGE = GoalForm(
    "Merge into another skill",
    "Merge",
    (FormField("into", "the other skill", "line", hint="it takes over the entries and names of this one"),),
    "skills",
)
STATES: dict[str, tuple[str, ...]] = {"goal": ("active", "reached", "dropped"), "gap": ("open", "closed")}


def state_of(item: Item) -> str:
    """Return the state of a goal or gap; the first one if none is set."""
    assert isinstance(item, Goal | Gap)  # noqa: S101 - nothing else has one
    return item.state or STATES[item.kind][0]


def state_form(item: Item) -> GoalForm:
    """Return the form for the state of a goal or gap."""
    return GoalForm("State", "Save", (FormField("state", "state", "choice", options=STATES[item.kind]),))


def read_values(request: Request, ask: GoalForm) -> dict[str, str]:
    """Return what was typed into a form."""
    return {field.name: request.POST.get(field.name, "") for field in ask.fields}


def fill_inputs(
    ask: GoalForm, values: Mapping[str, str], wrong: Mapping[str, str], *, alone: bool = False
) -> list[FormField]:
    """Return a form's fields with their values and errors."""
    return [
        replace(
            field,
            value=values.get(field.name, ""),
            error=wrong.get(field.name, ""),
            has_focus=alone and field is ask.fields[0],
        )
        for field in ask.fields
    ]


def field_error(ask: GoalForm, error: Exception) -> dict[str, str]:
    """Return a refusal by the field that it is about; the first field if it names none of them."""
    error_field = error.field if isinstance(error, Invalid) else ""
    field_names = [field.name for field in ask.fields]
    return {error_field if error_field in field_names else field_names[0]: as_sentence(str(error))}


def form_page(
    request: Request, ask: GoalForm, inputs: Sequence[FormField], item: Item | None = None, status: int = 200
) -> HttpResponse:
    """Return a page with one form on it, which posts to its own URL."""
    context: dict[str, Any] = {
        "title": ask.title,
        "fields": inputs,
        "button": ask.button,
        "parent": item,
        "nav_item": ask.nav_item,
        "cancel_url": reverse("item", args=[item.handle]) if item else reverse(ask.nav_item),
    }
    return render(request, "goals/form_page.html", context, status=status)
