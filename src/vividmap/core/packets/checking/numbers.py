"""The numbers of a sentence against those of its entries: the same, computed from them, changed or absent."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from vividmap.core.english.amount_comparison import is_same_amount, is_value
from vividmap.core.english.amounts import TextAmount
from vividmap.core.english.changes import LIST_ITEMS, is_change
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.checking.basis import (
    SentenceBasis,
    has_amount,
    has_stem,
    make_finding,
    specific_stems,
)
from vividmap.core.packets.checking.findings import FindingKind, TextFinding
from vividmap.core.packets.checking.sources import CheckSource, SourceIndex

_PER_YEAR = {"month": 12.0, "week": 52.0, "day": 365.0, "quarter": 4.0}
_MOST_ELSEWHERE = 12
_MOST_SEARCHED = 300
"""Numbers of one sentence that no entry of its own has, after which other entries are no longer searched."""
_LONGEST_CLAUSE = 120
"""Characters on either side of an amount."""
_LONGEST_LIST = 400
"""Characters searched for a list of what is counted: a sentence is searched again for each number in it."""


class NumberResult(NamedTuple):
    """What is wrong with the numbers of a sentence, what was computed, and entries found by a number."""

    findings: tuple[TextFinding, ...]
    notes: tuple[str, ...]
    sources: tuple[CheckSource, ...]


def check_numbers(index: SourceIndex, basis: SentenceBasis) -> NumberResult:
    """Return the findings on the numbers of a sentence."""
    findings: list[TextFinding] = []
    notes: list[str] = []
    sources: list[CheckSource] = []
    for amount in basis.amounts:
        if (
            _is_window(basis.words, amount)
            or _is_list_count(basis.words, amount)
            or _is_supported(basis, amount)
        ):
            continue
        if note := _compute(basis, amount):
            notes.append(note)
        elif len(findings) < _MOST_SEARCHED and (source := _find_elsewhere(index, basis, amount)):
            sources.append(source)
        else:
            findings.append(_describe(basis, amount))
    findings += _check_order(basis, {finding.start for finding in findings})
    return NumberResult(tuple(findings), tuple(notes), tuple(sources))


_WINDOW = lazy_pattern(
    r"\b(?:last|past|previous|next|coming|recent)\s+$|^\W*(?:over|during|throughout) (?:the )?$",
    re.IGNORECASE,
)


def _is_window(words: str, amount: TextAmount) -> bool:
    """Return whether an amount is how far back the sentence looks: "over the last twelve months"."""
    before = words[: amount.start][-16:]
    return amount.measure == "time" and bool(_WINDOW.search(before))


def _is_list_count(words: str, amount: TextAmount) -> bool:
    """Return whether a small number counts what the sentence itself lists: "three teams (A, B and C)"."""
    if amount.measure != "count" or not 2 <= amount.value <= 9:
        return False
    match = LIST_ITEMS.search(words, amount.end, amount.end + _LONGEST_LIST)
    if not match:
        return False
    pieces = match["items"].replace(" and ", ",").split(",")
    return sum(bool(piece.strip()) for piece in pieces) == amount.value


def _is_supported(basis: SentenceBasis, amount: TextAmount) -> bool:
    """Return whether a source has an amount, of what it counts here."""
    return any(
        is_same_amount(amount, source_amount) and _has_same_noun(amount, source_amount, source)
        for source in basis.supports(amount.start)
        for source_amount in (*source.amounts, *source.context_amounts)
    )


def _has_same_noun(amount: TextAmount, source_amount: TextAmount, source: CheckSource) -> bool:
    """Return whether two numbers can count the same: not "15 teams" where an entry tells of 4 teams."""
    is_count = amount.measure == source_amount.measure == "count"
    if not is_count or not amount.unit or amount.unit == source_amount.unit:
        return True
    other_counts = {
        other_amount.unit for other_amount in source.amounts if other_amount.value != amount.value
    }
    return amount.unit not in other_counts


def _compute(basis: SentenceBasis, amount: TextAmount) -> str:
    """Return how an amount follows from two amounts of an entry, or a rate of it; "" if it does not."""
    for source in basis.supports(amount.start):
        if yearly := _find_yearly(source, amount):
            return f"{amount.text} is computed from {yearly} in ^{source.handle}"
        for before, after in _pairs(source.amounts):
            if _is_computed(amount, before, after):
                operands = f"{_full_text(source.text, before)} and {_full_text(source.text, after)}"
                return f"{_full_text(basis.words, amount)} is computed from {operands} in ^{source.handle}"
    return ""


def _find_yearly(source: CheckSource, amount: TextAmount) -> str:
    """Return the rate of a source that an amount is a year of, "" if there is none."""
    if amount.measure != "money" or amount.rate not in ("", "year"):
        return ""
    return next(
        (
            _full_text(source.text, rate)
            for rate in source.amounts
            if rate.unit == amount.unit
            and rate.rate in _PER_YEAR
            and _is_about(amount, rate.value * _PER_YEAR[rate.rate])
        ),
        "",
    )


def _is_about(amount: TextAmount, value: float) -> bool:
    """Return whether an amount states a computed value: "over half a million" is 552,000, too."""
    if amount.hedge == "over":
        return amount.value <= value <= 1.2 * amount.value
    return abs(value - amount.value) <= (0.12 if amount.hedge or amount.is_spoken else 0.02) * amount.value


def _pairs(amounts: Sequence[TextAmount]) -> Iterator[tuple[TextAmount, TextAmount]]:
    """Yield amounts of one measure that stand beside each other, or with one between them."""
    for before, after in (*pairwise(amounts), *zip(amounts, amounts[2:], strict=False)):
        if before.measure != after.measure or before.measure == "name" or before.value == after.value:
            continue
        if before.measure == "count" and before.unit and after.unit and before.unit != after.unit:
            continue
        yield before, after


def _is_computed(amount: TextAmount, before: TextAmount, after: TextAmount) -> bool:
    """Return whether an amount is the difference, the change or the ratio of two others."""
    low, high = sorted((before.value, after.value))
    if amount.measure == before.measure and is_value(amount, high - low):
        return (
            not amount.unit or amount.measure == "time" or amount.unit in (before.unit, after.unit, "points")
        )
    if low <= 0:
        return False
    if amount.measure == "share":
        return _is_relative(amount, before, after)
    return amount.measure == "times" and any(_is_ratio(amount, ratio) for ratio in (high / low, low / high))


def _is_relative(amount: TextAmount, before: TextAmount, after: TextAmount) -> bool:
    difference = abs(after.value - before.value)
    changes = [difference / before.value, difference / max(before.value, after.value)]
    if before.measure == "count" or amount.is_spoken:
        changes.append(min(before.value, after.value) / max(before.value, after.value))
    tolerance = 0.03 if amount.hedge or amount.is_spoken else 0.006
    return any(abs(amount.value - change) <= tolerance for change in changes)


def _is_ratio(amount: TextAmount, ratio: float) -> bool:
    if amount.is_spoken:
        return abs(amount.value - ratio) <= 0.12 * amount.value
    if amount.hedge == "over":
        return amount.value <= ratio <= amount.value * 1.3
    return abs(amount.value - ratio) <= max(0.05 * amount.value, 0.5 if amount.value >= 5 else 0.0)


def _find_elsewhere(index: SourceIndex, basis: SentenceBasis, amount: TextAmount) -> CheckSource | None:
    """Return another entry that has the amount and is about the words around it in the sentence."""
    keys = specific_stems(_clause_around(basis.words, amount))
    scores = index.rank(keys)
    for number in sorted(scores, key=lambda number: -scores[number])[:_MOST_ELSEWHERE]:
        source = index.sources[number]
        shared_count = sum(has_stem(source, key) for key in keys)
        if shared_count > 1 and 2 * shared_count >= len(keys) and has_amount(source, amount):
            return source
    return None


def _clause_around(words: str, amount: TextAmount) -> str:
    """Return the clause that an amount stands in, or as much of it as one reads at once."""
    low, high = max(0, amount.start - _LONGEST_CLAUSE), amount.end + _LONGEST_CLAUSE
    start = max(words.rfind(mark, low, amount.start) for mark in (", ", "; ", ": ", " – ", " and "))
    ends = [end for mark in (", ", "; ", " – ", " and ") if (end := words.find(mark, amount.end, high)) >= 0]
    return words[max(start, low) : min(ends, default=high)]


def _describe(basis: SentenceBasis, amount: TextAmount) -> TextFinding:
    """Return what is wrong with an amount: its unit, its number, or that no entry has it."""
    supports = basis.supports(amount.start)
    for source in supports:
        for source_amount in source.amounts:
            if span := _find_swapped_unit(amount, source_amount):
                return _changed(basis, span, "unit", source, (amount, source_amount))
    span = (amount.start, amount.end)
    if amount.measure == "share" and (change := _describe_change(basis, amount)):
        source, record_says, reason = change
        return make_finding(basis, span, "number", reason, source=source, record_says=record_says)
    if near := _find_near(basis, amount):
        source, source_amount = near
        return _changed(basis, span, "number", source, (amount, source_amount))
    if not supports:
        return make_finding(basis, span, "number", "no entry has this number")
    reason = f"^{supports[0].handle} has no such number"
    return make_finding(basis, span, "number", reason, source=supports[0], record_says=supports[0].item.text)


def _describe_change(basis: SentenceBasis, amount: TextAmount) -> tuple[CheckSource, str, str] | None:
    """Return what a wrong percentage would have to be, where an entry tells a change and no percentage."""
    for source in basis.supports(amount.start):
        if any(source_amount.measure == "share" for source_amount in source.amounts):
            return None
        for before, after in pairwise(source.amounts):
            if before.value and is_change(source.text, before, after):
                change = " ".join(source.text[before.start : after.last].split())
                percent = f"{abs(after.value - before.value) / before.value:.0%}".replace("%", " %")
                amount_text = _full_text(basis.words, amount)
                return source, percent, f"{amount_text} here, {percent} from {change} in ^{source.handle}"
    return None


def _find_swapped_unit(amount: TextAmount, source_amount: TextAmount) -> tuple[int, int] | None:
    """Return the place of a unit, or of what it is per, that differs although the number is the same."""
    if amount.bare_value != source_amount.bare_value or "name" in (amount.measure, source_amount.measure):
        return None
    if (amount.measure, amount.unit) == (source_amount.measure, source_amount.unit) or not source_amount.unit:
        is_rate = amount.rate and source_amount.rate and amount.rate != source_amount.rate
        return amount.rate_span if is_rate else None
    return amount.unit_span if amount.unit_span[1] else None


def _find_near(basis: SentenceBasis, amount: TextAmount) -> tuple[CheckSource, TextAmount] | None:
    """Return the amount of the sentence's entries that this one most likely was."""
    candidates = [
        (
            amount.unit != source_amount.unit,
            place,
            abs(source_amount.value - amount.value),
            source,
            source_amount,
        )
        for place, source in enumerate(basis.supports(amount.start))
        for source_amount in source.amounts
        if source_amount.measure == amount.measure
        and (source_amount.measure, source_amount.value) not in basis.amount_values
    ]
    best = min(candidates, key=lambda candidate: candidate[:3], default=None)
    return (best[3], best[4]) if best else None


def _check_order(basis: SentenceBasis, wrong_starts: set[int]) -> Iterator[TextFinding]:
    """Yield a change that is told the wrong way round: "from 20 min to 4 h"."""
    for before, after in pairwise(basis.amounts):
        if not is_change(basis.words, before, after) or basis.sentence.start + before.start in wrong_starts:
            continue
        for source in basis.supports(before.start):
            pairs = [pair for pair in pairwise(source.amounts) if is_change(source.text, *pair)]
            turned_pairs = [p for p in pairs if is_same_amount(before, p[1]) and is_same_amount(after, p[0])]
            if turned_pairs and not any(
                is_same_amount(before, p[0]) and is_same_amount(after, p[1]) for p in pairs
            ):
                record_says = " ".join(
                    source.text[turned_pairs[0][0].start : turned_pairs[0][1].last].split()
                )
                reason = f"the other way round in ^{source.handle}: {record_says}"
                span = (before.start, after.last)
                yield make_finding(basis, span, "number", reason, source=source, record_says=record_says)
                break


def _changed(
    basis: SentenceBasis,
    span: tuple[int, int],
    kind: FindingKind,
    source: CheckSource,
    amounts: tuple[TextAmount, TextAmount],
) -> TextFinding:
    """Return the finding that an amount here differs from one of an entry."""
    record_says = _full_text(source.text, amounts[1])
    reason = f"{_full_text(basis.words, amounts[0])} here, {record_says} in ^{source.handle}"
    return make_finding(basis, span, kind, reason, source=source, record_says=record_says)


def _full_text(text: str, amount: TextAmount) -> str:
    """Return an amount with its unit, as it is written."""
    return " ".join(text[amount.start : amount.last].split())
