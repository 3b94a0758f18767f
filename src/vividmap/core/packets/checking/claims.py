"""What a sentence claims: deeds that no entry holds, and causes that no entry states."""

from collections.abc import Iterator

from vividmap.core.english.amounts import find_amounts
from vividmap.core.english.claims import (
    ProseClause,
    find_causes,
    is_deed,
    is_outlook,
)
from vividmap.core.english.prose_words import generic_stems
from vividmap.core.english.time_phrases import find_time_phrases
from vividmap.core.packets.checking.basis import (
    ClauseBasis,
    SentenceBasis,
    has_amount,
    has_stem,
    is_date_in,
    specific_stems,
)
from vividmap.core.packets.checking.findings import TextFinding
from vividmap.core.packets.checking.sources import CheckSource, SourceIndex, meaningful_stems
from vividmap.core.text import words

_DETAIL = 2.0
_CLOSE = 0.6
_LEAST_COVERED = 0.4
"""The share of what a clause says, by weight, that its entries hold at the least."""


def check_claims(index: SourceIndex, basis: SentenceBasis) -> Iterator[TextFinding]:
    """Yield each clause of a sentence that says something which no entry holds."""
    if basis.sentence.is_heading or is_outlook(basis.words):
        return
    clauses = [part for part in basis.clauses if specific_stems(part.clause.text)]
    wrong = [part.clause for part in clauses if _is_unsupported(index, basis, part)]
    if wrong and len(wrong) == len(clauses):
        first, last = wrong[0], wrong[-1]
        wrong = [ProseClause(first.start, last.end, basis.words[first.start : last.end])]
    for clause in wrong:
        yield TextFinding(
            basis.sentence.start + clause.start,
            basis.sentence.start + clause.end,
            clause.text,
            "claim",
            "nothing in the record says this",
        )


def _is_unsupported(index: SourceIndex, basis: SentenceBasis, part: ClauseBasis) -> bool:
    """Return whether no one entry holds enough of what a clause says."""
    keys = tuple(dict.fromkeys(meaningful_stems(_without_amounts(part.clause.text))))
    specific = [key for key in keys if key not in generic_stems()]
    sources = (*part.sources, *basis.own_sources, *basis.nearby)
    share = max((_covered_share(index, source, keys) for source in sources), default=0.0)
    if share < _LEAST_COVERED:
        share = _covered_together(index, basis, part, keys)
    if share >= _LEAST_COVERED:
        return False
    if not share or len(specific) < 3:
        return is_deed(part.clause.text) and (len(specific) > 1 or not share)
    return True


def _without_amounts(text: str) -> str:
    """Return a text without the words of its amounts, which are checked as numbers: "more than doubled"."""
    for amount in reversed(find_amounts(text)):
        text = f"{text[: amount.start]} {text[amount.end :]}"
    return text


def _covered_share(index: SourceIndex, source: CheckSource, keys: tuple[str, ...]) -> float:
    """Return the share of some stems that a source holds, by what they tell; a close meaning counts less."""
    total = sum(map(index.weight, keys))
    return sum(index.weight(key) * _holds_stem(source, key) for key in keys) / total if total else 0.0


def _covered_together(
    index: SourceIndex, basis: SentenceBasis, part: ClauseBasis, keys: tuple[str, ...]
) -> float:
    """Return the share that the two nearest sources hold, with their numbers, dates and acronyms."""
    sources = (*part.sources, *basis.own_sources, *basis.nearby)[:2]
    total = sum(map(index.weight, keys))
    weight = sum(
        index.weight(key) * max((_holds_stem(source, key) for source in sources), default=0.0) for key in keys
    )
    details = [
        any(has_amount(source, amount) for source in sources) for amount in find_amounts(part.clause.text)
    ] + [
        any(is_date_in(source, phrase) for source in sources)
        for phrase in find_time_phrases(part.clause.text)
    ]
    for acronym, stems in _find_acronyms(part.clause.text):
        if any(acronym in source.words for source in sources):
            weight += sum(index.weight(key) for key in stems)
    return (weight + _DETAIL * sum(details)) / (total + _DETAIL * len(details)) if total else 0.0


def _find_acronyms(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the initials of words that follow each other: "incident commander" may be "ic" in an entry."""
    parts = words(text)
    for length in (2, 3, 4):
        for start in range(len(parts) - length + 1):
            run = parts[start : start + length]
            yield "".join(part[0] for part in run), tuple(meaningful_stems(" ".join(run)))


def _holds_stem(source: CheckSource, key: str) -> float:
    if key in source.prose_stems or key in source.name_stems:
        return 1.0
    return _CLOSE if has_stem(source, key) else 0.0


def check_causes(
    index: SourceIndex, basis: SentenceBasis, previous: SentenceBasis | None
) -> Iterator[TextFinding]:
    """Yield each claim of a cause whose two sides no one entry holds."""
    if basis.sentence.is_heading or is_outlook(basis.words):
        return
    for cause in find_causes(basis.words):
        effect_words = cause.effect or (previous.words if previous else "")
        if not effect_words.strip() or _is_stated(basis, previous, cause.reason or "", effect_words):
            continue
        source = basis.sources[0] if basis.sources else None
        yield TextFinding(
            basis.sentence.start + cause.start,
            basis.sentence.start + cause.end,
            basis.words[cause.start : cause.end],
            "cause",
            "no entry states this cause",
            source.handle if source else "",
            source.item.text if source else "",
        )


def _is_stated(basis: SentenceBasis, previous: SentenceBasis | None, reason: str, effect: str) -> bool:
    """Return whether one entry holds both the reason and what came of it."""
    reason = reason or (previous.words if previous else "")
    reason_keys, effect_keys = _keys(reason), _keys(effect)
    if not reason_keys:
        return True
    return any(
        _has_third(source, reason_keys) and (_has_third(source, effect_keys)) for source in basis.all_supports
    )


def _keys(text: str) -> tuple[str, ...]:
    return specific_stems(text) or tuple(dict.fromkeys(meaningful_stems(text)))


def _has_third(source: CheckSource, keys: tuple[str, ...]) -> bool:
    """Return whether a source holds at least a third of some stems."""
    shared = sum(has_stem(source, key) for key in keys)
    return not keys or (shared > 0 and 3 * shared >= len(keys))
