"""What came of an entry: its outcome, or else the clause of its text that says so."""

from functools import lru_cache

from vividmap.core.english.quantities import is_quantified
from vividmap.core.record import Evidence
from vividmap.core.results.reading import CONSEQUENCE, QUANTITY, Result, read_result

cached_result = lru_cache(maxsize=16384)(read_result)
"""`read_result`, once for each text: patterns and packets ask for the same entries many times."""


def result_of(entry: Evidence) -> Result | None:
    """Return the result of an entry: its outcome, else what its text states; None where there is neither.

    The whole of an outcome is the result; `form`, `measure` and `value` are those of what is read in it.
    Nothing is read in a text of which its author said that no result is in it.
    """
    outcome = entry.outcome.strip()
    if not outcome:
        return _read_text(entry)
    result = cached_result(outcome)
    if result is not None and result.is_quantified:
        return Result(outcome, 0, len(outcome), result.form, result.measure, result.value)
    if is_quantified(outcome):
        return Result(outcome, 0, len(outcome), QUANTITY, "count", None)
    return Result(outcome, 0, len(outcome), CONSEQUENCE, "", None)


def result_text(entry: Evidence) -> str:
    """Return the words of the result of an entry, "" where there is none; an outcome need not be read."""
    outcome = entry.outcome.strip()
    result = None if outcome else _read_text(entry)
    return result.text if result else outcome


def _read_text(entry: Evidence) -> Result | None:
    return None if entry.outcome_state else cached_result(entry.text)


def has_quantified_result(entry: Evidence) -> bool:
    """Return whether the result of an entry holds a number that measures something."""
    result = result_of(entry)
    return result is not None and result.is_quantified


NO_RESULT_WORD = "none"
"""What to give as a result to say that the text of an entry states none."""


def correct_result(text: str) -> dict[str, str]:
    """Return the fields of an entry whose result is `text`; "none": its text states no result yet."""
    if text.strip().casefold() == NO_RESULT_WORD:
        return {"outcome": "", "outcome_state": "not yet"}
    return {"outcome": text, "outcome_state": ""}


def result_in_text(entry: Evidence) -> Result | None:
    """Return the result that is read in the text of an entry without an outcome."""
    return None if entry.outcome.strip() else result_of(entry)
