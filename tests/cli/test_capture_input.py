"""Captures from standard input and from the editor."""

import os
import signal
import subprocess
import time
from datetime import UTC, datetime

import pytest
from tests.cli.terminal import at_terminal


def texts(vividmap, section="evidence"):
    return sorted(item["text"] for item in vividmap.json("list", section))


@pytest.mark.parametrize(
    ("given", "entries"),
    [
        ("One\n", ["One"]),
        ("One", ["One"]),
        ("\n\nOne\n\nbeneath\n", ["One"]),
        ("One\r\nbeneath\r\n", ["One"]),
    ],
)
def test_standard_input_is_one_entry(vividmap, given, entries):
    assert vividmap("log", "-", input=given).out.startswith("Saved ^")
    assert texts(vividmap) == entries


@pytest.mark.parametrize(
    ("given", "said", "entries"),
    [
        ("One\nTwo #rust\nThree -> x\n", "Saved 3 entries", ["One", "Three", "Two"]),
        ("One\r\nTwo\r\n\r\n  \nThree", "Saved 3 entries", ["One", "Three", "Two"]),
        ("One\n", "Saved ^", ["One"]),
        (
            "One\u2028still one\x0cand still\nTwo\n",
            "Saved 2 entries",
            ["One\u2028still one\x0cand still", "Two"],
        ),
    ],
)
def test_with_lines_each_line_is_an_entry(vividmap, given, said, entries):
    assert vividmap("log", "-", "--lines", "--tag", "git", input=given).out.startswith(said)
    items = vividmap.json("list")
    assert sorted(item["text"] for item in items) == entries
    assert {tuple(item["tags"]) for item in items} == {("git",)}


def test_lines_keep_their_order(vividmap):
    vividmap("log", "--lines", "-", input="".join(f"Number {n}\n" for n in range(30)))
    vividmap("met", "priya", "-", input="Coffee\n")
    listed = vividmap("list").out.splitlines()
    assert [line.rsplit(" ", 1)[1] for line in listed] == [str(n) for n in reversed(range(30))]
    assert "@priya" in vividmap("link").out


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "the text is empty, so nothing was saved"),
        (" \n\n", "the text is empty, so nothing was saved"),
        ("good\nbad \udcff\n", "standard input is not UTF-8 at byte 10; convert it and try again"),
        ("good\nb\0d\n", "the text holds a NUL character; remove it and try again"),
    ],
)
def test_of_input_that_cannot_be_taken_nothing_is_kept(vividmap, given, why):
    for lines in ((), ("--lines",)):
        done = vividmap("log", "-", *lines, input=given, check=False)
        assert (done.code, done.out, done.err) == (2, "", f"vividmap: {why}\n")
    assert not (vividmap.home / "spool").exists()


def test_a_dash_among_words_is_a_word(vividmap):
    vividmap("log", "this", "-", "that", input="not read")
    assert texts(vividmap) == ["this - that"]


@pytest.mark.parametrize("verb", ["log", "learn", "met"])
def test_without_text_the_editor_opens(vividmap, editor, verb):
    whom = ["priya"] if verb == "met" else []
    written = "'Did it #rust\\nWhy: because\\n\\n# A heading of mine\\n\\nBeneath.\\n' + text"
    screen = at_terminal(vividmap, verb, *whom, "--on", "2026-11-02", env=editor.doing(written))
    assert (screen.code, screen.text[:7]) == (0, "Saved ^")
    (seen,) = editor.seen
    assert seen.mode == 0o600
    assert seen.path.startswith(str(vividmap.home / "drafts"))
    assert not os.path.exists(seen.path)
    hints = [line for line in seen.text.splitlines() if line]
    assert hints
    assert all(line.startswith("# ") for line in hints)
    entry = vividmap.json("search", "beneath")[0]
    assert (entry["text"], entry["date"]) == ("Did it", "2026-11-02")
    assert entry["body"] == "Why: because\n\n# A heading of mine\n\nBeneath."


@pytest.mark.parametrize(
    ("editor_does", "code", "said"),
    [
        ("None", 2, "the text is empty, so nothing was saved"),
        ("''", 2, "the text is empty, so nothing was saved"),
        ("3", 1, "not saved: the editor"),
        ("__import__('os').unlink(path)", 1, "left nothing at"),
        ("open(path, 'wb').write(bytes([255])) and None", 1, "the text is not UTF-8 at byte 1; it is in"),
    ],
)
def test_an_editor_that_gives_nothing_keeps_nothing(vividmap, editor, editor_does, code, said):
    screen = at_terminal(vividmap, "log", env=editor.doing(editor_does))
    assert screen.code == code
    assert screen.text.startswith("vividmap: ")
    assert said in screen.text
    assert "Traceback" not in screen.text
    assert not (vividmap.home / "spool").exists()


@pytest.mark.parametrize("command", ["/no/such/editor", "'unbalanced", "false"])
def test_an_editor_that_does_not_run_is_said(vividmap, command):
    screen = at_terminal(vividmap, "log", env={"EDITOR": command})
    assert screen.code == 1
    assert command in screen.text
    assert "Traceback" not in screen.text


def test_visual_comes_before_editor_and_may_have_arguments(vividmap, editor):
    script = editor.doing("'Did it'")["EDITOR"]
    at_terminal(vividmap, "log", env={"VISUAL": f"{script} --wait 'a b'", "EDITOR": "false"})
    assert editor.seen[0].arguments == ["--wait", "a b"]
    assert texts(vividmap) == ["Did it"]


def test_what_was_written_in_the_editor_and_cannot_be_kept_is_given_back(vividmap, editor):
    (vividmap.home / "spool").write_text("in the way")
    screen = at_terminal(vividmap, "log", env=editor.doing("'A long thought.\\n\\nAnd more.'"))
    assert screen.code == 1
    (draft,) = (vividmap.home / "drafts").iterdir()
    assert f"Your text is in {draft}" in screen.text
    assert "A long thought.\n\nAnd more." in draft.read_text()


def test_without_a_terminal_nothing_asks_and_nothing_waits(vividmap, editor):
    env = editor.doing("'never'")
    vividmap("log", "One")
    (entry,) = vividmap.json("list")
    for arguments, code in (
        (["log"], 2),
        (["edit"], 2),
        (["edit", entry["handle"]], 2),
        (["purge", entry["handle"]], 2),
        (["edit", "--from", "-"], 2),
        (["list"], 0),
        (["document"], 0),
    ):
        with subprocess.Popen(
            vividmap.argv(*arguments),
            env=vividmap.environment(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.wait(30) == code, arguments
    assert editor.seen == []
    assert texts(vividmap) == ["One"]


def test_standard_input_that_is_closed_is_said(vividmap):
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *vividmap.argv("log", "-")],
        env=vividmap.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "vividmap: standard input is closed\n"


@pytest.mark.parametrize("redirect", [">/dev/full", ">&-", "| true"])
def test_a_capture_is_kept_though_nobody_reads_the_acknowledgement(vividmap, redirect):
    done = subprocess.run(
        ["sh", "-c", f'"$@" {redirect}', "sh", *vividmap.argv("log", "Did it")],
        env=vividmap.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert texts(vividmap) == ["Did it"]


def test_lines_that_were_logged_together_are_undone_together(vividmap):
    vividmap("log", "Before")
    vividmap("log", "-", "--lines", input="".join(f"Line {number}\n" for number in range(30)))
    assert len(vividmap.json("list")) == 31
    vividmap("undo")
    assert texts(vividmap) == ["Before"]
    vividmap("redo")
    assert len(vividmap.json("list")) == 31


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_lines_are_saved_all_or_none_when_the_terminal_is_closed(vividmap, number):
    saved = []
    for wait in (0.15, 0.3, 0.5):
        with vividmap.start("log", "-", "--lines") as process:
            process.stdin.write("".join(f"Line {line}\n" for line in range(3_000)))
            process.stdin.close()
            time.sleep(wait)
            process.send_signal(number)
            process.wait(60)
        saved.append(len(list((vividmap.home / "spool").glob("*.capture"))))
        assert process.returncode in (0, 128 + number, -number)  # -number: before it could read anything
        assert saved[-1] - (saved[-2] if saved[1:] else 0) in (0, 3_000)
    assert not list((vividmap.home / "spool").glob("*.part"))


def test_a_date_in_the_future_asks_at_a_terminal_and_is_told_in_a_pipe(vividmap):
    year = datetime.now(UTC).year + 1
    result = vividmap("met", "priya", "Planned", "--on", f"{year}-02-01")
    assert result.err == f"vividmap: note that {year}-02-01 is in the future\n"
    for answer, code in (("n", 1), ("y", 0)):
        screen = at_terminal(vividmap, "log", f"{year}-03-01 Too early", answers=[("[y/N]", f"{answer}\n")])
        assert screen.code == code
    assert texts(vividmap) == ["Too early"]
