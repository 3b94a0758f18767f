"""What came of an entry: its outcome, or else the clause of its text that says so."""

from functools import lru_cache

from vividmap.core.record import Evidence
from vividmap.core.results.reading import CONSEQUENCE, Result, read_result

NO_RESULT_YET = "not yet"
"""What is set for an entry whose text states no result, whatever was read there."""

_cached_result = lru_cache(maxsize=16384)(read_result)


def result_of(entry: Evidence) -> Result | None:
    """Return the result of an entry: its outcome, else what its text states; None where there is neither.

    Of an outcome, `form`, `measure` and `value` are those of what is read in it; all of it is the result.
    """
    outcome = entry.outcome.strip()
    if outcome:
        result = _cached_result(outcome)
        form, measure, value = (
            (result.form, result.measure, result.value) if result else (CONSEQUENCE, "", None)
        )
        return Result(outcome, 0, len(outcome), form, measure, value)
    return None if entry.outcome_state else _cached_result(entry.text)


def is_result_read(entry: Evidence) -> bool:
    """Return whether the result of an entry is read in its text, and not given as its outcome."""
    return not entry.outcome.strip() and result_of(entry) is not None
