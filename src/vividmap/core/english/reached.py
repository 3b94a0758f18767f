"""Words that say of a goal that it is reached: "GOAL 2 done ✅", "reached my goal", "Ziel erreicht"."""

import re

from vividmap.core.lazy_pattern import lazy_pattern

GOAL_WORDS = ("goal", "ziel", "objecti")
"""How a word for a goal begins, in lower case."""
_GOAL = r"(?:goals?|objectives?|okrs?|ziele?|objectifs?|objetivos?)"
_DONE = (
    r"(?:done|reached|achieved|met|hit|completed?|accomplished|finished|erreicht|geschafft|erfüllt|atteints?"
    r"|alcanzados?|cumplidos?)"
)
_GOAL_DONE = lazy_pattern(
    rf"\b{_GOAL}(?: (?:no\. ?|nr\. ?|#)?\d{{1,2}})?"
    rf"(?:[:,]? (?:is|are|was|has been|ist|est|now|already)){{0,2}}[:,]? ?(?:{_DONE}\b(?! by\b)|[✅✔☑✓🎯])"
    r"|\b(?:reached|achieved|met|hit|completed|accomplished) (?:my|our|the|this|that)"
    rf" (?:[\w-]+ ){{0,3}}?{_GOAL}(?=$|[.,;:!?)✅]| (?:of|for|in|by|to|with|early|again)\b)",
    re.IGNORECASE,
)
_STATE_DONE = lazy_pattern(rf"(?:goal |it is |is |now )?{_DONE}(?=$|[\s.,;:!(✅✔])|[✅✔☑✓]", re.IGNORECASE)
_NOT_DONE = lazy_pattern(
    r"\b(?:not|never|nearly|almost|half|partly|partially|yet|nicht|fast|pas|presque|casi|if|when|once"
    r"|until)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def is_goal_done(text: str) -> bool:
    """Return whether a note says that a goal is reached."""
    return any(
        _GOAL_DONE.search(clause) and not _NOT_DONE.search(clause) for clause in re.split(r"[.;!\n]\s", text)
    )


def is_state_done(state: str) -> bool:
    """Return whether the current state of a goal says that it is reached: "Done", "reached in March"."""
    return bool(_STATE_DONE.match(state.strip())) and not _NOT_DONE.search(state)


_STATUS_LINE = lazy_pattern(
    r"^[ \t]*(?:[-*][ \t]*)?(?:status|state|progress|ergebnis|stand|résultat|statut|état|estado"
    r"|resultado|stato|risultato)"
    r"[ \t]*[:=][ \t]*(?P<state>\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_REACHED_MARK = lazy_pattern(r"[✅✔☑✓]")
_OPEN_MARK = lazy_pattern(r"[❌✗✘✖⚠🔴🟡⏳⬜]\ufe0f?")
_BETWEEN_TARGETS = lazy_pattern(r"(?<!\s)\s++[/|·•]\s++|[;,]\s++")


def is_stated_done(text: str) -> bool:
    """Return whether a text has lines on how something stands ("Status: ✅ achieved"), and all say done."""
    states = [match["state"] for match in _STATUS_LINE.finditer(text)]
    return bool(states) and all(map(is_state_done, states))


def is_marked_done(text: str) -> bool:
    """Return whether a goal bears a mark that it is reached, and none that a part of it is open."""
    return bool(_REACHED_MARK.search(text)) and not _OPEN_MARK.search(text) and not _NOT_DONE.search(text)


def open_targets(text: str) -> str:
    """Return a goal without those of its targets that bear a mark of being reached.

    "2026 goals: cost -20% ✅ / lineage ❌" is "2026 goals: lineage".
    """
    if not (_REACHED_MARK.search(text) and _OPEN_MARK.search(text)):
        return text
    label, colon, rest = text.partition(": ")
    targets = _BETWEEN_TARGETS.split(rest if colon else text)
    open_ones = [_OPEN_MARK.sub("", target).strip() for target in targets if not _REACHED_MARK.search(target)]
    told = " / ".join(" ".join(target.split()) for target in open_ones)
    return f"{label}: {told}" if colon and told else told or text
