"""What is only proposed: kept beside the record, as one of its kinds. The others are in `record.py`."""

from datetime import date
from typing import ClassVar

from vividmap.core.fields import Choice, DateField, Field, Lines, LongText, declare
from vividmap.core.item import Item
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.vocabulary import CANDIDATE_STATES, PARTS, PROPOSED_KINDS


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Candidate(Item):
    """What a source or an assistant proposes for the record, and what its owner decided about it.

    Its parent is the entry that it became or was attached to, or the candidate that it was merged into.
    People, skills and the project are names as the source has them. `key` is the digest of what the source
    calls it, `members` those of the commits that an assistant made (`core.inbox`).
    """

    kind: ClassVar[str] = "candidate"
    is_dated: ClassVar[bool] = True
    parent_kinds: ClassVar[tuple[str, ...]] = ("evidence", "skill entry", "touchpoint", "candidate")

    source: str = declare(Field("source"))
    key: str = declare(LongText("key"))
    proposed_kind: str = declare(Choice("kind", options=PROPOSED_KINDS), stored_as="what")
    project: str = declare(Field("project"))
    people: tuple[str, ...] = declare(Lines("person"))
    skills: tuple[str, ...] = declare(Lines("skill"))
    links: tuple[str, ...] = declare(Lines("link"))
    part: str = declare(Choice("my part", options=PARTS))
    reason: str = declare(Field("reason"))
    question: str = declare(Field("question"))
    proposed_by: str = declare(Field("proposed by"))
    members: tuple[str, ...] = declare(Lines("member"))
    state: str = declare(Choice("state", options=CANDIDATE_STATES))
    ask_again_on: date | None = declare(DateField("ask again"), stored_as="later")
