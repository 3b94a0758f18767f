"""Which tests enter which functions, measured by running them, and the nearest tests of a change."""

import hashlib
import json
import queue
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from mutation.operators import Mutation
from mutation.trees import PROJECT, Tree

# The tests that are fast enough to run for each change, so without those of browsers and faults.
FOLDERS = ("core", "services", "store", "formats", "laws", "web", "cli")
FILES_PER_RUN = 5
RUN_TIMEOUT = 1800
WAVES = ((40, 30), (240, 200))
"""The measured seconds and the most files of each wave of tests: the second wave is for survivors alone."""


@dataclass
class CoverageMap:
    """The functions that each test enters, and its time."""

    seconds: dict[str, float] = field(default_factory=dict)
    entered_functions: dict[str, list[str]] = field(default_factory=dict)
    failing_tests: list[str] = field(default_factory=list)
    """Tests that fail without any change; they are not used."""
    file_hashes: dict[str, str] = field(default_factory=dict)
    """The digest of each test file that was measured."""

    @classmethod
    def load(cls, file: Path) -> "CoverageMap":
        """Return the map of an earlier run, or an empty one."""
        return cls(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else cls()

    def save(self, file: Path) -> None:
        """Save the map for the next run."""
        file.write_text(json.dumps(vars(self)), encoding="utf-8")

    def forget(self, test_file: str) -> None:
        """Drop the data of one test file."""
        self.file_hashes.pop(test_file, None)
        for tests in (self.seconds, self.entered_functions):
            for test in [test for test in tests if test.startswith(f"{test_file}::")]:
                del tests[test]
        self.failing_tests = [test for test in self.failing_tests if not test.startswith(f"{test_file}::")]

    def add_run(self, files: Sequence[str], answer: dict[str, Any]) -> None:
        """Add the results of some test files; files that could not be run are measured again next time."""
        if answer["outcome"] not in {"passed", "failed"}:
            print(f"  {answer['outcome']}: {' '.join(files)}")
            return
        for test, result in answer["tests"].items():
            if result["has_passed"]:
                self.seconds[test] = result["seconds"]
                self.entered_functions[test] = sorted(set(result["functions"]))
            else:
                self.failing_tests.append(test)
        self.file_hashes.update({file: hash_file(file) for file in files})

    def index(self) -> dict[str, list[str]]:
        """Return the tests that enter each function, as `path::name`, and each module, as `path`."""
        tests_by_function: dict[str, list[str]] = defaultdict(list)
        for test, functions in self.entered_functions.items():
            for function in {*functions, *(function.partition("::")[0] for function in functions)}:
                tests_by_function[function].append(test)
        return tests_by_function


def hash_file(path: str) -> str:
    """Return the digest of a file of the project."""
    return hashlib.sha256((PROJECT / path).read_bytes()).hexdigest()


def list_test_files() -> list[str]:
    """Return the test files that can be run for a change."""
    return [
        str(file.relative_to(PROJECT))
        for folder in FOLDERS
        for file in sorted((PROJECT / "tests" / folder).rglob("test_*.py"))
    ]


def drop_stale_files(coverage: CoverageMap) -> list[str]:
    """Drop the data of changed and deleted test files, and return the files to measure."""
    hashes = {file: hash_file(file) for file in list_test_files()}
    for file in list(coverage.file_hashes):
        if coverage.file_hashes[file] != hashes.get(file):
            coverage.forget(file)
    return [file for file in hashes if file not in coverage.file_hashes]


def measure_coverage(
    trees: Sequence[Tree], coverage: CoverageMap, save: Callable[[CoverageMap], None]
) -> None:
    """Run each test file that is new or changed, and add the functions that its tests enter."""
    stale_files = drop_stale_files(coverage)
    runs: queue.Queue[list[str]] = queue.Queue()
    for start in range(0, len(stale_files), FILES_PER_RUN):
        runs.put(stale_files[start : start + FILES_PER_RUN])
    lock = threading.Lock()

    def measure(tree: Tree) -> None:
        tree.set_recording(is_on=True)
        while True:
            try:
                run = runs.get_nowait()
            except queue.Empty:
                break
            answer = tree.run(run, None, RUN_TIMEOUT)
            with lock:
                coverage.add_run(run, answer)
                save(coverage)
                print(f"  {len(coverage.seconds)} tests measured, {runs.qsize()} runs to go", flush=True)
        tree.set_recording(is_on=False)

    threads = [threading.Thread(target=measure, args=[tree]) for tree in trees[: len(stale_files)]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def distance(test: str, mutation: Mutation) -> int:
    """Return how far a test is from a change: 0 for its module, 4 for the command line."""
    module = Path(mutation.path).relative_to("src/vividmap")
    file = Path(test.partition("::")[0])
    folder = file.parts[1]
    if folder == module.parts[0]:
        return 0 if file.stem.removeprefix("test_") in {module.stem, module.parent.name} else 1
    return 4 if folder == "cli" else 3 if folder == "web" else 2


def list_waves(
    mutation: Mutation, index: dict[str, list[str]], seconds: dict[str, float]
) -> Iterator[list[str]]:
    """Yield the tests to run for a change, nearest and fastest first: a few, then more if it survives those.

    They are from different files in turn, and enter its function.
    """
    by_place: dict[tuple[int, str], list[str]] = defaultdict(list)
    for test in sorted(list_entering_tests(mutation, index), key=lambda test: seconds[test]):
        by_place[distance(test, mutation), test.partition("::")[0]].append(test)
    waiting = list(interleave(by_place))
    for max_seconds, max_files in WAVES:
        wave = take_tests(waiting, seconds, max_seconds, max_files)
        yield wave
        wave_tests = set(wave)
        waiting = [test for test in waiting if test not in wave_tests]


def list_entering_tests(mutation: Mutation, index: dict[str, list[str]]) -> list[str]:
    """Return the tests that enter the function of a change; of one outside functions, those that may use it.

    Tables of words and numbers run as a module is read: what uses them are the functions of that module, and
    of the modules that import it. If no test enters one of these, it is the tests of the folder.
    """
    if mutation.function:
        tests = index.get(f"{mutation.path}::{mutation.function}") or index.get(mutation.path)
        if tests:
            return tests
    folder = f"{Path(mutation.path).parent}/"
    paths = {mutation.path, *list_importers(mutation.path)} & index.keys() or {
        path for path in index if path.startswith(folder)
    }
    return sorted({test for path in paths for test in index[path]})


def list_importers(path: str) -> list[str]:
    """Return the files that import a module."""
    module = Path(path).relative_to("src").with_suffix("")
    names = (f"from {'.'.join(module.parts)} import ", f"from {'.'.join(module.parts[:-1])} import ")
    pattern = re.compile(
        rf"^{re.escape(names[0])}|^{re.escape(names[1])}(?:\([^)]*|[^\n(]*)\b{re.escape(module.name)}\b",
        re.MULTILINE,
    )
    sources = sorted((PROJECT / "src").rglob("*.py"))
    return [
        str(file.relative_to(PROJECT)) for file in sources if pattern.search(file.read_text(encoding="utf-8"))
    ]


def take_tests(
    tests: Sequence[str], seconds: dict[str, float], max_seconds: float, max_files: int
) -> list[str]:
    """Return the first tests that fit into a time and a number of files together; at least one."""
    taken_tests: list[str] = []
    files: set[str] = set()
    total = 0.0
    for test in tests:
        file = test.partition("::")[0]
        if total + seconds[test] > max_seconds and taken_tests:
            break
        if file in files or len(files) < max_files:
            files.add(file)
            taken_tests.append(test)
            total += seconds[test]
    return taken_tests


def interleave(by_place: dict[tuple[int, str], list[str]]) -> Iterator[str]:
    """Yield the tests by distance; within a distance, from each file in turn."""
    for tier in sorted({tier for tier, _ in by_place}):
        columns = [tests for (other_tier, _), tests in sorted(by_place.items()) if other_tier == tier]
        for row in zip_longest(*columns):
            yield from (test for test in row if test is not None)
