"""Searching: what is found, how it is shown, and what the palette offers."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = [pytest.mark.database]

RECORD = """\
---
vividmap: document 1
name: Alice Example
---
# Impact evidence
- 2026-11-20 Moved the session cache -> P99 down 340 ms ~teams #system-design @priya !staff ^c4ch
  tags: latency

  The old one was a pile of <b>memcached</b> boxes that nobody dared to restart.
- 2026-11-19 Cached the résumé parser ^r5me
- Undated, about payouts @somebody-new ^un8d
# Skill development
- 2026-11-18 Two evenings of TLA+ #tla ^sk1l
# Relationship map
- Priya Natarajan ^p9qd
  worked on: the payout rollout

  Likes tea.

  - 2026-11-02 Coffee about the cache ^t4mm
# Goals and gaps
- Staff engineer ^g1aa
  - gap: Reach beyond the team ^x2bb
    - 2026-10-02 Known here only ^u1cc
"""


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


def one(pattern, html):
    match = re.search(pattern, html, re.DOTALL)
    assert match, html
    return unescape(match[1])


def rows(seen):
    """Each thing that was found, as (handle, its HTML)."""
    found = re.findall(r'<li class="row">(.*?)</li>', seen.html, re.DOTALL)
    return [(one(r'class="handle"[^>]*>\^(\w+)', row), row) for row in found]


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_what_is_found_is_named_dated_and_marked(record):
    seen = record.get("/search", q="CACHE session")
    ((handle, html),) = rows(seen)
    assert seen.status == 200
    assert handle == "c4ch"
    assert "Moved the <mark>session</mark> <mark>cache</mark>" in html
    assert 'href="/i/c4ch"' in html
    assert "20 Nov" in words(html)
    assert "→Outcome: P99 down 340 ms evidence#system design@Priya Natarajan!Staff engineer" in words(html)
    assert 'value="CACHE session"' in seen.html
    assert "1 result" in seen.words


def test_all_four_sections_are_searched_and_what_stands_beneath_says_where(record):
    found = dict(rows(record.get("/search", q="priya")))
    assert list(found) == ["p9qd", "c4ch"]
    assert "@<mark>Priya</mark> Natarajan" in re.sub(r"</?span[^>]*>", "", found["c4ch"])
    assert [handle for handle, _ in rows(record.get("/search", q="tla"))] == ["sk1l", *_skill(record)]
    ((_, touch),) = rows(record.get("/search", q="coffee"))
    assert "touchpointPriya Natarajan" in words(touch)
    ((_, gap),) = rows(record.get("/search", q="reach"))
    assert 'href="/i/g1aa"' in gap
    ((_, update),) = rows(record.get("/search", q="known here"))
    assert 'href="/i/x2bb"' in update


def _skill(record):
    return [record.handle("tla")]


def test_a_passage_shows_what_the_line_does_not(record):
    ((_, html),) = rows(record.get("/search", q="memcach"))
    assert "notes: The old one was a pile of <b>memcached</b> boxes" in unescape(words_with_marks(html))
    assert "&lt;b&gt;<mark>memcached</mark>&lt;/b&gt;" in html
    ((_, person),) = rows(record.get("/search", q="rollout"))
    assert "worked on: the payout rollout" in words(person)
    ((_, pending),) = rows(record.get("/search", q="somebody"))
    assert "somebody-new" in words(pending)


def words_with_marks(html):
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_accents_and_capitals_do_not_count(record):
    ((handle, html),) = rows(record.get("/search", q="RESUME"))
    assert handle == "r5me"
    assert "<mark>résumé</mark>" in html


def test_a_handle_is_found_as_it_is_written_anywhere(record):
    for query in ("c4ch", "^C4CH"):
        assert rows(record.get("/search", q=query))[0][0] == "c4ch"


def test_quotes_ask_for_exactly_these_words(record):
    assert [handle for handle, _ in rows(record.get("/search", q='"session cache"'))] == ["c4ch"]
    assert rows(record.get("/search", q='"cache session"')) == []


def test_the_profile_leads_to_the_settings(record):
    ((_, html),) = rows(record.get("/search", q="alice"))
    assert 'href="/settings"' in html


def test_nothing_found_teaches_what_can_be_asked(record):
    nothing = record.get("/search", q="cache nonesuch")
    assert nothing.status == 200
    assert "No results." in nothing.words
    assert '<a href="?q=nonesuch"' in nothing.html
    for seen in (nothing, record.get("/search"), record.get("/search", q="!!!")):
        assert "the exact phrase" in seen.words
        assert "words that start with them" in seen.words
    assert "Enter at least one word" in record.get("/search", q="!!!").words


def test_while_one_types_only_what_was_found_is_sent(record):
    part = record.get("/search", q="cache", headers={"HX-Request": "true"})
    assert "<html" not in part.html
    assert len(rows(part)) == 3


@pytest.mark.parametrize(
    "query",
    ["\0", "'; DROP TABLE store_item; --", '"' * 50, "a" * 10_000, "( OR NEAR", "<script>", "\ud7ff ٣"],
)
def test_whatever_is_asked_is_answered(record, query):
    for path in ("/search", "/palette"):
        seen = record.get(path, q=query)
        assert seen.status == 200
        assert "<script>" not in seen.html.replace("<script src", "")


def test_what_another_owner_keeps_is_not_found(record, as_pages):
    bob = as_pages("bob")
    bob.take_in(RECORD.replace("Coffee", "Marmalade"))
    for path in ("/search", "/palette"):
        assert "t4mm" not in record.get(path, q="marmalade").html
        assert "t4mm" in record.get(path, q="coffee").html


# --- the palette


def options(pages, query=""):
    html = pages.get("/palette", q=query).html
    found = re.findall(r'<(a|button) role="option" id="([^"]+)"(.*?)>(.*?)</\1>', html, re.DOTALL)
    assert len({found_id for _, found_id, _, _ in found}) == len(found)
    return [
        (
            one(r'class="label"[^>]*>(.*?)</span>', body),
            one(r'class="kind">(.*?)</span>', body),
            one(r'(?:href|formaction)="([^"]*)"', attributes),
            tag,
        )
        for tag, _, attributes, body in found
    ]


def test_the_palette_offers_every_page_and_verb(record):
    from vividmap.web.navigation import nav_links
    from vividmap.web.search.palette import VERBS

    offered = options(record)
    assert [label for label, kind, _, _ in offered if kind == "page"] == [link.label for link in nav_links()]
    assert [label for label, kind, _, _ in offered if kind == "verb"] == [verb.label for verb in VERBS]
    for _, _, address, tag in offered:
        if tag == "a":
            assert record.get(address.partition("#")[0]).status == 200, address


def test_what_is_called_so_comes_first(record):
    assert options(record, "pri")[0] == ("Priya Natarajan", "person", "/i/p9qd", "a")
    assert options(record, "staff")[0] == ("Staff engineer", "goal", "/i/g1aa", "a")
    assert options(record, "reach")[0][:2] == ("Reach beyond the team", "gap")
    assert options(record, "system")[0][:2] == ("system design", "skill")
    # what is called so, before who has it in the notes alone
    assert [label for label, *_ in options(record, "tea")][:2] == ["Reach beyond the team", "Priya Natarajan"]


def test_a_handle_is_found_as_it_is_written(record):
    for query in ("c4ch", "^C4CH"):
        label, kind, address, _ = options(record, query)[0]
        assert (label, kind, address) == ("Moved the session cache", "evidence 20 Nov", "/i/c4ch")


def test_pages_and_verbs_are_found_by_words_for_them(record):
    assert ("Evidence", "page", "/evidence", "a") in options(record, "evid")
    assert ("Undo the last change", "verb", "/undo", "button") in options(record, "undo")
    assert ("Create a backup", "verb", "/backups", "button") in options(record, "backup")
    assert ("Theme: dark", "verb", "/look", "button") in options(record, "theme night")
    assert ("Add a person", "verb", "/people/add", "a") in options(record, "new person")


def test_entries_are_found_and_the_search_is_the_last_way_out(record):
    found = options(record, "cache")
    assert ("Moved the session cache", "evidence 20 Nov", "/i/c4ch", "a") in found
    assert found[-1] == ("Search for cache", "search", "/search?q=cache", "a")
    assert options(record, "a&b=<x>")[-1][2] == "/search?q=a%26b%3D%3Cx%3E"


# --- how much is asked of the database


def asked_by(pages, path):
    with CaptureQueriesContext(connection) as queries:
        assert pages.get(path).status == 200
    return len(queries)


@pytest.mark.parametrize("path", ["/search?q=cache", "/palette?q=cache", "/palette"])
def test_a_large_record_asks_no_more_queries_than_a_small_one(pages, path):
    pages.take_in("# Impact evidence\n" + "\n".join(f"- 2026-11-20 Cache {n} #s{n} @p{n}" for n in range(3)))
    small = asked_by(pages, path)
    pages.take_in(
        "# Impact evidence\n" + "\n".join(f"- 2026-10-20 Cache {n} #s{n} @p{n}" for n in range(200))
    )
    assert small == asked_by(pages, path) <= 20


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("review", "Prepare: Performance review"),
        ("1:1", "Prepare: 1:1"),
        ("one-on-one", "Prepare: 1:1"),
        ("résumé", "Prepare: Job search"),
        ("resume", "Prepare: Job search"),
        ("job", "Prepare: Job search"),
        ("weekly", "Weekly check-in"),
        ("checkin", "Monthly check-in"),
        ("1:1 with priya", "Prepare a 1:1 with Priya Natarajan"),
        ("add outcome", "Add an outcome"),
        ("promotion", "Prepare: Promotion"),
    ],
)
def test_the_palette_knows_the_words_that_people_use(record, query, label):
    assert label in [text for text, *_ in options(record, query)]


@pytest.mark.parametrize(
    ("mark", "inserts"),
    [
        ("@pri", ["@priya"]),
        ("@nata", ["@priya"]),
        ("#t", ["#tla", "#t"]),
        ("!re", ["!reach-beyond-the-team", "!re"]),
        ("!zzz", ["!zzz"]),
        ("nothing", []),
    ],
)
def test_a_mark_is_completed_by_what_it_can_mean_or_as_a_new_name(record, mark, inserts):
    html = record.get("/complete", q=mark).html
    found = re.findall(r'data-insert="([^"]+)"', html)
    assert found[: len(inserts)] == inserts


def test_no_name_of_another_owner_completes_a_mark(record, as_pages):
    as_pages("bob").take_in(RECORD.replace("Priya Natarajan", "Prince of Bob"))
    html = record.get("/complete", q="@pri").html
    assert "Priya" in html
    assert "Prince" not in html


@pytest.mark.parametrize(
    ("list_name", "typed", "inserts"),
    [
        ("evidence", "s", ["scope:", "since:"]),
        ("evidence", "scope:", ["scope:team", "scope:teams", "scope:org", "scope:beyond"]),
        ("evidence", "scope:organ", ["scope:org"]),
        ("evidence", "NO:out", ["no:outcome"]),
        ("evidence", "@pri", ["@priya"]),
        ("evidence", "@nobody", []),
        ("evidence", "+nothing", []),
        ("people", "height:above", ["height:above-skip-level"]),
        ("people", "part:", ["part:Platform"]),
        ("people", "@pri", []),
        ("goals", "state:re", ["state:reached"]),
        ("nonsense", "scope:", []),
    ],
)
def test_a_filter_is_completed_by_what_its_list_takes_and_by_no_new_name(record, list_name, typed, inserts):
    record.take_in("# Relationship map\n- Ivo Petrov\n  position: manager, Platform\n")
    html = record.get("/complete", q=typed, list=list_name).html
    assert re.findall(r'data-insert="([^"]+)"', html) == inserts
