"""The overview in the words of the page: every date, list and count as it is shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from vividmap.core import when
from vividmap.core.places import HEIGHTS
from vividmap.core.record import SCOPES, WEEKDAYS, Evidence, Goal, Item, Mention, Person, SkillEntry, Update
from vividmap.core.when import When
from vividmap.services.overview import Overview

_SCOPE = {"team": "my team", "teams": "several teams", "org": "organisation", "beyond": "beyond"}
_PRACTICE = {"domain": "new domain", "practice": "practice", "gap": "gap acted on", "feedback": "feedback"}
_GOAL = {"promotion": "promotion", "capability": "capability", "scope": "scope", "work": "kind of work"}
_UNSAID = "not said where"
_FROM_THE_TOP = ("above skip-level", "skip-level", "manager", "peer", "report", "other part", "outside")
assert set(_FROM_THE_TOP) == set(HEIGHTS)  # noqa: S101 - a height that is new has to be given its place here


@dataclass(frozen=True)
class Day:
    """A date as it stands in the gutter, for a program, and in full."""

    short: str
    machine: str
    full: str


@dataclass(frozen=True)
class Row:
    """One entry. `notes` is what it is tied to, in words; `reach` a bar for each scope, filled or not."""

    handle: str
    day: Day
    text: str
    outcome: str
    reach: tuple[bool, ...]
    reached: str
    notes: tuple[str, ...]
    strong: bool


@dataclass(frozen=True)
class Place:
    """A height, and who stands there."""

    height: str
    people: tuple["Who", ...]


@dataclass(frozen=True)
class Who:
    """A person. `real` says what makes the relationship one."""

    name: str
    notes: tuple[str, ...]
    real: str
    met: Day | None


@dataclass(frozen=True)
class State:
    """How a goal or gap stands."""

    name: str
    day: Day | None
    text: str
    doing: str
    closed: bool


@dataclass(frozen=True)
class Aim:
    """A goal with its gaps. `notes` is its kind and its target."""

    state: State
    notes: tuple[str, ...]
    gaps: tuple[State, ...]


@dataclass(frozen=True)
class Section:
    """What stands at the head of a section."""

    count: int
    left_out: int


@dataclass(frozen=True)
class Page:
    """Everything that the template shows of a record."""

    title: str
    today: Day
    lead: str
    kept: Row | None
    evidence: Section
    months: tuple[tuple[str, tuple[Row, ...]], ...]
    skills: Section
    practice: tuple[Row, ...]
    people: Section
    places: tuple[Place, ...]
    goals: Section
    aims: tuple[Aim, ...]


def shape(seen: Overview) -> Page:
    """Return an overview as the page shows it."""
    day = seen.today
    rows = [(_heading(one.when), _row(one, seen)) for one in seen.evidence]
    months = groupby(rows, key=lambda pair: pair[0])
    return Page(
        title=f"{WEEKDAYS[day.weekday()].capitalize()}, {day.day} {_month(day)}",
        today=_day(When.day(day), day),
        lead=_lead(seen),
        kept=_row(seen.kept, seen) if seen.kept else None,
        evidence=_section(seen, "evidence", seen.evidence),
        months=tuple((heading, tuple(row for _, row in found)) for heading, found in months),
        skills=_section(seen, "skill entry", seen.practice),
        practice=tuple(_row(one, seen) for one in seen.practice),
        people=_section(seen, "person", seen.people),
        places=tuple(_places(seen)) if seen.people else (),
        goals=_section(seen, "goal", seen.goals),
        aims=tuple(_aim(one, seen) for one in sorted(seen.goals, key=lambda goal: not goal.active)),
    )


def _section(seen: Overview, kind: str, shown: Sequence[Item]) -> Section:
    count = seen.counts.get(kind, 0)
    return Section(count, max(0, count - len(shown)))


def _lead(seen: Overview) -> str:
    days = [one.when.last for one in seen.evidence if one.when]
    count = sum(_month_of(day) == _month_of(seen.today) for day in days)
    if not seen.counts.get("evidence"):
        return "A line about what mattered, a few times a month, is all it takes."
    entries = "No entry" if not count else "1 entry" if count == 1 else f"{count} entries"
    if count == len(seen.evidence) < seen.counts["evidence"]:
        entries = f"At least {entries}"
    return f"{entries} this month; 2–4 make a record."


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _month(day: date) -> str:
    return when.month_name(day).split()[0]


def _heading(moment: When | None) -> str:
    if moment is None:
        return "Undated"
    if moment.about and _month_of(moment.first) != _month_of(moment.last):
        return when.say(moment).capitalize()
    return when.month_name(moment.last)


def _day(moment: When | None, today: date) -> Day:
    """Return a date for the gutter: short, with the year where it is another one than today's."""
    if moment is None:
        return Day("undated", "", "undated")
    first, last = moment.first, moment.last
    machine = last.isoformat()
    if moment.about or _month_of(first) != _month_of(last):
        short = f"{_month(last)[:3]} {last.year}" if last.year != today.year else _month(last)[:3]
        return Day(f"~ {short}" if moment.about else f"to {last.day} {short}", machine, when.say(moment))
    days = f"{first.day}" if first == last else f"{first.day}–{last.day}"
    year = "" if last.year == today.year else f" {last.year}"
    return Day(f"{days} {_month(last)[:3]}{year}", machine, when.say(moment))


def _row(one: Evidence | SkillEntry, seen: Overview) -> Row:
    reach: tuple[bool, ...] = ()
    if isinstance(one, Evidence) and one.scope:
        reach = tuple(at <= SCOPES.index(one.scope) for at in range(len(SCOPES)))
    return Row(
        handle=one.handle,
        day=_day(one.when, seen.today),
        text=one.text,
        outcome=one.outcome if isinstance(one, Evidence) else "",
        reach=reach,
        reached=_SCOPE.get(one.scope, "") if isinstance(one, Evidence) else "",
        notes=tuple(_notes(one, seen.names)),
        strong=isinstance(one, Evidence) and bool(one.strong),
    )


def _notes(one: Evidence | SkillEntry, names: Mapping[UUID, str]) -> Iterator[str]:
    if one.what:
        yield _PRACTICE[one.what] if isinstance(one, SkillEntry) else one.what
    yield from _called(one.mentions, "skill", names)
    for sort, word in (("person", "with"), ("goal", "towards")):
        if called := ", ".join(_called(one.mentions, sort, names)):
            yield f"{word} {called}"
    if one.confidentiality == "private":
        yield "private"
    if isinstance(one, Evidence) and not one.outcome:
        yield "no outcome yet"
    if one.body or one.links:
        yield "¶ more"


def _called(mentions: Iterable[Mention], sort: str, names: Mapping[UUID, str]) -> Iterator[str]:
    """Yield what is named, by its name now, or as it was written while nobody is called so."""
    for one in mentions:
        if one.sort == sort:
            yield names.get(one.target, one.written) if one.target else one.written


def _places(seen: Overview) -> Iterator[Place]:
    """Yield every height from the top down, the empty ones too: nobody there is worth seeing."""
    at: dict[str, list[Who]] = {}
    for person in seen.people:
        at.setdefault(person.position(seen.today).height, []).append(_who(person, seen))
    for height in _FROM_THE_TOP:
        yield Place(height, tuple(at.get(height, ())))
    if "" in at:
        yield Place(_UNSAID, tuple(at[""]))


def _who(person: Person, seen: Overview) -> Who:
    met = seen.met.get(person.id)
    position = person.position(seen.today)
    place = position.employer if position.height == "outside" and position.employer else position.part
    return Who(
        name=person.text,
        notes=tuple(word for word in (place, person.status) if word),
        real=", ".join(person.real),
        met=_day(When.day(met), seen.today) if met else None,
    )


def _aim(goal: Goal, seen: Overview) -> Aim:
    target = f"by {when.say(When.day(goal.target))}" if goal.target else ""
    state = goal.state if not goal.active else ""
    return Aim(
        state=_state(goal.text, seen.latest.get(goal.id), seen.today, closed=not goal.active),
        notes=tuple(word for word in (_GOAL.get(goal.what), target, state) if word),
        gaps=tuple(
            _state(gap.text, seen.latest.get(gap.id), seen.today, closed=gap.state == "closed")
            for gap in seen.gaps
            if gap.parent == goal.id
        ),
    )


def _state(name: str, update: Update | None, today: date, *, closed: bool) -> State:
    return State(
        name=name,
        day=_day(update.when, today) if update else None,
        text=update.text if update else "",
        doing=update.doing if update else "",
        closed=closed,
    )
