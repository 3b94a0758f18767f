"""Settings, roles, the look, the trash, what is erased for good, and backups."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.web import come_in, served

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
    return queries.profile(pages.actor.owner)


def error(seen, field):
    found = re.search(rf'id="{field}-error" role="alert">(.*?)</p>', seen.html, re.DOTALL)
    assert f'aria-describedby="{field}-error' in seen.html
    return unescape(found[1]) if found else None


# --- the profile


def test_every_declared_field_is_in_the_form(record):
    html = record.get("/settings").html
    for name in ("text", *(name for name in specs("profile") if name != "roles")):
        assert f'name="{name}"' in html
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
    assert "Settings changed." in done.words
    now = profile(record)
    assert (now.time_zone, now.week_starts, now.fiscal_month, now.thin_month) == (
        "Europe/Lisbon",
        "sunday",
        4,
        3,
    )
    assert (now.text, now.level) == ("Alice Example", "Senior"), "what the form did not hold stays"
    assert "Settings changed." not in record.get("/settings").words, "told once"
    record.post("/undo")
    assert profile(record).time_zone == ""


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
        ("fiscal_month", "13", "'fiscal year starts in month' is a whole number from 1 to 12, not '13'."),
        ("thin_month", "<b>", "'thin month below' is a whole number from 1 to 99, not '<b>'."),
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
    database = paths.database() if connection.vendor == "sqlite" else "PostgreSQL, "
    assert database in said


# --- roles


def test_a_new_role_ends_the_one_before(record):
    done = record.post(
        "/settings/roles", follow=True, title="Staff engineer", since="2027-02-01", level="Staff"
    )
    assert "A new role: Staff engineer." in done.words
    assert "since 1 February 2027 Staff engineer" in done.words
    assert "1 September 2023 – 31 January 2027 Senior engineer · Acme · Senior" in done.words
    assert profile(record).level == "Staff"


@pytest.mark.parametrize(
    ("form", "field", "reason"),
    [
        ({"title": ""}, "role-title", "a role needs a title."),
        ({"title": "Staff", "since": "soon"}, "role-since", "'soon' is not a date"),
        ({"title": "Staff, of sorts"}, "role-title", "holds a comma"),
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


# --- the trash


def test_what_was_deleted_is_listed_once_with_what_went_with_it(record):
    for handle in ("o7hr", "p9qd", "g1aa"):
        record.post("item-delete", handle)
    said = record.get("/trash").words
    assert re.findall(r"\^(\w{4})", said) == ["g1aa", "p9qd", "o7hr"]
    assert "Staff goal with 2 beneath it" in said
    assert "Priya Natarajan person with 1 beneath it" in said


def test_what_is_restored_comes_back_whole_and_can_be_undone(record):
    before = record.document()
    record.post("item-delete", "g1aa")
    done = record.post("settings-restore", "g1aa", follow=True)
    assert "Restored “Staff”." in done.words
    assert record.document() == before
    record.post("/undo")
    assert record.get("/i/g1aa").status == 404


def test_what_stood_beneath_something_deleted_waits_for_it(record):
    record.post("item-delete", "u1cc")
    record.post("item-delete", "g1aa")
    said = record.get("/trash").words
    assert "Known here only update stood beneath ^x2bb, to be restored first" in said
    assert "with 1 beneath it" in said
    seen = record.post("settings-restore", "u1cc")
    assert seen.status == 409
    assert "restore ^x2bb first" in seen.words


def test_an_empty_trash_says_what_it_is_for(record):
    assert "Nothing is in the trash." in record.get("/trash").words


def test_a_large_trash_has_pages_and_asks_no_more_queries(record):
    from vividmap.services import entries

    lines = "\n".join(f"- 2026-10-01 Gone {n}" for n in range(130))
    record.take_in(f"# Impact evidence\n{lines}\n")
    entries.undo(record.actor)
    with CaptureQueriesContext(connection) as asked:
        first = record.get("/trash")
    assert first.html.count('<li class="row">') == 100
    assert len(asked) <= 8
    assert 'href="?page=2" rel="next"' in first.html
    assert record.get("/trash?page=2").html.count('<li class="row">') == 30
    for page in ("0", "-1", "x", "99999999999999999999"):
        assert record.get(f"/trash?page={page}").status == 200


# --- what is erased for good


def test_erasing_asks_first_and_says_what_goes(record):
    record.post("item-delete", "g1aa")
    seen = record.get("settings-purge", "g1aa")
    assert "^g1aa, 2 things beneath it, and all their earlier texts go." in seen.words
    assert "This cannot be undone." in seen.words
    for typed in ("", "x2bb", "g1aaa"):
        wrong = record.post("settings-purge", "g1aa", handle=typed)
        assert wrong.status == 422
        assert error(wrong, "handle") == "Nothing was erased: the handle is ^g1aa."
    assert "^g1aa" in record.get("/trash").words


def test_there_is_nothing_to_erase_or_restore_that_never_was(record):
    assert record.get("settings-purge", "n0ne").status == 404
    assert record.post("settings-purge", "n0ne", handle="n0ne").status == 404
    assert record.post("settings-restore", "n0ne").status == 404
    assert record.post("settings-restore", "c4ch").status == 404


@pytest.mark.sqlite_only  # backups are of the file
def test_what_is_erased_is_gone_and_the_backups_that_hold_it_are_named(vividmap):
    vividmap("import", "-", input=RECORD)
    backup = vividmap("backup").out.removeprefix("Backed up to ").strip()
    vividmap("delete", "o7hr", "g1aa")
    with served(vividmap) as server:
        visitor = come_in(server)
        form = {"csrfmiddlewaretoken": visitor.csrf(), "handle": "^O7HR"}
        answer = visitor.ask("POST", "/trash/o7hr/purge", form=form)
        assert (answer.status, answer.header("Location")) == (302, "/trash")
        told = visitor.get("/trash").body
        assert "Erased “Other” for good." in told
        assert backup in told
        assert "^o7hr" not in told
        assert "Erased" not in visitor.get("/trash").body, "told once"
        # Restored after a purge, what is left is whole.
        visitor.ask("POST", "/trash/g1aa/restore", form={"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]})
    assert "Reach" in vividmap("document").out
    assert b"^o7hr" not in (vividmap.home / "vividmap.sqlite3").read_bytes()


# --- backups


@pytest.mark.sqlite_only
def test_a_backup_is_made_and_listed(vividmap):
    vividmap("import", "-", input=RECORD)
    with served(vividmap) as server:
        visitor = come_in(server)
        assert "There is none yet." in visitor.get("/backups").body
        csrf = visitor.csrf()
        for _ in range(2):
            answer = visitor.ask("POST", "/backups", form={"csrfmiddlewaretoken": csrf})
            assert answer.header("Location") == "/backups"
        html = visitor.get("/backups").body
    made = sorted((str(path) for path in vividmap.home.glob("backups/*.sqlite3")), reverse=True)
    assert len(made) == 2
    assert re.findall(r"<td><code>([^<]+)", html) == made
    assert f"Backed up to {made[0]}" in html
    assert re.search(r"<td>\d+ kB</td>", html)


@pytest.mark.sqlite_only
def test_a_backup_that_cannot_be_made_says_why(vividmap):
    vividmap("import", "-", input=RECORD)
    (vividmap.home / "backups").write_text("in the way")
    with served(vividmap) as server:
        visitor = come_in(server)
        answer = visitor.ask("POST", "/backups", form={"csrfmiddlewaretoken": visitor.csrf()})
    assert answer.status == 422
    assert "is in the way" in answer.body
