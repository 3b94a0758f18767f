"""What a search asks for, and which answer comes first."""

from datetime import date

import pytest

from vividmap.core.search import Found, Term, rank, terms
from vividmap.core.text import words


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("cache", [Term(("cache",), True)]),
        ("cache redis", [Term(("cache",), True), Term(("redis",), True)]),
        ("cach*", [Term(("cach",), True)]),
        ('"session cache"', [Term(("session", "cache"), False)]),
        ('"session cache', [Term(("session", "cache"), False)]),
        ("p99-latency", [Term(("p99", "latency"), True)]),
        ("双重", [Term(("双", "重"), True)]),
        ("Müller MULLER", [Term(("muller",), True)]),
        ("", []),
        ("'; DROP TABLE store_item; --", [Term(("drop",), True), Term(("table",), True), Term(("store", "item"), True)]),
        ('""', []),
        ("!!! ???", []),
    ],
)  # fmt: skip
def test_a_query_is_read(query, asked):
    assert list(terms(query)) == asked


def found(number: int, text: str, beneath: str = "", last: date | None = None) -> Found:
    return Found(number, text, " ".join(words(f"{text} {beneath}")), last)


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
    assert rank(best_first, terms(query)) == numbers
    assert rank(best_first[::-1], terms(query)) == numbers
