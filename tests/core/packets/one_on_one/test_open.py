"""What is open between the two stands first in a 1:1, and nothing is told twice."""

import pytest

from tests.core import make
from tests.core.packets.one_on_one.test_draft import CACHE, DANA, MET, prepare, said
from vividmap.core.positions import Position
from vividmap.formats.packet import markdown


def open_points(person, *items):
    packet, _ = prepare(person, *items, person=person.id)
    (first, *_) = packet.sections
    assert first.title == "Open from before"
    return [sentence.text for sentence in first.paragraphs[0].sentences]


def test_what_they_asked_for_and_what_was_promised_stands_first():
    last = make.touchpoint(
        "2026-11-11 1:1. She did not laugh. Wants the packet in four weeks; send her the RFC", of=DANA
    )
    earlier = make.touchpoint("2026-10-14 Asked who would speak for me, and I named Marta", of=DANA)
    stale = make.touchpoint("2026-06-14 Wants a roadmap", of=DANA)
    assert open_points(DANA, last, earlier, stale, CACHE) == [
        "You want the packet in four weeks (11 November).",
        "Open on my side: send her the RFC (11 November).",
        "You asked who would speak for me (14 October).",
    ]


def test_what_is_to_be_passed_on_from_another_talk_is_told_and_nothing_else_of_that_talk():
    bea = make.person("Beatriz Nogueira", positions=(Position(height="report"),))
    talk = make.touchpoint(
        "2026-11-10 1:1, tired. Wants to stay in Payments; say so to Dana this month", of=bea
    )
    tell = make.touchpoint("2026-11-12 Tell Dana that the rota is full", of=bea)
    ask = make.touchpoint("2026-11-13 Ask Dana about calibration dates", of=bea)
    assert open_points(DANA, bea, talk, tell, ask, CACHE) == [
        "I wanted to ask you about calibration dates (13 November).",
        "Beatriz Nogueira: the rota is full (12 November).",
        "Beatriz Nogueira wants to stay in Payments (10 November).",
    ]
    packet, record = prepare(DANA, bea, talk, CACHE, person=DANA.id)
    assert "tired" not in markdown(packet, record)


def test_a_report_is_not_asked_for_help_with_my_gaps_and_a_manager_is_with_those_of_no_update():
    holder = make.goal("Areas to grow", tags=("working-on",))
    first = make.gap("delegating. still the bottleneck, Priya told me twice", of=holder)
    second = make.gap("estimating — I said 3", of=holder)
    packet, _ = prepare(DANA, MET, CACHE, holder, first, second)
    (asks,) = (one for one in packet.sections if one.title == "What I would ask you")
    (line,) = asks.paragraphs[0].sentences
    assert line.text.casefold().endswith("ing: what would you do next?")
    assert {first.id, second.id} == {*line.sources}
    assert "Priya" not in said(packet)
    bea = make.person("Bea", positions=(Position(height="report"),), trust_marks=("gives feedback",))
    packet, _ = prepare(bea, CACHE, holder, first, second, person=bea.id)
    assert "next?" not in said(packet)


def test_nothing_is_told_twice_and_a_sentence_without_a_subject_is_not_told_back():
    skill = make.skill("Writing")
    told = make.skill_entry(
        "2026-06-03 @dana: put the ask first. Asked for an example of it. She had three #writing",
        category="feedback",
    )
    memo = make.evidence("2026-11-15 Memo in two pages -> approved in 2 days ~org #writing")
    packet, _ = prepare(DANA, MET, skill, told, memo)
    assert said(packet).count("approved in 2 days") == 1
    assert "You told me in June: put the ask first." in said(packet)
    assert "Asked for" not in said(packet)


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        ("asks me to lead the reviews", ["You asked me to lead the reviews"]),
        ("asked for letters from 2 VPs", ["You asked for letters from 2 VPs"]),
        ("skip-level: wants the story on paper", ["You want the story on paper"]),
        ("Mid-year: needs one more example", ["You need one more example"]),
        ("needs: 1) numbers in euros 2) two letters", ["You need numbers in euros and two letters"]),
        ('"You lead the move. I need the story on paper."', ["You need the story on paper"]),
        ("he'll send my packet to the committee", ["Open on your side: send my packet to the committee"]),
        ("fine so far; TODO ask Helen", ["Open on my side: ask Helen"]),
        ("happy with the move. Talked about the weather", []),
        ("told him I'm tired", []),
        ("he will not decide before May", []),
    ],
)
def test_what_a_note_of_the_last_talk_leaves_open(note, lines):
    packet, _ = prepare(DANA, make.touchpoint(f"2026-11-11 {note}", of=DANA), CACHE, person=DANA.id)
    points = [
        sentence
        for section in packet.sections
        if section.title == "Open from before"
        for sentence in section.paragraphs[0].sentences
    ]
    assert [point.text for point in points] == [f"{line} (11 November)." for line in lines]
    assert all(point.emphasis in point.text and len(point.emphasis) > 5 for point in points)


def test_the_asks_of_the_last_talk_stay_however_long_ago_it_was():
    spring = make.touchpoint("2026-07-11 Wants the roadmap", of=DANA)
    earlier = make.touchpoint("2026-06-11 Wants a hire", of=DANA)
    assert open_points(DANA, spring, earlier, CACHE) == ["You want the roadmap (11 July)."]
