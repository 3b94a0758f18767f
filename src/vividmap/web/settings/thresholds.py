"""The thresholds as their form shows them: beneath the question that they decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vividmap.core import insights
from vividmap.core.record import Profile
from vividmap.services import settings


@dataclass(frozen=True)
class Row:
    """One threshold. `value` is the owner's own number or what was typed, "" where the usual one holds."""

    name: str
    says: str
    source: str
    unit: str
    usual: int
    value: str
    error: str


@dataclass(frozen=True)
class Group:
    """The thresholds of one question."""

    name: str
    question: str
    rows: tuple[Row, ...]


def groups(profile: Profile, said: Mapping[str, str], wrong: Mapping[str, str]) -> Iterator[Group]:
    """Yield the thresholds by their questions, with what was typed and what is wrong with it."""
    chosen = settings.thresholds(profile)
    for name, module in insights.modules().items():
        found = (chosen[one.name] for one in module.THRESHOLDS)
        yield Group(name, module.QUESTION, tuple(_row(one, said, wrong) for one in found))


def _row(one: settings.Chosen, said: Mapping[str, str], wrong: Mapping[str, str]) -> Row:
    limit = one.threshold
    own = "" if one.own is None else str(one.own)
    return Row(
        name=limit.name,
        says=limit.says,
        source=limit.source,
        unit=limit.unit,
        usual=limit.usual,
        value=said.get(limit.name, own),
        error=wrong.get(limit.name, ""),
    )
