"""The thresholds as their form shows them: below the question that they decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vividmap.core import insights
from vividmap.core.record import Profile
from vividmap.services.changes import settings


@dataclass(frozen=True)
class ThresholdRow:
    """One threshold. `value` is the owner's own number or what was typed, "" where the default holds."""

    name: str
    description: str
    source: str
    unit: str
    default: int
    value: str
    error: str


@dataclass(frozen=True)
class ThresholdGroup:
    """The thresholds of one question."""

    name: str
    question: str
    rows: tuple[ThresholdRow, ...]


def threshold_groups(
    profile: Profile, values: Mapping[str, str], wrong: Mapping[str, str]
) -> Iterator[ThresholdGroup]:
    """Yield the thresholds by their questions, with what was typed and the errors."""
    thresholds = settings.list_thresholds(profile)
    for name, module in insights.pattern_modules().items():
        rows = (thresholds[threshold.name] for threshold in module.THRESHOLDS)
        yield ThresholdGroup(name, module.QUESTION, tuple(_row(setting, values, wrong) for setting in rows))


def _row(
    setting: settings.ThresholdSetting, values: Mapping[str, str], wrong: Mapping[str, str]
) -> ThresholdRow:
    limit = setting.threshold
    own_value = "" if setting.own_value is None else str(setting.own_value)
    return ThresholdRow(
        name=limit.name,
        description=limit.says,
        source=limit.source,
        unit=limit.unit,
        default=limit.usual,
        value=values.get(limit.name, own_value),
        error=wrong.get(limit.name, ""),
    )
