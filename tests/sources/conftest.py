from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from tests.support.fake_github import FakeGitHub
from tests.support.misbehaving_server import MisbehavingServer, serving

from vividmap.sources.source import CollectRequest
from vividmap.sources.web import client

TODAY = date(2026, 11, 20)


@pytest.fixture
def impatient(monkeypatch) -> None:
    """Lower the limits of the client, so that a test need not wait long."""
    limits = replace(
        client.LIMITS,
        connect_seconds=2,
        read_seconds=0.3,
        answer_seconds=0.5,
        wait_seconds=3,
        backoff_seconds=0.01,
        max_bytes=300_000,
    )
    monkeypatch.setattr(client, "LIMITS", limits)


@pytest.fixture
def forge_home(monkeypatch, tmp_path):
    """A home of its own, and no token from outside."""
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path))
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GH_HOST", "GITLAB_TOKEN", "GITLAB_HOST"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def github_server(impatient, forge_home, monkeypatch) -> Iterator[MisbehavingServer]:
    monkeypatch.setenv("GH_HOST", "127.0.0.1")
    monkeypatch.setenv("GH_ENTERPRISE_TOKEN", "ghp_sample")
    with serving(FakeGitHub()) as server:
        yield server


@pytest.fixture
def request_for():
    """Return the request for a server of this test, which is on a private network."""

    def make(server: MisbehavingServer, state=None, **fields) -> CollectRequest:
        place = server.address + fields.pop("path", "")
        return CollectRequest(
            places=[] if state else [place],
            state=state or {},
            private_hosts=["127.0.0.1"],
            today=TODAY,
            **fields,
        )

    return make
