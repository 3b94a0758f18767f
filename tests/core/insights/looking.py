"""Helpers of the tests of patterns: dated entries in number, and one pattern by its name."""

from dataclasses import replace
from datetime import date, timedelta

from tests.core import make
from vividmap.core.facts.facts import Facts
from vividmap.core.insights import pattern_modules

TODAY = date(2026, 11, 23)


def look(name, *items, today=TODAY, limits=None, **profile):
    """Return a pattern over a record of the items; `limits` are thresholds of the owner's own."""
    owner = make.profile(limits=limits or {}, **profile)
    return pattern_modules()[name].evaluate(Facts(make.record(owner, *items), today))


def says(pattern):
    return [one.statement for one in pattern.insights]


def saying(pattern, words):
    """Return the one insight whose statement holds the words."""
    found = [one for one in pattern.insights if words in one.statement]
    assert len(found) == 1, says(pattern)
    return found[0]


def several(count, first, *, step=7, line="Entry {} on the ledger", make_one=make.evidence, **fields):
    """Return `count` entries, `step` days from one to the next."""
    days = [first + timedelta(step * number) for number in range(count)]
    return [make_one(f"{day} {line.format(number)}", **fields) for number, day in enumerate(days)]


def written(item, days_after):
    return replace(item, created_at=item.created_at + timedelta(days_after))
