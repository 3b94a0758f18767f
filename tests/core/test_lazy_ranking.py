"""A ranking that looks at few items closely has them in the order of one that looks at all."""

from unittest.mock import Mock

from hypothesis import given
from hypothesis import strategies as st

from tests.core.packets.records import EVIDENCE
from vividmap.core.facts.strength import max_strength, strength
from vividmap.core.lazy_ranking import rank_lazily
from vividmap.core.packets.selection import rank_by_weight
from vividmap.core.record import by_date


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4))))
def test_it_is_sorted_whatever_the_bounds_are(pairs):
    ranked = rank_lazily(enumerate(pairs), lambda item: item[1][0] - item[1][1], lambda item: item[1][0])
    assert list(ranked) == sorted(enumerate(pairs), key=lambda item: item[1][0])


def test_what_cannot_be_next_is_not_looked_at():
    key = Mock(side_effect=lambda item: item)
    assert next(rank_lazily([3, 1, 2], lambda item: item, key)) == 1
    key.assert_called_once_with(1)


@given(st.lists(EVIDENCE, max_size=12))
def test_entries_are_ranked_as_if_all_were_weighed(entries):
    assert all(strength(entry) <= max_strength(entry) for entry in entries)
    everything = sorted(entries, key=lambda entry: (-strength(entry), by_date(entry)))
    assert list(rank_by_weight(entries)) == everything
