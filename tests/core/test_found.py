"""Where in a text a search found its words: marked as they stand there, however they are folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core.search import contains_terms, excerpt, mark_matches, parse_query
from vividmap.core.text import word_spans, words


def shown(text: str, query: str) -> str:
    return "".join(
        f"[{one.text}]" if one.is_match else one.text for one in mark_matches(text, parse_query(query))
    )


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Moved the session cache", "cache", "Moved the session [cache]"),
        ("Moved the session caches", "cach", "Moved the session [caches]"),
        ("Moved the session cache", '"session cach"', "Moved the session cache"),
        ("Moved the session cache", '"session cache" MOVED', "[Moved] the [session cache]"),
        ("the cache of the session cache", "session-cache", "the cache of the [session cache]"),
        ("Größere Straße für Müller", "strasse MULLER", "Größere [Straße] für [Müller]"),
        ("résumé, nai\u0308ve, Ångström", "naive resume angstrom", "[résumé], [nai\u0308ve], [Ångström]"),
        ("Søren and the Łódź office", "soren lodz", "[Søren] and the [Łódź] office"),
        ("将会话缓存迁移到Redis", "缓存 redis", "将会话[缓存]迁移到[Redis]"),
        ("ﬁle ﬁnder", "file", "[ﬁle] ﬁnder"),
        ("İstanbul’da ılık IŞIK", "istanbul isik", "[İstanbul]’da ılık [IŞIK]"),
        ("नमस्ते दुनिया", "दुनिया", "नमस्ते [दुनिया]"),
        ("<b>cache</b> & cache", "cache", "<b>[cache]</b> & [cache]"),
        ("nothing of it", "cache", "nothing of it"),
        ("nothing asked", "", "nothing asked"),
        ("", "cache", ""),
    ],
)
def test_the_words_found_are_marked_as_they_stand(text, query, expected):
    assert shown(text, query) == expected


def passage(text: str, query: str, length: int = 40) -> str:
    return "".join(
        f"[{one.text}]" if one.is_match else one.text for one in excerpt(text, parse_query(query), length)
    )


def test_a_passage_is_cut_between_words_round_what_was_found():
    text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    assert passage(text, "nine") == "… eight [nine] ten eleven twelve thirteen …"
    assert passage(text, "one") == "[one] two three four five six seven eight …"
    assert passage(text, "fifteen") == "… fourteen [fifteen]"
    assert passage(text, "sixteen") == ""
    assert passage("short and good", "good") == "short and [good]"


def test_a_word_without_end_is_cut_too():
    assert len(passage("x" * 100_000, "xxx")) < 60
    assert passage(f"{'y ' * 15_000}found", "found") == "", "read so far and no farther"


def test_all_that_is_asked_for_has_to_stand_there():
    assert contains_terms("Priya Natarajan", parse_query("nat pri"))
    assert not contains_terms("Priya Natarajan", parse_query("priya novak"))
    assert contains_terms("anything", ())


LETTERS = st.sampled_from("abcXYZ éßøłæİıÅ 缓存のคัक्षि 한국 жё Σς ﬁ½ -_.,’\u0301\u0308\n\t1٣")


@given(st.text(LETTERS, max_size=60))
def test_the_words_with_places_are_the_words_searched_for(text):
    found = word_spans(text)
    assert [one.word for one in found] == words(text)
    assert all(0 <= one.first < one.last <= len(text) for one in found)


@given(st.text(LETTERS, max_size=60), st.text(LETTERS, max_size=12), st.integers(1, 80))
def test_marking_loses_and_adds_nothing(text, query, length):
    asked = parse_query(query)
    assert "".join(piece.text for piece in mark_matches(text, asked)) == text
    cut = "".join(piece.text for piece in excerpt(text, asked, length))
    assert cut.removeprefix("… ").removesuffix(" …") in text
