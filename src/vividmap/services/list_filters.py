"""Filters of a list, read from what a person typed. Pages and the command line share these rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vividmap.core.english import dates
from vividmap.core.names import Names
from vividmap.core.record import MentionSort, specs
from vividmap.core.stored_fields import choice_options, linking_sorts
from vividmap.services.actor import Actor, date_at
from vividmap.services.changes import entries
from vividmap.services.errors import Invalid, NotFound
from vividmap.store import queries
from vividmap.store.queries import Filters, project_queries

LINK_SORTS: tuple[MentionSort, ...] = ("skill", "person", "goal")


@dataclass(frozen=True, kw_only=True)
class FilterValues:
    """Values to filter by; an empty one filters nothing.

    `period` is text such as "2026-H2" and sets both days; without it `first` and `last` are used. `names` are
    names or handles by what they name, `linked` are ids; an item has to be linked to all of them.
    """

    period: str = ""
    first: date | None = None
    last: date | None = None
    scope: str = ""
    category: str = ""
    state: str = ""
    no_outcome: bool = False
    project: str = ""
    words: str = ""
    names: Mapping[MentionSort, Iterable[str]] | None = None
    linked: tuple[UUID, ...] = ()


def read_filters(actor: Actor, kind: str, parameters: Mapping[str, str]) -> Filters:
    """Return the filters that URL parameters set: period, scope, kind, project, skill, person, goal, q.

    Raises Invalid with the parameter's name; NotFound for an unknown name.
    """
    values = FilterValues(
        period=parameters.get("period", ""),
        scope=parameters.get("scope", ""),
        category=parameters.get("kind", ""),
        words=parameters.get("q", ""),
        project=parameters.get("project", ""),
        names={sort: [parameters.get(sort, "")] for sort in LINK_SORTS if sort in linking_sorts(kind)},
    )
    return build_filters(actor, kind, values)


def build_filters(actor: Actor, kind: str, values: FilterValues) -> Filters:
    """Return the filters for items of a kind. Raises Invalid with a parameter's name, NotFound."""
    first, last = _read_period(actor, values)
    return Filters(
        first,
        last,
        _check_choice(kind, values.scope, "scope"),
        _check_choice(kind, values.category, "kind"),
        (*values.linked, *_find_linked_ids(actor, values.names or {})),
        values.words,
        values.state,
        values.no_outcome,
        _spellings(actor, kind, values.project),
    )


def _spellings(actor: Actor, kind: str, label: str) -> tuple[str, ...]:
    """Return a project's label in all the spellings that entries have. Raises Invalid, NotFound."""
    name = label.strip().removeprefix("+")
    if name and "project" not in specs(kind):
        raise Invalid("only evidence and learning belong to a project", "project")
    spellings = project_queries.spellings(actor.owner, name) if name else ()
    if name and not spellings:
        raise NotFound(f"there is no project {name!r}; vividmap list projects shows them")
    return spellings


def _find_linked_ids(actor: Actor, names_by_sort: Mapping[MentionSort, Iterable[str]]) -> tuple[UUID, ...]:
    wanted_names = [
        (sort, name.strip()) for sort, names in names_by_sort.items() for name in names if name.strip()
    ]
    names = Names(queries.nameable_items(actor.owner) if wanted_names else ())
    return tuple(
        names.resolve(sort, name.removeprefix("^")) or entries.find_by_name(actor, sort, name).uid
        for sort, name in wanted_names
    )


def _read_period(actor: Actor, values: FilterValues) -> tuple[date | None, date | None]:
    period = values.period.strip()
    if not period:
        return values.first, values.last
    profile = queries.load_profile(actor.owner)
    try:
        days = dates.parse_period(period, date_at(actor.now, profile.time_zone), profile.fiscal_month or 1)
    except dates.NotADate as error:
        raise Invalid(str(error), "period") from error
    return days.first, days.last


def _check_choice(kind: str, value: str, parameter: str) -> str:
    """Return a value of the field whose label is the parameter's name. Raises Invalid for any other value."""
    field = next((name for name, spec in specs(kind).items() if spec.label == parameter), "")
    options = choice_options(kind, field)
    if value and value not in options:
        allowed = ", ".join(options) or "nothing here"
        raise Invalid(f"{value!r} is not a {parameter}; it is one of {allowed}", parameter)
    return value
