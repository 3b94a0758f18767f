"""People for the tests of patterns: where they stand, what makes them real, when they were last in touch."""

from datetime import timedelta

from tests.core import make
from tests.core.insights.looking import TODAY
from vividmap.core.positions import Position
from vividmap.core.when import When

KNOWS, ADVOCATES, FEEDBACK = ("knows my work",), ("knows my work", "would advocate"), ("gives feedback",)


def at(name, where="", trust_marks=(), **fields):
    """Return a person who stands somewhere: "peer, Payments"."""
    height, _, part = where.partition(", ")
    return make.person(
        name, positions=(Position(height=height, part=part),), trust_marks=trust_marks, **fields
    )


def met(who, ago, text="Coffee"):
    """Return a touchpoint some days ago."""
    return make.touchpoint(text, of=who, when=When.day(TODAY - timedelta(ago)))


def several_people(count, where="peer, Payments", **fields):
    return [at(f"Person {number:03}", where, **fields) for number in range(count)]


def cells(pattern):
    return [tuple(cell.text for cell in row) for row in pattern.table.rows]


def texts(behind, *items):
    """Return the texts of the items whose ids are in `behind`."""
    by_id = {one.id: one.text for one in items}
    return [by_id[uid] for uid in behind]
