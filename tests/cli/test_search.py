"""search: what is found, in any script, and what comes first. The same on both databases."""

import pytest
from tests.cli.many import many

pytestmark = pytest.mark.database

RECORD = """\
---
vividmap: document 1
name: Alice Example
---
# Impact evidence
- 2026-11-20 Moved the session cache to Redis -> P99 down 340 ms #system-design @priya ^e001
  tags: checkout
  link: https://wiki.example/rfc-112

  Beneath stands the word invalidation, and ```code_with_names()```.
- 2026-11-19 Caching, cached and caches ^e002
- 2026-11-18 A cache of sessions; the cache again ^e003
- 2026-01-02 Übergab die Zustellung an Müller, Straße 5 ^e005
- 2026-01-01 双重支付被阻止 ^e006
- 2026-01-01 Обсудили Ёлку ^e007
- 2026-01-01 한국어 회의록 ^e008
- 2026-01-01 مرحبا بالعالم ^e009
- 2026-01-01 नमस्ते दुनिया ^e010
- 2026-01-01 ภาษาไทย ^e011
- 2026-01-01 C++ and C#, a.b@c.example 100% ^e012

# Skill development
- 2026-10-01 Read about caches ^s001

# Relationship map
- Priya Natarajan ^p001
  since 2025-03-01: peer, Platform, Acme
  met: at the cache meetup
  email: priya@example.org

  Private: likes oolong.

  - 2026-11-02 Coffee about invalidation ^t001

# Goals and gaps
- Staff engineer ^g001
  - gap: Influence beyond Payments ^x001
    - 2026-10-02 Known in my team only ^u001
      doing: writing the ledger RFC
"""

FOUND = {
    # a query: handles, the best first
    "redis": "e001",
    "REDIS": "e001",
    "redi": "e001",
    "edis": "",
    "session cache": "e001 e003",
    "cache session": "e001 e003",
    '"session cache"': "e001",
    '"cache session"': "",
    '"the session" redis': "e001",
    "cache": "e003 e001 e002 s001 p001",
    "cach": "e002 e003 e001 s001 p001",
    "cache*": "e003 e001 e002 s001 p001",
    "invalidation": "t001 e001",
    "code_with_names": "e001",
    "checkout": "e001",
    "rfc-112": "e001",
    "wiki.example": "e001",
    "340": "e001",
    "priya": "p001 e001",
    "oolong": "p001",
    "platform acme": "p001",
    "priya@example.org": "p001",
    "ledger": "u001",
    "influence payments": "x001",
    "alice": "PROFILE",
    "muller": "e005",
    "MÜLLER": "e005",
    "strasse": "e005",
    "ubergab zustellung": "e005",
    "双重": "e006",
    "支付": "e006",
    "付支": "",
    '"双重支付"': "e006",
    "елку": "e007",
    "ЁЛКУ": "e007",
    "한국어": "e008",
    "한국": "e008",
    "مرحبا": "e009",
    "नमस्ते": "e010",
    "ไทย": "e011",
    "c++": "e012 e002 e003 e001 t001 s001 p001",
    "100%": "e012",
    "zzz": "",
    "redis zzz": "",
    "!!!": "",
    '"': "",
    "' OR 1=1 --": "",
    "\\": "",
    "a AND b OR NOT c NEAR(d)": "",
    "words:redis": "",
    "cache:*": "e003 e001 e002 s001 p001",
    "redis | zzz": "",
    "(redis": "e001",
    "x" * 5000: "",
    "\udcff": "",
}


def test_what_is_found_and_what_comes_first(vividmap):
    vividmap("import", "-", input=RECORD)
    profile = vividmap.json("search", "alice")[0]["handle"]
    commands = [["search", "--", query] for query in FOUND]
    for (query, handles), done in zip(FOUND.items(), many(vividmap, commands), strict=True):
        found = [line.split("\t")[0] for line in done.out.splitlines()]
        assert (done.code, done.err) == (0, ""), (query, done)
        assert " ".join(found).replace(profile, "PROFILE") == handles, query


def test_what_changes_is_found_as_it_is_now(vividmap):
    handle = vividmap("log", "Moved the cache").out.split("^")[1].split()[0]
    vividmap("list")
    vividmap("edit", handle, "--text", "Removed the queue", "--outcome", "fewer pages")
    assert [len(vividmap.json("search", word)) for word in ("cache", "queue", "fewer")] == [0, 1, 1]
    vividmap("rm", handle)
    assert vividmap.json("search", "queue") == []
    vividmap("restore", handle)
    vividmap("undo")
    vividmap("undo")
    vividmap("undo")
    assert [len(vividmap.json("search", word)) for word in ("cache", "queue")] == [1, 0]


def test_words_are_one_query_and_there_are_at_most_so_many_answers(vividmap):
    vividmap("log", "-", "--lines", input="".join(f"Number {n} of many\n" for n in range(60)))
    assert len(vividmap.json("search", "number", "many")) == 50
    assert [item["text"] for item in vividmap.json("search", "many", "-n", "2")] == [
        "Number 59 of many",
        "Number 58 of many",
    ]
    refused = vividmap("search", check=False)
    assert refused.code == 2
    assert "missing argument 'WORDS...'" in refused.err
