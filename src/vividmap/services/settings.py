"""The profile: who keeps the record, how their calendar runs, and the thresholds of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from vividmap.core import insights
from vividmap.core.criteria import coverage
from vividmap.core.facts.threshold import Threshold
from vividmap.core.fields import BadField
from vividmap.core.record import Profile, specs
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid
from vividmap.services.work import Work, working
from vividmap.store import queries

_DIGITS = 5
"""No threshold has more."""


def change(actor: Actor, values: Mapping[str, Any], *, version: int | None = None) -> Profile:
    """Change some settings and return them all. Raises Invalid; Conflict where `version` is not the last."""
    with working(actor, "settings") as work:
        write(work, values, version=version)
    return queries.profile(actor.owner)


def write(work: Work, values: Mapping[str, Any], *, version: int | None = None) -> None:
    """Change some settings within other work. Raises Invalid."""
    zone = values.get("time_zone")
    if zone and zone not in available_timezones():
        raise Invalid(f"{zone!r} is not a time zone; write it like Europe/Lisbon", "time_zone")
    row = queries.of_kind(work.owner, "profile").first()
    if row is None:
        work.add("profile", {"text": "", **values})
    else:
        work.edit(row, values, version=version)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A threshold and the owner's own number for it, None where the usual one holds."""

    threshold: Threshold
    own: int | None

    @property
    def value(self) -> int:
        """Return the number that decides."""
        return self.threshold.usual if self.own is None else self.own


def thresholds(profile: Profile) -> dict[str, Chosen]:
    """Return every threshold by its name, the patterns' in their order first, as a profile has it."""
    every = (*insights.thresholds(), *coverage.THRESHOLDS)
    return {one.name: Chosen(one, _own(one.name, profile)) for one in every}


def read_thresholds(said: Mapping[str, str], profile: Profile) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the settings that some numbers make, by threshold, and by threshold what is wrong.

    "" takes a number away. Of the settings only those are returned that differ from the profile's.
    """
    known = thresholds(profile)
    limits, values, wrong = dict(profile.limits), dict[str, Any](), dict[str, str]()
    for name, text in said.items():
        try:
            number = _number(name, text.strip(), known, profile)
        except BadField as error:
            wrong[name] = str(error)
            continue
        if (setting := _setting(name)) is not None:
            values[setting] = number
        elif number is None:
            limits.pop(name, None)
        else:
            limits[name] = number
    values["limits"] = limits
    return {key: value for key, value in values.items() if value != getattr(profile, key)}, wrong


def set_thresholds(actor: Actor, said: Mapping[str, str], *, version: int | None = None) -> Profile:
    """Set some thresholds to the owner's own numbers. Raises Invalid, Conflict."""
    profile = queries.profile(actor.owner)
    values, wrong = read_thresholds(said, profile)
    for name, reason in wrong.items():
        raise Invalid(reason, name)
    return change(actor, values, version=version) if values else profile


def _number(name: str, text: str, known: Mapping[str, Chosen], profile: Profile) -> int | None:
    """Return the number that a text says, None for "". A name of the past can only be taken away."""
    if name not in known:
        if not text and name in profile.limits:
            return None
        raise BadField(f"{name!r} is no threshold; there are {', '.join(known)}")
    if not text:
        return None
    limit = known[name].threshold
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else -1
    if not limit.low <= number <= limit.high:
        raise BadField(f"{name} is a whole number from {limit.low} to {limit.high}, not {text[:40]!r}")
    return number


def _own(name: str, profile: Profile) -> int | None:
    setting = _setting(name)
    own: int | None = getattr(profile, setting) if setting else profile.limits.get(name)
    return own


def _setting(name: str) -> str | None:
    """Return the setting of a threshold that has one of its own, as the thin month does."""
    setting = name.replace("-", "_")
    return setting if setting in specs("profile") else None
