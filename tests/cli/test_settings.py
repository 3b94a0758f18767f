"""The profile: settings, and roles of one's own."""

import pytest
from tests.cli.many import refused

pytestmark = pytest.mark.database

SETTINGS = {
    "name": "Alice Example",
    "level": "Senior",
    "employer": "Acme, Inc",
    "time-zone": "Europe/Lisbon",
    "week-starts": "sunday",
    "fiscal-month": "4",
    "thin-month": "3",
}


def test_each_setting_is_said_shown_and_taken_away(vividmap):
    assert vividmap("settings").out.split() == list(SETTINGS)
    for name, value in SETTINGS.items():
        assert vividmap("settings", name, value).out.split(maxsplit=1) == [name, f"{value}\n"]
    assert vividmap("settings", "level").out == "level          Senior\n"
    assert vividmap.json("settings") == SETTINGS | {"fiscal-month": 4, "thin-month": 3}
    assert vividmap.json("settings", "fiscal-month") == {"fiscal-month": 4}
    assert vividmap("document").out.split("\n")[2:9] == [
        "name: Alice Example",
        "level: Senior",
        "employer: Acme, Inc",
        "time zone: Europe/Lisbon",
        "week starts: sunday",
        "fiscal year starts in month: 4",
        "thin month below: 3",
    ]
    vividmap("settings", "level", "")
    vividmap("settings", "fiscal-month", "")
    assert vividmap.json("settings") == SETTINGS | {"level": "", "fiscal-month": None, "thin-month": 3}
    vividmap("undo")
    assert vividmap.json("settings", "fiscal-month") == {"fiscal-month": 4}


WRONG = [
    (["settings", "colour", "red"], "'colour' is not one of 'name', 'level'"),
    (["settings", "time-zone", "Lisbon"], "'Lisbon' is not a time zone; write it like Europe/Lisbon"),
    (["settings", "time-zone", "../../etc/passwd"], "is not a time zone"),
    (["settings", "week-starts", "someday"], "it is one of monday, tuesday"),
    (["settings", "fiscal-month", "13"], "is a whole number from 1 to 12, not '13'"),
    (["settings", "fiscal-month", "april"], "is a whole number from 1 to 12, not 'april'"),
    (["settings", "thin-month", "-1"], "No such option"),
    (["role", ""], "a role needs a title"),
    (["role", "A, B"], "the title 'A, B' holds a comma"),
    (["role", "Staff", "--since", "whenever"], "--since 'whenever' is not a date"),
]


def test_what_cannot_be_is_refused(vividmap):
    refused(vividmap, WRONG)


def test_a_role_ends_the_one_before(vividmap, today):
    vividmap("role", "Engineer", "--since", "2021-05-03", "--employer", "Norlys", "--level", "mid")
    vividmap("role", "Senior Engineer", "--since", "2024-03", "--level", "Senior")
    assert vividmap("role", "Senior Engineer", "--employer", "Acme").out.splitlines() == [
        "role: 2021-05-03..2024-02-29 Engineer, Norlys, mid",
        f"role: 2024-03-01..{today.fromordinal(today.toordinal() - 1)} Senior Engineer, Norlys, Senior",
        f"role: {today}.. Senior Engineer, Acme, Senior",
    ]
    settings = vividmap.json("settings")
    assert (settings["employer"], settings["level"]) == ("Acme", "Senior")


def test_a_role_of_long_ago_changes_nothing_of_today(vividmap):
    vividmap("role", "Staff", "--since", "2025-01", "--employer", "Acme", "--level", "Staff")
    vividmap("role", "Engineer", "--since", "2020-02-01", "--employer", "Norlys", "--level", "mid")
    assert vividmap("role", "Senior", "--since", "2022-06-01", "--employer", "Norlys").out.splitlines() == [
        "role: 2020-02-01..2022-05-31 Engineer, Norlys, mid",
        "role: 2022-06-01..2024-12-31 Senior, Norlys",
        "role: 2025-01-01.. Staff, Acme, Staff",
    ]
    settings = vividmap.json("settings")
    assert (settings["employer"], settings["level"]) == ("Acme", "Staff")


def test_a_role_said_twice_is_said_better(vividmap):
    vividmap("role", "Stafff", "--since", "2025-01-01")
    assert vividmap("role", "Staff", "--since", "2025-01-01").out == "role: 2025-01-01.. Staff\n"
