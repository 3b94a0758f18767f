"""The palette: whatever is called so, the pages, the verbs, and what a search finds, in this order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from vividmap.core import search
from vividmap.core.record import Item
from vividmap.core.search import Term
from vividmap.web import rows
from vividmap.web.frame import WAYS
from vividmap.web.search import shape

NAMED = ("person", "goal", "gap", "skill", "framework", "criterion")
MOST_NAMED = 6
MOST_FOUND = 8
_LONGEST = 160


@dataclass(frozen=True)
class Option:
    """Something to choose: a link, or a button that posts `value` as `name` where it `does` something."""

    label: str
    kind: str
    address: str
    key: str = ""
    does: bool = False
    name: str = ""
    value: str = ""


@dataclass(frozen=True)
class Verb:
    """Something that can be done: what it is called, by which other words it is found, and where it is."""

    label: str
    also: str
    url: str
    place: str = ""
    does: bool = False
    name: str = ""
    value: str = ""
    key: str = ""


VERBS = (
    Verb("Keep what mattered", "capture log add new evidence entry skill", "today", place="#text", key="c"),
    Verb("Add a person", "new relationship people", "people-add"),
    Verb("Add a goal", "new goals", "goals-add"),
    Verb("Look at the map of people", "relationship heights", "people-map"),
    Verb("Look at frameworks", "criteria levels ladder career expectations promotion", "frameworks"),
    Verb("Import a framework", "criteria levels ladder bring", "frameworks-import"),
    Verb("Edit the document", "running change", "document-edit"),
    Verb("Print the document", "running paper pdf", "document-print"),
    Verb("Export the archive", "download json backup everything", "export-archive"),
    Verb("Export the document", "download markdown md", "export-document"),
    Verb("Undo the last change", "take back revert", "undo", does=True, key="u"),
    Verb("Make a backup", "copy database save", "settings-backups", does=True),
    Verb("See the backups", "copies database", "settings-backups"),
    Verb("Open the trash", "deleted restore purge erase", "settings-trash"),
    Verb("Look: light", "theme bright day", "look", does=True, name="look", value="light"),
    Verb("Look: dark", "theme night", "look", does=True, name="look", value="dark"),
    Verb("Look: as the system", "theme automatic", "look", does=True, name="look", value="system"),
)


def options(
    query: str,
    exact: Sequence[Item],
    named: Sequence[Item],
    found: Sequence[Item],
    today: date,
) -> list[Option]:
    """Return what there is to choose: what has the handle, what is called so, pages, verbs, what is found.

    `named` may hold things that have it in their notes alone.
    """
    asked = search.terms(query)
    called = [*exact, *(item for item in named if item not in exact and search.holds(_names(item), asked))]
    called = called[:MOST_NAMED]
    known = {item.id for item in called}
    others = [item for item in found if item.id not in known][:MOST_FOUND]
    chosen = [
        *(_item(item, today) for item in called),
        *_pages(asked),
        *_verbs(asked),
        *(_item(item, today) for item in others),
    ]
    if query:
        chosen.append(
            Option(f"Search for {query}", "search", f"{reverse('search')}?{urlencode({'q': query})}")
        )
    return chosen


def _names(item: Item) -> str:
    return " / ".join((item.text, *getattr(item, "aliases", ())))


def _item(item: Item, today: date) -> Option:
    text = item.text if len(item.text) <= _LONGEST else f"{item.text[:_LONGEST]}…"
    day = f" {rows.day(item.when, today).short}" if item.when else ""
    return Option(text or item.kind, f"{item.kind}{day}", shape.address(item))


def _pages(asked: Sequence[Term]) -> Iterator[Option]:
    for way in WAYS:
        if search.holds(way.label, asked):
            yield Option(way.label, "page", reverse(way.name), way.key)


def _verbs(asked: Sequence[Term]) -> Iterator[Option]:
    for verb in VERBS:
        if search.holds(f"{verb.label} {verb.also}", asked):
            there = reverse(verb.url) + verb.place
            yield Option(verb.label, "verb", there, verb.key, verb.does, verb.name, verb.value)
