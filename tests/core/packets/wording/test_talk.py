"""What of a note is talk and left out, what stays, and how short forms are told in full."""

import pytest

from vividmap.core.english.short_forms import spell_out
from vividmap.core.packets.wording.trimming import drop_day_pointers, is_talk, trim


@pytest.mark.parametrize(
    ("clause", "is_left_out"),
    [
        ("Nobody did", True),
        ("no", True),
        ("Maybe", True),
        ("She did", True),
        ("good", True),
        ("...", True),
        ("Why though?", True),
        ("on vacation", True),
        ("Search for nobody", False),
        ("Told nobody", False),
        ("Docs for Legal", False),
        ("Redis", False),
        ("Nobody was paged again at night", False),
        ("she cut it", False),
        ("40", False),
        ("no 5 pages", False),
        ("the cache moved", False),
    ],
)
def test_a_clause_is_talk_where_it_tells_no_deed_and_no_thing(clause, is_left_out):
    assert is_talk(clause) is is_left_out


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Moved it to Redis. Nobody did. Docs are done", "Moved it to Redis. Docs are done"),
        ("Moved it to Redis; good; docs are done", "Moved it to Redis; docs are done"),
        ("Moved it to Redis. Why though?", "Moved it to Redis."),
        ("Nobody did", "Nobody did"),
        ("Moved it to Redis (two weeks, as planned)", "Moved it to Redis (two weeks, as planned)"),
        ("Moved it to Redis (which I still regret a bit)", "Moved it to Redis"),
        ("Moved it to Redis (red, green, blue, all of the colours)", "Moved it to Redis (red, green, blue, all of the colours)"),
        ("Moved it to Redis (this one was hard to get going)", "Moved it to Redis"),
        ("Moved it to Redis ()", "Moved it to Redis"),
        ("Moved it to Redis (it was hard)", "Moved it to Redis"),
        ("Moved it to Redis (that is 4 teams)", "Moved it to Redis (that is 4 teams)"),
        ("Moved it to Redis (twice)", "Moved it to Redis (twice)"),
        ("Moved it to Redis (about 40 hours of work in all, an estimate)", "Moved it to Redis (about 40 hours of work in all, an estimate)"),
    ],
)  # fmt: skip
def test_talk_and_remarks_are_left_out_and_facts_stay(note, text):
    assert trim(note).text == text


def test_a_note_of_talk_alone_stays_unless_it_may_be_emptied():
    assert trim("Nobody did; good").text == "Nobody did; good"
    assert trim("Nobody did; good", may_empty=True).text == ""
    assert trim("Nobody did; good", may_empty=True).left_out == ("Nobody did; good",)
    assert trim("Moved it to Redis", may_empty=True).text == "Moved it to Redis"
    assert trim("", may_empty=True).text == ""


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Moved it this morning to Redis", "Moved it to Redis"),
        ("Stopped it on Tuesday", "Stopped it"),
        ("On Tuesday, moved the cache", "moved the cache"),
        ("Moved it. Yesterday.", "Moved it."),
        ("Today", "Today"),
    ],
)
def test_pointers_to_a_day_are_left_out(note, text):
    assert drop_day_pointers(note).text == text


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("2 wks. late, kept 3 yrs.", "2 weeks late, kept 3 years."),
        ("talked to mgmt. about it", "talked to management about it"),
        ("talked to mgmt.", "talked to management."),
        ("Mgmt asked i.e. me", "Management asked i.e. me"),
        ("1 yr left", "1 year left"),
        ("a 5yr plan", "a 5 year plan"),
        ("5yr to go", "5 years to go"),
        ("MGMT asked", "MGMT asked"),
        ("im Monat", "im Monat"),
        ("im on it", "I'm on it"),
        ("early Nov, late Mar", "early November, late March"),
        ("since Sept. it runs", "since September it runs"),
        ("Nov 10 and Jan 3rd", "10 November and 3 January"),
        ("Mar 12.5 and Jan 3/4", "Mar 12.5 and Jan 3/4"),
    ],
)
def test_short_forms_are_told_in_full(note, text):
    assert spell_out(note) == text


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("LCP p75 2.9 s. GOAL 1 DONE ✅", "LCP p75 2.9 s."),
        ("10 engineers on call. goal 4 ✅", "10 engineers on call."),
        ("LCP 2.2 s. GOAL 1 DONE ✅ (inlined critical css)", "LCP 2.2 s (inlined critical css)"),
        ("Ziel 3 erreicht: 0 Ausfälle seit Mai", "0 Ausfälle seit Mai"),
        ("objectif 1 atteint, 3 équipes migrées", "3 équipes migrées"),
        ("goal 3: done. 12 teams on it", "12 teams on it"),
        ("42 teams on it, goal #1 reached!", "42 teams on it!"),
        ("12 teams moved (goal 2 done)", "12 teams moved"),
        ("About 1,100 carts lost 😬 my bad, no safari in the canary", "About 1,100 carts lost, no safari in the canary"),
        ("The site was down 2 h (my bad)", "The site was down 2 h"),
        ("The site was down 2 h, my bad.", "The site was down 2 h."),
        # what says more stays
        ("goal 2 done by the design team", "goal 2 done by the design team"),
        ("All 5 goals met in March", "All 5 goals met in March"),
        ("Set goal 2 for the guild", "Set goal 2 for the guild"),
        ("That was my own bad, fixed in 4 min", "That was my own bad, fixed in 4 min"),
        ("Deleted my bad code, 3 h saved", "Deleted my bad code, 3 h saved"),
        ("Moved to goal 3, done well by all", "Moved to goal 3, done well by all"),
    ],
)  # fmt: skip
def test_a_goal_of_the_list_that_is_done_and_my_bad_are_talk(note, text):
    assert trim(note).text == text


@pytest.mark.parametrize(
    ("note", "text"),
    [
        # a decision, in whatever few words
        ("Feasibility of our own model. told them dont. RAG is 4% of the cost", "Feasibility of our own model. told them dont. RAG is 4% of the cost"),
        ("Reviewed the plan. Told her not to. Saved a quarter", "Reviewed the plan. Told her not to. Saved a quarter"),
        ("Vendor wanted 3 years. Told them no.", "Vendor wanted 3 years. Told them no."),
        ("Looked at the merger plan. Vetoed.", "Looked at the merger plan. Vetoed."),
        ("Pilot ran for a month. Hated it but refused to stop early", "Pilot ran for a month. Hated it but refused to stop early"),
        ("Q: do we need a second platform? Talked with their lead. No.", "do we need a second platform? Talked with their lead. No."),
        # what something has become
        ("Killed the reindex. Incremental now. 6h to 11 min", "Killed the reindex. Incremental now. 6h to 11 min"),
        ("Moved the reports. Self-serve now.", "Moved the reports. Self-serve now."),
        # what did not happen
        ("Cut over. No downtime", "Cut over. No downtime"),
        ("Cut over; no data loss", "Cut over; no data loss"),
        # talk all the same
        ("Cut over. Better now.", "Cut over."),
        ("Cut over. No idea.", "Cut over."),
        ("Reviewed the plan. Told them so.", "Reviewed the plan."),
        ("Moved it to Redis. Why though?", "Moved it to Redis."),
        ("Pilot ran for a month. Hated it", "Pilot ran for a month."),
    ],
)  # fmt: skip
def test_a_clause_that_decides_is_never_talk(note, text):
    assert trim(note).text == text


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Drift alert at 2 sites, everyone thought data bug. It was a unit change", "Drift alert at 2 sites. It was a unit change"),
        ("p95 900ms, everyone blamed the carriers. It was us (N+1)", "p95 900ms. It was us (N+1)"),
        ("Carts were lost. Everybody suspected the CDN. It was my cache header", "Carts were lost. It was my cache header"),
        # where no cause follows, or it is a fact, it stays
        ("Drift alert, everyone thought data bug. Fixed it", "Drift alert, everyone thought data bug. Fixed it"),
        ("Everyone thought 3 weeks. It was a day", "Everyone thought 3 weeks. It was a day"),
        ("Everyone assumed the old quota, so I asked. It was the new one", "Everyone assumed the old quota, so I asked. It was the new one"),
    ],
)  # fmt: skip
def test_what_others_took_for_the_cause_is_left_out_where_the_cause_is_told(note, text):
    assert trim(note).text == text


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("They were going to write a DSL. A DSL!!", "They were going to write a DSL."),
        ("Found 9 copies of the parser. Nine copies!", "Found 9 copies of the parser. Nine copies"),
        ("Cut the run to 4 min. Four teams use it!", "Cut the run to 4 min. Four teams use it"),
        ("Wrote a DSL. It is in use", "Wrote a DSL. It is in use"),
    ],
)
def test_an_outcry_that_repeats_what_was_said_is_left_out(note, text):
    assert trim(note).text.rstrip("!") == text


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("told them dont.", "told them not to."),
        ("told her don't, twice", "told her don't, twice"),
        ("Told everybody do not; it held", "Told everybody not to; it held"),
        ("told them dont touch it", "told them don't touch it"),
    ],
)
def test_an_advice_against_something_is_told_in_grammar(note, text):
    assert spell_out(note) == text
