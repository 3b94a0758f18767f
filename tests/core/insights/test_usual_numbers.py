"""The numbers that decide what Patterns says, until the owner sets others: each with its unit and its range."""

from tests.core import make
from tests.core.insights.looking import TODAY
from vividmap.core.facts.facts import Facts
from vividmap.core.insights import pattern_modules

ANY = 3660
USUAL = {
    "thin-month": (2, "entries", 1, 99),
    "full-month": (4, "entries", 1, 99),
    "cadence-least": (3, "entries", 1, ANY),
    "fresh-days": (7, "days", 0, ANY),
    "scope-least": (8, "entries", 1, ANY),
    "scope-change": (10, "percentage points", 1, 100),
    "scope-unsaid": (25, "%", 0, 100),
    "kinds-least": (8, "entries", 1, ANY),
    "kind-share": (10, "%", 0, 100),
    "outcomes-least": (4, "entries", 1, ANY),
    "quantified-share": (50, "%", 0, 100),
    "outcome-first-asked": (14, "days", 1, 365),
    "outcome-asked-again": (42, "days", 1, 365),
    "outcome-last-asked": (84, "days", 1, 365),
    "skills-least": (3, "skill entries", 1, ANY),
    "skill-practice": (2, "skill entries", 1, ANY),
    "skill-use": (3, "entries", 1, ANY),
    "feedback-days": (90, "days", 1, ANY),
    "gap-still": (6, "months", 1, 120),
    "visibility-least": (3, "people", 1, ANY),
    "visibility-above": (1, "people", 0, ANY),
    "advocates-least": (3, "people", 1, ANY),
    "advocates-few": (2, "people", 0, ANY),
    "fading-least": (3, "people", 1, ANY),
    "fading-shown": (5, "people", 1, 50),
    "surfaced-least": (2, "entries", 1, ANY),
    "breadth-least": (5, "people", 1, ANY),
    "circle-least": (15, "people", 0, ANY),
    "circle-most": (25, "people", 0, ANY),
    "circle-one-part": (70, "%", 1, 100),
    "trajectory-least": (2, "updates", 1, ANY),
    "goal-unsaid": (100, "days", 1, ANY),
    "goal-near": (100, "days", 0, ANY),
    "connections-least": (5, "entries", 1, ANY),
    "loose-evidence": (3, "entries", 1, ANY),
    "loose-skills": (2, "skills", 1, ANY),
    "loose-gaps": (1, "gaps", 1, ANY),
}


def test_each_pattern_has_its_usual_numbers():
    thresholds = [threshold for module in pattern_modules().values() for threshold in module.THRESHOLDS]

    assert {item.name: (item.usual, item.unit, item.low, item.high) for item in thresholds} == USUAL
    assert all(item.says.endswith(".") and item.source.endswith(".") for item in thresholds)
    facts = Facts(make.record(), TODAY)
    assert not [
        insight for module in pattern_modules().values() for insight in module.evaluate(facts).insights
    ]
