"""The skills of a résumé: none that the record calls open, that is no practice, or that nothing shows."""

import pytest

from tests.core import make
from tests.support.choices import choose
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.english.practices import is_practice
from vividmap.core.packets.job_search.draft import draft_resume

from .test_draft import ME, TODAY

GOAL = make.goal("Distributed systems")


def resume(*items, **choices):
    return draft_resume(make.record(ME, *items), ALL_TIME, TODAY, choose(**choices))


def skill_lines(packet):
    (*_, last) = packet.sections
    return [sentence.text for paragraph in last.paragraphs for sentence in paragraph.sentences]


def rust_work(count):
    return [
        make.evidence(f"2026-05-{day:02} Moved parser {day} to Rust -> 40 ms to 9")
        for day in range(1, count + 1)
    ]


def test_a_technology_with_bullets_is_listed():
    assert "Programming languages: Rust" in skill_lines(resume(*rust_work(2)))


@pytest.mark.parametrize(
    "gap",
    [
        "Rust past the tutorial",
        "Rust",
        "rust basics",
        "get better at Rust",
        "Rust: no practice yet",
        "Rust properly",
    ],
)
def test_what_a_gap_names_is_not_listed_and_its_author_is_told(gap):
    packet = resume(GOAL, make.gap(gap, of=GOAL), *rust_work(4))
    assert "Rust" not in "\n".join(skill_lines(packet))
    assert "Skills not listed, open by your own record: Rust." in [note.text for note in packet.notes]


@pytest.mark.parametrize(
    "gap", ["the Rust services need an owner", "Rustic docs", "a Rust guild outside Payments"]
)
def test_a_gap_that_only_mentions_it_leaves_it(gap):
    assert "Programming languages: Rust" in skill_lines(resume(GOAL, make.gap(gap, of=GOAL), *rust_work(2)))


@pytest.mark.parametrize(
    "note", ["Learning Rust in the evenings", "Rust tutorial up to lifetimes", "Ich lerne Rust"]
)
def test_a_note_on_learning_weighs_more_than_little_evidence(note):
    entry = make.skill_entry(f"2026-06-01 {note}")
    assert "Rust" not in "\n".join(skill_lines(resume(entry, *rust_work(2))))
    assert "Programming languages: Rust" in skill_lines(resume(entry, *rust_work(3)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("incident response", True),
        ("SQL performance", True),
        ("mentoring", True),
        ("Kafka", True),
        ("Führung", True),
        ("rédaction", True),
        ("leadership", True),
        ("regulatory", False),
        ("inference", False),
        ("technical", False),
        ("performance", False),
        ("misc", False),
        ("", False),
    ],
)
def test_a_practice_is_told_from_a_stray_word(name, expected):
    assert is_practice(name) is expected


def test_a_skill_of_one_entry_that_is_no_bullet_is_not_listed():
    entries = [
        make.evidence(f"2026-05-{day:02} Moved feed {day} -> 40 min to 2 ~org") for day in range(1, 11)
    ]
    single = make.evidence("2025-02-01 Asked about Terraform at the offsite")
    assert "Terraform" not in "\n".join(skill_lines(resume(*entries, single)))
