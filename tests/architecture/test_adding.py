"""Adding is one file: what docs/architecture.md promises, done in a copy of the package and used as a person would."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.command import Vividmap
from tests.support.web import come_in, served

ROOT = Path(__file__).parents[2]
ENTRY = "Moved the session cache to Redis"


class Package:
    """A copy of the package to add to."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.folder = source / "vividmap"
        # compiled files too: compiling takes longest
        shutil.copytree(ROOT / "src" / "vividmap", self.folder)

    def add(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        assert not file.exists(), path
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, before: str, after: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, (path, before)
        file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def source() -> Iterator[Path]:
    """A copy of the package with one more of each: they are added at once, as loading it takes longest."""
    with tempfile.TemporaryDirectory(prefix="vividmap-adding-") as folder:
        package = Package(Path(folder))
        package.edit("__init__.py", "__version__ = ", "__version__ = '9.9.9'  # ")
        package.edit("core/record.py", AFTER_FIELD, f"{AFTER_FIELD}{FIELD}")
        package.add("core/insights/questions.py", PATTERN)
        package.edit("core/checkins/weekly.py", "STEPS: tuple[Step, ...] = (WEEK, *KINDS, OUTCOMES)\n", STEP)
        package.edit(
            "core/checkins/weekly.py", "(*week, *KINDS, *outcomes)", "(*week, *KINDS, THANKS, *outcomes)"
        )
        package.add("formats/out/capitals.py", FORMAT)
        package.add("core/packets/thanks/__init__.py", "")
        package.add("core/packets/thanks/metadata.py", CONVERSATION)
        package.add("web/greeting/__init__.py", '"""A greeting."""\n')
        package.add("web/greeting/urls.py", AREA_URLS)
        package.add("web/greeting/nav.py", AREA_NAV)
        yield package.source


@pytest.fixture
def vividmap(source: Path, tmp_path: Path) -> Vividmap:
    """The command of the copy, with a home of its own."""
    return Vividmap(tmp_path / "home", source=source)


def page(vividmap: Vividmap, path: str) -> str:
    with served(vividmap) as server:
        return come_in(server).get(path).body


AFTER_FIELD = '    strong: str = declare(Field("strong"))\n'
FIELD = '    audience: str = declare(Field("audience"))\n'


def test_a_field_is_one_line(vividmap):
    vividmap("log", "-", input=f"{ENTRY}\naudience: the board\n")
    (entry,) = vividmap.json("list")

    assert entry["audience"] == "the board"
    assert "  audience: the board\n" in vividmap.document()
    vividmap("edit", entry["handle"], "--set", "audience=Project Falcon's customers")
    assert "Project Falcon" in vividmap("show", entry["handle"]).out
    assert 'name="audience"' in page(vividmap, f"/i/{entry['handle']}/edit")

    archive = vividmap("export", "-").out
    other = replace(vividmap, home=vividmap.home.with_name("other"))
    other("import", "-", input=archive)
    assert [item["audience"] for item in other.json("list")] == ["Project Falcon's customers"]

    # the one rule of confidentiality covers it without being told
    vividmap("edit", entry["handle"], "--on", "2026-03-01")
    vividmap("config", "confidential", "Project Falcon")
    packet = vividmap.json("draft", "resume", "--period", "all")
    assert packet["held_back"] == [entry["handle"]]
    assert ENTRY not in json.dumps(packet["sections"])


PATTERN = '''\
"""Questions: how many entries ask something."""

from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Insight, Pattern

PLACE = 15
QUESTION = "How many of my entries ask something?"
REASON = "A question is the beginning of an answer."
LEAST = Threshold("questions-least", 1, "entries", "With fewer entries Patterns says nothing about questions.", "A guess.")
THRESHOLDS = (LEAST,)


def evaluate(facts: Facts) -> Pattern:
    """Return how many entries hold a question mark."""
    asking = tuple(entry.id for entry in facts.evidence if "?" in entry.text)
    return Pattern((Insight(f"{len(asking)} of {len(facts.evidence)} entries ask something.", behind=asking),))
'''


def test_a_pattern_is_one_file(vividmap):
    vividmap("log", "--on", "2026-03-01", "Why is the cache slow?")

    assert "1 of 1 entries ask something." in vividmap("patterns", "questions").out
    (pattern,) = vividmap.json("patterns", "questions")
    assert len(pattern["insights"][0]["behind"]) == 1
    assert "questions-least" in vividmap("config", "--all").out
    assert "How many of my entries ask something?" in page(vividmap, "/patterns")


STEP = """\
THANKS = Step("thanks", "capture", "Thanks", "Who thanked you, and for what?", "Praise is forgotten first.", makes="evidence")
STEPS: tuple[Step, ...] = (WEEK, *KINDS, THANKS, OUTCOMES)
"""


def test_a_step_of_a_check_in_is_one_file(vividmap):
    vividmap("log", "--on", "2026-03-01", ENTRY)

    agenda = vividmap.json("checkin", "weekly", "--period", "2026-W09")
    assert "thanks" in [step["name"] for step in agenda["steps"]]
    assert "Who thanked you, and for what?" in vividmap("checkin", "weekly", "--period", "2026-W09").out


FORMAT = '''\
"""Capital letters, for readers who are far away."""

from vividmap.formats.out.document import PacketDocument
from vividmap.formats.out.form import Form, Written


def _write(document: PacketDocument) -> Written:
    return Written(document.markdown.upper().encode())


FORM = Form("caps", "Capital letters", "text/plain; charset=utf-8", _write)
'''


def saved_packet(vividmap: Vividmap) -> str:
    vividmap("log", "--on", "2026-03-01", f"{ENTRY} -> P99 down 340 ms")
    vividmap("draft", "review", "--period", "2026-H1", "--save")
    return str(vividmap("list", "packets").out.split("\t")[0])


def test_a_format_is_one_file(vividmap):
    packet = saved_packet(vividmap)
    exported = vividmap.home.with_name("review.caps")

    vividmap("packet", "export", packet, exported)
    assert ENTRY.upper() in exported.read_text(encoding="utf-8").replace("\n", " ")
    assert "Capital letters" in page(vividmap, f"/packet/{packet}")


CONVERSATION = '''\
"""Thanks: what to say when somebody leaves."""

from datetime import date

from vividmap.core.english.dates import Period
from vividmap.core.packets.author_choices import NO_CHOICES, AuthorChoices
from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence, Packet
from vividmap.core.record import Evidence, Record


def draft_thanks(record: Record, period: Period, today: date, choices: AuthorChoices = NO_CHOICES) -> Packet:
    """Return what was done together."""
    entries = [entry for entry in record.items_of(Evidence) if period.covers(entry.when)]
    sentences = tuple(DraftSentence(f"We did it: {entry.text}.", (entry.id,)) for entry in entries)
    return Packet("thanks", "Thank you", period, sections=(DraftSection("Together", (DraftParagraph("", sentences),)),))


CONVERSATION = Conversation(
    name="thanks",
    slug="thanks",
    title="Thanks",
    order=90,
    summary="What you did together.",
    short_help="A note of thanks.",
    description="Draft a note of thanks.",
    examples=("draft thanks --period 2026-H1",),
    readers="a colleague",
    draft=draft_thanks,
)
'''


def test_a_conversation_is_one_folder(vividmap):
    vividmap("log", "--on", "2026-03-01", ENTRY)

    assert f"We did it: {ENTRY}." in vividmap("draft", "thanks", "--period", "2026-H1", "--save").out
    assert "thanks" in vividmap("draft", "--help").out
    assert vividmap("list", "packets").out.split("\t")[2] == "thanks"
    assert "We did it" in vividmap("packet", "show", "Thank you").out
    assert f"We did it: {ENTRY}." in page(vividmap, "/prepare/thanks?period=2026-H1")
    assert 'href="/prepare/thanks"' in page(vividmap, "/prepare")


AREA_URLS = '''\
"""Where the greeting is."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def greet(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello, record")


urlpatterns = [path("greeting", greet, name="greeting")]
'''
AREA_NAV = '''\
"""The links of this area in the navigation."""

from vividmap.web.navigation import NavLink

NAV_LINKS = (NavLink("greeting", "Greeting", "y", order=95),)
'''


def test_an_area_of_pages_is_one_folder(vividmap):
    with served(vividmap) as server:
        visitor = come_in(server)
        assert visitor.get("/greeting").body == "Hello, record"
        assert 'href="/greeting"' in visitor.get("/").body


def test_the_copy_is_what_runs(vividmap):
    assert "9.9.9" in vividmap("--version").out
