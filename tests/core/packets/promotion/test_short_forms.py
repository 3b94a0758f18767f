"""An entry in so few words that several make a sentence, and whoever can be asked about it."""

import pytest

from tests.core import make
from tests.core.insights.people import at
from tests.core.packets.promotion.promoting import TODAY, TWO_YEARS
from vividmap.core.packets.promotion.draft import draft_promotion
from vividmap.core.packets.promotion.people_to_ask import is_participant
from vividmap.core.packets.promotion.short_forms import tell_briefly
from vividmap.core.packets.voice import Voice

STAFF = make.goal("Staff engineer by June 2027", goal_kind="promotion")
PEOPLE = (at("Ines Caldeira", "peer, Platform"), at("Priya Natarajan", "manager, Payments"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Ledger cutover, 02:10 to 04:50. Reads first -> 1.9 million rows live, nothing lost",
            "ledger cutover (1.9 million rows live, nothing lost)",
        ),
        (
            "Zephyr: feasibility of a model of our own. Told them to wait -> board deck changed, $6M not spent",
            "feasibility of a model of our own (board deck changed, $6M not spent)",
        ),
        (
            "Found the key in the rollout, two days before it was due to go out -> 1,200 double payouts prevented",
            "1,200 double payouts prevented",
        ),
        ("Queue 22/22 moved, old cluster off -> $290k a year", "queue 22/22 moved, old cluster off ($290k a year)"),
        (
            "Threat modelling adopted by 19 teams without a mandate; 31 design flaws found before a line of code was there",
            "threat modelling adopted by 19 teams without a mandate",
        ),
        (
            "Reviewed the cloud contract line by line with procurement and the lawyers; dropping the scanner saves €310k a year",
            "dropping the scanner saves €310k a year",
        ),
        ('RFC 41 "one way to serve". Read by everybody. Approved with changes', 'RFC 41 "one way to serve" (approved with changes)'),
        ("Cost model for the ledger, three years -> $1.2M against $410k", ""),
        ("Put a number on it: two regions or one -> approved", ""),
        ("Talked them out of the launch to all of the ten biggest merchants of the bank -> she moved the date", ""),
        ("Meridian answers 200 with the previous response when a key comes back within 60 s -> fixed there", ""),
    ],
)  # fmt: skip
def test_an_entry_is_told_by_its_result_or_not_at_all(line, told):
    entry = make.evidence(f"2026-08-02 {line} ~org")
    brief = tell_briefly(entry, Voice(make.record(entry), TWO_YEARS))
    assert brief[:1].casefold() + brief[1:] == told[:1].casefold() + told[1:]


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("Moved the queue with Ines Caldeira.", True),
        ("Moved the queue with Olga, Marta Oliveira and Ines Caldeira.", True),
        ("Took Ines and me three weeks.", True),
        ("From 4 h to 20 min (Ines counted).", True),
        ("Patch merged by Ines.", True),
        ("I wrote the core, Ines the rest.", True),
        ("Umgezogen mit Ines Caldeira.", True),
        ("Replaced Ines’s old script.", False),
        ("Talked Ines Caldeira out of it.", False),
        ("Told Ines.", False),
    ],
)
def test_who_took_part_can_be_asked_and_who_is_only_spoken_of_cannot(text, is_part):
    assert is_participant(PEOPLE[0], text) is is_part


def witness_lines(*lines):
    wins = [
        make.evidence(f"2026-0{month}-1{day} Alarm {month}{day} -> {month}{day} outages avoided ~org")
        for month in (3, 4, 5)
        for day in (1, 2)
    ]
    entries = [make.evidence(line) for line in lines]
    packet = draft_promotion(make.record(STAFF, *PEOPLE, *wins, *entries), TWO_YEARS, TODAY)
    return [sentence.text for sentence in packet.sentences if sentence.text.startswith("Who can be asked")]


def test_whoever_can_be_asked_has_a_topic_and_is_not_the_author_s_manager():
    decided = "2026-09-01 Decision record on queues with Ines -> three teams dropped theirs ~org"
    record = "2026-10-01 RFC 112 accepted: one journal. With Priya -> Data reads the same rows ~org"
    assert witness_lines(decided, record) == [
        "Who can be asked: Ines Caldeira (Platform) about decision record on queues."
    ]
    assert witness_lines(record) == []
