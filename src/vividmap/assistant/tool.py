"""What a tool is: its name, what it tells an assistant, its parameters, its hints, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from vividmap.assistant.allowances import Allowances
from vividmap.assistant.arguments import Arguments, Parameter
from vividmap.core.item_marks import item_texts
from vividmap.core.record import Record
from vividmap.core.text import words
from vividmap.services.actor import Actor

RequiredAllowance = Literal["", "propose", "record"]


@dataclass(frozen=True)
class ItemWords:
    """The words of each item of a record, to search in: found once, at the first search."""

    record: Record

    @cached_property
    def by_id(self) -> dict[UUID, str]:
        """Return each item's words with a blank between them, the line's first, the handle's last."""
        return {
            item.id: " ".join(words(" ".join((*item_texts(item), item.handle)))) for item in self.record.items
        }


@dataclass(frozen=True, slots=True)
class ToolContext:
    """What a call reads: the part of the record that the assistant may see, its words, and today's date.

    `actor` is for tools that write, `load_record` returns that part anew after they have; `client` is the
    assistant's own name for itself.
    """

    actor: Actor
    words: ItemWords
    today: date
    load_record: Callable[[], Record]
    client: str = ""

    @property
    def record(self) -> Record:
        """Return the part of the record that the assistant may see."""
        return self.words.record


RunTool = Callable[[ToolContext, Arguments], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool. `run` returns the values of the answer; it raises ToolRefused, Refused.

    `required_allowance` is what the owner has to allow; every tool without it only reads. No tool deletes or
    changes anything that is in the record, and none reaches beyond this machine.
    """

    name: str
    title: str
    description: str
    run: RunTool
    parameters: tuple[Parameter, ...] = ()
    required_allowance: RequiredAllowance = ""
    is_idempotent: bool = True

    @property
    def is_read_only(self) -> bool:
        """Return whether the tool writes nothing."""
        return not self.required_allowance

    def annotations(self) -> dict[str, Any]:
        """Return the hints of the protocol about what the tool does."""
        return {
            "title": self.title,
            "readOnlyHint": self.is_read_only,
            "destructiveHint": False,
            "idempotentHint": self.is_idempotent,
            "openWorldHint": False,
        }

    def is_allowed(self, allowances: Allowances) -> bool:
        """Return whether the owner allows the tool."""
        allowed = {"": True, "propose": allowances.can_propose, "record": allowances.can_record}
        return allowed[self.required_allowance]


LIMIT = Parameter(
    name="limit",
    type="integer",
    description="The maximum number to return.",
    lowest=1,
    highest=100,
    default=20,
)
OFFSET = Parameter(
    name="offset",
    type="integer",
    description="Where to continue: next_offset of the previous answer.",
    default=0,
)
