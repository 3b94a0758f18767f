"""Two amounts that are one change: "from 41 min to 55 s", "82 % → 31 %", "11 days instead of 6 weeks"."""

from bisect import bisect_left, bisect_right
from itertools import chain

from vividmap.core.results.amounts import FRACTIONS, Measurement, read_amounts
from vividmap.core.results.calendar_words import MONTHS
from vividmap.core.results.cues import (
    BECAME,
    DUTY_WORDS,
    FROM,
    INSTEAD,
    MOVE_WORDS,
    SCORES,
    TO,
    VERSION_WORDS,
    WAS,
    WEEKDAYS,
)
from vividmap.core.results.setbacks import is_year_number, past_width
from vividmap.core.results.tokens import Token, text_at, tokenize
from vividmap.core.results.units import NUMBER_WORDS, SECONDS

_MAX_WORDS_BEFORE_ARROW = 4
_MAX_WORDS_BETWEEN = 5
_IN = frozenset("in im en em nel a à".split())
_WORDS_OF_TIME = 3  # "in January ,"
_ENDS = frozenset("; . : ! ?".split())
_FROM_BEHIND = ("から", "を")  # "45分から12分に"
_LONGEST_START = 200
HEDGES = frozenset("~ ≈ < > - – + − under about only just over roughly some around almost nearly".split())
_LAST_WORDS = 16
"""Words before an arrow among which the number of an amount stands that the arrow changes."""
_AROUND_WORDS = ".,;:!?()#@+"
_COUNTING_WORDS = frozenset((*NUMBER_WORDS, *FRACTIONS))
_AMOUNT_STARTS = HEDGES | _COUNTING_WORDS
"""Words with which an amount begins, alone or behind one other word: "a third", "about two"."""


class MeasuredChange:
    """A change: the amount before and the amount after, as places in the text's amounts."""

    __slots__ = ("after", "before", "first", "last")

    def __init__(self, before: Measurement, after: Measurement) -> None:
        self.before, self.after = before, after
        self.first, self.last = min(before.first, after.first), max(before.last, after.last)

    @property
    def share(self) -> float:
        """Return the change as a share of the larger amount, from 0 to 1."""
        low, high = sorted(_of_one_unit(self.before, self.after))
        return (high - low) / high if high else 0.0


def _of_one_unit(before: Measurement, after: Measurement) -> tuple[float, float]:
    """Return both values in one unit if only one amount has a unit: "from 40 min to under 2"."""
    scales = [SECONDS.get(amount.unit, 1.0) for amount in (before, after)]
    return (
        abs(before.value) * (scales[1] if before.is_bare else 1.0),
        abs(after.value) * (scales[0] if after.is_bare else 1.0),
    )


def read_changes(tokens: list[Token], amounts: list[Measurement]) -> list[MeasuredChange]:
    """Return the changes among the amounts of a text, in order; an amount belongs to one change."""
    changes: list[MeasuredChange] = []
    at = 0
    while at + 1 < len(amounts):
        change = _read_change(tokens, amounts[at], amounts[at + 1])
        if change is not None:
            changes.append(change)
        at += 2 if change else 1
    return changes


def is_change_arrow(text: str, start: int, end: int) -> bool:
    """Return whether the arrow that stands in a text from `start` to `end` is part of what it says.

    It is so between two quantities of one kind ("45 min -> 12 min"), and inside brackets.
    """
    if _is_in_brackets(text, start, end):
        return True
    if not (_can_end_with_amount(text[:start]) and _can_begin_with_amount(text[end:])):
        return False
    tokens, amounts = _read_line(text)
    arrow = next((at for at, token in enumerate(tokens) if token.start == start), -1)
    if arrow < 0:
        return False
    before = next((amount for amount in reversed(amounts) if amount.last < arrow), None)
    after = next((amount for amount in amounts if amount.first > arrow), None)
    return bool(before and after and _is_joined_by_arrow(tokens, before, after, arrow))


def _can_end_with_amount(text: str) -> bool:
    """Return False if a text surely has no amount among its last words, as most texts before an outcome do.

    To read the whole line for that would take half of the time in which a capture is ingested.
    """
    parts = chain.from_iterable(
        word.strip(_AROUND_WORDS).split("-") for word in text.rsplit(None, _LAST_WORDS)[-_LAST_WORDS:]
    )
    return any(
        not (part.isascii() and part.isalpha()) or part.casefold() in _COUNTING_WORDS for part in parts
    )


def _can_begin_with_amount(text: str) -> bool:
    """Return False if a text surely begins with no amount, hedged or not."""
    first_words = text[:_LONGEST_START].casefold().split(None, 2)[:2]
    return any(
        not (word.isascii() and word.isalnum() and word[0].isalpha()) or word in _AMOUNT_STARTS
        for word in first_words
    )


_last_lines: dict[str, tuple[list[Token], list[Measurement]]] = {}
"""What was read in the last two lines: a line is asked about each of its arrows."""


def _read_line(text: str) -> tuple[list[Token], list[Measurement]]:
    """Return the tokens of a line and its amounts."""
    line = _last_lines.get(text)
    if line is None:
        tokens = tokenize(text)
        line = tokens, read_amounts(text, tokens, with_names=True)
        if len(_last_lines) > 1:  # functools, which would do this, takes longer to import than a capture may
            _last_lines.clear()
        _last_lines[text] = line
    return line


def join_split_change(text: str, outcome: str) -> str:
    """Return text and outcome as one sentence if they are the halves of a change, else "".

    "p95 1.9 s" and "740 ms after the move" are one: older records hold such halves, as arrows between
    quantities did not stay in the text then.
    """
    joined = f"{text} -> {outcome}"
    arrow = len(text) + 1
    is_change = outcome and "\n" not in outcome and is_change_arrow(joined, arrow, arrow + len("->"))
    return joined if is_change else ""


def arrows_of_changes(tokens: list[Token], amounts: list[Measurement]) -> set[int]:
    """Return the tokens that are an arrow between two quantities."""
    places = set()
    for at, token in enumerate(tokens):
        if token.sort == "arrow":
            before = bisect_left(amounts, at, key=lambda amount: amount.last) - 1
            after = bisect_right(amounts, at, key=lambda amount: amount.first)
            is_between = before >= 0 and after < len(amounts)
            if is_between and _is_joined_by_arrow(tokens, amounts[before], amounts[after], at):
                places.add(at)
    return places


def _is_in_brackets(text: str, start: int, end: int) -> bool:
    for opening, closing in ("()", "[]"):
        before, after = text[:start], text[end:]
        if before.count(opening) > before.count(closing) and closing in after:
            return True
    return False


def _is_joined_by_arrow(tokens: list[Token], before: Measurement, after: Measurement, arrow: int) -> bool:
    """Return whether an arrow stands between two quantities of one kind, with no other clause between."""
    between = tokens[before.last + 1 : arrow]
    if len(between) > _MAX_WORDS_BEFORE_ARROW or any(
        token.sort == "mark" for token in between if token.text not in "/%"
    ):
        return False
    if any(token.text not in HEDGES for token in tokens[arrow + 1 : after.first]):
        return False
    if before.is_bare and not after.is_bare and between:
        return False
    return _is_alike(before, after) or (
        _is_counted(before) and _is_counted(after) and _is_phrase_end(tokens, after)
    )


def _is_alike(before: Measurement, after: Measurement) -> bool:
    """Return whether two amounts are of one kind, or one of them does not say of which."""
    if before.is_bare or after.is_bare or before.noun == after.noun != "":
        return True
    if _is_counted(before) and _is_counted(after):
        return False
    return before.measure == after.measure


def _is_counted(amount: Measurement) -> bool:
    return amount.measure in ("count", "people", "teams", "size")


def _is_phrase_end(tokens: list[Token], amount: Measurement) -> bool:
    """Return whether a phrase ends after an amount, with no verb to follow: "17 jobs → 4 functions, …"."""
    follower = tokens[amount.last + 1] if amount.last + 1 < len(tokens) else None
    return (
        follower is None or follower.sort == "mark" or follower.text in ("in", "on", "for", "per", "at", "a")
    )


def _read_change(tokens: list[Token], first: Measurement, second: Measurement) -> MeasuredChange | None:
    are_bare = first.is_bare and (second.is_bare or text_at(tokens, second.last + 1) in MOVE_WORDS)
    if are_bare and (_has_versions(tokens, first, second) or _has_duty(tokens, first, second)):
        return None
    arrow = next((at for at in range(first.last + 1, second.first) if tokens[at].sort == "arrow"), None)
    if arrow is not None:
        return MeasuredChange(first, second) if _is_joined_by_arrow(tokens, first, second, arrow) else None
    between = [token.text for token in tokens[first.last + 1 : second.first]]
    if not between or len(between) > _MAX_WORDS_TO_EARLIER or not _is_alike(first, second):
        return None
    words = [word for word in between if word not in HEDGES]
    is_near = 0 < len(words) <= _MAX_WORDS_BETWEEN
    if _is_earlier(tokens, first, second, between):
        return MeasuredChange(second, first)
    if is_near and (
        _is_until_now(tokens, second, words)
        or _is_from_to(tokens, first, second, words)
        or _is_told_by_time(tokens, second, words)
        or _is_was_and_is(tokens, first, words)
    ):
        return MeasuredChange(first, second)
    return MeasuredChange(second, first) if is_near and _is_instead(words) else None


def _is_earlier(tokens: list[Token], first: Measurement, second: Measurement, between: list[str]) -> bool:
    """Return whether the second amount is said to be an earlier one: "22 min, last year 9 h".

    Without a verb it may be a part of the first ("14 teams moved, 6 in 2025"), unless it is the larger one.
    """
    place = max((at for at, word in enumerate(between) if word in _EARLIER_MARKS), default=-1)
    head, lead = between[: max(place, 0)], [word for word in between[place + 1 :] if word not in HEDGES]
    if place < 0 or not _ENDS.isdisjoint(head) or not _EARLIER_MARKS.isdisjoint(head):
        return False
    if not all(_is_of_earlier(lead, at) for at in range(len(lead))):
        return False
    behind = [token.text for token in tokens[second.last + 1 : second.last + 5]]
    is_dated = bool(behind) and (
        past_width(behind, 0) > 0
        or (behind[0] in _IN and is_year_number(text_at(tokens, second.last + 2)))
        or (between[place] == "(" and behind[0] in _BEFORE)
    )
    if not WAS.isdisjoint(lead):
        return True
    return (bool(lead) or is_dated) and (not _is_counted(second) or second.value > first.value)


def _is_of_earlier(lead: list[str], at: int) -> bool:
    """Return whether a word in front of an amount says that it is an earlier one."""
    word = lead[at]
    is_phrase = any(past_width(lead, place) > at - place for place in range(max(0, at - 2), at + 1))
    return is_phrase or word in _OF_EARLIER or word in WAS or is_year_number(word)


_MAX_WORDS_TO_EARLIER = 10
_EARLIER_MARKS = frozenset("( , ; – — -".split())
_BEFORE = frozenset("before previously earlier vorher zuvor avant antes prima".split())
_OF_EARLIER = (
    frozenset("it we they there this that been in : take be have need es wir ce on nous".split()) | _BEFORE
)


def _is_until_now(tokens: list[Token], second: Measurement, words: list[str]) -> bool:
    """Return whether the second amount is that of today: "9 hours last year, 22 minutes now"."""
    place = next((at for at, word in enumerate(words) if word in (",", ";")), -1)
    head, lead = words[: max(place, 0)], words[place + 1 :]
    if place < 0 or not (not head or head[0] in _BEFORE or past_width(head, 0)):
        return False
    if lead[:1] and lead[0] in _NOW:
        return _NOW.issuperset(lead[:1]) and _TODAY.issuperset(lead[1:])
    return bool(head) and not lead and text_at(tokens, second.last + 1) in _NOW


_NOW = frozenset("now today jetzt heute maintenant ahora agora ora nu теперь".split())
_TODAY = frozenset("it is takes it's only just in under we are they".split())


def _is_told_by_time(tokens: list[Token], second: Measurement, words: list[str]) -> bool:
    """Return whether two numbers are one measure at two times: "44 in January, 13 in May"."""
    behind = [token.text for token in tokens[second.last + 1 : second.last + 3]]
    is_first_dated = len(words) == _WORDS_OF_TIME and words[0] in _IN and _is_time(words[1])
    return is_first_dated and len(behind) > 1 and behind[0] in _IN and _is_time(behind[1])


def _is_was_and_is(tokens: list[Token], first: Measurement, words: list[str]) -> bool:
    """Return whether one amount was so and the other is: "was 4.8 s in January and is 2.1 s"."""
    was = [token.text for token in tokens[max(0, first.first - 3) : first.first]]
    ending = words[:-1] if words[-1] in _NOW else words
    is_now = ending[-2:] in (["and", "is"], ["and", "are"]) or (
        len(ending) < len(words) and ending[-1:] == ["and"]
    )
    return is_now and not WAS.isdisjoint(was)


def _is_time(word: str) -> bool:
    return (
        word in MONTHS
        or is_year_number(word)
        or (len(word) == 2 and word[0] in "qht" and word[1].isdecimal())
    )


def _is_from_to(tokens: list[Token], first: Measurement, second: Measurement, words: list[str]) -> bool:
    """Return whether the words between two amounts lead from one to the other; "3 to 5 days" is a range."""
    if _is_led_by_from(tokens, first):
        return not TO.isdisjoint(words) and _ENDS.isdisjoint(words)
    if words[-1] in BECAME:
        return True
    if words[0].startswith(_FROM_BEHIND):
        return first.measure == second.measure
    if words == ["to"] and second.is_bare:
        return bool(first.noun) or (
            first.is_bare and tokens[first.first - 1].text in SCORES and first.first > 0
        )
    has_unit = first.measure in ("time", "share", "money") and not first.is_bare and not second.is_bare
    return has_unit and words[-1] in TO and len(words) <= 2


def _is_instead(words: list[str]) -> bool:
    return len(words) <= _MAX_WORDS_BEFORE_ARROW and any(
        tuple(words[-len(phrase) :]) == phrase for phrase in INSTEAD
    )


def _has_versions(tokens: list[Token], first: Measurement, second: Measurement) -> bool:
    """Return whether two numbers are versions: "the Postgres upgrade 12 -> 16", "the 1 -> 2 move"."""
    is_moved = text_at(tokens, second.last + 1) in MOVE_WORDS
    return is_moved or any(
        token.text in VERSION_WORDS for token in tokens[max(0, first.first - 4) : first.first]
    )


def _has_duty(tokens: list[Token], first: Measurement, second: Measurement) -> bool:
    """Return whether two numbers are times of day: "on call from 9 to 5"."""
    is_clock = all(amount.value <= 24 and amount.value == int(amount.value) for amount in (first, second))
    before = [token.text for token in tokens[max(0, first.first - 5) : first.first]]
    while before and (before[-1] in FROM or before[-1] in WEEKDAYS):
        before.pop()
    return is_clock and bool(before) and before[-1] in DUTY_WORDS


def _is_led_by_from(tokens: list[Token], amount: Measurement) -> bool:
    return any(
        tokens[at].text in FROM
        for at in range(max(0, amount.first - 3), amount.first)
        if all(token.sort != "number" for token in tokens[at : amount.first])
    )
