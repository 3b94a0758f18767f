"""edit in the user's own editor, at a terminal."""

import os
import subprocess
import sys

import pytest
from tests.cli.terminal import at_terminal
from tests.support.command import without_base

RECORD = """\
---
vividmap: document 1
---

# Impact evidence

## October 2026

- 2026-10-20 Moved the cache -> faster ~teams ^c4ch
- 2026-10-19 Other ^o7hr

# Skill development

# Relationship map

- Priya Natarajan ^p9qd

  - 2026-10-02 Coffee ^t4mm

# Goals and gaps
"""
APPLY = [("Apply these changes?", "y\n")]


def kept(vividmap):
    vividmap("import", "-", input=RECORD)
    return vividmap


def drafts(vividmap):
    folder = vividmap.home / "drafts"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_the_whole_record_opens_and_what_was_changed_is_shown_and_applied(vividmap, editor):
    step = (
        "text.replace('faster', 'P99 down 340 ms')"
        ".replace('- 2026-10-19 Other ^o7hr', '- 2026-10-18 Another @priya #rust')"
    )
    screen = at_terminal(kept(vividmap), "edit", env=editor.doing(step), answers=APPLY)
    assert screen.code == 0
    (seen,) = editor.seen
    assert (without_base(seen.text), seen.mode, seen.arguments) == (RECORD, 0o600, [])
    assert seen.path.endswith(".md")
    assert not os.path.exists(seen.path)
    lines = screen.text.splitlines()
    assert lines[0] == "  change  evidence ^c4ch 2026-10-20 Moved the cache [outcome]"
    assert lines[1] == "  add     evidence 2026-10-18 Another"
    assert lines[2] == "  delete  evidence ^o7hr 2026-10-19 Other"
    assert lines[3] == "1 new, 1 changed, 1 deleted"
    assert lines[-1] == "Applied. To undo: vividmap undo"
    document = vividmap.document()
    assert "P99 down 340 ms" in document
    assert "- 2026-10-18 Another #rust @priya ^" in document
    vividmap("undo")
    assert vividmap.document() == RECORD
    assert drafts(vividmap) == []


def test_what_was_not_changed_asks_nothing(vividmap, editor):
    for step in ("None", "text", "text + '\\n\\n'", "text.replace('\\n', '\\r\\n')"):
        screen = at_terminal(kept(vividmap), "edit", env=editor.doing(step))
        assert (screen.code, screen.text) == (0, "Nothing changed.\n")


def test_a_no_keeps_the_text(vividmap, editor):
    answers = [("Apply these changes?", "n\n")]
    step = "text.replace('faster', 'slower')"
    for times in (1, 2):
        screen = at_terminal(kept(vividmap), "edit", env=editor.doing(step), answers=answers)
        assert screen.code == 1
        assert len(drafts(vividmap)) == times  # what was kept before is kept as well
        answers = [("Continue with it?", "n\n"), ("Apply these changes?", "n\n")]
    assert f"Your text is in {vividmap.home}" in screen.text
    texts = {without_base(path.read_text()) for path in drafts(vividmap)}
    assert texts == {RECORD.replace("faster", "slower")}
    assert vividmap.document() == RECORD


def test_a_mistake_opens_the_editor_again_at_the_line_with_the_text_kept(vividmap, editor):
    wrong = "text.replace('~teams ^c4ch', '~teams ^c4ch\\n  kind: boss')"
    env = editor.doing(wrong, "text.replace('boss', 'led')", name="vim")
    answers = [("Edit it again?", "\n"), *APPLY]
    screen = at_terminal(kept(vividmap), "edit", env=env, answers=answers)
    assert screen.code == 0
    assert "line 11: kind cannot be 'boss'; use one of decision, unblocked, prevented, led" in screen.text
    first, second = editor.seen
    assert (first.arguments, second.arguments) == ([], ["+11"])
    assert "kind: boss" in second.text
    assert vividmap.json("show", "c4ch")["kind"] == "led"
    assert drafts(vividmap) == []


def test_who_does_not_want_to_mend_a_mistake_keeps_the_text(vividmap, editor):
    env = editor.doing("text.replace('# Goals and gaps', '# Dreams')")
    screen = at_terminal(kept(vividmap), "edit", env=env, answers=[("Edit it again?", "n\n")])
    assert screen.code == 2
    (draft,) = drafts(vividmap)
    assert "# Dreams" in draft.read_text()
    assert str(draft) in screen.text.replace("\n", "")
    assert vividmap.document() == RECORD


def test_an_editor_that_fails_changes_nothing(vividmap, editor):
    kept(vividmap)
    screen = at_terminal(vividmap, "edit", env={"VISUAL": "", "EDITOR": "no-such-editor"})
    assert (
        "the editor 'no-such-editor' cannot be run: No such file or directory; set EDITOR to another one"
        in " ".join(screen.text.split())
    )
    screen = at_terminal(vividmap, "edit", env=editor.doing("1"))
    assert screen.code == 1
    assert "exited with 1; nothing was changed." in screen.text
    assert drafts(vividmap) == []
    step = "open(path, 'w').write(text + 'half a line') and 1"
    screen = at_terminal(vividmap, "edit", env=editor.doing(step))
    (draft,) = drafts(vividmap)
    assert f"Your text is in {draft}" in screen.text.replace("\n", "")
    assert without_base(draft.read_text()) == RECORD + "half a line"
    assert vividmap.document() == RECORD


def test_what_was_changed_meanwhile_elsewhere_is_merged(vividmap, editor):
    step = (
        "vividmap('edit', 'c4ch', '--scope', 'org') or vividmap('log', '--on', '2026-10-01', 'Meanwhile')"
        " or vividmap('edit', 'priya', '--status', 'warm')"
        " or text.replace('faster', 'P99 down 340 ms')"
    )
    screen = at_terminal(kept(vividmap), "edit", env=editor.doing(step), answers=APPLY)
    assert screen.code == 0
    assert "1 changed" in screen.text
    item = vividmap.json("show", "c4ch")
    assert (item["outcome"], item["scope"]) == ("P99 down 340 ms", "org")
    assert len(vividmap.json("search", "meanwhile")) == 1
    assert vividmap.json("show", "p9qd")["status"] == "warm"


def test_the_same_thing_changed_twice_is_refused_and_never_overwritten(vividmap, editor):
    meanwhile = "vividmap('edit', 'c4ch', '--outcome', 'theirs')"
    answers = [("Edit it again?", "n\n")]
    for mine, why in (
        ("text.replace('faster', 'mine')", "^c4ch was changed in the record meanwhile (outcome)"),
        (
            "text.replace('- 2026-10-20 Moved the cache -> faster ~teams ^c4ch\\n', '')",
            "^c4ch was deleted here and changed in the record meanwhile",
        ),
    ):
        env = editor.doing(f"{meanwhile} or {mine}")
        screen = at_terminal(kept(vividmap), "edit", env=env, answers=answers)
        answers = [("Continue with it?", "n\n"), ("Edit it again?", "n\n")]
        assert screen.code == 2
        assert why in screen.text
        assert vividmap.json("show", "c4ch")["outcome"] == "theirs"
        vividmap("undo")
    env = editor.doing("vividmap('rm', 'c4ch') or text.replace('faster', 'mine')")
    screen = at_terminal(vividmap, "edit", env=env, answers=answers)
    assert "^c4ch was deleted from the record meanwhile; remove its handle to add it again" in screen.text
    assert "c4ch" in vividmap("trash").out


def test_what_is_changed_while_the_question_stands_is_asked_about_again(vividmap, editor):
    def meanwhile():
        vividmap("edit", "o7hr", "--text", "Theirs")
        return "y\n"

    step = "text.replace('faster', 'mine').replace('2026-10-19 Other', '2026-10-18 Other')"
    kept(vividmap)
    screen = at_terminal(
        vividmap, "edit", env=editor.doing(step), answers=[("Apply these changes?", meanwhile)]
    )
    assert "Applied" in screen.text  # the two do not touch the same thing
    assert [item["text"] for item in vividmap.json("list")] == ["Moved the cache", "Theirs"]
    vividmap("undo")

    def same():
        vividmap("edit", "c4ch", "--outcome", "theirs")
        return "y\n"

    env = editor.doing("text.replace('faster', 'mine')")
    screen = at_terminal(
        vividmap, "edit", env=env, answers=[("Apply these changes?", same), ("Edit it again?", "n\n")]
    )
    assert screen.code == 2
    assert "the record was changed meanwhile. Still to apply:" in screen.text
    assert "^c4ch was changed in the record meanwhile (outcome)" in screen.text
    assert vividmap.json("show", "c4ch")["outcome"] == "theirs"


def test_one_entry_opens_alone(vividmap, editor):
    kept(vividmap)
    step = "text.replace('faster', 'P99 down 340 ms') + '\\nBeneath.\\n'"
    screen = at_terminal(vividmap, "edit", "c4ch", env=editor.doing(step))
    assert (screen.code, screen.text) == (0, "Changed ^c4ch Moved the cache\n")
    assert editor.seen[0].text == "2026-10-20 Moved the cache -> faster ~teams ^c4ch\n"
    item = vividmap.json("show", "c4ch")
    assert (item["outcome"], item["body"]) == ("P99 down 340 ms", "Beneath.")
    screen = at_terminal(vividmap, "edit", "p9qd", env=editor.doing("text + '\\n- a note\\n'"))
    assert editor.seen[0].text == "Priya Natarajan ^p9qd\n"
    person = vividmap.json("show", "p9qd")
    assert (person["body"], len(person["beneath"])) == ("- a note", 1)
    screen = at_terminal(vividmap, "edit", "p9qd", env=editor.doing("None"))
    assert screen.text == "Nothing changed.\n"
    assert vividmap.json("show", "p9qd")["version"] == 2


def test_an_entry_that_was_linked_by_a_handle_and_is_left_as_it_is_has_not_changed(vividmap, editor):
    kept(vividmap)
    vividmap("shown", "c4ch", "--to", "p9qd", "--on", "2026-10-21")
    before = vividmap("history", "c4ch").out
    screen = at_terminal(vividmap, "edit", "c4ch", env=editor.doing("None"))
    assert "surfaced: @priya 2026-10-21" in editor.seen[0].text
    assert (screen.code, screen.text) == (0, "Nothing changed.\n")
    assert vividmap("history", "c4ch").out == before


def test_a_mistake_in_one_entry_opens_it_again(vividmap, editor):
    kept(vividmap)
    env = editor.doing("text + 'kind: boss\\n'", "text.replace('boss', 'led')", name="nano")
    screen = at_terminal(vividmap, "edit", "c4ch", env=env, answers=[("Edit it again?", "y\n")])
    assert screen.code == 0
    assert editor.seen[1].arguments == ["+2"]
    assert vividmap.json("show", "c4ch")["kind"] == "led"


def test_one_entry_that_was_changed_meanwhile_is_not_overwritten(vividmap, editor):
    kept(vividmap)
    env = editor.doing("vividmap('edit', 'c4ch', '--scope', 'org') or text.replace('faster', 'mine')")
    screen = at_terminal(vividmap, "edit", "c4ch", env=env)
    assert screen.code == 1
    assert "^c4ch was changed meanwhile" in screen.text
    (draft,) = drafts(vividmap)
    assert "mine" in draft.read_text()
    item = vividmap.json("show", "c4ch")
    assert (item["outcome"], item["scope"]) == ("faster", "org")


KILLED = """\
import os, pty, signal, sys
signal_name, *command = sys.argv[1:]
pid, terminal = pty.fork()
if not pid:
    os.execv(command[0], command)
screen = b""
while b"Apply these changes?" not in screen:
    screen += os.read(terminal, 1000)
if signal_name == "hang-up":
    os.close(terminal)
else:
    os.kill(pid, getattr(signal, signal_name))
os.waitpid(pid, 0)
"""


@pytest.mark.parametrize("ending", ["SIGKILL", "SIGTERM", "hang-up"])
def test_what_was_typed_outlives_its_command_and_is_offered_again(vividmap, editor, ending):
    kept(vividmap)
    env = vividmap.environment(editor.doing("text.replace('faster', 'typed')"))
    subprocess.run([sys.executable, "-c", KILLED, ending, *vividmap.argv("edit")], env=env, check=True)
    (draft,) = drafts(vividmap)
    assert "typed" in draft.read_text()
    vividmap("log", "--on", "2026-10-21", "Meanwhile")
    answers = [("Continue with it?", "\n"), *APPLY]
    screen = at_terminal(vividmap, "edit", env=editor.doing("None"), answers=answers)
    assert screen.code == 0
    assert str(draft) in screen.text.replace("\n", "")
    assert vividmap.json("show", "c4ch")["outcome"] == "typed"
    assert "Meanwhile" in vividmap.document()
    assert drafts(vividmap) == []


def test_a_draft_of_an_entry_that_was_changed_since_is_not_applied_over_it(vividmap, editor):
    kept(vividmap)
    env = editor.doing("text.replace('faster', 'typed') + 'kind: boss\\n'")
    at_terminal(vividmap, "edit", "c4ch", env=env, answers=[("Edit it again?", "n\n")])
    vividmap("edit", "c4ch", "--scope", "org")
    env = editor.doing("text", "text.replace('kind: boss\\n', '')")
    screen = at_terminal(
        vividmap,
        "edit",
        "c4ch",
        env=env,
        answers=[("Continue with it?", "y\n"), ("Edit it again?", "y\n")],
    )
    assert screen.code == 1
    assert "^c4ch was changed meanwhile" in screen.text
    assert vividmap.json("show", "c4ch")["scope"] == "org"
    assert len(drafts(vividmap)) == 1


def test_many_deletions_and_an_emptied_document_are_no_enter_away(vividmap, editor):
    vividmap("log", "-", "--lines", input="".join(f"Line {number}\n" for number in range(6)))
    step = "'\\n'.join(line for line in text.split('\\n') if 'Line' not in line) + '\\n- goal\\n'"
    answers = [("Apply these changes, with 6 deletions? [y/N]", "\n")]
    screen = at_terminal(vividmap, "edit", env=editor.doing(step), answers=answers)
    assert screen.code == 1
    for emptied in ("''", "'\\n\\n'"):
        answers = [("Continue with it?", "n\n")] if emptied == "''" else []
        screen = at_terminal(vividmap, "edit", env=editor.doing(emptied), answers=answers)
        assert (screen.code, "the document is empty, so nothing was changed" in screen.text) == (2, True)
    assert len(vividmap.json("list")) == 6
