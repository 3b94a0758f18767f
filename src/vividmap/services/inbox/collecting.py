"""Collect from sources: each runs by itself with a state of its own, and one that fails harms no other."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vividmap import paths
from vividmap.core.names import match_names
from vividmap.core.proposals import Proposal
from vividmap.core.record import Person
from vividmap.services.actor import Actor, today_of
from vividmap.services.errors import Invalid, Refused
from vividmap.services.files import file_lock, write_private_file
from vividmap.services.inbox.proposing import Proposed, propose
from vividmap.sources import registry
from vividmap.sources.source import BadPlace, Collected, CollectRequest, Source, SourceError
from vividmap.store import queries
from vividmap.store.queries import people

_FOLDER = "sources"


@dataclass(frozen=True, kw_only=True)
class CollectResult:
    """What became of one source: what it proposed and what the inbox did with that, or why it failed."""

    source: str
    proposals: tuple[Proposal, ...] = ()
    counts: Proposed | None = None
    """What the inbox did; None where nothing was to be stored."""
    notes: tuple[str, ...] = ()
    error: str = ""
    is_bad_input: bool = False
    """Whether it failed because of a place that was named."""


def find_source(name: str) -> Source:
    """Return a source by name. Raises Invalid if there is none, Refused if it cannot be loaded."""
    try:
        return registry.load_source(name)
    except registry.UnknownSource as error:
        raise Invalid(f"{error}. To collect from folders: vividmap collect git DIR") from error
    except SourceError as error:
        raise Refused(str(error)) from error


def list_sources() -> tuple[Mapping[str, Source], tuple[str, ...]]:
    """Return every source by name, and one sentence about each installed one that cannot be used."""
    found_sources = registry.find_sources()
    return found_sources.by_name, found_sources.problems


def remembered_sources() -> list[str]:
    """Return the names of the sources that have collected before, in alphabetical order."""
    try:
        names = os.listdir(_state_folder())
    except OSError:
        return []
    return sorted(name.removesuffix(".json") for name in names if name.endswith(".json"))


def collect_source(
    actor: Actor,
    source: Source,
    request: CollectRequest,
    *,
    stores: bool = True,
) -> CollectResult:
    """Collect from one source and put what is new into the inbox; nothing is stored unless `stores`.

    The state of the source is saved after its proposals, so that a stop in between loses none of them.
    An error of the source is in the result; an error of the record is raised as Refused.
    """
    with file_lock(f"{_FOLDER}.lock"):
        state = _load_state(source.NAME)
        try:
            collection = _collect(source, request, state)
        except SourceError as error:
            is_bad_input = bool(request.places) and isinstance(error, BadPlace)
            return CollectResult(source=source.NAME, error=str(error), is_bad_input=is_bad_input)
        proposals = tuple(collection.proposals)
        notes = tuple(collection.notes)
        if not stores:
            return CollectResult(source=source.NAME, proposals=proposals, notes=notes)
        counts = propose(actor, proposals)
        if not counts.refused:  # else what was refused is collected again next time
            _save_state(source.NAME, collection.state, state)
    notes = (*notes, *counts.problems)
    return CollectResult(source=source.NAME, proposals=proposals, counts=counts, notes=notes)


def make_request(actor: Actor, report: Callable[[str], None] = lambda _line: None) -> CollectRequest:
    """Return what sources may know of the record: the owner's names, and the names of people on the map."""
    profile = queries.load_profile(actor.owner)
    names = [profile.text, profile.email]
    return CollectRequest(
        owner_names=tuple(name for name in names if name.strip()),
        people=_names_of_people(people.list_people(actor.owner)),
        today=today_of(actor),
        report=report,
    )


def _names_of_people(people_on_map: Sequence[Person]) -> dict[str, str]:
    """Return people's names by their addresses and names; a name that two people share is left out."""
    names = {}
    for person in people_on_map:
        if len(match_names(people_on_map, person.text)) == 1:
            names[person.text.lower()] = person.text
        names.update({email.strip().lower(): person.text for email in person.emails})
    return names


def _collect(source: Source, request: CollectRequest, state: Mapping[str, Any]) -> Collected:
    """Return what a source collects. Raises SourceError, whatever the source raises."""
    try:
        collection = source.collect(replace(request, state=state))
        if dict(collection.state) != state:
            json.dumps(dict(collection.state))  # fails here if the state cannot be stored
    except SourceError:
        raise
    except Exception as error:  # another package's source may raise anything, and must not stop the others
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise SourceError(f"collecting failed ({reason}). What was collected before is kept.") from error
    return collection


def _state_folder() -> str:
    return os.path.join(paths.home(), _FOLDER)


def _state_path(name: str) -> str:
    return os.path.join(_state_folder(), f"{name}.json")


def _load_state(name: str) -> dict[str, Any]:
    """Return the saved state of a source; an empty one where there is none, or a damaged one."""
    try:
        with open(_state_path(name), "rb") as file:
            state = json.load(file)
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def _save_state(name: str, state: Mapping[str, Any], earlier_state: Mapping[str, Any]) -> None:
    """Save the state of a source, if it changed. Raises Refused."""
    if dict(state) == earlier_state and os.path.exists(_state_path(name)):
        return
    paths.make_folder(_state_folder())
    write_private_file(_state_path(name), json.dumps(dict(state), ensure_ascii=False).encode())
