"""Runs tests in a copied tree: a process that has imported the libraries, and forks for each run.

Each line of its input is a request, `{"files": […], "tests": […] or null, "timeout": seconds}`, each line of
its output an answer, `{"outcome": "passed" | "failed" | "timeout" | "broken", "tests": {id: {…}}}`.
"""

import atexit
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from mutation import recorder

# The imports of the tests, without the package itself: it must be imported after the change is planted.
LIBRARIES = (
    "click",
    "django.contrib.sessions.backends.db",
    "django.core.management.commands.migrate",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.test",
    "docx",
    "httpx",
    "icalendar",
    "markdown_it",
    "pytest_django.fixtures",
    "typst",
    "yaml",
)
MAX_EXAMPLES = 15
POLL_SECONDS = 0.02
# The timeout of a request is in seconds of processor time; a busy machine takes longer for the same work.
BUSY_FACTOR = 6


class SelectedTests:
    """A pytest plugin that runs the selected tests in order and records the result of each."""

    def __init__(self, tests: Sequence[str] | None) -> None:
        """Select tests by their ids; None selects all in the files."""
        self.rank = None if tests is None else {test: rank for rank, test in enumerate(tests)}
        self.results: dict[str, dict[str, Any]] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Use few examples, always the same, so that chance does not decide whether a change is caught."""
        parent = hypothesis.settings()
        hypothesis.settings.register_profile(
            "mutants", parent, max_examples=MAX_EXAMPLES, derandomize=True, database=None
        )
        hypothesis.settings.load_profile("mutants")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Deselect other tests and sort the selected ones."""
        if self.rank is not None:
            rank = self.rank
            items[:] = sorted(
                (item for item in items if item.nodeid in rank), key=lambda item: rank[item.nodeid]
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Record the functions that a test enters, and its time."""
        result = self.results[item.nodeid] = {"has_passed": True, "seconds": 0.0, "functions": []}
        started_at = time.monotonic()
        if recorder.is_recording():
            recorder.entered_functions.clear()
            recorder.CURRENT_TEST.write_text(item.nodeid, encoding="utf-8")
        try:
            return (yield)
        finally:
            result["seconds"] = round(time.monotonic() - started_at, 3)
            if recorder.is_recording():
                result["functions"] += recorder.list_functions()
                recorder.take_reports(self._add_functions)

    def _add_functions(self, test: str, functions: list[str]) -> None:
        if test in self.results:
            self.results[test]["functions"] += functions

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Record that a test, or its set-up, has failed."""
        if not report.passed and report.nodeid in self.results:
            self.results[report.nodeid]["has_passed"] = False


def run_tests(request: dict[str, Any], answer_file: Path) -> None:
    """Run the tests of a request in this process, and write the answer to a file."""
    os.setsid()
    log = os.open(recorder.FOLDER / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    plugin = SelectedTests(request["tests"])
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "--timeout=0",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ]
    code = pytest.main(
        [*options, *(["-x"] if request["tests"] is not None else []), *request["files"]], plugins=[plugin]
    )
    outcomes = {pytest.ExitCode.OK: "passed", pytest.ExitCode.TESTS_FAILED: "failed"}
    answer = {"outcome": outcomes.get(pytest.ExitCode(code), "broken"), "tests": plugin.results}
    answer_file.write_text(json.dumps(answer), encoding="utf-8")
    atexit._run_exitfuncs()  # noqa: SLF001 - a forked process ends without them, and they end servers


def wait_for(process: int, timeout: float) -> int | None:
    """Return the status of a process if it ends in time, else None; stop everything that it started."""
    deadline = time.monotonic() + timeout
    status = None
    while status is None and time.monotonic() < deadline:
        ended_process, ended_status = os.waitpid(process, os.WNOHANG)
        status = ended_status if ended_process == process else None
        time.sleep(POLL_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    if status is None:
        os.waitpid(process, 0)
    return status


def answer_request(request: dict[str, Any]) -> dict[str, Any]:
    """Run the tests of a request in a fork, and return the answer."""
    answer_file = recorder.FOLDER / "answer.json"
    answer_file.unlink(missing_ok=True)
    process = os.fork()
    if process == 0:
        try:
            limit = round(request["timeout"])
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            run_tests(request, answer_file)
        except Exception:  # noqa: BLE001 - it is in the log, and the run counts as broken
            traceback.print_exc()
        finally:
            os._exit(0)
    status = wait_for(process, request["timeout"] * BUSY_FACTOR)
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
    Path(tempfile.gettempdir()).mkdir(exist_ok=True)
    if status is None or os.WIFSIGNALED(status):
        return {"outcome": "timeout", "tests": {}}
    if not answer_file.exists():
        return {"outcome": "broken", "tests": {}}
    answer: dict[str, Any] = json.loads(answer_file.read_text(encoding="utf-8"))
    return answer


def main() -> None:
    """Answer requests until the input ends."""
    os.chdir(recorder.TREE)
    tempfile.tempdir = os.environ["TMPDIR"]
    for name in LIBRARIES:
        import_module(name)
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        answers.write(json.dumps(answer_request(json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
