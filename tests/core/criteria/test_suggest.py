"""Suggestions: the entries that may show a criterion, the best first, each with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from tests.core.packets.records import SECRET, records
from vividmap.core.criteria.suggest import MAX_SUGGESTIONS, suggest_evidence
from vividmap.core.record import Criterion, Evidence, Record

LADDER = make.framework("Our ladder")
MENTORS = make.criterion("Mentors engineers in other teams", of=LADDER, level="Staff", theme="People")
DECIDES = make.criterion("Makes technical decisions that several teams follow", of=LADDER, level="Staff")
RISK = make.criterion("Sees risk early, and prevents incidents", of=LADDER, level="Staff")


def found(criterion, *items):
    record = make.record(LADDER, MENTORS, DECIDES, RISK, *items)
    return [(record.by_id[one.item].text, one.reasons) for one in suggest_evidence(record, criterion)]


def test_an_entry_is_suggested_for_the_words_that_it_shares():
    mentored = make.evidence("2026-03-01 Mentored Beatriz through her first RFC ~teams", category="unblocked")
    other = make.evidence("2026-03-02 Moved the cache ~org", category="unblocked")
    assert found(MENTORS, mentored, other) == [
        (
            "Mentored Beatriz through her first RFC",
            (
                "says “mentored”, which the criterion asks for",
                "unblocked or accelerated someone; the criterion speaks of “mentors”",
                "reached several teams; the criterion speaks of “other teams”",
            ),
        )
    ]


def test_a_word_that_says_nothing_of_work_is_no_reason():
    owns = make.criterion("Takes on the parts that nobody owned", of=LADDER, level="Staff")
    review = make.evidence("2026-03-01 Wrote the review of the charges; nobody said human error")
    record = make.record(LADDER, owns, review)
    assert not suggest_evidence(record, owns)


def test_a_skill_a_tag_and_a_gap_that_the_criterion_names_are_reasons():
    goal = make.goal("Staff")
    gap = make.gap("Technical decisions", of=goal)
    entry = make.evidence(
        "2026-03-01 On queues, at length #decisions !technical-decisions", tags=("technical",)
    )
    ((_, why),) = found(DECIDES, goal, gap, entry)
    assert why == (
        "uses the skill “decisions”, which the criterion names",
        "serves the gap “Technical decisions”, which speaks of the same",
        "is tagged “technical”, which the criterion names",
    )


def test_where_a_criterion_names_no_reach_that_of_its_level_counts():
    ((_, why),) = found(RISK, make.evidence("2026-03-01 Saw the risk of double payouts ~org"))
    assert why[-1] == "reached the organisation; for Staff, 2 of 3 criteria speak of several teams"


def test_a_word_or_skill_that_is_said_for_one_of_the_criterions_is_a_reason():
    grows = make.criterion("Grows engineers", of=LADDER)
    mentored = make.evidence("2026-03-01 Mentored Beatriz")
    paired = make.evidence("2026-02-01 Two afternoons with Aarav #mentoring")
    record = make.record(LADDER, grows, mentored, paired)
    assert [one.reasons for one in suggest_evidence(record, grows)] == [
        ("says “mentored”, close to “grows” in the criterion",),
        ("uses the skill “mentoring”, close to “grows” in the criterion",),
    ]


def test_scope_and_kind_alone_suggest_nothing():
    assert found(RISK, make.evidence("2026-03-01 Stopped the rollout ~org", category="prevented")) == []


def test_what_is_linked_already_or_private_is_not_suggested():
    linked = make.showing(make.evidence("2026-03-01 Prevented an incident"), RISK)
    private = make.evidence("2026-03-02 Prevented another incident", confidentiality="private")
    assert found(RISK, linked, private) == []


def test_the_best_come_first_and_no_more_than_a_handful():
    many = [make.evidence(f"2026-03-{day:02} Saw the risk of incident number {day}") for day in range(1, 9)]
    best = make.evidence("2026-01-01 Saw the risk and prevented an incident -> 1,200 payouts", strong="alone")
    texts = [text for text, _ in found(RISK, *many, best)]
    assert texts[0] == best.text
    assert len(texts) == MAX_SUGGESTIONS


@st.composite
def records_with_criteria(draw):
    texts = draw(
        st.lists(
            st.sampled_from(
                ("Shared cache for three teams", "Led the queues", "Moved half of Redis", "", "Paired: done")
            ),
            max_size=4,
        )
    )
    some = [make.criterion(text, of=LADDER, theme=str(n)) for n, text in enumerate(texts)]
    return make.record(LADDER, *some, *draw(records()).items)


@given(records_with_criteria(), st.randoms(use_true_random=False))
def test_suggestions_hold_nothing_private_and_depend_on_no_order(record, random):
    shuffled = list(record.items)
    random.shuffle(shuffled)
    for criterion in record.items_of(Criterion):
        some = suggest_evidence(record, criterion)
        assert some == suggest_evidence(Record(tuple(shuffled)), criterion)
        assert len(some) <= MAX_SUGGESTIONS
        assert all(isinstance(record.by_id[one.item], Evidence) and one.reasons for one in some)
        assert SECRET not in repr(some)


@pytest.mark.parametrize(
    ("name", "is_reason"),
    [
        ("Technical decisions", True),
        ("Technical decisions of Payments", True),  # two words of the criterion's
        ("Decisions", True),
        ("Decisions of Payments", False),  # one word of it, and another
        ("Writing of Payments", False),
    ],
)
def test_a_gap_speaks_of_the_same_by_its_whole_name_or_by_two_words(name, is_reason):
    staff = make.goal("Staff")
    gap = make.gap(f"{name} ^g4pp", of=staff)
    entry = make.evidence("2026-03-01 On queues, at length !g4pp", tags=("technical",))
    reasons = [reason for _, why in found(DECIDES, staff, gap, entry) for reason in why]

    assert any("speaks of the same" in reason for reason in reasons) is is_reason


@pytest.mark.parametrize(
    ("criterion_count", "entry_count", "is_reason"),
    [(1, 1, True), (3, 1, True), (4, 1, False), (1, 3, True), (1, 4, False)],
)
def test_a_word_that_many_criteria_or_entries_have_is_no_reason(criterion_count, entry_count, is_reason):
    criteria = [
        make.criterion(f"Keeps settlement {words} in order", of=LADDER, level="Staff")
        for words in ("ledgers of merchants", "tables", "brokers", "queues")[:criterion_count]
    ]
    entries = [
        make.evidence(f"2026-03-0{number} Rewrote settlement {word} by hand")
        for number, word in enumerate(("files of merchants", "jobs", "pages", "mails")[:entry_count], start=1)
    ]
    record = make.record(LADDER, *criteria, *entries)
    reasons = [reason for item in suggest_evidence(record, criteria[0]) for reason in item.reasons]

    assert any("“settlement”" in reason for reason in reasons) is is_reason, reasons
