"""What holds of a review of any record, beside what holds of every conversation (test_laws.py)."""

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.packets.records import EVIDENCE, HALF, TODAY, held, records
from tests.support.choices import choose
from vividmap.core.english.short_forms import SPELLED_OUT
from vividmap.core.facts.strength import strength
from vividmap.core.packets import selection
from vividmap.core.packets.best_set import better_exchanges, build_greedily
from vividmap.core.packets.review.draft import draft_review
from vividmap.core.record import Evidence
from vividmap.formats.packet import markdown

OURS = SPELLED_OUT | frozenset(
    "acted aim and by deliberate domains feedback for from gaps missing named new next on organisation other practice "
    "q1 q2 q3 q4 several since step still teams the then to whole with".split()
)
"""What a bullet may hold that its entry does not: scope, "with", aims, what comes next, short forms in full."""


@given(records())
def test_the_only_words_that_are_not_the_authors_are_scope_and_labels(record):
    for sentence in draft_review(record, HALF, TODAY).sentences:
        source = " ; ".join(held(record.by_id[one], record) for one in sentence.sources).casefold()
        said = set(re.findall(r"[^\W\d_]\w*", sentence.text.casefold()))
        assert said <= OURS | set(re.findall(r"[^\W\d_]\w*", source)), sentence


@given(records(), st.data())
def test_private_entries_are_held_back_even_if_chosen(record, data):
    ids = [one.id for one in record.items_of(Evidence)]
    chosen = tuple(data.draw(st.lists(st.sampled_from(ids), unique=True))) if ids else ()
    packet = draft_review(record, HALF, TODAY, choose(chosen=chosen))
    assert "zebra" not in markdown(packet, record)
    private = {one.id for one in record.items_of(Evidence) if one.confidentiality == "private"}
    assert private & set(chosen) <= set(packet.held_back)


def month(day):
    return day.year, day.month


def by_the_book(chosen):
    """The objective as the docstring of `selection` states it, with sets."""
    total = sum(strength(one) - 3 for one in chosen)
    # A rough date over more than one month is of none of them.
    dates = [
        one.when
        for one in chosen
        if one.when and not (one.when.about and month(one.when.first) != month(one.when.last))
    ]
    months = {month(min(when.last, HALF.last)) for when in dates}
    kinds = {one.category for one in chosen if one.category}
    skills = {m.target or m.name for one in chosen for m in one.mentions if m.sort == "skill"}
    aims = {m.target or m.name for one in chosen for m in one.mentions if m.sort in ("goal", "criterion")}
    themes = {one.tags[0] if one.tags else one.id for one in chosen}
    spread = 2 * len(themes) + len(months) // 2
    return total + spread + len(kinds) + min(len(skills) + len(aims), len(chosen))


SOME = st.lists(EVIDENCE, min_size=4, max_size=10, unique_by=lambda one: one.id).map(
    lambda items: [one for one in items if one.when is not None]
)


@given(SOME)
def test_the_choice_is_the_best_there_is(items):
    chosen = selection.select_entries(items, HALF)
    sizes = range(min(3, len(items)), min(5, len(items)) + 1)
    assert len(chosen) in sizes
    best = max(by_the_book(every) for size in sizes for every in combinations(items, size))
    assert by_the_book(chosen) == best


@given(SOME.filter(lambda items: len(items) > 5))
def test_the_greedy_choice_is_of_the_right_size_and_cannot_be_bettered_by_one_exchange(items):
    weighed = selection.weigh_entries(items, HALF)
    chosen = list(build_greedily(weighed, selection.set_value, selection.MIN_ENTRIES, selection.MAX_ENTRIES))
    assert 3 <= len(chosen) <= 5
    assert next(better_exchanges(chosen, weighed, selection.set_value), None) is None


@given(records())
def test_at_most_twelve_entries_are_told_and_each_has_a_reason(record):
    packet = draft_review(record, HALF, TODAY)
    assert len(packet.proposals) <= 12
    assert all(one.reasons for one in packet.proposals)
