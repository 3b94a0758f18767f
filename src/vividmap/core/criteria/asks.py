"""What a criterion asks for, as far as its words say so: how far the work has to reach, and of which kind.

Read by the words in the tables below, in English: a rule of thumb. Where a criterion names no reach, what
most criteria of its level name is taken for what the level asks; who shows that says in whose words it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vividmap.core.record import SCOPES, Criterion, Framework, Item, Record
from vividmap.core.stems import stems
from vividmap.core.text import fold

_REACHES = {
    "beyond": r"industry|open[- ]source|conferences?|externally"
    r"|(?:outside|beyond) (?:of )?the (?:company|organi[sz]ation|business)",
    "org": r"organi[sz]ation(?:al|ally)?(?:-wide)?|compan(?:y|ies)(?:-wide)?|departments?|division"
    r"|(?:engineering|business|org|group)-wide|across (?:all of )?engineering|(?:the|wider) business",
    "teams": r"cross[- ]team|(?:other |several |multiple |many |across )*(?:\w+ )?teams(?!')",
    "team": r"(?:(?:the|their|your|my|own|a) )*team(?:'s)?\b(?!s)",
}
_REACH = {scope: re.compile(rf"\b(?:{words})", re.IGNORECASE) for scope, words in _REACHES.items()}
_KINDS = {
    "decision": "architecture architectural artifact decision design direction proposal standard strategy",
    "unblocked": "accelerate coach enable grow help mentor support teach unblock",
    "prevented": "failure incident outage prevent quality reliability resilience risk security",
    "led": "deliver drive execute initiative lead own project",
}
_KIN = (
    "coach grow mentor onboard pair teach",
    "candidate hire interview recruit",
    "decision record rfc",
    "document handbook record rfc runbook write",
    "incident outage postmortem",
    "client customer merchant user",
    "align convince influence persuade",
    "conference meetup talk",
    "dashboard measure metric",
    "reliability resilience uptime",
    "delete remove simplify",
)
"""Words that one says for another: a ladder says "grows engineers" of what a log calls "mentored"."""
_KIN_OF = {stem: group for group in map(stems, _KIN) for stem in group}
_KIND_OF = {stem: kind for kind, words in _KINDS.items() for stem in stems(words)}


class Phrase(NamedTuple):
    """What is asked for, and the words that say so."""

    what: str
    words: str


def said(criterion: Criterion) -> str:
    """Return all that a criterion says about what it asks for."""
    return " ".join(filter(None, (criterion.theme, criterion.text, criterion.body)))


def reach(asks: Item) -> Phrase | None:
    """Return the widest scope that a criterion, or a gap, names itself; None where it names none."""
    text = f"{asks.text} {asks.body}"
    for scope in reversed(SCOPES):
        if found := _REACH[scope].search(text):
            return Phrase(scope, found.group())
    return None


def level_reach(criteria: Iterable[Criterion]) -> Phrase | None:
    """Return the scope that most criteria of a level name, the narrower one of two; None where none does."""
    some = tuple(criteria)
    counts = Counter(found.what for one in some if (found := reach(one)))
    scope = max(SCOPES, key=lambda one: counts[one])
    return Phrase(scope, f"{counts[scope]} of {len(some)}") if counts[scope] else None


def kinds(criterion: Criterion) -> dict[str, str]:
    """Return the kinds of evidence that a criterion's words speak of, each with the word."""
    found: dict[str, str] = {}
    for stem, word in stems(said(criterion)).items():
        if stem in _KIND_OF:
            found.setdefault(_KIND_OF[stem], word)
    return found


def close_to(words: Mapping[str, str]) -> dict[str, str]:
    """Return the stems of words that one says for some of those, each with the word that it is close to."""
    found: dict[str, str] = {}
    for stem, word in words.items():
        for close in _KIN_OF.get(stem, ()):
            if close not in words:
                found.setdefault(close, word)
    return found


def of_framework(record: Record, framework: Framework) -> tuple[Criterion, ...]:
    """Return the criteria of a framework in its own order, that in which they were added."""
    return tuple(one for one in record.children.get(framework.id, ()) if isinstance(one, Criterion))


def of_level(record: Record, framework: Framework, level: str) -> tuple[Criterion, ...]:
    """Return the criteria of one level of a framework, in its own order; capitals do not count."""
    return tuple(one for one in of_framework(record, framework) if fold(one.level) == fold(level))


def beside(record: Record, criterion: Criterion) -> tuple[Criterion, ...]:
    """Return all criteria of a criterion's framework that are of its level, itself among them."""
    framework = record.by_id.get(criterion.parent) if criterion.parent else None
    return of_level(record, framework, criterion.level) if isinstance(framework, Framework) else (criterion,)
