"""The hook at the end of a session: one proposal or none, once, masked, silent, whatever the transcript holds."""

import json
import os
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vividmap.assistant.session_end.candidate import find_work
from vividmap.assistant.session_end.transcript import read_transcript

TOKEN = "ghp_" + "a1B2" * 9


def user(text):
    return {"type": "user", "message": {"role": "user", "content": text}}


def ran(command, output, *, error=False, number=[0]):  # noqa: B006 - calls are numbered
    number[0] += 1
    call = {"type": "tool_use", "id": f"t{number[0]}", "name": "Bash", "input": {"command": command}}
    result = {"type": "tool_result", "tool_use_id": f"t{number[0]}", "content": output, "is_error": error}
    return (
        {"type": "assistant", "message": {"role": "assistant", "content": [call]}},
        {"type": "user", "message": {"role": "user", "content": [result]}},
    )


def edited(path):
    call = {"type": "tool_use", "id": "e", "name": "Edit", "input": {"file_path": path, "old_string": "a"}}
    return {"type": "assistant", "message": {"role": "assistant", "content": [call]}}


WORK = [
    {"type": "summary", "summary": "Session cache"},
    user("<command-name>/clear</command-name> saved 99 % of 5 hours"),
    user("Can you move the session cache from Postgres to Redis in 2 days?"),
    edited("/home/alice/ledger/cache.py"),
    edited("/home/alice/ledger/cache.py"),
    *ran("git commit -qm 'wip'", "[main 1111111] wip"),
    *ran('git commit -m "perf: move the session cache to Redis"', "[cache 0a1b2c3] perf: move the session cache to Redis\n 2 files changed"),
    *ran("git commit -m 'Drop the old table'", "[cache 0a1b2c4] Drop the old table"),
    *ran("git push", "rejected", error=True),
    user(f"Nice. Checkout P99 went down from 1.1 s to 760 ms with it. Token is {TOKEN}."),
    *ran("gh pr create --title 'Move the session cache to Redis' --fill", "https://git.example/acme/ledger/pull/77\n"),
    *ran("gh pr merge 77 --squash", "merged"),
]  # fmt: skip


def write(path, records):
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    return path


def hook(path, session="s-1", **other):
    return json.dumps({"session_id": session, "transcript_path": str(path), "cwd": "/home/alice/ledger", "hook_event_name": "SessionEnd"} | other)  # fmt: skip


def waiting(vividmap):
    archive = json.loads(vividmap("export", "-").out)
    return [item for item in archive["items"] if item["kind"] == "candidate"]


def test_a_session_that_finished_something_leaves_one_proposal_once(vividmap, tmp_path):
    path = write(tmp_path / "session.jsonl", WORK)
    for _ in range(2):
        done = vividmap("assistant", "session-end", "--client", "claude-code", input=hook(path))
        assert (done.code, done.out, done.err) == (0, "", "")
    (candidate,) = waiting(vividmap)
    fields = candidate["fields"]
    assert candidate["text"] == "Move the session cache to Redis"
    assert fields["reason"] == (
        "Merged, 2 commits, 1 file changed. You said: “Checkout P99 went down from 1.1 s to 760 ms with it.”"
    )
    assert candidate["body"] == "- perf: move the session cache to Redis\n- Drop the old table"
    assert (fields["project"], fields["links"]) == ("ledger", ["https://git.example/acme/ledger/pull/77"])
    assert (fields["source"], fields["proposed_by"]) == ("assistant", "claude-code")
    assert TOKEN not in vividmap("export", "-").out
    assert path.exists()
    assert vividmap("list").out == ""


@pytest.mark.parametrize(
    "records",
    [
        [user("What does this function do?"), edited("/x.py")],
        [*ran("git commit -m 'wip'", "[main 1234567] wip"), *ran("git commit", "[main 1234568] chore: bump deps")],
        [*ran("git commit -m 'x'", "[main 1234567] Fix the payout key", error=True)],
        [user("It is down from 5 s to 1 s now.")],
        [],
    ],
)  # fmt: skip
def test_a_session_that_finished_nothing_leaves_nothing_and_opens_no_record(vividmap, tmp_path, records):
    before = sorted(os.listdir(vividmap.home))
    path = write(tmp_path / "session.jsonl", records)
    done = vividmap("assistant", "session-end", input=hook(path))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert sorted(os.listdir(vividmap.home)) == before
    assert waiting(vividmap) == []


def test_whatever_goes_wrong_the_hook_ends_well_and_says_nothing(vividmap, tmp_path):
    path = write(tmp_path / "session.jsonl", WORK)
    folder_hook = hook(tmp_path)
    (tmp_path / "binary").write_bytes(os.urandom(5_000))
    inputs = [
        "",
        "no json",
        "[]",
        "{}",
        hook("/nowhere"),
        folder_hook,
        hook(tmp_path / "binary"),
        hook(path, session=5),
    ]
    for text in inputs:
        done = vividmap("assistant", "session-end", input=text)
        assert (done.code, done.out, done.err) == (0, "", ""), text
    broken = vividmap(
        "assistant", "session-end", input=hook(path), env={"VIVIDMAP_DATABASE_URL": "no://database"}
    )
    assert (broken.code, broken.out, broken.err) == (0, "", "")
    assert waiting(vividmap) == []


def test_the_transcripts_of_other_clients_are_read_too(tmp_path):
    codex = [
        {"type": "session_meta", "payload": {"id": "x", "cwd": "/l"}},
        {"type": "response_item", "payload": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "# AGENTS.md instructions\nsaved 5 hours"}]}},
        {"type": "response_item", "payload": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "The nightly job went from 4 h to 20 min."}]}},
        {"type": "response_item", "payload": {"type": "custom_tool_call", "name": "apply_patch", "input": "*** Begin Patch\n*** Update File: job.py\n+x\n*** End Patch"}},
        {"type": "response_item", "payload": {"type": "function_call", "name": "exec_command", "arguments": json.dumps({"cmd": "git commit -q -m 'Stream the nightly job'"})}},
        {"type": "response_item", "payload": {"type": "function_call_output", "call_id": "c", "output": ""}},
    ]  # fmt: skip
    work = find_work(read_transcript(str(write(tmp_path / "codex.jsonl", codex))))
    assert (work.commits, work.files) == (("Stream the nightly job",), ("job.py",))
    assert work.statements == ("The nightly job went from 4 h to 20 min.",)

    gemini = {
        "sessionId": "x",
        "messages": [
            {"type": "user", "content": "The build is down from 12 min to 4 min."},
            {
                "type": "gemini",
                "content": "Done.",
                "toolCalls": [
                    {
                        "name": "run_shell_command",
                        "args": {"command": "git commit -am 'Cache the build'"},
                        "result": [
                            {"functionResponse": {"response": {"output": "[main abcdef0] Cache the build"}}}
                        ],
                    },
                    {"name": "replace", "args": {"file_path": "build.gradle"}},
                ],
            },
        ],
    }
    (tmp_path / "gemini.json").write_text(json.dumps(gemini, indent=2))
    work = find_work(read_transcript(str(tmp_path / "gemini.json")))
    assert (work.commits, work.files) == (("Cache the build",), ("build.gradle",))
    assert work.statements == ("The build is down from 12 min to 4 min.",)


def git(folder, *arguments, **environment):
    who = ("-c", "user.name=Alice Example", "-c", "user.email=alice@acme.example")
    settings = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"} | environment
    command = ["git", *who, *arguments]
    return subprocess.run(
        command, cwd=folder, env=settings, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def ledger(vividmap, tmp_path):
    """A repository of Alice's with a commit of half a year ago."""
    folder = tmp_path / "ledger"
    folder.mkdir()
    before = (datetime.now(UTC) - timedelta(days=180)).isoformat()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.email", "alice@acme.example")
    git(
        folder,
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "Set up the ledger",
        GIT_AUTHOR_DATE=before,
        GIT_COMMITTER_DATE=before,
    )
    return folder


def commit_in_session(folder, *subjects, quiet=()):
    """Commit, and return the transcript of the session that did."""
    began = datetime.now(UTC) - timedelta(hours=3)
    records = [
        user("Please move the session cache.") | {"timestamp": began.isoformat().replace("+00:00", "Z")}
    ]
    for number, subject in enumerate(subjects):
        (folder / f"cache{number}.py").write_text(subject)
        git(folder, "add", ".")
        output = git(folder, "commit", *(["-q"] if quiet else []), "-m", subject)
        records += ran(f"git commit {'-q ' if quiet else ''}-m '{subject}'", output)
    return records


SUBJECTS = ("Move the session cache to Redis", "wip", "Drop the session cache of Postgres")


@pytest.mark.parametrize("quiet", [False, True])
def test_git_does_not_propose_again_what_a_session_proposed(vividmap, ledger, tmp_path, quiet):
    git(ledger, "switch", "-q", "-c", "cache")
    path = write(tmp_path / "session.jsonl", commit_in_session(ledger, *SUBJECTS, quiet=quiet))
    git(ledger, "switch", "-q", "main")
    vividmap("assistant", "session-end", input=hook(path, cwd=str(ledger)))
    git(ledger, "merge", "-q", "--no-ff", "cache", "-m", "Merge branch 'cache'")
    vividmap("collect", "git", ledger)
    assert sorted(item["text"] for item in waiting(vividmap)) == [
        "Drop the session cache of Postgres",
        "Set up the ledger",
    ]


def test_a_session_does_not_propose_again_what_git_proposed(vividmap, ledger, tmp_path):
    path = write(tmp_path / "session.jsonl", commit_in_session(ledger, *SUBJECTS))
    vividmap("collect", "git", ledger)
    before = waiting(vividmap)
    vividmap("assistant", "session-end", input=hook(path, cwd=str(ledger)))
    assert waiting(vividmap) == before


def test_what_git_finds_beyond_a_session_joins_its_candidate(vividmap, ledger, tmp_path):
    path = write(tmp_path / "session.jsonl", commit_in_session(ledger, *SUBJECTS))
    vividmap("assistant", "session-end", input=hook(path, cwd=str(ledger)))
    commit_in_session(ledger, "Warm the session cache of Redis at start")
    vividmap("collect", "git", ledger)
    assert sorted(item["text"] for item in waiting(vividmap)) == [
        "Drop the session cache of Postgres",
        "Set up the ledger",
    ]


def test_only_the_commits_of_the_session_are_its_members(vividmap, ledger, tmp_path):
    meanwhile = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    (ledger / "payout.go").write_text("queue")
    git(ledger, "add", ".")
    git(
        ledger,
        "commit",
        "-q",
        "-m",
        "Halve the payout queue's memory",
        GIT_AUTHOR_DATE=meanwhile,
        GIT_COMMITTER_DATE=meanwhile,
    )
    path = write(tmp_path / "session.jsonl", commit_in_session(ledger, *SUBJECTS))
    vividmap("assistant", "session-end", input=hook(path, cwd=str(ledger)))
    (candidate,) = waiting(vividmap)
    assert len(candidate["fields"]["members"]) == 3
    vividmap("collect", "git", ledger)
    assert "Halve the payout queue's memory" in [item["text"] for item in waiting(vividmap)]


def test_a_repository_starts_no_program_as_a_session_ends(vividmap, ledger, tmp_path):
    path = write(tmp_path / "session.jsonl", commit_in_session(ledger, *SUBJECTS))
    trace = tmp_path / "started"
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "gpg.program", "diff.external"):
        git(ledger, "config", name, f"touch {trace}; true")
    git(ledger, "config", "log.showSignature", "true")
    vividmap("assistant", "session-end", input=hook(path, cwd=str(ledger)))
    assert len(waiting(vividmap)) == 1
    assert not trace.exists()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from("type role message content payload name input arguments text toolCalls result is_error output".split()), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(anything, max_size=4), noise=st.binary(max_size=30))
def test_any_transcript_is_read_without_an_error(tmp_path, records, noise):
    path = tmp_path / "any.jsonl"
    path.write_bytes(b"\n".join([noise, *(json.dumps(record).encode() for record in records)]))
    find_work(read_transcript(str(path)))
