"""Splits a text into clauses: at sentence ends, dashes, colons, commas, brackets and joining words."""

from bisect import bisect_left, bisect_right

from vividmap.core.results.cues import (
    ABBREVIATIONS,
    ALWAYS_SHORT,
    ANDS,
    BEFORE_WORDS,
    BEHIND_AND,
    BEHIND_SO,
    CHANGE_WORDS,
    LABELS,
    LEADS,
    NO_LABELS,
    NOT_SPLITTING,
    SPLITTERS,
    by_first_word,
)
from vividmap.core.results.tokens import Token, text_at
from vividmap.core.results.units import NUMBER_WORDS

_LEADS_BY_WORD = by_first_word(LEADS)
_OPENING, _CLOSING = "([{（【", ")]}）】"
_ENDS = ".!?…"
_WIDE_ENDS = "。！？；："
_STRONG = ";:|·•"
_WEAK = ",、，"
_DASHES = "-–—―"
_DEEPEST = 6
"""Brackets nested deeper than this are not read."""


class Clause:
    """Tokens from `first` to before `last`. Clauses that only commas part have the same `group`."""

    __slots__ = ("first", "group", "is_inner", "is_led", "last", "nested")

    def __init__(self, first: int, last: int, group: int, *, is_led: bool) -> None:
        self.first, self.last, self.group, self.is_led = first, last, group, is_led
        self.nested: list[tuple[int, int]] = []
        self.is_inner = False


def split_clauses(text: str, tokens: list[Token], joints: set[int]) -> list[Clause]:
    """Return the clauses of a text; those in brackets follow the others.

    `joints`: tokens that join two amounts, where the text is not split. `is_led` tells that a clause follows
    an arrow or words such as "so that", which are no part of it.
    """
    clauses: list[Clause] = []
    level = [(0, len(tokens))]
    for depth in range(_DEEPEST):
        next_level: list[tuple[int, int]] = []
        for first, last in level:
            outer, brackets = len(clauses), len(next_level)
            _split_level(text, tokens, first, last, joints, clauses, next_level)
            _nest(clauses[outer:], next_level[brackets:], is_inner=depth > 0)
        level = next_level
    return clauses


def _nest(clauses: list[Clause], brackets: list[tuple[int, int]], *, is_inner: bool) -> None:
    """Give each clause of a level the brackets within it, in order."""
    starts = [first for first, _ in brackets]
    for clause in clauses:
        clause.is_inner = is_inner
        clause.nested = brackets[bisect_left(starts, clause.first) : bisect_right(starts, clause.last)]


def _split_level(  # noqa: PLR0913, PLR0917 - the two lists collect
    text: str,
    tokens: list[Token],
    first: int,
    last: int,
    joints: set[int],
    clauses: list[Clause],
    inner: list[tuple[int, int]],
) -> None:
    start, at, is_led = first, first, False
    group = len(clauses)
    while at < last:
        if tokens[at].text in _OPENING and tokens[at].sort == "mark":
            end = _closing(tokens, at, last)
            inner.append((at + 1, end))
            at = end + 1
            continue
        width, sort = (0, "") if at in joints else _separator(text, tokens, at, start)
        if not sort:
            at += 1
            continue
        if at > start:
            clauses.append(Clause(start, at, group, is_led=is_led))
        if sort != "weak":
            group = len(clauses)
        start = at = at + width
        is_led = sort == "lead"
    if last > start:
        clauses.append(Clause(start, last, group, is_led=is_led))


def _closing(tokens: list[Token], at: int, last: int) -> int:
    depth = 0
    for place in range(at, last):
        if tokens[place].sort == "mark":
            depth += (tokens[place].text in _OPENING) - (tokens[place].text in _CLOSING)
        if not depth:
            return place
    return last


def _separator(text: str, tokens: list[Token], at: int, start: int) -> tuple[int, str]:
    """Return how many tokens end the clause here, and how: "end", "weak" or "lead"; (0, "") if none do."""
    token = tokens[at]
    if token.sort == "word":
        width = _lead_width(tokens, at)
        return (width, "lead") if width else (1, _joiner_sort(tokens, at) if at > start else "")
    if token.sort == "arrow":
        return 1, "" if _is_joining_names(tokens, at) else "lead"
    return 1, _mark_sort(text, tokens, at) if token.sort == "mark" else ""


def _is_joining_names(tokens: list[Token], at: int) -> bool:
    """Return whether an arrow stands between two words without blanks: "webpack->rspack"."""
    if at == 0 or at + 1 == len(tokens):
        return False
    before, arrow, after = tokens[at - 1 : at + 2]
    is_glued = before.end == arrow.start and arrow.end == after.start
    is_plain = before.sort == after.sort == "word" and max(before.text, after.text) < "\u3000"
    return is_glued and is_plain


def _lead_width(tokens: list[Token], at: int) -> int:
    """Return how many tokens a lead such as "so that" or "Result:" has, 0 if there is none."""
    for words in _LEADS_BY_WORD.get(tokens[at].text, ()):
        behind = at + len(words)
        if behind < len(tokens) and _is_at(tokens, at, words):
            has_colon = tokens[behind].text == ":"
            if has_colon or (at > 0 and words[0] not in LABELS):
                return len(words) + has_colon
    return 0


def _joiner_sort(tokens: list[Token], at: int) -> str:
    """Return how a word such as "which", "so" or "and" separates two clauses, "" if it does not."""
    word, follower = tokens[at].text, tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    if word == "so":
        is_joining = tokens[at - 1].sort == "mark" or follower.text in BEHIND_SO
        return "lead" if is_joining and follower.text not in NOT_SPLITTING else ""
    if word in SPLITTERS:
        return "" if follower.text in NOT_SPLITTING else "weak"
    if word not in ANDS:
        return ""
    is_number = follower.sort == "number" or follower.text in NUMBER_WORDS
    return "weak" if is_number or follower.text in CHANGE_WORDS or follower.text in BEHIND_AND else ""


def _mark_sort(text: str, tokens: list[Token], at: int) -> str:
    token = tokens[at]
    if token.text in _WIDE_ENDS:
        return "end"
    is_before_blank = token.end == len(text) or text[token.end].isspace()
    if token.text in _ENDS:
        return "end" if is_before_blank and not _is_abbreviation(text, tokens, at) else ""
    if token.text in _STRONG:
        is_label = at == 0 or tokens[at - 1].text not in NO_LABELS
        return "end" if (is_before_blank and is_label) or token.text != ":" else ""
    if token.text in _WEAK:
        return "" if text_at(tokens, at + 1) in BEFORE_WORDS else "weak"
    return "end" if token.text in _DASHES and _is_dash(text, tokens, at, is_before_blank) else ""


def _is_dash(text: str, tokens: list[Token], at: int, is_before_blank: bool) -> bool:  # noqa: FBT001
    """Return whether a dash separates clauses and is neither a hyphen nor a sign of the number after it."""
    token = tokens[at]
    if token.text in "—―":
        return is_before_blank or text_at(tokens, at + 1)[:1].isalpha()
    return is_before_blank and (token.start == 0 or text[token.start - 1].isspace())


def _is_abbreviation(text: str, tokens: list[Token], at: int) -> bool:
    """Return whether a full stop belongs to the word before it, so that the sentence goes on."""
    if tokens[at].text != "." or at == 0 or at + 1 == len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.sort == "number" and before.text.isdecimal() and len(before.text) <= 2 and at == 1:
        return True
    is_known = before.sort == "word" and before.text in ABBREVIATIONS
    is_before_lower = after.sort == "word" and text[after.start].islower()
    return is_known and (is_before_lower or before.text in ALWAYS_SHORT)


def _is_at(tokens: list[Token], at: int, words: tuple[str, ...]) -> bool:
    return all(text_at(tokens, at + offset) == word for offset, word in enumerate(words))
