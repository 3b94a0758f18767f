"""One entry as a bullet: what I did first, what came of it, how far; nobody named."""

import pytest

from tests.core import make
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.job_search.anonymous_voice import AnonymousVoice
from vividmap.core.packets.job_search.bullets import write_bullet
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Evidence

PEOPLE = tuple(
    map(
        make.person,
        ("Priya Natarajan", "Tomás Brandão", "Wei-Ling Tan", "佐藤 純", "Will Hart", "Lucía Ferreiro"),
    )
)


def told(line, **fields):
    record = make.record(*PEOPLE, make.evidence(line, **fields))
    found = write_bullet(record.items_of(Evidence)[0], AnonymousVoice(record, ALL_TIME))
    return found.text if found else None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Moved the cache to Redis -> P99 down 340 ms ~teams",
         "Moved the cache to Redis – P99 down 340 ms, across several teams"),
        ("I moved the cache. -> It held. ~team", "Moved the cache – It held"),
        ("Half the team on holiday. Wrote the cutover runbook for everybody -> 7 steps found",
         "Wrote the cutover runbook for everybody (Half the team on holiday) – 7 steps found"),
        ("Wrote the runbook ~beyond", "Wrote the runbook, beyond the organisation"),
    ],
)  # fmt: skip
def test_a_note_that_says_a_deed_begins_with_it(line, said):
    assert told(line) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Moved the cache with @priya", "Moved the cache"),
        ("Moved the cache together with @priya and @tomás, at night", "Moved the cache, at night"),
        ("Moved the cache (thanks, Priya) to Redis", "Moved the cache to Redis"),
        (
            "Wrote half a page on what stops, took it to @priya and Wei-Ling",
            "Wrote half a page on what stops",
        ),
        ("Merged the second patch by @佐藤-純", "Merged the second patch"),
        ("Moved the cache -> half the time (@lucía counted, not me)", "Moved the cache – half the time"),
        ("Moved the cache -> Priya was happy", "Moved the cache"),
        ("Moved the cache -> she can sleep now", "Moved the cache"),
        ("Moved the cache with @nobody-knows-yet", "Moved the cache"),
    ],
)
def test_a_name_goes_with_what_hangs_on_it(line, said):
    assert told(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "Turned the queries that @priya ran by hand into a nightly check",
        "Talked Tomás out of a rewrite",
        "@priya's cache moved",
        "Told 佐藤 to wait",
        "Paired with @priya through her first week",
    ],
)
def test_what_cannot_be_told_without_a_name_is_not_told(line):
    assert told(line, category="led") is None


def test_a_name_that_is_a_word_too_needs_its_capital():
    assert told("Wrote what the cache will do") == "Wrote what the cache will do"
    assert told("Wrote what Will does") is None


@pytest.mark.parametrize(
    ("line", "what", "said"),
    [
        ("Ledger cutover, 02:10 to 04:50, one go -> no rollback", "led",
         "Led or contributed to: Ledger cutover, 02:10 to 04:50, one go – no rollback"),
        ("Retries hit the bank twice, for years and years", "prevented",
         "Prevented a failure: Retries hit the bank twice, for years and years"),
        ("CI for payments. Parallel containers -> 38 min to 14", "unblocked",
         "Unblocked or sped up others: CI for payments. Parallel containers – 38 min to 14"),
        ("We were retrying what can never succeed -> fees from $38k to $6k", "decision",
         "Brought about: fees from $38k to $6k"),
        ("Ledger cutover", "", None),
    ],
)  # fmt: skip
def test_a_note_that_says_no_deed_begins_with_its_kind(line, what, said):
    assert told(line, category=what) == said


@pytest.mark.parametrize(
    "line", ["I was on a train", "Was it worth it?", "Session lives in Redis this morning"]
)
def test_what_is_no_deed_of_mine_is_not_made_one(line):
    assert told(line) is None


def test_another_voice_names_people():
    record = make.record(*PEOPLE, make.evidence("Moved the cache with @priya"))
    found = write_bullet(record.items_of(Evidence)[0], Voice(record, ALL_TIME))
    assert found is not None
    assert found.text == "Moved the cache with Priya Natarajan"
