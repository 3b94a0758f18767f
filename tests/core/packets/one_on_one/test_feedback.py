"""What they said before, told back in a 1:1 as theirs, with what came of it."""

from dataclasses import replace

import pytest

from tests.core import make
from tests.core.packets.one_on_one.test_draft import CACHE, DANA, MET, prepare
from vividmap.core.record import Mention


def told_back(*items):
    packet, _ = prepare(DANA, MET, *items)
    (section,) = (section for section in packet.sections if section.title == "What you told me")
    return [sentence.text for sentence in section.paragraphs[0].sentences], packet


def test_what_they_said_before_is_told_back_with_what_came_of_it():
    skill = make.skill("Writing")
    first = make.skill_entry("2026-06-03 @dana: cut memos to two pages #writing", category="feedback")
    second = make.skill_entry("2026-09-03 @dana says to cut the appendix #writing", category="feedback")
    memo = make.evidence("2026-07-15 Memo in two pages -> approved the same day ~org #writing")
    lines, _ = told_back(skill, first, second, memo, CACHE)
    assert lines == [
        "You told me in September to cut the appendix.",
        "You told me in June: cut memos to two pages. Since then, in July: Memo in two pages; approved the same day.",
    ]


def test_work_on_the_same_gap_without_a_word_in_common_is_asked_about():
    goal = make.goal("Staff ^g0al")
    gap = make.gap("Writing for executives", of=goal)
    feedback = make.skill_entry(
        '2026-06-03 @dana: "Put the ask first." !writing-for-executives', category="feedback"
    )
    memo = make.evidence("2026-07-15 Kafka memo, 2 pages -> saved $300k a year ~org !writing-for-executives")
    lines, _ = told_back(goal, gap, feedback, memo, CACHE)
    (line,) = lines
    assert line.endswith('"Put the ask first." Is the Kafka memo (July) closer to what you meant?')


def test_praise_is_told_back_without_a_question():
    goal = make.goal("Staff ^g0al")
    gap = make.gap("Writing for executives", of=goal)
    praise = make.skill_entry(
        '2026-06-03 @dana: "Your best memo." !writing-for-executives', category="feedback"
    )
    memo = make.evidence("2026-07-15 Kafka memo, 2 pages -> approved ~org !writing-for-executives")
    lines, packet = told_back(goal, gap, praise, memo, CACHE)
    assert lines == ['You told me in June: "Your best memo."']
    assert not any("acted on" in sentence.text for sentence in packet.sentences)


@pytest.mark.parametrize(
    ("note", "line"),
    [
        ("she said I answer too early", "You told me in September that I answer too early."),
        ("he thinks I'm ready for Staff", "You told me in September that I'm ready for Staff."),
        ("feedback that I was too harsh in the review", "You told me in September that I was too harsh in the review."),
        ("She wants to see me in front of the board", "You told me in September that you want to see me in front of the board."),
        ("she is happy with the move", "You told me in September that you are happy with the move."),
        ('rated "exceeds"', 'In September you rated me "exceeds".'),
        ('"You lead the move. I need the story by May."', 'You told me in September: "You lead the move."'),
        ('Dana in the all-hands: "The calmest sale ever."', 'You told me in September: "The calmest sale ever."'),
    ],
)  # fmt: skip
def test_feedback_from_notes_is_told_to_whoever_gave_it(note, line):
    feedback = make.skill_entry(f"2026-09-03 {note}", category="feedback")
    lines, _ = told_back(replace(feedback, mentions=(Mention("person", DANA.handle, DANA.id),)))
    assert lines == [line]


def test_feedback_that_names_somebody_private_is_not_told():
    femi = make.person("Femi Adeyemi", confidentiality="private")
    named = make.skill_entry('2026-09-03 @dana: "Femi could do half of it"', category="feedback")
    packet, _ = prepare(DANA, MET, femi, named, CACHE)
    assert not any("Femi" in sentence.text for sentence in packet.sentences)


def test_later_work_that_only_shares_a_skill_is_no_answer():
    skill = make.skill("Writing")
    feedback = make.skill_entry("2026-06-03 @dana: put the ask first #writing ^f33d", category="feedback")
    handbook = make.evidence("2026-07-15 Handbook rewritten -> 60 pages to 8 ~org #writing")
    lines, packet = told_back(skill, feedback, handbook, CACHE)
    assert lines == ["You told me in June: put the ask first."]
    (note,) = (note for note in packet.notes if "follows this feedback" in note.text)
    assert "Dana Whitfield" in note.text
    assert len(note.sources) == 1


@pytest.mark.parametrize(
    ("note", "line"),
    [
        ("@dana says I answer too early", "You told me in September that I answer too early."),
        ("@dana on my RFC: my examples are too long", "In September you said of my RFC that my examples are too long."),
        ("@dana on my RFC: short is good, but I left out the costs", "In September you said of my RFC that short is good, but I left out the costs."),
        ("@dana: I explain too much. Lead with the ask", "You told me in September that I explain too much. Lead with the ask."),
        ('@dana on my RFC: "I would sign it"', 'In September you said of my RFC: "I would sign it".'),
        ("@dana: my RFC: too long", "You noted in September: my RFC: too long."),
        ("@dana: stop being the fastest", "You told me in September: Stop being the fastest."),
        ("@dana: I explain too much. I will lead with the ask", "You told me in September that I explain too much. On my side: I will lead with the ask."),
        ("@dana: my RFC: too long. Since then: two pages", "You noted in September: my RFC: too long. Since then: two pages."),
    ],
)  # fmt: skip
def test_feedback_is_told_as_theirs_and_the_answer_as_mine(note, line):
    lines, _ = told_back(make.skill_entry(f"2026-09-03 {note}", category="feedback"))
    assert lines == [line]
