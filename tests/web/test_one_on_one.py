"""The 1:1 on the pages: with whom, since when, what it tells, and one key afterwards."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from tests.web.pages import Pages

from vividmap.services.actor import today_of
from vividmap.services.packets import saved_packets
from vividmap.services.transfer import documents

ONE = ("prepare-draft", "one-on-one")
SINCE = 9
"""Days since Dana was met."""


@pytest.fixture
def day(pages: Pages) -> date:
    return today_of(pages.actor)


@pytest.fixture
def hers(pages: Pages, day: date) -> Pages:
    pages.take_in(f"""\
# Impact evidence
- {day - timedelta(3)} Stopped the rollout -> 1,200 double payouts prevented ~org ^st0p
- {day - timedelta(5)} Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
# Relationship map
- Aarav Deshmukh ^44rv
- Dana Whitfield ^d4na
  since 2024-03: manager, Payments
  status: thinks of leaving

  - {day - timedelta(SINCE)} The queue record
""")
    return pages


def ticked(html: str) -> list[str]:
    return re.findall(r'name="entry" value="(\w+)" checked', html)


def save(pages: Pages, **said: Any) -> str:
    seen = pages.post(*ONE, do="save", **said)
    assert seen.status == 302, seen.words
    return seen.location.rpartition("/")[2]


def test_it_is_with_the_manager_and_since_they_met(hers, day):
    seen = hers.get(*ONE)
    assert "1:1 with Dana Whitfield" in seen.words
    assert ticked(seen.html) == ["st0p", "c4ch"]
    assert f"the days since you last met, {day - timedelta(SINCE)}..{day}" in seen.words
    assert re.findall(r'<option value="(\w+)"( selected)?>', seen.html)[:2] == [
        ("d4na", " selected"),
        ("44rv", ""),
    ]


def test_it_may_be_with_anybody_and_about_any_period(hers):
    seen = hers.get(*ONE, person="44rv", period="last-90-days")
    assert "1:1 with Aarav Deshmukh" in seen.words
    assert ticked(seen.html) == ["st0p", "c4ch"]


def test_a_person_s_page_leads_there(hers):
    assert 'href="/prepare/one-on-one?person=44rv"' in hers.get("item", "44rv").html


def test_what_is_noted_of_them_stands_beside_the_draft_and_never_in_it(hers):
    drafted = hers.get(*ONE).html.partition('id="document"')[2].partition("</article>")[0]
    assert "Stopped" in hers.get(*ONE).words
    assert "queue record" not in drafted
    assert "leaving" not in hers.get(*ONE).html


def test_nobody_of_that_handle_is_said(hers):
    seen = hers.post(*ONE, person="zzzz", do="save")
    assert seen.status == 422
    assert "There is no person ^zzzz on the map." in seen.words
    assert saved_packets.list_packets(hers.actor) == []


def test_with_nobody_on_the_map_it_says_what_to_do(pages):
    seen = pages.get(*ONE)
    assert seen.status == 200
    assert "No manager is on the map." in seen.words


def test_one_key_marks_what_was_said_and_the_next_one_goes_on_from_there(hers, day):
    handle = save(hers)
    seen = hers.get("prepare-packet", handle)
    assert "Mark as held" in seen.words
    before = documents.export_document(hers.actor)
    hers.post("prepare-held", handle, on="today")
    assert "2 entries marked as shown" in hers.get("prepare-packet", handle).words
    text = documents.export_document(hers.actor)
    assert f"surfaced: @dana {day}" in text
    assert f"- {day} 1:1 with Dana Whitfield, " in text
    hers.post("prepare-held", handle, on="today")
    assert "is already marked as held on" in hers.get("prepare-packet", handle).words
    assert documents.export_document(hers.actor) == text != before
    assert "The record has changed" not in hers.get("prepare-packet", handle).words
    assert "There is nothing in" in hers.get(*ONE).words or not ticked(hers.get(*ONE).html)


def test_a_saved_one_is_chosen_anew_with_the_same_person(hers):
    handle = save(hers, person="44rv", period="last-90-days")
    html = hers.get("prepare-packet", handle).html
    assert '<input type="hidden" name="person" value="44rv">' in html
    assert '<input type="hidden" name="period" value="last-90-days">' in html


def test_a_packet_s_own_mark_leads_to_its_page(hers):
    handle = save(hers)
    assert hers.get("item", handle).location == f"/packet/{handle}"


def test_whom_bob_knows_is_nobody_to_her(hers, as_pages):
    bob = as_pages("bob")
    bob.take_in("# Relationship map\n- Marmalade ^b0bb\n  since 2020: manager\n")
    assert "Marmalade" not in hers.get(*ONE).html
    assert hers.get(*ONE, person="b0bb").status == 422
