"""What holds for every record: nothing invented, nothing private, the best choice, whatever the order."""

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from tests.core.packets.records import (
    EVIDENCE,
    HALF,
    LINES,
    OUTCOMES,
    PEOPLE,
    TODAY,
    held,
    records,
    without_counts,
)
from tests.core.packets.review.test_laws import OURS, by_the_book
from tests.support.choices import choose
from vividmap.core.english.quantities import find_numbers
from vividmap.core.packets.best_set import best_set, better_exchanges, build_greedily
from vividmap.core.packets.promotion import case
from vividmap.core.packets.promotion.draft import draft_promotion
from vividmap.core.packets.promotion.promotion_case import LENGTHS
from vividmap.core.record import Criterion, Evidence, Framework, Record, SkillEntry
from vividmap.formats.packet import json_text, markdown

LADDER = make.framework("Levels of 2026")


@st.composite
def ladders(draw):
    """Criteria of two levels, some of which cannot be met, in any words."""
    texts = draw(st.lists(LINES, min_size=1, max_size=5, unique=True))
    return [
        make.criterion(
            text,
            of=LADDER,
            level=draw(st.sampled_from(("Staff", "Level 7"))),
            theme=draw(st.sampled_from(("", "delivery", "Area 51"))),
            cannot_be_met=draw(st.sampled_from(("", "", "", "no 24 h service")) | OUTCOMES),
        )
        for text in texts
    ]


@st.composite
def promotions(draw):
    """A record with criteria to which some of its evidence is linked; or without any."""
    found = draw(records())
    criteria = draw(ladders() | st.just([]))
    linked = st.lists(st.sampled_from(criteria), max_size=3, unique=True) if criteria else st.just([])
    items = [make.showing(one, *draw(linked)) if isinstance(one, Evidence) else one for one in found.items]
    return Record((*items, LADDER, *criteria))


CHOICES = st.builds(
    choose, variant=st.sampled_from(sorted(LENGTHS)), level=st.sampled_from(("", "staff", "Level 7"))
)


def drafted(record, choices):
    return draft_promotion(record, HALF, TODAY, choices)


@given(promotions(), CHOICES)
def test_every_sentence_rests_on_items_that_are_there(record, choices):
    for sentence in drafted(record, choices).sentences:
        assert sentence.sources
        assert set(sentence.sources) <= record.by_id.keys()


@given(promotions(), CHOICES)
def test_no_number_and_no_name_is_invented(record, choices):
    for sentence in drafted(record, choices).sentences:
        source = " ; ".join(held(record.by_id[one], record) for one in sentence.sources)
        said = re.sub(r"\b[QH]\d\b", "", without_counts(sentence))  # without names of quarters and halves
        assert set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", source)), sentence
        words = {word.casefold() for word in find_numbers(sentence.text) if not re.search(r"\d", word)}
        assert all(word.split()[0] in source.casefold() for word in words), sentence
        for name in {part for person in PEOPLE for part in (person, *person.split())}:
            assert name not in sentence.text or name in source, sentence


FRAMES = OURS | set(
    "shown each of reached repeatedly no evidence yet cannot be met here all them criteria for criterion these results or further"
    " whole more decisions documents took effect were failures prevented beyond own customers several teams saved earned money measured"
    " i engineers unblocked helped to grow who can asked why about peer my team report january february march april may june july august september october november december".split()
)


@given(promotions(), CHOICES)
def test_the_only_words_that_are_not_the_authors_are_the_frames(record, choices):
    for sentence in drafted(record, choices).sentences:
        source = " ; ".join(held(record.by_id[one], record) for one in sentence.sources).casefold()
        said = set(re.findall(r"[^\W\d_]\w*", sentence.text.casefold()))
        assert said <= FRAMES | set(re.findall(r"[^\W\d_]\w*", source)), sentence


@given(promotions(), CHOICES)
def test_nothing_private_appears_anywhere(record, choices):
    packet = drafted(record, choices)
    assert "zebra" not in markdown(packet, record) + json_text(packet, record) + repr(packet)
    some = (*record.items_of(Evidence), *record.items_of(SkillEntry))
    private = {one.id for one in some if one.confidentiality == "private"}
    assert not private & {*packet.sources, *(one.item for one in packet.proposals)}
    assert not private & {source for note in packet.notes[:-1] for source in note.sources}


@given(promotions(), CHOICES, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_plays_no_part(record, choices, random):
    """The order of a framework's criteria is its own, and stays."""
    items = list(record.items)
    framework = [one for one in items if one.kind in (Framework.kind, "criterion")]
    others = [one for one in items if one not in framework]
    random.shuffle(others)
    assert drafted(Record((*others, *framework)), choices) == drafted(record, choices)


@given(promotions(), CHOICES)
def test_a_managers_page_has_no_more_words_than_it_may(record, choices):
    packet = drafted(record, choices)
    _, most, words = LENGTHS[choices.answers["variant"]]
    most = max(most, LENGTHS["committee"].max_entries) if record.items_of(Criterion) else most
    assert len(packet.proposals) <= most
    assert all(one.reasons for one in packet.proposals)
    if words:
        assert sum(len(one.text.split()) for one in packet.sentences) <= words


def objective(chosen, criteria):
    """The objective as the docstring of `case` states it, with sets."""
    shown = [[one for one in chosen if criterion.id in one.linked_ids("criterion")] for criterion in criteria]
    return by_the_book(chosen) + sum(5 * bool(some) + 2 * (len(some) > 1) for some in shown)


ASKED = [make.criterion(text, of=LADDER) for text in ("Decides", "Grows", "Leads", "Foresees")]
SOME = st.lists(
    st.builds(
        lambda entry, criteria: make.showing(entry, *criteria),
        EVIDENCE.filter(lambda one: one.when is not None),
        st.lists(st.sampled_from(ASKED), max_size=2, unique=True),
    ),
    min_size=4,
    max_size=9,
    unique_by=lambda one: one.id,
)


@given(SOME, st.sampled_from([4, 8]))
def test_the_choice_is_the_best_there_is(items, most):
    chosen = case.select_case(items, ASKED, HALF, most)
    sizes = range(min(3, len(items)), min(most, len(items)) + 1)
    assert len(chosen) in sizes
    every = (some for size in sizes for some in combinations(items, size))
    assert objective(chosen, ASKED) == max(objective(one, ASKED) for one in every)


@given(SOME)
def test_the_greedy_choice_cannot_be_bettered_by_one_exchange(items):
    pool = case.weigh_for_criteria(items, ASKED, HALF)
    chosen = list(build_greedily(pool, case.case_value, 3, 8))
    assert next(better_exchanges(chosen, pool, case.case_value), None) is None
    assert case.case_value(chosen) <= case.case_value(best_set(pool, case.case_value, 3, 8))
