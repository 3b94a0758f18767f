"""Odd repositories: whatever bytes a repository's own files hold, git's reader reads it or leaves it out and says so."""

import shutil
import time
from datetime import date
from random import Random

import pytest
from tests.faults.mutations import mutated
from tests.support import FULL
from tests.support.repository import DANA, TestRepository

from vividmap.core.inbox import clean_proposal
from vividmap.sources import git
from vividmap.sources.source import CollectRequest, SourceError

pytestmark = pytest.mark.faults

COUNT = 5_000 if FULL else 25
TODAY = date(2026, 11, 30)
FILES = (
    "HEAD",
    "config",
    "packed-refs",
    "refs/heads/main",
    "shallow",
    "index",
    "info/grafts",
    "objects/info/alternates",
)
SEEDS = {
    "shallow": b"0" * 40 + b"\n",
    "info/grafts": b"0" * 40 + b" " + b"1" * 40 + b"\n",
    "objects/info/alternates": b"../elsewhere\n",
}


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    repository = TestRepository.create(tmp_path / "ledger")
    repository.commit("Start", "main.py", author=DANA)
    repository.branch("book")
    repository.commit("Keep the ledger as double entry", "ledger/book.py", days=3)
    repository.checkout("main")
    repository.merge("book", "Merge pull request #7 from alice/book")
    repository.git("tag", "v1.0")
    repository.git("pack-refs", "--all")
    repository.git("update-ref", "refs/heads/main", "HEAD~1")
    return repository


def damage(dice, folder):
    """Change the bytes of one file of a repository, an object now and then; return its name."""
    objects = sorted(path.relative_to(folder).as_posix() for path in folder.glob("objects/??/*"))
    name = dice.choice((*FILES, dice.choice(objects)))
    file = folder / name
    data = file.read_bytes() if file.exists() else SEEDS.get(name, b"\n")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(mutated(dice, data))
    return name


def test_a_repository_of_any_bytes_is_read_or_left_out_with_a_sentence(ledger, tmp_path):
    dice = Random("git repositories 20261130")
    whole = tmp_path / "whole"
    shutil.copytree(ledger.folder / ".git", whole)
    outcomes = {"read": 0, "left out": 0}
    for _ in range(COUNT):
        shutil.rmtree(ledger.folder / ".git")
        shutil.copytree(whole, ledger.folder / ".git")
        names = [damage(dice, ledger.folder / ".git") for _ in range(dice.randrange(1, 4))]
        begun = time.monotonic()
        request = CollectRequest(places=[str(ledger.folder)], owner_names=["alice@example.com"], today=TODAY)
        problem, proposals = collect(request)
        outcomes["left out" if problem else "read"] += 1
        assert not problem or problem.endswith((".", "DIR")), names
        for proposal in proposals:
            clean_proposal(proposal, TODAY)
        assert time.monotonic() - begun < 30, names
    assert min(outcomes.values()) > 0, outcomes


def collect(request):
    """Return why nothing could be read, "" where it could, and what is proposed."""
    try:
        return "", git.collect(request).proposals
    except SourceError as error:
        return str(error), ()
