"""The record: what one person keeps, as frozen values. Reads of any kind are made from these.

Every kind of item is one dataclass. Its own fields are declared with how they are written and kept
(`fields.py`), and nowhere else: add a field here and the document, the archive and the commands have it.
"""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from vividmap.core.candidate import Candidate
from vividmap.core.fields import Choice, DateField, Field, JsonField, Labels, Lines, LongText, Number, declare
from vividmap.core.item import MENTION_SORTS, Item, Mention, MentionSort, Outline, by_date  # noqa: F401
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.limits import Limits
from vividmap.core.positions import Position, Positions, Role, Roles
from vividmap.core.project_notes import ProjectNote, ProjectNotes
from vividmap.core.text_lookup import TextLookups
from vividmap.core.time_zone import TimeZone
from vividmap.core.vocabulary import (
    CHECK_IN_STATES,
    EVIDENCE_KINDS,
    GAP_STATES,
    GOAL_KINDS,
    GOAL_STATES,
    OUTCOME_STATES,
    PARTS,
    RHYTHMS,
    SCOPES,
    SKILL_KINDS,
    TRUST_MARKS,
)
from vividmap.core.when import WEEKDAYS, When

if TYPE_CHECKING:
    from vividmap.core.english.dates import Period


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Evidence(Item):
    """Impact evidence: what I did, what came of it, how far it reached."""

    kind: ClassVar[str] = "evidence"
    mention_sorts: ClassVar[tuple[MentionSort, ...]] = MENTION_SORTS
    is_dated: ClassVar[bool] = True

    outcome: str = declare(Field("outcome"))
    scope: str = declare(Choice("scope", options=SCOPES))
    category: str = declare(Choice("kind", options=EVIDENCE_KINDS), stored_as="what")
    part: str = declare(Choice("my part", options=PARTS))
    tags: tuple[str, ...] = declare(Labels("tags"))
    links: tuple[str, ...] = declare(Lines("link"))
    project: str = declare(Field("project"))
    strong: str = declare(Field("strong"))
    metric: str = declare(Field("measured as"), stored_as="measured")
    outcome_state: str = declare(Choice("landed", options=OUTCOME_STATES), stored_as="landed")
    ask_again_on: date | None = declare(DateField("ask again"), stored_as="later")
    date_as_written: str = declare(Field("date as written"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class SkillEntry(Item):
    """Skill development: an investment in what I will be able to do."""

    kind: ClassVar[str] = "skill entry"
    mention_sorts: ClassVar[tuple[MentionSort, ...]] = ("skill", "person", "goal", "surfaced")
    is_dated: ClassVar[bool] = True

    category: str = declare(Choice("kind", options=SKILL_KINDS), stored_as="what")
    project: str = declare(Field("project"))
    tags: tuple[str, ...] = declare(Labels("tags"))
    links: tuple[str, ...] = declare(Lines("link"))
    date_as_written: str = declare(Field("date as written"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Skill(Item):
    """A skill by name; entries link to it, and it can serve goals and gaps."""

    kind: ClassVar[str] = "skill"
    mention_sorts: ClassVar[tuple[MentionSort, ...]] = ("goal",)

    aliases: tuple[str, ...] = declare(Lines("alias"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Person(Item):
    """A relationship. `body` holds private notes."""

    kind: ClassVar[str] = "person"

    positions: tuple[Position, ...] = declare(Positions("since"))
    how_we_met: str = declare(Field("met"), stored_as="met")
    worked_on: str = declare(Field("worked on"))
    status: str = declare(Field("status"))
    trust_marks: tuple[str, ...] = declare(Labels("real", options=TRUST_MARKS), stored_as="real")
    emails: tuple[str, ...] = declare(Lines("email"))
    ideal_days: int | None = declare(Number("ideal interval", unit="days"))
    longest_days: int | None = declare(Number("longest interval", unit="days"))
    ask_again_on: date | None = declare(DateField("ask again"), stored_as="later")
    tags: tuple[str, ...] = declare(Labels("tags"))
    links: tuple[str, ...] = declare(Lines("link"))

    def position(self, day: date) -> Position:
        """Return where the person stood on that day."""
        positions = [
            position for position in self.positions if position.since is None or position.since <= day
        ]
        return positions[-1] if positions else (self.positions[0] if self.positions else Position())


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Touchpoint(Item):
    """A moment of contact with a person, its parent."""

    kind: ClassVar[str] = "touchpoint"
    mention_sorts: ClassVar[tuple[MentionSort, ...]] = ("skill", "person", "goal")
    is_dated: ClassVar[bool] = True
    parent_kinds: ClassVar[tuple[str, ...]] = ("person",)

    date_as_written: str = declare(Field("date as written"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Goal(Item):
    """A 12-month goal."""

    kind: ClassVar[str] = "goal"

    goal_kind: str = declare(Choice("kind", options=GOAL_KINDS), stored_as="what")
    target: date | None = declare(DateField("target"))
    state: str = declare(Choice("state", options=GOAL_STATES))
    tags: tuple[str, ...] = declare(Labels("tags"))
    links: tuple[str, ...] = declare(Lines("link"))

    @property
    def is_active(self) -> bool:
        """Return whether the goal is still pursued."""
        return self.state in ("", "active")


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Gap(Item):
    """A gap between where I am and a goal, its parent."""

    kind: ClassVar[str] = "gap"
    parent_kinds: ClassVar[tuple[str, ...]] = ("goal",)

    state: str = declare(Choice("state", options=GAP_STATES))
    tags: tuple[str, ...] = declare(Labels("tags"))
    links: tuple[str, ...] = declare(Lines("link"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Update(Item):
    """How a goal or gap, its parent, stood at a time: `text` is the current state."""

    kind: ClassVar[str] = "update"
    mention_sorts: ClassVar[tuple[MentionSort, ...]] = ("skill", "person", "goal")
    is_dated: ClassVar[bool] = True
    parent_kinds: ClassVar[tuple[str, ...]] = ("goal", "gap")

    gap: str = declare(Field("gap"))
    action: str = declare(Field("doing"), stored_as="doing")
    date_as_written: str = declare(Field("date as written"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Profile(Item):
    """Who keeps the record; `text` is the name. An empty time zone is the machine's own.

    From `email` on, the fields are what a résumé has beside what was done.
    """

    kind: ClassVar[str] = "profile"

    confidentiality: str = ""  # not declared: a profile is not told, so there is nothing to hold back
    level: str = declare(Field("level"))
    employer: str = declare(Field("employer"))
    time_zone: str = declare(TimeZone("time zone"))
    week_starts: str = declare(Choice("week starts", options=WEEKDAYS))
    fiscal_month: int | None = declare(Number("fiscal year starts in month", low=1, high=12))
    thin_month: int | None = declare(Number("thin month below", low=1, high=99))
    limits: dict[str, int] = declare(Limits("threshold"))
    confidential: tuple[str, ...] = declare(Lines("confidential name"))
    private_tags: tuple[str, ...] = declare(Lines("private tag"))
    roles: tuple[Role, ...] = declare(Roles("role"))
    projects: tuple[ProjectNote, ...] = declare(ProjectNotes("project"))
    email: str = declare(Field("email"))
    phone: str = declare(Field("phone"))
    place: str = declare(Field("place"))
    links: tuple[str, ...] = declare(Lines("link"))
    summary: str = declare(Field("summary"))
    education: tuple[str, ...] = declare(Lines("education"))
    certifications: tuple[str, ...] = declare(Lines("certification"))
    languages: tuple[str, ...] = declare(Lines("language"))
    import_headings: dict[str, str] = declare(JsonField("headings of imported notes"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Framework(Item):
    """A company's expectations, as it states them; its criteria are its children."""

    kind: ClassVar[str] = "framework"

    source: str = declare(Field("source"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Criterion(Item):
    """One criterion of a framework, its parent."""

    kind: ClassVar[str] = "criterion"
    parent_kinds: ClassVar[tuple[str, ...]] = ("framework",)

    level: str = declare(Field("level"))
    theme: str = declare(Field("theme"))
    cannot_be_met: str = declare(Field("cannot be met here"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class CheckIn(Item):
    """A weekly, monthly or quarterly check-in: what was said and decided."""

    kind: ClassVar[str] = "check-in"
    is_dated: ClassVar[bool] = True

    rhythm: str = declare(Choice("kind", options=RHYTHMS), stored_as="what")
    state: str = declare(Choice("state", options=CHECK_IN_STATES))
    answers: dict[str, Any] = declare(JsonField("answers"))


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class SavedPacket(Item):
    """A packet as it was saved: the person's own words in `body`."""

    kind: ClassVar[str] = "packet"
    is_dated: ClassVar[bool] = True

    conversation: str = declare(Field("kind"), stored_as="what")
    choices: dict[str, Any] = declare(JsonField("choices"))
    draft: str = declare(LongText("drafted"), stored_as="drafted")


KINDS: dict[str, type[Item]] = {
    kind_class.kind: kind_class
    for kind_class in (
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
        Candidate,
    )
}
"""Every kind by name, each after those that it may belong to or mention."""

RECORD_KINDS = tuple(kind for kind in KINDS if kind != Candidate.kind)
"""The kinds that the record is made of: what is only proposed is kept beside it."""

ENTRY_KINDS = (Evidence.kind, SkillEntry.kind)
"""The kinds of entries: what was done, and what was learnt."""

KINDS_WITH_OPTIONAL_PARENT = frozenset({Touchpoint.kind, Candidate.kind})
"""The kinds that may have a parent and need none."""

MENTION_KINDS: dict[MentionSort, tuple[str, ...]] = {
    "skill": ("skill",),
    "person": ("person",),
    "goal": ("goal", "gap"),
    "criterion": ("criterion",),
    "surfaced": ("person",),
}
"""What a mention of each sort may mean."""

NAMEABLE_KINDS = frozenset(kind for kinds in MENTION_KINDS.values() for kind in kinds)
"""The kinds that a mention can mean."""

MENTION_SIGNS: dict[MentionSort, str] = {"skill": "#", "person": "@", "goal": "!"}
"""The sign before a name in a line, for the sorts that a line can say."""

SORTS_BY_SIGN = {sign: sort for sort, sign in MENTION_SIGNS.items()}

KINDS_BY_SIGN = {sign: MENTION_KINDS[sort] for sort, sign in MENTION_SIGNS.items()}
"""What a name with a sign before it may mean: `@` a person, `!` a goal or gap."""


@cache
def specs(kind: str) -> dict[str, Field]:
    """Return the declared fields of a kind by their names, in the order in which they are written."""
    return {declaration.name: declaration.metadata["spec"] for declaration in declarations(kind)}


def declarations(kind: str) -> list["dataclasses.Field[Any]"]:
    """Return the declared fields of a kind, those that all kinds have last."""
    shared = {field.name for field in dataclasses.fields(Item)}
    declared = [field for field in dataclasses.fields(KINDS[kind]) if "spec" in field.metadata]
    return sorted(declared, key=lambda field: field.name in shared)


_Kind = TypeVar("_Kind", bound=Item)


@dataclass(frozen=True)
class Record:
    """All that one computation reads: every item of one owner but candidates, nothing else.

    Ask for what is needed and no more: a record that is read from a database reads that alone.
    """

    items: tuple[Item, ...] = ()

    @classmethod
    def of(cls, by_id: dict[UUID, Item]) -> "Record":
        """Return the record of some items, given by their ids, so that `by_id` need not be computed."""
        record = cls(tuple(by_id.values()))
        record.__dict__["by_id"] = by_id  # where `cached_property` keeps it
        return record

    def items_of(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """Return the items of one kind, in the order in which they were loaded."""
        return tuple(self._by_kind.get(kind.kind, ()))  # type: ignore[arg-type]

    def items_during(self, kind: type[_Kind], period: "Period") -> tuple[_Kind, ...]:
        """Return the items of one kind that a period covers, in the order in which they were loaded."""
        return tuple(item for item in self.items_of(kind) if period.covers(item.when))

    def undated_outlines(self, kind: type[Item]) -> list[Outline]:
        """Return what decides whether an item is told, of those of one kind that have no date."""
        return [Outline.of(item) for item in self.items_of(kind) if item.when is None]

    def count_of(self, kind: type[Item]) -> int:
        """Return the number of items of one kind."""
        return len(self.items_of(kind))

    def count_linked(self, kind: type[Item], sort: MentionSort, targets: Collection[UUID]) -> int:
        """Return the number of items of one kind that are linked to any of some items."""
        return sum(any(target in targets for target in i.linked_ids(sort)) for i in self.items_of(kind))

    def items_linked(self, kind: type[_Kind], sort: MentionSort, target: UUID) -> tuple[_Kind, ...]:
        """Return the items of one kind that are linked to an item, in the order in which they were loaded."""
        return tuple(item for item in self.items_of(kind) if target in item.linked_ids(sort))

    def dates_linked(self, kind: type[Item], sort: MentionSort) -> Iterable[tuple[UUID, When | None]]:
        """Return what items of one kind are linked to, each with the date of the item."""
        return ((target, item.when) for item in self.items_of(kind) for target in item.linked_ids(sort))

    def first_texts(self, kind: type[Item], count: int) -> list[str]:
        """Return the texts of the first `count` items of one kind."""
        return [item.text for item in self.items_of(kind)[:count]]

    def texts_with(self, word: str, kinds: Iterable[type[Item]], most: int | None = None) -> list[str]:
        """Return texts in which a word begins with the given one: `most` of some kinds, the newest first."""
        return list(islice(self._lookups.of(*kinds).find(word), most))

    def count_with(self, word: str, kind: type[Item]) -> int:
        """Return an upper bound of how many items of one kind have a word in their text."""
        return self._lookups.of(kind).count(word)

    @cached_property
    def _lookups(self) -> TextLookups:
        return TextLookups(self.items)

    @cached_property
    def _by_kind(self) -> dict[str, list[Item]]:
        groups: dict[str, list[Item]] = {}
        for item in self.items:
            groups.setdefault(item.kind, []).append(item)
        return groups

    @cached_property
    def by_id(self) -> Mapping[UUID, Item]:
        """Return every item by its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def children(self) -> Mapping[UUID, Sequence[Item]]:
        """Return the items beneath each item, by its id."""
        groups: dict[UUID, list[Item]] = {}
        for item in self.items:
            if item.parent is not None:
                groups.setdefault(item.parent, []).append(item)
        return groups

    @cached_property
    def profile(self) -> Profile:
        """Return the owner's profile; an empty one when nothing has been set."""
        return next(iter(self.items_of(Profile)), Profile())
