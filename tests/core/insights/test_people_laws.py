"""What holds for the patterns of people, goals and connections on any record, however little it holds."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from tests.core.insights.test_laws import DAYS, EDGES, FAR, TODAY, records
from vividmap.core.insights import evaluate_patterns, pattern_modules
from vividmap.core.record import Record

NAMES = ("visibility", "advocates", "fading", "surfaced", "breadth", "trajectory", "connections")


def found(items, today=TODAY):
    """Return the patterns with every threshold of how much is needed at 1, so that all of them speak."""
    limits = {
        one.name: 1
        for name in NAMES
        for one in pattern_modules()[name].THRESHOLDS
        if one.name.endswith("-least")
    }
    owner = make.profile(limits={**limits, "loose-evidence": 1, "loose-skills": 1})
    others = tuple(one for one in items if one.kind != "profile")
    return evaluate_patterns(Record((owner, *others)), today, NAMES)


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_plays_no_part_and_all_that_is_behind_is_there(record, random):
    items = list(record.items)
    random.shuffle(items)
    said = found(items)
    assert said == found(record.items)
    for one in said:
        cells = [cell for row in (one.pattern.table.rows if one.pattern.table else ()) for cell in row]
        for each in (*one.pattern.insights, *cells):
            assert set(each.behind) <= record.by_id.keys(), one.name
            assert len(set(each.behind)) == len(each.behind), one.name


@given(records(DAYS | st.sampled_from(FAR)), st.sampled_from([*EDGES, *FAR]))
def test_no_day_makes_them_fail(record, today):
    assert len(found(record.items, today)) == len(NAMES)
