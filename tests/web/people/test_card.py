"""A person at a glance: last talk, what is new since, next step."""

from datetime import date, timedelta

import pytest
from tests.support.html import words
from tests.web.people.said import handle

pytestmark = pytest.mark.database

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache
- 2026-11-19 Fixed it with her @dana
- 2026-11-18 Stopped the double payouts
  strong: nobody else had seen it
- 2026-11-17 Of nobody's business
  confidentiality: private
- 2026-11-16 Not for the street
  confidentiality: internal
- 2026-10-30 Before the talk
# Relationship map
- Dana Whitfield
  position: manager, Payments
  - 2026-11-01 1:1, she wants four examples
  - 2026-12-24 Lunch to come
- Jun
  position: outside, Kitayama
  - 2026-11-01 Met at the conference
- Femi
"""


@pytest.fixture
def record(maya):
    from vividmap.services.transfer import documents

    plan, _ = documents.plan_import(maya, RECORD)
    documents.apply_plan(maya, plan, "import")


def card(client, name):
    """What the card on a person's page says, in words."""
    html = client.get(f"/i/{handle(name)}").content.decode()
    return words(html.partition('aria-label="At a glance"')[2].partition("</section>")[0]).removeprefix("> ")


def test_it_leads_with_the_last_talk_what_is_new_since_and_the_next_step(client, record):
    assert card(client, "Dana Whitfield") == (
        "Last conversation 1 November 2026 : 1:1, she wants four examples"
        " New since Stopped the double payouts ★ strong Moved the cache Not for the street"
        " Next step Talk by 3 December 2026; every 14 days is usual for a manager."
        " Prepare a 1:1 1 Add a touchpoint"
    )


def test_what_is_internal_is_not_offered_for_people_outside_and_what_is_private_for_nobody(client, record):
    said = card(client, "Jun")
    assert "Not for the street" not in said
    assert "Of nobody's business" not in said
    assert "Fixed it with her" in said


def test_of_who_was_never_met_it_says_so(client, record):
    said = card(client, "Femi")
    assert said.startswith(
        "Last conversation No conversation noted yet. Not seen yet Stopped the double payouts"
    )
    assert "All entries since then" in said
    assert "Next step Set where they stand" in said


def test_what_was_shown_to_them_is_no_longer_new(client, maya, record):
    from vividmap.services.changes.shown_to import mark_shown

    mark_shown(maya, [handle("Stopped the double payouts")], handle("Dana Whitfield"), date(2026, 11, 20))
    assert "Stopped the double payouts" not in card(client, "Dana Whitfield")


@pytest.mark.parametrize(
    ("ago", "fields", "step"),
    [
        (200, {}, "Get in touch: 200 days without contact; every 60 days is usual for a peer."),
        (70, {}, "Talk this week; every 60 days is usual for a peer."),
        (5, {"ideal_days": 10}, "Talk by 28 November 2026; every 10 days is what you set."),
        (200, {"ask_again_on": date(2027, 1, 5)}, "Put off until 5 January 2027."),
        (None, {}, "Get in touch: no dated contact yet."),
    ],
)
def test_the_next_step_is_by_the_interval_of_the_relationship(client, person, ago, fields, step):
    person("Ines", at="peer, Platform", ago=ago, **fields)
    assert f"Next step {step}" in card(client, "Ines")


def test_the_map_asks_for_the_card_of_whom_one_is_at(client, record):
    dana = handle("Dana Whitfield")
    html = client.get("/people/map").content.decode()
    assert f'data-card="/people/{dana}/card"' in html
    assert "she wants four examples" not in html
    answer = client.get(f"/people/{dana}/card")
    said = words(answer.content.decode())
    assert said.startswith("Dana Whitfield Last conversation 1 November 2026 : 1:1, she wants four examples")
    assert f"/prepare/one-on-one?person={dana}" in answer.content.decode()
    assert client.get("/people/nobody/card").status_code == 404


def test_an_interval_is_shown_with_its_unit(client, person):
    person("Ines", ideal_days=14, longest_days=35)
    said = words(client.get(f"/i/{handle('Ines')}").content.decode())
    assert "ideal interval 14 days longest interval 35 days" in said


def test_the_day_of_a_talk_that_is_to_come_is_not_the_last(client, maya, person, today):
    person("Ines", at="peer", ago=-3)
    assert (today + timedelta(3)).isoformat() not in card(client, "Ines")
