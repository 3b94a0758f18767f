"""Skills for a résumé: those that evidence shows in use; what was only practised, its author may know."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from vividmap.core.packets.choosing.aim import Aim
from vividmap.core.packets.packet import Note, Paragraph, Sentence
from vividmap.core.packets.wording.voice import capitalised
from vividmap.core.record import Evidence, Skill, SkillEntry
from vividmap.core.saying import listed

BEHIND = 3
"""Entries that a skill rests on in the draft: the strongest."""

_Entry = TypeVar("_Entry", Evidence, SkillEntry)


class SkillsUsed:
    """The skills of a record as evidence shows them in use, and as the skill log shows them practised."""

    def __init__(
        self, skills: Sequence[Skill], used: Sequence[Evidence], practised: Sequence[SkillEntry], aim: Aim
    ) -> None:
        self._aim = aim
        self._used, self._practised = _by_skill(used), _by_skill(practised)
        named = [(one.id, capitalised(one.text)) for one in skills if one.text]
        named.sort(key=lambda one: (-len(self._used[one[0]]), -len(self._practised[one[0]]), *one[::-1]))
        self._names = dict(named)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the skills in use as one list, those of the most evidence first."""
        used = [uid for uid in self._names if self._used[uid]]
        said = tuple(
            Sentence(self._names[uid], (uid, *self._aim.strongest(self._used[uid], BEHIND))) for uid in used
        )
        return (Paragraph("", said, listed=True),) if said else ()

    def notes(self) -> Iterator[Note]:
        """Yield how much evidence and practice there is of each, and which have no evidence."""
        used = [self._counted(uid) for uid in self._names if self._used[uid]]
        alone = [uid for uid in self._names if self._practised[uid] and not self._used[uid]]
        if used:
            yield Note(f"Skills by evidence and by skill entries: {', '.join(used)}.")
        if alone:
            entries = dict.fromkeys(one.id for uid in alone for one in self._practised[uid])
            names = listed(self._names[uid] for uid in alone)
            yield Note(f"Practised, and so far used in no evidence, so not named: {names}.", tuple(entries))

    def _counted(self, uid: UUID) -> str:
        return f"{self._names[uid]} {len(self._used[uid])} and {len(self._practised[uid])}"


def _by_skill(items: Sequence[_Entry]) -> dict[UUID, list[_Entry]]:
    found: dict[UUID, list[_Entry]] = defaultdict(list)
    for one in items:
        for uid in dict.fromkeys(one.linked("skill")):
            found[uid].append(one)
    return found
