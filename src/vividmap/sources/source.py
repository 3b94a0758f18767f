"""What every source gives and gets."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from vividmap.core.proposals import Proposal


@dataclass(frozen=True, kw_only=True)
class CollectRequest:
    """What a source may know when it collects. It reads no record and writes nothing but its own caches."""

    places: Sequence[str] = ()
    """Where to look: folders, addresses, files; empty means those remembered in `state`."""
    state: Mapping[str, Any] = field(default_factory=dict)
    """What the source returned last time, as JSON; empty the first time."""
    owner_names: Sequence[str] = ()
    """Names and email addresses of the owner."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Names of people on the map by the email addresses and names that mean them, in lower case."""
    private_hosts: Collection[str] = ()
    """Hosts that may be on a private network; all others are refused there."""
    since: date | None = None
    """From which day on to look again, at what was left out before too; None for what is new."""
    today: date
    report: Callable[[str], None] = lambda _line: None
    """Shows one line of progress."""


@dataclass(frozen=True, kw_only=True)
class Collected:
    """What a source found, and what it wants to know next time."""

    proposals: Sequence[Proposal] = ()
    state: Mapping[str, Any] = field(default_factory=dict)
    notes: Sequence[str] = ()
    """What a person should know: places left out and why, one sentence each."""


class SourceError(Exception):
    """A source could not collect: one sentence that says what happened and what to do."""


class BadPlace(SourceError):
    """What was named as a place cannot be one; nothing was collected."""


class Source(Protocol):
    """A source, as a module or object with these names."""

    NAME: str
    SUMMARY: str

    def collect(self, request: CollectRequest) -> Collected:
        """Return what is new. Raises SourceError; what was found before is kept then."""
        ...
