"""What the list of a page is narrowed to, in a person's words."""

from collections.abc import Iterable, Mapping
from datetime import date

from vividmap.core import dates
from vividmap.core.fields import Choice
from vividmap.core.record import KINDS, MentionSort, specs
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
    return Filters(
        first,
        last,
        _choice(kind, "scope", said.get("scope", ""), "scope"),
        _choice(kind, "what", said.get("kind", ""), "kind"),
        tuple(entries.named(actor, sort, said[sort]).uid for sort in _named(kind, said)),
        said.get("q", ""),
    )


def _named(kind: str, said: Mapping[str, str]) -> Iterable[MentionSort]:
    return (sort for sort in NAMED if said.get(sort, "").strip() and sort in KINDS[kind].mentions_of)


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
    spec = specs(kind).get(field)
    if not said:
        return ""
    if not isinstance(spec, Choice) or said not in spec.options:
        options = ", ".join(spec.options) if isinstance(spec, Choice) else "nothing here"
        raise Invalid(f"{said!r} is not a {name}; it is one of {options}", name)
    return said
