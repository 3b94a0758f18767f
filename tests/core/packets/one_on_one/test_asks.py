"""A 1:1 has a question where the record offers one."""

from tests.core import make
from tests.core.packets.one_on_one.test_draft import CACHE, DANA, MET, prepare
from vividmap.core.positions import Position


def test_a_gap_that_moves_is_asked_about_by_its_next_step_if_nothing_else_is():
    goal = make.goal("Staff", goal_kind="promotion")
    gap = make.gap("Cross-team influence", of=goal)
    moved = make.update("2026-10-02 Data reads my records", of=gap, action="one a month")
    packet, _ = prepare(DANA, MET, CACHE, goal, gap, moved)
    assert _asks(packet) == [
        "Cross-team influence, for “Staff”: my next step is one a month. What else would you do?"
    ]
    idle = make.gap("Writing for executives", of=goal)
    nothing = make.update("2026-10-09 Memo went well", of=idle, action="nothing yet")
    packet, _ = prepare(DANA, MET, CACHE, goal, gap, moved, idle, nothing)
    assert _asks(packet) == ["Writing for executives, for “Staff”: what would you do next?"]


def test_where_no_gap_is_open_their_feedback_or_the_first_goal_is_asked_about():
    goal = make.goal("Own the ledger", goal_kind="scope")
    packet, _ = prepare(DANA, MET, CACHE, goal)
    assert _asks(packet) == ["“Own the ledger”: what would you do next?"]
    told = make.skill_entry("2026-09-01 @dana says to ask first", category="feedback")
    packet, _ = prepare(DANA, MET, CACHE, goal, told)
    assert _asks(packet) == ["Your feedback in September: what would show you that I have acted on it?"]
    assert _asks(prepare(DANA, MET, CACHE)[0]) == []


def test_a_goal_is_named_to_who_decides_alone():
    goal = make.goal("Staff", goal_kind="promotion")
    gap = make.gap("Cross-team influence", of=goal)
    femi = make.person("Femi Adeyemi", positions=(Position(height="peer"),))
    told = make.skill_entry("2026-09-01 @femi says to ask first !cross-team-influence", category="feedback")
    packet, _ = prepare(DANA, femi, CACHE, goal, gap, told, person=femi.id)
    assert _asks(packet) == ["Cross-team influence: what would you do next?"]


def _asks(packet):
    sections = [section for section in packet.sections if section.title == "What I would ask you"]
    return [sentence.text for section in sections for sentence in section.paragraphs[0].sentences]
