"""What was asked for or promised in an earlier 1:1, and is due."""

from datetime import date

import pytest

from tests.core import make
from tests.support.choices import choose
from vividmap.core.packets.one_on_one.draft import draft_one_on_one
from vividmap.core.packets.one_on_one.meeting import find_usual_period
from vividmap.core.positions import Position

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        (
            "2026-11-11 Wants the packet in two weeks",
            "Due on 25 November 2026: “You want the packet in two weeks",
        ),
        (
            "2026-11-11 Send the numbers by Friday",
            "Overdue since 13 November 2026: “Open on my side: send the numbers",
        ),
        ("2026-11-11 Wants the packet in three months", None),
        ("2026-11-11 Wants the packet soon", None),
    ],
)
def test_what_is_due_soon_or_overdue_is_said_with_its_date(line, note):
    dana = make.person("Dana Whitfield", positions=(Position(height="manager"),))
    choices = choose(person=dana.id)
    record = make.record(dana, make.touchpoint(line, of=dana))
    period = find_usual_period(record, choices, TODAY)
    assert period
    packet = draft_one_on_one(record, period, TODAY, choices)
    due = [one for one in packet.notes if one.text.startswith(("Due", "Overdue"))]
    assert len(due) == bool(note)
    assert not note or (due[0].text.startswith(note) and due[0].step)
    assert "25 November" not in " ".join(one.text for one in packet.sentences)
