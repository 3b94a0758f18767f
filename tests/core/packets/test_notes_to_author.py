"""What a draft tells its author beside the text: too little, what was left out, why an entry is there."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core import make
from vividmap.core.english.dates import Period
from vividmap.core.packets.author_notes import few_entries, language_note, outcome_gaps
from vividmap.core.packets.drafting import draft_packet
from vividmap.core.packets.months import (
    MonthSpan,
    clamp_to_entries,
    describe_months,
    format_day,
    format_months,
    format_when,
    month_of,
    months_without,
    possible_months,
)
from vividmap.core.packets.next_section import goal_notes
from vividmap.core.packets.reasons import criteria_reasons, own_reasons, selection_reasons
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.packets.review.draft import draft_review
from vividmap.core.packets.selection import add_support
from vividmap.core.record import Evidence, Mention, Record
from vividmap.core.when import When, parse_when
from vividmap.formats.packet import markdown

TODAY = date(2026, 11, 23)
HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")
ALL = Period(date.min, date.max, "all time")
TWO_YEARS = Period(date(2025, 1, 1), date(2026, 12, 31), "two years")


def texts(notes):
    return [note.text for note in notes]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "There is no evidence in 2026-H2"),
        (1, "has only 1 entry;"),
        (2, "has only 2 entries;"),
        (3, ""),
        (5, ""),
    ],
)
def test_a_thin_period_is_named(count, words):
    entries = [make.evidence(f"2026-10-0{number} Moved it {number}") for number in range(1, count + 1)]

    notes = texts(few_entries(entries, HALF))
    assert len(notes) == bool(words)
    assert all(words in note for note in notes)


WIDE = make.evidence("2026-10-02 Moved the ledger -> three teams moved ~org ^w1de")
NARROW = make.evidence("2026-10-01 Renamed a table ~teams ^na2r")
TEAM = make.evidence("2026-09-03 Cut the build -> 40 min to 8 min ~team ^te3m", strong="it holds")
PLAIN = make.evidence("2026-08-04 Wrote it down ^pl4n")


@pytest.mark.parametrize(
    ("entry", "entries", "reasons"),
    [
        (WIDE, [WIDE, NARROW, PLAIN], ["the widest scope in the period: the organisation", "has a number in its outcome: three teams"]),
        (NARROW, [WIDE, NARROW, PLAIN], ["reached several teams"]),
        (NARROW, [NARROW, PLAIN, TEAM], ["the widest scope in the period: several teams"]),
        (TEAM, [WIDE, TEAM], ["you marked it strong: it holds", "has a number in its outcome: 40 min, 8 min"]),
        (PLAIN, [WIDE, PLAIN], []),
    ],
)  # fmt: skip
def test_an_entry_speaks_for_itself(entry, entries, reasons):
    assert list(own_reasons(entry, entries)) == reasons


def test_links_to_what_is_gone_are_no_reason():
    goal, skill = make.goal("Staff ^g0al"), make.skill("rust")
    entry = make.evidence("2026-10-01 Moved it !staff #rust ^m0vd")
    record = make.record(goal, skill, entry)
    (linked,) = record.items_of(Evidence)
    framework = make.framework("Ours")
    criterion = make.criterion("Leads work of teams", of=framework)
    shown = make.showing(linked, criterion)

    reasons = selection_reasons(linked, [linked], [linked, WIDE], record, HALF)
    assert any("serves the goal “Staff”" in reason for reason in reasons), reasons
    alone = selection_reasons(linked, [linked, WIDE], [linked, WIDE], Record((linked, WIDE)), HALF)
    assert not any("serves" in reason or "rust" in reason for reason in alone), alone
    assert len(list(criteria_reasons(shown, make.record(framework, criterion)))) == 1
    assert list(criteria_reasons(shown, Record(()))) == []


def test_there_is_a_reason_even_where_nothing_speaks_for_an_entry():
    few, many = [PLAIN, NARROW], [PLAIN, NARROW, WIDE, TEAM]
    same_month = replace(PLAIN, when=NARROW.when)

    assert selection_reasons(same_month, [same_month, NARROW], few, Record(), HALF) == (
        "the period has nothing more than this",
    )
    (reason,) = selection_reasons(same_month, [same_month, NARROW], many, Record(), HALF)
    assert reason.startswith("nothing else in the period")


def test_what_was_reached_is_named_for_the_one_goal_of_a_draft_or_for_all():
    staff = make.goal("Staff ^st4f", state="reached")
    reach = make.gap("Reach ^re4c", of=staff, state="closed")
    other = make.goal("Write more ^wr1t", state="reached")
    old = make.goal("Senior ^se1r", state="reached")
    updates = [
        make.update("2026-10-01 Promoted", of=staff),
        make.update("2026-10-02 They know me", of=reach),
        make.update("2026-10-03 Four posts", of=other),
        make.update("2025-10-03 Promoted", of=old),
    ]
    record = make.record(staff, reach, other, old, *updates)

    def named(only_goal=None):
        return sorted(note.text.partition(";")[0] for note in goal_notes(record, HALF, TODAY, only_goal))

    assert named() == [
        "The gap “Reach” is closed",
        "The goal “Staff” is reached",
        "The goal “Write more” is reached",
    ]
    assert named(staff) == ["The gap “Reach” is closed", "The goal “Staff” is reached"]
    assert named(old) == []


def test_idle_gaps_are_named_with_how_long_they_are_idle():
    staff = make.goal("Staff ^st4f")
    reach, depth, craft = (make.gap(f"{name}", of=staff) for name in ("Reach", "Depth", "Craft"))
    updates = [
        make.update("2026-08-01 Same", of=reach, action="asking around"),
        make.update("2026-09-01 Same", of=reach, action="nothing yet"),
        make.update("2026-10-01 Same", of=reach, action="nothing yet"),
        make.update("2026-12-30 Same", of=reach, action="a plan"),  # later than today
        make.update("2026-10-01 Same", of=depth),
    ]
    notes = sorted(texts(goal_notes(make.record(staff, reach, depth, craft, *updates), HALF, TODAY)))

    assert notes == [
        "According to your updates, you have done nothing about the gap “Reach” since 1 September 2026 (2 updates).",
        "The gap “Craft” has no update: say how it stands, and what you do about it.",
        "The gap “Depth” does not say what you are doing about it.",
    ]


def test_support_is_what_states_a_result_and_the_strongest_of_it():
    weak = [make.evidence(f"2026-10-{day:02} Renamed table {day}") for day in range(1, 20)]
    counted = make.evidence("2026-11-01 P99 down 340 ms ~teams ^c0un")  # 2 points by its text, 2 by its scope
    scoped = make.evidence("2026-11-02 Renamed it everywhere ~beyond ^sc0p")

    told = add_support([WIDE], [WIDE, counted, scoped, *weak], {})
    assert [entry.handle for entry in told] == ["w1de", "c0un", "sc0p"]
    small = add_support([WIDE], [WIDE, make.evidence("2026-11-03 P99 down 3 ms ^sm4l"), *weak[:3]], {})
    assert [entry.handle for entry in small] == ["w1de", "sm4l"]


def test_support_of_one_theme_is_limited_and_a_whole_packet_too():
    entries = [make.evidence(f"2026-10-{day:02} Cut it -> {day} min to 1 min ~teams") for day in range(2, 22)]
    one_theme = add_support([], entries, {entry.id: "builds" for entry in entries})
    many_themes = add_support([], entries, {entry.id: str(entry.id) for entry in entries})

    assert (len(one_theme), len(many_themes)) == (3, 12)


@pytest.mark.parametrize(
    ("line", "month", "span"),
    [
        ("2026-10-20 x", date(2026, 10, 1), (date(2026, 10, 1), date(2026, 10, 1))),
        ("2026-09-20..2026-10-20 x", date(2026, 10, 1), (date(2026, 10, 1), date(2026, 10, 1))),
        ("2026-12-20..2027-01-20 x", date(2026, 12, 1), (date(2026, 12, 1), date(2026, 12, 1))),
        ("2026-10~ x", date(2026, 10, 1), (date(2026, 10, 1), date(2026, 10, 1))),
        ("2026-Q3~ x", None, (date(2026, 7, 1), date(2026, 9, 1))),
        ("2026~ x", None, (date(2026, 7, 1), date(2026, 12, 1))),
        ("2025~ x", None, None),
        ("undated x", None, None),
    ],
)
def test_an_entry_counts_for_its_last_month_within_the_period(line, month, span):
    entry = make.evidence(line)

    assert month_of(entry, HALF) == month
    assert possible_months(entry, HALF) == (span and MonthSpan(*span))


@pytest.mark.parametrize(
    ("spans", "gaps"),
    [
        ([], [(7, 12)]),
        ([(7, 12)], []),
        ([(8, 8)], [(7, 7), (9, 12)]),
        ([(7, 8), (8, 9), None, (11, 11)], [(10, 10), (12, 12)]),
        ([(12, 12), (7, 7)], [(8, 11)]),
    ],
)
def test_months_without_an_entry_are_spans_between_those_with_one(spans, gaps):
    def months(pair):
        return MonthSpan(date(2026, pair[0], 1), date(2026, pair[1], 1))

    given_spans = [pair and months(pair) for pair in spans]
    assert list(months_without(given_spans, HALF)) == [months(pair) for pair in gaps]


@pytest.mark.parametrize(
    ("text", "sentence", "in_two_years"),
    [
        ("2026-11-18", "In November", "In November 2026"),
        ("2026-11-01..2026-11-20", "In November", "In November 2026"),
        ("2026-11~", "Around November", "Around November 2026"),
        ("2026-Q3~", "In the third quarter of 2026", "In the third quarter of 2026"),
        ("2026-08-30..2026-09-02", "From August to September", "From August 2026 to September 2026"),
    ],
)
def test_a_date_begins_a_sentence_with_its_year_where_that_is_not_clear(text, sentence, in_two_years):
    moment = parse_when(text)

    assert moment is not None
    assert format_when(moment, HALF) == sentence
    assert format_when(moment, TWO_YEARS) == in_two_years


def test_days_and_months_have_their_year_where_the_period_does_not_tell_it():
    day = date(2026, 11, 18)
    july, august, december = date(2026, 7, 1), date(2026, 8, 1), date(2026, 12, 1)

    assert (format_day(day, HALF), format_day(day, TWO_YEARS)) == ("18 November", "18 November 2026")
    assert format_months(MonthSpan(july, july), HALF) == ("July",)
    assert format_months(MonthSpan(july, august), HALF) == ("July", "August")
    assert format_months(MonthSpan(july, december), HALF) == ("July to December",)
    assert describe_months([When.day(day), None, When.day(date(2026, 7, 3))], HALF) == "July to November"
    assert (
        describe_months([When.day(day), When.day(date(2025, 7, 3))], TWO_YEARS)
        == "July 2025 to November 2026"
    )
    assert describe_months([None], HALF) == ""


def test_all_time_is_told_from_the_first_to_the_last_entry():
    entries = [
        make.evidence("2024-03-01..2024-05-01 x"),
        make.evidence("undated y"),
        make.evidence("2025-02-01 z"),
    ]

    clamped = clamp_to_entries(ALL, make.record(*entries))
    assert (clamped.first, clamped.last, clamped.name) == (date(2024, 3, 1), date(2025, 2, 1), "all time")
    assert clamp_to_entries(HALF, make.record(*entries)) == HALF


def test_an_unresolved_link_is_kept_as_written():
    entry = make.evidence("2026-10-01 Moved it @nobody ^un5r")

    assert make.record(entry).items[0].mentions == (Mention("person", "nobody"),)


def test_the_first_things_to_do_stand_above_the_notes_in_plain_sentences_and_titles_beside_handles():
    bare = make.evidence("2026-10-02 Paired with Search on the index of their new catalogue ~teams ^b4re")
    secret = make.evidence("2026-10-03 Zebra deal ^s3cr", confidentiality="private")
    staff = make.goal("Staff")
    reach = make.gap("Reach", of=staff)
    idle = make.update("2026-09-01 Same", of=reach, action="nothing yet")
    record = make.record(bare, secret, staff, reach, idle)
    notes = markdown(draft_review(record, HALF, TODAY), record).partition("## Notes to the author")[2]
    first, _, rest = notes.partition("### Before you send it")
    assert "### Do first" in first
    assert [line for line in first.splitlines() if line[:1].isdigit()] == [
        '1. Say whose it is: vividmap config name "Your Name".',
        "2. Say what came of “Paired with Search on the index of their new catalogue”; an estimate will do.",
        "3. Decide what to do about “Reach”; write it down or close the gap.",
    ]
    assert "“Paired with Search on the index of their…” ^b4re" in rest
    assert "^s3cr" in rest
    assert "Zebra" not in notes


def test_what_is_to_be_done_first_is_about_the_strongest_entry_and_a_confidential_name_comes_before_it():
    small = make.evidence("2026-10-01 Renamed a table with Search -> 2 pages fewer", category="led")
    wide = make.evidence(
        "2026-10-09 Moved Bluewater to the ledger with Platform -> $4M saved ~org", category="led"
    )
    profile = make.profile("Maya Lindqvist", level="Senior", confidential=("Bluewater",))
    record = make.record(profile, small, wide)
    review = find_conversation("review")
    assert review
    steps = [
        note.step
        for note in draft_packet(review, record, PacketRequest("review", HALF), TODAY).notes
        if note.step
    ]
    assert "“Bluewater”" in steps[0]
    assert "Moved Bluewater to the ledger" in steps[1]


@pytest.mark.parametrize(
    ("lines", "is_noted"),
    [
        (("Budget für das Jahr freigegeben", "Vertrag mit dem Anbieter neu verhandelt"), True),
        (
            ("Moved the cache to Redis for 3 teams", "Vertrag mit dem Anbieter neu verhandelt, the second"),
            False,
        ),
    ],
)
def test_a_record_in_another_language_is_noted_once(lines, is_noted):
    record = make.record(*(make.evidence(line) for line in lines))
    noted = [text for text in texts(language_note(record)) if "mostly" in text or "Most entries" in text]
    assert len(noted) == is_noted


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("2026-10-02 We moved the ledger with Platform -> $4M saved", True),
        ("2026-10-02 Moved the ledger -> $4M saved", False),
        ("2026-10-02 Scheduler GA with Sofia. I wrote the core, Sofia the rest -> $4M saved", False),
        ("2026-10-02 Led the move of the ledger with Platform -> $4M saved", False),
    ],
)
def test_led_or_contributed_is_asked_where_others_took_part_and_the_text_does_not_say_it(line, is_asked):
    notes = outcome_gaps([make.evidence(line, category="led")])
    assert any("Led or contributed" in note.text for note in notes) is is_asked
