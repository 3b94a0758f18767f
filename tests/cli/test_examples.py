"""Every example in a help text runs as it is written, on a small record and a few files."""

import json
import shlex
import shutil
import subprocess

import pytest
from tests.cli.terminal import at_terminal
from tests.cli.test_help import EVERY, list_examples
from tests.support.proposals import propose_in

from vividmap.cli import main

RECORD = """\
---
vividmap: document 1
name: Alice Example
---
# Impact evidence
- 2026-11-20 Moved the session cache to Redis -> P99 down 340 ms ~teams #redis @priya @tomas ^7f3k
  kind: decision
- 2026-11-12 Stopped the payout rollout -> no double payments ~org @dana ^k3j2
  kind: prevented
- 2026-10-02 Wrote the ledger RFC that two teams adopted ~teams +ledger ^m1n0
  kind: decision
- 2026-09-20 Wrote the ledger runbook +ledger-v2 ^n2p1

# Skill development
- 2026-10-05 Read about Raft #go ^s4k1
## Skills
- redis
- go
- golang
- rust
- dist sys

# Relationship map
- Priya Natarajan ^p9qd
  since 2025-03-01: peer, Platform
  real: knows my work
- Dana Whitfield ^d4na
  since 2025-03-01: manager, Payments
- Marta Oliveira ^m4rt
  since 2025-03-01: skip-level, Payments
- M. Oliveira ^m4r2

# Goals and gaps
- Staff engineer ^g1aa
  kind: promotion
  - gap: Cross-team influence ^x2bb
"""
LEVELS = """\
# Levels

## Senior
- Leads projects in the team

## Staff
- Leads projects that span teams
"""
FILES = {
    "levels.md": LEVELS,
    "notes.md": "# 2026\n\n- 2026-05-02 Shipped the importer with Priya\n",
    "record.md": RECORD,
    "self-review.md": "I wrote the ledger RFC that two teams adopted.\n",
    "hook.json": "{}",
    "form.md": "What did you achieve? (200 words)\nWhat comes next?\n",
    "posting.txt": "We look for a senior engineer who knows Redis and Raft.\n",
}
EXAMPLES = {path: list_examples(command) for path, command in [((), main), *EVERY.items()]}
SERVERS = ("vividmap web", "vividmap demo")
AT_A_TERMINAL = ("vividmap edit", "vividmap edit 7f3k", "vividmap packet edit 4cmb")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A folder in which the first test keeps the home that it made, for the others to copy."""
    return tmp_path_factory.mktemp("examples") / "home"


@pytest.fixture
def home(in_november, prepared):
    """The command, with a record and files that have all that examples name; and the real handles."""
    for name, text in FILES.items():
        (in_november.home.parent / name).write_text(text, encoding="utf-8")
    if prepared.exists():
        shutil.copytree(prepared, in_november.home, dirs_exist_ok=True)
        return in_november, json.loads((prepared.parent / "handles.json").read_text())
    deleted = "- 2026-01-02 Deleted by mistake ^d3l1\n"
    in_november("import", "-", input=RECORD.replace("# Skill development", f"{deleted}\n# Skill development"))
    in_november("rm", "d3l1")
    in_november("framework", "import", "--ladder", "product-engineering")
    in_november("draft", "review", "--period", "2026-H2", "--save")
    (packet,) = in_november.json("list", "packets")
    candidates = propose_in(
        in_november,
        {"text": "Moved the cache"},
        {"text": "Wrote the runbook"},
        {"text": "Met", "source": "calendar"},
    )
    handles_here = {"4cmb": packet["handle"], "x7kd": candidates[0], "y3mn": candidates[1]}
    (prepared.parent / "handles.json").write_text(json.dumps(handles_here))
    in_november.home.chmod(0o700)  # as the first command makes it, for doctor
    shutil.copytree(in_november.home, prepared)
    return in_november, handles_here


def run_example(vividmap, words):
    """Run an example, with what a shell does to its streams: `<`, `>`, `|`."""
    arguments, text, target = [], "", None
    while words:
        word = words.pop(0)
        if word == "<":
            text = (vividmap.home.parent / words.pop(0)).read_text(encoding="utf-8")
        elif word == ">":
            target = words.pop(0)
        elif word == "|":
            break
        else:
            arguments.append(word)
    done = vividmap(*arguments, input=text, check=False)
    if target and not target.startswith("~"):
        (vividmap.home.parent / target).write_text(done.out, encoding="utf-8")
    return done


def make_code(folder):
    """Return a folder of repositories, with the one that examples name."""
    repository = folder / "code" / "billing"
    identity = ("-c", "user.name=Alice", "-c", "user.email=alice@example.org")
    for arguments in (
        ("init", "-q", repository),
        ("-C", repository, *identity, "commit", "-q", "--allow-empty", "-m", "Start"),
    ):
        subprocess.run(("git", *map(str, arguments)), check=True)
    return str(folder / "code")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: " ".join(path) or "vividmap")
def test_the_examples_of_a_command_run_one_after_the_other(home, path):
    vividmap, handles_here = home
    code = make_code(vividmap.home.parent) if any("~/code" in example for example in EXAMPLES[path]) else ""
    for example in EXAMPLES[path]:
        if example.startswith(SERVERS) and "--no-serve" not in example:
            continue  # they serve until they are stopped; other tests open the page
        words = [handles_here.get(word, word).replace("~/code", code) for word in shlex.split(example)[1:]]
        if example in AT_A_TERMINAL:
            screen = at_terminal(vividmap, *words, env={"VISUAL": "true"})
            assert screen.code == 0, (example, screen.text)
        else:
            done = run_example(vividmap, words)
            assert done.code == 0, (example, done)
            assert "Traceback" not in done.err
