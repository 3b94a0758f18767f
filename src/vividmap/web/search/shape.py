"""What a search found, in the words of its page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from vividmap.core import search
from vividmap.core.fields import Notes
from vividmap.core.record import Evidence, Item, specs
from vividmap.core.search import Piece, Term
from vividmap.web import rows
from vividmap.web.rows import Day, Names

_LONGEST_LINE = 400
_UNSAID = ("outcome", "date_as_written")


@dataclass(frozen=True)
class Named:
    """Something that is named in what was found; no address while nobody is called so."""

    sign: str
    name: SafeString
    address: str


@dataclass(frozen=True)
class Result:
    """One thing that was found. `beneath` are the passages that it was found by, if others."""

    handle: str
    address: str
    kind: str
    day: Day | None
    line: SafeString
    outcome: SafeString
    above: Named | None
    named: tuple[Named, ...]
    beneath: tuple[tuple[str, SafeString], ...]


def address(item: Item) -> str:
    """Return where an item is shown."""
    return reverse("settings") if item.kind == "profile" else reverse("item", args=[item.handle])


def ids(items: Iterable[Item]) -> list[UUID]:
    """Return the ids of all that has to be called by its name beside some items."""
    found = list(items)
    return list({*rows.targets(found), *(one.parent for one in found if one.parent)})


def result(item: Item, asked: Sequence[Term], today: date, names: Names) -> Result:
    """Return an item as a search shows it."""
    outcome = item.outcome if isinstance(item, Evidence) else ""
    links = list(rows.links(item.mentions, names))
    shown = [item.text, outcome, *(link.name for link in links)]
    return Result(
        handle=item.handle,
        address=address(item),
        kind=item.kind,
        day=rows.day(item.when, today) if item.dated else None,
        line=_line(item.text, asked),
        outcome=_line(outcome, asked),
        above=_above(item, names),
        named=tuple(_named(link, asked) for link in links),
        beneath=tuple(_beneath(item, asked, shown)),
    )


def _html(pieces: Iterable[Piece]) -> SafeString:
    """Return pieces as HTML: a template that puts them together takes as long as all the rest."""
    parts = (format_html("<mark>{}</mark>", one.text) if one.found else one.text for one in pieces)
    return format_html_join("", "{}", ((part,) for part in parts))


def _line(text: str, asked: Sequence[Term]) -> SafeString:
    if len(text) <= _LONGEST_LINE:
        return _html(search.marked(text, asked))
    return _html(search.excerpt(text, asked, _LONGEST_LINE) or [Piece(f"{text[:_LONGEST_LINE]} …")])


def _above(item: Item, names: Names) -> Named | None:
    if item.parent is None or item.parent not in names:
        return None
    name, handle = names[item.parent]
    return Named("", _html([Piece(name)]), reverse("item", args=[handle]))


def _named(link: rows.Link, asked: Sequence[Term]) -> Named:
    there = reverse("item", args=[link.handle]) if link.handle else ""
    return Named(link.sign, _html(search.marked(link.name, asked)), there)


def _beneath(item: Item, asked: Sequence[Term], shown: Sequence[str]) -> Iterator[tuple[str, SafeString]]:
    """Yield a passage for each word that was found elsewhere than in what is shown anyway."""
    missing = [term for term in asked if not any(search.holds(text, [term]) for text in shown)]
    for label, text in _said(item):
        found = [term for term in missing if search.holds(text, [term])]
        if found:
            yield label, _html(search.excerpt(text, found))
            missing = [term for term in missing if term not in found]


def _said(item: Item) -> Iterator[tuple[str, str]]:
    for name, spec in specs(item.kind).items():
        if name not in _UNSAID and not isinstance(spec, Notes):
            yield spec.label, "; ".join(spec.write(getattr(item, name)))
    yield "notes", " ".join(item.body.split())
    yield "named", ", ".join(one.written for one in item.mentions)
