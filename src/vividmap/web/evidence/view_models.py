"""A list of entries in the words of its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vividmap.core.fields import Choice
from vividmap.core.projects import project_key
from vividmap.core.quarters import quarter
from vividmap.core.record import Item, specs
from vividmap.core.vocabulary import SCOPES
from vividmap.web import entry_rows

PAGE_SIZE = 100
FILTERS = ("q", "period", "scope", "kind", "project", "skill", "person", "goal", "by")


@dataclass(frozen=True)
class EntryListPage:
    """What differs between the lists: their kind, their words, and what teaches an empty one."""

    name: str
    title: str
    kind: str
    empty_text: str
    example: str


LIST_PAGES = {
    "evidence": EntryListPage(
        "evidence",
        "Impact evidence",
        "evidence",
        "No evidence yet. Write down what you did, what came of it and how far it reached, two to four times"
        " a month. Add it on Today.",
        "Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya",
    ),
    "skills": EntryListPage(
        "skills",
        "Skill development",
        "skill entry",
        "No skill entries yet. Write down a new domain, deliberate practice, a gap acted on or feedback"
        " that you work on. Add it on Today.",
        "Two evenings of TLA+ on the retry path; it finds the double payout #distributed-systems",
    ),
}


@dataclass(frozen=True)
class FilterField:
    """One filter: its name in the URL, what it is called and set to, what it can be (any text if empty)."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


def filter_fields(
    section: EntryListPage, values: Mapping[str, str], skills: Iterable[str], projects: Iterable[str]
) -> list[FilterField]:
    """Return the filters of a list as they are set."""
    kind_spec = specs(section.kind)["category"]
    kinds = kind_spec.options if isinstance(kind_spec, Choice) else ()
    filters = [
        FilterField("q", "Words", values.get("q", "")),
        FilterField(
            "period", "Period", values.get("period", ""), hint="2026-H2, 2026-Q3, 2026-11, last-90-days"
        ),
        FilterField("kind", "Kind", values.get("kind", ""), tuple((kind, kind) for kind in kinds)),
    ]
    if section.kind == "evidence":
        filters.append(
            FilterField(
                "scope",
                "Scope",
                values.get("scope", ""),
                tuple((scope, entry_rows.SCOPE_LABELS[scope]) for scope in SCOPES),
            )
        )
    filters.append(
        FilterField("skill", "Skill", values.get("skill", ""), tuple((skill, skill) for skill in skills))
    )
    if project_options := tuple((project_key(name), name) for name in projects):
        project = project_key(values.get("project", ""))
        filters.append(FilterField("project", "Project", project, project_options))
    filters += [
        FilterField("person", "Person", values.get("person", "")),
        FilterField("goal", "Goal or gap", values.get("goal", "")),
    ]
    filters.append(
        FilterField("by", "Group by", values.get("by", ""), (("month", "month"), ("quarter", "quarter")))
    )
    return filters


def group_entries(
    items: Sequence[Item], by: str, today: date, names: entry_rows.Names
) -> list[tuple[str, list[entry_rows.EntryRow]]]:
    """Return entries, newest first, beneath the months or quarters that they belong to."""
    if by != "quarter":
        return entry_rows.group_by_month(items, today, names)
    groups = groupby(items, key=_quarter)
    return [
        (name, [entry_rows.entry_row(item, today, names) for item in quarter_items])
        for name, quarter_items in groups
    ]


def _quarter(item: Item) -> str:
    return quarter(item.when.last).name if item.when else "Undated"
