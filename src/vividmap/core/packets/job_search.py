"""The job search: accomplishments as résumé bullets by role, skills in use; beside it, whom to ask.

It leaves the company. So what is internal, private or holds a confidential name is held back, and nobody but
the author is named. Within each role a few entries are chosen by the objective of `choose.py`, where the
strength of an entry also counts

    6  it meets the `variant`, the kind of role that is asked for
    2  for each term of the posting that it holds, up to three
    1  its note begins with what I did, so that it reads as a bullet

and of each role the SHORTLIST entries that weigh most are looked at, which bounds the work. Where the author
wants something shown that would be held back, it stands as it was written, names included.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import nsmallest
from typing import NamedTuple, TypeVar

from vividmap.core.dates import Period
from vividmap.core.packets.beside import notes
from vividmap.core.packets.beside.referrals import referrals
from vividmap.core.packets.choosing.aim import Aim
from vividmap.core.packets.choosing.choose import choose
from vividmap.core.packets.choosing.reasons import of_itself
from vividmap.core.packets.choosing.withheld import Withheld
from vividmap.core.packets.packet import (
    PROPOSED,
    Choices,
    Note,
    Packet,
    Paragraph,
    Proposal,
    Section,
    Sentence,
)
from vividmap.core.packets.parts.skills_used import SkillsUsed
from vividmap.core.packets.parts.themes import by_theme
from vividmap.core.packets.parts.work_history import BEFORE, heading, role_of, roles
from vividmap.core.packets.wording.bullets import Bullet, as_written, bullet
from vividmap.core.packets.wording.nameless import Nameless
from vividmap.core.packets.wording.voice import Voice
from vividmap.core.places import Role
from vividmap.core.record import Evidence, Item, Person, Record, Skill, SkillEntry, by_date
from vividmap.core.saying import listed

CONVERSATION = "job search"
EXPERIENCE, SKILLS = "Experience", "Skills"
SHORTLIST = 40
READS = 1
_BEST_LEFT = "what else there is of this role says no more"

_Item = TypeVar("_Item", bound=Item)


class _Told(NamedTuple):
    """An entry that is told, and its bullet."""

    item: Evidence
    bullet: Bullet


def job_search(record: Record, period: Period, today: date, choices: Choices = PROPOSED) -> Packet:
    """Return a résumé from a period; beside it what a posting asks for, and whom to ask.

    Entries that the author chose may be of any date, and stand in the author's order within their role.
    """
    desk = _Desk(record, period, choices)
    history = [(role, desk.told(group)) for role, group in desk.by_role().items()]
    told = [one for _, some in history for one in some]
    picked = [one.item for one in told]
    skills = SkillsUsed(desk.skills, desk.used, desk.practised, desk.aim)
    return Packet(
        conversation=CONVERSATION,
        title=_title(record, choices),
        period=period,
        proposals=tuple(_proposals(picked, desk, chosen=bool(choices.chosen))),
        sections=tuple(_sections(history if told else (), skills.paragraphs())),
        notes=(
            *_beginnings(record, desk.used, period),
            *_silent(history),
            *desk.aim.notes(),
            *_to_reword(told),
            *notes.open_ends(picked),
            *desk.not_told(told),
            *notes.passed_over(desk.used, picked),
            *skills.notes(),
            *referrals(desk.people, desk.shared, record, desk.aim.companies, today),
            *notes.undated(record),
            *desk.held_notes(),
        ),
        held_back=tuple(one.id for one in (*desk.held, *desk.unnamed)),
        tables=tuple(desk.aim.tables()),
        outside=True,
    )


class _Desk:
    """What may be shown of a record, and how each entry is told."""

    def __init__(self, record: Record, period: Period, choices: Choices) -> None:
        self._period, self._choices = period, choices
        self._withheld = Withheld(record, choices.shown)
        self._order = {uid: place for place, uid in enumerate(choices.chosen)}
        entries: list[Evidence | SkillEntry] = [*record.all(Evidence), *record.all(SkillEntry)]
        self.held = sorted(filter(self._withheld.holds, self._asked(entries)), key=by_date)
        self.shared = self._open(entries)
        asked = self._asked(self.shared)
        self.used = [one for one in asked if isinstance(one, Evidence)]
        self.practised = [one for one in asked if isinstance(one, SkillEntry)]
        self.skills = self._open(record.all(Skill))
        self.people = self._open(record.all(Person))
        undated = [one for one in self.shared if one.when is None and one.id not in self._order]
        self.aim = Aim(record, choices, [*self.used, *self.practised], self.held, undated)
        self.unnamed: list[Evidence] = []
        self._wordless: list[Evidence] = []
        self._roles = roles(record.profile)
        self._record, self._voice = record, Voice(record, period)
        self._nameless = Nameless(record, period)

    def _asked(self, entries: Iterable[_Item]) -> list[_Item]:
        """Return what the period holds, and what was chosen of whatever date."""
        return [one for one in entries if one.id in self._order or self._period.covers(one.when)]

    def _open(self, items: Iterable[_Item]) -> list[_Item]:
        """Return what may be shown, oldest first: the order of the record plays no part."""
        return sorted(
            (one for one in items if one.text.strip() and not self._withheld.holds(one)), key=by_date
        )

    def by_role(self) -> dict[Role | None, list[Evidence]]:
        """Return the entries to choose from by role, the newest first; None for what is of no role."""
        groups: dict[Role | None, list[Evidence]] = {role: [] for role in self._roles}
        for one in self.used:
            if one.id in self._order or not self._order:
                groups.setdefault(role_of(one, self._roles), []).append(one)
        return groups

    def told(self, group: Sequence[Evidence]) -> list[_Told]:
        """Return the entries of a role that serve best, the strongest projects first; or those chosen."""
        if self._order:
            chosen = sorted(group, key=lambda one: self._order[one.id])
            return [_Told(one, said) for one in chosen if (said := self._bullet(one, chosen=True))]
        first = nsmallest(SHORTLIST, group, key=lambda one: (-self.aim.weight(one), by_date(one)))
        likely = [*first, *(one for one in group if one.id in self._choices.shown and one not in first)]
        bullets = {one.id: found for one in likely if (found := self._bullet(one))}
        can = [one for one in likely if one.id in bullets]
        weights = {one.id: self.aim.weight(one) + READS * (not bullets[one.id].framed) for one in can}
        best = {one.id for one in choose(can, self._period, lambda one: weights[one.id])}
        picked = [one for one in can if one.id in best.union(self._choices.shown)]
        picked.sort(key=lambda one: (-weights[one.id], by_date(one)))
        return [_Told(one, bullets[one.id]) for _, some in by_theme(picked, self._record) for one in some]

    def _bullet(self, item: Evidence, *, chosen: bool = False) -> Bullet | None:
        if item.id in self._choices.shown:
            return bullet(item, self._voice) or as_written(item, self._voice)
        said = bullet(item, self._nameless) or (as_written(item, self._nameless) if chosen else None)
        if said is None:
            named = self._nameless.names_somebody(self._nameless.words(item, item.text))
            (self.unnamed if named else self._wordless).append(item)
        return said

    def not_told(self, told: Sequence[_Told]) -> Iterator[Note]:
        """Yield the entries that weigh as much as those told, and say no deed to begin a bullet with."""
        least = min((self.aim.weight(one.item) for one in told), default=0)
        if left := tuple(one.id for one in self._wordless if self.aim.weight(one) >= least):
            yield Note(
                "Strong enough, but they say no deed to begin a bullet with: let the entry begin with a verb,"
                " or say its kind.",
                left,
            )

    def held_notes(self) -> Iterator[Note]:
        """Yield what is held back, by the reason for it."""
        inside = [one for one in self.held if self._withheld.is_inside(one)]
        yield from notes.held_back(inside, "they are private or internal")
        confidential = [one for one in self.held if one not in inside]
        yield from notes.held_back(confidential, "they hold a name that you keep as confidential")
        if self.unnamed:
            yield Note(
                "No bullets, since they cannot be told without somebody's name: word them without it, or"
                " show them.",
                tuple(one.id for one in self.unnamed),
            )


def _title(record: Record, choices: Choices) -> str:
    name = ", ".join(filter(None, ("Résumé", record.profile.text)))
    return f"{name}: {choices.variant.strip()}" if choices.variant.strip() else name


def _sections(
    history: Sequence[tuple[Role | None, list[_Told]]], skills: tuple[Paragraph, ...]
) -> Iterator[Section]:
    if history:
        parted = any(role for role, _ in history)
        yield Section(EXPERIENCE, tuple(_paragraph(role, some, parted=parted) for role, some in history))
    if skills:
        yield Section(SKILLS, skills)


def _paragraph(role: Role | None, told: Sequence[_Told], *, parted: bool) -> Paragraph:
    theme = heading(role) if role else BEFORE if parted else ""
    said = tuple(Sentence(one.bullet.text, (one.item.id,)) for one in told)
    return Paragraph(theme, said, listed=True)


def _proposals(picked: Sequence[Evidence], desk: _Desk, *, chosen: bool) -> Iterator[Proposal]:
    for item in picked:
        why = (*desk.aim.reasons(item), *of_itself(item, desk.used))
        yield Proposal(item.id, ("you chose it", *why) if chosen else why or (_BEST_LEFT,))


def _beginnings(record: Record, used: Sequence[Evidence], period: Period) -> Iterator[Note]:
    """Yield what a résumé needs and the record does not have."""
    if not used:
        yield Note(
            f"There is no evidence of {period.name} that can be shown. Log what you remember, with its date:"
            ' vividmap log --on 2025-03 "what I did -> what came of it".'
        )
    if not record.profile.text:
        yield Note(
            'The record does not say your name, and so the résumé has none: vividmap settings name "…".'
        )
    if not roles(record.profile):
        yield Note(
            "No role of yours is in the record, so the bullets stand under none. Say them once:"
            ' vividmap role "Senior Engineer" --employer Acme --since 2024-03, or in the settings.'
        )


def _silent(history: Sequence[tuple[Role | None, list[_Told]]]) -> Iterator[Note]:
    """Yield the roles of which nothing is told."""
    if silent := [heading(role) for role, told in history if role and not told]:
        yield Note(f"Nothing is told of {listed(silent)}: the record holds nothing of it that can be shown.")


def _to_reword(told: Sequence[_Told]) -> Iterator[Note]:
    kinds = (
        ("The words before the colon are ours, from the entry's kind: say what you did.", "framed"),
        ("They say “my” or “we”, which a résumé does not: word them anew.", "speaks_of_me"),
    )
    for text, which in kinds:
        if found := tuple(one.item.id for one in told if getattr(one.bullet, which)):
            yield Note(text, found)
