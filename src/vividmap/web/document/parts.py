"""Which parts the document has, and which of them stands on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from vividmap.core.record import Evidence, Goal, Item, Person, Skill, SkillEntry, Touchpoint
from vividmap.formats.document import ORPHANS, SECTIONS, SKILLS
from vividmap.store.queries import document as store
from vividmap.store.queries import load
from vividmap.web.asked import query

MOST = 60
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
class Part:
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
        year = (str(self.year) if self.year else "undated") if self.kind.dated else ""
        return query({"section": self.section, "year": year, "page": self.page})


def contents(owner: Any) -> list[Part]:
    """Return all parts of the document in its order."""
    return [
        *_years(owner, Evidence),
        *_years(owner, SkillEntry),
        *_tops(owner, Skill, SKILLS),
        *_tops(owner, Person, "People"),
        *_years(owner, Touchpoint, ORPHANS),
        *_tops(owner, Goal, "Goals"),
    ]


def _years(owner: Any, kind: type[Item], prefix: str = "") -> list[Part]:
    found = []
    for year, count in store.years(owner, kind.kind):
        label = f"{prefix} {year or 'undated'}".strip()
        for start in range(0, count, MOST):
            page = start // MOST + 1
            said = f"{label} ({page})" if count > MOST else label
            found.append(Part(kind, said, min(MOST, count - start), year, page))
    return found


def _tops(owner: Any, kind: type[Item], label: str) -> list[Part]:
    """Return pages of people, of goals, of skills, cut so that what stands beneath them counts too."""
    pages: list[Part] = []
    for top in store.tops(owner, kind.kind):
        if not pages or pages[-1].count + top.size > MOST:
            pages.append(Part(kind, label, 0, page=len(pages) + 1))
        last = pages[-1]
        pages[-1] = replace(last, count=last.count + top.size, uids=(*last.uids, top.uid))
    if len(pages) > 1:
        return [replace(one, label=f"{label} ({one.page})") for one in pages]
    return pages


def opened(owner: Any, said: Mapping[str, str]) -> tuple[list[Part], Part | None]:
    """Return all parts, and the one that a URL asks for; None while the document is short enough to be whole.

    Raises Http404 where there is no such part.
    """
    there = contents(owner)
    part = chosen(there, said)
    if part is None and there and said:
        raise Http404
    return there, part if sum(one.count for one in there) > MOST else None


def address(owner: Any, part: Part | None) -> str:
    """Return where the document is read, at a part that may be gone by now."""
    here, there = reverse("document"), [one.address for one in contents(owner)] if part else []
    return f"{here}?{part.address}" if part and part.address in there else here


def chosen(parts: Sequence[Part], said: Mapping[str, str]) -> Part | None:
    """Return the part that a URL asks for, the first of what it says; None where there is none."""
    found = [one for one in parts if said.get("section") in (None, "", one.section)]
    if year := said.get("year"):
        found = [one for one in found if year == (str(one.year) if one.year else "undated")]
    page = said.get("page") or "1"
    return next((one for one in found if str(one.page) == page), None)


def read(owner: Any, part: Part) -> list[Item]:
    """Return the items of a part, with all that stands beneath them."""
    if part.kind.dated:
        return store.dated(owner, part.kind.kind, part.year, (part.page - 1) * MOST, MOST)
    return store.whole(owner, part.uids)


def everything(owner: Any) -> list[Item]:
    """Return the whole record."""
    return list(load(owner).items)
