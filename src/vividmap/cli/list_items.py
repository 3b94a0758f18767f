"""What list does: read one section, filtered, and print it."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from vividmap.cli import list_tables, session
from vividmap.cli.fields import find_field, read_field
from vividmap.cli.options import read_range
from vividmap.cli.resolve import find_item
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import KINDS, MENTION_KINDS, MentionSort
from vividmap.core.stored_fields import choice_options, linking_sorts
from vividmap.core.vocabulary import SECTION_KINDS
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.core.record import Item
    from vividmap.store.queries import Filters


@dataclass(frozen=True, kw_only=True)
class ListOptions:
    """The options of list, as they were typed."""

    limit: int | None
    since: str | None
    until: str | None
    period: str | None
    skills: tuple[str, ...]
    people: tuple[str, ...]
    goals: tuple[str, ...]
    scope: str | None
    kind: str | None
    tags: tuple[str, ...]
    state: str | None
    no_outcome: bool
    project: str | None

    @property
    def names(self) -> dict[MentionSort, tuple[str, ...]]:
        """Return the names that items have to be linked to, by what they name."""
        return {"skill": self.skills, "person": self.people, "goal": self.goals}


def print_list(section: str, list_options: ListOptions, *, as_json: bool) -> None:
    """Print a section. Raises UsageError for options that it does not take."""
    if section == "projects":
        _list_projects(list_options, as_json=as_json)
        return
    _check_section(section, list_options)
    actor = session.open_for_reading()
    has_names = list_tables.has_names(section, as_json=as_json)
    items = _load_items(actor, section, list_options, with_mentions=has_names)
    has_filters = list_options != replace(_NO_OPTIONS, limit=list_options.limit)
    empty = "Nothing matches." if has_filters else list_tables.EMPTY[section]
    list_tables.print_section(actor, section, items, empty=empty, as_json=as_json)


def _list_projects(list_options: ListOptions, *, as_json: bool) -> None:
    """Print the projects, the one with the newest entry first. Raises UsageError for any filter."""
    if list_options != replace(_NO_OPTIONS, limit=list_options.limit):
        raise click.UsageError(
            "projects cannot be filtered; to list the entries of one: vividmap list --project NAME"
        )
    actor = session.open_for_reading()
    from vividmap.store.queries import project_queries

    projects = project_queries.load_projects(actor.owner)[: list_options.limit]
    list_tables.print_projects(projects, as_json=as_json)


_NO_OPTIONS = ListOptions(
    limit=None,
    since=None,
    until=None,
    period=None,
    skills=(),
    people=(),
    goals=(),
    scope=None,
    kind=None,
    tags=(),
    state=None,
    no_outcome=False,
    project=None,
)


def _check_section(section: str, list_options: ListOptions) -> None:
    """Refuse an option that no item of the section can match: an empty list would look like an answer."""
    kind = SECTION_KINDS[section]
    if (list_options.since or list_options.until or list_options.period) and not KINDS[kind].is_dated:
        raise click.UsageError(f"--since, --until and --period do not apply to {section}; omit them")
    for option, value in (
        ("scope", list_options.scope),
        ("tag", list_options.tags),
        ("project", list_options.project),
        ("state", list_options.state),
    ):
        if value and not find_field(kind, "tags" if option == "tag" else option):
            raise click.UsageError(f"--{option} does not apply to {section}; omit it")
    if list_options.state and list_options.state not in _choices(kind, "state"):
        raise click.UsageError(
            f"{list_options.state!r} is not a state of {section}; "
            f"use one of {', '.join(choice_options(kind, 'state'))}"
        )
    if list_options.no_outcome and kind != "evidence":
        raise click.UsageError(f"--no-outcome does not apply to {section}; omit it")
    if list_options.kind and list_options.kind not in _choices(kind, "kind"):
        section_name = next(
            name
            for name, other_kind in SECTION_KINDS.items()
            if list_options.kind in _choices(other_kind, "kind")
        )
        raise click.UsageError(
            f"{list_options.kind!r} is not a kind of {section}. "
            f"Try: vividmap list {section_name} --kind {list_options.kind}"
        )
    for sort, names in list_options.names.items():
        if names and sort not in linking_sorts(kind):
            raise click.UsageError(f"--{sort} does not apply to {section}; omit it")


def _choices(kind: str, label: str) -> tuple[str, ...]:
    return choice_options(kind, find_field(kind, label))


def _load_items(
    actor: Actor, section: str, list_options: ListOptions, *, with_mentions: bool
) -> "list[Item]":
    from vividmap.core.text import fold
    from vividmap.store import queries
    from vividmap.store.queries import skill_queries

    limit = None if list_options.tags or section == "skills" else list_options.limit
    items = queries.list_items(
        actor.owner,
        [SECTION_KINDS[section]],
        _build_filters(actor, SECTION_KINDS[section], list_options),
        limit,
        with_mentions=with_mentions,
    )
    if list_options.tags:
        wanted_tags = {fold(tag.strip()) for tag in list_options.tags}
        items = [item for item in items if wanted_tags <= set(map(fold, read_field(item, "tags")))]
    if section == "skills":  # the most used first
        places = {
            skill.id: place for place, (skill, _) in enumerate(skill_queries.skills_by_use(actor.owner))
        }
        items = sorted(items, key=lambda item: places[item.id])
    return items[: list_options.limit]


def _build_filters(actor: Actor, kind: str, list_options: ListOptions) -> "Filters":
    from vividmap.services.list_filters import FilterValues, build_filters

    first, last = read_range(actor, list_options.since, list_options.until, list_options.period)
    linked = tuple(
        find_item(actor, name, *MENTION_KINDS[sort]).id
        for sort, names in list_options.names.items()
        for name in names
    )
    values = FilterValues(
        first=first,
        last=last,
        scope=list_options.scope or "",
        category=list_options.kind or "",
        linked=linked,
        state=list_options.state or "",
        missing=("outcome",) if list_options.no_outcome else (),
        project=list_options.project or "",
    )
    return build_filters(actor, kind, values)
