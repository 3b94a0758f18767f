"""The sections of the printed document as HTML: a template takes five times as long over 10,000 entries.

What is only for the screen (links, handles) is left out, since a browser lays all of it out at once.
"""

from collections.abc import Iterable, Iterator
from html import escape

from django.utils.safestring import SafeString

from vividmap.web.document.view_models import DocumentEntry, DocumentSection, EntryGroup

_LEFT_OUT = ("¶ more", "no outcome yet")


def render_sections(sections: Iterable[DocumentSection]) -> SafeString:
    """Return the sections as HTML; everything that somebody wrote is escaped."""
    return SafeString("".join(part for section in sections for part in _section(section)))


def _section(section: DocumentSection) -> Iterator[str]:
    title_id = f"{section.name}-title"
    yield f'<section id="{section.name}" aria-labelledby="{title_id}">'
    yield f'<div class="head"><h2 id="{title_id}">{escape(section.title)}</h2></div>'
    for group in section.groups:
        yield from _group(group)
    if not section.groups:
        yield f'<p class="teach">{escape(section.empty_text)}</p>'
    yield "</section>\n"


def _group(group: EntryGroup) -> Iterator[str]:
    if group.title:
        yield f"<h3>{escape(group.title)}</h3>"
    yield '<ol class="plain">' if group.is_plain else "<ol>"
    for entry in group.entries:
        yield from _entry(entry)
    yield "</ol>"


def _entry(entry: DocumentEntry) -> Iterator[str]:
    if entry.is_dated:
        row = entry.row
        tag = f'time datetime="{row.day.machine}"' if row.day.machine else 'span class="day"'
        outcome = f' <span class="arrow">→</span> {escape(row.outcome)}' if row.outcome else ""
        yield f'<li class="row"><{tag}>{escape(row.day.short)}</{tag.partition(" ")[0]}><div>'
        yield f'<p class="said" dir="auto">{escape(row.text)}{outcome}</p>'
        yield from _details(entry)
        yield "</div></li>\n"
        return
    yield f'<li><div class="top">{_heading(entry)}'
    yield from _details(entry)
    yield "</div>"
    if entry.children:
        yield '<ol class="beneath">'
        for child in entry.children:
            yield from _entry(child)
        yield "</ol>"
    yield "</li>\n"


def _heading(entry: DocumentEntry) -> str:
    text = escape(entry.row.text)
    if entry.row.kind == "gap":
        return f'<h4 dir="auto"><span class="what">Gap:</span> {text}</h4>'
    if entry.row.kind == "skill":
        return f'<p class="said" dir="auto">{text}</p>'
    return f'<h3 dir="auto">{text}</h3>'


def _details(entry: DocumentEntry) -> Iterator[str]:
    row = entry.row
    links = (f"{link.sign}{link.name}" for link in row.links)
    labels = (label for label in row.labels if label not in _LEFT_OUT)
    if notes := " · ".join(part for part in (row.scope_label, *labels, *links) if part):
        yield f'<p class="notes" dir="auto">{escape(notes)}</p>'
    for label, value in entry.fields:
        yield f'<p class="notes field-line" dir="auto"><span class="label">{escape(label)}</span> '
        yield f"{escape(value)}</p>"
    if entry.body:
        yield f'<div class="prose" dir="auto">{entry.body}</div>'
