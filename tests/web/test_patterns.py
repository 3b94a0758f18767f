"""The page of patterns, and the pages of what is behind them."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vividmap.core import insights

RECORD = "# Impact evidence\n" + "\n".join(
    f"- 2026-{month:02}-{day:02} Work {month}.{day} {scope} ^w{month:x}{day:02}"
    for month in range(1, 12)
    for day, scope in ((3, "~team"), (17, "~teams"))
)


@pytest.fixture
def sample(pages):
    pages.sample()
    return pages


def links(html):
    return [unescape(one) for one in re.findall(r'href="(/patterns/[^"]+)"', html)]


def test_every_question_is_a_tile_with_its_headline(sample):
    seen = sample.get("patterns")
    for name, module in insights.pattern_modules().items():
        assert f'<h2 id="{name}-title">{module.QUESTION}</h2>' in seen.html
        assert f'id="tile-{name}"' in seen.html
    assert seen.html.count('class="small-picture"') >= 8


def test_the_page_begins_with_three_calls_at_most_each_with_one_action(sample):
    calls = sample.get("patterns").html.partition('class="calls-list"')[2].partition("</ul>")[0]
    assert calls.count("<li>") == 3
    assert calls.count('class="button') == 3


def test_a_sentence_has_its_next_step_and_the_first_of_what_is_behind_it(sample):
    seen = sample.get("patterns").words
    assert "Marta Oliveira, an advocate and your only witness for “Cross-team influence”" in seen
    assert "Say hello. What you last shared" in seen


def test_every_link_of_the_page_leads_to_entries(sample):
    addresses = set(links(sample.get("patterns").html))
    assert len(addresses) > 100
    for address in addresses:
        seen = sample.get(address)
        assert seen.status == 200, address
        assert '<li class="row">' in seen.html, address


def test_a_cell_counts_what_its_page_lists(pages):
    pages.take_in(RECORD)
    html = pages.get("patterns").html
    cells = re.findall(r'<td data-value="(\d+)"><a href="(/patterns/scope/[^"]+)">(\d+)</a>', html)
    assert cells
    for value, address, said in cells:
        listed = pages.get(unescape(address))
        assert value == said
        assert f"Sources: {value} " in listed.words
        assert listed.html.count('<li class="row">') == int(value)


def test_a_cell_is_found_by_its_labels(pages):
    pages.take_in(RECORD)
    seen = pages.get("/patterns/scope/entries", row="Q3 2026", column="Several teams")
    assert "Q3 2026, Several teams" in seen.words
    assert re.findall(r"Work (\d+)\.17", seen.words) == ["7", "8", "9"]
    column = pages.get("/patterns/scope/entries", column="Several teams")
    assert "Sources: 11 " in column.words


@pytest.mark.parametrize(
    "asked",
    [
        {"row": "Q9 2026", "column": "My team"},
        {"row": "Q3 2026", "column": "Nowhere"},
        {"column": "<script>"},
        {"said": "0"},
        {"said": "99"},
        {"said": "x"},
        {"said": "9" * 30},
    ],
)
def test_what_is_not_there_any_more_is_said_with_a_way_back(pages, asked):
    pages.take_in(RECORD)
    seen = pages.get("/patterns/scope/entries", **asked)
    assert seen.status == 404
    assert "No entries found." in seen.words
    assert 'href="/patterns#scope"' in seen.html
    assert "<script>" not in seen.html.partition("<main")[2]


def test_a_pattern_that_is_none_is_not_found(pages):
    assert pages.get("/patterns/astrology/entries").status == 404
    assert pages.get("/patterns/facts/entries").status == 404


def test_what_is_behind_many_entries_has_pages(pages):
    lines = "\n".join(f"- 2026-{n % 9 + 1:02}-{n % 28 + 1:02} Work {n} ~team" for n in range(250))
    pages.take_in(f"# Impact evidence\n{lines}\n")
    first = pages.get("/patterns/scope/entries", said=1)
    assert first.html.count('<li class="row">') == 100
    (later,) = re.findall(r'href="([^"]+)" rel="next"', first.html)
    assert pages.get(unescape(later)).html.count('<li class="row">') == 100
    assert pages.get(f"{unescape(later)}0").html.count('<li class="row">') == 50, (
        "the last, where it is too far"
    )


def test_a_chart_has_its_table_and_the_library_is_loaded_for_it_alone(sample):
    seen = sample.get("patterns")
    charts = re.findall(r'data-chart="(\w+)"', seen.html)
    assert set(charts) == {"calendar", "stack", "matrix", "flow"}
    assert seen.html.count("<details open>") >= len(charts)
    assert "echarts.min.js" in seen.html
    assert "echarts" not in sample.get("/goals").html


def first_column(html):
    """Return the heading of the calendar's first day."""
    heading = re.match(
        r'</th>\s*<th scope="col" dir="auto">([^<]*)</th>', html[html.index("Week of") + len("Week of") :]
    )
    return heading and heading[1]


def test_a_week_of_the_calendar_begins_as_the_owners_does(pages):
    pages.take_in(RECORD)
    assert first_column(pages.get("patterns").html) == "Monday"
    pages.post("/settings", week_starts="sunday")
    html = pages.get("patterns").html
    assert first_column(html) == "Sunday"
    assert re.search(
        r'<th scope="row">15 November 2026</th><td></td><td></td><td[^>]*data-day="2026-11-17"', html
    )


def test_an_empty_record_is_told_what_is_needed(pages):
    seen = pages.get("patterns")
    assert "Patterns appear as your record grows" in seen.words
    assert seen.words.count("This needs at least") > 8
    assert "echarts" not in seen.html


def test_a_long_table_is_cut_and_says_so(pages):
    lines = "\n".join(f"- 2026-0{n % 9 + 1}-{n % 28 + 1:02} Work {n} -> down {n + 1} ms" for n in range(90))
    pages.take_in(f"# Impact evidence\n{lines}\n")
    seen = pages.get("patterns")
    table = seen.html.partition('id="outcomes"')[2].partition("</table>")[0]
    assert table.count('<th scope="row"') == 60
    assert "30 more rows are not shown; vividmap patterns outcomes --json has all." in seen.words


def test_a_threshold_of_ones_own_stands_on_the_page(pages):
    pages.post("settings-thresholds", **{"gap-still": "1"})
    seen = pages.get("patterns")
    assert "1 threshold of your own" in seen.words
    assert 'href="/settings/thresholds"' in seen.html


def test_what_a_person_wrote_is_text(pages):
    pages.take_in(RECORD.replace("Work", "<b>Work</b>"))
    assert "<b>Work" not in pages.get("patterns").html
    assert "<b>Work" not in pages.get("/patterns/scope/entries").html


def test_the_queries_do_not_grow_with_the_record(pages):
    pages.take_in(RECORD)
    pages.get("patterns")
    with CaptureQueriesContext(connection) as few:
        pages.get("patterns")
    pages.sample()
    pages.get("patterns")
    with CaptureQueriesContext(connection) as many:
        pages.get("patterns")
    assert len(many) == len(few) <= 10


def test_the_page_shows_the_last_change_and_nobody_elses(pages, as_pages):
    pages.take_in(RECORD)
    assert "22 entries" in pages.get("patterns").words
    pages.post("/capture", text="2026-11-19 One more", do="log")
    bob = as_pages("bob")
    bob.take_in(RECORD.replace("Work", "marmalade"))
    assert "23 entries" in pages.get("patterns").words
    assert "marmalade" not in pages.get("patterns").html
    assert "marmalade" not in pages.get("/patterns/scope/entries").html
