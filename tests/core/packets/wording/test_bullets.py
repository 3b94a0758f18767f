"""An entry as a bullet: its result in front, then what was done, and with whom."""

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
        ("Alert pruning -> pages from 9 a week to 4", "**Pages from 9 a week to 4.** Alert pruning."),
        ("Rewrote the handbook. 60 pages to 8.", "**60 pages to 8.** Rewrote the handbook."),
        ("Talked Zoë out of it -> she moved the date", "**Talked Zoë out of it: she moved the date.**"),
        ("Guardrail suite -> in CI for all 5 products", "**Guardrail suite: in CI for all 5 products.**"),
        ("On-call over the holidays -> 3 pages", "**On-call over the holidays: 3 pages.**"),
        ("Beatriz had her RFC accepted", "**Beatriz had her RFC accepted.**"),
        (
            "Said no to cutting over on the 3rd -> two weeks late, and every refund would have been wrong",
            "**Said no to cutting over: two weeks late, and every refund would have been wrong.**",
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


def test_a_person_who_is_only_linked_is_named_at_the_end():
    wording = "**Pages from 9 to 4.** Alert pruning, with Ines Caldeira."
    assert bullet("2026-08-01 Alert pruning -> pages from 9 to 4 ~teams @ines") == wording
    joined = "**Pages from 9 to 4.** Alert pruning with Platform and Ines Caldeira."
    assert bullet("2026-08-01 Alert pruning with Platform -> pages from 9 to 4 @ines") == joined


def test_a_name_of_the_map_in_small_letters_is_written_as_on_the_map():
    assert bullet("2026-08-01 sat with ines on the alerts") == "**Sat with Ines on the alerts.**"
    bill = make.person("Bill Ferris")
    assert bullet("2026-08-01 halved the bill", bill) == "**Halved the bill.**"


def test_nothing_is_left_out_of_an_entry_that_is_told_in_full():
    line = "2026-08-01 Moved the cron lol. Embarrassing. -> 3 pages a week fewer"
    assert bullet(line) == "**3 pages a week fewer.** Moved the cron."
    assert bullet(line, in_full=True) == "**3 pages a week fewer.** Moved the cron lol. Embarrassing."
