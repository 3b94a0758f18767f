"""Who has been out of touch for longer than the relationship can go without contact."""

from datetime import timedelta

import pytest

from tests.core import make
from tests.core.insights.looking import TODAY, look, saying, says
from tests.core.insights.people import ADVOCATES, FEEDBACK, KNOWS, at, cells, met, several_people, texts

MARTA = at("Marta", "other part, Risk", ADVOCATES)
PEERS = several_people(3)
IN_TOUCH = [met(one, 5) for one in PEERS]


def fading(*items, **more):
    return look("fading", *PEERS, *IN_TOUCH, *items, **more)


@pytest.mark.parametrize(("count", "shown"), [(2, False), (3, True)])
def test_three_people_with_a_dated_contact_are_needed(count, shown):
    pattern = look("fading", *PEERS, *IN_TOUCH[:count], MARTA)
    assert bool(pattern.insights) is shown
    assert shown or pattern.needs.startswith("This needs at least 3 people with a dated contact;")


@pytest.mark.parametrize(("ago", "quiet"), [(119, False), (120, False), (121, True)])
def test_quiet_is_longer_than_the_relationship_bears(ago, quiet):
    pattern = fading(MARTA, met(MARTA, ago))
    assert any("has been quiet" in one for one in says(pattern)) is quiet
    assert ("Nobody above you or with a trust mark" in says(pattern)[0]) is not quiet


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"longest_days": 90}, "you set 90 days as the limit"),
        ({"ideal_days": 30}, "twice the 30 days that you set have passed"),
        ({}, "120 days is the usual limit"),
    ],
)
def test_it_says_by_which_measure(fields, why):
    marta = at("Marta", "other part, Risk", ADVOCATES, **fields)
    said = saying(fading(marta, met(marta, 164)), "Marta")
    assert said.statement == (
        f"Marta, an advocate, has been quiet for 5 months: the last contact was on 12 June 2026, and {why}."
    )
    assert said.is_actionable


@pytest.mark.parametrize(
    "again",
    [
        met(MARTA, 2),
        make.evidence("2026-11-20 Paired with @marta"),
        make.skill_entry("2026-11-20 @marta says I do not ask", category="feedback"),
    ],
    ids=["touchpoint", "shared evidence", "feedback"],
)
def test_any_contact_resets_the_clock(again):
    assert not any("Marta" in one for one in says(fading(MARTA, met(MARTA, 300), again)))


GOAL = make.goal("Staff")
GAP = make.gap("Cross-team influence", of=GOAL)
SHARED = make.evidence("2026-03-12 RFC 112 accepted, the argument was @marta !cross-team-influence")


def test_the_only_witness_is_named_with_what_there_is_to_talk_about():
    since = make.evidence("2026-11-18 Stopped the payout rollout", strong="by reading the code")
    items = (MARTA, GOAL, GAP, SHARED, since, met(MARTA, 164))
    said = saying(fading(*items), "Marta")
    assert said.statement.startswith(
        "Marta, an advocate and your only witness for “Cross-team influence”, has been quiet for 5 months"
    )
    assert "What you last shared: “RFC 112 accepted, the argument was @marta”" in said.next_step
    assert "What has happened since: “Stopped the payout rollout” (18 November 2026)." in said.next_step
    assert texts(said.behind, *items) == ["Marta", GAP.text, SHARED.text, since.text]


def test_who_is_not_alone_or_whose_gap_is_closed_is_no_only_witness():
    second = make.evidence("2026-03-13 Adopted, with @priya !cross-team-influence")
    priya = at("Priya", "peer, Platform", KNOWS)
    closed = make.gap("Cross-team influence", of=GOAL, state="closed")
    both = fading(MARTA, priya, GOAL, GAP, SHARED, second, met(MARTA, 164))
    assert "only witness" not in saying(both, "Marta,").statement
    done = saying(fading(MARTA, GOAL, closed, SHARED, met(MARTA, 164)), "Marta,")
    assert "only witness for “Staff”" in done.statement, "the goal is still pursued"
    reached = make.goal("Staff", state="reached")
    past = fading(MARTA, reached, make.gap("Cross-team influence", of=reached), SHARED, met(MARTA, 164))
    assert "only witness" not in saying(past, "Marta").statement


@pytest.mark.parametrize(
    ("line", "fields", "told"),
    [
        ("2026-11-18 Moved the cache -> P99 down 340 ms", {}, True),
        ("2026-11-18 Moved the cache", {"strong": "alone"}, True),
        ("2026-11-18 Moved the cache -> it is better", {}, False),
        ("2026-11-18 Moved the cache -> 340 ms", {"confidentiality": "private"}, False),
        ("2026-06-11 Moved the cache -> 340 ms", {}, False),
    ],
)
def test_what_has_happened_since_is_strong_or_counted_newer_and_not_private(line, fields, told):
    said = saying(fading(MARTA, met(MARTA, 164), make.evidence(line, **fields)), "Marta")
    assert ("What has happened since: “Moved the cache”" in said.next_step) is told


def test_a_private_entry_is_nothing_to_talk_about():
    private = make.evidence("2026-06-12 Told @marta plainly", confidentiality="private")
    assert saying(fading(MARTA, private), "Marta").next_step == "Say hello."


def test_advocates_and_only_witnesses_come_first():
    people = [
        at("Feedback", "peer", FEEDBACK),
        at("Witness", "peer", KNOWS),
        at("Plain", "peer", KNOWS),
        at("Advocate", "peer", ("would advocate",)),
    ]
    shared = make.evidence("2025-03-12 Decided with @witness !cross-team-influence")
    pattern = fading(*people, GOAL, GAP, shared, *(met(one, 500) for one in people))
    order = [one.statement.partition(",")[0].partition(" has")[0] for one in pattern.insights[:4]]
    assert order == ["Advocate", "Witness", "Plain", "Feedback"]


@pytest.mark.parametrize(("shown", "more"), [(2, True), (3, False)])
def test_so_many_are_said_one_by_one(shown, more):
    people = several_people(3, "peer, Data", trust_marks=KNOWS)
    pattern = look("fading", *people, *(met(one, 200) for one in people), limits={"fading-shown": shown})
    assert sum("has been quiet" in one for one in says(pattern)) == shown
    assert any("Also quiet for too long: Person 002." in one for one in says(pattern)) is more


def test_who_is_not_real_rests_unless_they_stand_above():
    femi, ivo = at("Femi", "peer, Payments"), at("Ivo", "manager, Platform")
    pattern = fading(femi, ivo, met(femi, 300), met(ivo, 46))
    rest = saying(pattern, "Femi")
    assert rest.statement == "1 other person, not above you and without a trust mark, has gone quiet: Femi."
    assert not rest.is_actionable
    assert saying(pattern, "Ivo has been quiet for 6 weeks").is_actionable


def test_who_was_put_off_does_not_call_until_then():
    later = at("Marta", "other part, Risk", ADVOCATES, ask_again_on=TODAY + timedelta(1))
    said = saying(fading(later, met(later, 164)), "Marta")
    assert (said.is_actionable, said.next_step) == (False, "You put this off until 24 November 2026.")
    today = at("Marta", "other part, Risk", ADVOCATES, ask_again_on=TODAY)
    assert saying(fading(today, met(today, 164)), "Marta").is_actionable


@pytest.mark.parametrize(("ago", "said"), [(60, False), (61, True), (120, True), (121, False)])
def test_who_is_past_the_ideal_and_not_quiet_is_named(ago, said):
    soon = f"Past the ideal interval, but not quiet yet: Marta ({ago} days, ideal 60)."
    assert (soon in says(fading(MARTA, met(MARTA, ago)))) is said


def test_of_who_was_never_in_touch_nothing_is_said_but_that():
    assert "Marta has no dated contact, so nothing can be said about them here." in says(fading(MARTA))


def test_the_table_says_it_in_numbers():
    table = fading(MARTA, met(MARTA, 164))
    assert cells(table) == [("Marta", "other part, Risk", "2026-06-12", "164", "120", "")]
    assert fading().table is None
