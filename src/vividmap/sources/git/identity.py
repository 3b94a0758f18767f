"""Who the owner is in a repository: by any of their addresses, the mailmap, and their full name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vividmap.sources.git.commits import Commit
from vividmap.sources.git.messages import Trailer, read_trailers

_AGENTS = ("claude", "codex", "copilot", "cursor", "aider", "devin", "gemini", "jules", "amp", "opencode")
_AUTHORING = "co-authored-by"
_REVIEWING = ("reviewed-by", "acked-by", "tested-by", "approved-by", "review-by")


@dataclass(frozen=True, slots=True, order=True)
class Partner:
    """Somebody else at a piece of work, named as in the repository: a reviewer, else a co-author."""

    name: str
    email: str
    has_reviewed: bool = False


@dataclass(frozen=True)
class Identity:
    """The owner's addresses and full names, in lower case, and what the mailmap calls other addresses."""

    addresses: frozenset[str] = frozenset()
    full_names: frozenset[str] = frozenset()
    contact_by_address: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Names and addresses as the mailmap has them, by the addresses that commits have."""

    @classmethod
    def of(cls, names_and_addresses: Iterable[str]) -> "Identity":
        """Return who is meant by some names and addresses.

        A name alone means the owner only if it has two words or more: a first name may be anyone's.
        """
        values = {" ".join(value.split()).lower() for value in names_and_addresses}
        addresses = frozenset(value for value in values if "@" in value)
        return cls(addresses, frozenset(name for name in values - addresses if " " in name))

    def learn(self, commit: Commit) -> None:
        """Note how the mailmap calls the author of a commit, since trailers may have old addresses."""
        if commit.raw_email not in self.contact_by_address:
            self.contact_by_address[commit.raw_email] = (commit.author, commit.email)

    def is_owner(self, name: str, *addresses: str) -> bool:
        """Return whether a person of that name with one of these addresses is the owner."""
        return not self.addresses.isdisjoint(addresses) or name.lower() in self.full_names

    def has_written(self, commit: Commit) -> bool:
        """Return whether the owner wrote a commit, alone or as a co-author."""
        if self.is_owner(commit.author, commit.email, commit.raw_email):
            return True
        return any(
            trailer.token == _AUTHORING and self._is_in(trailer) for trailer in read_trailers(commit.message)
        )

    def has_reviewed(self, commit: Commit) -> bool:
        """Return whether a commit of somebody else says that the owner reviewed it."""
        trailers = [*read_trailers(commit.message)] if "-by:" in commit.message else []
        return any(trailer.token in _REVIEWING and self._is_in(trailer) for trailer in trailers)

    def partners_of(self, commit: Commit) -> Iterator[Partner]:
        """Yield who else wrote or reviewed a commit, without programs."""
        if not self.is_owner(commit.author, commit.email, commit.raw_email):
            yield from self._partner(commit.author, commit.email, has_reviewed=False)
        for trailer in read_trailers(commit.message):
            if trailer.token == _AUTHORING or trailer.token in _REVIEWING:
                name, email = self.contact_by_address.get(trailer.email, (trailer.name, trailer.email))
                yield from self._partner(name, email, has_reviewed=trailer.token != _AUTHORING)

    def _partner(self, name: str, email: str, *, has_reviewed: bool) -> Iterator[Partner]:
        if name and not self.is_owner(name, email) and not is_program(name, email):
            yield Partner(name, email, has_reviewed)

    def _is_in(self, trailer: Trailer) -> bool:
        mapped_name, mapped_email = self.contact_by_address.get(trailer.email, (trailer.name, trailer.email))
        return self.is_owner(trailer.name, trailer.email, mapped_email) or self.is_owner(mapped_name)


def is_program(name: str, email: str) -> bool:
    """Return whether an author is a bot or a coding assistant."""
    words = name.lower().replace("(", " ").split()
    is_agent = (
        bool(words) and words[0] in _AGENTS and ("noreply" in email or "bot" in email or len(words) < 3)
    )
    is_bot = "[bot]" in name.lower() or "[bot]" in email or (bool(words) and words[-1].endswith("bot"))
    return is_agent or is_bot
