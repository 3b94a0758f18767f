"""Skills for a résumé: those that evidence shows in use. Skills only practised are in an author note."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from vividmap.core.english.phrasing import join_names
from vividmap.core.packets.job_search.target import JobTarget
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSentence
from vividmap.core.packets.voice import title_case
from vividmap.core.record import Evidence, Skill, SkillEntry

ENTRIES_PER_SKILL = 3
"""Entries that a skill is based on in the draft: the strongest."""

_SkillLog = TypeVar("_SkillLog", Evidence, SkillEntry)


class ResumeSkills:
    """The skills of a record as evidence shows them in use, and as the skill log shows them practised."""

    def __init__(
        self,
        skills: Sequence[Skill],
        evidence: Sequence[Evidence],
        practice: Sequence[SkillEntry],
        target: JobTarget,
    ) -> None:
        self._target = target
        self._evidence, self._practice = _group_by_skill(evidence), _group_by_skill(practice)
        names = [(skill.id, title_case(skill.text)) for skill in skills if skill.text]
        names.sort(key=self._rank)
        self._names = dict(names)

    def _rank(self, skill_name: tuple[UUID, str]) -> tuple[int, int, str, UUID]:
        skill_id, name = skill_name
        return -len(self._evidence[skill_id]), -len(self._practice[skill_id]), name, skill_id

    def paragraphs(self) -> tuple[DraftParagraph, ...]:
        """Return the skills in use as one list, those of the most evidence first."""
        sentences = tuple(
            DraftSentence(
                name, (skill_id, *self._target.strongest(self._evidence[skill_id], ENTRIES_PER_SKILL))
            )
            for skill_id, name in self._names.items()
            if self._evidence[skill_id]
        )
        return (DraftParagraph("", sentences, is_list=True),) if sentences else ()

    def notes(self) -> Iterator[AuthorNote]:
        """Yield how much evidence and practice there is of each, and which have no evidence."""
        counts = [self._format_counts(skill_id) for skill_id in self._names if self._evidence[skill_id]]
        practice_only = [
            skill_id for skill_id in self._names if self._practice[skill_id] and not self._evidence[skill_id]
        ]
        if counts:
            yield AuthorNote(f"Skills by evidence and by skill entries: {', '.join(counts)}.")
        if practice_only:
            entry_ids = dict.fromkeys(
                entry.id for skill_id in practice_only for entry in self._practice[skill_id]
            )
            names = join_names(self._names[skill_id] for skill_id in practice_only)
            text = f"Practised, and so far used in no evidence, so not named: {names}."
            yield AuthorNote(text, tuple(entry_ids))

    def _format_counts(self, skill_id: UUID) -> str:
        counts = f"{len(self._evidence[skill_id])} and {len(self._practice[skill_id])}"
        return f"{self._names[skill_id]} {counts}"


def _group_by_skill(entries: Sequence[_SkillLog]) -> dict[UUID, list[_SkillLog]]:
    groups: dict[UUID, list[_SkillLog]] = defaultdict(list)
    for entry in entries:
        for skill_id in dict.fromkeys(entry.linked_ids("skill")):
            groups[skill_id].append(entry)
    return groups
