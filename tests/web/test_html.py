"""The HTML of every page: valid, every id once, every field labelled, nothing inline that the policy forbids."""

import re
from collections import Counter

import html5lib
import pytest
from tests.web.test_routes import ALICES, RECORD, ROUTES, bring, handle_for, place

from vividmap.services.changes import entries

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def alice(pages):
    pages.take_in(RECORD.format(word="Natarajan", **ALICES))
    entries.delete_item(pages.actor, ALICES["d"])
    bring(pages, "Natarajan")
    return pages


def assert_valid(html):
    # A fragment stands within a body; `light` markup such as a palette's is checked as one.
    whole = html if html.lstrip().startswith("<!doctype") else f"<!doctype html><title>x</title><body>{html}"
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(whole)
    assert [(place, code) for place, code, _ in parser.errors] == []
    ids = Counter(one.get("id") for one in tree.iter() if one.get("id"))
    assert [one for one, count in ids.items() if count > 1] == []
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        assert not [name for name in one.attrib if name.startswith("on") or name == "style"], one.attrib
        for name in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            for target in one.get(name, "").split():
                assert target in ids, (one.tag, name, target)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert "<style" not in html


FILES = ("export/document.md", "export/archive.json", "packet/<str:handle>/out")


@pytest.mark.parametrize(
    "route", [one for one, (_, get, _) in ROUTES.items() if get == 200 and one not in FILES]
)
def test_a_page_is_valid(alice, route):
    seen = alice.get(place(route, handle_for(alice, route, ALICES)))
    assert_valid(seen.html)


@pytest.mark.parametrize("route", [one for one, (_, _, post) in ROUTES.items() if post in (409, 422)])
def test_a_page_with_a_mistake_is_valid(alice, route):
    seen = alice.post(place(route, handle_for(alice, route, ALICES)))
    assert_valid(seen.html)


def test_a_page_with_what_a_posting_asks_for_is_valid(alice):
    seen = alice.post("/prepare/resume", posting="- Rust and <b>Kubernetes</b>", do="look")
    assert "Kubernetes" in seen.html
    assert "<table" in seen.html
    assert_valid(seen.html)


def test_a_page_of_an_empty_record_is_valid(pages):
    for route, (whose, get, _) in ROUTES.items():
        if get == 200 and not whose and route not in FILES:
            assert_valid(pages.get(f"/{route}").html)


@pytest.mark.parametrize("route", ["", "people", "goals", "evidence", "document"])
def test_the_sample_record_is_valid(pages, route):
    pages.sample()
    assert_valid(pages.get(f"/{route}").html)
