"""An entry as plain sentences: what was done, then what came of it, and nothing that it does not say."""

import re

import pytest

from tests.core import make
from tests.core.packets.records import HALF, held
from tests.core.packets.test_kept_records import packet_figures
from tests.support.choices import choose
from vividmap.core.english.short_forms import SPELLED_OUT
from vividmap.core.packets.prose import is_prose_question, sentence_limit
from vividmap.core.packets.review.draft import draft_review
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import word_entry
from vividmap.core.packets.wording.prose import tell_entry
from vividmap.core.record import Evidence
from vividmap.formats.packet import draft


def told(line, most=3):
    record = make.record(make.evidence(f"2026-08-01 {line}"))
    (entry,) = record.items_of(Evidence)
    voice = Voice(record, HALF)
    return " ".join(tell_entry(word_entry(entry, voice), voice, voice.names_of(entry), most))


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        (
            "Found the missing key and stopped the rollout -> about 1,200 double payouts prevented (estimate)",
            "I found the missing key and stopped the rollout. About 1,200 double payouts were prevented (estimate).",
        ),
        (
            "Moved the index to SSDs -> search p99 from 4.2 s to 600 ms",
            "I moved the index to SSDs. Search p99 went from 4.2 s to 600 ms.",
        ),
        (
            "Decision record on queues -> three teams dropped their own",
            "I wrote the decision record on queues. Three teams dropped their own.",
        ),
        ("RFC 41 on serving -> 7 stacks to 2", "I wrote RFC 41 on serving."),
        (
            "CDC pipeline in production with Ines leading -> orders from 24 h to 3 min",
            "CDC pipeline in production with Ines leading: orders from 24 h to 3 min.",
        ),
        ("Onboarding doc rewritten -> 3 days less", "The onboarding doc was rewritten: 3 days less."),
        (
            "Drift alert at 2 sites. It was a unit change. I traced it -> 4 days before it would have paged",
            "Drift alert at 2 sites. It was a unit change. I traced it: 4 days before it would have paged.",
        ),
        ("CI for payments -> 38 min to 14", "CI for payments: from 38 min to 14."),
        ("Published API policy, 1 page", "I published API policy, 1 page."),
        ("Ingrid adopted scenario B", "Ingrid adopted scenario B."),
        (
            "The ledger backfill done -> 1.9 bn rows in 11 days",
            "The ledger backfill was done: 1.9 bn rows in 11 days.",
        ),
        (
            "The region went down, we failed over in 41 min -> 0 SLA credits",
            "We failed over in 41 min: 0 SLA credits. The region went down.",
        ),
    ],
)
def test_a_note_is_told_in_plain_sentences(line, prose):
    assert told(line) == prose


def test_one_sentence_holds_both():
    line = "Moved the index to SSDs -> search p99 from 4.2 s to 600 ms"
    assert told(line, most=1) == "I moved the index to SSDs: search p99 from 4.2 s to 600 ms."


@pytest.mark.parametrize(
    ("question", "is_prose", "most"),
    [
        ("What did you achieve? Please answer in prose.", True, 0),
        ("Describe in 2-3 sentences what you did.", True, 3),
        ("In one short sentence, what was your impact?", True, 1),
        ("One paragraph on your goals", True, 0),
        ("What went well (no bullet points)?", True, 0),
        ("What did you achieve?", False, 0),
        ("How long is your sentence for theft of time?", False, 0),
    ],
)
def test_a_form_is_prose_question_by_its_words(question, is_prose, most):
    assert (is_prose_question(question), sentence_limit(question)) == (is_prose, most)


def reviews():
    records = [
        *map(packet_figures.read_record, packet_figures.RECORDS),
        *packet_figures.generated_records(25),
    ]
    for record in records:
        yield draft_review(record, HALF, packet_figures.TODAY, choose(style="prose")), record


def test_a_review_in_prose_has_no_bullet_and_holds_no_new_number_or_name():
    added = {"i", "the", "was", "were", "went", "is", "are", "in", "my"}
    added |= SPELLED_OUT | packet_figures.LABEL_WORDS
    for packet, record in reviews():
        text = draft(packet, record)
        assert not re.search(r"^[-*] |\*\*", text, re.MULTILINE)
        assert packet_figures.framed_share(text) == 0
        for section in packet.sections:
            if section.is_claim:
                assert len(section.paragraphs[0].sentences) <= 3
        for sentence in packet.sentences:
            source = " ; ".join(held(record.by_id[item], record) for item in sentence.sources)
            assert set(re.findall(r"\d+", sentence.text)) <= set(re.findall(r"\d+", source)), sentence
            names = {word.casefold() for word in re.findall(r"\b[A-Z]\w+", sentence.text)}
            assert names <= set(re.findall(r"\w+", source.casefold())) | added, sentence


@pytest.mark.parametrize("most", [1, 3])
def test_whose_work_it_was_is_told_in_prose_too(most):
    line = "Cut the patch time -> from 38 days to 6. The whole group did it; my part was the bot"

    assert "my part was the bot" in told(line, most).casefold()


def test_who_did_the_rest_is_told_in_prose_too():
    assert "Sofia the rest" in told("Moved the scheduler. I wrote the core, Sofia the rest -> 12 teams on it")
