"""A record that is read on demand gives the same answers as the whole record."""

from datetime import UTC, date, datetime
from importlib import resources
from itertools import chain
from pathlib import Path
from uuid import UUID

import pytest

from vividmap.core.english.dates import ALL_TIME, Period
from vividmap.core.item import MENTION_SORTS
from vividmap.core.packets import drafting
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.registry import conversations
from vividmap.core.packets.request import PacketRequest
from vividmap.core.record import KINDS, RECORD_KINDS, Evidence, Record, SkillEntry
from vividmap.services.home import reading
from vividmap.store import records, stored_record
from vividmap.store.stored_record import StoredRecord

TODAY = date(2026, 11, 20)
KEPT = Path(__file__).parents[1] / "core" / "packets" / "kept"
DOCUMENTS = {
    "sample": resources.files("vividmap") / "sample" / "record.md",
    "backend": KEPT / "backend.md",
    "ml": KEPT / "ml.md",
}
PERIODS = (
    Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2"),
    Period(date(2025, 1, 1), date(2026, 12, 31), "2025 to 2026"),
    ALL_TIME,
)
ALL_KINDS = [KINDS[kind] for kind in RECORD_KINDS]


@pytest.fixture(params=DOCUMENTS)
def pair(request, vividmap, monkeypatch):
    """The whole record of a document, and the same as it is read on demand."""
    document = DOCUMENTS[request.param].read_text(encoding="utf-8")
    vividmap("import", "-", input=document)
    vividmap("import", "-", input="# Impact\n\n- An entry that nobody has dated yet, on Kafka\n")
    vividmap("add", "goal", "Staff engineer by the January cycle")
    vividmap("add", "gap", "Depth in storage engines", "--goal", "Staff engineer by the January cycle")
    vividmap("status")
    monkeypatch.setenv("VIVIDMAP_HOME", str(vividmap.home))
    actor = reading.open_record(datetime.now(UTC))
    assert actor is not None
    yield records.load_record(actor.owner), StoredRecord(actor.owner)
    reading.close_record()


def test_it_holds_the_same_items_and_links(pair):
    whole, stored = pair
    for kind in ALL_KINDS:
        assert stored.items_of(kind) == whole.items_of(kind)
        assert sorted(stored.undated_outlines(kind)) == sorted(whole.undated_outlines(kind))
        assert stored.count_of(kind) == whole.count_of(kind)
        assert stored.first_texts(kind, 3) == whole.first_texts(kind, 3)
        for period in PERIODS:
            assert stored.items_during(kind, period) == whole.items_during(kind, period)
    assert {uid: [*stored.children.get(uid, ())] for uid in whole.by_id} == {
        uid: whole.children.get(uid, []) for uid in whole.by_id
    }
    assert stored.items == whole.items
    assert (dict(stored.by_id), dict(stored.children)) == (whole.by_id, whole.children)
    assert stored.profile == whole.profile


def test_it_answers_what_is_linked_to_what(pair):
    whole, stored = pair
    targets = [item.id for item in whole.items]
    for kind in (Evidence, SkillEntry):
        for sort in MENTION_SORTS:
            assert sorted(stored.dates_linked(kind, sort), key=repr) == sorted(
                whole.dates_linked(kind, sort), key=repr
            )
            assert stored.count_linked(kind, sort, targets) == whole.count_linked(kind, sort, targets)
            assert stored.count_linked(kind, sort, []) == 0
            linked = {target for target, _ in whole.dates_linked(kind, sort)}
            for target in linked | set(targets[:3]):
                assert stored.items_linked(kind, sort, target) == whole.items_linked(kind, sort, target)
                assert stored.count_linked(kind, sort, [target]) == len(
                    whole.items_linked(kind, sort, target)
                )
    assert whole.count_linked(Evidence, "person", targets) > 0


def test_an_item_is_found_by_its_id_alone_and_stays_the_same_object(pair):
    whole, stored = pair
    for item in whole.items:
        assert stored.by_id[item.id] == item
    assert all(stored.by_id[item.id] is item for item in stored.items)
    assert UUID(int=1) not in stored.by_id


def test_the_texts_with_a_word_are_those_that_hold_it_as_a_word(pair):
    whole, stored = pair
    texts = [item.text for item in whole.items_of(Evidence)]
    searched = sorted(
        {word.casefold().strip(".,:;()") for word in chain.from_iterable(map(str.split, texts))}
    )
    for word in filter(str.isalpha, searched):
        found = stored.texts_with(word, [Evidence])
        assert found == whole.texts_with(word, [Evidence])
        assert {text for text in texts if word in text.casefold().split()} <= set(found)
        assert len(found) <= min(stored.count_with(word, Evidence), whole.count_with(word, Evidence))


def test_the_newest_texts_with_a_word_are_the_same_however_they_are_read(pair):
    whole, stored = pair
    for word in ("a", "on", "to", "the", "for", "move", "review", "kafka", "incident"):
        for kinds in ([Evidence], ALL_KINDS):
            newest = whole.texts_with(word, kinds)
            for most in (1, 2, 5):
                assert whole.texts_with(word, kinds, most) == newest[:most]
                assert stored.texts_with(word, kinds, most) == newest[:most]


def test_a_draft_of_it_is_the_draft_of_the_whole_record(pair):
    whole, stored = pair
    for conversation in conversations():
        for period in PERIODS:
            request = PacketRequest(conversation.name, period, AuthorChoices())
            drafted = drafting.draft_packet(conversation, stored, request, TODAY)
            assert drafted == drafting.draft_packet(conversation, whole, request, TODAY)


@pytest.mark.parametrize("name", ["review", "promotion"])
def test_a_draft_of_a_period_reads_no_other_evidence(pair, monkeypatch, name):
    whole, stored = pair
    items_read = []

    def read_items(*arguments):
        items = records.read_items(*arguments)
        items_read.extend(items)
        return items

    monkeypatch.setattr(stored_record, "read_items", read_items)
    drafted = next(conversation for conversation in conversations() if conversation.name == name)
    request = PacketRequest(name, PERIODS[0], AuthorChoices())
    drafting.draft_packet(drafted, stored, request, TODAY)
    evidence_read = {item.id for item in items_read if isinstance(item, Evidence)}
    assert evidence_read == {item.id for item in whole.items_during(Evidence, PERIODS[0])}
    assert len(evidence_read) < whole.count_of(Evidence)


def test_a_record_in_memory_finds_words_in_any_case_and_script():
    texts = ("KAFKA topics", "kafkaesque", "unkafka", "Größer, größer", "移行した")
    record = Record(tuple(Evidence(text=text) for text in texts))
    assert record.texts_with("kafka", [Evidence]) == ["kafkaesque", "KAFKA topics"]
    assert record.texts_with("kafka", [Evidence], 1) == ["kafkaesque"]
    assert record.texts_with("grösser", [Evidence]) == ["Größer, größer"]
    assert record.texts_with("移行", ALL_KINDS) == ["移行した"]
    assert record.texts_with("redis", ALL_KINDS) == []
