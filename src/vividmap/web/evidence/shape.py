"""A list of entries in the words of its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vividmap.core.fields import Choice
from vividmap.core.quarters import quarter
from vividmap.core.record import SCOPES, Item, specs
from vividmap.web import rows

A_PAGE = 100
FILTERS = ("q", "period", "scope", "kind", "skill", "person", "goal", "by")


@dataclass(frozen=True)
class Section:
    """What differs between the lists: their kind, their words, and what teaches an empty one."""

    name: str
    title: str
    kind: str
    teach: str
    example: str


SECTIONS = {
    "evidence": Section(
        "evidence",
        "Impact evidence",
        "evidence",
        "What you did, what came of it and how far it reached, two to four times a month. Type it on Today.",
        "Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya",
    ),
    "skills": Section(
        "skills",
        "Skill development",
        "skill entry",
        "A new domain, deliberate practice, a gap acted on, feedback being worked in. Type it on Today.",
        "Two evenings of TLA+ on the retry path; it finds the double payout #distributed-systems",
    ),
}


@dataclass(frozen=True)
class Ask:
    """One filter: its name in the URL, what it is called and set to, what it can be (any text if empty)."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


def asks(section: Section, said: Mapping[str, str], skills: Iterable[str]) -> list[Ask]:
    """Return the filters of a list as they are set."""
    what = specs(section.kind)["what"]
    kinds = what.options if isinstance(what, Choice) else ()
    found = [
        Ask("q", "Words", said.get("q", "")),
        Ask("period", "Period", said.get("period", ""), hint="2026-H2, 2026-Q3, 2026-11, last-90-days"),
        Ask("kind", "Kind", said.get("kind", ""), tuple((one, one) for one in kinds)),
    ]
    if section.kind == "evidence":
        found.append(
            Ask("scope", "Scope", said.get("scope", ""), tuple((one, rows.SCOPE_SAID[one]) for one in SCOPES))
        )
    found.append(Ask("skill", "Skill", said.get("skill", ""), tuple((one, one) for one in skills)))
    found += [
        Ask("person", "Person", said.get("person", "")),
        Ask("goal", "Goal or gap", said.get("goal", "")),
    ]
    found.append(Ask("by", "Group by", said.get("by", ""), (("month", "month"), ("quarter", "quarter"))))
    return found


def grouped(
    items: Sequence[Item], by: str, today: date, names: rows.Names
) -> list[tuple[str, list[rows.Row]]]:
    """Return entries, newest first, beneath the months or quarters that they belong to."""
    if by != "quarter":
        return rows.by_month(items, today, names)
    groups = groupby(items, key=_quarter)
    return [(name, [rows.row(one, today, names) for one in found]) for name, found in groups]


def _quarter(item: Item) -> str:
    return quarter(item.when.last).name if item.when else "Undated"
