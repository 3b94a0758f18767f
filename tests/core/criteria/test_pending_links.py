"""What a draft says of links before they are stored, how each criterion stands, and strength in a word."""

from datetime import date

from tests.core.make import criterion, evidence, framework, record
from vividmap.core.criteria.pending_links import with_links
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.facts.strength import strength_level
from vividmap.core.packets.promotion.draft import draft_promotion
from vividmap.core.record import Evidence

LADDER = framework("Our levels")
MENTORS = criterion("Mentors engineers to lead", of=LADDER, level="Staff")
DECIDES = criterion("Decides what other teams follow", of=LADDER, level="Staff")
MENTORED = evidence("2026-10-12 Mentored two engineers to their first design -> both lead now ~teams ^m3nt")
MOVED = evidence("2026-11-20 Moved the cache -> P99 down 340 ms ~teams ^c4ch")
WHOLE = record(LADDER, MENTORS, DECIDES, MENTORED, MOVED)


def test_the_links_are_in_the_copy_and_the_record_stays():
    linked = with_links(
        WHOLE, [(MENTORS.id, MENTORED.id), (MENTORS.id, MENTORED.id), (MOVED.id, MENTORED.id)]
    )
    entry = linked.by_id[MENTORED.id]
    assert isinstance(entry, Evidence)
    assert [*entry.linked_ids("criterion")] == [MENTORS.id]
    assert WHOLE.by_id[MENTORED.id] == MENTORED
    assert with_links(WHOLE, []) is WHOLE


def test_a_criterion_says_what_shows_it_and_what_else_may():
    before = draft_promotion(WHOLE, ALL_TIME, date(2026, 11, 23)).criteria
    assert [(standing.criterion, standing.word) for standing in before] == [
        (MENTORS.id, "nothing yet"),
        (DECIDES.id, "nothing yet"),
    ]
    assert before[0].candidates == (MENTORED.id,)
    linked = with_links(WHOLE, [(MENTORS.id, MENTORED.id)])
    after = draft_promotion(linked, ALL_TIME, date(2026, 11, 23)).criteria
    assert after[0].entries == (MENTORED.id,)
    assert after[0].candidates == ()
    assert after[0].word == "thin"


def test_strength_is_said_in_a_word():
    marked = evidence("2026-09-17 Ledger cutover -> 1.9 billion entries live ~org", strong="the spine")
    words = [strength_level(entry).word for entry in (marked, MOVED, MENTORED)]
    assert words == ["very strong", "good", "fair"]
    assert strength_level(evidence("2026-09-17 Wrote a note")) == (1, "slight")
