"""vividmap collect: what is in git becomes candidates, each source by itself, and nothing is lost or doubled."""

import json
import os
import stat
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

    assert "in place already" in again.out
    assert hook.read_text() == installed
    assert "echo hello" in installed
    assert os.access(hook, os.X_OK)
    vividmap("collect", "git", "--uninstall-hook", billing.folder)
    assert hook.read_text() == "#!/bin/sh\necho hello > hello.txt\n"
