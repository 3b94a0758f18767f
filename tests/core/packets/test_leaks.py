"""Nothing that must not be told is in any packet: the leaks that were once found, and planted secrets."""

import pytest

from tests.core import make
from tests.core.packets.planted_secrets import HALF, TODAY, draft_all, find_leaks, planted_record
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.drafting import draft_packet
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence, Packet
from vividmap.core.packets.packet_guard import PacketGuard
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest
from vividmap.core.positions import Position
from vividmap.formats.packet import draft


def read_drafts(record):
    """The drafts as they are exported, each with whether its readers are outside."""
    return ((draft(packet, record), is_outside) for packet, is_outside in draft_all(record))


@pytest.mark.parametrize("seed", range(4))
def test_no_planted_secret_comes_through(seed):
    record, secrets = planted_record(seed, 40)

    assert find_leaks(record, secrets, read_drafts(record)) == []


def test_the_secrets_are_found_where_they_are():
    record, secrets = planted_record(1, 40)
    everything = " ".join(str(item.text) + str(item.body) for item in record.items)

    assert len(set(find_leaks(record, secrets, iter([(everything, True)])))) > 10


def draft_for(record, conversation, **answers):
    choices = AuthorChoices(answers=answers)
    return draft(draft_packet_of(conversation, record, choices), record)


def draft_packet_of(name, record, choices=NO_CHOICES):
    conversation = find_conversation(name)
    assert conversation is not None
    return draft_packet(conversation, record, PacketRequest(name, HALF, choices), TODAY)


ME = make.profile(confidential=("Bluewater", "Project Heron", "Acme Corp."), private_tags=("job-hunt",))
OPEN = make.evidence("2026-09-01 Moved the session cache to Redis -> P99 down 340 ms ~org")


def test_a_private_goal_its_gaps_and_updates_are_in_no_packet():
    goal = make.goal("Leave Kestrel by summer", confidentiality="private")
    update = make.update("2026-10-02 Interviewing at Northgate", of=goal)
    record = make.record(ME, OPEN, goal, update)

    for text, _ in read_drafts(record):
        assert "Kestrel" not in text
        assert "Northgate" not in text


def test_somebody_outside_is_told_no_confidential_name():
    grace = make.person("Grace Obi", positions=(Position(height="outside", employer="Northgate"),))
    entry = make.evidence("2026-09-02 Bluewater onboarding -> live on time ~org")
    record = make.record(ME, OPEN, entry, grace)

    text = draft_for(record, "one-on-one", person=str(grace.id))

    assert "Bluewater" not in text


@pytest.mark.parametrize("conversation", ["review", "promotion"])
def test_a_private_tag_is_no_heading(conversation):
    entries = [
        make.evidence(
            f"2026-09-0{day} Moved cache {day} to Redis -> P99 down {day}0 ms ~org", tags=("job-hunt",)
        )
        for day in (1, 2, 3)
    ]

    assert "job-hunt" not in draft_for(make.record(ME, *entries), conversation).casefold()


@pytest.mark.parametrize(
    "spelling",
    [
        "BlueWaters", "Blue Water", "bluewaterprod", "heron", "Heron project", "projectheron",
        "Acme Corporation", "acme's", "heron_ingest", "https://heron.example/x",
    ],
)  # fmt: skip
def test_a_confidential_name_in_another_spelling_is_in_no_resume(spelling):
    entry = make.evidence(f"2026-09-02 Moved {spelling} to Redis -> P99 down 340 ms ~org")

    text = draft_for(make.record(ME, OPEN, entry), "job search").casefold()

    assert spelling.casefold() not in text


def test_who_gave_feedback_is_told_to_readers_above_only_if_the_author_picks_it():
    oksana = make.person("Oksana Kovalenko", positions=(Position(height="peer"),))
    record = make.record(
        ME, oksana, make.skill_entry("2026-10-06 @oksana says I answer too early ^0b55", category="feedback")
    )
    (feedback,) = (item.id for item in record.items if item.handle == "0b55")
    sentence = DraftSentence("Oksana says I answer too early.", (feedback,))
    packet = Packet(
        "review", "Review", HALF, sections=(DraftSection("", (DraftParagraph("", (sentence,)),)),)
    )

    assert "Oksana" not in draft(draft_packet_of("review", record), record)
    assert not [*PacketGuard(record, hides_givers=True).guard(packet).sentences]
    picked = PacketGuard(record, picked_ids=frozenset((feedback,)), hides_givers=True)
    assert [*picked.guard(packet).sentences] == [sentence]


def test_a_private_name_is_in_no_sentence_whatever_it_rests_on():
    skill = make.skill("zebra crossing", confidentiality="private")
    entry = make.evidence("2026-09-02 Moved the Zebra Crossing cache -> P99 down 340 ms ~org")
    record = make.record(ME, OPEN, skill, entry)

    assert "zebra crossing" not in draft_for(record, "review").casefold()


def test_addresses_are_in_no_resume():
    entry = make.evidence(
        "2026-09-02 Moved the guide to https://wiki.kestrel.example/~jwhitmore/guide -> 12 % fewer tickets ~org"
    )

    assert "kestrel" not in draft_for(make.record(ME, entry), "job search")


def test_a_confidential_name_within_the_company_is_pointed_out_to_the_author():
    entry = make.evidence("2026-09-02 Moved Bluewater to Redis -> P99 down 340 ms ~org")
    record = make.record(ME, entry)

    packet = draft_packet_of("review", record)

    warning = "This draft contains the confidential name “Bluewater”: do its readers know what that is?"
    assert warning in [note.text for note in packet.notes]


def test_a_resume_names_to_its_author_whom_it_names_and_the_map_does_not_know():
    entry = make.evidence("2026-11-02 Halved the bill with Priyanka Shah from Routing -> $40k a year ~org")
    resume = find_conversation("resume")
    assert resume
    packet = draft_packet(resume, make.record(entry), PacketRequest(resume.name, HALF, NO_CHOICES), TODAY)
    assert any("Priyanka Shah" in sentence.text for sentence in packet.sentences)
    (note,) = [note.text for note in packet.notes if note.text.startswith("Names in this draft")]
    assert "Priyanka Shah" in note
