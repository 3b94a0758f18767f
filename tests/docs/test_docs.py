"""Documentation as a test: what a page says about a command is what the command does."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest
from tests.docs.pages import GUIDE, PAGES, REFERENCE, ROOT, Terminal, blocks, prose, steps
from tests.support.clock import MONDAY

from vividmap.__main__ import CAPTURES, FLAGS, ONCE, REPEATABLE, _parse
from vividmap.cli import main
from vividmap.core.english import dates
from vividmap.core.english.dates import Period
from vividmap.core.fields import JsonField
from vividmap.core.names import Names
from vividmap.core.packets.packet import (
    AuthorNote,
    DraftParagraph,
    DraftSection,
    DraftSentence,
    DraftTable,
    EntryProposal,
    Packet,
)
from vividmap.core.record import KINDS, Evidence, Record, specs
from vividmap.formats import listing, packet
from vividmap.formats.document.read import read

GUIDES = ROOT / "docs" / "guide"
NOT_WRITTEN_YET = {"packet"}  # kinds that no command makes
# The document holds the entries of a check-in and the criteria of each entry; a framework is the company's.
NOT_IN_THE_DOCUMENT = {"candidate", "check-in", "framework", "criterion"}
TODAY = MONDAY.date()  # the day of the examples in reading-back.md


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        inside = click.Context(command, info_name=name, parent=context)
        yield command, inside
        if isinstance(command, click.Group):
            yield from commands(command, inside)


EVERY = list(commands(main, click.Context(main, info_name="vividmap")))


@pytest.mark.parametrize(("command", "context"), EVERY, ids=[context.command_path for _, context in EVERY])
def test_every_command_and_option_says_what_it_is_for(command, context):
    silent = [param.opts for param in command.params if isinstance(param, click.Option) and not param.help]
    assert command.help
    assert silent == []
    assert command.get_help(context)  # must not warn either: a warning is an error here


def written(script: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    return subprocess.check_output(
        [sys.executable, ROOT / "scripts" / script],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def test_the_command_reference_is_what_make_docs_writes_now():
    assert REFERENCE.read_text(encoding="utf-8") == written("command_reference.py")


def test_the_schema_of_the_archive_is_what_make_docs_writes_now():
    schema = ROOT / "src" / "vividmap" / "formats" / "archive.schema.json"
    assert schema.read_text(encoding="utf-8") == written("archive_schema.py")


def ours(line: str) -> Iterator[list[str]]:
    """Yield the words behind each `vividmap` in a command line."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    parts: list[list[str]] = [[]]
    redirected = False
    for word in lexer:
        if word and set(word) <= set("();<>|&"):
            redirected = "<" in word or ">" in word
            parts += [] if redirected else [[]]
        elif redirected:
            redirected = False
        elif parts[-1] or not re.match(r"\w+=", word):
            parts[-1].append(word)
    yield from (words[1:] for words in parts if words[:1] == ["vividmap"])


def typed(page: Path) -> Iterator[str]:
    """Yield the command lines of a page's blocks."""
    for block in blocks(page):
        if block.language == "console":
            yield from (step.command.replace("\\\n", " ") for step in steps(block))
        elif block.language == "sh":
            lines = block.text.replace("\\\n", " ").splitlines()
            yield from (line for line in lines if line and not line.startswith("#"))


def leaf(words: Iterable[str]) -> tuple[click.Command, click.Context, list[str]]:
    command: click.Command = main
    context = click.Context(main, info_name="vividmap")
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        found = command.get_command(context, rest[0])
        if found is None:
            raise click.UsageError(f"no command {rest[0]!r}", context)
        command, context = found, click.Context(found, info_name=rest.pop(0), parent=context)
    return command, context, rest


def parse(words: list[str], folder: Path) -> None:
    if words[0] in CAPTURES and "--help" not in words:
        _parse(words[0], words[1:])
        return
    command, context, rest = leaf(words)
    for word in rest:
        if re.fullmatch(r"[\w-]+\.(md|json|txt)", word):
            (folder / word).touch()
    if isinstance(command, click.Group):
        known(words)
    else:
        command.make_context(context.info_name, rest, parent=context.parent).close()


def known(words: list[str]) -> None:
    """Check command and options alone: in prose, `ID` and `…` stand for values."""
    command, context, rest = leaf(words)
    if isinstance(command, click.Group) and rest and rest[0].isalpha():
        raise click.UsageError(f"no command {rest[0]!r}", context)
    options = {"-h", "--help", *(opt for param in command.params for opt in param.opts)}
    for word in rest[: rest.index("--") if "--" in rest else None]:
        if word.startswith("-") and word != "-" and word.partition("=")[0] not in options:
            raise click.NoSuchOption(word, ctx=context)


@pytest.mark.parametrize("page", GUIDE, ids=named)
def test_every_command_on_a_page_is_one(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for line in typed(page):
        for words in ours(line):
            try:
                parse(words, tmp_path)
            except click.exceptions.Exit:
                pass
            except click.ClickException as error:
                pytest.fail(f"{line}: {error.format_message()}")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_named_in_a_sentence_is_one(page):
    for span in re.findall(r"(?<!`)`(vividmap [^`]+)`(?!`)", prose(page)):
        for words in ours(span):
            try:
                known(words)
            except click.ClickException as error:
                pytest.fail(f"{span}: {error.format_message()}")


@pytest.mark.parametrize(("command", "context"), EVERY, ids=[context.command_path for _, context in EVERY])
def test_the_examples_in_help_texts_are_commands(command, context, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for example in re.findall(r"\x08\n(.+?)(?:\n\n|\Z)", command.help or "", re.DOTALL):
        for line in example.splitlines():
            said = re.sub(r"^\s*(\w+:\s+)?|\s{3,}\(.*\)$", "", line)
            for words in ours(said):
                parse(words, tmp_path)


RUN = [page for page in GUIDE if any(block.language == "console" for block in blocks(page))]


@pytest.mark.parametrize("page", RUN, ids=named)
def test_what_a_page_shows_is_what_happens(page, tmp_path):
    terminal = Terminal(tmp_path)
    for block in blocks(page):
        if block.file:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
        if block.language != "console":
            continue
        for step in steps(block):
            code, output = terminal.run(step.command)
            assert code == 0, f"{step.place}: $ {step.command}\n{output}"
            assert terminal.shows(step.shown, output), f"{step.place}: $ {step.command}\n{output}"


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    text = re.sub(r"`[^`\n]+`", "`", prose(page))
    targets = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"", text)
    broken = []
    for target in filter(None, (one or other for one, other in targets)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def test_every_page_of_the_guide_is_found_from_its_first():
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", prose(GUIDES / "index.md")))
    assert {page.name for page in GUIDES.glob("*.md")} - {"index.md"} == linked


def test_what_the_readme_makes_can_be_made():
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", prose(ROOT / "README.md"))) <= made


def tables(page: Path) -> dict[str, list[list[str]]]:
    """Return the rows of all tables beneath each heading, without their heads."""
    found: dict[str, list[list[str]]] = {}
    heading, head = "", True
    for line in prose(page).splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        if not line.startswith("|"):
            head = True
        elif not head:
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            found.setdefault(heading, []).append([cell.strip().replace("\\|", "|") for cell in cells])
        elif line.startswith("|-"):
            head = False
    return found


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


JSON = tables(GUIDES / "json.md")


def keys(heading: str) -> list[str]:
    return [key for row in JSON[heading] for key in codes(row[0])]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - NOT_WRITTEN_YET))
def test_the_keys_of_an_item_are_those_that_are_documented(kind):
    shape = listing.shape(KINDS[kind](), Names())
    dated = [key for key in keys("Dated items") if key in ("date", "from", "to") or key in specs(kind)]
    dated = dated if KINDS[kind].is_dated else []
    marked = keys("Marked items") if "confidentiality" in specs(kind) else []
    documented = [*keys("Every item"), *marked, *dated, *keys(kind)]
    assert sorted(documented) == sorted(shape)


def test_the_documented_item_is_one():
    example = next(block for block in blocks(GUIDES / "json.md") if block.language == "json")
    (item,) = json.loads(example.text)
    assert list(item) == list(listing.shape(Evidence(), Names()))


def test_the_keys_of_a_packet_are_those_that_are_documented():
    item = Evidence(text="Moved the session cache to Redis", handle="7f3k")
    drafted = Packet(
        conversation="review",
        title="Self-assessment",
        period=Period(TODAY, TODAY, "today"),
        proposals=(EntryProposal(item.id, ("why",)),),
        sections=(DraftSection("What", (DraftParagraph("Theme", (DraftSentence("I did.", (item.id,)),)),)),),
        notes=(AuthorNote("Look", (item.id,)),),
        held_back=(item.id,),
        tables=(DraftTable("Terms", ("Term",), ((DraftSentence("Redis", (item.id,)),),)),),
    )
    shape = packet.plain(drafted, Record((item,)))
    assert keys("packet") == list(shape)
    inner = {key: codes(row[2]) for row in JSON["packet"] for key in codes(row[0])}
    assert inner["proposals"] == list(shape["proposals"][0])
    assert inner["sections"] == list(shape["sections"][0])
    assert inner["notes"] == list(shape["notes"][0])
    assert inner["tables"] == list(shape["tables"][0])
    assert set(inner["period"]) == set(shape["period"])


def test_dates_are_understood_as_the_table_says():
    understood, _ = parted(tables(GUIDES / "reading-back.md")["Dates"])
    for written_so, meant in understood:
        found = [str(dates.parse_date_or_none(one, TODAY)) for one in written_so]
        assert found == (meant * len(written_so) if len(meant) == 1 else meant), written_so


def test_dates_are_refused_as_the_table_says():
    _, refused = parted(tables(GUIDES / "reading-back.md")["Dates"])
    assert [one for one in refused if dates.parse_date_or_none(one, TODAY)] == []


def parted(rows: list[list[str]]) -> tuple[list[tuple[list[str], list[str]]], list[str]]:
    understood = [(codes(row[0]), codes(row[1])) for row in rows if len(row) == 3]
    return understood, [code for row in rows if len(row) == 2 for code in codes(row[0])]


def test_periods_are_understood():
    for row in tables(GUIDES / "reading-back.md")["Periods"]:
        for code in codes(row[0]):
            assert code.endswith("…") or dates.parse_period_or_none(code, TODAY), code


def test_the_options_of_a_capture_are_those_that_are_documented():
    for verb, column in (("log", 1), ("learn", 2), ("met", 3)):
        documented = {
            codes(row[0])[0].split()[0]
            for row in tables(GUIDES / "capture.md")["Options"]
            if row[column] == "yes"
        }
        assert documented == {f"--{name}" for name in (*ONCE[verb], *REPEATABLE[verb], *FLAGS)}


def test_the_running_document_on_its_page_is_one():
    example = next(block for block in blocks(GUIDES / "running-document.md") if block.language == "markdown")
    assert read(example.text, TODAY).problems == ()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - NOT_WRITTEN_YET - NOT_IN_THE_DOCUMENT))
def test_every_field_of_the_running_document_is_documented(kind):
    text = (GUIDES / "running-document.md").read_text(encoding="utf-8")
    marked = {"outcome", "scope"}  # these have marks
    written = [spec for spec in specs(kind).values() if not isinstance(spec, JsonField)]
    labels = {spec.label for spec in written} - marked
    assert {label for label in labels if f"`{label}" not in text} == set()
