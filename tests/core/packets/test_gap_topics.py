"""What of a gap a reader is told: its topic and its plan, never the confession behind it."""

import pytest

from tests.core import make
from tests.core.packets.records import HALF, TODAY
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.gap_topics import GapTopic, read_topic
from vividmap.core.packets.in_full import IN_FULL
from vividmap.core.packets.review.draft import draft_review
from vividmap.formats import packet as packet_format


@pytest.mark.parametrize(
    ("gap", "topic", "plan"),
    [
        ("delegating. still the bottleneck on schema changes, Priya told me twice", "delegating", ""),
        ("estimating — ledger was 5 months, I said 3", "estimating", ""),
        ("visibility outside payments. nobody in Data knows what I do", "visibility outside payments", ""),
        ("I'm bad at saying no", "saying no", ""),
        ("not great at public speaking (froze at the offsite)", "public speaking", ""),
        ("Exec communication: I bury the lede", "Exec communication", ""),
        ("technical strategy, Dana says I think in tickets", "technical strategy", ""),
        ("lack of visibility with Product", "visibility with Product", ""),
        ("writing, planning and estimating", "writing, planning and estimating", ""),
        ("runbooks others can use", "runbooks others can use", ""),
        ("Writing that decides", "Writing that decides", ""),
        ("dire non", "dire non", ""),
        ("Delegieren", "Delegieren", ""),
        ("lernen zu delegieren", "lernen zu delegieren", ""),
        ("hablar en público", "hablar en público", ""),
        ("saying no -> office hours on Tuesdays", "saying no", "office hours on Tuesdays"),
        ("Influence - plan: lead the SLO group", "Influence", "lead the SLO group"),
        ("Frontend: weak. Take the React course in Q3", "Frontend", "Take the React course in Q3"),
    ],
)
def test_a_topic_and_its_plan_are_told(gap, topic, plan):
    assert read_topic(gap)[:2] == (topic, plan)


@pytest.mark.parametrize(
    "gap",
    [
        "too many pages are mine",
        "bisher nur in meinem Bereich bekannt",
        "pas encore de projet transverse",
        "estimations trop optimistes",
        "ich rede in Reviews zu viel",
        "todavía sin proyecto con otros equipos",
        "te lang alleen doorwerken",
        "je n’arrive pas à lâcher le code",
        "conflict with Rob",
        "impostor syndrome",
        "I talk too much in meetings",
        "nobody knows me",
        "docs nobody reads",
        "Dana says I am too slow in reviews",
    ],
)
def test_a_gap_that_is_all_confession_is_the_authors_alone(gap):
    assert read_topic(gap) == GapTopic("", "", (gap,))


def record_of_gaps():
    holder = make.goal("Areas to grow", tags=("working-on",))
    first = make.gap("delegating. still the bottleneck, Priya told me twice", of=holder)
    second = make.gap("Exec communication", of=holder)
    update = make.update(
        "I bury the lede, Dana rewrites my summaries",
        of=second,
        action="One-page memos, reviewed by Dana monthly",
    )
    return make.record(holder, first, second, update), first


def test_a_review_tells_topics_with_their_plans_and_the_notes_what_was_left_out():
    record, first = record_of_gaps()
    packet = draft_review(record, HALF, TODAY)
    (line,) = (sentence.text for sentence in packet.sentences)
    assert line.startswith("Working on: ")
    assert set(line.removeprefix("Working on: ").removesuffix(".").split("; ")) == {
        "delegating",
        "executive communication (next step: one-page memos, reviewed by Dana monthly)",
    }
    draft, _, notes = packet_format.markdown(packet, record).partition("## Notes to the author")
    assert "Priya" not in draft
    assert "bury the lede" not in draft
    assert "still the bottleneck, Priya told me twice" in notes

    back = AuthorChoices.of({IN_FULL: first.handle})
    assert "Priya told me twice" in next(draft_review(record, HALF, TODAY, back).sentences).text
    everything = AuthorChoices.of({IN_FULL: "all"})
    assert "Priya" not in next(draft_review(record, HALF, TODAY, everything).sentences).text


def test_the_case_itself_and_a_remark_are_left_out_of_a_goal():
    goal = make.goal("Staff engineer", goal_kind="promotion")
    packet_work = make.update(
        "2026-10-02 agreed",
        of=goal,
        gap="a second voice from outside",
        action="packet outline, four examples",
    )
    gap = make.gap("Too many pages are mine", of=goal)
    packet = draft_review(make.record(goal, packet_work, gap), HALF, TODAY)
    assert [sentence.text for sentence in packet.sentences] == ["Staff engineer."]
    note = next(note for note in packet.notes if note.kind == "aside")
    assert set(note.sources) == {packet_work.id, gap.id}


def test_a_fragment_that_means_something_to_its_author_alone_is_not_what_was_learned():
    practice = make.skill_entry(
        "2026-08-27 Ported the fee calculator to Rust, and found a rounding case. Parked it. Two months on.",
        category="practice",
    )
    (line,) = (sentence.text for sentence in draft_review(make.record(practice), HALF, TODAY).sentences)
    assert line == "Practice. Ported the fee calculator to Rust, and found a rounding case."
