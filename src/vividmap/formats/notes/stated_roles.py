"""Roles that a document states beside a name: "Frank (VP ops)", "my mentee Tomasz", "Manager: Priya"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.names import find_height, has_role
from vividmap.formats.notes.vocabulary import key_of, load_table, split_words

_MY = r"(?:my|our|mein\w{0,2}|unser\w{0,2}|mon|ma|notre|mi|meu|minha|mio|mia|mijn|onze)"
_WORD = r"[^\W\d_][\w/&+-]{0,20}"
_BEHIND = lazy_pattern(
    r"(?: [^\W\d_a-z][\w’'.-]{0,20}){0,2}"
    r"(?: ?\((?P<inside>[^()]{2,40})\)"
    r"|, (?P<after>[^,;:.()]{2,30})(?=[,;:.)]|$)"
    r"| [–—-] (?P<dash>[^,;:.()–—]{2,40})"
    r"|,? (?:is|was|ist|war|est|es|é|wird|becomes|became) (?P<being>[^,;:.()]{2,40}))"
)
_IN_FRONT = lazy_pattern(
    rf"(?:(?:^|[\s(,;/]){_MY} (?P<own>{_WORD}(?: {_WORD}){{0,2}})"
    rf"|(?:^|[\s(,;.])(?P<label>{_WORD}(?: {_WORD}){{0,2}}) ?[:：]) ?$",
    re.IGNORECASE,
)
_NEW = lazy_pattern(
    rf"(?:(?:the|der|die|le|la|new|neue\w?|nouve\w{{1,5}}|nuev[oa]|{_MY}) ){{1,3}}", re.IGNORECASE
)
_BEFORE = 60


def find_stated_role(name: str, lines: Sequence[str]) -> str:
    """Return the role that stands beside a name in some line, "" where none does."""
    return next((role for line in lines for role in _roles_in(line, name) if is_role(role)), "")


def is_role(words: str) -> bool:
    """Return whether words say a role, whatever height it has."""
    return has_role(words) or bool(suggest_height(words))


def suggest_height(role: str) -> str:
    """Return the height that a role suggests, "" for one that says none: "VP ops" is above the skip level."""
    if height := find_height(role):
        return height
    words = key_of(role).split()
    for height, phrases in _suggestions().items():
        starts = (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, at + 3))
        if not phrases.isdisjoint(starts):
            return height
    return ""


@cache
def _suggestions() -> dict[str, frozenset[str]]:
    return {
        height: frozenset(split_words(words)) for height, words in load_table("people")["suggested"].items()
    }


def lines_naming(name: str, lines: Sequence[str]) -> list[int]:
    """Return the places of the lines that name a person, by the first name too."""
    pattern = _pattern_of(name.split(maxsplit=1)[0])
    return [at for at, line in enumerate(lines) if not line.lstrip().startswith("#") and pattern.search(line)]


@lru_cache(maxsize=256)
def _pattern_of(first_name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(first_name)}(?![\w-])")


def _roles_in(line: str, name: str) -> Iterator[str]:
    for match in _pattern_of(name.split(maxsplit=1)[0]).finditer(line):
        if front := _IN_FRONT.search(line[max(0, match.start() - _BEFORE) : match.start()]):
            yield _without_article(front["own"] or front["label"])
        if behind := _BEHIND.match(line, match.end()):
            role = next(filter(None, behind.groups()), "")
            yield _without_article(role.split(" from ", 1)[0].split(" since ", 1)[0].strip())


def _without_article(role: str) -> str:
    article = _NEW.match(role)
    return role[article.end() :] if article else role
