"""The result of a piece of work, read inside its text: the clause that says what came of it.

A result is a change ("from 41 min to 55 s"), a quantity with a unit or thing ("3 teams moved over"), or a
stated consequence ("so that nobody is paged"). It is derived, never stored over the author's words.
"""

from bisect import bisect_left

from vividmap.core.results import cues
from vividmap.core.results.amounts import Measurement, read_amounts
from vividmap.core.results.calendar_words import MONTHS
from vividmap.core.results.changes import HEDGES, MeasuredChange, arrows_of_changes, read_changes
from vividmap.core.results.clauses import Clause, split_clauses
from vividmap.core.results.consequences import has_ideographs, has_saved_time, is_consequence_clause
from vividmap.core.results.outages import is_outage
from vividmap.core.results.refusals import is_aside, is_delivery_of_others, is_refused
from vividmap.core.results.setbacks import TextSetbacks
from vividmap.core.results.tokens import Token, text_at, tokenize

TYPE_CHECKING = False  # typing.TYPE_CHECKING, without importing typing for each capture
if TYPE_CHECKING:
    from typing import TypeVar

    _Part = TypeVar("_Part", Measurement, MeasuredChange)

CHANGE, QUANTITY, CONSEQUENCE = "change", "quantity", "consequence"
_RANK = {"money": 5, "people": 3, "teams": 3, "share": 4, "time": 3, "size": 2, "count": 1}
_CHANGE_RANK, _LED_RANK, _CONSEQUENCE_RANK = 6.0, 2.6, 2.5
_PART_RANK = 2.7
"""The least rank of "14 of 20": a part of something is weightier than a count."""
_WHOLE_RANK = 1.2
""" "At 100 %" says that a thing is done, which is worth less than a result."""
_SENTENCE_ENDS = frozenset(".;!?")
_MAX_LONE_WORDS = 2
_LONGEST_LEAD = 200
"""How many tokens before an amount, in its clause, show whether it was spent on the work."""
_MAX_WORDS_AROUND = 12
_LONG_UNITS = frozenset("weeks months quarters years".split())
_LEADING = frozenset("and but so which that then thus – - — , : und et y e en ~".split())


class Result:
    """A clause that says what came of a piece of work.

    `text` is the clause, from `start` to `end` of the text; `form` is "change", "quantity" or "consequence".
    For comparing: `measure` is "money" (value: a year's, in about dollars), "people", "teams" (or services,
    products), "share" (value: 0 to 1, of a change; or a percentage), "time" (value: seconds), "size",
    "count", or "" for a consequence that holds no number.
    """

    __slots__ = ("end", "form", "measure", "start", "text", "value")

    def __init__(self, text: str, start: int, end: int, form: str, measure: str, value: float | None) -> None:  # noqa: PLR0913, PLR0917
        self.text, self.start, self.end = text, start, end
        self.form, self.measure, self.value = form, measure, value

    def __repr__(self) -> str:
        return f"Result({self.text!r}, {self.form}, {self.measure or '-'} {self.value})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and all(
            getattr(self, name) == getattr(other, name) for name in self.__slots__
        )

    def __hash__(self) -> int:
        return hash((self.text, self.start))

    @property
    def is_quantified(self) -> bool:
        """Return whether it holds a number that measures something."""
        return bool(self.measure)


class _ClauseReading:
    """What a clause says came of the work, and its rank among the clauses; `last`: where its change ends."""

    __slots__ = ("clause", "form", "last", "measure", "rank", "value")

    def __init__(  # noqa: PLR0913, PLR0917
        self, clause: Clause, rank: float, form: str, measure: str, value: float | None, last: int = -1
    ) -> None:
        self.clause, self.rank, self.form, self.measure, self.value = clause, rank, form, measure, value
        self.last = last


def read_result(text: str) -> Result | None:
    """Return the result that a text states; None where it states none.

    `read_result("Moved the cache to Redis, P99 down 340 ms")` has the text "P99 down 340 ms".
    """
    tokens = tokenize(text)
    amounts = read_amounts(text, tokens)
    changes = read_changes(tokens, amounts)
    clauses = split_clauses(text, tokens, _joint_places(text, tokens, amounts, changes))
    setbacks = TextSetbacks(tokens)
    readings = [_read_clause(text, tokens, clause, amounts, changes, setbacks) for clause in clauses]
    best = max((reading for reading in readings if reading), key=lambda reading: reading.rank, default=None)
    if best is None:
        return None
    best = _behind_label(tokens, clauses, readings, best)
    outer = _enclosing(clauses, best, amounts, tokens)
    if outer is not None:
        first = last = clauses.index(outer)
    else:
        first, last = _widen(text, tokens, amounts, clauses, readings, best)
        beside = [reading for reading in readings[first : last + 1] if reading and reading.measure]
        best = best if best.measure or not beside else beside[0]
    kept = len(tokens) if outer is not None else best.last
    start, end = _trim(tokens, clauses[first], clauses[last], kept)
    return Result(text[start:end], start, end, best.form, best.measure, best.value)


def _enclosing(
    clauses: list[Clause], best: _ClauseReading, amounts: list[Measurement], tokens: list[Token]
) -> Clause | None:
    """Return the clause around brackets that hold an amount alone: "at the summit (200 people)"."""
    clause = best.clause
    if not clause.is_inner:
        return None
    inside = _parts_within(clause, amounts)
    measure_places = {at for amount in inside for at in range(amount.first, amount.last + 1)}
    words = [
        at
        for at in range(clause.first, clause.last)
        if at not in measure_places and tokens[at].sort == "word"
    ]
    if len(words) > _MAX_LONE_WORDS:
        return None
    outer = [around for around in clauses if around is not clause and _is_nested(around, clause)]
    return outer[-1] if outer else None


def _joint_places(
    text: str, tokens: list[Token], amounts: list[Measurement], changes: list[MeasuredChange]
) -> set[int]:
    has_arrow = any(token.sort == "arrow" for token in tokens)
    names = read_amounts(text, tokens, with_names=True) if has_arrow else amounts
    joints = arrows_of_changes(tokens, names)
    for change in changes:
        joints.update(range(change.first, change.last))
    for amount in amounts:
        joints.update(range(amount.first, amount.last + 1))
    return joints


def _behind_label(
    tokens: list[Token], clauses: list[Clause], readings: list[_ClauseReading | None], best: _ClauseReading
) -> _ClauseReading:
    """Return what is measured behind a colon where the best clause is only the label in front of it."""
    place = clauses.index(best.clause)
    is_label = not best.measure and text_at(tokens, best.clause.last) == ":"
    follower = readings[place + 1] if is_label and place + 1 < len(readings) else None
    return follower if follower is not None and follower.measure else best


def _read_clause(  # noqa: PLR0913, PLR0917
    text: str,
    tokens: list[Token],
    clause: Clause,
    amounts: list[Measurement],
    changes: list[MeasuredChange],
    setbacks: TextSetbacks,
) -> _ClauseReading | None:
    for change in _parts_within(clause, changes):
        if not _is_nested(clause, change):
            measure, value = _measure_of(change)
            return _ClauseReading(clause, _CHANGE_RANK, CHANGE, measure, value, change.last)
    inside = {at for first, last in clause.nested for at in range(first, last)}
    words = [
        token.text
        for at, token in enumerate(tokens[clause.first : clause.last], clause.first)
        if at not in inside
    ]
    if setbacks.is_without_gain(clause, words) or is_refused(tokens, clause):
        return None
    is_first = clause.first == 0
    has_changed = not cues.CHANGE_WORDS.isdisjoint(words) or has_ideographs(words, cues.IDEOGRAPHS_CHANGED)
    is_consequence = is_consequence_clause(text, tokens, clause, words, is_first=is_first)
    best: _ClauseReading | None = None
    inner_amounts = _parts_within(clause, amounts)
    outage = next((amount.first for amount in inner_amounts if is_outage(tokens, amount)), -1)
    for amount in inner_amounts:
        if _is_nested(clause, amount) or amount.first < outage:  # "3 services down 47 min"
            continue
        is_changed = has_changed or _has_change_near(tokens, amount)
        if not _is_result_amount(
            tokens, amount, clause, has_changed=is_changed, is_consequence=is_consequence
        ):
            continue
        is_whole = amount.measure == "share" and amount.unit == "%" and amount.value == 100 and not is_changed
        least = _PART_RANK if amount.is_part else _WHOLE_RANK if is_whole else 0.0
        rank = (
            (least if is_whole else max(least, _RANK[amount.measure]))
            + 0.5 * is_changed
            + 0.4 * is_consequence
            + 0.2 * clause.is_led
        )
        if best is None or rank > best.rank:
            best = _ClauseReading(clause, rank, QUANTITY, amount.measure, _value(amount))
    if best is None and (is_consequence or clause.is_led):
        is_led = clause.is_led and len(words) > 1
        if is_consequence or is_led:
            rank = _LED_RANK if is_led else _CONSEQUENCE_RANK
            return _ClauseReading(clause, rank + 0.2 * has_saved_time(words), CONSEQUENCE, "", None)
    return best


def _parts_within(clause: Clause, parts: "list[_Part]") -> "list[_Part]":
    """Return the parts of a text, in their order there, that a clause holds."""
    begin = bisect_left(parts, clause.first, key=lambda part: part.first)
    end = bisect_left(parts, clause.last, begin, key=lambda part: part.first)
    return [part for part in parts[begin:end] if part.last < clause.last]


def _is_nested(clause: Clause, part: Measurement | MeasuredChange | Clause) -> bool:
    """Return whether a part of a clause stands in brackets within it."""
    return any(first <= part.first and part.last <= last for first, last in clause.nested)


def _has_change_near(tokens: list[Token], amount: Measurement) -> bool:
    before, behind = (
        tokens[max(0, amount.first - 4) : amount.first],
        tokens[amount.last + 1 : amount.last + 4],
    )
    ends = [at for at, token in enumerate(behind) if token.text in _SENTENCE_ENDS]
    near = before + behind[: ends[0] if ends else len(behind)]
    plain_words = [token for token in before if token.text not in HEDGES and token.text != "by"]
    beside = plain_words[-2:] + tokens[amount.last + 1 : amount.last + 2]
    return any(token.text in cues.CHANGE_WORDS_NEAR for token in near) or any(
        token.text in cues.CHANGE_WORDS_BESIDE for token in beside
    )


def _measure_of(change: MeasuredChange) -> tuple[str, float]:
    if change.before.measure == "money":
        return "money", abs(change.before.value - change.after.value)
    return "share", round(change.share, 4)


def _value(amount: Measurement) -> float:
    return amount.value / 100 if amount.unit == "%" else amount.value


def _is_result_amount(
    tokens: list[Token], amount: Measurement, clause: Clause, *, has_changed: bool, is_consequence: bool
) -> bool:
    """Return whether an amount tells what came of the work, not how much went into it."""
    first = max(0, clause.first - _MAX_WORDS_AROUND) if clause.is_inner else clause.first
    first = max(first, amount.first - _LONGEST_LEAD)
    words = [token.text for token in tokens[first : amount.first]]
    is_activity = not cues.ACTIVITY.isdisjoint(words)
    is_told = has_changed or is_consequence or is_delivery_of_others(tokens, amount, clause)
    is_no_result = _is_attributive(tokens, amount) or is_aside(tokens, amount)
    if is_no_result or is_outage(tokens, amount) or _is_ahead(tokens, amount, clause):
        return False
    if not is_told and _is_about_topic(tokens, amount):
        return False
    if amount.is_part and not amount.value and not is_consequence:
        return False  # "0 of 5 systems done"
    if amount.is_effort:
        return has_changed or clause.is_led or (is_consequence and not is_activity)
    if amount.is_bare:
        return has_changed and not is_activity
    return {
        "money": True,
        "share": True,
        "people": clause.is_led or cues.MET.isdisjoint(words),
        "time": (is_told or clause.is_led) and not is_activity,
    }.get(amount.measure, is_told or not is_activity)


def _is_ahead(tokens: list[Token], amount: Measurement, clause: Clause) -> bool:
    """Return whether an amount says when something will be done: "dropping it in two months"."""
    is_ahead = amount.unit in _LONG_UNITS and text_at(tokens, amount.first - 1) in cues.AHEAD
    is_of_thing = text_at(tokens, clause.first + 1) in cues.DETERMINERS | cues.PRONOUNS
    return is_ahead and is_of_thing and tokens[clause.first].text.endswith("ing")


def _is_about_topic(tokens: list[Token], amount: Measurement) -> bool:
    """Return whether an amount counts what was written or said on a topic: "two pages on queues"."""
    if amount.measure != "count" or amount.last + 2 >= len(tokens):
        return False
    follower = tokens[amount.last + 1].text
    return follower in cues.ABOUT or (follower in cues.ABOUT_TEXTS and amount.noun in cues.TEXTS)


def _is_attributive(tokens: list[Token], amount: Measurement) -> bool:
    """Return whether an amount is part of a compound: "a 2-day workshop"."""
    at = amount.last + 1
    return (
        at + 1 < len(tokens)
        and tokens[at].text == "-"
        and tokens[at].start == tokens[at - 1].end
        and tokens[at].end == tokens[at + 1].start
        and tokens[at + 1].sort == "word"
    )


def _widen(  # noqa: PLR0913, PLR0917
    text: str,
    tokens: list[Token],
    amounts: list[Measurement],
    clauses: list[Clause],
    readings: list[_ClauseReading | None],
    best: _ClauseReading,
) -> tuple[int, int]:
    """Return the first and last clause of a result: the best, neighbours that state one, a list's items."""
    first = last = clauses.index(best.clause)

    def has_result(at: int) -> bool:
        reading = readings[at] if 0 <= at < len(clauses) else None
        return reading is not None and reading.clause.group == best.clause.group

    while has_result(first - 1) and (first > 1 or _is_telling(readings[0])):
        first -= 1
    while has_result(last + 1):
        last += 1
    if _needs_clause_before(tokens, clauses, first, amounts):
        first -= 1
    while last + 1 < len(clauses) and _is_list_item(text, tokens, clauses[last], clauses[last + 1]):
        last += 1
    return first, last


def _is_telling(reading: _ClauseReading | None) -> bool:
    """Return whether the first clause, which says what was done, also states a result by itself."""
    return reading is not None and (reading.form == CHANGE or reading.measure in ("money", "share", "time"))


def _needs_clause_before(
    tokens: list[Token], clauses: list[Clause], at: int, amounts: list[Measurement]
) -> bool:
    """Return whether a clause is only an amount whose label says of what: "Latency: 9 s -> 2 s"."""
    if at == 0 or clauses[at].is_inner != clauses[at - 1].is_inner:
        return False
    clause, label = clauses[at], clauses[at - 1]
    is_label = tokens[clause.first - 1].text == ":" and label.last == clause.first - 1
    words = [token for token in tokens[label.first : label.last] if token.sort == "word"]
    if not is_label or not words or clause.is_led or any(word.text in MONTHS for word in words):
        return False
    measure_places = {at for amount in amounts for at in range(amount.first, amount.last + 1)}
    words_left = [
        token
        for place, token in enumerate(tokens[: clause.last])
        if place >= clause.first and place not in measure_places
    ]
    is_bare = not words_left or words_left[0].sort == "mark" or tokens[clause.first] is not words_left[0]
    return is_bare and len([token for token in words_left if token.sort == "word"]) <= _MAX_LONE_WORDS


def _is_list_item(text: str, tokens: list[Token], clause: Clause, follower: Clause) -> bool:
    """Return whether the next clause is one more name of a list: "signed off by Growth, Ads"."""
    if (
        follower.group != clause.group
        or follower.first - clause.last != 1
        or follower.last - follower.first > 3
    ):
        return False
    words = [token for token in tokens[follower.first : follower.last] if token.text not in ("and", "&")]
    return all(token.sort == "word" and text[token.start].isupper() for token in words)


def _trim(tokens: list[Token], first: Clause, last: Clause, kept: int) -> tuple[int, int]:
    """Return where the words of the clauses stand, without what joins them to the sentence.

    Brackets at their end are left out, unless they hold the token `kept`, or stand before it.
    """
    start, end = first.first, last.last
    while start < end - 1 and tokens[start].text in _LEADING and not _is_sign(tokens, start):
        start += 1
    if tokens[end - 1].text in (")", "]"):
        opening = next((at for at in range(end - 1, start, -1) if tokens[at].text in ("(", "[")), start)
        if opening > max(start, kept):
            end = opening
    while end > start + 1 and tokens[end - 1].text in (".", ",", ";", ":", "!"):
        end -= 1
    return tokens[start].start, tokens[end - 1].end


def _is_sign(tokens: list[Token], at: int) -> bool:
    return tokens[at].text in "-–—~" and tokens[at].end == tokens[at + 1].start
