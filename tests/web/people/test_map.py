"""The map of people."""

import re

from tests.support.html import words
from tests.web.people.said import row_of


def test_the_map_shows_who_stands_where_and_where_nobody_does(client, person):
    person(
        "Dana",
        at="manager, Payments",
        ago=12,
        trust_marks=("knows my work", "would advocate"),
        longest_days=35,
    )
    person("Oksana", at="peer, Payments", ago=300)
    person("Priya", at="peer, platform")
    person("Ines", at="peer, Platform", trust_marks=("gives feedback",))
    person("Nowhere", at="peer")
    person("Jun", at="outside, Open source, Kitayama")
    html = client.get("/people/map").content.decode()
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)', html) == ["Payments", "Platform", "no part"]
    assert row_of(html, "above skip-level").startswith("No one yet: no one who decides on your level")
    assert "no one above this line knows my work" in words(html)
    assert row_of(html, "manager").startswith(
        "Payments Dana knows my work, advocate , last in touch: 12 days no one yet"
    )
    assert "Oksana quiet for last in touch: 9 mo" in row_of(html, "peers")
    assert "Platform Ines feedback , no contact yet Priya" in row_of(html, "peers")
    assert row_of(html, "outside") == "Kitayama Jun no contact yet"
    said = words(html)
    assert "6 people; no one above my manager knows my work; 1 would advocate for me." in said
    assert "manager 1 of 1 knows my work" in said
    assert "peers 0 of 4 know my work" in said


def test_who_stands_nowhere_is_on_the_map_too(client, person):
    person("Somebody")
    assert row_of(client.get("/people/map").content.decode(), "height not set").startswith("no part Somebody")


def test_a_map_of_many_parts_has_a_column_for_the_largest_and_one_for_all_others(client, person):
    for name, part in (
        ("A", "Payments"),
        ("B", "Payments"),
        ("C", "Risk"),
        ("D", "Data"),
        ("E", "Ops"),
        ("F", "QA"),
    ):
        person(name, at=f"peer, {part}")
    html = client.get("/people/map").content.decode()
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)', html) == ["Payments", "elsewhere"]
    assert "elsewhere C Risk · no contact yet D Data · no contact yet" in row_of(html, "peers")
