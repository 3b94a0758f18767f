"""Reviews of three records that people could keep, held to what their readers would ask for."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.core.packets.planted_secrets import draft_all
from tests.core.packets.records import held
from vividmap.core.english.quantities import find_numbers
from vividmap.core.english.short_forms import SPELLED_OUT
from vividmap.core.english.standstill import is_idle
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Update
from vividmap.formats.packet import draft

sys.path.append(str(Path(__file__).parents[3] / "scripts"))
packet_figures = import_module("packet_figures")
every_record = pytest.mark.parametrize("name", packet_figures.RECORDS)


def told(name):
    packet, record = packet_figures.draft_packet("review", name), packet_figures.read_record(name)
    return [record.by_id[proposal.item].text for proposal in packet.proposals]


def test_entries_are_ranked_as_by_hand():
    agreed, total = packet_figures.pair_agreement()
    assert total == 200
    assert agreed >= 0.85 * total


def test_the_sample_s_review_tells_what_the_one_written_by_hand_tells():
    same, total = packet_figures.target_overlap()
    assert same >= 0.8 * total


@every_record
def test_a_review_is_short_without_frames_and_mostly_contributions(name):
    packet, record = packet_figures.draft_packet("review", name), packet_figures.read_record(name)
    words, share = packet_figures.contribution_share(packet, record)
    assert packet_figures.framed_share(draft(packet, record)) == 0
    assert words <= 800
    assert share >= 0.6
    assert 8 <= len(packet.proposals) <= 12
    claims = [section for section in packet.sections if section.is_claim][1:]
    assert 3 <= len(claims) <= 5
    for title, most in (("In short", 3), ("What I learned", 5), ("What comes next", 5)):
        sections = [section for section in packet.sections if section.title == title]
        # The skills of the backend record are a habit without a deed and a reminder: nothing for a reader.
        assert sections or (name, title) == ("backend", "What I learned")
        assert all(1 <= len(section.paragraphs[0].sentences) <= most for section in sections)


@every_record
def test_no_number_and_no_name_of_a_review_is_invented(name):
    packet, record = packet_figures.draft_packet("review", name), packet_figures.read_record(name)
    for sentence in packet.sentences:
        source = " ; ".join(held(record.by_id[item], record) for item in sentence.sources)
        assert set(re.findall(r"\d+", sentence.text)) <= set(re.findall(r"\d+", source)), sentence
        numbers = {
            number.casefold() for number in find_numbers(sentence.text) if not re.search(r"\d", number)
        }
        assert all(number.split()[0] in source.casefold() for number in numbers), sentence
        names = {word.casefold() for word in re.findall(r"\b[A-Z]\w+", sentence.text)}
        known = set(re.findall(r"\w+", source.casefold())) | SPELLED_OUT | packet_figures.LABEL_WORDS
        assert names <= known, sentence


@pytest.mark.parametrize(
    ("name", "stronger"),
    [
        ("sample", "Decision record on queues"),
        ("sample", "Ledger backfill done"),
        ("backend", "strategy v3"),
        ("backend", "heron: design signed off"),
        ("ml", "Lodestar: pre-training"),
    ],
)
def test_what_a_reader_would_choose_is_told(name, stronger):
    assert any(text.startswith(stronger) for text in told(name))
    assert not any(text in ("vacation", "two weeks off") for text in told(name))


def test_drafts_of_generated_records_hold_no_frame():
    conversation = packet_figures.find_conversation("review")
    for record in packet_figures.generated_records(40):
        text = draft(
            conversation.draft(record, packet_figures.HALF, packet_figures.TODAY, packet_figures.NO_CHOICES),
            record,
        )
        assert packet_figures.framed_share(text) == 0


def remarks_of(record):
    """Yield what updates say to their author alone: sentences of their texts, and that nothing is done."""
    told_elsewhere = letters(" ; ".join(held(item, record) for item in record.items if item.kind != "update"))
    for update in record.items_of(Update):
        needs = letters(f"{update.gap} ; {update.action}")
        for sentence in split_notes(update.text):
            words = letters(sentence)
            if words.count(" ") and words not in needs and words not in told_elsewhere:
                yield words
        if update.action.count(" ") and is_idle(update.action):
            yield letters(update.action)


def letters(text):
    return " ".join(re.findall(r"\w+", text.casefold()))


@every_record
def test_no_remark_to_oneself_about_a_goal_is_in_a_draft_for_others(name):
    record = packet_figures.read_record(name)
    remarks = list(remarks_of(record))
    assert len(remarks) > 3
    for packet, _ in draft_all(record):
        text = letters(draft(packet, record))
        assert [remark for remark in remarks if remark in text] == []
