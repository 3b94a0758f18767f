"""Repositories as people have them: worktrees, shallow and bare ones, odd encodings, rewritten history, hostile settings."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.support.repository import ALICE, DANA, TestRepository

from vividmap.sources import git
from vividmap.sources.source import CollectRequest, SourceError

TODAY = date(2026, 11, 30)


def collect(*places: Path, state=None, **options):
    request = CollectRequest(
        places=[str(place) for place in places],
        state=state or {},
        owner_names=["Alice Archer", "alice@example.com"],
        today=TODAY,
    )
    return git.collect(replace(request, **options))


def texts(collected, kind="evidence"):
    return [proposal.text for proposal in collected.proposals if proposal.kind == kind]


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory, monkeypatch):
    """No settings of the person who runs the tests."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("person")))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.fixture
def billing(tmp_path: Path) -> TestRepository:
    """A repository with a branch that Alice merged after two weeks."""
    repository = TestRepository.create(tmp_path / "code" / "billing")
    repository.commit("Start", "main.py", author=DANA)
    repository.branch("ledger")
    repository.commit("Write the ledger as double entry", "ledger/book.py", days=3)
    repository.commit("Check every balance at night", "ledger/check.py", days=11)
    repository.checkout("main")
    repository.merge("ledger", "Merge pull request #7 from alice/ledger\n\nKeep a double-entry ledger")
    return repository


def test_a_worktree_and_its_repository_count_once(billing, tmp_path):
    billing.git("worktree", "add", "-q", str(tmp_path / "code" / "billing-fix"), "-b", "fix")
    collected = collect(tmp_path / "code")

    assert texts(collected) == ["Keep a double-entry ledger"]
    assert len(collected.state["repositories"]) == 1


def test_a_bare_repository_and_a_folder_inside_of_one_are_found(billing, tmp_path):
    billing.git("clone", "-q", "--bare", str(billing.folder), str(tmp_path / "copies" / "billing.git"))

    assert texts(collect(tmp_path / "copies")) == ["Keep a double-entry ledger"]
    assert texts(collect(billing.folder / "ledger")) == ["Keep a double-entry ledger"]


def test_two_clones_of_one_repository_propose_its_work_once(billing, tmp_path):
    billing.git("clone", "-q", str(billing.folder), str(tmp_path / "code" / "again"))

    assert texts(collect(tmp_path / "code")) == ["Keep a double-entry ledger"]


def test_a_shallow_clone_does_not_take_its_first_commit_for_an_import_of_everything(billing, tmp_path):
    for number in range(12):
        billing.commit("Fix typo", f"docs/{number}.md", author=DANA)
    billing.commit("Print receipts", "print/receipt.py")
    billing.git("clone", "-q", "--depth", "1", f"file://{billing.folder}", str(tmp_path / "shallow"))
    (proposal,) = collect(tmp_path / "shallow").proposals

    assert proposal.text == "Print receipts"
    assert "files" not in proposal.reason


def test_dependencies_and_hidden_folders_are_not_searched(billing, tmp_path):
    TestRepository.create(tmp_path / "code" / "node_modules" / "left").commit("Pad")
    TestRepository.create(tmp_path / "code" / ".cache" / "right").commit("Pad")

    assert len(collect(tmp_path / "code").state["repositories"]) == 1


def test_an_empty_repository_harms_nothing(billing, tmp_path):
    TestRepository.create(tmp_path / "code" / "empty")

    assert texts(collect(tmp_path / "code")) == ["Keep a double-entry ledger"]


def test_a_damaged_repository_is_named_and_the_others_are_collected(billing, tmp_path):
    damaged = TestRepository.create(tmp_path / "code" / "damaged")
    damaged.commit("Lose a file")
    (damaged.folder / ".git" / "refs" / "heads" / "main").write_text("1" * 40)
    collected = collect(tmp_path / "code")

    assert texts(collected) == ["Keep a double-entry ledger"]
    assert any(str(damaged.folder) in note for note in collected.notes)


def test_a_folder_without_permission_is_named(billing, tmp_path, monkeypatch):
    locked = tmp_path / "code" / "locked"
    locked.mkdir()
    scan = os.scandir

    def refuse(folder):  # root may read every folder
        if folder == str(locked):
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    collected = collect(tmp_path / "code")

    assert texts(collected) == ["Keep a double-entry ledger"]
    assert f"{locked} cannot be read, so nothing was looked for there." in collected.notes


def test_a_repository_that_is_gone_is_said_once(billing, tmp_path):
    other = TestRepository.create(tmp_path / "code" / "other")
    other.commit("Draw a map")
    first = collect(tmp_path / "code")
    billing.folder.rename(tmp_path / "elsewhere")
    second = collect(state=first.state)
    third = collect(state=second.state)

    assert second.notes == (f"{billing.folder} is gone and is no longer scanned.",)
    assert third.notes == ()


def test_no_repository_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(SourceError, match="There is no git repository in"):
        collect(tmp_path)
    with pytest.raises(SourceError, match="vividmap collect git DIR"):
        collect()


def test_the_mailmap_and_names_find_the_owner_under_every_address(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    (repository.folder / ".mailmap").write_text("Alice Archer <alice@corp.example> <alice@example.com>\n")
    repository.commit("Count stock", "stock/count.py", author="A. Archer <alice@corp.example>")
    repository.commit(
        "Ship parcels abroad", "ship/abroad.py", author="Alice Archer <7+a@noreply.example>", days=40
    )
    repository.commit("Paint it red", "paint.py", author="Alice <alice@somewhere.example>", days=40)

    assert texts(collect(tmp_path)) == ["Count stock", "Ship parcels abroad"]


def test_messages_in_other_encodings_are_read(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    repository.commit("Start", author=DANA)
    (repository.folder / "a.py").write_text("1")
    repository.git("add", "-A")
    latin = "Größe prüfen".encode("latin-1")
    repository.git("-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "-F", "-", text=latin)
    repository.moment += 40 * 86_400
    (repository.folder / "b.py").write_text("1")
    repository.git("add", "-A")
    tree, parent = repository.git("write-tree"), repository.git("rev-parse", "HEAD")
    raw = b"tree %s\nparent %s\nauthor Alice Archer <alice@example.com> %d +0000\n" % (
        tree.encode(),
        parent.encode(),
        repository.moment,
    )
    raw += b"committer Alice Archer <alice@example.com> %d +0000\n\nBroken \xff bytes\n" % repository.moment
    commit = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", text=raw)
    repository.git("update-ref", "refs/heads/main", commit)

    assert texts(collect(tmp_path)) == ["Größe prüfen", "Broken \N{REPLACEMENT CHARACTER} bytes"]


def test_a_squash_names_its_pull_request_and_links_to_it(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    repository.git("remote", "add", "origin", "https://token:secret@github.com/acme/shop.git")
    repository.commit("feat(cart): keep carts for a month (#42)", "cart/keep.py")
    (proposal,) = collect(tmp_path).proposals

    assert proposal.text == "Keep carts for a month"
    assert proposal.links == ("https://github.com/acme/shop/pull/42",)
    assert "secret" not in repr(proposal)


def test_work_that_was_reverted_is_not_proposed_until_it_is_back(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    repository.commit("Start", author=DANA)
    commit = repository.commit("Rank search results by sales", "search/rank.py")
    repository.git("revert", "--no-edit", commit)
    reverted = collect(tmp_path)
    repository.git("revert", "--no-edit", "HEAD")
    back = collect(tmp_path)

    assert texts(reverted) == []
    assert texts(back) == ["Rank search results by sales"]


def test_a_release_stands_in_the_reason(billing, tmp_path):
    billing.git("tag", "v2.3.0")
    (proposal,) = collect(tmp_path).proposals

    assert "in release v2.3.0" in proposal.reason
    assert "2 commits over 12 days" in proposal.reason


def test_upkeep_alone_is_no_work(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    for message in ("Fix typo", "Bump lodash from 1.0 to 1.1", "Run black", "chore: release 1.2.0"):
        repository.commit(message, days=30)

    assert texts(collect(tmp_path)) == []


def test_commits_of_one_ticket_are_one_piece_of_work(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    repository.commit("PAY-7: Round invoices", "invoice/round.py")
    repository.commit("Draw the map", "map/draw.py", days=1)
    repository.commit("PAY-7: Explain a sum to support", "support/sum.py", days=9)

    assert texts(collect(tmp_path)) == ["Round invoices", "Draw the map"]


def test_co_authors_and_reviewers_are_named_and_become_touchpoints(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    trailers = f"\n\nCo-authored-by: {DANA}\nReviewed-by: Mei Chen <mei@example.com>"
    trailers += "\nCo-authored-by: Claude <noreply@example.com>"
    for subject in ("Round invoices", "Draw the map", "Sing aloud"):
        repository.commit(subject + trailers, f"{subject.split()[0].lower()}/a.py", days=30)
    collected = collect(tmp_path, people={"mei@example.com": "Mei"})

    assert {proposal.people for proposal in collected.proposals if proposal.kind == "evidence"} == {
        ("Dana Okafor", "Mei")
    }
    assert texts(collected, "touchpoint") == ["Worked together on “Sing aloud” and 2 more pieces of work"] * 2


def test_reviews_of_a_month_are_one_proposal(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    for subject in ("Round invoices", "Draw the map"):
        repository.commit(f"{subject}\n\nReviewed-by: {ALICE}", author=DANA)
    (proposal,) = collect(tmp_path).proposals

    assert (proposal.text, proposal.part) == ("Reviewed 2 changes by Dana Okafor", "reviewed")
    assert proposal.body == "- Round invoices\n- Draw the map"


def test_a_force_push_and_a_renamed_branch_bring_nothing_back(billing, tmp_path):
    billing.commit("Print receipts", "print/receipt.py", days=30)
    first = collect(tmp_path)
    billing.git("commit", "-q", "--amend", "--no-edit", "--reset-author", "--date", f"{billing.moment} +0000")
    billing.git("branch", "-m", "main", "trunk")
    billing.git("-c", "gc.reflogExpire=now", "gc", "-q", "--prune=now")
    second = collect(state=first.state)

    known = {member for proposal in first.proposals for member in proposal.members}
    assert known.issuperset(member for proposal in second.proposals for member in proposal.members)


def test_a_piece_of_work_that_grows_keeps_its_key(billing, tmp_path):
    first = collect(tmp_path)
    billing.commit("Check the ledger every hour", "ledger/check.py", "ledger/book.py")
    (grown,) = collect(state=first.state).proposals

    assert grown.key == first.proposals[0].key
    assert set(grown.members) > set(first.proposals[0].members)


def test_settings_of_a_repository_start_no_program(billing, tmp_path):
    canary = tmp_path / "canary"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n")
    program.chmod(0o755)
    for name in (
        *("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "diff.external"),
        *("gpg.program", "gpg.ssh.program", "credential.helper", "pager.log", "diff.odd.textconv"),
        *("filter.odd.smudge", "filter.odd.clean", "filter.odd.process", "core.alternateRefsCommand"),
        *("uploadpack.packObjectsHook", "trailer.reviewed-by.command", "alias.log", "alias.diff-tree"),
    ):
        billing.git("config", name, f"!{program}" if name.startswith("alias") else str(program))
    billing.git("config", "log.showSignature", "true")
    billing.git("config", "core.hooksPath", str(tmp_path))
    billing.git("config", "remote.origin.url", f"ext::{program}")
    billing.git("config", "remote.origin.promisor", "true")
    billing.git("config", "extensions.partialClone", "origin")
    (billing.folder / ".gitattributes").write_text("* diff=odd filter=odd\n")

    assert texts(collect(tmp_path / "code")) == ["Keep a double-entry ledger"]
    assert not canary.exists()


def test_the_environment_of_a_hook_does_not_lead_elsewhere(billing, tmp_path, monkeypatch):
    other = TestRepository.create(tmp_path / "other")
    other.commit("Draw a map")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))

    assert texts(collect(billing.folder)) == ["Keep a double-entry ledger"]


def test_the_weightiest_pieces_come_first_and_the_rest_on_request(tmp_path, monkeypatch):
    monkeypatch.setattr(git, "MOST_PIECES", 2)
    repository = TestRepository.create(tmp_path / "shop")
    repository.commit("Write a book", *(f"book/{number}.py" for number in range(30)))
    for subject in ("Draw the map", "Sing aloud", "Bake bread"):
        repository.commit(subject, f"{subject.split()[0].lower()}/a.py", days=5)
    first = collect(tmp_path)
    second = collect(state=first.state, since=date(2026, 1, 1))
    third = collect(state=second.state, since=date(2026, 1, 1))

    assert "Write a book" in texts(first)
    assert [len(texts(collected)) for collected in (first, second, third)] == [2, 2, 0]
    assert "vividmap collect git --since" in first.notes[-1]


def test_work_of_long_ago_waits_for_a_request(tmp_path):
    repository = TestRepository.create(tmp_path / "shop")
    repository.moment = int(datetime(2021, 5, 1, tzinfo=UTC).timestamp())
    repository.commit("Draw the map", "map/a.py")

    assert texts(collect(tmp_path)) == []
    assert texts(collect(tmp_path, since=date(2020, 1, 1))) == ["Draw the map"]


def test_a_month_of_many_commits_becomes_a_dozen_pieces_of_work(tmp_path):
    repository = TestRepository.create(tmp_path / "copy-2")
    repository.git("remote", "add", "origin", "git@github.com:acme/shop.git")
    for number in range(20):
        word = "".join(chr(97 + int(digit)) for digit in f"{number * 7919:06}")
        repository.commit(f"Invent {word}{word}", f"{word}/a.py")
    collected = collect(tmp_path)

    assert len(texts(collected)) == 12
    assert {proposal.project for proposal in collected.proposals} == {"shop"}
    assert "smaller pieces of work" in collected.notes[-1]
