"""Each transformation of a note, by itself: what goes in, and what a reader gets."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.packets.records import LINES, TODAY
from vividmap.core.english.short_forms import spell_out
from vividmap.core.packets.gap_topics import tellable_action, tellable_gap
from vividmap.core.packets.learned_section import drop_giver
from vividmap.core.packets.wording.forms import (
    capitalise,
    reform,
    reform_within,
    space_units,
    word_changes,
    word_signs,
)
from vividmap.core.packets.wording.results import find_result, join_change
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.packets.wording.trimming import drop_day_pointers, trim


def table(*rows):
    return pytest.mark.parametrize(("note", "wording"), rows)


@table(
    ("w/ 3 ppl from eng", "with 3 people from engineering"),
    ("$2M/yr, ~40 pods", "$2M a year, about 40 pods"),
    ("told them we cant", "told them we can't"),
    ("2 eng for 3 qtrs, prob more", "2 engineers for 3 quarters, probably more"),
    ("5 eng directors, sev1 on the svc", "5 engineering directors, SEV1 on the service"),
    ("Things i'm bad at", "Things I'm bad at"),
    ("est. saves 2 weeks + $3k", "saves 2 weeks and $3k (estimate)"),
    ("a 3yr lease, 2 wks late", "a 3 year lease, 2 weeks late"),
    ("from 3yr to 1yr + option", "from 3 years to 1 year and option"),
    ("gang scheduling + preemption + bin pack", "gang scheduling, preemption and bin pack"),
    ("old cluster off Nov 10, 31% in Dec", "old cluster off 10 November, 31% in December"),
    ("asked Jan, and Mar 5 was late", "asked Jan, and 5 March was late"),
    ("C++ & Rust", "C++ & Rust"),
    ("i/o bound, node.js, PG 16", "i/o bound, node.js, PG 16"),
    ("from $61k to $50.6k /mo", "from $61k to $50.6k a month"),
    ("/mo is a path, and so is 3 /mo/x", "/mo is a path, and so is 3 /mo/x"),
    ("talked w Gus, paired w the vendor", "talked with Gus, paired with the vendor"),
    ("-22% vs list", "22% below list"),
    ("down 12 % against the forecast", "12 % below the forecast"),
    ("+8% vs. budget", "8% above budget"),
    ("down 17% vs June, 10-22% vs list", "down 17% vs June, 10-22% vs list"),
    (
        "talk re: invariants, kickoff (Mon) re: the move",
        "talk about invariants, kickoff (Mon) about the move",
    ),
    ("re: Zero, re:Invent, care: full", "re: Zero, re:Invent, care: full"),
    ("vitamin w and w axis", "vitamin w and w axis"),
    ("reviewed like 40 PRs", "reviewed about 40 PRs"),
)
def test_short_forms_are_spelled_out(note, wording):
    assert spell_out(note) == wording


@table(
    ("p99 4.2s -> 600ms", "p99 from 4.2s to 600ms"),
    ("31 → 44% of builds", "from 31 to 44% of builds"),
    ("7 stacks -> 2", "from 7 stacks to 2"),
    ("from 9 a week -> 4", "from 9 a week to 4"),
    ("the 12->16 upgrade", "the 12 to 16 upgrade"),
    ("read -> write", "read, then write"),
    ("cut from 19 to 5 -> 5/5 done", "cut from 19 to 5: 5/5 done"),
)
def test_an_arrow_is_worded(note, wording):
    assert word_changes(note).replace("from from", "from") == wording


@table(
    ("-17% vs June", "down 17% vs June"),
    ("Snowflake: -23% vs June", "Snowflake: down 23% vs June"),
    ("Bill now at -17%", "Bill now at -17%"),
    ("he wants -20% by EOY", "he wants -20% by EOY"),
    ("goal -20%, pages -40%", "goal -20%, pages down 40%"),
    ("on-call pages -40% for two teams", "on-call pages down 40% for two teams"),
    ("conversion +3 %", "conversion up 3 %"),
    ("from -5% to 3%, 10-15%, k8s-5%", "from -5% to 3%, 10-15%, k8s-5%"),
)
def test_the_sign_of_a_share_is_worded(note, wording):
    assert word_signs(note) == wording


def test_quoted_words_stay_as_they_were_written():
    assert capitalise('"you write. execs need the ask." ok') == '"you write. execs need the ask." Ok'
    assert reform("est. saves 3 days: “cant wait 600ms w/ ppl” w/ Data") == (
        "Saves 3 days: “cant wait 600ms w/ ppl” with Data (estimate)"
    )
    assert trim("“lol, ship it on Tuesday (!!)”, said Data on Tuesday lol").text == (
        "“lol, ship it on Tuesday (!!)”, said Data"
    )


def test_units_stand_apart_and_sentences_begin_large():
    assert space_units("600ms, 2.5GB, v2s") == "600 ms, 2.5 GB, v2s"
    assert space_units("429s and 503s down, 90s left") == "429s and 503s down, 90 s left"
    assert capitalise("fixed it. all good. iOS is next") == "Fixed it. All good. iOS is next"
    assert reform("p99 4.2s -> 600ms w/o a rewrite") == "P99 from 4.2 s to 600 ms without a rewrite"


@table(
    ("Moved it lol. Nobody noticed (I think)", "Moved it. Nobody noticed"),
    ("Cut the build to 4 min (was 31)", "Cut the build to 4 min (was 31)"),
    ("About 40 saved (estimate, see below)", "About 40 saved (estimate)"),
    ("Shipped the gateway. Not sure it lasts. Get the numbers from Finance", "Shipped the gateway."),
    ("She moved the date; Sales furious", "She moved the date"),
    ("Approved, saves us from ourselves", "Approved"),
    ("On a train all day. Wrote the runbook", "Wrote the runbook"),
    ("Read the chapter, with pencil. Built the model", "Read the chapter. Built the model"),
    ("pacs.008, properly this time, with the rulebook", "pacs.008, with the rulebook"),
    ("Lucía counted, not me", "Lucía counted"),
    ("Old cluster off, toil basically gone", "Old cluster off"),
    ("Read by everyone, hated by three", "Read by everyone"),
    ('Cost memo, 2 pages. Ana: "this is the first one I finished"', "Cost memo, 2 pages."),
    ('RFC-88: "one queue". Adopted', 'RFC-88: "one queue". Adopted'),
    ("Feasibility study. Told them so. Fine-tuning costs 4%", "Feasibility study. Fine-tuning costs 4%"),
    ('Pruned alerts, Ines asked of each "and then you do what?"', "Pruned alerts"),
    ("lol", "lol"),
)
def test_talk_is_left_out(note, wording):
    assert trim(note).text == wording


def test_what_is_left_out_is_listed_for_its_author():
    assert trim("Moved it. Embarrassing, really. Who decides?").left_out == (
        "Embarrassing, really.",
        "Who decides?",
    )


@table(
    ("Dropped the reads this morning", "Dropped the reads"),
    ("It went over on Tuesday, all of it", "It went over, all of it"),
    ("Nobody has asked so far", "Nobody has asked so far"),
    ("Black Friday was quiet", "Black Friday was quiet"),
    ("Kafka 22/22 moved", "Kafka 22/22 moved"),
    ("approved 3/11, one page", "approved, one page"),
    ("in his last week", "in his last week"),
)
def test_what_points_at_a_day_is_dropped(note, wording):
    assert drop_day_pointers(note).text == wording


def test_a_note_in_small_letters_has_sentences():
    assert split_notes("scheduler GA. gang scheduling w/ approx. 3 teams. done") == (
        "scheduler GA.",
        "gang scheduling w/ approx. 3 teams.",
        "done",
    )


@pytest.mark.parametrize(
    ("text", "outcome", "joined"),
    [
        ("Search. p99 4.2s", "600ms", ("Search.", "p99 4.2s → 600ms")),
        ("RFC 41. 7 stacks", "2. Read by all", ("RFC 41.", "7 stacks → 2. Read by all")),
        ("It was us. p95 900ms", "p95 210ms", ("It was us. p95 900ms", "p95 900ms → 210ms")),
        ("Talk, 4.7/5", "3 teams came", ("Talk, 4.7/5", "3 teams came")),
        ("14 brokers gone, 0 pages", "$290k/yr", ("14 brokers gone, 0 pages", "$290k/yr")),
        ("1yr lease, -22% vs list", "-22% vs list, and out", ("1yr lease", "-22% vs list, and out")),
    ],
)
def test_a_change_that_was_cut_in_two_is_joined(text, outcome, joined):
    assert join_change(text, outcome) == joined


def test_the_result_is_read_in_the_text():
    assert find_result(("Rewrote the handbook.", "60 pages to 8.")) == "60 pages to 8."
    assert find_result(("Wrote the question down.", "24 pages, all options")) is None


@table(
    ('Ruth: "ask first"', '"ask first"'),
    ("Dana on the record: short is good", "on the record: short is good"),
    ("From Priya: say what would change your mind", "say what would change your mind"),
    ("hanna says I jump in", "I jump in"),
    ("Half-year talk, Dana: people come to you", "people come to you"),
    ("Read a book", "Read a book"),
)
def test_feedback_stands_without_its_giver(note, wording):
    assert drop_giver(note, "Dana Whitfield|Dana|Ruth|Priya|Hanna") == wording


def test_remarks_to_oneself_are_no_plan():
    assert tellable_gap("an RFC outside Payments") == "an RFC outside Payments"
    assert tellable_action("one decision record a month", TODAY) == "one decision record a month"
    for gap in (
        "nobody on the panel has seen my work",
        "slept through August",
        "too shy to ask",
        "people forget",
        "same as ever",
        "still the same",
        "honestly a mess",
        "boring but true",
        "who knows",
        "nothing yet",
    ):
        assert tellable_gap(gap) == "", gap
    for action in (
        "nothing yet",
        "ask Anil?",
        "meant to restart it. Have not",
        "meant to restart the note",
        "zero progress",
        "too busy",
        "on hold",
        "as before",
        "Tomás takes a week in October",
    ):
        assert tellable_action(action, TODAY) == "", action
    for kept in ("a second team on the journal", "talks in public", "on-call handed over"):
        assert tellable_gap(kept) == kept
    for case_itself in ("a second voice from outside Payments", "an advocate above Dana"):
        assert tellable_gap(case_itself) == ""
    assert tellable_action("packet outline, four examples", TODAY) == ""
    assert tellable_action("One-page memos, reviewed by Dana monthly", TODAY)


@given(LINES | st.text(max_size=80))
def test_no_transformation_adds_a_number(note):
    digits = set(re.findall(r"\d+", note))
    assert set(re.findall(r"\d+", reform(trim(note).text))) <= digits


@given(LINES | st.text(max_size=80))
@example("Cut it to 10☀20 pages 🎉")
def test_what_stays_and_what_is_left_out_are_the_authors_words(note):
    trimmed = trim(note)
    words = set(re.findall(r"\w+", note))
    assert set(re.findall(r"\w+", trimmed.text)) <= words
    assert all(set(re.findall(r"\w+", part)) <= words for part in trimmed.left_out)


@pytest.mark.parametrize(
    ("note", "wording"),
    [
        ("-$31k/month on Snowflake", "Saved $31k a month on Snowflake"),
        ("-$31k revenue in May", "Down $31k revenue in May"),
        ("Snowflake -$31k/month", "Snowflake down $31k a month"),
        ("GC pauses –70%", "GC pauses down 70%"),
        ("avoided a ~9 month rewrite", "Avoided a roughly 9-month rewrite"),
        ("an ~$40k bill and ~200 people", "A roughly $40k bill and about 200 people"),
        ("the ~3 hr outage", "The roughly 3-hour outage"),
    ],
)
def test_a_signed_sum_and_an_estimate_within_a_phrase_are_worded(note, wording):
    assert reform(note) == wording


@table(
    ("green rate 71% to 98%", "green rate from 71% to 98%"),
    ("AUROC .81 to .84, 0 false pages", "AUROC from .81 to .84, 0 false pages"),
    ("p99 3.2 s to 450 ms", "p99 from 3.2 s to 450 ms"),
    ("fleet 31% in Dec to 67% in Sep", "fleet from 31% in December to 67% in September"),
    ("Fehlerquote 4 % to 1 %", "Fehlerquote from 4 % to 1 %"),
    ("429s for good clients: 0.9% → 0.02%", "429s for good clients from 0.9% to 0.02%"),
    # a range, a version, a thing of another verb, what has its word already
    ("workshops for 20 to 30 people", "workshops for 20 to 30 people"),
    ("takes 20 min to 30 min", "takes 20 min to 30 min"),
    ("the build takes 20 min to 30 min", "the build takes 20 min to 30 min"),
    ("moved 10% to 20% of traffic", "moved 10% to 20% of traffic"),
    ("rate from 71% to 98%", "rate from 71% to 98%"),
    ("Kafka 2.8 to 3.6", "Kafka 2.8 to 3.6"),
    ("teams of 5 to 8", "teams of 5 to 8"),
    ("Aim: from 7 stacks to 2", "Aim: from 7 stacks to 2"),
)
def test_a_change_of_a_measure_says_that_it_is_one(note, wording):
    assert reform_within(note) == wording
