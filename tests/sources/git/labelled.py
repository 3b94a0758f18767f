"""How well commits are grouped: pairs of commits of one piece of work that are grouped so, and the other way."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

from tests.support.git_history import OWNER, generate
from tests.support.repository import import_commits

from vividmap.sources.git.collection import group_history
from vividmap.sources.git.commits import Commit
from vividmap.sources.git.history import History, read_history
from vividmap.sources.git.identity import Identity
from vividmap.sources.git.repositories import References, Repository, read_references
from vividmap.sources.git.units import fingerprint

OWN_HISTORY = Path(__file__).parent / "own_history.txt"
LAST_MOMENT = int(datetime(2026, 11, 30, tzinfo=UTC).timestamp())
GENERATED_PIECES = 36


@dataclass(frozen=True)
class Agreement:
    """How many pairs of commits belong together by label, by grouping, and by both."""

    name: str
    piece_count: int
    labelled: int
    grouped: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / max(self.grouped, 1)

    @property
    def recall(self) -> float:
        return self.both / max(self.labelled, 1)

    @property
    def f1(self) -> float:
        return 2 * self.both / max(self.labelled + self.grouped, 1)

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(
            "together",
            self.piece_count + other.piece_count,
            self.labelled + other.labelled,
            self.grouped + other.grouped,
            self.both + other.both,
        )

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.piece_count} pieces of work, pairwise F1 {self.f1:.2f}"
            f" (precision {self.precision:.2f}, recall {self.recall:.2f})"
        )


def pairs(groups: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def compare(name: str, labels: Mapping[str, str], groups: Iterable[Sequence[str]]) -> Agreement:
    """Return how groups of commits agree with labels; commits without a label do not count."""
    by_label: dict[Hashable, list[str]] = {}
    for member, label in labels.items():
        by_label.setdefault(label, []).append(member)
    expected = pairs(by_label.values())
    found = pairs([[member for member in group if member in labels] for group in groups])
    return Agreement(name, len(by_label), len(expected), len(found), len(expected & found))


def measure_own() -> Agreement:
    """Compare the grouping of this repository's own history, as it is stored, with labels by hand."""
    history, labels, tips = read_own()
    pieces = group_history(history, References(tips))
    return compare("this repository", labels, [piece.members for piece in pieces])


def read_own() -> tuple[History, dict[str, str], tuple[str, ...]]:
    history = History(Identity.of([OWNER[1]]))
    labels = {}
    for line in OWN_HISTORY.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("  "):
            latest = history.own_commits[-1]
            history.own_commits[-1] = latest.with_paths((*latest.paths, line.strip()))
            continue
        commit_id, parents, moment, label, subject = line.split("|", 4)
        commit = Commit(commit_id, tuple(parents.split()), *OWNER, OWNER[1], int(moment), subject)
        history.own_commits.append(commit)
        if label != "-":
            labels[fingerprint(commit)] = label
    history.commits.update({commit.id: commit for commit in history.own_commits})
    return history, labels, (history.own_commits[-1].id,)


def measure_generated(folder: Path, seed: int = 1, count: int = 1_200, days: int = 250) -> Agreement:
    """Compare the grouping of a generated history, read by git, with what its generator knows."""
    generated = generate(count, seed, LAST_MOMENT, days)
    import_commits(folder, generated.stream)
    repository = Repository(str(folder), str(folder))
    references = read_references(repository)
    history = read_history(repository, references, Identity.of([*OWNER]), since=date(2020, 1, 1))
    pieces = group_history(history, references)
    members = {(commit.subject, commit.moment): fingerprint(commit) for commit in history.own_commits}
    chosen_labels = sorted({*generated.labels.values()})[:GENERATED_PIECES]
    labels = {members[key]: label for key, label in generated.labels.items() if label in chosen_labels}
    return compare("generated", labels, [piece.members for piece in pieces])


def main() -> None:
    """Print the figures of both."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        agreements = [measure_own(), measure_generated(Path(folder) / "generated.git")]
    for agreement in (*agreements, agreements[0] + agreements[1]):
        print(agreement)


if __name__ == "__main__":
    main()
