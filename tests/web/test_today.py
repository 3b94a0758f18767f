"""Today, as a signed-in person sees it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.clock import MONDAY
from tests.support.command import Vividmap
from tests.support.html import words
from tests.support.web import Server, Visitor, come_in, served
from tests.web.pages import Pages


@pytest.fixture
def server(vividmap: Vividmap) -> Iterator[Server]:
    with served(vividmap) as running:
        yield running


@pytest.fixture
def visitor(server: Server) -> Visitor:
    return come_in(server)


def capture(visitor: Visitor, text: str, verb: str = "log") -> str:
    """Save a line, follow the redirect, and return the page."""
    answer = visitor.capture(text, verb)
    assert answer.status == 302, answer
    return visitor.get(answer.header("Location")).body


def test_what_is_kept_is_shown_at_once_as_it_was_understood(visitor):
    line = "2026-11-20 Moved the session cache -> P99 down 340 ms ~teams #system-design @priya"
    html = capture(visitor, line)
    kept = html.partition('<div class="kept"')[2].partition("</div>\n\n")[0]
    assert "Moved the session cache → Outcome: P99 down 340 ms" in words(kept)
    assert '<time datetime="2026-11-20" title="20 November 2026">20 Nov</time>' in kept
    assert "several teams no outcome" not in words(kept)
    assert "several teams # system design @ priya" in words(kept)
    assert re.search(r"Saved as \^([0-9a-z]{4,})", words(html))
    assert "November 2026 20 Nov" in words(html)


def test_what_is_kept_as_skill_is_a_skill(visitor):
    html = capture(visitor, "Two evenings of TLA+", "skill")
    assert "Two evenings of TLA+" in words(html)
    assert "Two evenings of TLA+" in words(visitor.get("/skills").body)
    assert "Two evenings" not in words(visitor.get("/evidence").body)


def test_a_page_that_is_loaded_again_keeps_nothing_twice(visitor):
    place = visitor.capture("Only once").header("Location")
    for _ in range(3):
        html = visitor.get(place).body
    assert words(html.partition('aria-labelledby="month-1"')[2]).count("Only once") == 1
    assert "Saved as" not in visitor.get().body


def test_a_line_kept_in_the_terminal_is_there_at_the_next_look(vividmap, visitor):
    vividmap("log", "From the terminal")
    assert "From the terminal" in words(visitor.get().body)
    vividmap("log", "And another")
    assert "And another" in words(visitor.get("/evidence").body)


def test_what_stands_beneath_the_line_stays_beneath_it(visitor):
    html = capture(visitor, "The line\r\nkind: led\r\n\r\nprivate thoughts")
    assert "private thoughts" not in html
    assert "led no outcome yet ¶ more" in words(html)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "There is nothing to save yet"),
        (" \r\n\t ", "There is nothing to save yet"),
        ("With a \0 in it", "NUL"),
        ("long " * 20_001, "100,005 characters long"),
    ],
    ids=["empty", "blank", "NUL", "long"],
)
def test_what_cannot_be_kept_comes_back_with_the_reason(vividmap, visitor, text, reason):
    answer = visitor.capture(text)
    assert answer.status == 422
    assert reason in words(answer.body.partition('id="error"')[2].partition("</p>")[0])
    typed = answer.body.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]
    assert unescape(typed) == text
    assert not list(vividmap.home.glob("spool/*.capture"))


def test_the_longest_entry_is_kept(visitor):
    assert "Saved as" in capture(visitor, "é" * 100_000)


def test_a_body_that_is_far_too_large_is_refused(visitor):
    answer = visitor.capture("x" * 9 * 2**20)
    assert answer.status == 400
    assert "Nothing was saved" in answer.body


def test_a_disk_that_will_not_have_it_is_said_and_the_text_stays(vividmap, visitor):
    (vividmap.home / "spool").rmdir() if (vividmap.home / "spool").exists() else None
    (vividmap.home / "spool").write_text("in the way")
    answer = visitor.capture("Worth keeping")
    assert answer.status == 507
    assert "Not saved." in words(answer.body)
    assert ">\nWorth keeping</textarea>" in answer.body


@pytest.mark.sqlite_only  # breaks the file that the database is
def test_a_capture_is_acknowledged_whatever_becomes_of_the_database(vividmap, server, visitor):
    csrf = visitor.csrf()
    for path in vividmap.home.glob("vividmap.sqlite3*"):
        path.write_bytes(b"no database at all" * 1_000)
    form = {"csrfmiddlewaretoken": csrf, "text": "Safe anyway", "verb": "log"}
    assert visitor.ask("POST", "/capture", form=form).status == 302
    (kept,) = vividmap.home.glob("spool/*.capture")
    assert "Safe anyway" in kept.read_text()
    broken = visitor.get()
    assert broken.status == 500
    assert "vividmap doctor" in broken.body


def test_a_capture_that_cannot_be_read_is_told_of(vividmap, visitor):
    vividmap.home.joinpath("spool").mkdir(mode=0o700, exist_ok=True)
    vividmap.home.joinpath("spool", "broken.capture").write_bytes(b"vividmap capture 1\n")
    said = words(visitor.get().body)
    assert "1 kept line could not be read and was set aside; vividmap doctor says which" in said


# --- what is due, and how a line will be read

TODAY = MONDAY.date()


def days_ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.fixture
def due(pages: Pages) -> Pages:
    pages.take_in(
        f"""\
# Impact evidence
- {days_ago(3)} Fresh
- {days_ago(40)} Stopped a second flag system ^fl4g
- {days_ago(41)} With an outcome -> it held
- {days_ago(500)} Long ago
# Relationship map
- Marta Oliveira ^m4aa
  real: would advocate
  worked on: the ledger RFC

  - {days_ago(160)} Coffee
- Often ^oft3
  real: knows my work

  - {days_ago(10)} Lunch
- Nobody in particular ^nb0d

  - {days_ago(900)} Hello
"""
    )
    return pages


def test_what_is_due_says_why(due):
    words = due.get("/").words
    assert (
        "5 wks What came of it? Stopped a second flag system No outcome yet; a rough estimate is fine."
        in words
    )
    assert (
        "Marta Oliveira has gone quiet. Would advocate for you. You worked on the ledger RFC together."
        in words
    )
    waiting = words.partition("Due")[2].partition(" 20")[0]
    for other in ("Fresh", "With an outcome", "Long ago", "Often", "Nobody in particular"):
        assert other not in waiting.partition("Marta")[0]
    assert words.count("What came of it?") == 1
    assert words.count("has gone quiet") == 1


def test_an_answer_is_the_outcome_and_can_be_taken_back(due):
    before = due.document()
    due.post("/due/fl4g", outcome="two teams dropped theirs")
    seen = due.get("/")
    assert "Saved the outcome of ^fl4g." in seen.words
    assert "What came of it?" not in seen.words
    assert "Stopped a second flag system -> two teams dropped theirs ^fl4g" in due.document()
    due.post("/undo")
    assert due.document() == before


def test_an_empty_answer_says_what_it_wants(due):
    seen = due.post("/due/fl4g", outcome="  ")
    assert seen.status == 422
    assert "a rough estimate is fine." in seen.words


@pytest.mark.parametrize(("handle", "name"), [("fl4g", "What came of it?"), ("m4aa", "has gone quiet")])
def test_what_is_put_off_is_not_asked_again_for_a_while(due, handle, name):
    due.post(f"/due/{handle}", do="later")
    seen = due.get("/")
    assert "You will be asked again on" in seen.words
    assert name not in seen.words
    due.post("/undo")
    assert name in due.get("/").words


def test_an_outcome_that_will_not_be_known_is_closed(due):
    due.post("/due/fl4g", do="unknown")
    seen = due.get("/")
    assert "Marked the outcome of ^fl4g as unknown." in seen.words
    assert "What came of it?" not in seen.words
    assert "landed: unknown" in due.document()
    due.post("/undo")
    assert "What came of it?" in due.get("/").words


def test_the_check_in_that_is_due_can_be_begun_or_skipped(due):
    seen = due.get("/")
    assert "check-in" in seen.words.partition("Due")[2].partition("What came of it?")[0]
    assert "Also due: " in seen.words
    for _ in range(3):
        kind, period = re.findall(r'name="(?:kind|period)" value="([^"]+)"', due.get("/").html)[:2]
        seen = due.post("checkin", kind=kind, period=period, do="skip", next="/", follow=True)
        assert f"Skipped: {kind.capitalize()} check-in" in seen.words
    assert "check-in" not in due.get("/").words.partition("Due")[2].partition("What came of it?")[0]
    assert due.post("/undo", next="/").location == "/"
    assert "Skip" in due.get("/").words


def test_what_is_not_there_cannot_be_answered(due):
    assert due.post("/due/zzzz", do="unknown").status == 404
    assert due.post("/due/zzzz", outcome="x").status == 404
    assert due.post("/due/zzzz", do="later").status == 404


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("", ""),
        ("Did it", "evidence"),
        ("Did it -> faster ~teams", "outcome faster scope several teams"),
        ("Did it #rust", "skill rust, new"),
        ("Did it @marta", "with Marta Oliveira"),
        ("Did it @zoe !moon", "with zoe: not linked yet goal moon: not linked yet"),
        ("2026-11-02 Did it", "date 2 November 2026"),
        ("Did it\nmore beneath", "notes 1 line"),
        ("C# and #1234 and a@b.com", "evidence"),
        ("a\0b", "evidence"),
    ],
)
def test_a_line_is_shown_as_it_will_be_read(due, text, chips):
    said = words(due.post("/reading", text=text).html).replace("×", "").replace("  ", " ")
    assert chips in said
    if chips in ("", "evidence"):
        assert said.strip() == chips


def test_a_skill_has_no_scope(due):
    assert "scope" not in words(due.post("/reading", text="Did it ~teams", verb="skill").html)


def test_an_empty_record_teaches(pages):
    seen = pages.get("/")
    assert "Write a line about what mattered" in seen.words
    assert "#system-design @priya" in seen.words


def test_the_sample_record_reads_as_it_should(pages):
    pages.sample()
    seen = pages.get("/")
    assert seen.html.count('class="row"') == 15
    assert "★ strong organisation prevented" in seen.words
    assert "# incident response · @ Oksana Kovalenko".replace("· ", "") in seen.words
    assert "Needs numbers early" not in seen.html, "a private note about a person"


# --- how much it asks of the database

DOCUMENT = """\
# Impact evidence

{evidence}

# Skill development

{skills}

# Relationship map

{people}

# Goals and gaps

{goals}
"""


def document(size: int) -> str:
    days = [date(2020, 1, 1) + timedelta(days) for days in range(size)]
    return DOCUMENT.format(
        evidence="\n\n".join(f"- {day} Did it #skill-{day} @person-{day}" for day in days),
        skills="\n\n".join(f"- {day} Tried it #skill-{day} !gap-{day}" for day in days),
        people="\n\n".join(
            f"- Person {day}\n  position: peer\n  real: knows my work\n\n  - {day} Coffee" for day in days
        ),
        goals="\n\n".join(f"- Goal {day}\n\n  - Gap {day}\n\n    - {day} The same" for day in days),
    )


def test_a_large_record_asks_no_more_queries_than_a_small_one(pages):
    def asked(size: int) -> int:
        pages.take_in(document(size))
        with CaptureQueriesContext(connection) as queries:
            html = pages.get("/").html
        assert html.count('class="row"') == min(2 * size, 15)
        return len(queries)

    small, large = asked(10), asked(300)
    assert small == large <= 25
