"""draft one-on-one, packet held: prepared, kept, marked, and gone on from."""

import json
from datetime import timedelta

import pytest
from tests.support.clock import MONDAY

DAY = MONDAY.date()
RECORD = f"""\
---
vividmap: document 1
---
# Impact evidence
- {DAY - timedelta(3)} Stopped the rollout -> 1,200 double payouts prevented ~org ^st0p
- {DAY - timedelta(5)} Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
# Relationship map
- Dana Whitfield ^d4na
  since 2024-03: manager, Payments

  - {DAY - timedelta(9)} The queue record
- Femi Adeyemi ^f3m1
"""
JSON = ("--json",)


@pytest.fixture
def kept(in_november):
    in_november("import", "-", input=RECORD)
    return in_november


def chosen(done):
    return [one["entry"] for one in json.loads(done.out)["proposals"]]


def saved(done):
    return done.err.split()[1].strip("^.")


def test_without_a_name_it_is_with_the_manager_since_they_met(kept):
    done = kept("draft", "one-on-one", *JSON)
    assert chosen(done) == ["st0p", "c4ch"]
    assert json.loads(done.out)["period"]["first"] == str(DAY - timedelta(9))
    assert json.loads(done.out)["title"].startswith("1:1 with Dana Whitfield, ")


def test_with_anybody_and_about_any_period(kept):
    assert chosen(kept("draft", "one-on-one", "femi", *JSON)) == ["st0p", "c4ch"]
    assert chosen(kept("draft", "one-on-one", "f3m1", "--period", "last-90-days", *JSON)) == ["st0p", "c4ch"]


def test_a_1_1_that_was_held_is_marked_and_the_next_one_goes_on_from_there(kept):
    handle = saved(kept("draft", "one-on-one", "--save"))
    done = kept("packet", "held", handle, "--on", "yesterday").out
    assert done.startswith("Shown: ^st0p Stopped the rollout\n")
    assert f"Marked as held on {DAY - timedelta(1)}" in done
    twice = kept("packet", "held", handle, "--on", "yesterday", check=False)
    assert (twice.code, twice.out) == (1, "")
    assert "is already marked as held on" in twice.err
    assert chosen(kept("draft", "one-on-one", "--period", "last-30-days", *JSON)) == []
    kept("undo")
    assert chosen(kept("draft", "one-on-one", *JSON)) == ["st0p", "c4ch"]


def test_of_several_managers_it_says_how_to_choose(kept):
    kept("add", "person", "Ivo Petrov", "--height", "manager")
    done = kept("draft", "one-on-one", check=False)
    assert (done.code, done.out) == (2, "")
    assert "More than one manager is on the map: Dana Whitfield and Ivo Petrov" in done.err
    assert "Dana" in kept("draft", "one-on-one", "dana", *JSON).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft", "one-on-one", "nobody"), "no person has the handle or name 'nobody'"),
        (("draft", "one-on-one", "--period", "soon"), "is not a period"),
        (("packet", "held", "zzzz"), "no packet has the handle or name 'zzzz'"),
        (("packet", "held", "c4ch"), "is evidence, not a packet"),
    ],
)
def test_what_cannot_be_done_is_said(kept, arguments, said):
    done = kept(*arguments, check=False)
    assert done.code != 0
    assert done.out == ""
    assert said in done.err
