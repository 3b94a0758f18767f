"""The lists of entries: narrowed by the URL, grouped, and changed many at once."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vividmap.services.changes import entries

pytestmark = [pytest.mark.database]

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the session cache -> P99 down 340 ms ~teams #system-design @priya ^c4ch
  kind: decision
- 2026-08-19 Unblocked the payout team ~org +payouts ^p4yy
- 2025-02-01 Read the ledger ^l3dg
  strong: it was the first
- undated Somewhere in between ^und8
# Skill development
- 2026-11-18 Two evenings of TLA+ #tla ^sk1l
# Relationship map
- Priya Natarajan ^p9qd
# Goals and gaps
- Staff engineer ^g1aa
"""


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


TEXTS = {"c4ch": "Moved the", "p4yy": "Unblocked", "l3dg": "Read the ledger", "und8": "Somewhere"}


def shown(seen):
    return {handle for handle, text in TEXTS.items() if text in seen.words}


def test_entries_stand_beneath_their_months_newest_first(record):
    words = record.get("/evidence").words
    order = [
        "4 entries",
        "November 2026",
        "Moved",
        "August 2026",
        "Unblocked",
        "February 2025",
        "Undated",
        "Somewhere",
    ]
    places = [words.index(one) for one in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("2024-03~", "~ Mar 2024"),
        ("2024-Q3~", "~ Q3 2024"),
        ("2024-H1~", "~ H1 2024"),
        ("2024~", "~ 2024"),
        ("2024-02-10..2024-04-02~", "~ Feb–Apr 2024"),
        ("2024-02-10..2024-04-02", "to 2 Apr 2024"),
    ],
)
def test_a_rough_date_is_shown_no_surer_than_it_is(pages, said, short):
    pages.take_in(f"# Impact evidence\n- {said} Moved the cache\n")
    assert f"{short} ^" in pages.get("/evidence").words


def test_the_heading_of_a_rough_date_is_spelt_as_one_writes_it(pages):
    pages.take_in("# Impact evidence\n- 2024-Q3~ Moved the cache\n")
    assert "About Q3 2024" in pages.get("/evidence").words


def test_a_date_that_was_not_understood_is_told_as_in_the_terminal(pages):
    pages.take_in("# Impact evidence\n- 2026-11-28 Moved the cache ^c4ch\n  date as written: 31/02/2026\n")
    assert "date not understood: “31/02/2026”" in pages.get("/evidence").words
    assert "date not understood: “31/02/2026”" in pages.get("/i/c4ch").words


def test_whoever_is_named_twice_is_shown_once(pages):
    pages.take_in(
        "# Impact evidence\n- Paired with @priya on the deploy @priya-natarajan ^c4ch\n"
        "# Relationship map\n- Priya Natarajan ^p9qd\n"
    )
    assert pages.get("/evidence").words.count("@ Priya Natarajan") == 1


def test_quarters_when_asked(record):
    words = record.get("/evidence", q="by:quarter").words
    assert words.index("2026-Q4") < words.index("2026-Q3") < words.index("2025-Q1") < words.index("Undated")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("cache", {"c4ch"}),
        ("zzz", set()),
        ("period:2026-H2", {"c4ch", "p4yy"}),
        ("since:2026-08 until:2026-10", {"p4yy"}),
        ("scope:org", {"p4yy"}),
        ("kind:decision", {"c4ch"}),
        ("#system-design", {"c4ch"}),
        ("@p9qd", {"c4ch"}),
        ('@"Priya Natarajan" cache', {"c4ch"}),
        ("@priya scope:org", set()),
        ("!staff", set()),
        ("+payouts", {"p4yy"}),
        ("+PAYOUTS no:outcome", {"p4yy"}),
        ("no:outcome", {"p4yy", "l3dg", "und8"}),
        ("no:scope no:project", {"l3dg", "und8"}),
        ("no:person since:2025", {"p4yy", "l3dg"}),
        ("no:skill scope:org", {"p4yy"}),
        ("is:strong", {"l3dg"}),
    ],
)
def test_the_filter_line_narrows_the_list(record, asked, found):
    seen = record.get("/evidence", q=asked)
    assert seen.status == 200
    assert shown(seen) == found
    assert f"{len(found)} entr" in seen.words


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("period:someday", "is not a period"),
        ("since:someday", "since: 'someday' is not a date"),
        ("since:2026-08 until:2026-03", "until:2026-03 is before since:2026-08"),
        ("period:2026-H2 since:2026-03", "omit since: and until:"),
        ("scope:world", "scope: cannot be 'world'; it can be team, teams, org or beyond."),
        ("kind:domain", "kind: cannot be 'domain'"),
        ("@nobody", "here is no person"),
        ("+nothing", "here is no project 'nothing'"),
        ("colour:red", "This list has no filter colour:"),
    ],
)
def test_a_filter_that_cannot_be_is_said_beside_the_field(record, asked, why):
    seen = record.get("/evidence", q=f"{asked} cache")
    assert seen.status == 422
    assert why in seen.words
    problems = seen.html.partition('id="filter-problems"')[2].partition("</div>")[0]
    assert 'role="alert"' in problems
    assert shown(seen) == set()
    assert f'value="{asked} cache"' in unescape(seen.html), "what was typed is still there"


def test_each_filter_is_a_chip_whose_link_takes_it_away(record):
    seen = record.get("/evidence", q="cache scope:teams @p9qd")
    chips = re.findall(r'class="chip on" href="([^"]+)"[^>]*>.*?<bdi>(.*?)</bdi>', seen.html, re.DOTALL)
    assert {label: unquote(href) for href, label in chips} == {
        "“cache”": "/evidence?q=scope:teams @p9qd",
        "scope several teams": "/evidence?q=cache @p9qd",
        "@Priya Natarajan": "/evidence?q=cache scope:teams",
    }
    (alone,) = re.findall(r'class="chip on" href="([^"]+)"', record.get("/evidence", q="no:outcome").html)
    assert alone == "/evidence"


def test_typing_asks_for_the_entries_alone(record):
    seen = record.get("/evidence", q="cache", headers={"HX-Request": "true"})
    assert seen.html.startswith('<div id="results">')
    assert shown(seen) == {"c4ch"}


def test_an_empty_list_teaches(pages):
    assert "two to four times a month" in pages.get("/evidence").words
    assert "deliberate practice" in pages.get("/skills").words


def test_skills_are_listed_with_how_often_they_are_named(record):
    words = record.get("/skills").words
    assert "Two evenings of TLA+" in words
    assert "# system design 1" in words


def test_many_pages(pages):
    pages.take_in("# Impact evidence\n" + "".join(f"- 2026-01-01 Entry {n:03}\n" for n in range(150)))
    first = pages.get("/evidence")
    assert "150 entries" in first.words
    assert first.html.count('class="row ticked"') == 100
    assert "Older entries" in first.words
    assert "Newer entries" not in first.words
    second = pages.get("/evidence?page=2")
    assert second.html.count('class="row ticked"') == 50
    assert "Newer entries" in second.words
    assert "Older entries" not in second.words


def test_ticked_entries_are_linked_tagged_and_deleted_as_one_step(record):
    before = record.document()
    record.post("/bulk", handle=["c4ch", "p4yy"], do="person", value="Priya Natarajan", next="/evidence")
    assert "Linked 1 entry to “Priya Natarajan”." in record.get("/evidence").words
    record.post("/bulk", handle=["c4ch", "p4yy"], do="skill", value="#writing")
    record.post("/bulk", handle=["c4ch", "p4yy"], do="goal", value="g1aa")
    record.post("/bulk", handle=["c4ch", "p4yy"], do="tag", value="h2")
    for handle in ("c4ch", "p4yy"):
        row = entries.find_item(record.actor, handle)
        assert row.fields["tags"] == ["h2"]
        assert set(row.mentions.values_list("sort", flat=True)) == {"skill", "person", "goal"}
    record.post("/bulk", handle=["c4ch", "p4yy"], do="delete")
    assert "Deleted 2 entries." in record.get("/evidence").words
    assert shown(record.get("/evidence")) == {"l3dg", "und8"}
    for _ in range(5):
        record.post("/undo")
    assert record.document() == before


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"handle": ["c4ch"], "do": "person", "value": "nobody"}, "here is no person"),
        ({"handle": ["c4ch"], "do": "tag", "value": " "}, "say which tag"),
        ({"handle": ["c4ch", "zzzz"], "do": "delete"}, "no item ^zzzz"),
        ({"handle": [], "do": "delete"}, "No selected entry"),
        ({"handle": ["c4ch"], "do": "nonsense"}, "No selected entry"),
        ({"handle": ["g1aa"], "do": "delete"}, "not evidence or a skill entry"),
    ],
)
def test_what_cannot_be_done_changes_nothing(record, form, why):
    before = record.document()
    record.post("/bulk", **form)
    assert why in record.get("/evidence").words
    assert record.document() == before


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "javascript:1", "\\\\evil"])
def test_it_leads_nowhere_else(record, place):
    assert record.post("/bulk", handle=["c4ch"], do="tag", value="x", next=place).location == "/evidence"


def test_bobs_entries_are_not_touched(record, as_pages):
    bob = as_pages("bob")
    bob.take_in("# Impact evidence\n- 2026-11-20 Of Bob alone ^b0bb\n")
    record.post("/bulk", handle=["b0bb"], do="delete")
    assert "- 2026-11-20 Of Bob alone ^b0bb" in bob.document()
    assert "Of Bob alone" not in record.get("/evidence", q="bob").words


def test_a_list_asks_no_more_for_a_large_record(record):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert record.get("/evidence").status == 200
        return len(captured)

    few = asked()
    record.take_in(
        "# Impact evidence\n"
        + "".join(f"- 2026-01-{n % 28 + 1:02} Did {n} @p{n} #s{n}\n" for n in range(200))
    )
    assert asked() == few <= 20
