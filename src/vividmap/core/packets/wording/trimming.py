"""Transformations that leave something out of a note: asides, chatter, talk to oneself, pointers to a day.

Each takes a text and returns what stays and what went, so that the author can be told and can put it back.
A text is never emptied: where all of it would go, it stays.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from vividmap.core.english.asides import (
    CIRCUMSTANCE,
    DAY_POINTER,
    DOUBT,
    EMOTICON,
    ESTIMATE,
    FILLER,
    FIRST_PERSON,
    HEDGE,
    INTERJECTION,
    MOOD,
    OPENING,
    REMARK,
    REMINDER,
)
from vividmap.core.english.credit import is_credit
from vividmap.core.english.essentials import DECISION, FOUND_CAUSE, MISBELIEF, OWNER
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.quotations import substitute_outside_quotations
from vividmap.core.english.reactions import NAMED_REACTION
from vividmap.core.english.verbs import FINITE, VERBS, is_past_form
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.wording.splitting import split_clauses, split_notes

MAX_BRACKET_WORDS = 5
"""Up to so many words in brackets may be a fact; a longer bracket without a number is a remark."""


@dataclass(frozen=True, slots=True)
class TrimmedText:
    """What stays of a text, and the parts that were left out."""

    text: str
    left_out: tuple[str, ...] = ()


_Trim = Callable[[str], TrimmedText]


@lru_cache(maxsize=8192)
def trim(text: str, *, may_empty: bool = False) -> TrimmedText:
    """Return a text without talk: every transformation of this module, in order.

    A text that is all talk stays as it is, unless `may_empty`.
    """
    if (
        may_empty
        and text
        and all(is_talk(clause) for sentence in split_notes(text) for clause in split_clauses(sentence))
    ):
        return TrimmedText("", (text,))
    left_out: list[str] = []
    for step in (
        drop_sighs,
        drop_echoes,
        drop_interjections,
        drop_fillers,
        drop_misbeliefs,
        drop_brackets,
        drop_talk,
        drop_day_pointers,
    ):
        trimmed_text = step(text)
        text = trimmed_text.text
        left_out += trimmed_text.left_out
    return TrimmedText(text, tuple(part for part in left_out if any(map(str.isalnum, part))))


_MAX_SIGH = 6


def drop_sighs(text: str) -> TrimmedText:
    """Return a text without the few words about oneself that end in an emoticon: "My own code :("."""
    sentences: list[str] = []
    left_out: list[str] = []
    for sentence in split_notes(text):
        is_sigh = EMOTICON.search(sentence[-3:]) and len(sentence.split()) <= _MAX_SIGH + 1
        (left_out if is_sigh and FIRST_PERSON.search(sentence) else sentences).append(sentence)
    return _unless_empty(text, " ".join(sentences), left_out) if left_out else TrimmedText(text)


_MAX_ECHO = 4


def drop_echoes(text: str) -> TrimmedText:
    """Return a text without the few words that only cry out what was just said: "… a DSL. A DSL!"."""
    sentences: list[str] = []
    left_out: list[str] = []
    said: set[str] = set()
    for sentence in split_notes(text):
        words = re.findall(r"\w+", sentence.casefold())
        is_echo = sentence.endswith("!") and len(words) <= _MAX_ECHO and said >= set(words)
        (left_out if is_echo else sentences).append(sentence)
        said = set(words)
    return _unless_empty(text, " ".join(sentences), left_out) if left_out else TrimmedText(text)


def drop_misbeliefs(text: str) -> TrimmedText:
    """Return a text without what others took for the cause where the next sentence tells the cause."""
    sentences = list(split_notes(text))
    left_out: list[str] = []
    for place, following in enumerate(sentences[1:]):
        match = MISBELIEF.search(sentences[place])
        if match and FOUND_CAUSE.match(following) and is_balanced(sentences[place][: match.start()]):
            left_out.append(match[0].strip(" ,;"))
            head = sentences[place][: match.start()]
            sentences[place] = head + sentences[place][match.end() :] if head else ""
    return _unless_empty(text, " ".join(filter(None, sentences)), left_out) if left_out else TrimmedText(text)


def drop_interjections(text: str) -> TrimmedText:
    """Return a text without "lol", "(!!)", ":(" and the like."""
    return _drop_matches(INTERJECTION, text)


def drop_fillers(text: str) -> TrimmedText:
    """Return a text without "with pencil", "properly this time", "not me"."""
    return _drop_matches(FILLER, text)


_BRACKET = lazy_pattern(r"(?:(?<!\s)\s++)?\((?P<content>[^()]*+(?:\([^()]*+\)[^()]*+)*+)\)")
_SEE = lazy_pattern(r"(?:,\s*|^)(?:see|cf\.?) (?:above|below)\s*$", re.IGNORECASE)


def drop_brackets(text: str) -> TrimmedText:
    """Return a text without the brackets that are remarks; an estimate, a count or a name stays."""
    left_out: list[str] = []

    def judge(match: re.Match[str]) -> str:
        content = _SEE.sub("", match["content"].strip())
        if is_remark(content):
            left_out.append(match[0].strip())
            return ""
        if is_credit(content) and _IS_SENTENCE.search(content) and _ENDS.search(text[: match.start()]):
            return match[0].replace(f"({match['content']})", content)
        return match[0].replace(match["content"], content)

    return _unless_empty(text, substitute_outside_quotations(_BRACKET, judge, text), left_out)


_IS_SENTENCE = lazy_pattern(r"[.!]$")
_ENDS = lazy_pattern(r"[.!?]\s?$")


def is_remark(content: str) -> bool:
    """Return whether a bracket holds a remark and no fact."""
    words = re.findall(r"[\w'’]+", content)
    if not words:
        return True
    if _is_fact(content, len(words)):
        return False
    if DAY_POINTER.search(content) or MOOD.search(content) or content.rstrip().endswith("?"):
        return True
    if FIRST_PERSON.search(content):
        return True
    if _has_verb(words) and not is_quantified(content):
        return True
    return len(words) > MAX_BRACKET_WORDS and not is_quantified(content) and not _is_list(content)


def _is_fact(content: str, word_count: int) -> bool:
    """Return whether a bracket says how sure a number is, or whose doing or work something was."""
    if is_credit(content):
        return True
    is_estimate = bool(ESTIMATE.search(content)) and word_count <= 2 * MAX_BRACKET_WORDS
    return is_estimate or (bool(OWNER.match(content)) and word_count <= MAX_BRACKET_WORDS)


def _is_list(content: str) -> bool:
    return content.count(",") >= 2


def _has_verb(words: list[str]) -> bool:
    return any(word.casefold() in FINITE for word in words[1:]) or words[0].casefold() in VERBS


def drop_talk(text: str) -> TrimmedText:
    """Return a text without the sentences and clauses that say how it felt or what to do."""
    left_out: list[str] = []
    sentences = []
    all_sentences = split_notes(text)
    has_answer = any(_ANSWER.fullmatch(sentence) for sentence in all_sentences[1:])
    for sentence in all_sentences:
        if has_answer and (_ANSWER.fullmatch(sentence) or sentence.endswith("?")):
            sentences.append(_QUESTION_LABEL.sub("", sentence))
            continue
        clauses: list[str] = []
        for clause in split_clauses(sentence):
            tail = _TAIL.search(clause)
            if tail and is_balanced(tail["tail"]) and _is_remark_tail(tail["tail"]):
                left_out.append(tail["tail"])
                clause = clause[: tail.start()] + (clause[-1] if clause[-1] in ".!" else "")  # noqa: PLW2901
            (left_out if is_talk(clause) else clauses).append(clause)
        if clauses:
            sentences.append(_join_clauses(clauses, sentence))
    return _unless_empty(text, " ".join(sentences), left_out)


_ANSWER = lazy_pattern(
    r"(?:a: )?(?:(?:no|yes|nope|yep),? ?(?:we (?:do|did) ?(?:not|n['’]t)?)?)[.!]*", re.IGNORECASE
)
"""A decision in a word, which says nothing without its question."""
_QUESTION_LABEL = lazy_pattern(r"(?:q|a|question|answer|frage|antwort): ", re.IGNORECASE)
_TAIL = lazy_pattern(r"(?:, (?:and |but )?| and | but )(?P<tail>(?:(?!, | and | but ).)+)$")
_UNIT = lazy_pattern(r"[$€£¥%]|\d{2}|\d\s?(?:k|m|ms|s|min|h|days?|weeks?)\b")


def _is_remark_tail(tail: str) -> bool:
    is_remark_of_mine = any(pattern.search(tail) for pattern in (MOOD, DOUBT, HEDGE, REMARK, NAMED_REACTION))
    return is_remark_of_mine and not DECISION.search(tail) and not _UNIT.search(tail) and not is_credit(tail)


def _join_clauses(clauses: list[str], sentence: str) -> str:
    sentence_text = "; ".join(clause.rstrip(" ;") for clause in clauses)
    is_ended = sentence_text.endswith((".", "!", "?", "…"))
    return sentence_text if is_ended or sentence[-1] not in ".!" else f"{sentence_text}{sentence[-1]}"


def is_talk(clause: str) -> bool:
    """Return whether a clause is talk: a question, a mood, a doubt, a reminder, or nothing at all."""
    bare = OPENING.sub("", clause.strip(" .!…")).strip()
    words = re.findall(r"[^\W_][\w'’-]*", bare)
    if not words:
        return not is_quantified(clause)
    if clause.rstrip(" \"'”)").endswith("?"):
        return True
    if is_credit(bare):
        return False
    if CIRCUMSTANCE.match(bare) or REMINDER.match(bare) or NAMED_REACTION.match(bare):
        return True
    if is_quantified(bare):
        return False
    return _is_doubt_or_mood(clause, bare, words) or (len(words) <= 3 and _is_empty_talk(words))


def _is_doubt_or_mood(clause: str, bare: str, words: list[str]) -> bool:
    if DOUBT.search(bare) or REMARK.search(bare):
        return True
    return bool(MOOD.search(clause)) and len(words) <= 12 and not DECISION.search(bare)


def _is_empty_talk(words: list[str]) -> bool:
    """Return whether a few words neither name anything nor tell a deed: "Nobody did", "No", "Maybe"."""
    folded = [word.casefold() for word in words]
    if not VERBS.isdisjoint(folded) or (len(words) == 1 and is_past_form(folded[0])):
        return False
    if folded[0] == "no" and len(words) > 1:
        return folded[1] in _IDLE_NOUNS  # "no duplicates" is a result
    return (len(words) == 1 and words[0].islower()) or folded[0] in _EMPTY_STARTS


_EMPTY_STARTS = frozenset("nobody no yes maybe he she they it".split())
_IDLE_NOUNS = frozenset(
    "idea comment comments clue thanks way worries surprise surprises problem kidding big more less one need"
    " doubt wonder joke".split()
)
"""What "no" may stand before and say nothing: "no idea"."""


def drop_day_pointers(text: str) -> TrimmedText:
    """Return a text without "this morning", "on Tuesday", "so far"."""

    def join(match: re.Match[str]) -> str:
        return match["after"] if match["before"].strip() == "" else (match["after"] and ",")

    sentences = []
    for sentence in split_notes(text):
        remaining_text = substitute_outside_quotations(DAY_POINTER, join, sentence)
        words = re.findall(r"\w+", remaining_text)
        if _NEW_STATE.fullmatch(sentence) and not words[0].endswith("ed"):
            sentences.append(sentence)
        elif remaining_text == sentence or len(words) > 1 or (words and words[0].endswith("ed")):
            sentences.append(remaining_text)
    return _unless_empty(text, " ".join(sentences), [])


_NEW_STATE = lazy_pattern(
    r"(?!(?:better|good|fine|ok|okay|quiet|calm|happy|done|right|and|but|so|until|for|even|just|by)\b)"
    r"[a-z][a-z-]+ now[.!]?",
    re.IGNORECASE,
)
"""What something has become, which may be all that says what was done: "Incremental now"."""


def _drop_matches(pattern: re.Pattern[str], text: str) -> TrimmedText:
    left_out: list[str] = []

    def drop(match: re.Match[str]) -> str:
        left_out.append(match[0].strip())
        return ""

    return _unless_empty(text, substitute_outside_quotations(pattern, drop, text), left_out)


_GAPS = (
    (lazy_pattern(r"[ \t]{2,}"), " "),
    (lazy_pattern(r"(?<!\s)\s++(?=[.,;:!?)])"), ""),
    (lazy_pattern(r"(?<=[.!?]) ?[.,;](?=\s|$)"), ""),
    (lazy_pattern(r"[,;:](?=[.!?])"), ""),
    (lazy_pattern(r"^[\s,;:.)]+"), ""),
    (lazy_pattern(r"(?<=\w)\. (?=\([a-z])"), " "),
)


def _unless_empty(text: str, remaining_text: str, left_out: list[str]) -> TrimmedText:
    if remaining_text == text:
        return TrimmedText(text)
    for pattern, replacement in _GAPS:
        remaining_text = pattern.sub(replacement, remaining_text)
    remaining_text = remaining_text.strip()
    if not any(map(str.isalnum, remaining_text)):
        return TrimmedText(text)
    return TrimmedText(remaining_text, tuple(left_out))
