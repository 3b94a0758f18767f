"""A line about a new person is read as people write it."""

import pytest

from vividmap.core.positions import Position
from vividmap.formats.notes.person_line import read_person


@pytest.mark.parametrize(
    ("line", "name", "fields"),
    [
        (
            "Mira Solberg, Data, wrote to me about the key scheme",
            "Mira Solberg",
            {"positions": (Position(part="Data"),), "how_we_met": "wrote to me about the key scheme"},
        ),
        (
            "Priya Natarajan, peer, Platform",
            "Priya Natarajan",
            {"positions": (Position(height="peer", part="Platform"),)},
        ),
        ("Mira Solberg wrote to me", "Mira Solberg", {"how_we_met": "wrote to me"}),
        ("Jonas", "Jonas", {}),
        ("a new contact at Globex", "a new contact at Globex", {}),
    ],
)
def test_a_line_has_a_name_and_what_it_says_of_them(line, name, fields):
    assert read_person(line) == (name, fields)
