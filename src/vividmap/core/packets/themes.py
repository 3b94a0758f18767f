"""What several entries have in common, in words from the record: a goal, a tag, a skill, a kind."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from vividmap.core.packets.voice import title_case
from vividmap.core.record import Evidence, Record

_KINDS = {
    "decision": "Decisions and artifacts",
    "unblocked": "Unblocking others",
    "prevented": "Failures prevented",
    "led": "Led or contributed to",
}


class EntryTheme(NamedTuple):
    """What entries have in common: of which sort, and its title."""

    sort: str
    title: str


_OTHER_WORK = EntryTheme("", "Other work")
_SORTS = ("goal", "tag", "skill", "kind", "")
"""The most specific first: its purpose, its subject, the skill it took."""


def themes_of(entry: Evidence, record: Record) -> Iterator[EntryTheme]:
    """Yield the themes of an entry, the most specific first."""
    yield from _linked_themes(entry, "goal", record)
    for tag in entry.tags:
        yield EntryTheme("tag", title_case(tag))
    yield from _linked_themes(entry, "skill", record)
    if entry.category:
        yield EntryTheme("kind", _KINDS[entry.category])
    yield _OTHER_WORK


def _linked_themes(entry: Evidence, sort: str, record: Record) -> Iterator[EntryTheme]:
    for mention in entry.mentions:
        target = record.by_id.get(mention.target) if mention.sort == sort and mention.target else None
        if target is not None and target.text:
            yield EntryTheme(sort, title_case(target.text))


def group_by_theme(entries: Sequence[Evidence], record: Record) -> list[tuple[str, list[Evidence]]]:
    """Return entries in groups with their titles, by what most of them share, else each by its own theme.

    Groups stand in the order of their first entries, and entries in the order of `entries`.
    """
    themes = {entry.id: list(themes_of(entry, record)) for entry in entries}
    remaining, groups = list(entries), []
    while remaining:
        theme = _most_shared_theme(remaining, themes) or themes[remaining[0].id][0]
        group = [entry for entry in remaining if theme in themes[entry.id]]
        groups.append((theme.title, group))
        remaining = [entry for entry in remaining if entry not in group]
    positions = {entry.id: position for position, entry in enumerate(entries)}
    return sorted(groups, key=lambda group: positions[group[1][0].id])


def _most_shared_theme(
    entries: Sequence[Evidence], themes: dict[UUID, list[EntryTheme]]
) -> EntryTheme | None:
    """Return the theme that most entries share, of two that as many share the more specific one."""
    counts = Counter(
        theme for entry in entries for theme in dict.fromkeys(themes[entry.id]) if theme != _OTHER_WORK
    )
    shared_themes = [theme for theme, count in counts.items() if count > 1]
    return min(
        shared_themes,
        key=lambda theme: (-counts[theme], _SORTS.index(theme.sort), theme.title),
        default=None,
    )
