"""Whether a deed only names what its result was measured of: "drill #2" of "38 min failover"."""

from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.verbs import FINITE
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.companions import THIRD_PERSON
from vividmap.core.packets.wording.details import is_deed
from vividmap.core.packets.wording.forms import without_stop

MIN_TOPIC = 3
"""So many words before a colon say what the rest is about: "Cost model for the ledger: …"."""
MAX_TOPIC = 6
"""A deed of up to so many words may only name what it was about: "CI for payments"."""

_METRIC = lazy_pattern(r"p\d{2,3}\b|[A-Z][A-Z\d]{2,}\b(?! [a-z]+ed\b)")


def is_topic_of(deed: str, lead: str) -> bool:
    """Return whether a deed only names what a result was measured of: "drill #2" of "38 min failover"."""
    is_metric = bool(_METRIC.match(lead)) and is_quantified(lead)
    is_count = lead[:1].isdigit() and len(deed.split()) <= MIN_TOPIC
    return (is_metric or is_count) and _is_topic(deed)


def _is_topic(deed: str) -> bool:
    """Return whether a deed only names what it was about: a few words without a verb or a number."""
    words = without_stop(deed).split()
    has_verb = any(
        word.casefold() in FINITE or word.endswith("ed") or THIRD_PERSON.match(word) for word in words
    )
    is_plain = ":" not in deed and not is_quantified(deed) and not has_verb
    return len(words) <= MAX_TOPIC and is_plain and not is_deed(deed)
