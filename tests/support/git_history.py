"""A history as several people make it, as a `git fast-import` stream, with what each commit belongs to.

It knows the pieces of work because it makes them: the labels owe nothing to how VividMap groups commits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

OWNER = ("Alice Archer", "alice@example.com")
OWNER_AT_FORGE = ("Alice Archer", "7+alice@users.noreply.example.com")
COLLEAGUES = tuple(
    (f"{first} {last}", f"{first}@example.com".lower())
    for first, last in (
        ("Dana", "Okafor"),
        ("Priya", "Raman"),
        ("Tomás", "Silva"),
        ("Mei", "Chen"),
        ("Jonas", "Weiß"),
        ("Ewa", "Nowak"),
    )
)
AREAS = """
    api/billing api/orders api/search core/auth core/cache core/config core/events core/ledger core/queue
    core/storage data/export data/import data/pipeline infra/deploy infra/metrics infra/network web/account
    web/cart web/checkout web/editor web/profile mobile/camera mobile/login mobile/sync
""".split()
SUBJECTS = """
    invoices refunds retries tokens sessions quotas alerts snapshots replicas webhooks coupons shards
    certificates permissions thumbnails translations notifications deadlines backups receipts addresses
    currencies playlists schedules uploads cursors tenants migrations dashboards rollouts
""".split()
ASPECTS = """
    rounding expiry ordering batching pagination validation timeouts throttling compression encryption
    deduplication tracing fallback rotation caching parsing history limits audit preview
""".split()
VERBS = "Support Store Check Show Count Split Keep Read Write Send Reject Log Measure Document Test".split()
DETAILS = """
    per-customer in-bulk at-night for-admins on-restart with-a-flag in-the-sandbox for-partners by-region
    after-a-failure when-idle on-mobile in-the-report before-billing for-large-files
""".split()
UPKEEP = """
    Fix typo|Bump lodash from 4.17.1 to 4.17.2|Run black|Update changelog|Fix lint|Address review comments|wip
""".strip().split("|")
DAY = 86_400


@dataclass
class PieceOfWork:
    """A piece of work in progress: where, about what, how it lands, and how many commits are left."""

    label: str
    area: str
    topic: str
    aspect: str
    style: str
    left: int
    author: tuple[str, str]
    files: list[str] = field(default_factory=list)
    ticket: str = ""


@dataclass
class GeneratedHistory:
    """The stream, and the labels of the owner's commits by their subject and time (which name a commit)."""

    stream: bytes
    labels: dict[tuple[str, int], str]
    commit_count: int


def generate(count: int, seed: int, last_moment: int, days: int, own_share: float = 0.4) -> GeneratedHistory:
    """Return a history of `count` commits that ends at a moment, of `days` days."""
    writer = _Writer(Random(seed), count, last_moment - days * DAY, days * DAY / count, own_share)
    return GeneratedHistory(b"".join(writer.write()), writer.labels, writer.count)


class _Writer:
    def __init__(self, random: Random, size: int, moment: int, step: float, own_share: float) -> None:
        self.random = random
        self.size = size
        self.moment = float(moment)
        self.step = step
        self.own_share = own_share
        self.count = 0
        self.request = 100
        self.labels: dict[tuple[str, int], str] = {}
        self.pieces: list[PieceOfWork] = []
        self.piece_count = 0

    def write(self) -> Iterator[bytes]:
        yield from self._commit(
            "refs/heads/main", "Start the project", COLLEAGUES[0], ["README.md"], parent=0
        )
        while self.count < self.size:
            while len(self.pieces) < 6:
                self.pieces.append(self._begin())
            piece = self.random.choice(self.pieces)
            yield from self._continue(piece)
            if piece.left <= 0:
                self.pieces.remove(piece)
            if self.random.random() < 0.03:
                yield from self._upkeep()
            if self.count % 400 == 0:
                version = f"v{self.count // 4000}.{self.count // 400 % 10}.0"
                yield f"reset refs/tags/{version}\nfrom :{self.count}\n".encode()

    def _begin(self) -> PieceOfWork:
        self.piece_count += 1
        choose = self.random.choice
        area = choose(AREAS)
        topic = choose(SUBJECTS)
        style = choose(["merge", "merge", "gitlab", "branch", "squash", "ticket", "direct", "direct"])
        is_own = self.random.random() < self.own_share
        author = (OWNER_AT_FORGE if style == "squash" else OWNER) if is_own else choose(COLLEAGUES)
        return PieceOfWork(
            f"piece {self.piece_count}",
            area,
            topic,
            choose(ASPECTS),
            style,
            self.random.randint(2, 4) if style == "squash" else self.random.randint(3, 14),
            author,
            [f"{area}/{topic}_{name}.py" for name in ("model", "service", "view", "jobs")]
            + [f"{area}/shared.py", f"tests/{area}/test_{topic}.py"],
            f"PAY-{1000 + self.piece_count}" if style == "ticket" else "",
        )

    def _continue(self, piece: PieceOfWork) -> Iterator[bytes]:
        if piece.style in ("merge", "gitlab", "branch"):
            yield from self._branch(piece)
            piece.left = 0
            return
        piece.left -= 1
        subject = self._subject(piece)
        if piece.style == "squash":
            self.request += 1
            subject = f"{subject} (#{self.request})"
        elif piece.style == "ticket":
            subject = f"{piece.ticket}: {subject}"
        yield from self._commit("refs/heads/main", subject, piece.author, self._files(piece), piece=piece)

    def _branch(self, piece: PieceOfWork) -> Iterator[bytes]:
        """Write a branch that began where the main line is, and its merge."""
        name = f"{piece.topic}-{piece.aspect}-{self.piece_count}"
        base = tip = self.count
        for _ in range(piece.left):
            has_guest = self.random.random() < 0.1
            author = self.random.choice(COLLEAGUES) if has_guest else piece.author
            subject = self._subject(piece)
            yield from self._commit(
                f"refs/heads/{name}", subject, author, self._files(piece), piece=piece, parent=tip
            )
            tip = self.count
        self.request += 1
        title = f"{piece.aspect.capitalize()} of {piece.topic}"
        message = {
            "merge": f"Merge pull request #{self.request} from alice/{name}\n\n{title}",
            "gitlab": f"Merge branch '{name}' into 'main'\n\n{title}\n\nSee merge request shop/app!{self.request}",
            "branch": f"Merge branch '{name}'",
        }[piece.style]
        reviewer = self.random.choice(COLLEAGUES)
        message += f"\n\nReviewed-by: {reviewer[0]} <{reviewer[1]}>"
        yield from self._commit("refs/heads/main", message, piece.author, [], parent=base, merged=tip)

    def _upkeep(self) -> Iterator[bytes]:
        yield from self._commit(
            "refs/heads/main", self.random.choice(UPKEEP), OWNER, [f"{self.random.choice(AREAS)}/shared.py"]
        )

    def _subject(self, piece: PieceOfWork) -> str:
        verb, detail = self.random.choice(VERBS), self.random.choice(DETAILS).replace("-", " ")
        form = self.random.random()
        if form < 0.5:
            return f"{verb} {piece.aspect} of {piece.topic} {detail}"
        if form < 0.75:
            return f"{verb} {piece.topic} {detail}"
        return f"{verb} what is asked {detail}"

    def _files(self, piece: PieceOfWork) -> list[str]:
        chosen = self.random.sample(piece.files, self.random.randint(1, 4))
        return [*chosen, "CHANGELOG.md"] if self.random.random() < 0.1 else chosen

    def _commit(  # noqa: PLR0913 - what a commit is made of
        self,
        ref: str,
        message: str,
        author: tuple[str, str],
        paths: list[str],
        *,
        piece: PieceOfWork | None = None,
        parent: int | None = None,
        merged: int = 0,
    ) -> Iterator[bytes]:
        self.count += 1
        self.moment += self.step * self.random.uniform(0.2, 1.8)
        moment = int(self.moment)
        if piece and author[0] == OWNER[0]:
            self.labels[message.partition("\n")[0], moment] = piece.label
        encoding, text = "", message.encode()
        if self.count % 50 == 0:
            encoding, text = "encoding ISO-8859-1\n", f"{message} für später".encode("latin-1")
            self._relabel(message, f"{message} für später", moment)
        who = f"{author[0]} <{author[1]}> {moment} +0000".encode()
        base = self.count - 1 if parent is None else parent
        yield f"commit {ref}\nmark :{self.count}\n".encode()
        yield b"author " + who + b"\ncommitter " + who + b"\n" + encoding.encode()
        yield b"data %d\n%s\n" % (len(text), text)
        yield f"from :{base}\n".encode() if base else b""
        yield f"merge :{merged}\n".encode() if merged else b""
        for path in paths:
            content = f"{self.count} {path}\n".encode()
            yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)

    def _relabel(self, message: str, new_message: str, moment: int) -> None:
        label = self.labels.pop((message.partition("\n")[0], moment), "")
        if label:
            self.labels[new_message.partition("\n")[0], moment] = label
