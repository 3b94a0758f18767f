"""Plant changes in core, services and store, and report the share that a test catches.

    python scripts/mutants.py [--count N] [--seed N] [--output FILE] [--keep] [--fresh] [PATH ...]

It works on copies in a temporary folder, so the files here may change meanwhile, and resumes after an
interruption. With `--keep`, after changes to code or tests, it keeps the verdicts on unchanged files, tests
survivors again, and measures only new tests. The survivors are written to docs/mutants.md.
"""

import argparse
import hashlib
import json
import os
import queue
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from mutation.coverage_map import CoverageMap, list_waves, measure_coverage
from mutation.operators import Mutation, choose_mutations, list_mutations
from mutation.trees import PROJECT, Tree, hash_files

FOLDERS = ("src/vividmap/core", "src/vividmap/services", "src/vividmap/store")
MIN_SHARE = 0.85
MAX_EXCERPT = 60
TIME_FACTOR = 1.5  # tests are measured while recording calls, which makes them slower
START_SECONDS = 20  # to import the package and create a database before the first test


@dataclass(frozen=True)
class Verdict:
    """The result of one planted change."""

    key: str
    file_hash: str
    outcome: str
    """passed (no test caught it), failed, timeout, or broken (the tests could not be imported)"""
    tests: int
    seconds: float
    catching_test: str = ""

    @property
    def is_caught(self) -> bool:
        """Return whether a test caught the change."""
        return self.outcome != "passed"


def hash_bytes(source: bytes) -> str:
    """Return the digest of a file's text."""
    return hashlib.sha256(source).hexdigest()[:16]


def read_sources(tree: Tree, paths: Sequence[str]) -> dict[str, bytes]:
    """Return by path the text of each file in a copy that may be changed."""
    files: list[Path] = []
    for path in map(tree.root.joinpath, paths):
        files += path.rglob("*.py") if path.is_dir() else [path]
    kept_files = sorted(file for file in files if "migrations" not in file.parts)
    return {str(file.relative_to(tree.root)): file.read_bytes() for file in kept_files}


class Session:
    """One run: its folder, its copies of the project, and the verdicts so far."""

    def __init__(self, folder: Path, jobs: int) -> None:
        """Prepare to work in a folder, with `jobs` copies at a time."""
        self.folder = folder
        self.trees = [Tree(folder / f"tree-{number}") for number in range(jobs)]
        self.map_file = folder / "map.json"
        self.verdict_file = folder / "verdicts.jsonl"
        self.stamp_file = folder / "stamp"
        self.verdicts: dict[str, Verdict] = {}

    def prepare(self, *, is_fresh: bool, has_kept_verdicts: bool) -> None:
        """Copy the project unless the copies are current; drop outdated verdicts."""
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp = hash_files(["src", "tests", "scripts"])
        is_same = self.stamp_file.exists() and self.stamp_file.read_text(encoding="utf-8") == stamp
        is_same = is_same and all((tree.root / ".venv").exists() for tree in self.trees)
        if is_fresh or not (is_same or has_kept_verdicts):
            self.map_file.unlink(missing_ok=True)
            self.verdict_file.unlink(missing_ok=True)
        if is_fresh or not is_same:
            self.stamp_file.unlink(missing_ok=True)
            for tree in self.trees:
                tree.copy_project()
            self.stamp_file.write_text(stamp, encoding="utf-8")
        if self.verdict_file.exists():
            for line in self.verdict_file.read_text(encoding="utf-8").splitlines():
                verdict = Verdict(**json.loads(line))
                if is_same or verdict.is_caught:
                    self.verdicts[verdict.key] = verdict
                else:
                    self.verdicts.pop(verdict.key, None)

    def load_coverage(self) -> CoverageMap:
        """Return which tests enter which functions, after measuring new tests."""
        coverage = CoverageMap.load(self.map_file)
        measure_coverage(self.trees, coverage, lambda item: item.save(self.map_file))
        if not coverage.seconds:
            sys.exit(f"No test could be run: see {self.trees[0].state / 'log.txt'}")
        if coverage.failing_tests:
            print(f"{len(coverage.failing_tests)} tests fail without any change and are not used:")
            print("".join(f"  {test}\n" for test in coverage.failing_tests), end="")
        return coverage

    def judge(self, mutations: Sequence[Mutation], sources: Mapping[str, bytes]) -> None:
        """Plant each change that has no verdict yet, and print each verdict at once."""
        hashes = {path: hash_bytes(source) for path, source in sources.items()}
        coverage = self.load_coverage()
        index = coverage.index()
        waiting: queue.Queue[Mutation] = queue.Queue()
        for mutation in mutations:
            verdict = self.verdicts.get(mutation.key)
            if verdict is None or verdict.file_hash != hashes[mutation.path]:
                self.verdicts.pop(mutation.key, None)
                waiting.put(mutation)
        lock = threading.Lock()

        def work(tree: Tree) -> None:
            while True:
                try:
                    mutation = waiting.get_nowait()
                except queue.Empty:
                    break
                source = sources[mutation.path]
                waves = (
                    (tests, sum(coverage.seconds[test] for test in tests))
                    for tests in list_waves(mutation, index, coverage.seconds)
                )
                verdict = judge_mutation(tree, mutation, source, waves)
                with lock:
                    self._note(mutation, verdict, mutations)
            tree.stop()

        threads = [threading.Thread(target=work, args=[tree]) for tree in self.trees]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _note(self, mutation: Mutation, verdict: Verdict, mutations: Sequence[Mutation]) -> None:
        self.verdicts[mutation.key] = verdict
        with self.verdict_file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(verdict)) + "\n")
        verdicts = [self.verdicts[item.key] for item in mutations if item.key in self.verdicts]
        share = sum(item.is_caught for item in verdicts) / len(verdicts)
        word = "caught  " if verdict.is_caught else "SURVIVED"
        print(
            f"[{len(verdicts)}/{len(mutations)}] {word} {mutation.path}:{mutation.line} "
            f"{mutation.operator} ({verdict.seconds:.1f} s, {verdict.tests} tests) {share:.0%} caught",
            flush=True,
        )


def judge_mutation(
    tree: Tree, mutation: Mutation, source: bytes, waves: Iterable[tuple[Sequence[str], float]]
) -> Verdict:
    """Plant one change in a copy, run waves of tests until one fails, remove the change, return the verdict.

    Each wave comes with the seconds that its tests take.
    """
    started_at = time.monotonic()
    test_count, outcome, failed_tests = 0, "passed", iter(())
    tree.write(mutation.path, mutation.apply(source))
    try:
        for tests, seconds in waves:
            if not tests or outcome != "passed":
                break
            files = list(dict.fromkeys(test.split("::")[0] for test in tests))
            answer = tree.run(files, tests, START_SECONDS + TIME_FACTOR * seconds)
            test_count, outcome = test_count + len(tests), answer["outcome"]
            failed_tests = (test for test, result in answer["tests"].items() if not result["has_passed"])
    finally:
        tree.write(mutation.path, source)
    return Verdict(
        key=mutation.key,
        file_hash=hash_bytes(source),
        outcome=outcome,
        tests=test_count,
        seconds=round(time.monotonic() - started_at, 1),
        catching_test=next(failed_tests, ""),
    )


def shorten(source: str) -> str:
    """Return source code on one line, for a cell of a Markdown table."""
    line = " ".join(source.split()).replace("|", "\\|")
    return line if len(line) <= MAX_EXCERPT else line[: MAX_EXCERPT - 1] + "…"


def format_report(mutations: Sequence[Mutation], verdicts: Mapping[str, Verdict], seed: int) -> str:
    """Return the page of survivors, as Markdown."""
    survivors = [item for item in mutations if not verdicts[item.key].is_caught]
    caught_count = len(mutations) - len(survivors)
    share = caught_count / max(len(mutations), 1)
    timeout_count = sum(verdicts[item.key].outcome == "timeout" for item in mutations)
    rows = [
        f"| `{item.path.removeprefix('src/vividmap/')}:{item.line}` | `{item.function or 'module'}` "
        f"| {item.operator} | `{shorten(item.before)}` | `{shorten(item.after)}` |"
        for item in sorted(survivors, key=lambda item: (item.path, item.line))
    ]
    return "\n".join(
        [
            "# Planted changes that no test catches",
            "",
            f"`make mutants` plants {len(mutations)} changes (seed {seed}) in core, services and store.",
            f"The nearest tests catch {caught_count} ({share:.0%}; {timeout_count} by a timeout), but not:",
            "",
            "| Place | Function | Change | Before | After |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def parse_options(arguments: Iterable[str]) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description="Plant changes, and report the share that a test catches.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="instead of core, services and store")
    parser.add_argument("--count", type=int, default=200, help="how many changes (200)")
    parser.add_argument("--seed", type=int, default=12, help="seed of the random selection (12)")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time (one per core)"
    )
    parser.add_argument(
        "--output", type=Path, default=PROJECT / "docs" / "mutants.md", help="where survivors go"
    )
    parser.add_argument("--work", type=Path, help="the folder for the copies")
    parser.add_argument("--keep", action="store_true", help="keep verdicts on unchanged files")
    parser.add_argument("--fresh", action="store_true", help="forget all earlier runs")
    return parser.parse_args(list(arguments))


def main() -> int:
    """Plant the changes; return 1 if the tests catch less than the limit, else 0."""
    options = parse_options(sys.argv[1:])
    place = hashlib.sha256(str(PROJECT).encode()).hexdigest()[:8]
    session = Session(options.work or Path(tempfile.gettempdir()) / f"vividmap-mutants-{place}", options.jobs)
    session.prepare(is_fresh=options.fresh, has_kept_verdicts=options.keep)
    sources = read_sources(session.trees[0], options.paths or FOLDERS)
    candidates = [
        item for path, source in sources.items() for item in list_mutations(path, source, options.seed)
    ]
    mutations = choose_mutations(candidates, sources, options.count)
    print(f"{len(mutations)} of {len(candidates)} possible changes; the copies are in {session.folder}")
    session.judge(mutations, sources)
    options.output.write_text(format_report(mutations, session.verdicts, options.seed), encoding="utf-8")
    share = sum(session.verdicts[item.key].is_caught for item in mutations) / max(len(mutations), 1)
    print(f"{share:.1%} caught; the survivors are in {options.output}")
    return 0 if share >= MIN_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
