"""The pieces that statements are made of."""

import pytest

from vividmap.store.sql import batches


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (500, [500]), (501, [500, 1]), (1001, [500, 500, 1])]
)
def test_batches_hold_each_value_once_in_order(count, sizes):
    parts = list(batches(range(count)))
    assert [len(part) for part in parts] == sizes
    assert [value for part in parts for value in part] == list(range(count))
