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
    r"\b(?:not|never|nearly|almost|half|partly|partially|yet|nicht|fast|pas|presque|casi|if|when|once|until)\b"
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
