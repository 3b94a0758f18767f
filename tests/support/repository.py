"""Real git repositories for tests, with a clock and authors of their own."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ALICE = "Alice Archer <alice@example.com>"
DANA = "Dana Okafor <dana@example.com>"
FIRST_MOMENT = 1_790_000_000  # 21 September 2026
DAY = 86_400


@dataclass
class TestRepository:
    """A repository that is written to by the real `git`; each commit is an hour after the last."""

    __test__ = False
    folder: Path
    moment: int = FIRST_MOMENT

    @classmethod
    def create(cls, folder: Path, *options: str) -> "TestRepository":
        folder.mkdir(parents=True)
        repository = cls(folder)
        repository.git("init", "-q", "-b", "main", *options)
        return repository

    def git(self, *arguments: str, author: str = ALICE, text: bytes = b"") -> str:
        """Run git and return what it prints."""
        name, _, email = author.rstrip(">").partition(" <")
        moment = f"{self.moment} +0000"
        environment = {
            "GIT_AUTHOR_DATE": moment,
            "GIT_AUTHOR_EMAIL": email,
            "GIT_AUTHOR_NAME": name,
            "GIT_COMMITTER_DATE": moment,
            "GIT_COMMITTER_EMAIL": email,
            "GIT_COMMITTER_NAME": name,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": str(self.folder),
            "PATH": os.environ["PATH"],
        }
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        process = subprocess.run(
            command, cwd=self.folder, env=environment, input=text, capture_output=True, check=False
        )
        assert process.returncode == 0, (arguments, process.stderr.decode())
        return process.stdout.decode("utf-8", "replace").strip()

    def commit(
        self, message: str, *paths: str, author: str = ALICE, days: float = 1 / 24, text: str = ""
    ) -> str:
        """Commit a change of some files, some days after the last commit, and return its id."""
        self.moment += int(days * DAY)
        for path in paths or ("notes.txt",):
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{text}{message}\n{self.moment}\n", encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-F", "-", "--allow-empty", author=author, text=message.encode())
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str, message: str, *, author: str = ALICE, days: float = 1 / 24) -> str:
        """Merge a branch into the one that is checked out, and return the merge's id."""
        self.moment += int(days * DAY)
        self.git("merge", "-q", "--no-ff", "-m", message, branch, author=author)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Check out a new branch."""
        self.git("checkout", "-q", "-b", name, start)

    def checkout(self, name: str) -> None:
        self.git("checkout", "-q", name)


def import_commits(folder: Path, stream: bytes, options: Sequence[str] = ()) -> None:
    """Make a bare repository of a `git fast-import` stream."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder)], check=True)
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force", *options],
        cwd=folder,
        input=stream,
        check=True,
        capture_output=True,
    )
