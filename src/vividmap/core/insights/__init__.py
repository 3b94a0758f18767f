"""Patterns: what a record says over time, each with what is behind it. One pattern a file, found where it is.

A file says `PLACE` (its place among the others), `QUESTION` (its title), `REASON` (why the answer matters),
`THRESHOLDS`, and `evaluate(facts) -> Pattern`; and `CALL` where its findings have an action of their own.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Call, Pattern
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import Record


@dataclass(frozen=True, slots=True)
class PatternResult:
    """A pattern with its name, its question, and the action for its findings: what is shown of it."""

    name: str
    question: str
    reason: str
    pattern: Pattern
    call: Call


def evaluate_patterns(record: Record, today: date, names: tuple[str, ...] = ()) -> tuple[PatternResult, ...]:
    """Return what every pattern finds, or those of some `names` alone, in their order."""
    return evaluate_facts(Facts(record, today), names)


def evaluate_facts(facts: Facts, names: tuple[str, ...] = ()) -> tuple[PatternResult, ...]:
    """Return the same for given facts, which all patterns share."""
    return tuple(
        PatternResult(
            name, module.QUESTION, module.REASON, module.evaluate(facts), getattr(module, "CALL", Call())
        )
        for name, module in pattern_modules().items()
        if not names or name in names
    )


def list_thresholds() -> Iterator[Threshold]:
    """Yield every threshold there is, in the order of the patterns."""
    for module in pattern_modules().values():
        yield from module.THRESHOLDS


@cache
def pattern_modules() -> dict[str, ModuleType]:
    """Return the patterns' modules by name, in their order."""
    candidates = [import_module(f"{__name__}.{file.name}") for file in iter_modules(__path__)]
    patterns = sorted(
        (module for module in candidates if hasattr(module, "evaluate")),
        key=lambda module: (module.PLACE, module.__name__),
    )
    return {module.__name__.rpartition(".")[2].replace("_", "-"): module for module in patterns}
