"""The first page, as somebody sees it who has come in."""

import re
import shlex
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from importlib import resources

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.support.command import Vividmap
from tests.support.web import Server, Visitor, come_in, served

pytestmark = pytest.mark.database

SECTIONS = ["Impact evidence", "Skill development", "Relationship map", "Goals and gaps"]


@pytest.fixture
def server(vividmap: Vividmap) -> Iterator[Server]:
    with served(vividmap) as running:
        yield running


@pytest.fixture
def visitor(server: Server) -> Visitor:
    return come_in(server)


def words(html: str) -> str:
    """What a page says, without its marks and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(html: str, name: str) -> str:
    return words(html.partition(f'<section id="{name}"')[2].partition("</section>")[0])


def capture(visitor: Visitor, text: str, verb: str = "log") -> str:
    """Keep a line, follow to the page, and return it."""
    answer = visitor.capture(text, verb)
    assert answer.status == 302, answer
    return visitor.get(answer.header("Location")).body


def test_an_empty_record_teaches_each_section(visitor):
    html = visitor.get().body
    assert re.findall(r"<h2[^>]*>([^<]+)", html) == SECTIONS
    assert "#system-design @priya" in section(html, "evidence")
    assert "keep it as skill" in section(html, "skills")
    assert "vividmap person add" in section(html, "people")
    assert "vividmap goal add" in section(html, "goals")


def test_the_commands_that_it_teaches_work(vividmap, visitor):
    taught = re.findall(r"\$ vividmap ([^\n<]+)", unescape(visitor.get().body))
    assert len(taught) == 3
    for command in taught:
        vividmap(*shlex.split(command))
    html = visitor.get().body
    assert "peer Priya Natarajan Platform" in section(html, "people")
    assert "Staff engineer promotion · by 30 June 2027" in section(html, "goals")
    assert "Cross-team influence never said nothing named" in section(html, "goals")


def test_what_is_kept_is_shown_at_once_as_it_was_understood(visitor):
    line = "2026-11-20 Moved the session cache -> P99 down 340 ms ~teams #system-design @priya"
    html = capture(visitor, line)
    kept = html.partition('<div class="kept"')[2].partition("</div>\n\n")[0]
    assert "Moved the session cache → Outcome: P99 down 340 ms" in words(kept)
    assert '<time datetime="2026-11-20" title="20 November 2026">20 Nov</time>' in kept
    assert "several teams system design with priya" in words(kept)
    assert re.search(r"Kept as \^([0-9a-z]{4,})", words(html))
    assert "November 2026 20 Nov" in section(html, "evidence")


def test_what_is_kept_as_skill_is_a_skill(visitor):
    html = capture(visitor, "Two evenings of TLA+", "skill")
    assert "Two evenings of TLA+" in section(html, "skills")
    assert "Two evenings" not in section(html, "evidence")


def test_a_page_that_is_loaded_again_keeps_nothing_twice(visitor):
    place = visitor.capture("Only once").header("Location")
    for _ in range(3):
        html = visitor.get(place).body
    assert section(html, "evidence").count("Only once") == 1
    assert "Kept as" not in visitor.get().body


def test_a_line_kept_in_the_terminal_is_there_at_the_next_look(vividmap, visitor):
    vividmap("log", "From the terminal")
    assert "From the terminal" in section(visitor.get().body, "evidence")


def test_what_stands_beneath_the_line_stays_beneath_it(visitor):
    html = capture(visitor, "The line\r\nkind: led\r\n\r\nprivate thoughts")
    assert "private thoughts" not in html
    assert "led no outcome yet ¶ more" in section(html, "evidence")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "There is nothing to keep yet"),
        (" \r\n\t ", "There is nothing to keep yet"),
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
    assert "Kept as" in capture(visitor, "é" * 100_000)


def test_a_body_that_is_far_too_large_is_refused(visitor):
    answer = visitor.capture("x" * 9 * 2**20)
    assert answer.status == 400
    assert "nothing was kept" in answer.body


def test_a_disk_that_will_not_have_it_is_said_and_the_text_stays(vividmap, visitor):
    (vividmap.home / "spool").rmdir() if (vividmap.home / "spool").exists() else None
    (vividmap.home / "spool").write_text("in the way")
    answer = visitor.capture("Worth keeping")
    assert answer.status == 507
    assert "Not kept." in words(answer.body)
    assert ">\nWorth keeping</textarea>" in answer.body


@pytest.mark.sqlite_only  # breaks the file that the database is
def test_a_capture_is_acknowledged_whatever_becomes_of_the_database(vividmap, server, visitor):
    csrf = visitor.csrf()
    for path in vividmap.home.glob("vividmap.sqlite3*"):
        path.write_bytes(b"no database at all" * 1_000)
    form = {"csrfmiddlewaretoken": csrf, "text": "Safe all the same", "verb": "log"}
    assert visitor.ask("POST", "/capture", form=form).status == 302
    (kept,) = vividmap.home.glob("spool/*.capture")
    assert "Safe all the same" in kept.read_text()
    broken = visitor.get()
    assert broken.status == 500
    assert "vividmap doctor" in broken.body


def test_a_capture_that_cannot_be_read_is_told_of(vividmap, visitor):
    vividmap.home.joinpath("spool").mkdir(mode=0o700, exist_ok=True)
    vividmap.home.joinpath("spool", "broken.capture").write_bytes(b"vividmap capture 1\n")
    said = words(visitor.get().body)
    assert "1 kept line could not be read and was put aside; vividmap doctor says which" in said


@pytest.fixture
def sample(vividmap: Vividmap) -> Vividmap:
    text = (resources.files("vividmap") / "sample" / "record.md").read_text()
    vividmap("import", "-", input=text)
    return vividmap


def test_the_sample_record_reads_as_it_should(sample):
    with served(sample) as server:
        html = come_in(server).get().body
    evidence, skills, people, goals = (
        section(html, name) for name in ("evidence", "skills", "people", "goals")
    )
    assert evidence.startswith('aria-labelledby="evidence-title"> Impact evidence 77')
    assert html.count('class="row"') == 20 + 10
    assert "★ strong organisation prevented incident response with Oksana Kovalenko" in evidence
    assert "feedback stakeholder management with Dana Whitfield" in skills
    assert "towards Failure modes I can derive" in skills
    assert "above skip-level Wei-Ling Tan Data · cold 18 Jun" in people
    assert "Femi Adeyemi Payments not in touch yet" in people
    assert "Staff engineer by the January cycle promotion · by 31 January 2027" in goals
    assert "Writing that decides Asked to review others' records now" in goals
    assert goals.index("Less on-call heroics") < goals.index("Lead the ledger migration")
    assert "Needs numbers early" not in html, "a private note about a person"


def test_a_height_where_nobody_stands_is_shown(vividmap, visitor):
    vividmap("person", "add", "Priya Natarajan", "--height", "peer")
    vividmap("person", "add", "Somebody")
    people = section(visitor.get().body, "people")
    assert "manager nobody peer Priya Natarajan" in people
    assert "not said where Somebody" in people


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
        people="\n\n".join(f"- Person {day}\n  position: peer\n\n  - {day} Coffee" for day in days),
        goals="\n\n".join(f"- Goal {day}\n\n  - Gap {day}\n\n    - {day} The same" for day in days),
    )


@pytest.fixture
def asked(db: None, settings: Settings) -> Callable[[int], int]:
    """Count the queries of one look at a record of a size, in this process."""
    from vividmap.config import web
    from vividmap.services import actor, documents
    from vividmap.web.door import ENVIRON, Keys

    for name in ("ALLOWED_HOSTS", "MIDDLEWARE", "ROOT_URLCONF", "STATIC_ROOT", "STATIC_URL", "TEMPLATES"):
        setattr(settings, name, getattr(web, name))

    def count(size: int) -> int:
        owner = actor.local(datetime.now(UTC))
        plan, _ = documents.plan_import(owner, f"---\nvividmap: document 1\n---\n\n{document(size)}")
        assert not plan.problems
        documents.apply(owner, plan, "import")
        keys = Keys(80)
        client = Client(headers={"host": "127.0.0.1:80"})
        client.defaults[ENVIRON] = keys  # type: ignore[assignment]  # the stubs know of strings alone
        client.cookies[keys.cookie] = keys.redeem(keys.new_link())
        with CaptureQueriesContext(connection) as queries:
            html = client.get("/").content.decode()
        assert html.count('class="row"') == min(size, 20) + min(size, 10)
        return len(queries)

    return count


def test_a_large_record_asks_no_more_queries_than_a_small_one(asked):
    empty, small, large = asked(0), asked(10), asked(300)
    assert empty <= small == large <= 25
