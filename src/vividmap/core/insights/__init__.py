"""Patterns: what a record says over time, each with what is behind it. One pattern a file, found where it is.

A file says `PLACE` (its place among the others), `QUESTION` (its title), `WHY` (why the answer matters),
`THRESHOLDS`, and `look(facts) -> Pattern`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Pattern
from vividmap.core.record import Record


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern with its name and its question: what is shown of it."""

    name: str
    question: str
    why: str
    pattern: Pattern


def patterns(record: Record, today: date, names: tuple[str, ...] = ()) -> tuple[Found, ...]:
    """Return what every pattern finds, or those of some `names` alone, in their order."""
    facts = Facts(record, today)
    return tuple(
        Found(name, module.QUESTION, module.WHY, module.look(facts))
        for name, module in modules().items()
        if not names or name in names
    )


def thresholds() -> Iterator[Threshold]:
    """Yield every threshold there is, in the order of the patterns."""
    for module in modules().values():
        yield from module.THRESHOLDS


@cache
def modules() -> dict[str, ModuleType]:
    """Return the patterns' modules by name, in their order."""
    found = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__)]
    some = sorted((one for one in found if hasattr(one, "look")), key=lambda one: (one.PLACE, one.__name__))
    return {one.__name__.rpartition(".")[2].replace("_", "-"): one for one in some}
