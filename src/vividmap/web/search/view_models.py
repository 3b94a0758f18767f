"""View models of the results of a search."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from vividmap.core import search
from vividmap.core.fields import JsonField
from vividmap.core.record import Evidence, Item, specs
from vividmap.core.search import SearchTerm, TextPiece
from vividmap.web import entry_rows
from vividmap.web.entry_rows import Day, Names

_LONGEST_LINE = 400
_EXCLUDED_FIELDS = ("outcome", "date_as_written")


@dataclass(frozen=True)
class NamedLink:
    """Something that is named in what was found; no address while the name is unresolved."""

    sign: str
    name: SafeString
    address: str


@dataclass(frozen=True)
class SearchResult:
    """One thing that was found. `passages` are other texts of it that match."""

    handle: str
    address: str
    kind: str
    day: Day | None
    line: SafeString
    outcome: SafeString
    parent: NamedLink | None
    mentions: tuple[NamedLink, ...]
    passages: tuple[tuple[str, SafeString], ...]


def item_url(item: Item) -> str:
    """Return where an item is shown."""
    return reverse("settings") if item.kind == "profile" else reverse("item", args=[item.handle])


def related_ids(items: Iterable[Item]) -> list[UUID]:
    """Return the ids of all items whose names are shown beside some items."""
    item_list = list(items)
    return list({*entry_rows.targets(item_list), *(item.parent for item in item_list if item.parent)})


def search_result(item: Item, terms: Sequence[SearchTerm], today: date, names: Names) -> SearchResult:
    """Return an item as a search shows it."""
    outcome = item.outcome if isinstance(item, Evidence) else ""
    links = list(entry_rows.links(item.mentions, names))
    shown_texts = [item.text, outcome, *(link.name for link in links)]
    return SearchResult(
        handle=item.handle,
        address=item_url(item),
        kind=item.kind,
        day=entry_rows.format_day(item.when, today) if item.is_dated else None,
        line=_line(item.text, terms),
        outcome=_line(outcome, terms),
        parent=_parent_link(item, names),
        mentions=tuple(_named_link(link, terms) for link in links),
        passages=tuple(_passages(item, terms, shown_texts)),
    )


def _html(pieces: Iterable[TextPiece]) -> SafeString:
    """Return pieces as HTML: a template that puts them together takes as long as all the rest."""
    parts = (format_html("<mark>{}</mark>", piece.text) if piece.is_match else piece.text for piece in pieces)
    return format_html_join("", "{}", ((part,) for part in parts))


def _line(text: str, terms: Sequence[SearchTerm]) -> SafeString:
    if len(text) <= _LONGEST_LINE:
        return _html(search.mark_matches(text, terms))
    return _html(search.excerpt(text, terms, _LONGEST_LINE) or [TextPiece(f"{text[:_LONGEST_LINE]} …")])


def _parent_link(item: Item, names: Names) -> NamedLink | None:
    if item.parent is None or item.parent not in names:
        return None
    name, handle = names[item.parent]
    return NamedLink("", _html([TextPiece(name)]), reverse("item", args=[handle]))


def _named_link(link: entry_rows.Link, terms: Sequence[SearchTerm]) -> NamedLink:
    url = reverse("item", args=[link.handle]) if link.handle else ""
    return NamedLink(link.sign, _html(search.mark_matches(link.name, terms)), url)


def _passages(
    item: Item, terms: Sequence[SearchTerm], shown_texts: Sequence[str]
) -> Iterator[tuple[str, SafeString]]:
    """Yield a passage for each word that was found elsewhere than in what is shown anyway."""
    missing = [term for term in terms if not any(search.contains_terms(text, [term]) for text in shown_texts)]
    for label, text in _searchable_texts(item):
        matching_terms = [term for term in missing if search.contains_terms(text, [term])]
        if matching_terms:
            yield label, _html(search.excerpt(text, matching_terms))
            missing = [term for term in missing if term not in matching_terms]


def _searchable_texts(item: Item) -> Iterator[tuple[str, str]]:
    for name, spec in specs(item.kind).items():
        if name not in _EXCLUDED_FIELDS and not isinstance(spec, JsonField):
            yield spec.label, "; ".join(spec.write(getattr(item, name)))
    yield "notes", " ".join(item.body.split())
    yield "named", ", ".join(mention.name for mention in item.mentions)
