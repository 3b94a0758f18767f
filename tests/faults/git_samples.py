"""What git prints, for mutations to begin with, and readers of it that go as far as the proposals."""

from datetime import date
from hashlib import sha1
from io import BytesIO

from vividmap.core.inbox import BadProposal, clean_proposal
from vividmap.sources.git.collection import group_history
from vividmap.sources.git.commits import read_changed_paths, read_log
from vividmap.sources.git.history import History
from vividmap.sources.git.identity import Identity
from vividmap.sources.git.proposing import Setting, propose_piece
from vividmap.sources.git.repositories import References
from vividmap.sources.git.reviews import propose_reviews

SETTING = Setting(
    repository="ledger",
    settings={"remote.origin.url": "git@github.com:acme/ledger.git"},
    today=date(2026, 11, 20),
)
ALICE = ("Alice Archer", "alice@acme.example")
DANA = ("Dana Okafor", "dana@acme.example")
MESSAGES = (
    (ALICE, "PAY-7 Keep the ledger as double entry\n\nFixes #12\nCo-authored-by: Dana <dana@acme.example>\n"),
    (
        ALICE,
        "feat(ledger)!: check every balance\n\n- [x] tests\n\nReviewed-by: Mei Chen <mei@acme.example>\n",
    ),
    (DANA, "Retry payouts\n\nReviewed-by: Alice Archer <alice@acme.example>\nTested-by: x\n"),
    (ALICE, 'Revert "PAY-7 Keep the ledger as double entry"\n\nThis reverts commit 0123456789abcdef.\n'),
    (ALICE, "Reapply it (#42)\n"),
    (ALICE, "Bump version to 1.2.0\n"),
)
BEGAN = 1_790_000_000


def log_of(*messages: tuple[tuple[str, str], str]) -> bytes:
    """Return the output of `git log -z` for commits with some messages, the last of which is a merge."""
    ids = [sha1(f"{number}".encode(), usedforsecurity=False).hexdigest() for number in range(len(messages))]
    records = []
    for number, ((name, email), message) in enumerate(messages):
        parents = ids[max(0, number - 1) : number] if number < len(messages) - 1 else ids[-3:-1]
        moment = str(BEGAN + number * 9_000)
        records.append([ids[number], " ".join(parents), name, email, email, moment, moment, message])
    return b"".join(f"{field}\0".encode() for record in reversed(records) for field in record)


def read_git_log(data: bytes) -> None:
    """Read a log, group what is in it and propose it; a proposal may be refused for what it says."""
    history = History(Identity.of(ALICE))
    for commit in read_log(BytesIO(data)):
        history.add(commit)
    tips = tuple(history.commits)[:1]
    pieces = group_history(history, References(tips, tuple(("v1.0", tip) for tip in tips)))
    proposals = [propose_piece(piece, SETTING) for piece in pieces]
    proposals += propose_reviews(history.reviewed_commits, SETTING)
    for proposal in proposals:
        narrowed = proposal.narrow(proposal.members[-1:]) if proposal.narrow else None
        for item in filter(None, (proposal, narrowed)):
            try:
                clean_proposal(item, SETTING.today)
            except BadProposal:
                continue


def read_git_message(data: bytes) -> None:
    """Read a whole log in which one author's messages and name are arbitrary text."""
    text = data.replace(b"\0", b"").decode("utf-8", "replace")
    name = (text[:200].partition("\n")[0], ALICE[1])
    read_git_log(log_of((name, text), *MESSAGES, (DANA, text), (ALICE, f"Merge pull request #7\n\n{text}")))


def read_git_paths(data: bytes) -> None:
    """Read which files changed in two commits."""
    read_changed_paths(BytesIO(data), frozenset(("a" * 40, "b" * 40)))


LOGS = (log_of(*MESSAGES), log_of(*MESSAGES[:2], (ALICE, "Merge branch 'ledger' into main")))
PATHS = (
    b"\0".join([b"a" * 40, b"ledger/book.py", "größe/漢字.txt".encode(), b"b" * 40, b"a b\n/c", b""]),
    b"\0".join([b"b" * 40, b"src/\xff\xfe.py", b""]),
)
WORDS = tuple(message.encode() for _, message in MESSAGES)
