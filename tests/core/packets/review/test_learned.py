"""What I learned, as a director reads it: feedback on a habit with what was done about it, and no reminders."""

import pytest

from tests.core import make
from tests.core.packets.records import HALF, TODAY
from tests.support.choices import choose
from vividmap.core.packets.prose import PROSE
from vividmap.core.packets.review.draft import draft_review

MOVED = make.evidence("2026-10-02 Moved the ledger -> three teams moved ~org")
DANA = make.person("Dana Whitfield")


def learned(text, kind="feedback", **answers):
    """Return what a review tells of an entry, and what its notes list for the author."""
    entry = make.skill_entry(f"2026-09-03 {text}", category=kind)
    packet = draft_review(make.record(DANA, MOVED, entry), HALF, TODAY, choose(**answers))
    sections = [section for section in packet.sections if section.title == "What I learned"]
    told = [sentence.text for section in sections for sentence in section.paragraphs[0].sentences]
    listed = [note.text for note in packet.notes if entry.id in note.sources and note.lines]
    return told, listed


@pytest.mark.parametrize(
    "text",
    [
        "@dana says I answer questions nobody asked. Lead with the recommendation",
        "@dana: I still jump into incidents when I am not IC. She is right, I checked",
        '@dana: "you don\'t go to people, people come to you." Ouch',
    ],
)
def test_a_fault_in_a_habit_is_left_to_its_author_until_something_was_done(text):
    told, listed = learned(text)
    assert told == []
    assert any("left out until its entry says what you changed" in note for note in listed)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "@dana says I answer before the question is finished. She is right. Counting to three",
            "Feedback. I was told that I answer before the question is finished. Since then: counting to three.",
        ),
        (
            "@dana says I never ask for help. Booked an hour a week with Data for it",
            "Feedback. I was told that I never ask for help. Booked an hour a week with Data for it.",
        ),
    ],
)
def test_a_fault_stands_with_what_was_done_about_it(text, line):
    told, _ = learned(text)
    assert told == [line]


def test_that_it_was_said_takes_no_room_from_what_was_said():
    kept = make.skill_entry(
        "2026-10-03 @dana on the record: short is good, but I had explained it in four meetings and none of the teams saw",
        category="feedback",
    )
    habit = make.skill_entry(
        "2026-09-03 @dana says I answer before the question ends. Counting to three", category="feedback"
    )
    packet = draft_review(make.record(DANA, MOVED, kept, habit), HALF, TODAY)
    assert "I was told that I answer before the question ends. Since then: counting to three." in " ".join(
        sentence.text for sentence in packet.sentences
    )


def test_in_prose_what_was_done_stays_with_the_fault():
    told, _ = learned("@dana says I answer too early. Counting to three", style=PROSE)
    assert " ".join(told) == "From feedback: I answer too early. Since then: counting to three."


@pytest.mark.parametrize(
    "text",
    [
        "@dana says I make hard things look easy",
        "@dana on the queue record: short is good, but I had explained it in four meetings",
        "@dana says I wrote the clearest record of the year",
        "@dana: \"you're operating at the level, the paper trail isn't there\"",
    ],
)
def test_praise_and_feedback_on_a_piece_of_work_stay(text):
    told, _ = learned(text)
    assert len(told) == 1


def test_a_fault_of_one_occasion_is_told_with_what_was_done_or_not_at_all():
    told, _ = learned("@dana said that I was too harsh in the review of the queue record")
    assert told == []
    told, _ = learned("@dana said that I was too harsh in the review. Reading twice now")
    assert told == ["Feedback. I was told that I was too harsh in the review. Since then: reading twice."]


@pytest.mark.parametrize(
    "text",
    [
        "My rotation is about two weeks too long",
        "I was passed over for the lead of the move",
        "I am still unhappy with how the reorg was announced",
    ],
)
def test_nobody_is_said_to_have_told_what_is_only_the_authors_own_sentence(text):
    told, listed = learned(text)
    assert told == []
    assert any("left out until they say who said it" in note for note in listed)
    assert not any("I was told" in line for line in learned(text, in_full=True)[0])


@pytest.mark.parametrize(
    "text",
    [
        "I was told that I explain well in the incident room",
        "My talks are the clearest of the org, Marlene said",
        "My design reviews save a week, according to the Web team",
    ],
)
def test_what_somebody_said_of_me_is_told_wherever_the_giver_stands(text):
    told, _ = learned(text)
    assert len(told) == 1
    assert told[0].count("I was told") <= 1


def test_a_reminder_to_oneself_is_no_gap_acted_on():
    told, listed = learned("facilitation — let others talk first in arch council. hard", "gap")
    assert told == []
    assert any("Reminders to yourself" in note for note in listed)
    told, _ = learned("Gave away incident command on purpose, twice", "gap")
    assert told == ["Gaps acted on. Gave away incident command on purpose, twice."]


def test_what_was_read_is_told_with_its_verb_in_front():
    told, _ = learned("FDA guidance on change control, read twice", "domain")
    assert told == ["New domains. Read the FDA guidance on change control twice."]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("The Raft paper, read again", "Read the Raft paper again."),
        ("RFC 9110, read cover-to-cover", "RFC 9110, read cover-to-cover."),
        (
            "Designing Data-Intensive Applications, read twice",
            "Read Designing Data-Intensive Applications twice.",
        ),
        ("chapter on consensus, reread", "Reread the chapter on consensus."),
    ],
)
def test_what_was_read_gets_an_article_only_where_it_is_named_by_what_it_is(line, text):
    told, _ = learned(line, "domain")
    assert told == [f"New domains. {text}"]


@pytest.mark.parametrize(
    ("tag", "lead"),
    [
        ("regulatory", ""),
        ("inference", ""),
        ("legal", ""),
        ("incident-response", "Incident response. "),
        ("rust", "Rust. "),
        ("mentoring", "Mentoring. "),
        ("sql-performance", "SQL performance. "),
        ("führung", "Führung. "),
    ],
)
def test_a_line_begins_with_its_tag_only_where_that_names_a_practice(tag, lead):
    entry = make.skill_entry(f"2026-08-01 Compared two of them over a week #{tag}", category="domain")
    packet = draft_review(make.record(entry, *make._new_skills([entry])), HALF, TODAY)
    assert [sentence.text for sentence in packet.sentences] == [f"{lead}Compared two of them over a week."]


def test_goals_are_to_be_read_as_a_director_would_after_all_that_weighs_more():
    packet = draft_review(make.record(make.goal("Get out of Kafka"), MOVED), HALF, TODAY)
    steps = [note.step for note in packet.notes if note.step]
    assert steps[-1].startswith("Read your goals")
    assert not [note for note in draft_review(make.record(MOVED), HALF, TODAY).notes if "goals" in note.step]
