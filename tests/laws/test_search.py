"""SQLite and PostgreSQL each find with an index of their own: the lists here hold on both."""

from datetime import date, timedelta

import pytest
from tests.laws.somebody import for_a_while, somebody

from vividmap.core.shorthand import Draft
from vividmap.core.when import When
from vividmap.services.changes import entries
from vividmap.store import queries

pytestmark = [pytest.mark.database, pytest.mark.django_db]

# The numbers are used in the lists below; a higher number is a newer entry.
ENTRIES = {
    1: "Moved the session cache to Redis",
    2: "Cache, cache and cache again: three caches",
    3: "Wrote about caching the session",
    4: "The cache of the session store moved",
    5: "Idempotency-Key on payouts",
    6: "idempotent retries for the payout ledger",
    7: "Größere Straße für Müller & Söhne",
    8: "Groessere STRASSE, MULLER",
    9: "İstanbul’da ılık IŞIK",
    10: "istanbul isik",
    11: "将会话缓存迁移到Redis",
    12: "缓存会话",
    13: "分散システムの設計をした",
    14: "Перевёл сессии на Redis",
    15: "перевел СЕССИИ обратно",
    16: "Μετέφερα τις συνεδρίες",
    17: "ΜΕΤΕΦΕΡΑ ΞΑΝΑ",
    18: "نقلت ذاكرة الجلسة",
    19: "सत्र कैश को हिलाया",
    20: "ﬁle ﬁnder, １２ ｆｉｌｅｓ",
    21: "C++ and C# and .NET, P99 at 340 ms",
    22: "résumé naïve Ångström",
    23: "한국어 세션 이동",
    24: "ย้ายแคชไปยังเรดิส",
}
BODY = {5: "The cache was not the cause.", 6: "session " * 5 + "cache"}

FINDS = {
    # words, whole and begun, in the line and beneath it
    "cache": [2, 4, 1, 6, 5],
    "cach": [2, 4, 3, 1, 6, 5],
    "CACHE session": [4, 1, 6],
    "session cache": [4, 1, 6],
    "cache*": [2, 4, 1, 6, 5],
    "idempot": [6, 5],
    "idempotency": [5],
    "payout": [6, 5],
    "redis": [14, 11, 1],
    # phrases
    '"session cache"': [1, 6],
    '"cache session"': [],
    '"the session"': [4, 3, 1],
    '"session cach"': [],
    '"idempotency key"': [5],
    "idempotency-key": [5],
    # accents, case, width, ligatures
    "muller": [8, 7],
    "MÜLLER": [8, 7],
    "strasse": [8, 7],
    "Straße": [8, 7],
    "gross": [7],
    "istanbul": [10, 9],
    "İSTANBUL": [10, 9],
    "isik": [10, 9],
    "ışık": [10, 9],
    "file": [20],
    "12": [20],
    "resume": [22],
    "angstrom": [22],
    # other scripts
    "缓存": [12, 11],
    "会话缓存": [11],
    "会话 redis": [11],
    "システム": [13],
    "設計": [13],
    "сессии": [15, 14],
    "ПЕРЕВЕЛ": [15, 14],
    "перевёл": [15, 14],
    "μετεφερα": [17, 16],
    "μετέφερα": [17, 16],
    "ذاكرة": [18],
    "सत्र": [19],
    "कैश": [19],
    "세션": [23],
    "แคช": [24],
    # signs
    "C++": [21, 2, 4, 3, 1, 5, 6],
    ".NET": [21],
    "P99 340": [21],
    "nothing-like-it": [],
    '"': [],
    "*": [],
    "' OR 1=1 --": [],
    "a:b & !c | (d)": [],
    "NEAR(cache)": [],
    "": [],
}


@pytest.fixture
def alice():
    with for_a_while():
        alice = somebody()
        for number, text in ENTRIES.items():
            day = When.day(date(2026, 1, 1) + timedelta(days=number))
            entries.add_item(alice, Draft(kind="evidence", text=text, body=BODY.get(number, ""), when=day))
        yield alice


def numbers(actor, query):
    known = {text: number for number, text in ENTRIES.items()}
    return [known[item.text] for item in queries.search_items(actor.owner, query)]


def test_both_databases_find_the_same_in_the_same_order(alice):
    assert {query: numbers(alice, query) for query in FINDS} == FINDS


def test_a_long_text_is_found_by_what_stands_at_its_end(alice):
    with_end = "the cache " * 5_000 + "before the very end"
    entries.add_item(alice, Draft(kind="evidence", text=ENTRIES[1], body=with_end))
    assert numbers(alice, '"very end"') == []  # a text counts by its first 10,000 words
    entries.add_item(alice, Draft(kind="evidence", text=ENTRIES[1], body=with_end[100:]))
    assert numbers(alice, '"very end"') == [1]


def test_long_words_of_any_script_can_be_kept_and_found(alice):
    for letter in "щ漢𐍈":
        body = " ".join(f"{number}{letter * 80}" for number in range(10_000))
        entries.add_item(alice, Draft(kind="evidence", text=ENTRIES[1], body=body))
    assert numbers(alice, f"77{'щ' * 70}") == [1]


def test_a_phrase_is_found_after_its_words_have_stood_there_a_thousand_times(alice):
    body = "the store was the cause " * 300 + "of the cause"
    entries.add_item(alice, Draft(kind="evidence", text=ENTRIES[1], body=body))
    assert numbers(alice, '"of the cause"') == [1]
