"""What a commit's message says by convention: tickets, merges, reverts, releases, trailers, mere upkeep."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Names of standards and the like, which are written as tickets are.
_NO_TICKETS = frozenset(
    """
    AES ASCII BASE BCP CP CVE EC ECMA EN FIPS GB GPT GPU HTTP IEEE IPV ISO JIS K LATIN LOG4J MD MP OAUTH P
    PEP PKCS PR RFC RSA S3 SEV SHA SHA1 SHA2 SHA3 SSL TLS UTC UTF UCS V WIN X
    """.split()
)
_TICKET = re.compile(r"(?<![\w/-])([A-Z][A-Z0-9]{1,9})-(\d{1,6})(?![\w-])")
_TICKET_IN_BRANCH = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,10})-(\d{1,6})(?!\w)")
_NUMBER = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(\[,]))(?:GH-|#|!)(\d{1,6})\b")
_SQUASH_NUMBER = re.compile(r" ?\((?:#|!|GH-)(\d{1,6})\)$")
_CLOSED = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|implement(?:s|ed)?|part of|refs?|see|issue|ticket)[:\s]+"
    r"(?:[\w.-]+/[\w.-]+)?#(\d{1,6})\b",
    re.IGNORECASE,
)
_MERGE_REQUEST = re.compile(r"^See merge request (?:\S*?)!(\d{1,6})\s*$", re.MULTILINE)
_GITHUB_MERGE = re.compile(r"Merge pull request #(\d{1,6}) from (\S+)")
_BITBUCKET_MERGE = re.compile(r"Merged? (?:in )?(\S+) \(pull request #(\d{1,6})\)")
_BRANCH_MERGE = re.compile(
    r"Merge (?:remote-tracking )?branch(?:es)? '([^']+)'(?:,? (?:and '[^']+' )?of \S+)?(?: into \S+)?"
)
_PLAIN_MERGE = re.compile(r"Merge (?:branch )?(?:origin/|upstream/)?([\w./-]+)(?: into \S+)?")
_MERGE_WITH_TITLE = re.compile(r"Merge ([^:]{1,60}): (.{3,})")
_LONG_LIVED = re.compile(
    r"(?:(?:origin|upstream)/)?(?:main|master|trunk|dev|devel|develop|development|next|staging|stage|prod|"
    r"production|qa|(?:release|releases|hotfix|support|stable|rel)(?:[/-]\S+)?|v?\d+(?:\.[\dx]+)+|HEAD)"
)
_REVERT = re.compile(r'(?:Revert|revert:?) "?')
_REVERTED_ID = re.compile(r"This reverts (?:merge request|commit) ([0-9a-f]{7,64})")
_REAPPLY = re.compile(r'(?:Reapply|Reland|Re-land|reland:?) "?')
_TRAILER = re.compile(r"^([A-Za-z][A-Za-z-]{2,30}): ([^<>\n]{1,160})<([^<>\s]{1,200})>", re.MULTILINE)
_RELEASE = re.compile(
    r"(?:chore(?:\(release\))?:? ?)?(?:release|version|bump version to|prepare release|cut|publish)?[ :]{0,2}"
    r"(?:version )?(v?\d+\.\d+(?:\.\d+)*(?:[-.]?(?:rc|alpha|beta|b|a)[.-]?\d*)?)(?: \(#\d+\))?",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?P<type>[a-z]{2,12})(?:\((?P<scope>[^()]{1,40})\))?!?: +", re.IGNORECASE)
_CONVENTIONAL = frozenset(
    """
    build chore ci docs doc feat feature fix hotfix bugfix perf refactor refact revert style test tests wip
    improvement enhancement bug
    """.split()
)
_UPKEEP_TYPES = frozenset("chore ci style build wip".split())
_UPKEEP = re.compile(
    r"""
    (?:fix(?:e[sd])?\ |correct(?:ed)?\ )?(?:a\ |some\ |the\ |minor\ |small\ )*typos?\b |
    (?:fixup|squash|amend)!\  | wip\b | tmp\b | temp\b | oops\b | nits?\b | \.+$ | x+$ |
    (?:minor|small|tiny|more)?\ ?(?:tweaks?|clean-?ups?|fix(?:es)?|changes?|updates?|polish)\W*$ |
    clean\ ?up\b\W*(?:code|imports?|whitespace)?\W*$ |
    (?:automatic\ )?(?:re)?format(?:ting|ted)?\b |
    (?:run|apply|appease)\ (?:black|ruff|isort|prettier|gofmt|rustfmt|eslint|linter) |
    (?:fix|appease|satisfy|please)?\ ?(?:the\ )?
        (?:lint(?:er|ing|s)?|flake8|pylint|mypy|eslint|prettier|black|ruff|isort|checkstyle)\b.{0,30}$ |
    (?:fix|remove|trim|strip)\ (?:trailing\ |extra\ )?whitespace |
    (?:sort|organi[sz]e|remove\ unused)\ imports |
    bump(?:ed|s)?\b.{0,60}(?:\bfrom\b|\bto\b|version|deps|dependenc) |
    (?:up(?:date|grade)|bump)\ (?:\w+\ )?(?:dependenc\w+|deps|lock\ ?files?|packages?) |
    update\ (?:the\ )?(?:change-?log|readme|gitignore|\.gitignore|copyright|licen[sc]e|version)\b.{0,20}$ |
    (?:address|apply|incorporate|respond\ to)\ (?:\w+\ ){0,3}
        (?:review|feedback|comments?|suggestions?|nits?)\b |
    (?:code\ )?review\ (?:comments|feedback|fixes)\W*$ |
    (?:fix|unbreak|repair)\ (?:the\ )?(?:ci|build|tests?)\W*$ |
    initial\ commit\W*$ | regenerate\b | rebuild\W*$ | save\W*$ |
    rename\ (?:a\ )?(?:variable|file|function|method)s?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class MergeMessage:
    """What a merge commit says: the branch, its title and number, each "" if it says none."""

    branch: str = ""
    title: str = ""
    number: str = ""

    @property
    def is_long_lived(self) -> bool:
        """Return whether the branch is long-lived, so that its merge is no piece of work."""
        return bool(self.branch) and _LONG_LIVED.fullmatch(self.branch) is not None


@dataclass(frozen=True, slots=True)
class Trailer:
    """One line such as `Reviewed-by: Dana <dana@example.com>` at the end of a message."""

    token: str
    name: str
    email: str


def read_merge(subject: str, body: str) -> MergeMessage:
    """Return what the message of a merge commit says."""
    title = body.strip().split("\n", 1)[0].strip()
    if match := _GITHUB_MERGE.match(subject):
        return MergeMessage(match[2].partition("/")[2], title, match[1])
    if match := _BITBUCKET_MERGE.match(subject):
        return MergeMessage(match[1], title, match[2])
    if match := _BRANCH_MERGE.match(subject):
        request = _MERGE_REQUEST.search(body)
        is_title = request and not title.startswith(("See merge request", "* ", "#"))
        return MergeMessage(match[1], title if is_title else "", request[1] if request else "")
    match = _PLAIN_MERGE.fullmatch(subject) or _MERGE_WITH_TITLE.match(subject)
    if match and (match.re is _PLAIN_MERGE or _LONG_LIVED.fullmatch(match[1])):
        return MergeMessage(match[1])
    return MergeMessage("", subject.removeprefix("Merge ").strip())


def find_tickets(subject: str, body: str = "", branch: str = "") -> tuple[str, ...]:
    """Return the tickets that a commit is about, as keys: `ABC-123`, `#45`; those of the subject first."""
    tickets = [f"{key}-{number}" for key, number in _TICKET.findall(subject) if key not in _NO_TICKETS]
    tickets += [f"#{number}" for number in _NUMBER.findall(_SQUASH_NUMBER.sub("", subject))]
    if not tickets and branch:
        pairs = _TICKET_IN_BRANCH.findall(branch)
        tickets += [f"{key.upper()}-{number}" for key, number in pairs if key.upper() not in _NO_TICKETS]
    if not tickets:
        tickets += [f"#{number}" for number in _CLOSED.findall(body)[:1]]
        tickets += [f"{key}-{number}" for key, number in _TICKET.findall(body)[:1] if key not in _NO_TICKETS]
    return tuple(dict.fromkeys(tickets))


def squash_number(subject: str) -> str:
    """Return the number of the pull request that a squashed commit was made from, "" for another."""
    match = _SQUASH_NUMBER.search(subject)
    return match[1] if match else ""


def reverted_title(subject: str) -> str:
    """Return the subject of the commit that this one reverts, "" if it reverts none."""
    return _quoted_title(_REVERT, subject)


def reverted_id(body: str) -> str:
    """Return the id, maybe shortened, of the commit that this one reverts."""
    match = _REVERTED_ID.search(body)
    return match[1] if match else ""


def reapplied_title(subject: str) -> str:
    """Return the subject of the reverted commit that this one brings back, "" if it does not."""
    return _quoted_title(_REAPPLY, subject) or reverted_title(reverted_title(subject))


def _quoted_title(beginning: re.Pattern[str], subject: str) -> str:
    """Return the subject that follows a prefix, mostly in quotation marks."""
    match = beginning.match(subject)
    return _SQUASH_NUMBER.sub("", subject[match.end() :]).removesuffix('"') if match else ""


def released_version(subject: str) -> str:
    """Return the version that a commit such as "Release v1.2" releases, "" if it is none."""
    match = _RELEASE.fullmatch(subject)
    return match[1] if match else ""


def read_trailers(message: str) -> Iterator[Trailer]:
    """Yield the trailers with a name and an address."""
    if "-by:" not in message.lower():  # most have none, and a pattern takes longer
        return
    for token, name, email in _TRAILER.findall(message):
        if name.strip():
            yield Trailer(token.lower(), " ".join(name.split()), email.lower())


@lru_cache(maxsize=20_000)
def is_upkeep(subject: str) -> bool:
    """Return whether a commit is upkeep beside other work: a typo, a version, formatting."""
    prefix = _PREFIX.match(subject)
    if prefix and prefix["type"].lower() in _UPKEEP_TYPES:
        return True
    text = subject[prefix.end() :] if prefix and prefix["type"].lower() in _CONVENTIONAL else subject
    return _UPKEEP.match(text) is not None or bool(released_version(subject))


def scope_of(subject: str) -> str:
    """Return the part that a subject names before a colon: `parser` of "fix(parser): …" and "parser: …"."""
    prefix = _PREFIX.match(subject)
    if not prefix:
        return ""
    kind = prefix["type"].lower()
    return (prefix["scope"] or ("" if kind in _CONVENTIONAL else kind)).lower()


def clean_title(subject: str) -> str:
    """Return a subject without ticket, number and type: what was done, in its author's words."""
    text = _SQUASH_NUMBER.sub("", subject).strip()
    text = re.sub(r"^[\[(]?(?:[A-Z][A-Z0-9]{1,9}-\d{1,6}|#\d{1,6})[\])]?[:\s-]+", "", text)
    prefix = _PREFIX.match(text)
    if prefix and prefix["type"].lower() in _CONVENTIONAL:
        text = text[prefix.end() :]
    text = re.sub(r"^(?:[A-Z][A-Z0-9]{1,9}-\d{1,6}|#\d{1,6})[:\s-]+", "", text).strip()
    text = text.removesuffix(".") if not text.endswith("..") else text
    return text[:1].upper() + text[1:] if text else subject.strip()
