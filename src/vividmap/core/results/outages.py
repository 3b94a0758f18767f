"""An outage: "dispatch API down 47 min" says how long a service was down, not that anything got shorter."""

from vividmap.core.results.amounts import Measurement, read_amounts
from vividmap.core.results.tokens import Token, text_at, tokenize

_DOWN = "down"
_LONG_UNITS = frozenset("min h days".split())
_BETWEEN = frozenset("for about around roughly over nearly almost some ~ ≈ > <".split())
_PER = frozenset("/ a an per each every".split())
_SENTENCE_ENDS = frozenset(".;:!?")
_PERCENTILES = frozenset("p50 p75 p90 p95 p99 p999".split())
_LASTING = _PERCENTILES | frozenset(
    "time latency duration build run ci startup start-up recovery rto mttr mttd lag wait delay response cycle"
    " lead turnaround deploy deployment release rollout rollback onboarding close batch backfill etl suite"
    " test reconciliation review query report training effort toil work".split()
)
"""Things that take time, and can take less of it."""
_MAX_SUBJECT = 12


def is_outage(tokens: list[Token], amount: Measurement) -> bool:
    """Return whether an amount says how long a service was down, not a rate or the length of a process."""
    if amount.measure != "time" or amount.unit not in _LONG_UNITS:
        return False
    at = amount.first - 1
    while at >= 0 and tokens[at].text in _BETWEEN:
        at -= 1
    if at < 0 or tokens[at].text != _DOWN:
        return False
    if text_at(tokens, amount.last + 1) in _PER:
        return False
    return not any(map(_is_lasting, _subject(tokens, at)))


def _subject(tokens: list[Token], end: int) -> list[str]:
    """Return the words in front of "down", back to the beginning of their sentence."""
    words: list[str] = []
    for at in range(end - 1, max(-1, end - 1 - _MAX_SUBJECT), -1):
        if tokens[at].text in _SENTENCE_ENDS:
            break
        words.append(tokens[at].text)
    return words


def _is_lasting(word: str) -> bool:
    return word in _LASTING or (word.endswith("s") and word[:-1] in _LASTING)


def has_outage(text: str) -> bool:
    """Return whether a text says how long something was down."""
    tokens = tokenize(text)
    return any(is_outage(tokens, amount) for amount in read_amounts(text, tokens))
