"""The list of people: narrowed to what the address asks for, and in groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import groupby
from uuid import UUID

from vividmap.core.places import FROM_THE_TOP, HEIGHTS, UNSAID
from vividmap.core.record import REAL, Person
from vividmap.core.text import fold
from vividmap.store.queries.people import Contact
from vividmap.web.people.shape import Who, who

WAYS = ("height", "name")
NOT_REAL = "not yet"
MOST_SHOWN = 400


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `part` and `q` are as they were typed."""

    by: str = "height"
    q: str = ""
    height: str = ""
    part: str = ""
    real: str = ""
    quiet: str = ""

    @property
    def said(self) -> dict[str, str]:
        """Return it as an address says it, without what goes without saying."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in said.items() if (name, value) != _USUAL}

    @property
    def narrowed(self) -> bool:
        """Tell whether anybody may be left out."""
        return any((self.q, self.height, self.part, self.real, self.quiet))


_USUAL = ("by", WAYS[0])
_OPTIONS = {"by": WAYS, "height": (*HEIGHTS, UNSAID), "real": (*REAL, NOT_REAL), "quiet": ("1",)}


def asked(sent: Mapping[str, str]) -> Asked:
    """Read what an address asks for; what means nothing is as if it were not said."""
    said = {one.name: sent.get(one.name, "").strip() for one in fields(Asked)}
    known = {name: value for name, value in said.items() if value in _OPTIONS.get(name, (value,))}
    return Asked(**known)


@dataclass(frozen=True)
class Choices:
    """What the filters offer: each option with what it is called."""

    heights: tuple[str, ...]
    parts: tuple[str, ...]
    reals: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """The people whom the filters leave, in groups; an empty group is shown where nothing is narrowed."""

    groups: tuple[tuple[str, tuple[Who, ...]], ...]
    said: str
    left_out: int
    choices: Choices


def listing(everyone: Sequence[Person], met: Mapping[UUID, Contact], today: date, wanted: Asked) -> Listing:
    """Return people as the list shows them."""
    shown = [(one, who(one, met.get(one.id, Contact()), today)) for one in everyone]
    found = [seen for person, seen in shown if _is_asked_for(person, seen, wanted, today)]
    groups = _by_height(found[:MOST_SHOWN]) if wanted.by == "height" else _by_name(found[:MOST_SHOWN])
    return Listing(
        groups=tuple((name, some) for name, some in groups if some or not wanted.narrowed),
        said=_said(found, len(everyone), wanted),
        left_out=max(0, len(found) - MOST_SHOWN),
        choices=Choices((*FROM_THE_TOP, UNSAID), tuple(_parts(everyone, today)), (*REAL, NOT_REAL)),
    )


def _is_asked_for(person: Person, seen: Who, wanted: Asked, today: date) -> bool:
    at = person.position(today)
    return (
        (not wanted.height or wanted.height == (at.height or UNSAID))
        and (not wanted.part or fold(wanted.part) == fold(at.part))
        and (not wanted.real or wanted.real in (person.real or (NOT_REAL,)))
        and (not wanted.quiet or seen.recency.quiet)
        and all(word in _words(person, today) for word in fold(wanted.q).split())
    )


def _words(person: Person, today: date) -> str:
    at = person.position(today)
    said = (person.text, at.part, at.employer, at.height, person.met, person.worked_on, person.status)
    return fold("\n".join((*said, *person.tags)))


def _parts(everyone: Sequence[Person], today: date) -> Iterator[str]:
    """Yield each part of the organisation once, in the order of the alphabet."""
    named = {fold(part): part for one in reversed(everyone) if (part := one.position(today).part)}
    yield from (named[key] for key in sorted(named))


def _by_height(found: Sequence[Who]) -> Iterator[tuple[str, tuple[Who, ...]]]:
    for height in FROM_THE_TOP:
        yield height, tuple(one for one in found if one.height == height)
    if unsaid := tuple(one for one in found if not one.height):
        yield UNSAID, unsaid


def _by_name(found: Sequence[Who]) -> Iterator[tuple[str, tuple[Who, ...]]]:
    for letter, some in groupby(found, key=lambda one: fold(one.name)[:1].upper()):
        yield letter, tuple(some)


def _said(found: Sequence[Who], count: int, wanted: Asked) -> str:
    quiet = sum(one.recency.quiet for one in found)
    people = "1 person" if count == 1 else f"{count} people"
    number = f"{len(found)} of {people}" if wanted.narrowed else people
    gone = f"; {quiet} {'has' if quiet == 1 else 'have'} gone quiet" if quiet else ""
    return f"{number}{gone}."
