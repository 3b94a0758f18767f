from dataclasses import replace
from datetime import date

import pytest

from tests.core import make
from vividmap.core.english.dates import Period
from vividmap.core.packets.voice import Voice, end_sentence, first_name
from vividmap.core.record import Mention, Record

HALF = Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2")


def test_a_word_is_a_name_by_what_the_record_says_of_work_and_not_of_people():
    priya = make.person("Priya")
    met = make.touchpoint("She runs the Shared team", of=priya)
    assert Voice(Record((priya, met)), HALF).within("Shared pages") == "shared pages"
    wrote = make.evidence("Wrote the plan of the Shared team")
    assert Voice(Record((priya, met, wrote)), HALF).within("Shared pages") == "Shared pages"


ELENA, ELENA_ROSSI = make.person("Elena Novak ^e1en"), make.person("Elena Rossi ^e2en")
TOMAS = make.person("Tomás Brandão ^t1om")


def voice_of(*items, **options):
    record = make.record(*items)
    return Voice(record, HALF, **options), {item.handle: item for item in record.items}


def test_a_person_is_named_in_full_wherever_it_is():
    voice, _ = voice_of(ELENA, ELENA_ROSSI, TOMAS)

    assert [voice.person(TOMAS), voice.person(TOMAS)] == ["Tomás Brandão", "Tomás Brandão"]
    assert [voice.person(ELENA), voice.person(ELENA)] == ["Elena Novak", "Elena Novak"]
    assert Voice(Record((TOMAS,)), HALF, addressee=TOMAS.id).person(TOMAS) == "you"


def test_a_mark_is_worded_with_the_name_of_what_it_means():
    entry = make.evidence("Moved it with @tomas and @dana-whit +search-index #redis (see below) ^a1aa")
    voice, items = voice_of(TOMAS, entry)

    assert voice.words(
        items["a1aa"], "Moved it with @tomas and @dana-whit for +search-index (see below)"
    ) == ("Moved it with Tomás Brandão and Dana Whit for search index")


def test_people_who_are_linked_and_not_named_are_companions():
    entry = make.evidence("Moved it, Elena helped @tomas ^a1aa")
    links = [Mention("person", person.text, person.id) for person in (ELENA, TOMAS)]
    voice, items = voice_of(TOMAS, ELENA, replace(entry, mentions=(*entry.mentions, *links)))

    assert voice.companions(items["a1aa"]) == []
    outside = replace(items["a1aa"], text="Moved it")
    assert voice.companions(outside) == ["Tomás Brandão", "Elena Novak"]


def test_a_person_who_is_not_in_the_record_any_more_is_named_nowhere():
    entry = make.evidence("Moved it with @tomas ^a1aa")
    linked = {item.handle: item for item in make.record(TOMAS, entry).items}["a1aa"]
    voice = Voice(Record((linked,)), HALF)

    assert list(linked.linked_ids("person")) == [TOMAS.id]
    assert voice.names_of(linked) == []
    assert voice.companions(replace(linked, text="Moved it")) == []
    assert voice.words(linked, "Moved it with @tomas") == "Moved it with Tomas"
    assert Voice(Record((linked, TOMAS)), HALF).names_of(linked) == ["Tomás Brandão", "Tomás"]


def test_templates_take_turns():
    voice, _ = voice_of(TOMAS)
    templates, others = ("a", "b", "c"), ("d", "e")

    assert [voice.turn(templates) for _ in range(4)] == ["a", "b", "c", "a"]
    assert [voice.turn(others), voice.turn(templates)] == ["d", "b"]


@pytest.mark.parametrize(
    ("text", "continued"),
    [
        ("Search was slow", "search was slow"),
        ("Redis was slow", "Redis was slow"),
        ("SLO of the checkout", "SLO of the checkout"),
        ("iOS release", "iOS release"),
        ("I moved it", "I moved it"),
        ("Tomás moved it", "Tomás moved it"),
        ("Pages: 9 a week", "pages: 9 a week"),
    ],
)
def test_a_text_goes_on_small_after_a_colon_unless_a_name_begins_it(text, continued):
    voice, _ = voice_of(TOMAS)

    assert voice.within(text) == continued


def test_a_first_name_in_small_letters_is_written_as_the_map_writes_it():
    will = make.person("Will Ferrer ^w1ll")
    entry = make.evidence("Asked tomás, will look with hanna@acme.example and @tomás ^a1aa")
    voice, items = voice_of(TOMAS, make.person("Hanna Lee"), will, entry)

    assert voice.words(items["a1aa"], "Asked tomás, will look; hanna@acme.example, hanna") == (
        "Asked Tomás, will look; hanna@acme.example, Hanna"
    )


@pytest.mark.parametrize(
    ("name", "first"),
    [("Tomás Brandão", "Tomás"), ("Ольга Ковальчук", "Ольга"), ("山田 太郎", "山田 太郎"), ("Madonna", "Madonna"), ("", "")],
)  # fmt: skip
def test_a_first_name_is_the_first_word_in_scripts_that_put_it_there(name, first):
    assert first_name(name) == first


@pytest.mark.parametrize(
    ("text", "ended"),
    [("Moved it", "Moved it."), ("Moved it!", "Moved it!"), ("He said “no.”", "He said “no.”"), ("Moved it,", "Moved it."), ("移した。", "移した。")],
)  # fmt: skip
def test_a_sentence_ends_with_one_stop(text, ended):
    assert end_sentence(text) == ended


def test_german_nouns_keep_their_capitals_after_a_colon():
    german = [
        make.evidence("Migration der Kundendaten auf PostgreSQL abgeschlossen"),
        make.evidence("Störung im Zahlungsverkehr nach 20 Minuten behoben"),
    ]
    english = make.evidence("Moved the cache to the new cluster and the queue with it")

    assert (
        Voice(Record(tuple(german)), HALF).within("Besprechungen kürzer halten")
        == "Besprechungen kürzer halten"
    )
    assert Voice(Record((english,)), HALF).within("Shorter meetings") == "shorter meetings"
