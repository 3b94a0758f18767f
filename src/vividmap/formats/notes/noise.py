"""Lines that say nothing to be kept, each with the reason: open tasks, placeholders, empty labels."""

import re

from vividmap.core.text import fold
from vividmap.formats.notes.labels import has_label, split_label
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.vocabulary import key_of, load_table, phrase_set

OPEN_TASK = "an open task"
_BRACKETED = re.compile(
    r"(?:\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|\([^()]*\)|（[^（）]*）|【[^【】]*】|_{3,}|\.{3,}|…)[.!?]?"
)
_CLAUSE_END = re.compile(r"[,;:.!()]|\bonly\b")
_SHORT = 60
_DUTIES = frozenset(("on call", "oncall"))
_FIRST_CLAUSE = re.compile(r"[^,;:.!(（。、—–]+")
_TASK = re.compile(
    r"(?:to-?do|fixme|tbd|wip|ai|action item)\b(?:\s*\([^()]{1,30}\))?\s*(?:[:\-–—]|$)", re.IGNORECASE
)
_TASK_WITH_OWNER = re.compile(r"(?P<label>[^:：()]{2,20})\([^()]{1,30}\)\s*[:：]")
_HINT = re.compile("|".join(load_table("phrases")["hint"].values()), re.IGNORECASE)
_REACTION = r"(?::[\w+-]{1,40}:|[^\w\s:])(?:\s{0,3}\d{1,3})?"
_REACTIONS = re.compile(rf"{_REACTION}(?:\s{{1,4}}{_REACTION})*")
_WORDS = re.compile(r"\w")


def is_reactions(text: str) -> bool:
    """Return whether a line of a chat only counts reactions: ":heart: 6  :clap: 3"."""
    return bool(_REACTIONS.fullmatch(text.strip()))


def reason_to_skip(node: Node, text: str, *, is_hint_place: bool = False) -> str:  # noqa: PLR0911 - a reason a line
    """Return why a line is not imported, "" if it may be.

    `text` is its text without markup. `is_hint_place`: it stands directly under a heading, where forms and
    templates say what to write.
    """
    if not _WORDS.search(text) or is_reactions(text):
        return "no words"
    if node.line.checked is False:
        return OPEN_TASK
    plain = text.strip()
    if _TASK.match(plain) or _is_task(plain):
        return OPEN_TASK
    label, value = split_label(plain)
    if (label and not value and not node.children) or (
        plain.endswith((":", "：")) and len(plain) < 60 and not node.children
    ):
        return "a label with nothing after it"
    if (
        label
        and value
        and (
            _BRACKETED.fullmatch(value)
            or key_of(value) in phrase_set("noise", "placeholder")
            or value in ("-", "–", "—", "?")
        )
    ):
        return "a placeholder"
    if _BRACKETED.fullmatch(plain) and "](" not in node.raw:
        return "a placeholder or a note to yourself"
    if key_of(plain) in phrase_set("noise", "placeholder"):
        return "a placeholder"
    first_clause = _FIRST_CLAUSE.match(plain)
    is_all = first_clause is not None and not re.match(r"[.。]\s*\w", plain[first_clause.end() :])
    clauses = [clause for clause in _CLAUSE_END.split(plain[:_SHORT]) if clause.strip()]
    is_nothing = len(plain) < _SHORT and all(
        _is_absence(clause) or key_of(clause) in _DUTIES for clause in clauses
    )
    if (is_nothing or (first_clause and is_all and _is_absence(first_clause[0]))) and not node.children:
        return "nothing was done"
    if is_hint_place and node.sort == "text" and _is_hint(node, plain):
        return "an instruction of the form"
    return ""


def _is_task(plain: str) -> bool:
    label, _ = split_label(plain)
    if not label:
        match = _TASK_WITH_OWNER.match(plain)
        label = key_of(match["label"]) if match else ""
    return bool(label) and has_label(label, "task") and not has_label(label, "story")


def _is_absence(clause: str) -> bool:
    key = key_of(clause)
    words = phrase_set("noise", "absence")
    return key in words or (
        len(key.split()) <= 4 and key.split()[:1] != [] and key.split()[0] in {"ooo", "pto"}
    )


def _is_hint(node: Node, plain: str) -> bool:
    raw = node.raw.strip()
    is_italic = len(raw) > 8 and raw[0] in "_*" and raw[-1] in "_*" and not raw.startswith("**")
    return is_italic or bool(_HINT.match(fold(plain))) or plain.endswith("?")
