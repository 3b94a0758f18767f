"""What the palette can do with the entry that is selected on the page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.urls import reverse

from vividmap.core import search
from vividmap.core.record import Evidence, Item, SkillEntry
from vividmap.core.search import SearchTerm
from vividmap.web import entry_rows
from vividmap.web.search.palette import PaletteOption


class _EntryVerb(NamedTuple):
    """Something to do with an entry: its label around the entry's words, further words, where it is done."""

    label: str
    keywords: str
    url: str
    place: str = ""
    is_action: bool = False
    kinds: tuple[type[Item], ...] = (Evidence, SkillEntry)


_VERBS = (
    _EntryVerb(
        "Add an outcome to {}", "result what came of it", "item-edit", "#f-outcome", kinds=(Evidence,)
    ),
    _EntryVerb("Edit {}", "change write", "item-edit"),
    _EntryVerb("Mark {} as strong", "why strongest", "item-edit", "#f-strong", kinds=(Evidence,)),
    _EntryVerb("Mark {} as shown to someone", "surfaced seen", "item", "#surfaced", kinds=(Evidence,)),
    _EntryVerb("Delete {}", "remove trash", "item-delete", is_action=True),
)


def entry_options(entry: Item, terms: Sequence[SearchTerm]) -> Iterator[PaletteOption]:
    """Yield the actions for an entry whose own words match the typed ones."""
    for verb in _VERBS:
        if isinstance(entry, verb.kinds) and search.contains_terms(f"{verb.label} {verb.keywords}", terms):
            url = reverse(verb.url, args=[entry.handle]) + verb.place
            label = verb.label.format(entry_rows.quote(entry.text))
            yield PaletteOption(label, "selected entry", url, is_action=verb.is_action)
