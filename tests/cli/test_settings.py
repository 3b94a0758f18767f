"""The profile: settings, and roles of one's own."""

import pytest
from tests.cli.many import refused

from vividmap.core import insights
from vividmap.core.criteria import coverage

pytestmark = pytest.mark.database

SETTINGS = {
    "name": "Alice Example",
    "level": "Senior",
    "employer": "Acme, Inc",
    "time-zone": "Europe/Lisbon",
    "week-starts": "sunday",
    "fiscal-month": "4",
    "thin-month": "3",
    "confidential": "Meridian; Project Falcon",
}


AS_JSON = {
    "fiscal-month": 4,
    "thin-month": 3,
    "confidential": ["Meridian", "Project Falcon"],
    "thresholds": {},
}


def test_each_setting_is_said_shown_and_taken_away(vividmap):
    unsaid = [line.split(maxsplit=1) for line in vividmap("settings").out.splitlines()]
    assert [name for name, _ in unsaid] == list(SETTINGS)
    assert ["week-starts", "(monday)"] in unsaid
    assert ["level", "(not said)"] in unsaid
    assert vividmap("settings", "level").out == "level\n", "alone it is for programs, too"
    for name, value in SETTINGS.items():
        assert vividmap("settings", name, value).out.split(maxsplit=1) == [name, f"{value}\n"]
    assert vividmap("settings", "level").out == "level          Senior\n"
    assert vividmap.json("settings") == SETTINGS | AS_JSON
    assert vividmap.json("settings", "fiscal-month") == {"fiscal-month": 4}
    assert vividmap("document").out.split("\n")[2:11] == [
        "name: Alice Example",
        "level: Senior",
        "employer: Acme, Inc",
        "time zone: Europe/Lisbon",
        "week starts: sunday",
        "fiscal year starts in month: 4",
        "thin month below: 3",
        "confidential name: Meridian",
        "confidential name: Project Falcon",
    ]
    vividmap("settings", "level", "")
    vividmap("settings", "fiscal-month", "")
    assert vividmap.json("settings") == SETTINGS | AS_JSON | {"level": "", "fiscal-month": None}
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
    (["settings", "level", "Staff", "Engineer"], "level takes one value; put it in quotes"),
    (["settings", "thresholds", "gap-still"], "to set one, write: vividmap settings threshold NAME NUMBER"),
    (["settings", "threshold"], "say which threshold"),
    (["settings", "threshold", "gap-stil"], "'gap-stil' is no threshold"),
    (
        ["settings", "threshold", "gap-stil", "3"],
        "'gap-stil' is no threshold; there are thin-month, full-month",
    ),
    (
        ["settings", "threshold", "gap-stil", ""],
        "'gap-stil' is no threshold; there are thin-month, full-month",
    ),
    (["settings", "threshold", "gap-still", "0"], "gap-still is a whole number from 1 to 120, not '0'"),
    (["settings", "threshold", "gap-still", "121"], "gap-still is a whole number from 1 to 120, not '121'"),
    (["settings", "threshold", "gap-still", "half"], "gap-still is a whole number from 1 to 120, not 'half'"),
    (["settings", "threshold", "gap-still", "٣"], "gap-still is a whole number from 1 to 120, not '٣'"),
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


def test_a_threshold_is_set_shown_and_taken_away(vividmap):
    assert vividmap("settings", "threshold", "gap-still").out.startswith("gap-still            6 months\n")
    assert "3 months (usual 6)" in vividmap("settings", "threshold", "gap-still", "3").out
    assert vividmap("settings").out.splitlines()[-1] == "threshold: gap-still 3"
    assert vividmap.json("settings")["thresholds"] == {"gap-still": 3}
    assert "threshold: gap-still 3" in vividmap("document").out
    assert vividmap.json("settings", "threshold", "gap-still") == {
        "name": "gap-still",
        "value": 3,
        "usual": 6,
        "unit": "months",
        "says": "A gap of which the same is said for this long, or nothing, has stood still.",
        "source": "A state is looked at once a quarter: what is the same after two of them has stood still.",
    }
    vividmap("settings", "threshold", "gap-still", "")
    assert vividmap.json("settings")["thresholds"] == {}
    vividmap("undo")
    assert vividmap.json("settings")["thresholds"] == {"gap-still": 3}


@pytest.mark.parametrize("number", ["1", "120"])
def test_the_ends_of_what_a_threshold_can_be_are_taken(vividmap, number):
    vividmap("settings", "threshold", "gap-still", number)
    assert vividmap.json("settings")["thresholds"] == {"gap-still": int(number)}


def test_all_thresholds_are_listed_with_what_they_decide(vividmap):
    vividmap("settings", "threshold", "circle-most", "40")
    known = {one.name for one in (*insights.thresholds(), *coverage.THRESHOLDS)}
    assert {one["name"] for one in vividmap.json("settings", "thresholds")} == known
    said = vividmap("settings", "thresholds").out
    assert said.count("\n  Source: ") == len(known)
    assert "circle-most          40 people (usual 25)\n  More relationships than this" in said
    assert "visibility-above     1 person\n" in said


def test_the_thin_month_is_one_number_by_either_name(vividmap):
    vividmap("settings", "threshold", "thin-month", "3")
    assert vividmap.json("settings")["thin-month"] == 3
    vividmap("settings", "thin-month", "4")
    assert vividmap.json("settings", "threshold", "thin-month")["value"] == 4


def test_a_threshold_of_another_version_is_kept_until_it_is_taken_away(vividmap):
    vividmap("import", "-", input="---\nvividmap: document 1\nthreshold: of-old 9\n---\n")
    vividmap("settings", "threshold", "gap-still", "3")
    assert vividmap.json("settings")["thresholds"] == {"gap-still": 3, "of-old": 9}
    assert vividmap("settings", "threshold", "of-old", "").out == "of-old is taken away\n"
    assert vividmap.json("settings")["thresholds"] == {"gap-still": 3}
