"""What a search asks for, and which answer comes first."""

from datetime import date

import pytest

from vividmap.core.search import (
    SearchCandidate,
    SearchTerm,
    contains_terms,
    excerpt,
    mark_matches,
    parse_query,
    rank,
)
from vividmap.core.text import words


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("cache", [SearchTerm(("cache",), True)]),
        ("cache redis", [SearchTerm(("cache",), True), SearchTerm(("redis",), True)]),
        ("cach*", [SearchTerm(("cach",), True)]),
        ('"session cache"', [SearchTerm(("session", "cache"), False)]),
        ('"session cache', [SearchTerm(("session", "cache"), False)]),
        ("p99-latency", [SearchTerm(("p99", "latency"), True)]),
        ("双重", [SearchTerm(("双", "重"), True)]),
        ("Müller MULLER", [SearchTerm(("muller",), True)]),
        ("", []),
        ("'; DROP TABLE store_item; --", [SearchTerm(("drop",), True), SearchTerm(("table",), True), SearchTerm(("store", "item"), True)]),
        ('""', []),
        ("!!! ???", []),
    ],
)  # fmt: skip
def test_a_query_is_read(query, asked):
    assert list(parse_query(query)) == asked


def found(number: int, text: str, beneath: str = "", last: date | None = None) -> SearchCandidate:
    return SearchCandidate(number, text, " ".join(words(f"{text} {beneath}")), last)


@pytest.mark.parametrize(
    ("query", "best_first"),
    [
        # a whole word before a beginning
        ("cache", [found(1, "the cache"), found(2, "the cached"), found(3, "no such", beneath="cached")]),
        # the entry's own line before what is beneath it
        ("redis", [found(1, "redis"), found(2, "other", beneath="redis redis")]),
        # both words before one of them twice
        ("a b", [found(1, "a b"), found(2, "a a", beneath="b")]),
        # equally good: the newest first, of one day what was added last, and the undated at the end
        (
            "x",
            [
                found(2, "x", last=date(2026, 11, 2)),
                found(1, "x", last=date(2026, 11, 2)),
                found(3, "x", last=date(2026, 11, 1)),
                found(4, "x"),
            ],
        ),
    ],
)
def test_the_best_comes_first(query, best_first):
    numbers = [one.number for one in best_first]
    assert rank(best_first, parse_query(query)) == numbers
    assert rank(best_first[::-1], parse_query(query)) == numbers


TEXT = "Moved the session cache to Redis so that checkout no longer waits for the database on Mondays"


def marked(text, query, length=160):
    return "".join(
        f"[{piece.text}]" if piece.is_match else piece.text
        for piece in excerpt(text, parse_query(query), length)
    )


@pytest.mark.parametrize(
    ("query", "length", "passage"),
    [
        ("redis", 160, TEXT.replace("Redis", "[Redis]")),
        ("redis", len(TEXT), TEXT.replace("Redis", "[Redis]")),
        ("moved", 40, "[Moved] the session cache to Redis so …"),
        ("redis", 40, "… cache to [Redis] so that checkout no …"),
        ("mondays", 40, "… on [Mondays]"),
        ("check", 40, "… so that [checkout] no longer waits for …"),
        ("cache redis", 40, "… session [cache] to [Redis] so that checkout …"),
        ("nothing", 40, ""),
        ("", 40, ""),
    ],
)
def test_an_excerpt_is_the_passage_round_the_first_match(query, length, passage):
    assert marked(TEXT, query, length) == passage


def test_an_excerpt_of_one_endless_word_is_cut_within_it():
    passage = marked("x" * 100 + " redis " + "y" * 100, "redis", 40)

    assert "[redis]" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert len(passage) < 60


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        ("cach", "the [cached] cache"),
        ('"session cache"', "the [session cache] here"),
        ("session cache", "[session], [cache]; [sessions]"),
        ('"the cache" cache', "in [the cache] now"),
        ("MULLER", "[Müller] und [Müllers]"),
    ],
)
def test_what_was_found_is_marked_once(query, pieces):
    text = pieces.replace("[", "").replace("]", "")
    marked_text = "".join(
        f"[{piece.text}]" if piece.is_match else piece.text
        for piece in mark_matches(text, parse_query(query))
    )

    assert marked_text == (pieces if query != "cach" else "the [cached] [cache]")


@pytest.mark.parametrize(
    ("text", "is_held"),
    [("Moved the cache to Redis", True), ("Moved the caches; Redis", True), ("Moved the cache", False)],
)
def test_all_words_of_a_query_have_to_occur(text, is_held):
    assert contains_terms(text, parse_query("cache redis")) is is_held
