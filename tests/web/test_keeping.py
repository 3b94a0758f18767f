"""The trash, what is erased for good, and backups."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.web import come_in, served
from tests.web.test_settings import RECORD, error


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


def test_what_was_deleted_is_listed_once_with_what_went_with_it(record):
    for handle in ("o7hr", "p9qd", "g1aa"):
        record.post("item-delete", handle)
    said = record.get("/trash").words
    assert re.findall(r"\^(\w{4})", said) == ["g1aa", "p9qd", "o7hr"]
    assert "Staff goal with 2 under it Restore" in said
    assert "Priya Natarajan person with 1 under it Restore" in said


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
    assert "Known here only update restore ^x2bb first Delete permanently…" in said
    assert "with 1 under it" in said
    seen = record.post("settings-restore", "u1cc")
    assert seen.status == 409
    assert "restore ^x2bb first" in seen.words


def test_an_empty_trash_says_what_it_is_for(record):
    words = record.get("/trash").words
    assert "The trash is empty. Deleted items appear here and can be restored." in words


def test_a_large_trash_has_pages_and_asks_no_more_queries(record):
    from vividmap.services.changes import entries

    lines = "\n".join(f"- 2026-10-01 Gone {n}" for n in range(130))
    record.take_in(f"# Impact evidence\n{lines}\n")
    entries.undo_change(record.actor)
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
    assert "^g1aa, 2 items under it and their history are deleted." in seen.words
    assert "This cannot be undone." in seen.words
    for typed in ("", "x2bb", "g1aaa"):
        wrong = record.post("settings-purge", "g1aa", handle=typed)
        assert wrong.status == 422
        assert error(wrong, "handle") == "Nothing was deleted: the handle is ^g1aa."
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
    vividmap("rm", "o7hr", "g1aa")
    with served(vividmap) as server:
        visitor = come_in(server)
        form = {"csrfmiddlewaretoken": visitor.csrf(), "handle": "^O7HR"}
        answer = visitor.ask("POST", "/trash/o7hr/purge", form=form)
        assert (answer.status, answer.header("Location")) == (302, "/trash")
        told = visitor.get("/trash").body
        assert "Permanently deleted “Other”." in told
        assert backup in told
        assert "^o7hr" not in told
        assert "Permanently deleted" not in visitor.get("/trash").body, "told once"
        # Restored after a purge, what is left is whole.
        visitor.ask("POST", "/trash/g1aa/restore", form={"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]})
    assert "Reach" in vividmap.document()
    assert b"^o7hr" not in (vividmap.home / "vividmap.sqlite3").read_bytes()


# --- backups


@pytest.mark.sqlite_only
def test_a_backup_is_made_and_listed(vividmap):
    with served(vividmap) as server:
        visitor = come_in(server)
        assert "No backups yet." in visitor.get("/backups").body
        vividmap("import", "-", input=RECORD)  # and the backup of the day
        csrf = visitor.csrf()
        for _ in range(2):
            answer = visitor.ask("POST", "/backups", form={"csrfmiddlewaretoken": csrf})
            assert answer.header("Location") == "/backups"
        html = visitor.get("/backups").body
    daily, *by_hand = sorted((str(path) for path in vividmap.home.glob("backups/*.sqlite3")), reverse=True)
    made = [*by_hand, daily]
    assert len(made) == 3
    assert re.findall(r"<td><code>([^<]+)", html) == made
    assert f"Backed up to {made[0]}" in html
    assert re.search(r"<td>\d+ kB</td>", html)


@pytest.mark.sqlite_only
def test_a_backup_that_cannot_be_made_says_why(vividmap):
    (vividmap.home / "backups").write_text("in the way")
    vividmap("import", "-", input=RECORD)
    with served(vividmap) as server:
        visitor = come_in(server)
        answer = visitor.ask("POST", "/backups", form={"csrfmiddlewaretoken": visitor.csrf()})
    assert answer.status == 422
    assert "is not a folder" in answer.body
