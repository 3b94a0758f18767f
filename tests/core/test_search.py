"""What a search asks for, and which answer comes first."""

from datetime import date

import pytest

from vividmap.core.search import SearchCandidate, SearchTerm, parse_query, rank
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
        # as good: the newest, the undated last, and what came last of one day
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
