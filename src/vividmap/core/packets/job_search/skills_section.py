"""Skills for a résumé, in groups of a line each: the technologies that evidence names, and skills in use.

What a posting asks for comes first. Of what it does not ask for, only what evidence shows best is named: the
MAX_PRACTICES skills with most of it, and no technology that a comparison of many alone names. Each rests on a
bullet of the résumé or on MIN_ENTRIES entries. What the record calls open is not listed ("Rust past the
tutorial"), nor a tag that names no practice ("regulatory"). The notes to the author have the rest.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID

from vividmap.core.english.phrasing import join_names
from vividmap.core.english.practices import is_practice
from vividmap.core.english.technologies import GROUPS, find_technologies
from vividmap.core.packets.job_search.open_skills import OpenSkills
from vividmap.core.packets.job_search.posting import entry_technologies
from vividmap.core.packets.job_search.target import JobTarget
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSentence
from vividmap.core.packets.voice import title_case
from vividmap.core.record import Evidence, Skill, SkillEntry
from vividmap.core.text import decapitalise

PRACTICES = "Practices"
MAX_NAMES = 12
"""Names in a group at most: a line or two."""
MAX_PRACTICES = 6
"""Practices that no posting asks for, at most: readers believe a few."""
MAX_NAMED_TOGETHER = 4
"""Technologies of an entry at most; one that names more compares or counts them, and shows none in use."""

MIN_ENTRIES = 2
"""Entries that a skill needs where no bullet shows it."""

_SkillLog = TypeVar("_SkillLog", Evidence, SkillEntry)


class SkillLimits(NamedTuple):
    """What limits the skills of a résumé: which entries its bullets tell, and which skills are open."""

    told_ids: Collection[UUID]
    open_skills: OpenSkills


class ResumeSkills:
    """The skills of a record as evidence shows them in use, and as the skill log shows them practised."""

    def __init__(
        self,
        skills: Sequence[Skill],
        evidence: Sequence[Evidence],
        practice: Sequence[SkillEntry],
        target: JobTarget,
        limits: SkillLimits,
    ) -> None:
        self._target = target
        self._told_ids, self._open_skills = limits
        self._evidence, self._practice = _group_by_skill(evidence), _group_by_skill(practice)
        names = [(skill.id, title_case(skill.text)) for skill in skills if skill.text]
        names.sort(key=self._rank)
        self._names = dict(names)
        self._technologies: dict[str, list[Evidence]] = defaultdict(list)
        self._compared: dict[str, list[Evidence]] = defaultdict(list)
        for entry in evidence:
            technologies = entry_technologies(entry)
            is_comparison = len(technologies) > MAX_NAMED_TOGETHER
            for name in technologies:
                is_shown = not is_comparison or self._is_asked_for(name)
                (self._technologies if is_shown else self._compared)[name].append(entry)

    def _is_shown(self, name: str, entries: Sequence[Evidence]) -> bool:
        """Return whether a bullet or enough entries stand behind a skill; one where a posting asks for it."""
        return (
            self._is_asked_for(name)
            or len(entries) >= MIN_ENTRIES
            or any(entry.id in self._told_ids for entry in entries)
        )

    def _is_open(self, name: str, entries: Sequence[Evidence]) -> bool:
        return self._open_skills.is_open(name, len(entries))

    def _is_asked_for(self, name: str) -> bool:
        return self._target.rank((name,)) < self._target.rank(())

    def _rank(self, skill_name: tuple[UUID, str]) -> tuple[int, int, int, str, UUID]:
        skill_id, name = skill_name
        asked_for = self._target.rank((name,))
        return asked_for, -len(self._evidence[skill_id]), -len(self._practice[skill_id]), name, skill_id

    def paragraphs(self) -> tuple[DraftParagraph, ...]:
        """Return a line for each group, what the posting asks for and what has most evidence first."""
        groups: dict[str, dict[str, tuple[UUID, ...]]] = {
            group: {} for group in dict.fromkeys(GROUPS.values())
        }
        ranking = sorted(
            self._technologies.items(),
            key=lambda pair: (
                self._target.rank((pair[0],)),
                -len(pair[1]) - len(self._compared.get(pair[0], ())),
                pair[0],
            ),
        )
        for name, entries in ranking:
            if not self._is_shown(name, entries) or self._is_open(name, entries):
                continue
            groups[GROUPS[name]][name] = self._target.strongest(entries, 1)
        practices = groups.setdefault(PRACTICES, {})
        for skill_id, name in self._names.items():
            technology = _as_technology(name)
            is_best = bool(technology) or len(practices) < MAX_PRACTICES or self._is_asked_for(name)
            entries = self._evidence[skill_id]
            if entries and is_best and not self._reason_to_omit(name, entries):
                group = groups[GROUPS[technology]] if technology else practices
                sources = (skill_id, *self._target.strongest(entries, 1))
                group.setdefault(technology or name, sources)
        lines = tuple(_line(group, names) for group, names in groups.items() if names)
        return (DraftParagraph("", lines, is_list=True),) if lines else ()

    def _reason_to_omit(self, name: str, entries: Sequence[Evidence]) -> str:
        """Return why a skill with evidence is not listed, "" where it may be."""
        if self._is_open(name, entries):
            return "open by your own record"
        if not (is_practice(name) or self._is_asked_for(name)):
            return "no practice by name"
        return "" if self._is_shown(name, entries) else "shown by one entry alone, and by no bullet"

    def _omission_notes(self) -> Iterator[AuthorNote]:
        """Yield the skills with evidence that are not listed, by the reason, and what to do about it."""
        reasons: dict[str, list[str]] = defaultdict(list)
        for skill_id, name in self._names.items():
            entries = self._evidence[skill_id]
            if entries and (reason := self._reason_to_omit(name, entries)):
                reasons[reason].append(name)
        shown_names = {name for names in reasons.values() for name in names}
        for name, entries in self._technologies.items():
            if self._is_open(name, entries) and name not in shown_names:
                reasons["open by your own record"].append(name)
        for reason, names in reasons.items():
            yield AuthorNote(f"Skills not listed, {reason}: {join_names(names)}.")

    def notes(self) -> Iterator[AuthorNote]:
        """Yield how much evidence and practice there is of each, and which have no evidence."""
        counts = [self._format_counts(skill_id) for skill_id in self._names if self._evidence[skill_id]]
        practice_only = [
            skill_id for skill_id in self._names if self._practice[skill_id] and not self._evidence[skill_id]
        ]
        if counts:
            yield AuthorNote(f"Skills by evidence and by skill entries: {', '.join(counts)}.")
        yield from self._omission_notes()
        yield from self._comparison_note()
        if practice_only:
            entry_ids = dict.fromkeys(
                entry.id for skill_id in practice_only for entry in self._practice[skill_id]
            )
            names = join_names(self._names[skill_id] for skill_id in practice_only)
            text = f"Practised but not yet used in any evidence, so not named: {names}."
            yield AuthorNote(text, tuple(entry_ids))

    def _comparison_note(self) -> Iterator[AuthorNote]:
        names = sorted(name for name in self._compared if name not in self._technologies)
        if names:
            entry_ids = dict.fromkeys(entry.id for name in names for entry in self._compared[name])
            text = f"Named only beside many others, so not listed: {join_names(names)}."
            yield AuthorNote(text, tuple(entry_ids))

    def _format_counts(self, skill_id: UUID) -> str:
        counts = f"{len(self._evidence[skill_id])} and {len(self._practice[skill_id])}"
        return f"{self._names[skill_id]} {counts}"


def _as_technology(name: str) -> str:
    """Return the technology that a skill is, "" for one that is none: "Rust" is, "SQL performance" is not."""
    technologies = find_technologies(name)
    return technologies[0] if technologies and technologies[0].casefold() == name.casefold() else ""


def _line(group: str, names: dict[str, tuple[UUID, ...]]) -> DraftSentence:
    group_names = dict(list(names.items())[:MAX_NAMES])
    first, *later_names = group_names
    sources = dict.fromkeys(source for ids in group_names.values() for source in ids)
    lead = f"{group}:"
    text = ", ".join((first, *(name if find_technologies(name) else _small(name) for name in later_names)))
    return DraftSentence(f"{lead} {text}", tuple(sources), lead)


def _small(name: str) -> str:
    """Return a skill as it stands within a line: "Technical writing" is small, "SQL performance" is not."""
    return decapitalise(name) if name[1:2].islower() and name[1:] == name[1:].lower() else name


def _group_by_skill(entries: Sequence[_SkillLog]) -> dict[UUID, list[_SkillLog]]:
    groups: dict[UUID, list[_SkillLog]] = defaultdict(list)
    for entry in entries:
        for skill_id in entry.linked_ids("skill"):
            group = groups[skill_id]
            if not group or group[-1] is not entry:  # linked twice counts once
                group.append(entry)
    return groups
