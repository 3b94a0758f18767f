"""The sources beneath a draft that is handed over: what its sentences left out is not printed there."""

import pytest
from tests.core import make
from tests.core.packets.records import HALF, TODAY
from tests.support.choices import choose

from vividmap.core.packets.job_search.draft import draft_resume
from vividmap.core.packets.review.draft import draft_review
from vividmap.formats.packet import markdown, sources

DANA = make.person("Dana Whitfield")


def footnote(*items):
    """Return the last source beneath a review of some items, as its readers see it."""
    record = make.record(DANA, *items)
    text = markdown(draft_review(record, HALF, TODAY), record).partition("## Notes to the author")[0]
    return text.rstrip("- \n").rpartition("]: ")[2]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Convinced Dispatch to use Temporal. they were gonna write a DSL. a DSL!! -> 5 weeks instead of 26",
            "5 weeks instead of 26",
        ),
        ("Cut the reindex. My code from 2024 :( -> from 6 h to 11 min", "from 6 h to 11 min"),
        ("Recommended warm standby -> approved, saves us from ourselves", "approved"),
        ("Found the leak with @dana, 3 days of hell -> 0 restarts since", "0 restarts since"),
        ("Cut the reindex from 6 h to 11 min and 1 less reason for @dana to hate us", "from 6 h to 11 min"),
        (
            "Negotiated the contract: 1 year instead of 3. Controversial!! Dana loves it",
            "1 year instead of 3",
        ),
        ("Built the index (ugh, twice) -> p99 from 40 ms to 9 ms", "p99 from 40 ms to 9 ms"),
    ],
)
def test_an_aside_that_the_draft_left_out_is_not_in_its_sources(text, printed):
    words = footnote(make.evidence(f"2026-09-02 {text} ~org"))
    assert words.startswith("2 September 2026: ")
    assert printed in words
    for aside in ("DSL!", "My code", ":(", "ourselves", "hell", "hate", "Controversial", "loves", "ugh"):
        assert aside not in words


@pytest.mark.parametrize(
    "text",
    [
        "Moved the cache to Redis -> P99 down 340 ms (estimate)",
        "Told them not to build it: 95% of it for 4% of the cost -> $6M not spent",
        'Talk "Idempotency is not a library!" for 120 people -> 3 teams booked office hours',
        "Led the upgrade of 14 clusters, with Data -> $210k a year avoided",
    ],
)
def test_facts_stay_as_they_were_written(text):
    words = footnote(make.evidence(f"2026-09-02 {text} ~org"))
    assert words == f"2 September 2026: {text.replace('->', '→')}"


def test_feedback_is_printed_without_its_giver_and_what_was_felt():
    words = footnote(
        make.evidence("2026-09-02 Moved the cache -> P99 down 340 ms"),
        make.skill_entry(
            "2026-09-03 @dana on RFC 12: short is good, but I had explained it in four meetings. ouch but yes",
            category="feedback",
        ),
    )
    assert words == "3 September 2026: On RFC 12: short is good, but I had explained it in four meetings."


def test_goals_and_gaps_are_printed_without_what_kind_of_note_they_are():
    goal = make.goal("Senior Staff by mid 2027")
    gap = make.gap("Written communication to executives", of=goal)
    record = make.record(goal, gap)
    ids = [goal.id, gap.id]
    assert [words for _, words in sources(ids, record, HALF)] == [
        "Senior Staff by mid 2027",
        "Written communication to executives",
    ]


def test_the_author_of_a_resume_sees_all_words_since_its_sources_are_notes():
    record = make.record(make.evidence("2026-09-02 Cut the reindex from 6 h to 11 min. My own code :( ~org"))
    text = markdown(draft_resume(record, HALF, TODAY, choose()), record)
    assert "My own code :(" in text.partition("## Sources")[2]
