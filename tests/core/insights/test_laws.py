"""What holds for every pattern over every record: no order, no strangers, nothing invented, no day that fails."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from vividmap.core.insights import evaluate_patterns, list_thresholds, pattern_modules
from vividmap.core.positions import Position
from vividmap.core.record import Evidence, Framework, Gap, Goal, Mention, Record
from vividmap.core.vocabulary import EVIDENCE_KINDS, HEIGHTS, OUTCOME_STATES, SCOPES, SKILL_KINDS, TRUST_MARKS
from vividmap.core.when import When

TODAY = date(2026, 11, 23)
EDGES = [
    date(*day)
    for day in (
        (2024, 2, 29),
        (2025, 12, 31),
        (2026, 1, 1),
        (2026, 3, 31),
        (2026, 4, 1),
        (2026, 9, 30),
        (2026, 10, 1),
        (2026, 10, 25),
        (2026, 10, 31),
        (2026, 11, 23),
        (2026, 11, 24),
    )
]
FAR = [date.min, date(1, 3, 31), date(9999, 1, 1), date.max]
NAMES = ("Priya Natarajan", "Tomás Brandão", "Zoë", "佐藤 純", "Wei-Ling")
SAID = st.sampled_from(
    [
        "Same",
        "Same",
        "Nobody",
        "Still nothing",
        "Two teams ask me",
        "P99 down 340 ms",
        "from 4 h to 20 min",
        "“quoted”",
        "x" * 200,
    ]
)
DAYS = st.integers(-800, 30).map(lambda days: TODAY + timedelta(days)) | st.sampled_from(EDGES)
UNDATED_COUNT = {"cadence"}
"""The patterns that tell of entries without a date, which no month and no quarter can hold."""
OF_ENTRIES_ALONE = {"cadence", "scope", "kinds", "outcomes", "skills", "gaps"}
"""The patterns that read nothing of people."""


def whens(days):
    spans = st.tuples(days, days, st.booleans()).map(lambda x: When(min(x[:2]), max(x[:2]), x[2]))
    return days.map(When.day) | days.map(When.day) | spans | st.none()


@st.composite
def records(draw, days=DAYS):
    """Return a record with something of each kind, linked to each other or to a name without an item."""
    people = [
        make.person(name, positions=draw(_positions(days)), trust_marks=draw(_real))
        for name in draw(_some(NAMES))
    ]
    skills = [make.skill(name) for name in ("rust", "sql", "writing")]
    goals = [
        make.goal(name, target=draw(st.none() | days), state=draw(_states))
        for name in draw(_some(("Staff", "Rest")))
    ]
    gaps = [
        make.gap(name, of=goals[0], state=draw(_gap_states))
        for name in draw(_some(("Reach", "Depth")))
        if goals
    ]
    aims: list[Goal | Gap] = [*goals, *gaps]
    links = st.lists(_links(people, skills, aims), max_size=3).map(tuple)
    entries = [
        *draw(st.lists(_evidence(days, links), max_size=14)),
        *draw(st.lists(_skill_entries(days, links), max_size=8)),
        *(make.touchpoint("Met", of=one, when=draw(whens(days))) for one in people if draw(st.booleans())),
        *(
            make.update(draw(SAID), of=one, when=draw(whens(days)), action=draw(st.just("") | SAID))
            for one in aims
            for _ in range(draw(st.integers(0, 3)))
        ),
    ]
    owner = make.profile(fiscal_month=draw(st.sampled_from((None, 4, 12))), limits=draw(_limits))
    unique = {one.id: one for one in (owner, *people, *skills, *goals, *gaps, *entries)}
    return Record(tuple(unique.values()))


# With thresholds at their lowest, most patterns speak of a few entries, and the laws are tested on that.
_limits = st.sampled_from(({one.name: one.low for one in list_thresholds() if "least" in one.name}, {}))


def _some(names):
    return st.lists(st.sampled_from(names), unique=True)


_real = st.lists(st.sampled_from(TRUST_MARKS), unique=True).map(tuple)
_states = st.sampled_from(("", "active", "active", "reached", "dropped"))
_gap_states = st.sampled_from(("", "open", "open", "closed"))


def _positions(days):
    one = st.builds(
        Position, st.none() | days, st.sampled_from(("", *HEIGHTS)), st.sampled_from(("", "Payments", "Data"))
    )
    return st.lists(one, max_size=2).map(
        lambda found: tuple(sorted(found, key=lambda x: x.since or date.min))
    )


def _links(people, skills, goals):
    targets = (
        [("skill", one) for one in skills]
        + [("person", one) for one in people]
        + [("goal", one) for one in goals]
    )
    surfaced = [("surfaced", one) for one in people]
    linked = st.sampled_from([*targets, *surfaced]).map(
        lambda x: Mention(x[0], x[1].text, x[1].id, shown_on=TODAY if x[0] == "surfaced" else None)
    )
    return linked | st.just(Mention("person", "nobody-yet"))


def _entries(maker, whats, days, links, more):
    fields = {
        "when": whens(days),
        "category": st.sampled_from(("", *whats)),
        "mentions": links,
        "created_at": days.map(lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC)),
    }
    number = st.integers(0, 10**6)
    return st.builds(
        lambda n, given: maker(f"Entry {n}", **given), number, st.fixed_dictionaries(fields | more)
    )


def _evidence(days, links):
    more = {
        "outcome": st.just("") | SAID,
        "scope": st.sampled_from(("", *SCOPES)),
        "outcome_state": st.sampled_from(("", "", *OUTCOME_STATES)),
        "ask_again_on": st.none() | days,
        "metric": st.sampled_from(("", "", "none", "5 %")),
        "strong": st.sampled_from(("", "it held")),
        "confidentiality": st.sampled_from(("", "private")),
    }
    return _entries(make.evidence, EVIDENCE_KINDS, days, links, more)


def _skill_entries(days, links):
    return _entries(make.skill_entry, SKILL_KINDS, days, links, {})


def found(record, today=TODAY, but=()):
    return {one.name: one.pattern for one in evaluate_patterns(record, today) if one.name not in but}


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_plays_no_part(record, random):
    items = list(record.items)
    random.shuffle(items)
    assert found(Record(tuple(items))) == found(record)


@given(records())
def test_an_entry_without_date_and_links_changes_only_what_counts_such_entries(record):
    more = Record((*record.items, make.evidence("undated Something, some day")))
    assert found(more, but=UNDATED_COUNT) == found(record, but=UNDATED_COUNT)


@given(records())
def test_what_a_pattern_does_not_read_changes_nothing(record):
    strangers = (make.person("Nobody We Know"), Framework(text="Levels", id=make.person("Levels").id))
    before, after = found(record), found(Record((*record.items, *strangers)))
    assert {name: after[name] for name in OF_ENTRIES_ALONE} == {
        name: before[name] for name in OF_ENTRIES_ALONE
    }


@given(records())
def test_what_is_dated_tomorrow_has_not_happened(record):
    future = (make.evidence("2026-11-24 Tomorrow"), make.skill_entry("2026-12-01 Next week #rust"))
    assert found(Record((*record.items, *future))) == found(record)


@given(records(DAYS | st.sampled_from(FAR)), st.sampled_from([*EDGES, *FAR]))
def test_no_day_makes_it_fail(record, today):
    assert found(record, today).keys() == pattern_modules().keys()


@pytest.mark.parametrize("age", [0, 7, 91])
@given(data=st.data())
def test_nothing_is_said_of_the_time_before_the_record_began(age, data):
    record = data.draw(records(st.integers(-age, 0).map(lambda days: TODAY + timedelta(days))))
    days = [one.when.last for one in record.items if getattr(one, "when", None)]
    first = min(days, default=TODAY)
    targets = {one.target for one in record.items_of(Goal)}  # a target may be earlier than every entry
    for name, pattern in found(record).items():
        text = "\n".join(_texts(pattern))
        assert not _YEARS.search(text), (name, text)
        assert all(_quarter_end(*one) >= first for one in _QUARTERS.findall(text)), (name, text)
        said = [datetime.strptime(day, "%d %B %Y").date() for day in _DAYS.findall(text)]  # noqa: DTZ007 - days
        assert all(day >= first or day in targets for day in said), (name, text)


_YEARS = re.compile(r"(last|within|in) 12 months|(four|eight) quarters|year ago")
_QUARTERS = re.compile(r"\bQ([1-4]) (\d{4})")
_DAYS = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)


def _texts(pattern):
    yield pattern.needs
    for insight in pattern.insights:
        yield from (insight.statement, insight.next_step)
    if pattern.table:
        yield from pattern.table.columns
        yield from (row[0].text for row in pattern.table.rows)


def _quarter_end(number, year):
    """Return a day late in a quarter of the calendar year: the 28th of its last month."""
    return date(int(year), 3 * int(number), 28)


@given(records())
def test_all_that_is_behind_is_in_the_record_and_once(record):
    for name, pattern in found(record).items():
        rows = pattern.table.rows if pattern.table else ()
        for one in (*pattern.insights, *(cell for row in rows for cell in row)):
            assert set(one.behind) <= record.by_id.keys(), (name, one)
            assert len(set(one.behind)) == len(one.behind), (name, one)


@given(records())
def test_each_pattern_says_something_or_what_it_needs(record):
    for name, pattern in found(record).items():
        assert bool(pattern.insights) is not bool(pattern.needs), name
        assert all(one.statement.strip() for one in pattern.insights), name
        rows, columns = (pattern.table.rows, pattern.table.columns) if pattern.table else ((), ())
        assert {len(row) for row in rows} <= {len(columns)}, name


def test_an_empty_record_says_what_it_needs():
    assert all(one.needs and not one.insights for one in found(Record()).values())


def test_every_threshold_has_a_name_of_its_own_a_source_and_a_usual_value_that_may_be_set():
    every = list(list_thresholds())
    assert len({one.name for one in every}) == len(every)
    for one in every:
        assert one.low <= one.usual <= one.high, one.name
        assert one.says.endswith("."), one.name
        assert one.source, one.name
        assert one.unit, one.name


@pytest.mark.parametrize("name", sorted(pattern_modules()))
def test_every_pattern_asks_a_question_and_says_why(name):
    module = pattern_modules()[name]
    assert module.QUESTION.endswith("?")
    assert module.REASON.endswith(".")


@given(records(), st.sampled_from([0, 1, 3660]))
def test_every_threshold_can_be_set_to_anything(record, value):
    set_to = {one.name: min(max(value, one.low), one.high) for one in list_thresholds()}
    owner = make.profile(limits=set_to, thin_month=set_to["thin-month"])
    others = tuple(one for one in record.items if one.kind != "profile")
    assert found(Record((owner, *others))).keys() == pattern_modules().keys()


def test_a_private_entry_is_seen_by_the_person_whose_record_it_is():
    entries = [make.evidence(f"2026-0{month}-01 Entry {month}") for month in range(1, 10)]
    private = [replace(one, confidentiality="private") for one in entries]
    assert isinstance(private[0], Evidence)
    assert found(Record(tuple(entries))) == found(Record(tuple(private)))
