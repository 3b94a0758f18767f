"""What several entries have in common, in words from the record: a goal, a tag, a skill, a kind."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from vividmap.core.packets.wording.voice import capitalised
from vividmap.core.record import Evidence, Record

_KINDS = {
    "decision": "Decisions and artifacts",
    "unblocked": "Unblocking others",
    "prevented": "Failures prevented",
    "led": "Led or contributed to",
}


class Theme(NamedTuple):
    """What entries have in common: of which sort, and its title."""

    sort: str
    title: str


_OTHER = Theme("", "Other work")
_SORTS = ("goal", "tag", "skill", "kind", "")
"""What says most about a piece of work comes first: what it was for, what it was about, what it took."""


def themes_of(item: Evidence, record: Record) -> Iterator[Theme]:
    """Yield the themes of an entry, the most telling first."""
    yield from _linked(item, "goal", record)
    for tag in item.tags:
        yield Theme("tag", capitalised(tag))
    yield from _linked(item, "skill", record)
    if item.what:
        yield Theme("kind", _KINDS[item.what])
    yield _OTHER


def _linked(item: Evidence, sort: str, record: Record) -> Iterator[Theme]:
    for mention in item.mentions:
        target = record.by_id.get(mention.target) if mention.sort == sort and mention.target else None
        if target is not None and target.text:
            yield Theme(sort, capitalised(target.text))


def by_theme(items: Sequence[Evidence], record: Record) -> list[tuple[str, list[Evidence]]]:
    """Return entries in groups with their titles, by what most of them share, else each by its own theme.

    Groups stand in the order of their first entries, and entries in the order given.
    """
    themes = {item.id: list(themes_of(item, record)) for item in items}
    remaining, groups = list(items), []
    while remaining:
        theme = _shared(remaining, themes) or themes[remaining[0].id][0]
        group = [item for item in remaining if theme in themes[item.id]]
        groups.append((theme.title, group))
        remaining = [item for item in remaining if item not in group]
    order = {item.id: place for place, item in enumerate(items)}
    return sorted(groups, key=lambda group: order[group[1][0].id])


def _shared(items: Sequence[Evidence], themes: dict[UUID, list[Theme]]) -> Theme | None:
    """Return the theme that most entries share, of two that as many share the more telling one."""
    counts = Counter(theme for item in items for theme in dict.fromkeys(themes[item.id]) if theme != _OTHER)
    shared = [theme for theme, count in counts.items() if count > 1]
    return min(
        shared, key=lambda theme: (-counts[theme], _SORTS.index(theme.sort), theme.title), default=None
    )
