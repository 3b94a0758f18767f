"""What the list of a page is narrowed to, in a person's words."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from vividmap.core import dates
from vividmap.core.record import MentionSort, found_by, options
from vividmap.services import entries
from vividmap.services.actor import Actor, date_at
from vividmap.services.errors import Invalid
from vividmap.store import queries
from vividmap.store.queries import Filters

NAMED: tuple[MentionSort, ...] = ("skill", "person", "goal")


def filters(actor: Actor, kind: str, said: Mapping[str, str]) -> Filters:
    """Return the filters that are said: period, scope, kind, skill, person, goal, q (words).

    Raises Invalid, which names the one that cannot be; NotFound for a name that nothing bears.
    """
    first, last = _bounds(actor, said)
    names = {sort: said.get(sort, "").strip() for sort in NAMED if sort in found_by(kind)}
    return Filters(
        first,
        last,
        _choice(kind, "scope", said.get("scope", ""), "scope"),
        _choice(kind, "what", said.get("kind", ""), "kind"),
        linked(actor, {sort: [name] for sort, name in names.items() if name}),
        said.get("q", ""),
    )


def linked(actor: Actor, named: Mapping[MentionSort, Iterable[str]]) -> tuple[UUID, ...]:
    """Return the ids of what an item has to be linked to, by their names. Raises NotFound."""
    return tuple(entries.named(actor, sort, name).uid for sort, names in named.items() for name in names)


def _bounds(actor: Actor, said: Mapping[str, str]) -> tuple[date | None, date | None]:
    """Return the first and the last day that are asked for. Raises Invalid."""
    period = said.get("period", "").strip()
    if not period:
        return None, None
    profile = queries.profile(actor.owner)
    day = date_at(actor.now, profile.time_zone)
    try:
        span = dates.period_said(period, day, profile.fiscal_month or 1)
    except dates.NotADate as error:
        raise Invalid(str(error), "period") from error
    return span.first, span.last


def _choice(kind: str, field: str, said: str, name: str) -> str:
    there = options(kind, field)
    if said and said not in there:
        raise Invalid(f"{said!r} is not a {name}; it is one of {', '.join(there) or 'nothing here'}", name)
    return said
