"""The palette: items by name, pages, verbs, and what a search finds, in this order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from vividmap.core import checkins, search
from vividmap.core.packets.registry import conversations
from vividmap.core.record import Item
from vividmap.core.search import SearchTerm
from vividmap.web import entry_rows
from vividmap.web.navigation import nav_links
from vividmap.web.search import view_models

NAMED_KINDS = ("person", "goal", "gap", "skill", "framework", "criterion")
MAX_NAMED = 6
MAX_MATCHES = 8
_LONGEST = 160


@dataclass(frozen=True)
class PaletteOption:
    """Something to choose: a link, or a button that posts `value` as `name` if it is an action."""

    label: str
    kind: str
    address: str
    key: str = ""
    is_action: bool = False
    name: str = ""
    value: str = ""


@dataclass(frozen=True)
class PaletteVerb:
    """Something that can be done: what it is called, by which other words it is found, and where it is."""

    label: str
    keywords: str
    url: str
    place: str = ""
    is_action: bool = False
    name: str = ""
    value: str = ""
    key: str = ""


VERBS = (
    PaletteVerb("Add an entry", "capture log add new evidence entry skill", "today", place="#text", key="c"),
    PaletteVerb("Add an outcome", "result what came of it due waiting", "today", place="#due-title"),
    PaletteVerb("Add a person", "new relationship people", "people-add"),
    PaletteVerb("Add a goal", "new goals", "goals-add"),
    PaletteVerb("Open the people map", "relationship heights", "people-map"),
    PaletteVerb("Open frameworks", "criteria levels ladder career expectations promotion", "frameworks"),
    PaletteVerb("Import a framework", "criteria levels ladder bring", "frameworks-import"),
    PaletteVerb("Edit the document", "running change", "document-edit"),
    PaletteVerb("Print the document", "running paper pdf", "document-print"),
    PaletteVerb("Export the archive", "download json backup everything", "export-archive"),
    PaletteVerb("Export the document", "download markdown md", "export-document"),
    PaletteVerb("Undo the last change", "take back revert", "undo", is_action=True, key="u"),
    PaletteVerb("Create a backup", "copy database save", "settings-backups", is_action=True),
    PaletteVerb("Open backups", "copies database", "settings-backups"),
    PaletteVerb("Open the trash", "deleted restore purge erase", "settings-trash"),
    PaletteVerb("Theme: light", "theme bright day", "look", is_action=True, name="look", value="light"),
    PaletteVerb("Theme: dark", "theme night", "look", is_action=True, name="look", value="dark"),
    PaletteVerb("Theme: system", "theme automatic", "look", is_action=True, name="look", value="system"),
)


def build_options(
    query: str,
    exact: Sequence[Item],
    name_matches: Sequence[Item],
    text_matches: Sequence[Item],
    today: date,
) -> list[PaletteOption]:
    """Return the options: the item with the handle, items by name, pages, verbs, other matches.

    `name_matches` may hold items that have the words in their notes alone.
    """
    terms = search.parse_query(query)
    matches = [
        *exact,
        *(item for item in name_matches if item not in exact and search.contains_terms(_names(item), terms)),
    ]
    matches = matches[:MAX_NAMED]
    match_ids = {item.id for item in matches}
    other_matches = [item for item in text_matches if item.id not in match_ids][:MAX_MATCHES]
    people = [item for item in name_matches if item.kind == "person"][:MAX_NAMED]
    result = [
        *_meetings(query, people),
        *(_item(item, today) for item in matches if item in exact or item.kind != "criterion"),
        *_conversations(terms),
        *_check_ins(terms),
        # A criterion is a whole sentence: a word in it does not count as its name.
        *(_item(item, today) for item in matches if item not in exact and item.kind == "criterion"),
        *_pages(terms),
        *_verbs(terms),
        *(_item(item, today) for item in other_matches),
    ]
    if query:
        result.append(
            PaletteOption(f"Search for {query}", "search", f"{reverse('search')}?{urlencode({'q': query})}")
        )
    return result


_CONVERSATION_WORDS = {
    "review": "performance review self-assessment self assessment perf",
    "promotion": "promotion case packet",
    "resume": "resume résumé cv job search",
    "one-on-one": "1:1 1-1 one-on-one oneonone meeting talk",
}
_CHECK_IN_WORDS = "check-in checkin check in habit begin start"
_MEETING_PREFIXES = ("1:1 with ", "1:1 ", "1-1 with ", "one-on-one with ", "one on one with ")


def meeting_name(query: str) -> str:
    """Return the name in a query such as "1:1 with Dana"; "" if it is not about a 1:1 with someone."""
    folded = query.casefold()
    prefix = next((prefix for prefix in _MEETING_PREFIXES if folded.startswith(prefix)), "")
    return query[len(prefix) :].strip() if prefix else ""


def _meetings(query: str, people: Sequence[Item]) -> Iterator[PaletteOption]:
    if meeting_name(query):
        for person in people:
            url = f"{reverse('prepare-draft', args=['one-on-one'])}?{urlencode({'person': person.handle})}"
            yield PaletteOption(f"Prepare a 1:1 with {person.text}", "conversation", url)


def _conversations(terms: Sequence[SearchTerm]) -> Iterator[PaletteOption]:
    for conversation in conversations():
        words = f"prepare {conversation.title} {_CONVERSATION_WORDS.get(conversation.slug, '')}"
        if terms and search.contains_terms(words, terms):
            url = reverse("prepare-draft", args=[conversation.slug])
            yield PaletteOption(f"Prepare: {conversation.title}", "conversation", url)


def _check_ins(terms: Sequence[SearchTerm]) -> Iterator[PaletteOption]:
    for kind in checkins.KINDS:
        if terms and search.contains_terms(f"{kind} {_CHECK_IN_WORDS}", terms):
            yield PaletteOption(f"{kind.capitalize()} check-in", "check-in", reverse("checkin"))


def _names(item: Item) -> str:
    return " / ".join((item.text, *getattr(item, "aliases", ())))


def _item(item: Item, today: date) -> PaletteOption:
    text = item.text if len(item.text) <= _LONGEST else f"{item.text[:_LONGEST]}…"
    day = f" {entry_rows.format_day(item.when, today).short}" if item.when else ""
    return PaletteOption(text or item.kind, f"{item.kind}{day}", view_models.item_url(item))


def _pages(terms: Sequence[SearchTerm]) -> Iterator[PaletteOption]:
    for link in nav_links():
        if search.contains_terms(link.label, terms):
            yield PaletteOption(link.label, "page", reverse(link.url_name), link.key)


def _verbs(terms: Sequence[SearchTerm]) -> Iterator[PaletteOption]:
    for verb in VERBS:
        if search.contains_terms(f"{verb.label} {verb.keywords}", terms):
            url = reverse(verb.url) + verb.place
            yield PaletteOption(verb.label, "verb", url, verb.key, verb.is_action, verb.name, verb.value)
