"""The dates of a capture, read before it is saved."""

from collections.abc import Sequence
from datetime import date

from vividmap.core import when
from vividmap.core.english import dates


def find_future_date(on: str, marks: Sequence[str], today: date) -> str:
    """Return the first date that is in the future, "" if there is none.

    `on` is the value of --on ("" without it), `marks` are the dates that texts begin with. Raises ValueError,
    with what is wrong, for one that is no date or an implausible one.
    """
    for mark in marks:
        if problem := when.date_problem(mark, today):
            raise ValueError(problem)
    moments = [moment for mark in marks if (moment := when.parse_when(mark))]
    if on:
        try:
            moments = [dates.parse_date(on, today)]
        except dates.NotADate as error:
            raise ValueError(f"--on {error}") from None
        if problem := when.distance_problem(moments[0], today):
            raise ValueError(f"--on {problem}")
    return next((str(moment) for moment in moments if when.is_ahead(moment, today)), "")
