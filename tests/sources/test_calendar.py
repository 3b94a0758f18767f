"""Which meetings become touchpoints to decide about, from files, folders and feeds."""

from dataclasses import replace
from datetime import date

import pytest
from tests.sources.calendar_files import ALICE, PEOPLE, PRIYA, TODAY, TOMAS, event, ics

from vividmap.sources import calendar
from vividmap.sources.source import BadPlace, CollectRequest, SourceError


@pytest.fixture
def collect(tmp_path):
    def run(*events, state=None, today=TODAY, **fields):
        file = tmp_path / "work.ics"
        file.write_bytes(ics(*events))
        return calendar.collect(
            CollectRequest(
                places=() if state else (str(file),),
                state=state or {},
                owner_names=("Alice Example", "alice@acme.example"),
                people=PEOPLE,
                today=today,
                **fields,
            )
        )

    return run


def test_a_meeting_with_somebody_on_the_map(collect):
    (proposal,) = collect(event("Ledger design", "20261112T090000", ALICE, PRIYA, TOMAS)).proposals
    assert proposal.kind == "touchpoint"
    assert proposal.text == "Ledger design"
    assert proposal.people == ("Priya Shah", "Tomás")
    assert str(proposal.when) == "2026-11-12"
    assert proposal.reason == "A meeting of 3 on 12 November."
    assert proposal.question == "What did you talk about, and what came of it?"


def test_a_person_is_found_by_address_by_name_and_in_a_title_without_guests(collect):
    proposals = collect(
        event("By name", "20261110T090000", ALICE, 'ATTENDEE;CN="Shah, Priya":mailto:p@elsewhere.example'),
        event("Coffee with Priya Shah", "20261111T090000"),
        event("Kubernetes banana", "20261112T090000"),  # Ana is not in it
        event("Ana / Alice", "20261113T090000"),
        event("With others", "20261113T090000", ALICE, "ATTENDEE;CN=Ana Priya Shah:mailto:x@y.example"),
    ).proposals
    assert [(proposal.text, proposal.people) for proposal in proposals] == [
        ("Coffee with Priya Shah", ("Priya Shah",)),
        ("Ana / Alice", ("Ana",)),
    ]


LEFT_OUT = {
    "declined": [ALICE.replace("ACCEPTED", "DECLINED"), PRIYA],
    "the other one declined": [ALICE, PRIYA.replace(":MAIL", ";PARTSTAT=DECLINED:MAIL")],
    "cancelled": [ALICE, PRIYA, "STATUS:CANCELLED"],
    "private": [ALICE, PRIYA, "CLASS:PRIVATE"],
    "large": [ALICE, PRIYA, *(f"ATTENDEE:mailto:{number}@acme.example" for number in range(7))],
    "nobody on the map": [ALICE, "ATTENDEE:mailto:stranger@acme.example"],
    "only oneself": [ALICE],
}


@pytest.mark.parametrize("why", LEFT_OUT)
def test_what_is_left_out(collect, why):
    result = collect(event("Meeting", "20261112T090000", *LEFT_OUT[why]))
    assert list(result.proposals) == []
    assert result.notes == []


def test_what_is_left_out_by_its_time(collect):
    proposals = collect(
        event("All day", "20261112", ALICE, PRIYA),
        event("Two days", "20261112T090000", ALICE, PRIYA, minutes=2880),
        event("Next week", "20261126T090000", ALICE, PRIYA),
        event("Today", "20261120T090000", ALICE, PRIYA),  # it may not have taken place yet
        event("Long ago", "20260101T090000", ALICE, PRIYA),
        event("Canceled: Sync", "20261112T090000", ALICE, PRIYA),
    ).proposals
    assert proposals == []


def test_rooms_do_not_make_a_meeting_large(collect):
    rooms = [f"ATTENDEE;CUTYPE=ROOM:mailto:room{number}@acme.example" for number in range(9)]
    (proposal,) = collect(event("Sync", "20261112T090000", ALICE, PRIYA, *rooms)).proposals
    assert proposal.reason == "A 1:1 on 12 November."


def test_a_weekly_one_on_one_is_one_candidate_a_month(collect):
    """One was moved, one left out, one called off; and there was one more in between."""
    result = collect(
        event(
            "Alice / Priya",
            "20260907T090000",
            ALICE,
            PRIYA,
            "RRULE:FREQ=WEEKLY;BYDAY=MO",
            "EXDATE:20261019T090000",
            uid="weekly",
        ),
        event(
            "Alice / Priya, later",
            "20261014T150000",
            ALICE,
            PRIYA,
            "RECURRENCE-ID:20261012T090000",
            uid="weekly",
        ),
        event(
            "Off",
            "20261026T090000",
            ALICE,
            PRIYA,
            "RECURRENCE-ID:20261026T090000",
            "STATUS:CANCELLED",
            uid="weekly",
        ),
        event("One more", "20261030T090000", ALICE, PRIYA),
    )
    assert [(proposal.when.last.isoformat(), proposal.reason) for proposal in result.proposals] == [
        ("2026-09-28", "1:1s on 7, 14, 21 and 28 September."),
        ("2026-10-30", "1:1s on 5, 14 and 30 October."),
        ("2026-11-16", "1:1s on 2, 9 and 16 November."),
    ]
    assert all(proposal.people == ("Priya Shah",) for proposal in result.proposals)


def test_the_next_time_a_month_that_was_begun_is_proposed_whole(collect):
    weekly = event("Alice / Priya", "20260907T090000", ALICE, PRIYA, "RRULE:FREQ=WEEKLY;BYDAY=MO")
    first = collect(weekly)
    again = collect(weekly, state=first.state)
    assert [proposal.key for proposal in again.proposals] == ["2026-11 person Priya Shah"]
    assert again.proposals[-1].members == first.proposals[-1].members
    later = collect(weekly, state=first.state, today=date(2026, 12, 4))
    keys = [(proposal.key, len(proposal.members)) for proposal in later.proposals]
    assert keys == [("2026-11 person Priya Shah", 5)]
    assert set(later.proposals[0].members) > set(first.proposals[-1].members)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;INTERVAL=2;COUNT=3", [10, 12, 14]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261117T235959Z", [10, 12, 17]),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=5", [10]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=7", [10]),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10", [10]),
    ],
)
def test_the_usual_recurrences(collect, rule, days):
    (proposal,) = collect(event("Sync", "20261110T090000", ALICE, PRIYA, f"RRULE:{rule}")).proposals
    assert [int(member.split()[1][-2:]) for member in proposal.members] == days


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Berlin",
        "W. Europe Standard Time",
        "/freeassociation.sourceforge.net/Europe/Berlin",
        "No/Such_Zone",
        "../../etc/passwd",
        "x" * 500,
        "",
    ],
)
def test_a_time_zone_of_any_name(collect, zone):
    text = event("Sync", "20261112T090000", ALICE, PRIYA).replace("DTSTART:", f"DTSTART;TZID={zone}:")
    (proposal,) = collect(text).proposals
    assert str(proposal.when) == "2026-11-12"


HOSTILE_RULES = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;COUNT=999999",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYHOUR=1,2,3,4;BYMINUTE=1,2,3",
    "FREQ=YEARLY;BYEASTER=1",
    "FREQ=WEEKLY;UNTIL=99991231T235959Z;BYDAY=" + "MO," * 5000,
    "FREQ=NEVER",
    "nonsense",
]


@pytest.mark.parametrize("rule", HOSTILE_RULES)
def test_a_hostile_rule_is_left_out_and_counted(collect, rule):
    result = collect(
        event("Hostile", "19700101T090000", ALICE, PRIYA, f"RRULE:{rule}"),
        event("Sync", "20261112T090000", ALICE, PRIYA),
    )
    assert [proposal.text for proposal in result.proposals] == ["Sync"]
    (note,) = result.notes
    assert note.startswith("1 event in ")


def test_ten_thousand_years_take_no_time(collect):
    rules = ["FREQ=DAILY;UNTIL=99991231T000000Z", "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=5"]
    result = collect(
        *(event("Old", "00010101T090000", ALICE, PRIYA, f"RRULE:{rule}", uid=rule) for rule in rules),
        *(
            event("Sync", "19700105T090000", ALICE, PRIYA, f"RRULE:{rule}", uid=f"new {rule}")
            for rule in rules
        ),
    )
    assert result.notes[0].startswith("3 events in ")
    assert {proposal.people for proposal in result.proposals} == {("Priya Shah",)}


def test_a_calendar_that_takes_too_long_is_read_in_part(collect, monkeypatch):
    from vividmap.sources.calendar import expansion

    monkeypatch.setattr(expansion, "MAX_SECONDS", -1)
    result = collect(event("Sync", "20261112T090000", ALICE, PRIYA))
    assert "1 event in" in result.notes[0]
    assert "the calendar took too long" in result.notes[0]


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00" * 100, b"BEGIN:VCARD\n", b"PK\x03\x04"])
def test_what_is_no_calendar_is_said(tmp_path, data):
    file = tmp_path / "x.ics"
    file.write_bytes(data)
    request = CollectRequest(places=[str(file)], people=PEOPLE, today=TODAY)
    with pytest.raises(SourceError, match="it is not an iCalendar file"):
        calendar.collect(request)
    (tmp_path / "y.ics").write_bytes(ics(event("Sync", "20261112T090000", ALICE, PRIYA)))
    result = calendar.collect(replace(request, places=[str(tmp_path)]))
    assert [proposal.text for proposal in result.proposals] == ["Sync"]
    assert "x.ics was left out: it is not an iCalendar file" in result.notes[0]
    # once the file is a calendar, its earlier days are read too
    file.write_bytes(ics(event("Early", "20260915T090000", ALICE, PRIYA)))
    again = calendar.collect(replace(request, places=[], state=result.state))
    assert [proposal.text for proposal in again.proposals] == ["Early", "Sync"]


def test_an_owner_without_an_address_is_recognised_by_being_in_every_meeting(tmp_path):
    file = tmp_path / "work.ics"
    days = [f"202611{day:02}T090000" for day in range(2, 8)]
    file.write_bytes(ics(*(event(f"Sync {day}", day, ALICE, PRIYA) for day in days)))
    request = CollectRequest(places=[str(file)], people=PEOPLE, today=TODAY)
    result = calendar.collect(request)
    assert result.proposals[0].reason == "1:1s on 2, 3, 4, 5, 6 and 7 November."
    assert "alice@acme.example is in nearly every meeting and taken for you" in result.notes[0]
    file.write_bytes(ics(*(event(f"Sync {day}", day, ALICE, PRIYA) for day in days[:4])))
    assert calendar.collect(request).notes == []


def test_an_empty_map_is_said(tmp_path):
    file = tmp_path / "work.ics"
    file.write_bytes(ics(event("Sync", "20261112T090000", ALICE, PRIYA)))
    assert (
        "nobody is on your map yet"
        in calendar.collect(CollectRequest(places=[str(file)], today=TODAY)).notes[0]
    )


def test_a_folder_of_calendars(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.ics").write_bytes(ics(event("One", "20261110T090000", PRIYA)))
    (tmp_path / "two.ICS").write_bytes(ics(event("Two", "20261111T090000", TOMAS)))
    (tmp_path / "notes.txt").write_bytes(b"no calendar")
    request = CollectRequest(places=[str(tmp_path)], people=PEOPLE, today=TODAY)
    assert [proposal.text for proposal in calendar.collect(request).proposals] == ["One", "Two"]
    with pytest.raises(SourceError, match=r"has no \.ics file"):
        calendar.collect(replace(request, places=[str(make(tmp_path / "empty"))]))
    with pytest.raises(SourceError, match="does not exist"):
        calendar.collect(replace(request, places=[str(tmp_path / "missing.ics")]))
    with pytest.raises(SourceError, match="no calendar is named"):
        calendar.collect(replace(request, places=[]))


def make(folder):
    folder.mkdir()
    return folder


def test_meetings_with_one_person_in_two_calendars_are_one_proposal(tmp_path):
    files = [tmp_path / "work.ics", tmp_path / "home.ics"]
    files[0].write_bytes(ics(event("1:1", "20261105T090000", ALICE, PRIYA)))
    files[1].write_bytes(ics(event("Coffee", "20261112T090000", ALICE, PRIYA)))
    request = CollectRequest(
        places=[str(file) for file in files], owner_names=("alice@acme.example",), people=PEOPLE, today=TODAY
    )
    (proposal,) = calendar.collect(request).proposals
    assert proposal.reason == "1:1s on 5 and 12 November."


def test_a_file_that_is_not_there_is_a_bad_place(tmp_path):
    request = CollectRequest(places=[str(tmp_path / "none.ics")], people=PEOPLE, today=TODAY)
    with pytest.raises(
        BadPlace, match=r"none\.ics does not exist; name a file, a folder or the address of a feed"
    ):
        calendar.collect(request)


def test_a_large_calendar_is_read_in_a_few_seconds(collect):
    """Ten years of a busy calendar: 12,000 events, a quarter with people on the map, and 50 series."""
    from time import process_time

    events = [
        event(
            f"Meeting {number}",
            f"{2016 + number % 11}{1 + number % 12:02}{1 + number % 28:02}T100000",
            ALICE,
            *([PRIYA] if number % 4 == 0 else ["ATTENDEE:mailto:x@y.example"]),
            "DESCRIPTION:" + "word " * 40,
        )
        for number in range(12_000)
    ]
    events += [
        event(f"Series {number}", "20160104T090000", ALICE, PRIYA, "RRULE:FREQ=WEEKLY")
        for number in range(50)
    ]
    begun = process_time()
    assert collect(*events).proposals
    assert process_time() - begun < 5


def test_a_hostile_folder_is_refused_or_read_within_its_limits(tmp_path, monkeypatch):
    """Too many files, a pipe, an endless device, a link to the folder above."""
    import os

    from vividmap.sources.calendar import places

    request = CollectRequest(places=[str(tmp_path)], people=PEOPLE, today=TODAY)
    (tmp_path / "good.ics").write_bytes(ics(event("Sync", "20261112T090000", ALICE, PRIYA)))
    os.mkfifo(tmp_path / "pipe.ics")
    (tmp_path / "above").symlink_to(tmp_path, target_is_directory=True)
    result = calendar.collect(request)
    assert [proposal.text for proposal in result.proposals] == ["Sync"]
    assert "pipe.ics was left out" in result.notes[0]

    (tmp_path / "zero.ics").symlink_to("/dev/zero")
    with pytest.raises(SourceError, match=r"zero\.ics is larger than 20 MiB"):
        calendar.collect(request)
    monkeypatch.setattr(places, "_MAX_FILES", 2)
    with pytest.raises(SourceError, match="has more than 2 calendars"):
        calendar.collect(request)
