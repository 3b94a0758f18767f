"""Clauses that state a consequence: what others do since, what no longer happens, who took it over."""

from vividmap.core.results import cues
from vividmap.core.results.clauses import Clause
from vividmap.core.results.tokens import Token

_CONSEQUENCES_BY_WORD = cues.by_first_word(cues.CONSEQUENCES)
_GOAL_VERBS = [[word] for word in sorted(cues.REACHED)]
_OPENING = frozenset(("now", "no", "halved", "doubled", "tripled", "halving", "doubling"))
"""What states a consequence even as the first word of a text."""


_NONE = cues.NEGATIONS | cues.NOBODY_WORDS | {"nothing", "never", "nichts", "rien", "nada"}
_HARMED = frozenset(
    "lost leaked stolen exposed affected compromised exfiltrated harmed hurt verloren betroffen "
    "gestohlen perdu perdue "
    "touché volé perdido perdida afectado afectados robado afetado perso rubato geraakt".split()
)
_DATA = frozenset("data records secrets credentials money files pii customer customers patient".split())


def is_consequence_clause(
    text: str, tokens: list[Token], clause: Clause, words: list[str], *, is_first: bool
) -> bool:
    if len(words) < 2:
        return len(words) == 1 and not is_first and words[0] in cues.ACCEPTANCE_WORDS
    return (
        _has_phrase(words, is_first=is_first)
        or _has_acceptance(words, is_first=is_first)
        or _has_no_failure(words)
        or _is_prevention(words)
        or _has_new_owner(text, tokens, clause, words)
        or (words[-1] in cues.GONE and not is_first)
        or has_saved_time(words)
        or _has_counted_uses(words)
        or _has_new_rate(words)
        or has_ideographs(words, cues.IDEOGRAPHS_CONSEQUENCE)
    )


def _has_phrase(words: list[str], *, is_first: bool) -> bool:
    has_author = not cues.AUTHOR.isdisjoint(words[:2])
    if has_author:
        return False
    return any(
        tuple(words[at : at + len(phrase)]) == phrase
        for at, word in enumerate(words)
        if at > 0 or not is_first or word in _OPENING
        for phrase in _CONSEQUENCES_BY_WORD.get(word, ())
    )


def _has_acceptance(words: list[str], *, is_first: bool) -> bool:
    for at, word in enumerate(words):
        if word not in cues.ACCEPTANCE_WORDS or not cues.NEVER.isdisjoint(words[max(0, at - 2) : at]):
            continue
        follower = words[at + 1] if at + 1 < len(words) else ";"
        if at == 0:
            if not is_first and (follower in cues.ACCEPTANCE_FOLLOWERS or follower == ";"):
                return True
        elif words[at - 1] not in cues.AUTHOR and words[at - 1] not in cues.DETERMINERS:
            is_object = follower in cues.DETERMINERS and words[at - 1] in ("and", "to", "not", "then")
            if not is_object:
                return True
    return False


def _has_no_failure(words: list[str]) -> bool:  # noqa: PLR0911 - a sign a line
    for at, word in enumerate(words):
        near = words[at + 1 : at + 5]
        if word in cues.NEGATIONS and not cues.FAILURES.isdisjoint(near):
            return True
        if word in _NONE and (not _HARMED.isdisjoint(near) or (_DATA & {*near} and "left" in near)):
            return True
        if word in cues.NOBODY_WORDS and not cues.SINCE.isdisjoint(words[at + 1 :]):
            return True
        if word in cues.CALM and not cues.SINCE.isdisjoint(words[at + 1 :]):
            return True
        if word in cues.NEVER and not cues.SINCE.isdisjoint(words[at + 1 :]):
            return True
        if word in cues.NOBODY_WORDS and not cues.NOBODY_VERBS.isdisjoint(near):
            return True
        if word == "no" and near[:1] == ["one"] and not cues.NOBODY_VERBS.isdisjoint(words[at + 2 : at + 5]):
            return True
    return False


def _is_prevention(words: list[str]) -> bool:
    if words[0] in ("avoided", "averted", "prevented", "évité", "evitó", "evitou", "verhindert"):
        return True
    if "before" not in words:
        return False
    at = words.index("before")
    is_stopped = not cues.PREVENTING.isdisjoint(words[:at]) or words[at + 2 : at + 3] in _GOAL_VERBS
    return is_stopped and any(word in cues.BEFORE for word in words[at + 1 : at + 2])


def _has_new_owner(text: str, tokens: list[Token], clause: Clause, words: list[str]) -> bool:
    for at, word in enumerate(words):
        if at and word in cues.ROLES:
            before = tokens[clause.first + at - 1]
            if before.text in cues.THIRD_PERSONS or (before.sort == "word" and text[before.start].isupper()):
                return True
    return False


def has_saved_time(words: list[str]) -> bool:
    """Return whether a clause says that time was saved without counting it: "saved us roughly a year"."""
    return any(
        word in cues.SAVED and not cues.SPANS.isdisjoint(words[at + 1 : at + 6])
        for at, word in enumerate(words)
    )


def _has_counted_uses(words: list[str]) -> bool:
    """Return whether a clause counts how often a thing was used: "used 9 times since"."""
    return any(word in cues.USES and "times" in words[at + 1 : at + 4] for at, word in enumerate(words))


def _has_new_rate(words: list[str]) -> bool:
    """Return whether something happens at another rate since: "from weekly to daily"."""
    return any(
        before in cues.FROM and old in cues.RATES and to in cues.TO and new in cues.RATES
        for before, old, to, new in zip(words, words[1:], words[2:], words[3:], strict=False)
    )


def has_ideographs(words: list[str], cue_words: tuple[str, ...]) -> bool:
    """Return whether words of a script without blanks hold one of some cues."""
    return any(cue in word for word in words if word > "\u3000" for cue in cue_words)
