"""Lines that state goals: "Goals 2027: (1) … (2) …", "2026 goals: a ✅ / b ❌", and how far each came."""

import re
from collections.abc import Sequence

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold

_GOAL = r"(?:goals?|ziele?|jahresziele?|objecti(?:f|ve)s?|objetivos?|metas?|obiettiv[oi]|doel(?:en)?|цел[ьи])"
_WHEN = r"(?:20\d\d|(?:20\d\d[ -]?)?[qhs][1-4](?: ?20\d\d)?|for 20\d\d|für 20\d\d)"
_GOALS_OF = lazy_pattern(
    rf"(?:my |our |meine |mis |mes )?(?:{_GOAL} {_WHEN}|{_WHEN} {_GOAL})\s?(?:[:：–—]\s|(?=[\"“„«]))",
    re.IGNORECASE,
)
_NUMBER = lazy_pattern(r"(?:^|\s)\(?\d{1,2}[).]\s")
_SLASH = lazy_pattern(r"\s/\s")
_REACHED_BEHIND = lazy_pattern(r"\s?[✅✔☑]\ufe0f?\s*$")
_STATES = {
    "reached": "reached,achieved,met,done,complete,completed,hit,exceeded,accomplished,erreicht,erfüllt,"
    "geschafft,atteint,réalisé,alcanzado,conseguido,logrado,cumplido,alcançado,atingido,raggiunto,bereikt,behaald",
    "dropped": "dropped,cancelled,canceled,abandoned,verworfen,abandonné,abandonado,abbandonato,vervallen",
    "active": "active,in progress,on track,ongoing,at risk,laufend,in arbeit,en cours,en curso,"
    "em andamento,in corso",
}
STATE_OF_GOAL = {fold(word): state for state, words in _STATES.items() for word in words.split(",")}
"""How far a goal came, by the folded words of a form."""
_SIGNS = " \t✅✔☑🟢🟡🟠🔴⚪\ufe0f"


def goal_state(text: str) -> str:
    """Return how far a goal came as a cell says it, "✅ achieved"; "" where it is not clear."""
    words = text.strip(_SIGNS)
    return STATE_OF_GOAL.get(fold(words), "") if words else "reached" if text.strip()[:1] in "✅✔☑" else ""


def goals_in(text: str) -> str:
    """Return the goals of a line that begins with their period, "Goals 2027: …"; "" for any other line."""
    match = _GOALS_OF.match(text)
    return text[match.end() :] if match else ""


def split_goals(text: str) -> Sequence[tuple[str, str]]:
    """Return each goal of several in one line with its state, "" if that is not said."""
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) > 1 and numbers[0].start() == 0:
        ends = [number.start() for number in numbers[1:]] + [len(text)]
        parts = [text[number.end() : end] for number, end in zip(numbers, ends, strict=True)]
    else:
        parts = _SLASH.split(text) if re.search(r"[✅✔☑❌✗]", text) else [text]
    return [
        (_REACHED_BEHIND.sub("", part).strip(" ;,"), "reached" if _REACHED_BEHIND.search(part) else "")
        for part in parts
        if part.strip()
    ]
