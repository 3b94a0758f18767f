"""How long a relationship bears not being in touch."""

from datetime import date, timedelta

import pytest

from vividmap.core.contact import QUIET_AFTER, bears, has_gone_quiet
from vividmap.core.record import Person

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("person", "days"),
    [
        (Person(longest_days=35, ideal_days=14), 35),
        (Person(ideal_days=14), 28),
        (Person(), QUIET_AFTER),
    ],
)
def test_what_was_set_for_somebody_wins_over_what_is_usual(person, days):
    assert bears(person) == days
    assert not has_gone_quiet(person, TODAY - timedelta(days), TODAY)
    assert has_gone_quiet(person, TODAY - timedelta(days + 1), TODAY)


def test_who_was_never_in_touch_has_not_gone_quiet():
    assert not has_gone_quiet(Person(longest_days=1), None, TODAY)
