"""Times `vividmap collect` on imitated forges, beside bare requests for the same answers."""

import statistics
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.support.fake_github import FakeGitHub, pull_request
from tests.support.fake_gitlab import FakeGitLab, merge_request
from tests.support.misbehaving_server import MisbehavingServer, ServerAnswer, ServerRequest, serving

from benchmarks.timing import Command, Timed, once

CHANGES = 1_000
_DAYS = 170
_RUNS = 3


class _ForgeToMeasure(NamedTuple):
    """A forge that the tests imitate: what answers, and the variables that a token is in."""

    name: str
    behaviour: FakeGitHub | FakeGitLab
    environment: dict[str, str]


class _Recorder:
    """Answers as a forge does, and keeps every answer, so that the bare requests get the same bytes."""

    def __init__(self, behaviour: FakeGitHub | FakeGitLab) -> None:
        self.behaviour = behaviour
        self.answers: list[ServerAnswer] = []

    def __call__(self, request: ServerRequest) -> ServerAnswer:
        answer = self.behaviour(request)
        self.answers.append(answer)
        return answer


def measure(programs: Path, folder: Path) -> Iterator[Timed]:
    """Yield for each forge the times of the bare requests, of a first collection and of one without news."""
    for forge in _forges():
        recorder = _Recorder(forge.behaviour)
        with serving(recorder) as server:
            homes = [folder / f"{forge.name}-{number}" for number in range(_RUNS)]
            first = [once(_collect(programs, home, forge, server.address)) for home in homes]
            answers = recorder.answers[: len(recorder.answers) // _RUNS]
            again = [once(_collect(programs, home, forge, "")) for home in homes]
            name = f"vividmap collect {forge.name}"
            yield _timed(f"floor: {len(answers)} bare requests", [_replay(server, answers) for _ in homes])
            yield _timed(f"{name}, {CHANGES:,} merged changes", first)
            yield _timed(f"{name}, nothing new", again)


def _forges() -> Iterator[_ForgeToMeasure]:
    """Yield the forges with changes whose titles differ, as those of one person do, over half a year."""
    days = [1 + _DAYS * number / CHANGES for number in range(CHANGES)]
    titles = [f"Change {number} of the ledger" for number in range(CHANGES)]
    numbered = [*enumerate(zip(titles, days, strict=True), 1)]
    requests = [pull_request(number, title, day) for number, (title, day) in numbered]
    yield _ForgeToMeasure(
        "github",
        FakeGitHub(*requests, page_size=40),
        {"GH_HOST": "127.0.0.1", "GH_ENTERPRISE_TOKEN": "ghp_sample"},
    )
    merges = [merge_request(number, title, day) for number, (title, day) in numbered]
    yield _ForgeToMeasure(
        "gitlab",
        FakeGitLab(*merges, page_size=50),
        {"GITLAB_HOST": "127.0.0.1", "GITLAB_TOKEN": "glpat-sample"},
    )


def _collect(programs: Path, home: Path, forge: _ForgeToMeasure, place: str) -> Command:
    arguments = ["collect", forge.name, *([place, "--allow-private-network", "127.0.0.1"] if place else [])]
    environment = {"VIVIDMAP_HOME": str(home), "HOME": str(home.parent), **forge.environment}
    return Command(" ".join(arguments), [str(programs / "vividmap"), *arguments], environment)


def _replay(server: MisbehavingServer, answers: list[ServerAnswer]) -> float:
    """Return the milliseconds that the same answers take over one connection, without processing them."""
    server.next_answers = [*answers]
    connection = HTTPConnection(urlsplit(server.address).netloc)
    started_at = time.perf_counter()
    for _ in answers:
        connection.request("GET", "/")
        connection.getresponse().read()
    milliseconds = (time.perf_counter() - started_at) * 1000
    connection.close()
    return milliseconds


def _timed(name: str, times: list[float]) -> Timed:
    return Timed(name, min(times), statistics.median(times), max(times))
