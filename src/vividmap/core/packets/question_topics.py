"""What the questions of a company's form are about, by the stems of their words, in English.

The table is a rule of thumb of ours.
"""

import re

from vividmap.core.lazy_pattern import lazy_pattern

_TOPICS = (
    ("feedback", r"(?:feedback|praise|kudos|recognition)\b(?!.{0,60}\b(?:for|to) (?:your|the|us|me)\b)"),
    ("differently", r"differently|mistake|fail|wrong|regret|hindsight|could (?:you )?have|weak"),
    ("values", r"values?\b|principles?\b|culture"),
    ("forward", r"goals?\b|next\b|future|plan|aspir|ambition|career|want to|support do you|need from"),
    (
        "helping",
        r"help|mentor|coach|others? (?:succeed|grow)|support(?:ed)? (?:others|your)|grow(?:th)? of others",
    ),
    ("skills", r"learn|develop|skill|growth|grew|train|improve[ds]? (?:yourself|in the)"),
    ("difficulty", r"challeng|difficult|obstacle|improv"),
    ("collaboration", r"collaborat|team|others|colleague|peer|influenc|stakeholder"),
    (
        "contribution",
        r"achiev|accomplish|contribut|impact|deliver|result|proud|outcome|strength|did you|well\b",
    ),
)
EMPTY_TOPICS = ("differently", "values")
"""Topics that a record cannot answer for sure: the answer stays empty, and the notes name candidates."""
_CLAUSE_END = lazy_pattern(
    r"[?;.]\s+|,? and (?=(?:what|how|where|which|why|who|when|would|did|do|are|will)\b)", re.IGNORECASE
)
_FILLER_WORDS = lazy_pattern(r"\bdid you\b", re.IGNORECASE)


def question_topic(question: str) -> str:
    """Return what a question is about, "" where its words do not tell."""
    for topic, stems in _TOPICS:
        if re.search(rf"\b(?:{stems})", question, re.IGNORECASE):
            return topic
    return ""


def question_topics(question: str) -> dict[str, str]:
    """Return what the parts of a question are about, each with its words, "" where they do not tell.

    "What did you learn, and what would you do differently?" asks for two things.
    """
    clauses = [clause.strip(" ?.,") for clause in _CLAUSE_END.split(question)]
    parts: dict[str, str] = {}
    for clause in filter(None, clauses):
        topic = question_topic(clause)
        is_sure = topic != "contribution" or question_topic(_FILLER_WORDS.sub("", clause)) == topic
        if topic and is_sure:
            parts.setdefault(topic, clause)
    topic = question_topic(question)
    has_several = len(parts) > 1 and bool({"skills", "forward", *EMPTY_TOPICS} & parts.keys())
    return parts if has_several else {topic: question}
