"""config: the profile, thresholds of one's own, and the model that may rewrite a paragraph."""

import pytest
from tests.cli.many import refused
from tests.cli.terminal import at_terminal

from vividmap.core import insights
from vividmap.core.criteria import coverage

pytestmark = pytest.mark.database

PROFILE = {
    "name": "Alice Example",
    "level": "Senior",
    "employer": "Acme, Inc",
    "time-zone": "Europe/Lisbon",
    "week-starts": "sunday",
    "fiscal-month": "4",
    "thin-month": "3",
    "confidential": "Meridian; Project Falcon",
    "private-tags": "job-hunt; health",
    "email": "alice@example.org",
    "phone": "+351 555 0100",
    "place": "Lisbon, Portugal",
    "links": "https://alice.example; https://github.com/alice",
    "summary": "Payments, and what keeps them running.",
    "education": "MSc Computer Science, University of Porto, 2009 – 2014",
    "certifications": "CKA",
    "languages": "English (fluent); Portuguese",
}
MODEL = {"llm-url": "http://127.0.0.1:11434/v1", "llm-model": "llama3", "llm-key-from": "MY_KEY"}
AS_JSON = {
    "fiscal-month": 4,
    "thin-month": 3,
    "confidential": ["Meridian", "Project Falcon"],
    "private-tags": ["job-hunt", "health"],
    "links": ["https://alice.example", "https://github.com/alice"],
    "education": ["MSc Computer Science, University of Porto, 2009 – 2014"],
    "certifications": ["CKA"],
    "languages": ["English (fluent)", "Portuguese"],
    "thresholds": {},
}


def test_each_setting_is_shown_changed_and_reset(vividmap):
    unset = [line.split(maxsplit=1) for line in vividmap("config").out.splitlines()]
    assert [name for name, _ in unset] == [*PROFILE, *MODEL]
    assert ["week-starts", "(monday)"] in unset
    assert ["level", "(not set)"] in unset
    assert vividmap("config", "level").out == "\n", "alone it is for programs, too"
    for name, value in (PROFILE | MODEL).items():
        assert vividmap("config", name, value).out == f"{value}\n"
    assert vividmap("config", "level").out == "Senior\n"
    assert vividmap.json("config") == PROFILE | MODEL | AS_JSON
    assert vividmap.json("config", "fiscal-month") == {"fiscal-month": 4}
    assert vividmap.document().split("\n")[2:11] == [
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
    vividmap("config", "level", "")
    vividmap("config", "fiscal-month", "")
    assert vividmap.json("config") == PROFILE | MODEL | AS_JSON | {"level": "", "fiscal-month": None}
    vividmap("undo")
    assert vividmap.json("config", "fiscal-month") == {"fiscal-month": 4}


def test_a_person_sees_what_applies_where_nothing_is_set(vividmap):
    assert at_terminal(vividmap, "config", "time-zone").text == "(this machine's)\n"


def test_the_model_is_reset_setting_by_setting(vividmap):
    for name, value in MODEL.items():
        vividmap("config", name, value)
    file = vividmap.home / "writer.json"
    assert file.stat().st_mode & 0o777 == 0o600
    for name in MODEL:
        vividmap("config", name, "")
    assert not file.exists()
    assert {name: vividmap.json("config")[name] for name in MODEL} == dict.fromkeys(MODEL, "")


WRONG = [
    (["config", "colour", "red"], "there is no setting 'colour'. 'vividmap config --all' lists them"),
    (["config", "timezone"], "there is no setting 'timezone'. Did you mean time-zone?"),
    (["config", "time-zone", "Lisbon"], "'Lisbon' is not a time zone; write it like Europe/Lisbon"),
    (["config", "time-zone", "../../etc/passwd"], "is not a time zone"),
    (["config", "week-starts", "someday"], "monday, tuesday"),
    (["config", "fiscal-month", "13"], "a whole number from 1 to 12, not '13'"),
    (["config", "fiscal-month", "april"], "a whole number from 1 to 12, not 'april'"),
    (["config", "thin-month", "-1"], "no such option"),
    (["config", "level", "Staff", "Engineer"], "unexpected extra argument"),
    (["config", "--all", "level"], "--all takes no KEY"),
    (["config", "gap-stil"], "there is no setting 'gap-stil'. Did you mean gap-still"),
    (["config", "gap-stil", ""], "there is no setting 'gap-stil'"),
    (["config", "gap-still", "0"], "gap-still must be a whole number from 1 to 120, not '0'"),
    (["config", "gap-still", "121"], "gap-still must be a whole number from 1 to 120, not '121'"),
    (["config", "gap-still", "half"], "gap-still must be a whole number from 1 to 120, not 'half'"),
    (["config", "gap-still", "٣"], "gap-still must be a whole number from 1 to 120, not '٣'"),
    (["config", "llm-url", "http://example.org/v1"], "use https"),
    (["config", "llm-url", "llama"], "is not an address"),
]


def test_what_cannot_be_is_refused(vividmap):
    refused(vividmap, WRONG)


def test_a_threshold_is_set_shown_and_reset(vividmap):
    assert vividmap("config", "gap-still").out.startswith("gap-still            6 months\n")
    assert "3 months (default 6)" in vividmap("config", "gap-still", "3").out
    assert vividmap("config").out.splitlines()[-1].split() == ["gap-still", "3"]
    assert vividmap.json("config")["thresholds"] == {"gap-still": 3}
    assert "threshold: gap-still 3" in vividmap.document()
    shape = vividmap.json("config", "gap-still")
    assert {name: shape[name] for name in ("name", "value", "default", "unit")} == {
        "name": "gap-still",
        "value": 3,
        "default": 6,
        "unit": "months",
    }
    assert shape["says"]
    assert shape["source"]
    vividmap("config", "gap-still", "")
    assert vividmap.json("config")["thresholds"] == {}
    vividmap("undo")
    assert vividmap.json("config")["thresholds"] == {"gap-still": 3}


@pytest.mark.parametrize("number", ["1", "120"])
def test_the_ends_of_what_a_threshold_can_be_are_taken(vividmap, number):
    vividmap("config", "gap-still", number)
    assert vividmap.json("config")["thresholds"] == {"gap-still": int(number)}


def test_every_setting_is_explained(vividmap):
    vividmap("config", "circle-most", "40")
    thresholds = {one.name for one in (*insights.list_thresholds(), *coverage.THRESHOLDS)}
    shapes = vividmap.json("config", "--all")
    assert {one["name"] for one in shapes} == thresholds | set(PROFILE) | set(MODEL)
    assert all(one["says"] for one in shapes)
    text = vividmap("config", "--all").out
    assert text.count("\n  Source: ") == len(thresholds)
    assert "circle-most          40 people (default 25)\n  " in text
    assert "visibility-above     1 person\n" in text
    assert "time-zone            (this machine's)\n  " in text


def test_a_threshold_of_another_version_is_kept_until_it_is_reset(vividmap):
    vividmap("import", "-", input="---\nvividmap: document 1\nthreshold: of-old 9\n---\n")
    vividmap("config", "gap-still", "3")
    assert vividmap.json("config")["thresholds"] == {"gap-still": 3, "of-old": 9}
    assert vividmap("config", "of-old", "").out == "of-old is reset.\n"
    assert vividmap.json("config")["thresholds"] == {"gap-still": 3}
