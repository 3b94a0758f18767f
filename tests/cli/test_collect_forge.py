"""vividmap collect github, as a person runs it: from a server to the inbox, with a token that stays at home."""

import subprocess
import sys

import pytest
from tests.support.fake_github import FakeGitHub, pull_request
from tests.support.misbehaving_server import serving

TOKEN = "ghp_c4n4ryc4n4ryc4n4ry"
HEAVY = ("httpx", "httpcore", "recurring_ical_events", "keyring", "mcp")


@pytest.fixture
def server():
    forge = FakeGitHub(
        pull_request(1, "Move the session cache to Redis", 5),
        pull_request(2, "Pay out twice a day", 4),
        token=TOKEN,
    )
    with serving(forge) as server:
        yield server


def test_from_a_forge_to_the_inbox(in_november, server):
    vividmap = in_november
    env = {"GH_HOST": "127.0.0.1", "GH_ENTERPRISE_TOKEN": TOKEN}
    refused = vividmap("collect", "github", server.address, env=env, check=False)
    assert refused.code == 1
    assert "127.0.0.1 is at 127.0.0.1, on a private network" in refused.err
    assert "--allow-private-network 127.0.0.1" in refused.err
    assert server.requests == []

    allow = ("--allow-private-network", "127.0.0.1")
    first = vividmap("collect", "github", server.address, *allow, env=env)
    assert first.out.startswith("github: 2 new candidates")
    # both are remembered: the place, and that it may be there
    again = vividmap("collect", env=env)
    assert again.out.startswith("github: nothing new")

    expired = vividmap("collect", env=env | {"GH_ENTERPRISE_TOKEN": "ghp_expired"}, check=False)
    assert expired.code == 1
    assert "does not accept the token" in expired.err
    without = vividmap("collect", env={"GH_HOST": "", "GH_ENTERPRISE_TOKEN": ""}, check=False)
    assert f"there is no token for 127.0.0.1; save it in {vividmap.home}/tokens/127.0.0.1" in without.err
    assert vividmap("list").code == 0

    told = [result.out + result.err for result in (refused, first, again, expired, without)]
    kept = [path.read_bytes() for path in vividmap.home.rglob("*") if path.is_file()]
    assert not any("c4n4ry" in text for text in told)
    assert not any(b"c4n4ry" in content for content in kept)
    assert {request.headers["authorization"] for request in server.requests} == {
        f"Bearer {TOKEN}",
        "Bearer ghp_expired",
    }


def test_what_a_source_needs_costs_no_other_command_anything(vividmap):
    for command in (["list"], ["collect", "--list"]):
        times = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "vividmap", *command],
            env=vividmap.environment(),
            capture_output=True,
            text=True,
            check=True,
        ).stderr
        modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in times.splitlines()}
        assert modules.isdisjoint(HEAVY)
        assert "click" in modules
