"""How far work reached is said in words, once, where it reads well; else the notes to the author ask for it."""

import pytest

from tests.core import make
from tests.core.packets.records import HALF, TODAY
from vividmap.core.packets.review.draft import draft_review

UNSAID = "How far they reached is not in the draft"


def review(*lines):
    return draft_review(make.record(*map(make.evidence, lines)), HALF, TODAY)


def texts(packet):
    return [sentence.text for sentence in packet.sentences]


def is_asked_for(packet):
    return any(note.text.startswith(UNSAID) for note in packet.notes)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "Moved the build cache to S3 -> CI from 20 to 9 minutes ~teams",
            "Moved the build cache to S3 for several teams: CI from 20 to 9 minutes.",
        ),
        (
            "Rewrote the on-call handbook -> 60 pages to 8 ~org",
            "Rewrote the on-call handbook for the whole organisation: from 60 pages to 8.",
        ),
        ("Published a style guide ~org", "Published a style guide for the whole organisation."),
    ],
)
def test_a_deed_made_for_others_says_for_whom(line, text):
    packet = review(f"2026-08-01 {line}")
    assert texts(packet) == [text]
    assert not is_asked_for(packet)


@pytest.mark.parametrize(
    "line",
    [
        "No patient data left the network. Told legal ~beyond",
        "Stopped the release the same day ~org",
        "Moved the cutover by two weeks because two balances were off ~teams",
        "Built the importer before the audit ~teams",
        "Den Build-Cache nach S3 verschoben ~teams",
        "Migré le cache vers Redis ~org",
        "Hotel search: p99 from 3 s to 400 ms ~teams",
    ],
)
def test_a_reach_that_cannot_be_said_well_is_asked_for_instead(line):
    packet = review(f"2026-08-01 {line}")
    assert not any(word in text for text in texts(packet) for word in ("scope", "several", "organisation"))
    assert is_asked_for(packet)


@pytest.mark.parametrize(
    "line",
    [
        "Wrote the golden path -> 15 engineers from four teams use it ~teams",
        "Published the deprecation policy, signed by all 5 directors ~org",
        "Shipped the bank file importer for all their merchants ~beyond",
        "Neue Schnittstelle gebaut, von drei Abteilungen genutzt ~org",
    ],
)
def test_a_text_that_says_it_itself_is_left_as_it_is(line):
    packet = review(f"2026-08-01 {line}")
    assert not any(word in text for text in texts(packet) for word in ("scope", "several", "organisation"))
    assert not is_asked_for(packet)


def test_it_is_said_once_for_a_project():
    shared = review(
        "2026-08-01 Moved the topics +kafka -> 14 brokers gone ~org",
        "2026-09-01 Wrote the runbook +kafka -> 3 pages ~org",
    )
    assert [section.title for section in shared.sections] == [
        "Kafka, across the organisation (August to September)"
    ]
    mixed = review(
        "2026-08-01 Moved the topics to the new cluster +kafka -> 14 brokers gone ~org",
        "2026-09-01 Wrote the runbook +kafka -> 3 pages ~teams",
    )
    assert [section.title for section in mixed.sections] == ["Kafka (August to September)"]
    for packet in (shared, mixed):
        assert "\n".join(texts(packet)).count("organisation") == (packet is mixed)
        assert "several teams" not in "\n".join(texts(packet))
