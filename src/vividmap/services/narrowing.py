"""What a list is narrowed to, in a person's words, the same on the command line and on the pages."""

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
    """Return the filters that are said: period, since, until, scope, kind, skill, person, goal, q (words).

    Raises Invalid, which names the one that cannot be; NotFound for a name that nothing bears.
    """
    first, last = bounds(actor, said)
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


def bounds(actor: Actor, said: Mapping[str, str]) -> tuple[date | None, date | None]:
    """Return the first and the last day that are asked for. Raises Invalid."""
    period, since, until = (said.get(name, "").strip() for name in ("period", "since", "until"))
    if not (period or since or until):
        return None, None
    profile = queries.profile(actor.owner)
    day = date_at(actor.now, profile.time_zone)
    if period:
        span = dates.read_period(period, day, profile.fiscal_month or 1)
        if span is None:
            raise Invalid(
                f"{period!r} is not a period; write 2026-H2, 2026-Q3, 2026-11, FY2026 or last-90-days",
                "period",
            )
        return span.first, span.last
    first, last = _day(since, day, "since"), _day(until, day, "until", end=True)
    if first and last and last < first:
        raise Invalid(f"{last} is before {first}", "until")
    return first, last


def _day(text: str, day: date, name: str, *, end: bool = False) -> date | None:
    if not text:
        return None
    found = dates.read(text, day)
    if found is None:
        raise Invalid(f"{text!r} is not a date; write 2026-11-20, yesterday or friday", name)
    return found.last if end else found.first


def _choice(kind: str, field: str, said: str, name: str) -> str:
    spec = specs(kind).get(field)
    if not said:
        return ""
    if not isinstance(spec, Choice) or said not in spec.options:
        options = ", ".join(spec.options) if isinstance(spec, Choice) else "nothing here"
        raise Invalid(f"{said!r} is not a {name}; it is one of {options}", name)
    return said
