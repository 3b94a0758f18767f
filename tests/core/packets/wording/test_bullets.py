"""An entry as a bullet: what was done and its result in front, then what else is told, and with whom."""

import pytest

from tests.core import make
from tests.core.packets.records import HALF
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import word_entry
from vividmap.core.record import Evidence

INES = make.person("Ines Caldeira")


def bullet(line, *others, **options):
    entry = make.evidence(line)
    record = make.record(INES, *others, entry)
    linked = next(item for item in record.items_of(Evidence) if item.id == entry.id)
    sentence = word_entry(linked, Voice(record, HALF), **options).sentence
    assert sentence.text.startswith(sentence.lead)
    return f"**{sentence.lead}**{sentence.text[len(sentence.lead) :]}"


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        ("Alert pruning -> pages from 9 a week to 4", "**Alert pruning: pages from 9 a week to 4.**"),
        ("Rewrote the handbook. 60 pages to 8.", "**Rewrote the handbook: from 60 pages to 8.**"),
        ("CI for payments -> 38 min to 14", "**CI for payments: from 38 min to 14.**"),
        ("Search. Heap tuning. p99 4.2s -> 600ms", "**Search: p99 from 4.2 s to 600 ms.** Heap tuning."),
        (
            "Serving, 3 of 7 -> pages -40% for those teams",
            "**Serving, 3 of 7: pages down 40% for those teams.**",
        ),
        (
            "The region had a bad day, we failed over in 41 min, customers did not notice -> 0 SLA credits",
            "**We failed over in 41 min: 0 SLA credits.** The region had a bad day, customers did not notice.",
        ),
        (
            "Drift alert at 2 hospitals. It was a unit change. I traced it -> 4 days before it would have paged",
            "**Drift alert at 2 hospitals.** It was a unit change. I traced it: 4 days before it would have paged.",
        ),
        (
            "Moved triage to batching. p50 1.9s->0.7s -> radiologists noticed",
            "**Moved triage to batching: p50 from 1.9 s to 0.7 s.** Radiologists noticed.",
        ),
        (
            "Load test with Platform -> held 3x last year's peak, fell over at 3.4x, and that was the fraud call of ours",
            "**Load test with Platform: held 3x last year's peak.** Fell over at 3.4x, and that was the fraud call of ours.",
        ),
        (
            "Double counted a fee. $84k refunded. My code from 2024 :(",
            "**Double counted a fee: $84k refunded.**",
        ),
        ("Talked Zoë out of it -> she moved the date", "**Talked Zoë out of it: she moved the date.**"),
        (
            "peak review, load test to 2.5x -> ready for cyber week",
            "**Peak review, load test to 2.5x: ready for cyber week.**",
        ),
        ("Drill #2 -> 38 min failover, target was 60", "**Drill #2: 38 min failover, target was 60.**"),
        (
            "Record template in the handbook. One page -> 9 records since, only 4 of them mine",
            "**Record template in the handbook: 9 records since, only 4 of them mine.** One page.",
        ),
        (
            "Red-teamed our own assistant. 2 days, 61 prompts. Release blocked",
            "**Red-teamed our own assistant: release blocked.** 2 days, 61 prompts.",
        ),
        ("Guardrail suite -> in CI for all 5 products", "**Guardrail suite: in CI for all 5 products.**"),
        ("On-call over the holidays -> 3 pages", "**On-call over the holidays: 3 pages.**"),
        ("Beatriz had her RFC accepted", "**Beatriz had her RFC accepted.**"),
        (
            "Said no to cutting over on the 3rd -> two weeks late, and every refund would have been wrong",
            "**Said no to cutting over: every refund would have been wrong.** Two weeks late.",
        ),
        (
            "Three queues. -> three teams dropped their own (the Rabbit in Payouts, NATS in Search, Redis)",
            "**Three queues: three teams dropped their own.** The Rabbit in Payouts, NATS in Search, Redis.",
        ),
        ("Marcus promoted to Senior!! -> proud", "**Marcus promoted to Senior.**"),
    ],
)
def test_the_result_stands_in_front_or_after_the_deed_that_it_needs(line, wording):
    assert bullet(f"2026-08-01 {line}") == wording


def test_a_side_clause_is_no_sentence_of_its_own_and_a_short_deed_stands_before_a_long_situation():
    situation = (
        "The new index cost us 90 ms on every search in both regions and it took a week for anybody on call"
        " to notice, because the alert looks at the median."
    )
    line = f"2026-08-01 {situation} Rebuilt the index -> 90 ms to 12 ms"
    assert bullet(line) == f"**Rebuilt the index: from 90 ms to 12 ms.** {situation}"


def test_a_long_sentence_is_not_cut_before_a_side_clause():
    sentence = (
        "Told the director in plain words that moving two engineers to the other programme without replacement"
        " would sink the migration, and that nobody should expect it this year."
    )
    assert bullet(f"2026-08-01 {sentence}") == f"**{sentence}**"


def test_a_person_who_is_only_linked_is_named_at_the_end():
    wording = "**Alert pruning, with Ines Caldeira: pages from 9 to 4.**"
    assert bullet("2026-08-01 Alert pruning -> pages from 9 to 4 ~teams @ines") == wording
    joined = "**Alert pruning with Platform and Ines Caldeira: pages from 9 to 4.**"
    assert bullet("2026-08-01 Alert pruning with Platform -> pages from 9 to 4 @ines") == joined


def test_a_person_stands_apart_where_the_deed_is_a_clause_of_its_own():
    wording = "**The cache lives in Redis: P99 down 340 ms.** With Ines Caldeira."
    assert bullet("2026-08-01 The cache lives in Redis -> P99 down 340 ms @ines") == wording


def test_a_label_that_only_files_the_entry_is_left_out():
    skill = make.skill("Performance")
    line = "2026-08-01 Perf: moved the index to the SSDs -> p99 down 40 % #performance"
    assert bullet(line, skill) == "**Moved the index to the SSDs: p99 down 40 %.**"


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        ("mateo: moved the index to the SSDs", "**Moved the index to the SSDs.**"),
        ("Mateo Díaz: talk accepted :tada:", "**Talk accepted.**"),
        ("mateo: cost: moved batch to spot", "**Cost: moved batch to spot.**"),
        ("ines: moved the index to the SSDs", "**Ines: moved the index to the SSDs.**"),
        ("mateos: moved the index to the SSDs", "**Mateos: moved the index to the SSDs.**"),
        ("Moved the index at 10:30:00 to a:b:c", "**Moved the index at 10:30:00 to a:b:c.**"),
    ],
)
def test_what_a_chat_adds_to_a_message_is_left_out(line, wording):
    assert bullet(f"2026-08-01 {line}", make.profile("Mateo Díaz")) == wording


def test_a_name_of_the_map_in_small_letters_is_written_as_on_the_map():
    assert bullet("2026-08-01 sat with ines on the alerts") == "**Sat with Ines on the alerts.**"
    bill = make.person("Bill Ferris")
    assert bullet("2026-08-01 halved the bill", bill) == "**Halved the bill.**"


def test_nothing_is_left_out_of_an_entry_that_is_told_in_full():
    line = "2026-08-01 Moved the cron lol. Embarrassing. -> 3 pages a week fewer"
    assert bullet(line) == "**Moved the cron: 3 pages a week fewer.**"
    assert bullet(line, in_full=True) == "**Moved the cron lol: 3 pages a week fewer.** Embarrassing."


@pytest.mark.parametrize("marks", [": : :", "- - -", ", ,"])
def test_a_text_of_marks_alone_can_be_told(marks):
    entry = Evidence(text=marks, outcome=marks)

    told = word_entry(entry, Voice(make.record(entry), HALF)).sentence.text

    assert not set(told) - set(marks) - {"."}


def test_a_text_of_nothing_but_signs_leaves_no_empty_sentence():
    assert bullet("…").strip("*")
    assert bullet(";").strip("*")


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        (
            "Phishing simulation: click rate down from 14% to 4.5%. (Mostly Lena's work, I only did the payloads.)",
            "**Phishing simulation: click rate down from 14% to 4.5%.** Mostly Lena's work, I only did the payloads.",
        ),
        ("Cut the build to 4 min (credit: Ana)", "**Cut the build to 4 min (credit: Ana).**"),
        (
            "Negotiated the reservation (with Bill) -> down 22%",
            "**Negotiated the reservation (with Bill): down 22%.**",
        ),
        (
            "31 critical findings fixed (with Marisol, who did the forms and was proud)",
            "**31 critical findings fixed.** With Marisol, who did the forms and was proud.",
        ),
        (
            "Patch time from 38 to 6 days. The whole group did it; my part was the bot.",
            "**Patch time from 38 to 6 days.** The whole group did it; my part was the bot.",
        ),
        (
            "p95 3.9s -> 2.4s on search. Done by the search team, I only reviewed",
            "**P95 from 3.9 s to 2.4 s on search.** Done by the search team, I only reviewed.",
        ),
    ],
)
def test_whose_work_it_was_is_never_left_out(line, wording):
    assert bullet(f"2026-08-01 {line}") == wording
    assert bullet(f"2026-08-01 {line}", max_words=12) == wording
