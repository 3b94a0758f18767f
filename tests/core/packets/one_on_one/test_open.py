"""What is open between the two stands first in a 1:1, and nothing is told twice."""

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
