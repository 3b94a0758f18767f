"""A session's transcript → what was said, run and changed. Every client's own lines of JSON, read leniently.

Claude Code and Gemini CLI write messages with blocks of content, Codex writes items with a payload. What is
not understood is passed over: the formats are the clients' own, and change.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

MAX_BYTES = 20 * 2**20
"""How much of a transcript is read: its end."""
MAX_LINE = 2**20
_MAX_TEXT = 20_000
_PATH_KEYS = ("file_path", "path", "notebook_path", "filename")
_EDITING_TOOLS = frozenset(
    "edit multiedit write notebookedit replace write_file apply_patch create_file edit_file".split()
)
_RESULTS = ("tool_result", "function_call_output", "custom_tool_call_output")
_COMMAND_KEYS = ("command", "cmd", "script")
_PATCHED_FILE = re.compile(r"^\*\*\* (?:Update|Add|Delete) File: (.+)$", re.MULTILINE)
_NOT_SAID = re.compile(r"^\s*(?:<|Caveat:|\[Request interrupted|# AGENTS\.md|# Context from)")
"""How texts begin that a client puts into the user's mouth."""


@dataclass
class SessionFacts:
    """What a session holds: the user's own words, commands, what they printed, and changed files.

    `began` is the time of its first line, None where its lines have none.
    """

    statements: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    began: datetime | None = None


def read_transcript(path: str) -> SessionFacts:
    """Return the facts of a transcript; of a long one, those of its end. Raises OSError."""
    facts = SessionFacts()
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > MAX_BYTES:
            file.seek(size - MAX_BYTES)
            file.readline(MAX_LINE)
        content = file.read(MAX_BYTES)
    for record in _read_records(content):
        _read_record(record, facts)
    return facts


def _read_records(content: bytes) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a transcript: one a line, or the messages of one document."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict) and isinstance(whole.get("messages"), list):
        yield from (message for message in whole["messages"] if isinstance(message, dict))
        return
    for line in content.split(b"\n"):
        if len(line) > MAX_LINE or not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            yield record


def _read_time(record: Mapping[str, Any]) -> datetime | None:
    """Return when a line was written; None where it has no time that can be read."""
    try:
        moment = datetime.fromisoformat(str(record.get("timestamp")))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read_record(record: Mapping[str, Any], facts: SessionFacts) -> None:
    facts.began = facts.began or _read_time(record)
    if record.get("isMeta") or record.get("isSidechain"):
        return
    payload = record.get("payload")
    if isinstance(payload, dict):  # Codex
        _read_message(payload, facts)
        return
    message = record.get("message")
    _read_message(message if isinstance(message, dict) else record, facts)
    for call in _objects(record.get("toolCalls")):  # Gemini CLI
        _read_block({"type": "tool_use", "name": call.get("name"), "input": call.get("args")}, "", facts)
        facts.outputs += _texts(call.get("result"))


def _read_message(message: Mapping[str, Any], facts: SessionFacts) -> None:
    role = str(message.get("role") or message.get("type") or "")
    content = message.get("content")
    if isinstance(content, str):
        content = [{"type": "text", "text": content}]
    for block in _objects(content):
        _read_block(block, role, facts)
    if not isinstance(content, list):
        _read_block(message, role, facts)


def _read_block(block: Mapping[str, Any], role: str, facts: SessionFacts) -> None:
    kind = block.get("type")
    if kind in ("text", "input_text") or (kind is None and "text" in block):
        text = block.get("text")
        if role == "user" and isinstance(text, str) and not _NOT_SAID.match(text):
            facts.statements.append(text[:_MAX_TEXT])
    elif kind in ("tool_use", "function_call", "custom_tool_call"):
        _read_call(block, facts)
    elif kind in _RESULTS and not block.get("is_error"):
        facts.outputs += _texts(block.get("content", block.get("output")))


def _read_call(block: Mapping[str, Any], facts: SessionFacts) -> None:
    name = str(block.get("name", "")).rpartition(".")[2].lower()
    values = block.get("input", block.get("arguments"))
    if isinstance(values, str):
        facts.files += _PATCHED_FILE.findall(values[:_MAX_TEXT])
        try:
            values = json.loads(values)
        except (ValueError, RecursionError):
            return
    if not isinstance(values, dict):
        return
    for key in _COMMAND_KEYS:
        command = values.get(key)
        words = command if isinstance(command, list) else [command]
        text = " ".join(word for word in words if isinstance(word, str))[:_MAX_TEXT]
        if text:
            facts.commands.append(text)
            facts.files += _PATCHED_FILE.findall(text)
    if name in _EDITING_TOOLS:
        facts.files += [str(values[key]) for key in _PATH_KEYS if isinstance(values.get(key), str)]


def _objects(value: object) -> Iterable[Mapping[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _texts(value: object, depth: int = 0) -> list[str]:
    """Return the texts in a result, however it is wrapped."""
    if isinstance(value, str):
        return [value[:_MAX_TEXT]]
    if depth > 5:
        return []
    if isinstance(value, list):
        return [text for part in value for text in _texts(part, depth + 1)]
    if isinstance(value, dict):
        keys = ("text", "output", "content", "functionResponse", "response", "stdout")
        return [text for key in keys if key in value for text in _texts(value[key], depth + 1)]
    return []
