"""A ranking that computes the key of few items has the order of one that computes it of all."""

from unittest.mock import Mock, patch

from hypothesis import given
from hypothesis import strategies as st

from tests.core.packets.records import EVIDENCE, HALF
from vividmap.core.facts.strength import max_strength, strength
from vividmap.core.lazy_ranking import rank_lazily
from vividmap.core.packets import selection
from vividmap.core.packets.promotion.wide_first import promotion_weight
from vividmap.core.record import by_date


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4))))
def test_it_is_sorted_whatever_the_bounds_are(pairs):
    ranked = rank_lazily(enumerate(pairs), lambda item: item[1][0] - item[1][1], lambda item: item[1][0])
    assert list(ranked) == sorted(enumerate(pairs), key=lambda item: item[1][0])


def test_what_cannot_be_next_is_not_looked_at():
    key = Mock(side_effect=lambda item: item)
    assert next(rank_lazily([3, 1, 2], lambda item: item, key)) == 1
    key.assert_called_once_with(1)


WEIGHTS = st.sampled_from(
    (
        (strength, max_strength),
        (promotion_weight(HALF.last), promotion_weight(HALF.last, max_strength)),
    )
)
ENTRIES = st.lists(EVIDENCE, max_size=12, unique_by=lambda entry: entry.id)


@given(ENTRIES, WEIGHTS)
def test_a_shortlist_is_the_one_of_all_entries_weighed(entries, weights):
    weight, max_weight = weights
    assert all(weight(entry) <= max_weight(entry) for entry in entries)
    everything = sorted(entries, key=lambda entry: (-weight(entry), by_date(entry)))
    assert list(selection.rank_by_weight(entries, weight, max_weight)) == everything
    with patch.object(selection, "SHORTLIST", 5):
        shortlist = selection.shortlist(entries, weight, max_weight)
    assert shortlist == [entry for entry in entries if entry in everything[:5]]
