"""What git prints is read whatever it holds, and collecting in steps finds what collecting at once finds."""

import io
import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sources.git import labelled
from tests.sources.git.labelled import LAST_MOMENT, read_own
from tests.support import FULL
from tests.support.git_history import OWNER, generate
from tests.support.repository import import_commits

from vividmap.sources import git
from vividmap.sources.git.commits import FIELDS, UnreadableLog, read_changed_paths, read_log
from vividmap.sources.git.forge import pull_request_address
from vividmap.sources.git.grouping import Piece, group_units, keep_open
from vividmap.sources.git.messages import (
    clean_title,
    find_tickets,
    is_upkeep,
    read_merge,
    read_trailers,
    released_version,
    reverted_title,
)
from vividmap.sources.git.repositories import _VERSION_TAG
from vividmap.sources.git.topology import Topology
from vividmap.sources.git.units import make_units
from vividmap.sources.source import CollectRequest

ID = b"0123456789abcdef0123456789abcdef01234567"
COMMIT = b"\0".join(
    [ID, ID, b"Alice", b"A@example.com", b"a@example.com", b"1790000000", b"1790000000", b"Do"]
)


@given(st.binary(max_size=400))
@example(b"")
@example(COMMIT + b"\0")
@example(COMMIT)
@example(COMMIT.replace(b"1790000000", b"9" * 5000) + b"\0")
def test_any_bytes_are_commits_or_a_declared_error(data):
    try:
        commits = list(read_log(io.BytesIO(data)))
    except UnreadableLog:
        return
    assert len(commits) * len(FIELDS) == data.count(b"\0")


def test_a_log_with_changed_bytes_is_read_or_refused():
    chooser = random.Random(7)
    log = (COMMIT + b"\0") * 3
    for _ in range(5_000 if FULL else 500):
        data = bytearray(log)
        for _ in range(chooser.randint(1, 4)):
            data[chooser.randrange(len(data))] = chooser.randrange(256)
        try:
            for commit in read_log(io.BytesIO(bytes(data))):
                assert commit.subject is not None
                assert date.min <= commit.day <= date.max
        except UnreadableLog:
            pass


@given(st.binary(max_size=200))
@example(ID + b"\0a.py\0")
def test_any_bytes_are_paths_or_a_declared_error(data):
    try:
        paths = read_changed_paths(io.BytesIO(data), {ID.decode()})
    except UnreadableLog:
        return
    assert set(paths) <= {ID.decode()}


@given(st.text(max_size=200), st.text(max_size=200))
@example("Merge pull request #1 from a/b", "")
@example('Revert "Revert "x""', "This reverts commit abcdef1")
@example("A" * 200, "Fixes #" + "1" * 190)
def test_any_message_is_understood_without_an_error(subject, body):
    merge = read_merge(subject, body)
    assert isinstance(merge.is_long_lived, bool)
    assert clean_title(subject) or not subject.strip()
    assert len(released_version(subject)) <= len(subject)
    assert len(reverted_title(subject)) <= len(subject)
    assert all(ticket.strip() for ticket in find_tickets(subject, body, subject))
    assert is_upkeep(subject) in (True, False)
    assert all(trailer.name for trailer in read_trailers(f"{subject}\n\n{body}-by: "))


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:acme/shop.git", "https://github.com/acme/shop/pull/5"),
        (
            "ssh://git@gitlab.acme.example:2222/a/b/c.git",
            "https://gitlab.acme.example/a/b/c/-/merge_requests/5",
        ),
        ("https://user:pw@bitbucket.org/acme/shop", "https://bitbucket.org/acme/shop/pull-requests/5"),
        ("/srv/git/github.com/shop.git", ""),
        ("https://example.com/acme/shop", ""),
        ("ext::sh -c github.com/a/b", ""),
    ],
)
def test_a_pull_request_is_linked_where_the_forge_is_known(remote, address):
    assert pull_request_address({"remote.origin.url": remote}, "5") == address


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("feat(cart): keep carts (#42)", "Keep carts"),
        ("[PAY-7] Round invoices.", "Round invoices"),
        ("PAY-7: fix: round invoices", "Round invoices"),
        ("Move to UTF-8", "Move to UTF-8"),
    ],
)
def test_a_title_is_what_was_done_in_the_authors_words(subject, title):
    assert clean_title(subject) == title


@pytest.mark.parametrize("subject", ["Move to UTF-8", "Use SHA-256", "Follow RFC-2119", "Patch CVE-2024"])
def test_a_standard_is_no_ticket(subject):
    assert find_tickets(subject) == ()


@pytest.mark.parametrize("steps", [2, 5])
def test_grouping_in_steps_is_grouping_at_once(steps):
    history, _, tips = read_own()
    topology = Topology.of(history.commits, tips, ())
    units = make_units(history.own_commits, history.identity, topology)
    size = len(units) // steps + 1
    pieces: dict[str, tuple[str, ...]] = {}
    open_pieces: list[Piece] = []
    for first in range(0, len(units), size):
        grown = group_units(units[first : first + size], open_pieces)
        pieces.update({piece.key: piece.members for piece in grown})
        open_pieces = [Piece.from_json(json.loads(json.dumps(piece.to_json()))) for piece in keep_open(grown)]

    assert pieces == {piece.key: piece.members for piece in group_units(units)}


def test_collecting_in_steps_brings_what_collecting_at_once_brings(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(git, "MOST_PIECES", 10_000)
    monkeypatch.setattr(git, "MOST_A_MONTH", 10_000)
    folder = tmp_path / "shop.git"
    import_commits(folder, generate(400, 3, LAST_MOMENT, 120).stream)
    whole = _collect(folder, {})
    state: dict[str, Any] = {}
    known: dict[str, tuple[str, ...]] = {}
    head = (folder / "refs" / "heads" / "main").read_text()
    chain = _first_parents(folder)
    for commit in (*chain[:: len(chain) // 3][1:3], head.strip()):
        (folder / "refs" / "heads" / "main").write_text(f"{commit}\n")
        collected = _collect(folder, state)
        state = json.loads(json.dumps(dict(collected.state)))
        known.update({proposal.key: proposal.members for proposal in _pieces(collected)})

    assert known == {proposal.key: proposal.members for proposal in _pieces(whole)}
    assert _pieces(_collect(folder, state)) == []


def _collect(folder: Path, state):
    return git.collect(
        CollectRequest(places=[str(folder)], state=state, owner_names=OWNER, today=date(2026, 11, 30))
    )


def _pieces(collected):
    return [proposal for proposal in collected.proposals if proposal.key.startswith("piece")]


def _first_parents(folder: Path) -> list[str]:
    from vividmap.sources.git.git_command import run_git

    return run_git(str(folder), "log", "--first-parent", "--reverse", "--format=%H").decode().split()


def test_pieces_of_work_are_found_as_people_label_them(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    own, generated = labelled.measure_own(), labelled.measure_generated(tmp_path / "shop.git")
    together = own + generated

    assert together.piece_count == 60
    assert together.f1 >= 0.85, f"{own}; {generated}; {together}"
    assert own.f1 >= 0.68, own
    assert generated.f1 >= 0.92, generated


def test_work_with_pauses_of_two_weeks_stays_together(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    sparse = labelled.measure_generated(tmp_path / "sparse.git", seed=6, count=800, days=300)
    assert sparse.f1 >= 0.9, sparse


@pytest.mark.parametrize(
    ("tag", "is_release"),
    [
        ("v2.3.0", True),
        ("release-1.2", True),
        ("app/v1.0.0-rc.1", True),
        ("nightly", False),
        ("before-1", False),
    ],
)
def test_a_tag_with_a_version_is_a_release(tag, is_release):
    assert bool(_VERSION_TAG.fullmatch(tag)) is is_release


@pytest.mark.parametrize(
    ("subject", "version"),
    [
        ("Release v1.2", "v1.2"),
        ("chore(release): 2.0.1", "2.0.1"),
        ("Bump version to 3.1", "3.1"),
        ("Pay 1.5", ""),
    ],
)
def test_a_commit_that_releases_a_version_says_which(subject, version):
    assert released_version(subject) == version
