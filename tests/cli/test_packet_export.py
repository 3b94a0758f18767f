"""packet export: a file to hand over, readable by its owner alone, never written over another."""

import os
import stat
import subprocess
import sys

import pytest
from tests.cli.terminal import at_terminal

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache to Redis -> P99 down 340 ms ~teams ^c4ch
"""


@pytest.fixture
def vividmap(in_november):
    """The command in the month of the record, whatever the day of the test."""
    return in_november


@pytest.fixture
def saved(vividmap):
    vividmap("import", "-", input=RECORD)
    done = vividmap("draft", "review", "--period", "2026-H2", "--save")
    return done.err.split()[1].strip("^.")


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("pdf", b"%PDF-1.7"),
        ("docx", b"PK"),
        ("html", b"<!doctype html>"),
        ("md", b"# Self"),
        ("txt", b"Self"),
    ],
)
def test_a_file_s_ending_says_its_form(vividmap, saved, ending, begins):
    file = vividmap.home.parent / f"review.{ending}"
    done = vividmap("packet", "export", saved, file)
    assert done.out == f"Wrote {file} ({file.stat().st_size:,} bytes)\n"
    assert done.err == ""
    assert file.read_bytes().startswith(begins)
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600


def test_it_is_printed_in_a_form_that_is_said(vividmap, saved):
    done = vividmap("packet", "export", saved, "-", "--format", "txt")
    assert done.out.startswith("Self-assessment, July to November 2026\n\nResults (November)\n\n")
    assert "[" not in done.out
    marked = vividmap("packet", "export", saved, "-", "--format", "txt", "--marks")
    assert marked.out.endswith("[1] 20 November 2026: Moved the cache to Redis → P99 down 340 ms\n")


def test_a_file_that_is_there_is_left_unless_it_is_forced(vividmap, saved):
    file = vividmap.home.parent / "mine.txt"
    file.write_text("mine")
    done = vividmap("packet", "export", saved, file, check=False)
    assert (done.code, done.out, file.read_text()) == (2, "", "mine")
    assert "mine.txt already exists; --force overwrites it" in done.err
    vividmap("packet", "export", saved, file, "--force")
    assert file.read_text().startswith("Self-assessment")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("review.odt",), "'odt' is not a format of this packet; use one of .docx, .html,"),
        (("review",), "the format is missing"),
        (("-",), "the format is missing"),
        (("review.txt", "--max-chars", "20"), "more than 20; nothing was cut off"),
        (("review.pdf", "--max-chars", "20"), "only plain text has a limit of characters"),
        (("no-such-folder/review.txt",), "No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(vividmap, saved, arguments, said):
    done = vividmap("packet", "export", saved, *arguments, check=False)
    assert (done.code, done.out) == (1 if "folder" in arguments[0] else 2, "")
    assert said in done.err
    assert not list(vividmap.home.parent.glob("review*"))


def test_letters_that_no_font_has_are_named(vividmap, saved):
    private = chr(0x10FFFD)
    vividmap("packet", "edit", saved, "--from", "-", input=f"# Mine\n\nMet {private} once.")
    done = vividmap("packet", "export", saved, "mine.pdf")
    assert f"no installed font has {private}: each appears as \ufffd in the PDF" in done.err
    assert done.out.startswith("Wrote mine.pdf")


@pytest.mark.parametrize(("ending", "imported"), [("txt", set()), ("pdf", set()), ("docx", {"docx"})])
def test_what_sets_pages_and_writes_documents_is_imported_for_them_alone(vividmap, saved, ending, imported):
    program = "import sys; from vividmap.__main__ import main; main(sys.argv[1:]); print(*sys.modules)"
    argv = [sys.executable, "-c", program, "packet", "export", saved, f"lazy.{ending}"]
    environment, folder = vividmap.environment(), vividmap.home.parent
    done = subprocess.run(argv, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert {"typst", "docx"} & set(done.stdout.split()) == imported


def test_a_pdf_that_cannot_be_typeset_is_refused_and_nothing_is_written(vividmap, saved):
    vividmap("packet", "edit", saved, "--from", "-", input=f"# Mine\n\nMet x{chr(0x301) * 75_000} once.")
    done = vividmap("packet", "export", saved, "mine.pdf", check=False)
    assert (done.code, done.out) == (2, "")
    assert "cannot typeset this text; export it as .docx or .html" in done.err
    assert not list(vividmap.home.parent.glob("mine*"))


def test_a_terminal_asks_what_the_readers_may_not_know_before_the_file_is_written(vividmap):
    vividmap("import", "-", input=RECORD)
    vividmap("log", "2026-11-21 Halved the bill with Priyanka Shah -> $40k a year ~org")
    handle = vividmap("draft", "review", "--period", "2026-H2", "--save").err.split()[1].strip("^.")
    file = vividmap.home.parent / "asked.txt"
    question = "(numbers; Enter keeps all)"
    refused = at_terminal(vividmap, "packet", "export", handle, file, answers=[(question, "9\n")])
    assert "'9' is not a number in the list; nothing was exported" in refused.text
    assert not file.exists()
    screen = at_terminal(vividmap, "packet", "export", handle, file, answers=[(question, "1\n")])
    assert "  1  name: Priyanka Shah" in screen.text
    assert "name: Priyanka Shah (dropped)" in screen.text
    assert "Priyanka" not in file.read_text()
    assert "Redis" in file.read_text()
    kept = vividmap.home.parent / "kept.txt"
    at_terminal(vividmap, "packet", "export", handle, kept, answers=[(question, "\n")])
    assert "Priyanka Shah" in kept.read_text()


def test_a_brief_says_what_the_assistant_would_learn(vividmap):
    vividmap("import", "-", input=RECORD)
    vividmap("log", "2026-11-21 Halved the bill with Priyanka Shah -> $40k a year ~org")
    brief = vividmap("draft", "review", "--period", "2026-H2", "--brief")
    assert "Priyanka Shah" in brief.out
    assert "amount: $40k a year\n" in brief.err
    assert "Priyanka Shah" in brief.err
    handle = vividmap.json("list")[0]["handle"]
    without = vividmap("draft", "review", "--period", "2026-H2", "--brief", "--drop", handle)
    assert "Priyanka" not in without.out + without.err
