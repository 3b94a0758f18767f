"""Settings, roles, and the look."""

import re
from html import unescape

import pytest
from django.db import connection

from vividmap.core import insights
from vividmap.core.record import specs
from vividmap.store import queries

RECORD = """\
---
vividmap: document 1
name: Alice Example
level: Senior
role: 2023-09.. Senior engineer, Acme, Senior
---
# Impact evidence
- 2026-11-20 Moved the cache #redis @priya ^c4ch
- 2026-11-19 Other ^o7hr
# Relationship map
- Priya Natarajan ^p9qd

  - 2026-11-02 Coffee ^t4mm
# Goals and gaps
- Staff ^g1aa
  - gap: Reach ^x2bb
    - 2026-10-02 Known here only ^u1cc
"""


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


def profile(pages):
    return queries.load_profile(pages.actor.owner)


def error(seen, field):
    found = re.search(rf'id="{field}-error" role="alert">(.*?)</p>', seen.html, re.DOTALL)
    assert f'aria-describedby="{field}-error' in seen.html
    return unescape(found[1]) if found else None


# --- the profile


def test_every_declared_field_is_in_the_form(record):
    html = record.get("/settings").html
    for name in ("text", *(name for name in specs("profile") if name not in ("limits", "roles"))):
        assert f'name="{name}"' in html
    assert ">confidential names</label>" in html, "it takes many, one a line"
    assert 'value="Alice Example"' in html
    assert 'value="Senior"' in html
    assert "<option>Europe/Lisbon</option>" in html


def test_what_is_changed_is_kept_told_and_undone(record):
    done = record.post(
        "/settings",
        follow=True,
        time_zone="Europe/Lisbon",
        week_starts="sunday",
        fiscal_month="4",
        thin_month="3",
    )
    assert "Settings saved." in done.words
    now = profile(record)
    assert (now.time_zone, now.week_starts, now.fiscal_month, now.thin_month) == (
        "Europe/Lisbon",
        "sunday",
        4,
        3,
    )
    assert (now.text, now.level) == ("Alice Example", "Senior"), "what the form did not hold stays"
    assert "Settings saved." not in record.get("/settings").words, "told once"
    record.post("/undo")
    assert profile(record).time_zone == ""


def test_confidential_names_are_one_a_line(record):
    record.post("/settings", confidential="Project Falcon\r\n\r\n Meridian, Inc \r\n")
    assert profile(record).confidential == ("Project Falcon", "Meridian, Inc")
    assert "Project Falcon\nMeridian, Inc</textarea>" in record.get("/settings").html
    record.post("/settings", confidential="")
    assert profile(record).confidential == ()


def test_an_empty_record_has_settings_too(pages):
    assert pages.get("/settings").status == 200
    pages.post("/settings", text="Alice", version="")
    assert profile(pages).text == "Alice"


def test_what_is_taken_away_is_empty_again(record):
    record.post("/settings", fiscal_month="4")
    record.post("/settings", fiscal_month="", level="")
    assert (profile(record).fiscal_month, profile(record).level) == (None, "")


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("time_zone", "Lisbon", "'Lisbon' is not a time zone; write it like Europe/Lisbon."),
        (
            "fiscal_month",
            "13",
            "'fiscal year starts in month' must be a whole number from 1 to 12, not '13'.",
        ),
        ("thin_month", "<b>", "'thin month below' must be a whole number from 1 to 99, not '<b>'."),
        ("text", "A\0B", "NUL"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_reason_beside_it(record, field, typed, reason):
    seen = record.post("/settings", **{"employer": "Kept as typed", field: typed})
    assert seen.status == 422
    assert reason in error(seen, field)
    assert 'value="Kept as typed"' in seen.html
    assert profile(record).employer == ""


def test_a_week_begins_on_no_other_day(record):
    assert record.post("/settings", week_starts="someday").status == 422


def test_what_was_changed_meanwhile_is_not_overwritten(record):
    version = profile(record).version
    record.post("/settings", level="Staff", version=str(version))
    late = record.post("/settings", level="Principal", version=str(version))
    assert late.status == 409
    assert 'value="Principal"' in late.html
    assert profile(record).level == "Staff"


def test_the_settings_say_where_the_record_lives(record):
    from vividmap import __version__, paths

    said = record.get("/settings").words
    assert paths.home() in said
    assert __version__ in said
    database = paths.database_file() if connection.vendor == "sqlite" else "PostgreSQL, "
    assert database in said


# --- thresholds


def test_every_threshold_is_in_the_form_with_what_it_decides_and_the_usual_number(record):
    assert "on a page of their own" in record.get("/settings").words
    seen = record.get("settings-thresholds")
    for one in insights.list_thresholds():
        assert f'id="f-{one.name}" name="{one.name}" value="" placeholder="{one.usual}"' in seen.html
        assert one.says in seen.words
        assert one.source in seen.words


def test_thresholds_are_saved_as_one_step_that_undo_takes_back(record):
    done = record.post(
        "settings-thresholds", follow=True, **{"gap-still": "3", "circle-most": " 40 ", "thin-month": "3"}
    )
    assert "Thresholds saved." in done.words
    assert profile(record).limits == {"circle-most": 40, "gap-still": 3}
    assert profile(record).thin_month == 3
    assert 'name="gap-still" value="3"' in done.html
    record.post("settings-thresholds", **{"gap-still": ""})
    assert profile(record).limits == {"circle-most": 40}
    record.post("/undo")
    record.post("/undo")
    assert (profile(record).limits, profile(record).thin_month) == ({}, None)


def test_a_form_that_says_nothing_new_changes_nothing(record):
    version = profile(record).version
    record.post("settings-thresholds", **{"gap-still": ""})
    record.post("/settings", level="Senior")
    assert profile(record).version == version


def test_thresholds_that_cannot_be_come_back_each_with_its_reason(record):
    seen = record.post(
        "settings-thresholds", **{"gap-still": "<b>", "scope-change": "101", "fresh-days": "9"}
    )
    assert seen.status == 422
    assert error(seen, "gap-still") == "gap-still must be a whole number from 1 to 120, not '<b>'."
    assert error(seen, "scope-change") == "scope-change must be a whole number from 1 to 100, not '101'."
    assert 'name="fresh-days" value="9"' in seen.html
    assert 'name="gap-still" value="&lt;b&gt;"' in seen.html
    assert profile(record).limits == {}


def test_a_threshold_that_was_changed_meanwhile_is_not_overwritten(record):
    version = str(profile(record).version)
    record.post("settings-thresholds", version=version, **{"gap-still": "3"})
    late = record.post("settings-thresholds", version=version, **{"gap-still": "4"})
    assert late.status == 409
    assert "changed in the meantime" in late.words
    assert 'name="gap-still" value="4"' in late.html
    assert profile(record).limits == {"gap-still": 3}


# --- roles


def test_a_new_role_ends_the_one_before(record):
    done = record.post(
        "/settings/roles", follow=True, title="Staff engineer", since="2027-02-01", level="Staff"
    )
    assert "Added the role Staff engineer." in done.words
    assert "since 1 February 2027 Staff engineer" in done.words
    assert "1 September 2023 – 31 January 2027 Senior engineer · Acme · Senior" in done.words
    assert profile(record).level == "Staff"


@pytest.mark.parametrize(
    ("form", "field", "reason"),
    [
        ({"title": ""}, "role-title", "a role needs a title."),
        ({"title": "Staff", "since": "soon"}, "role-since", "'soon' is not a date"),
    ],
)
def test_a_role_that_cannot_be_taken_says_why(record, form, field, reason):
    seen = record.post("/settings/roles", **form)
    assert seen.status == 422
    assert reason in error(seen, field)
    assert len(profile(record).roles) == 1


def test_all_roles_can_be_said_anew_as_lines(record):
    assert "2023-09-01.. Senior engineer, Acme, Senior" in record.get("/settings").html
    version = str(profile(record).version)
    record.post(
        "/settings/roles",
        lines="2020..2023-08 Engineer, Norlys\r\n\r\n2023-09.. Senior engineer, Acme",
        version=version,
    )
    assert [one.title for one in profile(record).roles] == ["Engineer", "Senior engineer"]
    late = record.post("/settings/roles", lines="2020.. Nobody", version=version)
    assert (late.status, "2020.. Nobody" in late.html) == (409, True)
    wrong = record.post("/settings/roles", lines="yesterday..2023 Engineer")
    assert wrong.status == 422
    assert "'yesterday' is not a date" in error(wrong, "lines")
    assert "yesterday..2023 Engineer</textarea>" in wrong.html


# --- the look


@pytest.mark.parametrize("look", ["light", "dark", "system"])
def test_the_look_is_remembered_and_leads_back(record, look):
    answer = record.client.post("/look", {"look": look, "next": "/search?q=a%20b"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/search?q=a%20b")
    cookie = answer.cookies["vividmap-look"]
    assert (cookie.value, cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        look,
        "Strict",
        "/",
        31536000,
    )
    assert cookie["httponly"]
    html = record.get("/settings").html
    assert (f'data-look="{look}"' in html) == (look != "system")
    assert f'value="{look}" aria-pressed="true"' in html
    assert 'name="next" value="/settings"' in html


@pytest.mark.parametrize(
    "there",
    [
        "https://example.com/",
        "//example.com",
        "/\\example.com",
        "evidence",
        "javascript:alert(1)",
        "",
        "\r\nX: y",
    ],
)
def test_the_look_leads_nowhere_else(record, there):
    assert record.post("/look", look="dark", next=there).location == "/"


def test_no_other_look_is_kept(record):
    answer = record.client.post("/look", {"look": '"><script>', "next": "/"})
    assert answer.status_code == 400
    assert "vividmap-look" not in answer.cookies
