"""Row 12: no regular expression of ours reads any character of a text more than a few times."""

import re
import time
from itertools import islice
from random import Random

import pytest
from tests.support import FULL
from tests.support.patterns import (
    Expression,
    all_expressions,
    alphabet,
    beginnings,
    exhaust,
    pumps,
    sampled_expressions,
)

pytestmark = pytest.mark.faults

REPETITIONS = (400, 2_000, 5_000, 10_000)
SECONDS_A_SIGN = 5e-6
"""Linear expressions take a tenth of that; quadratic ones exceed it at one of these lengths."""
BEYOND_DOUBT = 10
"""A time this many times above the limit is not measured again: no busy machine explains it."""
SLOWEST = 3
"""How many of the texts that are slowest when short are repeated in full."""
PUMPS = 200
MODULES = 20
"""How many modules a run tries that is not full."""
TAILS = ("\0", "\n\0")
"""Ends that no expression matches; the line break also stops those that match any character."""


@pytest.fixture(scope="module")
def expressions(pytestconfig: pytest.Config) -> list[Expression]:
    """Every expression, or those of some modules, which the seed of the order of tests selects."""
    if FULL:
        return all_expressions()
    return sampled_expressions(Random(pytestconfig.getoption("order_seed") or 0), MODULES)


def seconds(expression: Expression, text: str) -> float:
    begun = time.thread_time()
    exhaust(expression, text)
    return time.thread_time() - begun


def is_slow(expression: Expression, start: str, pump: str, tail: str) -> bool:
    """Return whether a text with a repeated part takes longer than its length explains."""
    for repetitions in REPETITIONS:
        text = start + pump * repetitions + tail
        limit = SECONDS_A_SIGN * len(text) + 0.01
        taken = seconds(expression, text)
        if taken > BEYOND_DOUBT * limit:
            return True
        if taken > limit and min(seconds(expression, text) for _ in range(2)) > limit:
            return True
    return False


def slow_part(expression: Expression) -> tuple[str, str, str] | None:
    """Return the start, the repeated part and the end of a text that takes too long, None if there is none."""
    parts = [
        (start, pump, tail)
        for start in beginnings(expression.pattern)
        for pump in islice(pumps(alphabet(expression.pattern)), PUMPS)
        for tail in TAILS
    ]
    parts.sort(key=lambda part: -seconds(expression, part[0] + part[1] * 50 + part[2]))
    return next((part for part in parts[:SLOWEST] if is_slow(expression, *part)), None)


@pytest.mark.full_only
def test_expressions_are_collected_wherever_they_stand(expressions):
    names = {expression.place.rpartition(".")[2] for expression in expressions}
    assert {"_LIMIT", "_SCOPE_PATTERNS", "MARK"} <= names
    assert any(":" in expression.place for expression in expressions)
    assert len(expressions) > 150


@pytest.mark.parametrize("written", [r"\s*x", r"[.]+(?=\s)", r"(?:a|b)+$", r"x\s*-?\s*y", r"a.*b.*c"])
def test_an_expression_that_is_worse_than_linear_is_noticed(written):
    assert slow_part(Expression("", re.compile(written), frozenset({"search"})))


def test_no_expression_reads_a_text_again_and_again(expressions):
    slow = {expression.place: part for expression in expressions if (part := slow_part(expression))}
    assert not slow
    assert len(expressions) > MODULES
