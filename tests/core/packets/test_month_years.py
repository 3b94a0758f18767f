"""A month that a reader of the period would take for another one has its year."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import make
from tests.core.packets.records import HALF
from vividmap.core.packets.month_years import state_years
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence, DraftTable, Packet
from vividmap.core.when import MONTHS

DECEMBER = "Scheduler in all clusters -> fleet 31% in Dec to 67% in Sep"


def with_years(text, *entries, period=HALF, lead="", others=()):
    """Return what a draft for a period says of some entries."""
    sentence = DraftSentence(text, tuple(entry.id for entry in entries), lead)
    section = DraftSection("Results", (DraftParagraph("", (sentence,), is_list=True),))
    packet = Packet(conversation="review", title="", period=period, sections=(section,))
    (told,) = state_years(packet, make.record(*entries, *others)).sentences
    assert told.text.startswith(told.lead)
    return told.text


@pytest.mark.parametrize(
    ("line", "text", "told"),
    [
        (
            f"2026-07-20 {DECEMBER}",
            "Fleet 31% in December to 67% in September.",
            "Fleet 31% in December 2025 to 67% in September.",
        ),
        (
            "2026-09-16 Double counted a fee for 11 customers since March",
            "Double counted a fee for 11 customers since March.",
            "Double counted a fee for 11 customers since March 2026.",
        ),
        ("2026-11-11 Old cluster off Nov 10", "Old cluster off 10 November.", "Old cluster off 10 November."),
        (
            "2026-08-03 Cluster that failed on Mar 2",
            "Cluster that failed on 2 March.",
            "Cluster that failed on 2 March 2026.",
        ),
        ("2026-09-01 Errors up since may", "Errors up since May.", "Errors up since May."),
        (
            "2026-07-20 Errors from 4% in March to 1% in June",
            "Errors from 4% in March to 1% in June.",
            "Errors from 4% in March 2026 to 1% in June 2026.",
        ),
    ],
)
def test_a_month_of_another_year_or_from_before_the_period_has_its_year(line, text, told):
    assert with_years(text, make.evidence(line)) == told


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("2026-07-20 Pages since August", "Pages since August 2025."),
        ("2026-07-20 Wrote the path -> 6 services by March", "6 services by March."),
        ("2026-11-20 Launch planned in March", "Launch planned in March."),
        ("2026-11-20 Will retire it in March", "Will retire it in March."),
        ("2026-11-20 Moved the launch from March to June", "Moved the launch from March to June."),
        ("2026-07-20 Moved it -> no page in October", "No page in October."),
        ("2026-07-20 Moved it -> 4 pages in August to 0 in October", "4 pages in August to 0 in October."),
        ('2026-09-16 "broken since March"', "“broken since March”."),
        ("2026-09-16 Ships that may sink in march order", "Ships that may sink in march order."),
        ("2026-09-16 Failed in September", "Failed in September."),
    ],
)
def test_what_has_its_year_may_be_yet_to_come_is_quoted_or_is_no_month_stays(line, text):
    assert with_years(text, make.evidence(line)) == text


def test_a_month_that_is_a_name_or_means_two_years_stays():
    entry = make.evidence("2026-09-16 Failed for customers from April on")
    assert with_years("Failed from April on.", entry) == "Failed from April 2026 on."
    assert with_years("Failed from April on.", entry, others=[make.person("April Ross")]) == (
        "Failed from April on."
    )
    older = make.evidence("2025-09-16 Failed for customers from April on")
    assert with_years("Failed from April on.", entry, older) == "Failed from April on."


def test_what_stands_out_and_the_cells_of_a_table_have_it_too():
    entry = make.evidence("2026-09-16 Broken since March. Fixed")
    assert with_years("Broken since March. Fixed.", entry, lead="Broken since March.") == (
        "Broken since March 2026. Fixed."
    )
    cell = DraftSentence("Broken since March", (entry.id,))
    table = DraftSection("Table", (DraftTable("", ("What",), ((cell,),)),))
    packet = Packet(conversation="promotion", title="", period=HALF, sections=(table,))
    (told,) = state_years(packet, make.record(entry)).sentences
    assert told.text == "Broken since March 2026"


PIECES = st.sampled_from(
    'Broken since in March Dec december may May. 4% to from "in March" 2025 10 Nov until by , ; 31% the -> Sept'.split()
)


@given(
    st.lists(PIECES, min_size=1, max_size=12).map(" ".join),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
)
def test_only_years_of_months_are_added_and_once(line, day):
    entry = make.evidence(f"{day} {line}")
    once = with_years(line, entry)
    assert with_years(once, entry) == once
    years = r" (?:20\d\d)\b"
    assert re.sub(years, "", once) == re.sub(years, "", line)
    for match in re.finditer(r"(\w+)(?: \d\d?)? (20\d\d)", once):
        is_month = any(name.startswith(match[1].casefold()[:3]) for name in MONTHS)
        assert match[0] in line or is_month
