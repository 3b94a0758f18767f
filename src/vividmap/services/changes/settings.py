"""Verbs for the profile: the owner's name, calendar and thresholds."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vividmap.core.fields import BadField
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import Profile, specs
from vividmap.services.actor import Actor
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Invalid
from vividmap.store import item_rows, queries

if TYPE_CHECKING:
    from vividmap.core.facts.threshold import Threshold

_MAX_DIGITS = 5
"""The most digits of a threshold."""


def change_settings(actor: Actor, values: Mapping[str, Any], *, version: int | None = None) -> Profile:
    """Change settings and return the profile. Raises Invalid, Conflict if not at `version`."""
    with open_change_set(actor, "settings") as changes:
        write_settings(changes, values, version=version)
    return queries.load_profile(actor.owner)


def write_settings(changes: ChangeSet, values: Mapping[str, Any], *, version: int | None = None) -> None:
    """Change settings within a change set. Raises Invalid."""
    row = item_rows.rows_of_kind(changes.owner, "profile").first()
    if row is None:
        changes.add("profile", {"text": "", **values})
    else:
        changes.edit(row, values, version=version)


@dataclass(frozen=True, slots=True)
class ThresholdSetting:
    """A threshold and the owner's own number for it, None for the default."""

    threshold: "Threshold"
    own_value: int | None

    @property
    def value(self) -> int:
        """Return the number in use."""
        return self.threshold.usual if self.own_value is None else self.own_value


def list_thresholds(profile: Profile) -> dict[str, ThresholdSetting]:
    """Return every threshold by name with the profile's numbers, the patterns' thresholds first."""
    from vividmap.core import insights  # noqa: PLC0415 - no other verb needs what the patterns do
    from vividmap.core.criteria import coverage  # noqa: PLC0415 - as above

    thresholds = (*insights.list_thresholds(), *coverage.THRESHOLDS)
    return {
        threshold.name: ThresholdSetting(threshold, _own_number(threshold.name, profile))
        for threshold in thresholds
    }


def parse_thresholds(texts: Mapping[str, str], profile: Profile) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the changed profile values that texts by threshold name set, and the errors by name.

    An empty text removes the owner's number.
    """
    settings_by_name = list_thresholds(profile)
    limits, values, wrong = dict(profile.limits), dict[str, Any](), dict[str, str]()
    for name, text in texts.items():
        try:
            number = _parse_number(name, text.strip(), settings_by_name, profile)
        except BadField as error:
            wrong[name] = str(error)
            continue
        if (setting := _setting_name(name)) is not None:
            values[setting] = number
        elif number is None:
            limits.pop(name, None)
        else:
            limits[name] = number
    values["limits"] = limits
    return {key: value for key, value in values.items() if value != getattr(profile, key)}, wrong


@takes_turn
def set_thresholds(actor: Actor, texts: Mapping[str, str], *, version: int | None = None) -> Profile:
    """Set thresholds to the owner's own numbers. Raises Invalid, Conflict."""
    profile = queries.load_profile(actor.owner)
    values, wrong = parse_thresholds(texts, profile)
    for name, reason in wrong.items():
        raise Invalid(reason, name)
    return change_settings(actor, values, version=version) if values else profile


def _parse_number(
    name: str, text: str, settings_by_name: Mapping[str, ThresholdSetting], profile: Profile
) -> int | None:
    """Return the number in a text, None for "". A threshold that no longer exists can only be removed."""
    if name not in settings_by_name:
        if not text and name in profile.limits:
            return None
        raise BadField(f"{name!r} is not a threshold; use one of {', '.join(settings_by_name)}")
    if not text:
        return None
    limit = settings_by_name[name].threshold
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS else -1
    if not limit.low <= number <= limit.high:
        raise BadField(f"{name} must be a whole number from {limit.low} to {limit.high}, not {text[:40]!r}")
    return number


def _own_number(name: str, profile: Profile) -> int | None:
    setting = _setting_name(name)
    number: int | None = getattr(profile, setting) if setting else profile.limits.get(name)
    return number


def _setting_name(name: str) -> str | None:
    """Return the profile field that holds a threshold, None if it is in `limits`."""
    setting = name.replace("-", "_")
    return setting if setting in specs("profile") else None
