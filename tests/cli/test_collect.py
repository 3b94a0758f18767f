"""vividmap collect: what is in git becomes candidates, each source by itself, and nothing is lost or doubled."""

import json
import os
import signal
import stat
import time
from pathlib import Path

import pytest
from tests.support.command import Vividmap
from tests.support.repository import DANA, TestRepository


@pytest.fixture
def vividmap(in_november: Vividmap) -> Vividmap:
    in_november("config", "name", "Alice Archer")
    in_november("config", "email", "alice@example.com")
    return in_november


@pytest.fixture
def billing(tmp_path: Path) -> TestRepository:
    """A repository in which Alice merged a branch, and Dana worked too."""
    repository = TestRepository.create(tmp_path / "code" / "billing")
    repository.commit("Start the billing service", "main.py")
    repository.branch("ledger")
    repository.commit("Write the ledger as double entry", "ledger/book.py", days=3)
    repository.commit("Fix typo", "ledger/book.py")
    repository.commit("Check every balance at night", "ledger/check.py", days=4)
    repository.checkout("main")
    repository.commit("Print invoices in colour", "print/invoice.py", author=DANA)
    repository.merge("ledger", "Merge pull request #7 from alice/ledger\n\nKeep a double-entry ledger")
    return repository


def test_a_merged_branch_becomes_one_candidate(vividmap, billing):
    result = vividmap("collect", "git", billing.folder.parent, "--dry-run")

    assert "Keep a double-entry ledger +billing" in result.out
    assert "3 commits over 5 days" in result.out
    assert "invoices" not in result.out
    assert not (vividmap.home / "sources").exists()


def test_collecting_twice_brings_nothing_new(vividmap, billing):
    first = vividmap("collect", "git", billing.folder.parent)
    second = vividmap("collect", "git")
    third = vividmap("collect")

    assert first.out.startswith("git: 2 new candidates")
    assert second.out.startswith("git: nothing new")
    assert third.out.startswith("git: nothing new")


def test_what_is_remembered_is_readable_by_the_owner_alone(vividmap, billing):
    vividmap("collect", "git", billing.folder)

    state = vividmap.home / "sources" / "git.json"
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.parent.stat().st_mode) == 0o700
    assert json.loads(state.read_text())["repositories"]


def test_a_damaged_state_is_begun_anew_and_doubles_nothing(vividmap, billing):
    vividmap("collect", "git", billing.folder)
    state = vividmap.home / "sources" / "git.json"
    state.write_text('{"repositories": {"' + str(billing.folder / ".git") + '": {"folder": 7}}}')
    result = vividmap("collect", "git", billing.folder)

    assert result.out.startswith("git: nothing new")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["collect"], "no source has collected yet"),
        (["collect", "gti"], "there is no source 'gti'"),
        (
            ["collect", "git", "no/such"],
            "no/such is not a folder; name folders that exist: vividmap collect git DIR",
        ),
        (["collect", "git", ".", "no/such"], "no/such is not a folder"),
        (
            ["collect", "calendar", "none.ics"],
            "none.ics does not exist; name a file, a folder or the address",
        ),
        (["collect", "gitlab", "a b"], "is not an address such as gitlab.com/OWNER"),
        (["collect", "git", "--since", "someday"], "--since 'someday' is not a date"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(vividmap, arguments, message):
    result = vividmap(*arguments, check=False)

    assert result.code == 2
    assert message in result.err


def test_a_folder_without_a_repository_is_said(vividmap, tmp_path):
    (tmp_path / "empty").mkdir()
    result = vividmap("collect", "git", tmp_path / "empty", check=False)

    assert result.code == 1
    assert f"There is no git repository in {tmp_path / 'empty'}" in result.err


def test_the_sources_are_listed(vividmap):
    assert "pieces of work" in vividmap("collect", "--list").out


def test_a_hook_collects_after_a_merge_and_keeps_what_is_there(vividmap, billing):
    hook = billing.folder / ".git" / "hooks" / "post-merge"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho hello > hello.txt\n")
    hook.chmod(0o755)

    vividmap("collect", "git", "--install-hook", billing.folder)
    installed = hook.read_text()
    again = vividmap("collect", "git", "--install-hook", billing.folder)

    assert "already installed" in again.out
    assert hook.read_text() == installed
    assert "echo hello" in installed
    assert os.access(hook, os.X_OK)
    vividmap("collect", "git", "--uninstall-hook", billing.folder)
    assert hook.read_text() == "#!/bin/sh\necho hello > hello.txt\n"


def test_the_hook_collects_in_the_background_when_git_merges(vividmap, billing):
    vividmap("collect", "git", "--install-hook", billing.folder)
    billing.branch("receipts")
    billing.commit("Print receipts on thermal paper", "print/receipt.py")
    billing.checkout("main")
    billing.merge("receipts", "Merge branch 'receipts'")

    state = vividmap.home / "sources" / "git.json"
    for _ in range(600):
        if state.exists():
            break
        time.sleep(0.1)
    assert "Print receipts on thermal paper" in vividmap("inbox").out


def test_a_hook_that_is_no_shell_script_stays_as_it_is(vividmap, billing):
    hook = billing.folder / ".git" / "hooks" / "post-merge"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/usr/bin/env python3\nprint(1)\n")
    result = vividmap("collect", "git", "--install-hook", billing.folder, check=False)

    assert result.code == 1
    assert "is not a shell script" in result.err
    assert hook.read_text() == "#!/usr/bin/env python3\nprint(1)\n"


def test_hooks_that_are_shared_are_not_touched(vividmap, billing, tmp_path):
    billing.git("config", "core.hooksPath", str(tmp_path / "shared"))
    result = vividmap("collect", "git", "--install-hook", billing.folder, check=False)

    assert result.code == 1
    assert "core.hooksPath" in result.err
    assert not (tmp_path / "shared").exists()


def test_sources_run_one_by_one_and_one_that_fails_harms_no_other(vividmap, billing):
    vividmap("collect", "git", billing.folder)
    (vividmap.home / "sources" / "vanished.json").write_text("{}")
    result = vividmap("collect")

    assert result.out.startswith("git: nothing new")
    assert "vividmap: vanished: there is no source 'vanished'" in result.err


def test_private_words_of_the_record_are_not_in_the_memory_of_a_source(vividmap, billing):
    vividmap("log", "The merger is called Bluebird", "--private")
    vividmap("add", "person", "Dana Okafor", "--email", "dana@example.com")
    vividmap("collect", "git", billing.folder)

    assert "Bluebird" not in (vividmap.home / "sources" / "git.json").read_text()


def test_collecting_that_is_interrupted_can_be_repeated(vividmap, billing):
    with vividmap.start_soon("collect", "git", billing.folder) as process:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    again = vividmap("collect", "git", billing.folder)

    assert "candidates" in again.out or "nothing new" in again.out
    assert "Keep a double-entry ledger" in vividmap("inbox").out
