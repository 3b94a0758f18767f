"""Skills that the record itself calls open: a gap names them, or a note says that they are being learned.

"Rust past the tutorial" as a gap contradicts Rust in a list of skills; so does "a beginner in Terraform".
"""

from collections.abc import Iterable

from vividmap.core.english.gap_words import DEFICIT
from vividmap.core.english.technologies import find_technologies
from vividmap.core.facts.active_goals import is_active_goal
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence, Gap, Record, SkillEntry
from vividmap.core.text import fold

_TAIL = lazy_pattern(
    r"(?:$|[.,;:!?(]"
    r"|(?:past|beyond|after|without) (?:the |a )?(?:tutorials?|basics|beginner\w*|book|docs|hand-?waving)\b"
    r"|basics\b|beginner\b|fundamentals\b|from scratch\b|in (?:production|anger|practice|depth)\b|at work\b"
    r"|for real\b|properly\b|well\b|fluent\w*|better\b|skills?\b|knowledge\b|experience\b|confidence\b)",
)
"""What may follow a skill at the beginning of a gap, so that the gap is of the skill itself."""
_LEARNER = lazy_pattern(
    r"(?:learning|beginner (?:in|at|with)|new to|started (?:on|with)|getting into|first steps (?:in|with)"
    r"|(?:the )?basics of|intro(?:duction)? to|installed|(?:ich )?lerne|j['’]apprends|debutante? en"
    r"|anfanger in)$"
)
_LESSON_WORDS = lazy_pattern(
    r"(?:tutorial|course|book|beginner|basics|anfanger|debutante?|past the tutorial)\b"
)
MIN_USED = 3
"""Pieces of evidence with a skill that weigh more than a note on learning it."""


class OpenSkills:
    """Which skills the record calls open."""

    def __init__(self, record: Record, entries: Iterable[Evidence | SkillEntry]) -> None:
        gaps = (gap.text for gap in record.items_of(Gap) if gap.text and is_active_goal(gap, record))
        self._topics = [fold(DEFICIT.sub("", text, count=1)).strip() for text in gaps]
        self._practice = [fold(entry.text) for entry in entries if isinstance(entry, SkillEntry)]

    def is_open(self, name: str, used_count: int) -> bool:
        """Return whether a skill is named by a gap, or by a note on learning it and by little evidence."""
        names = _spellings(name)
        if any(_is_topic(topic, spelling) for topic in self._topics for spelling in names):
            return True
        return used_count < MIN_USED and any(
            _is_learned(text, spelling) for text in self._practice for spelling in names
        )


def _spellings(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(fold, (name, *find_technologies(name)))))


def _is_topic(topic: str, name: str) -> bool:
    """Return whether a gap is of a skill itself: "Rust past the tutorial", "Go: no practice"."""
    remainder = topic.removeprefix(name)
    return topic.startswith(name) and bool(_TAIL.match(remainder.lstrip(" "))) and not remainder[:1].isalnum()


def _is_learned(text: str, name: str) -> bool:
    place = text.find(name)
    if place < 0:
        return False
    before, after = text[:place].rstrip(), text[place + len(name) :].lstrip()
    return bool(_LEARNER.search(before[-40:]) or _LESSON_WORDS.match(after))
