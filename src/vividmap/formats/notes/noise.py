"""Lines that say nothing to be kept, each with the reason: open tasks, placeholders, empty labels."""

import re

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.formats.notes.calendar_words import month_words
from vividmap.formats.notes.deeds import has_change, has_deed, has_measured_result, has_result, is_deed
from vividmap.formats.notes.labels import has_label, split_label
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.vocabulary import key_of, load_table, phrase_set
from vividmap.formats.notes.weekdays import is_weekday

OPEN_TASK = "an open task"
_BRACKETED = lazy_pattern(
    r"(?:\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|\([^()]*\)|（[^（）]*）|【[^【】]*】|_{3,}|\.{3,}|…)[.!?]?"
)
_CLAUSE_END = lazy_pattern(r"[,;:.!()]|\bonly\b")
_SHORT = 60
_WORDS_OF_BLANK = 4
_WORDS_OF_ABSENCE = 5
_ABSENT = frozenset("ooo pto sick vacation krank urlaub malade vacaciones férias ferie ziek".split())
_OF_ABSENCE = lazy_pattern(
    r"(?:\d|(?:until|till|til|from|to|since|for|through|in|at|with|and|on|all|the|a|this|last|today|half|rest|days?|weeks?"
    r"|bis|vom|von|im|in|ab|seit|mit|und|jusqu|du|au|en|à|et|hasta|del?|al|em|até|dal|fino|tot|van|met)\b)",
    re.IGNORECASE,
)
"""What goes on after "vacation" where nothing else is said: "until Monday", "3 days"."""
_WORDS_OF_REMARK = 3
"""So many words after "off sick" are no work: "Sick, slept all day"."""
_SPAN_IN_FRONT = lazy_pattern(
    r"^(?:\d{1,3}|a|one|two|three|four|several) "
    r"(?:days?|weeks?|months?|tage?|wochen?|semaines?|semanas?) (?:of )?"
)
_DUTIES = frozenset(("on call", "oncall"))
_FIRST_CLAUSE = lazy_pattern(r"[^,;:.!(（。、—–]+")
_NEXT_SENTENCE = lazy_pattern(r"[.;。]\s*\w")
_TASK = lazy_pattern(
    r"(?:to-?do|fixme|tbd|wip|action item)\b(?:\s*\([^()]{1,30}\))?\s*(?:[:\-–—]|$)", re.IGNORECASE
)
_TASK_IN_CAPITALS = lazy_pattern(r"(?:TODO|TO-DO|TO DO|FIXME)\b[\s:–—-]")
_TASK_WITH_OWNER = lazy_pattern(r"(?P<label>[^:：()]{2,20})\([^()]{1,30}\)\s*[:：]")
_NOT_ALWAYS_TASKS = frozenset(
    "ai,ais,s,wip,in progress,in arbeit,en cours,en curso,em andamento,in corso,bezig,в процессе".split(",")
)
"""Labels of tasks behind which a result tells of work: "AI: 40 % answered", "In progress: 14 of 40 moved"."""
_HINT = lazy_pattern("|".join(load_table("phrases")["hint"].values()), re.IGNORECASE)
_REACTION = r"(?::[\w+-]{1,40}:|[^\w\s:])(?:\s{0,3}\d{1,3})?"
_REACTIONS = lazy_pattern(rf"{_REACTION}(?:\s{{1,4}}{_REACTION})*")
_WORDS = lazy_pattern(r"\w")
_CHAT = lazy_pattern("|".join(load_table("phrases")["chat"].values()), re.IGNORECASE)
_IDEA = lazy_pattern("|".join(load_table("phrases")["idea"].values()), re.IGNORECASE)
_CALLOUT_SIGNS = tuple("💡📌ℹ⚠📝📣🚨✏👉❗")
_RATING = lazy_pattern(
    rf"{load_table('phrases')['rating']['words']}"
    r"(?:\s{0,3}\([^()]{1,40}\))?\s{0,3}[:：=–-]?\s{0,3}(?:[\d.,/ ]{1,9}"
    r"(?:[–—-]\s{0,3}[^\W\d_]{1,20}(?: [^\W\d_]{1,20}){0,4})?|_+)",
    re.IGNORECASE,
)
_BOT = lazy_pattern(r"(?:\[[^\[\]]{1,30}\] )?[\w-]{0,20}bot(?: APP)?(?: \([^()]{1,20}\))?: ", re.IGNORECASE)
_SIGNATURE = lazy_pattern(rf"{load_table('phrases')['signature']['words']}\s*[:：_.(].*", re.IGNORECASE)
_BLANK = lazy_pattern(r"_{3,}|\.{5,}")


def is_chat_furniture(text: str) -> bool:
    """Return whether a line of a chat is no message: ":heart: 6  :clap: 3", "2 replies"."""
    plain = text.strip()
    return bool(_REACTIONS.fullmatch(plain)) or bool(_CHAT.fullmatch(plain))


def is_callout(text: str) -> bool:
    """Return whether a quotation is a note of its editor: "💡 Fill this in every Friday"."""
    return text[:1] in _CALLOUT_SIGNS and not re.search(
        r"[–—-]\s?[^\W\d_]{2,30}(?: [^\W\d_]{2,30})?$", text[-70:]
    )


def reason_to_skip(node: Node, text: str, *, is_hint_place: bool = False) -> str:  # noqa: PLR0911 - a reason a line
    """Return why a line is not imported, "" if it may be.

    `text` is its text without markup. `is_hint_place`: it stands directly under a heading, where forms and
    templates say what to write.
    """
    plain = text.strip()
    if not _WORDS.search(plain) or is_chat_furniture(plain):
        return "no words"
    if (bot := _BOT.match(plain)) and not (has_deed(plain[bot.end() :]) or has_result(plain)):
        return "a message of a bot"
    if node.line.checked is False or _is_task(plain):
        return OPEN_TASK
    if _IDEA.match(plain) and not (has_result(plain) or has_deed(plain)):
        return "an idea, not done yet"
    if reason := _reason_in_form(node, plain):
        return reason
    if not node.children and _is_absence_line(plain):
        return "nothing was done"
    if is_hint_place and node.sort == "text" and _is_hint(node, plain):
        return "an instruction in the form"
    return ""


def _reason_in_form(node: Node, plain: str) -> str:
    """Return why a line as in a form is not imported: an empty label, a placeholder, a grade."""
    label, value = split_label(plain)
    if has_label(label, "mood") and not has_measured_result(value):
        return "a note about the day"
    is_label = plain.endswith((":", "：")) and len(plain) < _SHORT and not has_deed(plain)
    if not node.children and ((label and not value) or is_label):
        return "a label with nothing after it"
    if label and value and (_BRACKETED.fullmatch(value) or _is_placeholder(value)):
        return "a placeholder"
    if _RATING.fullmatch(plain) or is_form_blank(plain):
        return "a blank to fill in"
    inside = plain.strip("()[]{}<>（）【】 ")
    if _BRACKETED.fullmatch(plain) and "](" not in node.raw and not (is_deed(inside) or has_result(inside)):
        return "a placeholder or a note to yourself"
    return "a placeholder" if _is_placeholder(plain) else ""


def _is_placeholder(text: str) -> bool:
    return key_of(text) in phrase_set("noise", "placeholder") or text in ("-", "–", "—", "?")


def _is_absence_line(plain: str) -> bool:
    if len(plain) < _SHORT and _is_absence_until(key_of(plain).split()):
        return True
    first_clause = _FIRST_CLAUSE.match(plain)
    is_all = first_clause is not None and not _NEXT_SENTENCE.search(plain[first_clause.end() :])
    clauses = [clause for clause in _CLAUSE_END.split(plain[:_SHORT]) if clause.strip()]
    if len(plain) < _SHORT and all(_is_absence(clause) or key_of(clause) in _DUTIES for clause in clauses):
        return True
    if first_clause is None or not is_all or not _is_absence(first_clause[0]):
        return False
    remark = plain[first_clause.end() :]
    return len(key_of(remark).split()) <= _WORDS_OF_REMARK and not has_result(plain) and not has_deed(remark)


def _is_absence_until(words: list[str]) -> bool:
    """Return whether words are an absence and how long it lasts: "Urlaub bis 24.04."."""
    absences, fillers = phrase_set("noise", "absence"), phrase_set("noise", "until")
    for size in range(min(_WORDS_OF_ABSENCE, len(words) - 1), 0, -1):
        if " ".join(words[:size]) in absences:
            return all(
                word in fillers or word[0].isdigit() or word in month_words() or is_weekday(word)
                for word in words[size:]
            )
    return False


def is_form_blank(plain: str) -> bool:
    """Return whether a line consists of labels with blanks after them: "Name: ____  Date: ____"."""
    has_few_words = all(len(part.split()) <= _WORDS_OF_BLANK for part in _BLANK.split(plain))
    return bool(_BLANK.search(plain)) and (has_few_words or bool(_SIGNATURE.fullmatch(plain)))


def _is_task(plain: str) -> bool:
    if _TASK.match(plain):
        return True
    if task := _TASK_IN_CAPITALS.match(plain):
        return not is_deed(plain[task.end() :]) and not has_measured_result(plain)
    label, value = split_label(plain)
    if not label:
        match = _TASK_WITH_OWNER.match(plain)
        label = key_of(match["label"]) if match else ""
    is_task_label = bool(label) and has_label(label, "task") and not has_label(label, "story")
    if label in _NOT_ALWAYS_TASKS and has_measured_result(value):
        return False
    return is_task_label and not has_deed(value)


def _is_absence(clause: str) -> bool:
    key = _SPAN_IN_FRONT.sub("", key_of(clause), count=1)
    first, _, following = key.partition(" ")
    is_absent = first in _ABSENT and (
        not following
        or is_weekday(following.split()[0].split("/")[0])
        or _OF_ABSENCE.match(following) is not None
    )
    return key in phrase_set("noise", "absence") or (len(key.split()) <= _WORDS_OF_ABSENCE and is_absent)


def is_instruction(text: str) -> bool:
    """Return whether a line says what to write, or what to do with the document."""
    return bool(_HINT.match(fold(text)))


def _is_hint(node: Node, plain: str) -> bool:
    raw = node.raw.strip()
    is_italic = len(raw) > 8 and raw[0] in "_*" and raw[-1] in "_*" and not raw.startswith("**")
    if has_deed(plain) or has_change(plain):
        return False
    is_told = is_deed(plain) or has_result(plain)
    return is_instruction(plain) or (not is_told and (is_italic or plain.endswith("?")))
