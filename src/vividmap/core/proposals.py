"""What a source or an assistant proposes for the record. A person decides; nothing here is evidence yet."""

import re
from collections.abc import Callable, Collection
from dataclasses import field
from hashlib import sha1
from typing import Literal

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.when import When

ProposedKind = Literal["evidence", "skill entry", "touchpoint"]
DEFAULT_QUESTION = "What changed because of it?"
_COMMIT = "commit "


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One piece of work, learning or contact, as its source tells it.

    `key` names it within its source, the same each time it is collected; it is not shown. `members` names in
    the same way what it was made from (commits, reviews, meetings): a proposal whose members were all seen
    before is not proposed again. A commit has the same name in every source. People, skills and the project
    are names as the source has them.
    """

    source: str
    """The name of the source: git, github, calendar, assistant."""
    key: str
    kind: ProposedKind
    text: str
    when: When
    members: tuple[str, ...] = ()
    body: str = ""
    project: str = ""
    people: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    part: str = ""
    """What the owner probably did, a value of the vocabulary of parts: led, built, reviewed, advised."""
    reason: str = ""
    """Why it may matter, in one sentence."""
    question: str = DEFAULT_QUESTION
    narrow: "Callable[[Collection[str]], Proposal | None] | None" = field(
        default=None, compare=False, repr=False
    )
    """Returns the proposal of some of the members alone, None if they are not worth one.

    It is for members that came after the owner decided about the others; its key is not used. Without it,
    work that grows after a decision is proposed as a whole again.
    """
    proposed_by: str = ""
    """The program or assistant that proposed it, if the source is not its name already."""


def commit_member(moment: int, message: str) -> str:
    """Return what names a commit, also after a rebase: when it was written, and its subject."""
    digest = sha1(commit_subject(message).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return f"{_COMMIT}{moment:x}-{digest[:12]}"


def commit_subject(message: str) -> str:
    """Return the first paragraph of a commit's message as one line, as git shows it."""
    text = message.strip()
    if "\n" in text:  # most have one line, and there are many
        text = re.split(r"\n[ \t]*\n", text, maxsplit=1)[0]
    return " ".join(text.split())


def is_commit_member(member: str) -> bool:
    """Return whether a member names a commit, which is the same work for every source."""
    return member.startswith(_COMMIT)
