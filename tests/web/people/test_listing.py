"""The list of people."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.html import words
from tests.web.people.said import band, handle, main

pytestmark = pytest.mark.database


def test_an_empty_record_teaches(client, maya):
    said = main(client, "/people")
    assert 'vividmap add person "Priya Natarajan" --height peer' in said
    said = main(client, "/people/map")
    assert "No one is on the map yet" in said
    assert said.lower().count("no one yet") == 7


def test_people_stand_at_their_heights_from_the_top_down(client, person):
    person("Wei-Ling Tan", at="above skip-level, Data")
    person("Dana", at="manager, Payments", trust_marks=("knows my work", "would advocate"))
    person("Jun", at="outside, Open source, Kitayama")
    person("Somebody")
    html = client.get("/people").content.decode()
    heads = re.findall(r'<h2 id="band-\d+" dir="auto">([^<]+)', html)
    assert heads == "above skip-level,skip-level,manager,peer,report,other part,outside,height not set".split(
        ","
    )
    assert band(html, "manager") == "never Dana knows my work, advocate Payments"
    assert band(html, "outside") == "never Jun no trust marks yet Open source Kitayama"
    assert band(html, "peer") == "no one yet"


def test_by_name_they_stand_under_letters_and_accents_do_not_part_them(client, person):
    for name in ("Éva", "eric", "Zoë"):
        person(name, at="peer")
    html = client.get("/people?q=by:name").content.decode()
    assert re.findall(r'<h2 id="band-\d+" dir="auto">([^<]+)', html) == ["E", "Z"]
    assert band(html, "E") == "never eric no trust marks yet peer never Éva no trust marks yet peer"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("marta", ["Marta"]),
        ("RISK", ["Marta"]),
        ("zoe launch", ["Zoë"]),
        ("height:peer", ["Priya", "Zoë"]),
        ("height:other-part", ["Marta"]),
        ("part:platform", ["Priya"]),
        ("trust:would-advocate", ["Marta"]),
        ("no:trust", ["Zoë"]),
        ("is:quiet", ["Marta"]),
        ("height:peer trust:knows-my-work", ["Priya"]),
        ("height:nonsense", []),
    ],
)
def test_the_filter_line_narrows_the_list(client, person, query, names):
    person("Marta", at="other part, Risk", ago=200, trust_marks=("would advocate",))
    person("Priya", at="peer, Platform", ago=3, trust_marks=("knows my work",))
    person("Zoë", at="peer, Product", worked_on="the launch")
    html = client.get("/people", {"q": query}).content.decode()
    found = re.findall(r'<p class="said"><a [^>]*>([^<]+)', html)
    assert sorted(found) == names


def test_nobody_found_offers_to_add_them(client, person):
    person("Marta")
    html = client.get("/people?q=Q%26A+%3Cb%3E").content.decode()
    assert "No one matches. Add “ Q&A <b> ”" in words(html)
    assert 'href="/people/add?name=Q%26A%20%3Cb%3E"' in html


def test_what_is_typed_is_answered_with_the_list_alone_and_its_address(client, person):
    person("Marta")
    person("Priya")
    answer = client.get("/people?q=mar", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert html.lstrip().startswith('<div id="results">')
    assert "Marta" in html
    assert "Priya" not in html
    assert answer.headers["HX-Replace-Url"] == "/people?q=mar"
    back = client.get("/people?q=", headers={"HX-Request": "true"})
    assert back.headers["HX-Replace-Url"] == "/people"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days"),
        (14, "2 wks"),
        (60, "8 wks"),
        (62, "2 mo"),
        (364, "11 mo"),
        (729, "23 mo"),
        (731, "2 yrs"),
    ],
)
def test_how_long_ago_is_said_as_one_says_it(client, person, days, said):
    person("Marta", ago=days, longest_days=3660)
    html = client.get("/people?q=by:name").content.decode()
    assert band(html, "M").startswith(f"{said} Marta")


@pytest.mark.parametrize(
    ("days", "fields", "why"),
    [
        (35, {"longest_days": 35, "ideal_days": 1}, ""),
        (36, {"longest_days": 35, "ideal_days": 1}, "gone quiet: 36 days, over the 35 that you set"),
        (60, {"ideal_days": 30}, ""),
        (61, {"ideal_days": 30}, "gone quiet: 61 days, over twice the 30 that you set"),
        (120, {}, ""),
        (121, {}, "gone quiet: 121 days, over 120"),
        (None, {"longest_days": 1}, ""),
    ],
)
def test_who_was_not_in_touch_for_longer_than_it_bears_has_gone_quiet(client, person, days, fields, why):
    person("Marta", ago=days, **fields)
    said = main(client, "/people")
    assert ("gone quiet: " in said) == bool(why)
    assert why in said


def test_what_is_planned_is_no_contact_and_what_has_no_date_is_one(client, maya, person, today):
    from vividmap.core.shorthand import Draft
    from vividmap.core.when import When
    from vividmap.services.changes import entries

    planned, undated = person("Planned"), person("Undated")
    next_week = When.day(today + timedelta(7))
    entries.add_item(maya, Draft(kind="touchpoint", text="Lunch", when=next_week), parent=planned.uid)
    entries.add_item(maya, Draft(kind="touchpoint", text="Once"), parent=undated.uid)
    html = client.get("/people?q=by:name").content.decode()
    assert band(html, "P").startswith("never Planned")
    assert band(html, "U").startswith("undated Undated")


# --- how much all of these ask of the database


def record(size: int) -> str:
    days = [date(2020, 1, 1) + timedelta(days) for days in range(size)]
    evidence = "\n\n".join(f"- {day} Did it @person-{day} @dana #skill-{day}" for day in days)
    people = "\n\n".join(f"- Person {day}\n  position: peer, Part {day}\n\n  - {day} Coffee" for day in days)
    dana = "\n\n".join(f"  - {day} 1:1" for day in days)
    return f"# Impact evidence\n\n{evidence}\n\n# Relationship map\n\n{people}\n\n- Dana\n\n{dana}\n"


def test_a_large_record_asks_no_more_queries_than_a_small_one(client, maya):
    from vividmap.services.transfer import documents

    places = ("/people", "/people?q=by:name+p", "/people/map", "/people/add?name=Dana", "/i/{}")

    def asked(size: int) -> list[int]:
        plan, _ = documents.plan_import(maya, f"---\nvividmap: document 1\n---\n\n{record(size)}")
        assert not plan.problems
        documents.apply_plan(maya, plan, "import")
        return [count(place.format(handle("Dana"))) for place in places]

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    # what fills a list is counted too
    for place, few, small, large in zip(places, asked(3), asked(110), asked(220), strict=True):
        assert few <= small == large <= 21, place
