"""Which parts the document has, and which of them a page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from vividmap.core.record import Evidence, Goal, Item, Person, Skill, SkillEntry, Touchpoint
from vividmap.formats.document import ORPHANS, SECTIONS, SKILLS
from vividmap.store.queries import load_record
from vividmap.store.queries.document import (
    count_by_year,
    items_of_year,
    items_with_descendants,
    list_top_items,
)
from vividmap.web.request_params import encode_query

MAX_ENTRIES = 60
"""Entries on one page, so that it is small however long the record is."""

_TITLES = {kind: title for title, kind in SECTIONS.items()}
_SECTION: dict[type[Item], str] = {
    Evidence: "evidence",
    SkillEntry: "practice",
    Skill: "skills",
    Person: "people",
    Touchpoint: "touchpoints",
    Goal: "goals",
}


@dataclass(frozen=True)
class DocumentPart:
    """Some entries of one kind: of a year where they are dated, else those whose ids it has."""

    kind: type[Item]
    label: str
    count: int
    year: int | None = None
    page: int = 1
    uids: tuple[UUID, ...] = ()

    @property
    def section(self) -> str:
        """Return the name by which the URL asks for it."""
        return _SECTION[self.kind]

    @property
    def title(self) -> str:
        """Return the section of the document that it belongs to."""
        above = {Skill: SkillEntry, Touchpoint: Person}.get(self.kind, self.kind)
        return _TITLES[above]

    @property
    def address(self) -> str:
        """Return the query that asks for it."""
        year = (str(self.year) if self.year else "undated") if self.kind.is_dated else ""
        return encode_query({"section": self.section, "year": year, "page": self.page})


def list_parts(owner: Any) -> list[DocumentPart]:
    """Return all parts of the document in its order."""
    return [
        *_years(owner, Evidence),
        *_years(owner, SkillEntry),
        *_tops(owner, Skill, SKILLS),
        *_tops(owner, Person, "People"),
        *_years(owner, Touchpoint, ORPHANS),
        *_tops(owner, Goal, "Goals"),
    ]


def _years(owner: Any, kind: type[Item], prefix: str = "") -> list[DocumentPart]:
    parts = []
    for year, count in count_by_year(owner, kind.kind):
        label = f"{prefix} {year or 'undated'}".strip()
        for start in range(0, count, MAX_ENTRIES):
            page = start // MAX_ENTRIES + 1
            part_label = f"{label} ({page})" if count > MAX_ENTRIES else label
            parts.append(DocumentPart(kind, part_label, min(MAX_ENTRIES, count - start), year, page))
    return parts


def _tops(owner: Any, kind: type[Item], label: str) -> list[DocumentPart]:
    """Return pages of people, of goals, of skills, cut so that the items below them count too."""
    pages: list[DocumentPart] = []
    for top in list_top_items(owner, kind.kind):
        if not pages or pages[-1].count + top.size > MAX_ENTRIES:
            pages.append(DocumentPart(kind, label, 0, page=len(pages) + 1))
        last = pages[-1]
        pages[-1] = replace(last, count=last.count + top.size, uids=(*last.uids, top.uid))
    if len(pages) > 1:
        return [replace(page, label=f"{label} ({page.page})") for page in pages]
    return pages


def find_open_part(owner: Any, params: Mapping[str, str]) -> tuple[list[DocumentPart], DocumentPart | None]:
    """Return all parts, and the one that a URL asks for; None while the document is short enough to be whole.

    Raises Http404 where there is no such part.
    """
    parts = list_parts(owner)
    part = find_part(parts, params)
    if part is None and parts and params:
        raise Http404
    return parts, part if sum(document_part.count for document_part in parts) > MAX_ENTRIES else None


def part_url(owner: Any, part: DocumentPart | None) -> str:
    """Return where the document is read, at a part that may be gone by now."""
    document_url, part_queries = (
        reverse("document"),
        [document_part.address for document_part in list_parts(owner)] if part else [],
    )
    return f"{document_url}?{part.address}" if part and part.address in part_queries else document_url


def find_part(parts: Sequence[DocumentPart], params: Mapping[str, str]) -> DocumentPart | None:
    """Return the first part that fits the parameters of a URL; None if there is none."""
    matches = [part for part in parts if params.get("section") in (None, "", part.section)]
    if year := params.get("year"):
        matches = [part for part in matches if year == (str(part.year) if part.year else "undated")]
    page = params.get("page") or "1"
    return next((part for part in matches if str(part.page) == page), None)


def load_part_items(owner: Any, part: DocumentPart) -> list[Item]:
    """Return the items of a part, with all that stands beneath them."""
    if part.kind.is_dated:
        return items_of_year(owner, part.kind.kind, part.year, (part.page - 1) * MAX_ENTRIES, MAX_ENTRIES)
    return items_with_descendants(owner, part.uids)


def load_all_items(owner: Any) -> list[Item]:
    """Return the whole record."""
    return list(load_record(owner).items)
