"""The record: what one person keeps, as frozen values. Reads of any kind are made from these.

Every kind of item is one dataclass. Its own fields are declared with how they are written and kept
(`fields.py`), and nowhere else: add a field here and the document, the archive and the commands have it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any, ClassVar, Literal, TypeVar
from uuid import UUID

from vividmap.core.fields import Choice, Day, Field, Labels, Lines, Long, Notes, Number, declared
from vividmap.core.limits import Limits
from vividmap.core.places import Position, Positions, Role, Roles
from vividmap.core.when import When

SCOPES = ("team", "teams", "org", "beyond")
EVIDENCE_KINDS = ("decision", "unblocked", "prevented", "led")
SKILL_KINDS = ("domain", "practice", "gap", "feedback")
LANDED = ("unknown",)
"""What is said of an outcome that nobody will ever know: it is not asked for again."""
CONFIDENTIALITY = ("open", "internal", "private")
REAL = ("knows my work", "would advocate", "gives feedback")
GOAL_KINDS = ("promotion", "capability", "scope", "work")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MentionSort = Literal["skill", "person", "goal", "criterion", "surfaced"]
MENTION_SORTS: tuple[MentionSort, ...] = ("skill", "person", "goal", "criterion", "surfaced")


_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an entry: what was written, and whom or what it means; pending while `target` is None.

    `on` is the day on which the entry was surfaced to the person, for the sort "surfaced" alone.
    """

    sort: MentionSort
    written: str
    target: UUID | None = None
    on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Item:
    """What all items have. `text` is the one line that says it, `body` free Markdown beneath it."""

    kind: ClassVar[str]
    mentions_of: ClassVar[tuple[MentionSort, ...]] = ()
    dated: ClassVar[bool] = False
    parents: ClassVar[tuple[str, ...]] = ()

    id: UUID = UUID(int=0)
    handle: str = ""
    version: int = 1
    created_at: datetime = _NEVER
    edited_at: datetime = _NEVER
    parent: UUID | None = None
    text: str = ""
    body: str = ""
    when: When | None = None
    mentions: tuple[Mention, ...] = ()

    def __repr__(self) -> str:
        # Short, since it may end up in a log, and what an item says is nobody's business there.
        return f"<{self.kind} ^{self.handle}>"

    def linked(self, sort: MentionSort) -> Iterator[UUID]:
        """Yield the ids of what the item links to, of one sort, in the order written."""
        return (m.target for m in self.mentions if m.sort == sort and m.target is not None)


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Evidence(Item):
    """Impact evidence: what I did, what came of it, how far it reached."""

    kind: ClassVar[str] = "evidence"
    mentions_of: ClassVar[tuple[MentionSort, ...]] = MENTION_SORTS
    dated: ClassVar[bool] = True

    outcome: str = declared(Field("outcome"))
    scope: str = declared(Choice("scope", options=SCOPES))
    what: str = declared(Choice("kind", options=EVIDENCE_KINDS))
    tags: tuple[str, ...] = declared(Labels("tags"))
    links: tuple[str, ...] = declared(Lines("link"))
    strong: str = declared(Field("strong"))
    confidentiality: str = declared(Choice("confidentiality", options=CONFIDENTIALITY))
    measured: str = declared(Field("measured as"))
    landed: str = declared(Choice("landed", options=LANDED))
    later: date | None = declared(Day("ask again"))
    date_as_written: str = declared(Field("date as written"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class SkillEntry(Item):
    """Skill development: an investment in what I will be able to do."""

    kind: ClassVar[str] = "skill entry"
    mentions_of: ClassVar[tuple[MentionSort, ...]] = ("skill", "person", "goal", "surfaced")
    dated: ClassVar[bool] = True

    what: str = declared(Choice("kind", options=SKILL_KINDS))
    tags: tuple[str, ...] = declared(Labels("tags"))
    links: tuple[str, ...] = declared(Lines("link"))
    confidentiality: str = declared(Choice("confidentiality", options=CONFIDENTIALITY))
    date_as_written: str = declared(Field("date as written"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Skill(Item):
    """A skill by name; entries link to it, and it can serve goals and gaps."""

    kind: ClassVar[str] = "skill"
    mentions_of: ClassVar[tuple[MentionSort, ...]] = ("goal",)

    aliases: tuple[str, ...] = declared(Lines("alias"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Person(Item):
    """A relationship. `body` holds private notes."""

    kind: ClassVar[str] = "person"

    positions: tuple[Position, ...] = declared(Positions("since"))
    met: str = declared(Field("met"))
    worked_on: str = declared(Field("worked on"))
    status: str = declared(Field("status"))
    real: tuple[str, ...] = declared(Labels("real", options=REAL))
    emails: tuple[str, ...] = declared(Lines("email"))
    ideal_days: int | None = declared(Number("ideal interval"))
    longest_days: int | None = declared(Number("longest interval"))
    later: date | None = declared(Day("ask again"))
    tags: tuple[str, ...] = declared(Labels("tags"))
    links: tuple[str, ...] = declared(Lines("link"))

    def position(self, day: date) -> Position:
        """Return where the person stood on that day."""
        known = [one for one in self.positions if one.since is None or one.since <= day]
        return known[-1] if known else (self.positions[0] if self.positions else Position())


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Touchpoint(Item):
    """A moment of contact with a person, its parent."""

    kind: ClassVar[str] = "touchpoint"
    mentions_of: ClassVar[tuple[MentionSort, ...]] = ("skill", "person", "goal")
    dated: ClassVar[bool] = True
    parents: ClassVar[tuple[str, ...]] = ("person",)

    date_as_written: str = declared(Field("date as written"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Goal(Item):
    """A 12-month goal."""

    kind: ClassVar[str] = "goal"

    what: str = declared(Choice("kind", options=GOAL_KINDS))
    target: date | None = declared(Day("target"))
    state: str = declared(Choice("state", options=("active", "reached", "dropped")))
    tags: tuple[str, ...] = declared(Labels("tags"))
    links: tuple[str, ...] = declared(Lines("link"))

    @property
    def active(self) -> bool:
        """Tell whether the goal is still pursued."""
        return self.state in ("", "active")


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Gap(Item):
    """A gap between where I am and a goal, its parent."""

    kind: ClassVar[str] = "gap"
    parents: ClassVar[tuple[str, ...]] = ("goal",)

    state: str = declared(Choice("state", options=("open", "closed")))
    tags: tuple[str, ...] = declared(Labels("tags"))
    links: tuple[str, ...] = declared(Lines("link"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Update(Item):
    """How a goal or gap, its parent, stood at a time: `text` is the current state."""

    kind: ClassVar[str] = "update"
    mentions_of: ClassVar[tuple[MentionSort, ...]] = ("skill", "person", "goal")
    dated: ClassVar[bool] = True
    parents: ClassVar[tuple[str, ...]] = ("goal", "gap")

    gap: str = declared(Field("gap"))
    doing: str = declared(Field("doing"))
    date_as_written: str = declared(Field("date as written"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Profile(Item):
    """Who keeps the record; `text` is the name. An empty time zone is the machine's own."""

    kind: ClassVar[str] = "profile"

    level: str = declared(Field("level"))
    employer: str = declared(Field("employer"))
    time_zone: str = declared(Field("time zone"))
    week_starts: str = declared(Choice("week starts", options=WEEKDAYS))
    fiscal_month: int | None = declared(Number("fiscal year starts in month", low=1, high=12))
    thin_month: int | None = declared(Number("thin month below", low=1, high=99))
    limits: dict[str, int] = declared(Limits("threshold"))
    confidential: tuple[str, ...] = declared(Lines("confidential name"))
    roles: tuple[Role, ...] = declared(Roles("role"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Framework(Item):
    """A company's expectations, as it states them; its criteria are its children."""

    kind: ClassVar[str] = "framework"

    source: str = declared(Field("source"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Criterion(Item):
    """One criterion of a framework, its parent."""

    kind: ClassVar[str] = "criterion"
    parents: ClassVar[tuple[str, ...]] = ("framework",)

    level: str = declared(Field("level"))
    theme: str = declared(Field("theme"))
    cannot_be_met: str = declared(Field("cannot be met here"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class CheckIn(Item):
    """A weekly, monthly or quarterly check-in: what was said and decided."""

    kind: ClassVar[str] = "check-in"
    dated: ClassVar[bool] = True

    what: str = declared(Choice("kind", options=("weekly", "monthly", "quarterly")))
    state: str = declared(Choice("state", options=("open", "done", "skipped")))
    answers: dict[str, Any] = declared(Notes("answers"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class SavedPacket(Item):
    """A packet as it was saved: the person's own words in `body`."""

    kind: ClassVar[str] = "packet"
    dated: ClassVar[bool] = True

    what: str = declared(Choice("kind", options=("review", "promotion", "job search", "one-on-one")))
    choices: dict[str, Any] = declared(Notes("choices"))
    drafted: str = declared(Long("drafted"))


KINDS: dict[str, type[Item]] = {
    one.kind: one
    for one in (
        Profile,
        Person,
        Goal,
        Gap,
        Skill,
        Framework,
        Criterion,
        Evidence,
        SkillEntry,
        Touchpoint,
        Update,
        CheckIn,
        SavedPacket,
    )
}
"""Every kind by name, each after those that it may belong to or mention."""

MEANS: dict[MentionSort, tuple[str, ...]] = {
    "skill": ("skill",),
    "person": ("person",),
    "goal": ("goal", "gap"),
    "criterion": ("criterion",),
    "surfaced": ("person",),
}
"""What a mention of each sort may mean."""

NAMEABLE = frozenset(kind for kinds in MEANS.values() for kind in kinds)
"""The kinds that a mention can mean."""

SIGN: dict[MentionSort, str] = {"skill": "#", "person": "@", "goal": "!"}
"""The sign before a name in a line, for the sorts that a line can say."""


def with_article(kind: str) -> str:
    """Return a kind as a sentence names one of it: evidence cannot be counted."""
    article = "" if kind == "evidence" else "an " if kind[0] in "aeiou" else "a "
    return f"{article}{kind}"


@cache
def specs(kind: str) -> dict[str, Field]:
    """Return the declared fields of a kind by their names, in the order in which they are written."""
    return {one.name: one.metadata["spec"] for one in dataclass_fields(KINDS[kind]) if "spec" in one.metadata}


def options(kind: str, name: str) -> tuple[str, ...]:
    """Return what a field of a kind can be; nothing where the kind has no such choice."""
    spec = specs(kind).get(name)
    return spec.options if isinstance(spec, Choice) else ()


def found_by(kind: str) -> tuple[MentionSort, ...]:
    """Return the sorts of names by which items of a kind are found: what they mention, a gap by its goal."""
    return (*KINDS[kind].mentions_of, *(("goal",) if kind == Gap.kind else ()))


_Kind = TypeVar("_Kind", bound=Item)


@dataclass(frozen=True)
class Record:
    """All that one computation reads: every item of one owner, nothing else."""

    items: tuple[Item, ...] = ()

    @classmethod
    def of(cls, by_id: dict[UUID, Item]) -> "Record":
        """Return the record of some items by their ids, which then need not be found out again."""
        made = cls(tuple(by_id.values()))
        made.__dict__["by_id"] = by_id  # where `cached_property` keeps it
        return made

    def all(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """Return the items of one kind, in the order in which they were loaded."""
        return tuple(self._by_kind.get(kind.kind, ()))  # type: ignore[arg-type]

    @cached_property
    def _by_kind(self) -> dict[str, list[Item]]:
        groups: dict[str, list[Item]] = {}
        for item in self.items:
            groups.setdefault(item.kind, []).append(item)
        return groups

    @cached_property
    def by_id(self) -> dict[UUID, Item]:
        """Return every item by its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def children(self) -> dict[UUID, list[Item]]:
        """Return the items beneath each item, by its id."""
        groups: dict[UUID, list[Item]] = {}
        for item in self.items:
            if item.parent is not None:
                groups.setdefault(item.parent, []).append(item)
        return groups

    @cached_property
    def profile(self) -> Profile:
        """Return the owner's profile; an empty one when nothing has been set."""
        return next(iter(self.all(Profile)), Profile())


def by_date(item: Item) -> tuple[date, date, int]:
    """Order dated entries from the oldest to the newest, undated ones first; for `sorted`."""
    first, last = (item.when.first, item.when.last) if item.when else (date.min, date.min)
    return first, last, item.id.int
