"""What the forms of people do, and how they refuse."""

from datetime import date, timedelta

import pytest
from tests.support.html import words
from tests.web.people.said import handle, main, refusal, value_of

# --- touchpoints


def test_a_touchpoint_is_one_line(client, person, today):
    row = person("Priya")
    answer = client.post(
        f"/people/{row.handle}/touch", {"text": "Lunch, asked for a review #writing", "when": "yesterday"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/i/{row.handle}")
    html = client.get(f"/i/{row.handle}").content.decode()
    assert "Added a touchpoint with Priya." in words(html)
    assert f'<time datetime="{today - timedelta(1)}"' in html
    assert "Lunch, asked for a review # writing" in words(html)
    client.post("/undo")
    assert "Lunch" not in main(client, f"/i/{row.handle}")


@pytest.mark.parametrize(
    ("text", "when", "day"),
    [
        ("2026-03-02 Lunch", "", date(2026, 3, 2)),
        ("2026-03-02 Lunch", "2026-03-04", date(2026, 3, 4)),
        ("undated Lunch", "", None),
    ],
)
def test_the_date_is_where_one_writes_it(client, person, touchpoints, text, when, day):  # noqa: PLR0913, PLR0917
    row = person("Priya")
    client.post(f"/people/{row.handle}/touch", {"text": text, "when": when})
    (kept,) = touchpoints()
    assert (kept.text, kept.when and kept.when.last, kept.parent) == ("Lunch", day, row.uid)


def test_a_touchpoint_without_a_date_is_of_today(client, person, touchpoints, today):
    client.post(f"/people/{person('Priya').handle}/touch", {"text": "Lunch"})
    assert touchpoints()[0].when.last == today


@pytest.mark.parametrize(
    ("typed", "field", "reason"),
    [
        ({"text": "  ", "when": "friday"}, "text", "one line is enough"),
        ({"text": "Lunch <b>", "when": "the day when"}, "when", "'the day when' is not a date"),
        ({"text": "With a \0 in it", "when": ""}, "text", "NUL"),
    ],
)
def test_a_refused_touchpoint_keeps_what_was_typed(client, person, touchpoints, typed, field, reason):  # noqa: PLR0913, PLR0917
    answer = client.post(f"/people/{person('Priya').handle}/touch", typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert reason in refusal(html, field)
    for name, value in typed.items():
        assert value_of(html, name) == value
    assert touchpoints() == []


# --- a move


def test_a_move_begins_a_position_and_keeps_the_one_before(client, person, today):
    row = person("Marta", at="peer, Data, Halden")
    form = {"since": "2026-04-13", "height": "outside", "part": "", "employer": "Kvikbank"}
    assert client.post(f"/people/{row.handle}/moved", form).status_code == 302
    said = main(client, f"/i/{row.handle}")
    assert "Updated the position of Marta. Undo" in said
    assert "outside, Kvikbank now" in said, "the part was emptied"
    assert "peer, Data, Halden Record a move" in said


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"since": "soon"}, "since", "'soon' is not a date"),
        ({"height": "above all"}, "height", "height cannot be"),
        ({}, "height", "Marta already has this position"),
    ],
)
def test_a_refused_move_keeps_what_was_typed(client, person, change, field, reason):
    row = person("Marta", at="peer, Data, Halden")
    typed = {"since": "2026-04-13", "height": "peer", "part": "Data", "employer": "Halden", **change}
    answer = client.post(f"/people/{row.handle}/moved", typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert reason in refusal(html, field)
    assert [value_of(html, name) for name in ("since", "part", "employer")] == [
        typed[name] for name in ("since", "part", "employer")
    ]


# --- somebody new


def test_a_name_is_all_that_is_needed(client, maya):
    answer = client.post("/people/add", {"name": "Priya Natarajan"})
    assert answer.headers["Location"] == f"/i/{handle('Priya Natarajan')}"
    assert "Added Priya Natarajan. Undo" in main(client, answer.headers["Location"])


def test_the_rest_is_taken_too(client, maya):
    form = {
        "name": "Priya",
        "height": "peer",
        "part": "Platform",
        "employer": "Halden",
        "how_we_met": "on-call",
    }
    answer = client.post("/people/add", form)
    said = main(client, answer.headers["Location"])
    assert "peer, Platform, Halden now" in said
    assert "on-call" in said


def test_the_name_can_come_with_the_address(client, maya):
    assert value_of(client.get('/people/add?name=Søren+"Ø"').content.decode(), "name") == 'Søren "Ø"'


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"name": " "}, "name", "Enter a name"),
        ({"name": "With \0"}, "name", "NUL"),
        ({"height": "tall"}, "height", "height cannot be"),
        ({"how_we_met": "With \0"}, "how_we_met", "NUL"),
    ],
)
def test_a_refused_person_keeps_what_was_typed(client, maya, change, field, reason):
    typed = {
        "name": "Priya",
        "height": "peer",
        "part": "",
        "employer": "Halden",
        "how_we_met": "here",
        **change,
    }
    answer = client.post("/people/add", typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert reason in refusal(html, field)
    for name in ("name", "part", "employer", "how_we_met"):
        assert value_of(html, name) == typed[name]


def test_namesakes_are_told_and_never_merged(client, person):
    from vividmap.store.models import ItemRow

    first = person("Tomás Novák")
    said = f"You already have a person with this name: Tomás Novák ^{first.handle}"
    assert said in main(client, "/people/add?name=tomas+novak")
    hint = client.get("/people/add?name=tomas+novak", headers={"HX-Request": "true"}).content.decode()
    assert words(hint).startswith(said)
    assert "<main" not in hint
    answer = client.post("/people/add", {"name": "Tomas Novak"})
    page = main(client, answer.headers["Location"])
    assert f"Another person has this name: ^{first.handle}." in page
    assert f"1 other of this name: Tomás Novák ^{first.handle}" in page
    assert ItemRow.objects.filter(kind="person").count() == 2


# --- who may do what


@pytest.mark.parametrize("verb", ["touch", "moved", "real"])
def test_what_is_not_a_person_of_mine_is_not_there(client, maya, person, verb):
    from vividmap.core.shorthand import Draft
    from vividmap.services.actor import Actor
    from vividmap.services.changes import entries
    from vividmap.store.models import ItemRow, Owner

    bob = Actor(Owner.objects.create(name="bob"), "bobs", maya.now)
    bobs = person("Bob's manager", at="manager", whose=bob)
    evidence = entries.add_item(maya, Draft(kind="evidence", text="No person"))
    before = ItemRow.objects.count()
    form = {"text": "Lunch", "height": "peer", "on": "gives feedback"}
    for unknown in (bobs.handle, evidence.handle, "zzzz", "%F0%9F%9A%80"):
        assert client.post(f"/people/{unknown}/{verb}", form).status_code == 404
        assert client.get(f"/people/{unknown}/{verb}").status_code == 404
    assert ItemRow.objects.count() == before
    for place in ("/people", "/people/map", "/people/add?name=Bob's+manager"):
        assert bobs.handle not in main(client, place)
    assert "teach" in client.get("/people").content.decode()


@pytest.mark.parametrize("verb", ["touch", "moved", "real"])
def test_the_address_of_a_refusal_leads_to_the_person(client, person, verb):
    row = person("Priya")
    answer = client.get(f"/people/{row.handle}/{verb}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/i/{row.handle}")
