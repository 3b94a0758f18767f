"""Calendars: meetings with people on the map, from an iCalendar file, a folder of them, or a feed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from vividmap.sources.calendar.expansion import find_meetings
from vividmap.sources.calendar.ics import UnreadableCalendar, read_events
from vividmap.sources.calendar.meetings import CalendarMeeting, Contacts, MeetingNotes
from vividmap.sources.calendar.places import label_of, normalize_place, read_files
from vividmap.sources.calendar.proposals import propose_meetings
from vividmap.sources.source import Collected, CollectRequest, SourceError
from vividmap.sources.web.addresses import AddressGuard

NAME = "calendar"
SUMMARY = "meetings with people on your map, from .ics files and feeds"

FIRST_DAYS = 90
"""How far back the first collecting looks, in days."""
MAX_DAYS = 3 * 366
_OVERLAP = timedelta(days=7)
"""How much of the last time is read again: an event may be entered late."""


@dataclass
class CalendarCollection:
    """What was collected so far, over several places."""

    read_until: dict[str, str]
    """By place: the first day that was not read yet."""
    meetings: list[CalendarMeeting] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[SourceError] = field(default_factory=list)


def collect(request: CollectRequest) -> Collected:
    """Return the meetings since the last time. Raises SourceError if no place could be read."""
    collection = CalendarCollection(_days_of_places(request.state))
    texts = request.places or tuple(collection.read_until)
    if not texts:
        raise SourceError("no calendar is named; name a file, folder or feed: vividmap collect calendar FILE")
    hosts = request.state.get("private_hosts")
    private_hosts = sorted({*request.private_hosts, *(map(str, hosts) if isinstance(hosts, list) else ())})
    places = dict.fromkeys(map(normalize_place, texts))
    if not request.people:
        collection.notes.append("nobody is on your map yet, so no meeting counts: vividmap add person NAME")
    for place in places:
        request.report(f"Reading {label_of(place)}")
        _collect_place(request, place, AddressGuard(private_hosts), collection)
    if len(collection.failures) == len(places):
        raise collection.failures[0]
    return Collected(
        proposals=propose_meetings(collection.meetings),
        state={"places": collection.read_until, "private_hosts": private_hosts},
        notes=[text.rstrip(".") + "." for text in (*map(str, collection.failures), *collection.notes)],
    )


def _collect_place(
    request: CollectRequest, place: str, guard: AddressGuard, collection: CalendarCollection
) -> None:
    """Add the meetings of a place; one that cannot be read is a failure."""
    first_day = _first_day(request, collection.read_until.get(place, ""))
    contacts = Contacts(request.people, request.owner_names)
    notes = MeetingNotes()
    try:
        files = read_files(place, guard, request.report)
    except SourceError as error:
        collection.failures.append(error)
        return
    meetings = []
    problems = []
    for file in files:
        try:
            events = read_events(file.data)
        except UnreadableCalendar as error:
            problems.append(f"{file.name} was left out: {error}")
            continue
        contacts.recognize_owner(events)
        meetings += find_meetings(events, contacts, first_day, request.today, notes)
    if len(problems) == len(files):
        collection.failures.append(SourceError(problems[0]))
        return
    collection.meetings += meetings
    collection.notes += [*problems, *notes.sentences(label_of(place)), *contacts.notes]
    # what could not be read today is looked for again, over the same days
    is_whole = not problems and not notes.counts["late"]
    collection.read_until[place] = (request.today if is_whole else first_day + _OVERLAP).isoformat()


def _first_day(request: CollectRequest, read_until: str) -> date:
    """Return the first day whose meetings count: of a month that was begun, so that it is proposed whole."""
    if request.since:
        return max(request.since, request.today - timedelta(days=MAX_DAYS))
    first = request.today - timedelta(days=FIRST_DAYS)
    try:
        day = date.fromisoformat(read_until) - _OVERLAP
    except (ValueError, OverflowError):
        return first
    return max(first, min(day, request.today - _OVERLAP).replace(day=1))


def _days_of_places(state: Mapping[str, object]) -> dict[str, str]:
    """Return by place the first day that was not read; {} where the state is of another shape."""
    places = state.get("places")
    return {str(place): str(day) for place, day in places.items()} if isinstance(places, dict) else {}
