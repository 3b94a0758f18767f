"""The sample record: looked at beside one's own, and left without a trace."""

import pytest
from tests.support.command import Vividmap
from tests.support.html import found
from tests.support.web import come_in, served

from vividmap.services import actor
from vividmap.services.home import sample
from vividmap.store import queries
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow, Owner

pytestmark = [pytest.mark.database]

OWN = "# Impact evidence\n- 2026-11-20 Only mine #marmalade @priya ^c4ch\n"


def rows():
    """Every row there is."""
    tables = (Owner, ItemRow, MentionRow, Change, ItemChange)
    return {table.__name__: sorted(map(str, table.objects.values_list("pk", flat=True))) for table in tables}


@pytest.fixture
def own(pages):
    pages.take_in(OWN)
    return pages


def test_the_sample_is_shown_instead_of_the_own_record_until_it_is_left(own):
    before, document = rows(), own.document()
    assert own.post("sample-enter").location == "/"
    seen = own.get("today")
    assert "This is the sample record." in seen.words
    assert "Session cache lives in Redis now" in seen.words
    assert "Only mine" not in seen.words
    for name in ("evidence", "people", "goals", "document", "export", "import"):
        assert "This is the sample record." in own.get(name).words, name
    assert "Only mine" not in own.get("document").words
    assert own.get("item", "c4ch").status == 404
    assert own.document() == document
    assert own.post("sample-leave").location == "/"
    assert rows() == before
    seen = own.get("today")
    assert "You left the sample record. Nothing in it was saved." in seen.words
    assert "Only mine" in seen.words
    assert "This is the sample record." not in seen.words


def test_what_is_done_in_the_sample_is_done_to_the_sample_alone(own, home):
    before = rows()
    own.post("sample-enter")
    own.post("capture", text="Tried it out -> works ~team #trying", verb="log")
    assert "Tried it out" in own.get("today").words
    handle = found(r'href="/i/([0-9a-z]+)"', own.get("evidence").html)
    own.post("item-delete", handle)
    own.post("import", text="# Achievements\n\n- Another thing that I did\n")
    visitor = sample.enter_sample(own.actor.now)
    assert queries.count_by_kind(visitor.owner)["evidence"] > 1
    assert queries.count_by_kind(own.actor.owner) == {"evidence": 1, "skill": 1}
    own.post("undo")
    own.post("sample-leave")
    assert rows() == before
    assert "Nothing was undone" not in own.post("undo", follow=True).words
    assert queries.count_by_kind(own.actor.owner) == {}, "undo takes back the newest change of the own record"


def test_captures_that_wait_are_the_own_records(own):
    from vividmap import spool

    own.post("sample-enter")
    spool.save_captures([spool.new_capture("log", "Typed in a terminal meanwhile")])
    own.get("today")
    own.get("document")
    assert len(spool.waiting_files()) == 1
    own.post("sample-leave")
    assert "Typed in a terminal meanwhile" in own.get("today").words
    assert spool.waiting_files() == []


def test_what_was_staged_in_the_sample_is_not_applied_to_the_own_record(own):
    own.post("sample-enter")
    location = own.post("import", text="- Not mine\n").location
    own.post("sample-leave")
    key = location.partition("look=")[2]
    assert own.post("import-apply", key=key).status == 409
    assert "Not mine" not in own.document()


def test_who_enters_twice_has_one_sample(own):
    before = rows()
    own.post("sample-enter")
    once = rows()
    own.post("sample-enter")
    assert rows() == once
    own.post("sample-leave")
    own.post("sample-leave")
    assert rows() == before


def test_the_sample_never_becomes_the_own_record_when_it_is_erased_elsewhere(own):
    before = rows()
    own.post("sample-enter")
    sample.remove_sample()
    own.post("capture", text="Typed into the sample", verb="log")
    assert "Typed into the sample" not in own.document()
    own.post("sample-leave")
    assert rows() == before


def test_the_own_lines_keep_their_ids_while_the_sample_is_there(own):
    sample.enter_sample(own.actor.now)
    own.sample()
    sample.remove_sample()
    once = own.document()
    own.sample()
    assert own.document() == once


def test_neither_verb_answers_a_get(own):
    assert own.get("sample-enter").status == 405
    assert own.get("sample-leave").status == 405


def test_the_local_owner_is_still_the_local_one(own):
    sample.enter_sample(own.actor.now)
    assert actor.local_actor(own.actor.now).owner == own.actor.owner


def test_commands_meanwhile_know_the_own_record_alone(vividmap: Vividmap):
    vividmap("import", "-", input=f"---\nvividmap: document 1\n---\n{OWN}")
    said = ("list",), ("document",), ("list", "people"), ("trash",), ("export", "-"), ("search", "redis")
    before = [vividmap(*command).out for command in said]
    with served(vividmap) as server:
        visitor = come_in(server)
        visitor.ask("POST", "/sample", form={"csrfmiddlewaretoken": visitor.csrf()})
        assert "Session cache lives in Redis" in visitor.get().body
        assert [vividmap(*command).out for command in said] == before
        assert "Session cache" not in vividmap("doctor", check=False).out
        vividmap("log", "From a terminal")
        assert "From a terminal" in vividmap("list").out
        assert "From a terminal" not in visitor.get("/document").body
        vividmap("undo")
        assert [vividmap(*command).out for command in said[:3]] == before[:3]
        assert "Session cache lives in Redis" in visitor.get().body
    # The server ended meanwhile: after the next start nothing of the sample is left.
    with served(vividmap) as server:
        visitor = come_in(server)
        assert "This is the sample record." not in visitor.get().body
        assert "Only mine" in visitor.get().body
        assert [vividmap(*command).out for command in said[:3]] == before[:3]


def test_a_form_of_the_other_record_is_out_of_date(vividmap: Vividmap):
    with served(vividmap) as server:
        visitor = come_in(server)
        own = visitor.csrf()
        visitor.ask("POST", "/sample", form={"csrfmiddlewaretoken": own})
        stale = {"csrfmiddlewaretoken": own, "text": "Meant for my own record", "verb": "log"}
        assert visitor.ask("POST", "/capture", form=stale).status == 403
        in_sample = visitor.csrf()
        visitor.ask("POST", "/sample/leave", form={"csrfmiddlewaretoken": in_sample})
        stale = {"csrfmiddlewaretoken": in_sample, "text": "Meant for the sample", "verb": "log"}
        assert visitor.ask("POST", "/capture", form=stale).status == 403
        assert "Meant for" not in visitor.get().body


def test_a_server_that_was_killed_leaves_nothing_after_the_next_start(vividmap: Vividmap, database: str):
    vividmap("log", "Only mine")
    with served(vividmap, itself=True) as server:
        visitor = come_in(server)
        visitor.ask("POST", "/sample", form={"csrfmiddlewaretoken": visitor.csrf()})
        server.process.kill()
        server.process.wait(20)
    with served(vividmap) as server:
        come_in(server)
        if database == "sqlite":
            import sqlite3
            from contextlib import closing

            with closing(sqlite3.connect(vividmap.home / "vividmap.sqlite3")) as there:
                assert there.execute("SELECT name FROM store_owner").fetchall() == [("local",)]
                assert there.execute("SELECT count(*) FROM store_item").fetchone() == (1,)
