"""Feedback as it is told back to who gave it: "you" for them, "I" for the author, quotations word for word.

she said I answer too early          that I answer too early
feedback that I was too harsh        that I was too harsh
She wants to see me in front         that you want to see me in front
Frank in the all-hands: "calm"       “calm”
rated "exceeds"                      (you rated me) “exceeds”
"""

import re

from vividmap.core.english.quotations import without_quotations
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.one_on_one.asks import read_asks
from vividmap.core.packets.wording.splitting import split_notes

_FEEDBACK_THAT = lazy_pattern(
    r"(?:(?:his|her|their|some|good|tough|constructive|critical) )*feedback(?: was)?"
    r"(?P<sign>:| that| is that)\s+(?P<words>\S.*)",
    re.IGNORECASE,
)
_REPORTED_SPEECH = lazy_pattern(
    r"(?:he|she|they) (?:says?|said|told me|thinks?|thought|feels?|felt|noted|mentioned|pointed out|believes?"
    r"|finds?|found)(?: that)? (?P<words>(?:I|my|we|our)\b.*)",
    re.IGNORECASE,
)
_THEIR_VERB = lazy_pattern(
    r"(?:he|she|they)(?:(?P<is>['’]s)| (?P<verb>[a-z]+)) (?P<words>\S.*)", re.IGNORECASE
)
_BARE_VERB = lazy_pattern(
    r"(?P<verb>happy|impressed|pleased|proud|thrilled|delighted|grateful) \S.*", re.IGNORECASE
)
_SECOND_PERSON = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
_NO_THIRD_PERSON = ("ss", "us", "is")
_PRAISE = lazy_pattern(
    r"\b(?:best|great|excellent|outstanding|exceed\w*|already working|calmest|clearest|thank\w*|proud|happy"
    r"|impressed|well done|lov(?:e|ed|es)|strong\w*|saved|first time|carried|turned our|rated|pleased|perfect"
    r"|superb|at (?:the )?(?:staff|principal|senior staff) (?:level|scope))\b",
    re.IGNORECASE,
)
_CHANGE = lazy_pattern(
    r"\b(?:should|too|needs?|missing|don['’]?t|doesn['’]?t|isn['’]?t|still|stop|start|more|less|but|instead|never"
    r"|not|could|without|lacks?|next time)\b",
    re.IGNORECASE,
)


def find_clause(text: str) -> str:
    """Return what was said as it goes on after "You told me that", "" where it is told otherwise."""
    if (match := _FEEDBACK_THAT.fullmatch(text)) and (
        match["sign"] != ":" or match["words"].startswith("I ")
    ):
        return match["words"]
    if match := _REPORTED_SPEECH.fullmatch(text):
        return match["words"]
    if match := _BARE_VERB.fullmatch(text):
        return f"you were {text[:1].lower()}{text[1:]}"
    if (match := _THEIR_VERB.fullmatch(text)) and without_quotations(match["words"]).count(" he ") == 0:
        return f"you {_in_second_person('is' if match['is'] else match['verb'])} {match['words']}"
    return ""


def _in_second_person(verb: str) -> str:
    """Return a verb of "she" as that of "you": "wants" is "want"."""
    plain = verb.casefold()
    if plain in _SECOND_PERSON:
        return _SECOND_PERSON[plain]
    if plain.endswith(("ches", "shes", "sses", "xes", "zes")):
        return plain[:-2]
    return plain[:-1] if plain.endswith("s") and not plain.endswith(_NO_THIRD_PERSON) else plain


def is_praise(text: str) -> bool:
    """Return whether feedback is praise alone, which asks for no change."""
    remark = " ".join(sentence for sentence in split_notes(text.strip('“”"')) if not any(read_asks(sentence)))
    return bool(_PRAISE.search(remark)) and not _CHANGE.search(remark)
