"""Generated records of any size. The same seed and sizes give the same record on every machine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypedDict, TypeVar
from uuid import UUID

from benchmarks import words
from vividmap.core import handles
from vividmap.core.positions import Position, Role
from vividmap.core.record import (
    Evidence,
    Gap,
    Goal,
    Item,
    Mention,
    MentionSort,
    Person,
    Profile,
    Record,
    Skill,
    SkillEntry,
    Touchpoint,
    Update,
)
from vividmap.core.text import slug
from vividmap.core.vocabulary import EVIDENCE_KINDS, GOAL_KINDS, HEIGHTS, SCOPES, SKILL_KINDS, TRUST_MARKS
from vividmap.core.when import When, parse_when

LAST_DAY = date(2026, 11, 20)
"""The date of use of each generated record; no entry is newer."""


def record(  # noqa: PLR0913, PLR0917 - every size can be chosen
    seed: int,
    evidence: int = 5000,
    skill_entries: int = 3000,
    people: int = 200,
    touchpoints: int = 5000,
    goals: int = 6,
    gaps: int = 20,
    years: int = 10,
) -> Record:
    """Return a record of the given sizes over `years`, plus quarterly updates of its goals and gaps."""
    maker = _Maker(seed, years)
    maker.profile()
    known = [maker.person() for _ in range(people)]
    aims = [maker.goal(number) for number in range(goals)]
    holes = [maker.gap(number, aims[number % goals]) for number in range(gaps if goals else 0)]
    skills = [maker.skill(name, [*aims, *holes]) for name in words.SKILLS]
    for aim in (*aims, *holes):
        maker.updates(aim)
    for _ in range(evidence):
        maker.evidence(known, skills, [*aims, *holes])
    for _ in range(skill_entries):
        maker.skill_entry(known, skills, [*aims, *holes])
    for _ in range(touchpoints if people else 0):
        maker.touchpoint(known)
    return Record(tuple(maker.items))


def with_projects(unlabelled: Record) -> Record:
    """Return a record whose evidence belongs to projects, but for one entry in five."""
    labels = [f"{thing} {year}" for year in range(2017, 2027) for thing in words.THINGS]
    labelled = (
        replace(item, project=labels[number % len(labels)])
        if isinstance(item, Evidence) and number % 5
        else item
        for number, item in enumerate(unlabelled.items)
    )
    return Record(tuple(labelled))


class _Birth(TypedDict):
    id: UUID
    handle: str
    created_at: datetime
    edited_at: datetime


_Kind = TypeVar("_Kind", bound=Item)


class _Maker:
    """The items so far, and the random generator for the next ones."""

    def __init__(self, seed: int, years: int) -> None:
        self.dice = Random(seed)  # noqa: S311 - not a secret
        self.days = years * 365
        self.items: list[Item] = []
        self._handles: set[str] = set()

    def _born(self, day: date) -> _Birth:
        """Return the id, handle and times (UTC) of an item that was added on a day."""
        at = datetime.combine(day, time(8), UTC) + timedelta(seconds=self.dice.randrange(36_000))
        uid = handles.uuid7(at, self.dice.getrandbits(74))
        handle = handles.shortest_handle(uid, self._handles)
        self._handles.add(handle)
        return {"id": uid, "handle": handle, "created_at": at, "edited_at": at}

    def _keep(self, item: _Kind) -> _Kind:
        self.items.append(item)
        return item

    def _day(self) -> date:
        return LAST_DAY - timedelta(days=self.dice.randrange(self.days))

    def _chance(self, of_hundred: int) -> bool:
        return self.dice.randrange(100) < of_hundred

    def _some(self, choices: Sequence[str], most: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.dice.choice(choices) for _ in range(self.dice.randrange(most + 1))))

    def _say(self, templates: Sequence[str], person: Person | None = None) -> str:
        # Two thirds are English: templates in other languages are at the end of each list.
        count = len(templates) if self._chance(33) else max(1, len(templates) * 2 // 3)
        return templates[self.dice.randrange(count)].format(
            thing=self.dice.choice(words.THINGS),
            tool=self.dice.choice(words.TOOLS),
            skill=self.dice.choice(words.SKILLS),
            person=slug(person.text) if person else "",
            n=self.dice.randrange(12, 900),
            m=self.dice.randrange(2, 12),
        )

    def _when(self, day: date) -> When | None:
        dice = self.dice.randrange(100)
        if dice < 2:
            return None
        if dice < 8:
            return When(day - timedelta(days=self.dice.randrange(1, 20)), day)
        if dice < 10:
            return parse_when(f"{day:%Y-%m}~")
        if dice < 12:
            return parse_when(f"{day:%Y}-Q{(day.month + 2) // 3}~")
        return When.day(day)

    def profile(self) -> None:
        start = LAST_DAY - timedelta(days=self.days)
        half = start + timedelta(days=self.days // 2)
        roles = (
            Role(start, half - timedelta(days=1), "Software Engineer II", words.EMPLOYERS[1], "mid"),
            Role(half, None, "Senior Software Engineer", words.EMPLOYERS[0], "Senior"),
        )
        name, time_zone = "Maya Lindqvist", "Europe/Lisbon"
        self._keep(Profile(text=name, level="Senior", time_zone=time_zone, roles=roles, **self._born(start)))

    def person(self) -> Person:
        day = self._day()
        since = parse_when(f"{day:%Y-%m}~")
        position = Position(
            since.first if since else None,
            self.dice.choice(HEIGHTS),
            self.dice.choice(words.PARTS),
            self.dice.choice(words.EMPLOYERS),
        )
        name = f"{self.dice.choice(words.FIRST_NAMES)} {self.dice.choice(words.LAST_NAMES)}"
        return self._keep(
            Person(
                text=name,
                body=self._say(words.NOTES) if self._chance(20) else "",
                positions=(position,),
                how_we_met=self.dice.choice(words.MET),
                worked_on=self.dice.choice(words.WORKED_ON),
                status=self.dice.choice(words.STATUS),
                trust_marks=tuple(mark for mark in TRUST_MARKS if self._chance(25)),
                **self._born(day),
            )
        )

    def goal(self, number: int) -> Goal:
        title = words.GOALS[number % len(words.GOALS)]
        start = LAST_DAY - timedelta(days=self.days * (number + 1) // (len(words.GOALS) + 1))
        return self._keep(
            Goal(
                text=title if number < len(words.GOALS) else f"{title}, again ({number})",
                goal_kind=GOAL_KINDS[number % len(GOAL_KINDS)],
                target=min(start + timedelta(days=365), LAST_DAY + timedelta(days=90)),
                **self._born(start),
            )
        )

    def gap(self, number: int, goal: Goal) -> Gap:
        title = words.GAPS[number % len(words.GAPS)]
        again = f", part {number // len(words.GAPS) + 1}" if number >= len(words.GAPS) else ""
        day = goal.created_at.date() + timedelta(days=self.dice.randrange(60))
        return self._keep(Gap(text=title + again, parent=goal.id, **self._born(day)))

    def skill(self, name: str, aims: Sequence[Item]) -> Skill:
        serves = self._links("goal", aims, 25)
        return self._keep(Skill(text=name, mentions=serves, **self._born(self._day())))

    def updates(self, aim: Item) -> None:
        """Add quarterly updates of a goal or gap for some quarters."""
        day = aim.created_at.date()
        for _ in range(self.dice.randrange(3, 9)):
            if day > LAST_DAY:
                return
            self._keep(
                Update(
                    text=self.dice.choice(words.STATES),
                    parent=aim.id,
                    when=When.day(day),
                    gap=self._say(words.DOINGS) if self._chance(30) else "",
                    action=self.dice.choice(words.DOINGS),
                    **self._born(day),
                )
            )
            day += timedelta(days=91)

    def evidence(self, people: Sequence[Person], skills: Sequence[Skill], aims: Sequence[Item]) -> None:
        day = self._day()
        inside = self.dice.choice(people) if people and self._chance(15) else None
        named = [Mention("person", slug(inside.text), inside.id)] if inside and slug(inside.text) else []
        text = self._say(words.DEEDS_WITH, inside) if named else self._say(words.DEEDS)
        named += [*self._links("skill", skills, 45), *self._links("person", people, 20)]
        named += [Mention("person", "somebody-new")] if self._chance(2) else []
        self._keep(
            Evidence(
                text=text,
                outcome=self._say(words.OUTCOMES) if self._chance(60) else "",
                scope=self.dice.choice(SCOPES) if self._chance(70) else "",
                category=self.dice.choice(EVIDENCE_KINDS) if self._chance(70) else "",
                when=self._when(day),
                body=self._say(words.BODIES) if self._chance(15) else "",
                tags=self._some(words.TAGS, 2),
                links=(f"https://wiki.example/rfc-{self.dice.randrange(900)}",) if self._chance(20) else (),
                strong="it decided the quarter" if self._chance(3) else "",
                mentions=_once([*named, *self._links("goal", aims, 15)]),
                **self._born(day),
            )
        )

    def skill_entry(self, people: Sequence[Person], skills: Sequence[Skill], aims: Sequence[Item]) -> None:
        day = self._day()
        named = [*self._links("skill", skills, 90), *self._links("person", people, 10)]
        self._keep(
            SkillEntry(
                text=self._say(words.LEARNED),
                category=self.dice.choice(SKILL_KINDS) if self._chance(80) else "",
                when=self._when(day),
                body=self._say(words.BODIES) if self._chance(8) else "",
                tags=self._some(words.TAGS, 1),
                mentions=_once([*named, *self._links("goal", aims, 20)]),
                **self._born(day),
            )
        )

    def touchpoint(self, people: Sequence[Person]) -> None:
        person = people[int(len(people) * self.dice.random() ** 2)]  # a few people are met often
        day = self._day()
        self._keep(
            Touchpoint(
                text=self._say(words.MOMENTS),
                parent=person.id,
                when=self._when(day),
                **self._born(day),
            )
        )

    def _links(self, sort: MentionSort, targets: Sequence[Item], of_hundred: int) -> tuple[Mention, ...]:
        if not targets or not self._chance(of_hundred):
            return ()
        target = self.dice.choice(targets)
        return (Mention(sort, slug(target.text) or target.handle, target.id),)


def _once(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions without repeated targets."""
    return tuple({mention.target or mention.name: mention for mention in mentions}.values())


def lines(seed: int, count: int) -> Iterator[str]:
    """Yield lines as a user would type them at capture."""
    maker = _Maker(seed, 1)
    for _ in range(count):
        outcome = f" -> {maker._say(words.OUTCOMES)}" if maker._chance(50) else ""  # noqa: SLF001 - its own
        marks = maker.dice.choice((" ~teams", " #system-design", " @priya ~team", ""))
        yield maker._say(words.DEEDS) + outcome + marks  # noqa: SLF001 - its own
