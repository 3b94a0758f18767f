"""Filters of a list, read from what a person typed. Pages and the command line share these rules."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from vividmap.core.english import dates
from vividmap.core.filter_line import (
    PROJECT_SIGN,
    FilterChip,
    FilterGrammar,
    FilterKey,
    FilterLine,
    FilterTerm,
    choice_key,
    parse_filter_line,
)
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.names import Names
from vividmap.core.record import MENTION_SIGNS, specs
from vividmap.core.stored_fields import choice_options
from vividmap.core.vocabulary import (
    EVIDENCE_KIND,
    GOAL_KIND,
    GOAL_STATES,
    HEIGHTS_FROM_TOP,
    NO_HEIGHT,
    PROJECT_STATES,
    SCOPE,
    SKILL_KIND,
    TRUST_MARKS,
)
from vividmap.core.when import When
from vividmap.services import lookup
from vividmap.services.actor import Actor, date_at, today_of
from vividmap.services.errors import Invalid, NotFound
from vividmap.store import queries
from vividmap.store.queries import Filters, project_queries

_DATES = (
    FilterKey("since", hint="2026-03, yesterday or monday"),
    FilterKey("until", hint="2026-06, yesterday or monday"),
    FilterKey("period", hint="2026-H2, 2026-Q3, 2026-11 or last-90-days"),
)
_LINKS = ("project", *MENTION_SIGNS)
_VIEW_KEYS = ("by", "quarter")
"""The keys that change how a list is shown, and take nothing out of it."""
_GROUPS = choice_key("by", ("month", "quarter"))
NO_TRUST = "trust"
"""`no:` of people without a trust mark."""
GRAMMARS = {
    "evidence": FilterGrammar(
        "@#!+",
        (
            choice_key("scope", SCOPE.labels),
            choice_key("kind", EVIDENCE_KIND.labels),
            *_DATES,
            choice_key("no", ("outcome", "scope", *_LINKS), repeats=True),
            choice_key("is", ("strong",)),
            _GROUPS,
        ),
        "cache scope:org no:outcome +ledger since:2026-03",
    ),
    "skills": FilterGrammar(
        "@#!+",
        (choice_key("kind", SKILL_KIND.labels), *_DATES, choice_key("no", _LINKS, repeats=True), _GROUPS),
        "rust kind:practice since:2026-03",
    ),
    "people": FilterGrammar(
        "",
        (
            choice_key("height", (*HEIGHTS_FROM_TOP, NO_HEIGHT)),
            FilterKey("part", hint="Platform"),
            choice_key("trust", TRUST_MARKS),
            choice_key("is", {"quiet": "gone quiet"}),
            choice_key("no", {NO_TRUST: "trust marks"}),
            choice_key("by", ("height", "name")),
        ),
        "dana height:peer is:quiet by:name",
    ),
    "goals": FilterGrammar(
        "",
        (
            choice_key("state", GOAL_STATES),
            choice_key("kind", GOAL_KIND.labels),
            FilterKey("quarter", hint="2026-Q2, the last quarter to show"),
        ),
        "staff state:active kind:promotion",
    ),
    "projects": FilterGrammar("", (choice_key("state", PROJECT_STATES),), "ledger state:active"),
}
"""What each list can be filtered by."""


@dataclass(frozen=True, kw_only=True)
class FilterValues:
    """Values to filter by; an empty one filters nothing.

    `period` is text such as "2026-H2" and sets both days; without it `first` and `last` are used. `linked`
    are ids; an item has to be linked to all. `missing` are fields and sorts of names that it must not have.
    """

    period: str = ""
    first: date | None = None
    last: date | None = None
    scope: str = ""
    category: str = ""
    state: str = ""
    missing: tuple[str, ...] = ()
    is_strong: bool = False
    project: str = ""
    words: str = ""
    linked: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class ListFilter:
    """A filter line as it was typed, and what it means for one list.

    `names` has what a term is called in the record. Where there are `problems`, `filters` is not all of it.
    """

    list_name: str
    text: str
    line: FilterLine
    filters: Filters
    names: Mapping[FilterTerm, str]
    problems: tuple[str, ...]

    @property
    def grammar(self) -> FilterGrammar:
        """What the list can be filtered by."""
        return GRAMMARS[self.list_name]

    @property
    def chips(self) -> list[FilterChip]:
        """The filters that are set, each with the line without it."""
        return list(self.line.chips(self.grammar, self.names))

    @property
    def is_filtered(self) -> bool:
        """Whether anything may be filtered out."""
        return any(term.key not in _VIEW_KEYS for term in self.line.terms)


def read_list_filter(actor: Actor, list_name: str, kind: str, text: str) -> ListFilter:
    """Return what a filter line means for the items of a kind."""
    line = parse_filter_line(text, GRAMMARS[list_name])
    try:
        linked = dict(_find_linked_items(actor, line))
        filters = build_filters(actor, kind, _filter_values(actor, line, linked))
    except (Invalid, NotFound) as error:
        problems = (*line.problems, f"{str(error).rstrip('.')}.")
        return ListFilter(list_name, text, line, queries.NO_FILTERS, {}, problems)
    names = {term: label for term, (_, label) in linked.items()}
    return ListFilter(list_name, text, line, filters, names, line.problems)


def _filter_values(
    actor: Actor, line: FilterLine, linked: Mapping[FilterTerm, tuple[UUID, str]]
) -> FilterValues:
    """Return the values of a line. Raises Invalid."""
    if line.value("period") and (line.value("since") or line.value("until")):
        raise Invalid("period: sets both ends; omit since: and until:", "period")
    _read_period(actor, line.value("quarter"), "quarter")  # the page reads it again; here it is only checked
    first, last = _read_day(actor, line, "since"), _read_day(actor, line, "until")
    if first and last and last.last < first.first:
        raise Invalid(f"until:{line.value('until')} is before since:{line.value('since')}", "until")
    return FilterValues(
        period=line.value("period"),
        first=first.first if first else None,
        last=last.last if last else None,
        scope=line.value("scope"),
        category=line.value("kind"),
        state=line.value("state"),
        missing=line.values("no"),
        is_strong="strong" in line.values("is"),
        project=line.value(PROJECT_SIGN),
        words=line.words,
        linked=tuple(uid for uid, _ in linked.values()),
    )


def _read_day(actor: Actor, line: FilterLine, key: str) -> When | None:
    if not line.value(key):
        return None
    try:
        return dates.parse_date(line.value(key), today_of(actor))
    except dates.NotADate as error:
        raise Invalid(f"{key}: {error}", key) from error


def build_filters(actor: Actor, kind: str, values: FilterValues) -> Filters:
    """Return the filters for items of a kind. Raises Invalid with a parameter's name, NotFound."""
    period = _read_period(actor, values.period, "period")
    return Filters(
        first=period.first if period else values.first,
        last=period.last if period else values.last,
        scope=_check_choice(kind, values.scope, "scope"),
        entry_kind=_check_choice(kind, values.category, "kind"),
        linked=values.linked,
        words=values.words,
        state=values.state,
        missing=values.missing,
        is_strong=values.is_strong,
        projects=_spellings(actor, kind, values.project),
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


def _find_linked_items(actor: Actor, line: FilterLine) -> Iterator[tuple[FilterTerm, tuple[UUID, str]]]:
    """Yield the terms that name an item, each with its id and what it is called. Raises NotFound."""
    terms = [(sort, term) for sort, sign in MENTION_SIGNS.items() for term in line.terms if term.key == sign]
    names = Names(queries.nameable_items(actor.owner) if terms else ())
    for sort, term in terms:
        uid = names.resolve(sort, term.value.removeprefix("^"))
        if item := uid and names.get(uid):
            yield term, (item.id, item.text)
        else:
            named_item = lookup.find_by_name(actor, sort, term.value)
            yield term, (named_item.id, named_item.text)


def _read_period(actor: Actor, text: str, parameter: str) -> dates.Period | None:
    """Return the days that a text means, None if it is empty. Raises Invalid with the parameter's name."""
    if not text.strip():
        return None
    profile = queries.load_profile(actor.owner)
    try:
        return dates.parse_period(text, date_at(actor.now, profile.time_zone), profile.fiscal_month or 1)
    except dates.NotADate as error:
        raise Invalid(str(error), parameter) from error


def _check_choice(kind: str, value: str, parameter: str) -> str:
    """Return a value of the field whose label is the parameter's name. Raises Invalid for any other value."""
    field = next((name for name, spec in specs(kind).items() if spec.label == parameter), "")
    options = choice_options(kind, field)
    if value and value not in options:
        allowed = ", ".join(options) or "nothing here"
        raise Invalid(f"{value!r} is not a {parameter}; it is one of {allowed}", parameter)
    return value
