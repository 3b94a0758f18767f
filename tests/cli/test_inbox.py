"""The inbox in the terminal: listed, decided by handle, and walked through with one key each."""

import pytest
from tests.cli.terminal import at_terminal
from tests.support.proposals import propose_in

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-10 Planned the cache +ledger ^p1an
# Relationship map
- Priya Natarajan ^p9qd
"""


@pytest.fixture
def handles(in_november):
    """Three candidates, the newest first as they are listed."""
    in_november("import", "-", input=RECORD)
    return propose_in(
        in_november,
        {"text": "Moved the cache", "people": ["Priya Natarajan"], "part": "built"},
        {"text": "Wrote the runbook", "when": "2026-11-18"},
        {"text": "Raised timeouts", "when": "2026-11-12", "project": "", "reason": "Two pages a night"},
    )


def test_a_pipe_gets_lines_with_tabs_and_a_program_gets_json(in_november, handles):
    lines = in_november("inbox").out.splitlines()
    assert lines[0].split("\t") == [
        handles[0], "2026-11-20", "ledger", "git", "Moved the cache"
    ]  # fmt: skip
    first = in_november.json("inbox")[0]
    assert (first["type"], first["people"], first["part"]) == ("candidate", ["Priya Natarajan"], "built")
    assert "Moved the cache" not in in_november("list").out + in_november("search", "cache").out
    assert "Moved the cache" not in in_november("document").out


def test_each_verb_decides_by_handle_and_undo_takes_it_back(in_november, handles):
    accepted = in_november("inbox", "accept", handles[0], "--outcome", "P99 down 340 ms", "--part", "led").out
    assert accepted.startswith("Accepted as evidence ^")
    entry = next(item for item in in_november.json("list") if item["text"] == "Moved the cache")
    assert (entry["outcome"], entry["part"], entry["people"][0]["name"]) == (
        "P99 down 340 ms", "led", "Priya Natarajan"
    )  # fmt: skip
    assert "candidate" not in in_november("show", entry["handle"]).out
    in_november("undo")
    assert in_november("inbox", "merge", *handles[:2]).out.startswith("Merged 2 candidates into ^")
    assert len(in_november.json("inbox")) == 2
    in_november("undo")
    in_november("inbox", "attach", handles[1], "p1an", "--outcome", "agreed")
    assert in_november.json("show", "p1an")["outcome"] == "agreed"
    assert in_november("inbox", "snooze", handles[2], "2026-12-01").out.startswith("Snoozed until 2026-12-01")
    assert in_november("inbox", "dismiss", "--source", "git").out.startswith("Dismissed 2 candidates")
    assert in_november("inbox").out == ""


def test_a_decision_that_cannot_be_made_says_why(in_november, handles):
    in_november("inbox", "dismiss", handles[0])
    for arguments, reason in {
        ("accept", handles[0]): "was already dismissed",
        ("accept", "p1an"): "^p1an is evidence, not a candidate",
        ("merge", handles[1]): "at least two candidates",
        ("snooze", handles[1], "yesterday"): "is not in the future",
        ("dismiss",): "name candidates by their IDs, or a --source",
        ("--json", "dismiss", handles[1]): "--json is for the list",
    }.items():
        refusal = in_november("inbox", *arguments, check=False)
        assert refusal.code in (1, 2)
        assert reason in refusal.err
        assert "Traceback" not in refusal.err


def test_at_a_terminal_each_candidate_takes_one_key(in_november, handles):
    screen = at_terminal(
        in_november,
        "inbox",
        answers=[
            ("q leave", "a"),
            ("What changed because of it?", "P99 down 340 ms\r"),
            ("(Enter: built)", "\r"),
            ("q leave", "d"),
            ("q leave", "u"),
            ("Wrote the runbook", "s"),
            ("Two pages a night", "x\r"),
        ],
    )
    assert "Done. 1 left for another time." in screen.text
    entry = next(item for item in in_november.json("list") if item["text"] == "Moved the cache")
    assert (entry["outcome"], entry["part"]) == ("P99 down 340 ms", "built")
    assert [item["text"] for item in in_november.json("inbox")] == ["Raised timeouts"]


def test_at_a_terminal_candidates_are_merged_and_attached_by_number(in_november, handles):
    at_terminal(
        in_november,
        "inbox",
        answers=[
            ("q leave", "m"),
            ("Their numbers", "1\r"),
            ("Merged into", "t"),
            ("Its number or ID", "1\r"),
            ("q leave", "q"),
        ],
    )
    assert [item["text"] for item in in_november.json("inbox")] == ["Raised timeouts"]
    children = in_november.json("show", "p1an")
    assert [person["name"] for person in children["people"]] == ["Priya Natarajan"]


def test_the_weekly_check_in_begins_with_what_waits_and_one_key_passes_over_it(in_november, handles):
    screen = at_terminal(
        in_november,
        "checkin",
        "weekly",
        answers=[("3 candidates wait. Which are worth keeping?", "n"), ("> ", "quit\r")],
    )
    assert "Decision or artifact" in screen.text
    assert len(in_november.json("inbox")) == 3


def test_without_candidates_the_check_in_and_the_prompt_say_nothing_of_an_inbox(in_november):
    screen = at_terminal(in_november, "checkin", "weekly", answers=[("> ", "quit\r")])
    assert "Inbox" not in screen.text
    assert at_terminal(in_november, "inbox").text.startswith("Nothing is waiting.")


def test_the_shell_completes_the_handles_of_candidates(in_november, handles):
    words = f"vividmap inbox accept {handles[0][:2]}"
    # a variable that begins with PYTHON makes it run in a process of its own, as in a shell
    environment = {"COMP_WORDS": words, "COMP_CWORD": "3", "_VIVIDMAP_COMPLETE": "bash_complete"}
    environment["PYTHONHASHSEED"] = "0"
    assert f"plain,{handles[0]}" in in_november(env=environment, check=False).out
