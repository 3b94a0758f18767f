"""All tools, in the order in which a client lists them, and what a call of one answers."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import DatabaseError

from vividmap.assistant.allowances import Allowances
from vividmap.assistant.answers import MAX_CHARACTERS, write_answer
from vividmap.assistant.arguments import ToolRefused, echo, input_schema, read_arguments
from vividmap.assistant.insight_tools import INSIGHT_TOOLS
from vividmap.assistant.memory import write_memory
from vividmap.assistant.proposing_tools import PROPOSING_TOOLS
from vividmap.assistant.quoting import quote_record_text
from vividmap.assistant.reading_tools import READING_TOOLS
from vividmap.assistant.tool import ItemWords, Tool, ToolContext
from vividmap.assistant.visible_record import visible_record
from vividmap.core.record import Record
from vividmap.core.text import clip
from vividmap.paths import BadHome
from vividmap.services import record_cache
from vividmap.services.actor import Actor, today_of
from vividmap.services.errors import Refused

TOOLS: tuple[Tool, ...] = (*PROPOSING_TOOLS, *READING_TOOLS, *INSIGHT_TOOLS)
MOST_WRITES = 40
"""How often one session can propose or record: a person has to decide about each."""
_LONGEST_ERROR = 1_500
_UNREADABLE = "The record cannot be read now. Ask the user to run `vividmap doctor`."


class ToolAnswer(NamedTuple):
    """The text of an answer, and whether it is an error."""

    text: str
    is_error: bool = False


@dataclass
class ToolDesk:
    """Answers calls for one assistant: what it may use, and the part of the record that it may see.

    `open_actor` returns the owner at the present time; `write_log` takes a line without texts of the record.
    `client` is the assistant's own name for itself, `writes` how often it has proposed or recorded.
    """

    open_actor: Callable[[], Actor]
    allowances: Allowances = field(default_factory=Allowances)
    write_log: Callable[[str], None] = lambda _: None
    client: str = ""
    writes: int = 0
    _visible: tuple[Record, ItemWords] | None = field(default=None, repr=False)

    def tools(self) -> tuple[Tool, ...]:
        """Return the tools that the owner allows."""
        return tuple(tool for tool in TOOLS if tool.is_allowed(self.allowances))

    def context(self) -> ToolContext:
        """Return what a call reads now. Raises Refused, DatabaseError, OSError, BadHome."""
        actor = self.open_actor()
        words = self._load_visible_part(actor)
        return ToolContext(
            actor, words, today_of(actor), lambda: self._load_visible_part(actor).record, self.client
        )

    def _load_visible_part(self, actor: Actor) -> ItemWords:
        """Return the visible part of the record; the cached one while the record is the same."""
        record = record_cache.load_record(actor)
        if self._visible is None or self._visible[0] is not record:
            self._visible = (record, ItemWords(visible_record(record, self.allowances)))
        return self._visible[1]

    def call(self, name: str, arguments: Mapping[str, Any] | None) -> ToolAnswer:
        """Return what a tool answers; a refusal says what to do. Never raises."""
        start = time.monotonic()
        answer, outcome = self._answer(name, arguments or {})
        known_name = name if any(tool.name == name for tool in TOOLS) else "unknown tool"
        self.write_log(f"{known_name}: {outcome}, {round(1000 * (time.monotonic() - start))} ms")
        return answer

    def read_memory(self) -> ToolAnswer:
        """Return the resource with what an assistant should know first, or why it cannot be read."""
        try:
            context = self.context()
            answer = ToolAnswer(write_memory(context.record, context.today))
        except Exception as error:  # noqa: BLE001 - as in `_answer`
            answer = ToolAnswer(_UNREADABLE, is_error=True)
            self.write_log(f"memory: {type(error).__name__}")
        return answer

    def _count_write(self, tool: Tool) -> None:
        """Raise ToolRefused if the assistant has written often enough for one session."""
        if tool.is_read_only:
            return
        if self.writes >= MOST_WRITES:
            raise ToolRefused(
                f"This session has proposed {MOST_WRITES} times, which is the limit. Stop proposing, and"
                " ask the user which of them matter."
            )
        self.writes += 1

    def _answer(self, name: str, arguments: Mapping[str, Any]) -> tuple[ToolAnswer, str]:
        tools = {tool.name: tool for tool in self.tools()}
        try:
            if name not in tools:
                raise ToolRefused(_explain_unknown_tool(name, tuple(tools)))
            tool = tools[name]
            values = read_arguments(tool.parameters, arguments)
            self._count_write(tool)
            text = write_answer(tool.run(self.context(), values))
            if len(text) > MAX_CHARACTERS:
                raise ToolRefused("The answer is too long; ask for less with `limit`, or for one item.")
        except (ToolRefused, Refused) as error:
            return ToolAnswer(_error_text(_as_sentence(str(error))), is_error=True), "refused"
        except (BadHome, DatabaseError, OSError) as error:
            return ToolAnswer(_UNREADABLE, is_error=True), type(error).__name__
        except Exception as error:  # noqa: BLE001 - the last resort: a message may quote the record
            message = f"Something went wrong in VividMap ({type(error).__name__}). Nothing was changed."
            return ToolAnswer(message, is_error=True), type(error).__name__
        return ToolAnswer(text), "answered"


def _explain_unknown_tool(name: str, names: tuple[str, ...]) -> str:
    allowance = next((tool.required_allowance for tool in TOOLS if tool.name == name), None)
    if allowance is None:
        return f"There is no tool {echo(name)}; use one of {', '.join(names)}."
    option = "leave out --read-only" if allowance == "propose" else f"add --allow {allowance}"
    return f"The user has not allowed {name!r}. To allow it, they {option} where they start vividmap mcp."


def _as_sentence(message: str) -> str:
    sentence = message[:1].upper() + message[1:]
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _error_text(message: str) -> str:
    """Return an error without what could pass for an instruction: it may quote a name of the record."""
    return clip(quote_record_text(message), _LONGEST_ERROR)


def describe_tool(tool: Tool) -> dict[str, Any]:
    """Return a tool as the protocol describes it."""
    return {
        "name": tool.name,
        "title": tool.title,
        "description": tool.description,
        "inputSchema": input_schema(tool.parameters),
        "annotations": tool.annotations(),
    }
