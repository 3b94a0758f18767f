"""The dates and scope words of a sentence against those of its entries."""

from collections.abc import Iterator

from vividmap.core.english.claimed_scopes import find_scopes
from vividmap.core.english.time_phrases import TimePhrase
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.checking.basis import SentenceBasis, is_date_in, make_finding
from vividmap.core.packets.checking.findings import TextFinding
from vividmap.core.record import Evidence
from vividmap.core.text import words
from vividmap.core.vocabulary import SCOPE, SCOPES
from vividmap.core.when import describe_when

_RANGE_BEFORE = lazy_pattern(r"(?:(?<!\s)\s++)?(?:to|–|-|until|through|and)\s*$")
_RANGE_AFTER = lazy_pattern(r"\s*(?:to|–|-|until|through)\s*[A-Z]")


def check_dates(basis: SentenceBasis) -> Iterator[TextFinding]:
    """Yield each date of a sentence that none of its entries is of, or speaks of."""
    if not basis.sources:
        return
    for phrase in basis.phrases:
        supports = basis.supports(phrase.start)
        if not supports or _is_period(basis.words, phrase):
            continue
        if any(is_date_in(source, phrase) for source in supports):
            continue
        source = next((source for source in supports if source.item.when), supports[0])
        record_says = describe_when(source.item.when) if source.item.when else source.item.text
        reason = f"{phrase.text} here, {record_says} in ^{source.handle}"
        span = (phrase.start, phrase.end)
        yield make_finding(basis, span, "date", reason, source=source, record_says=record_says)


def _is_period(text: str, phrase: TimePhrase) -> bool:
    """Return whether a date is one end of a period: what lies within is of the period."""
    if _RANGE_AFTER.match(text, phrase.end):
        return True
    is_end = bool(_RANGE_BEFORE.search(text, max(0, phrase.start - 10), phrase.start))
    return is_end and any(character.isdigit() for character in phrase.text)


def check_scopes(basis: SentenceBasis) -> Iterator[TextFinding]:
    """Yield each word of reach that is wider than what the sentence's entries say."""
    if not basis.sources or basis.sentence.is_heading:
        return
    evidence = [(source, source.item) for source in basis.sources if isinstance(source.item, Evidence)]
    widest = max((SCOPES.index(item.scope) for _, item in evidence if item.scope), default=-1)
    for phrase in find_scopes(basis.words):
        if SCOPES.index(phrase.scope) <= max(widest, 0) or _is_in_entries(phrase.words, basis):
            continue
        source = evidence[0][0] if evidence else basis.sources[0]
        record_says = SCOPE.phrases[SCOPES[widest]] if widest >= 0 else ""
        reason = f"{phrase.words} here, {record_says} in ^{source.handle}"
        if not record_says:
            reason = f"^{source.handle} states no reach"
        span = (phrase.start, phrase.start + len(phrase.words))
        yield make_finding(basis, span, "scope", reason, source=source, record_says=record_says)


def _is_in_entries(scope_words: str, basis: SentenceBasis) -> bool:
    key = " ".join(words(scope_words))
    return any(key in " ".join(words(source.text)) for source in basis.sources)
