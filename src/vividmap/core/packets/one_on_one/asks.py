"""What a note of a conversation leaves open: what the other person asked for, what either said to do.

So "needs: 1) numbers 2) two letters" is told as "You need numbers and two letters", a quotation "I need the
story by December." as "You need the story by December", and "he'll send my packet" as open on their side.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vividmap.core.english.phrasing import join_names
from vividmap.core.english.quotations import QUOTATION
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.splitting import split_clauses, split_notes
from vividmap.core.packets.wording.trimming import drop_day_pointers
from vividmap.core.text import decapitalise

ON_MY_SIDE = "Open on my side:"
ON_YOUR_SIDE = "Open on your side:"

_SUBJECT = r"(?:(?:she|he|they)(?:['’]d)? |would |also |and |but )*"
_REQUEST = lazy_pattern(
    rf"{_SUBJECT}(?P<verb>wants?|wanted|needs?|needed|expects?|expected"
    r"|asks?|asked|like[sd]?)(?P<colon>:)?(?: me)?(?P<me> me)? (?P<what>\S.*)",
    re.IGNORECASE,
)
_ASK_OBJECT = lazy_pattern(
    r"(?:for|to|who|whom|what|when|where|whether|if|how|why|about|that|me) ", re.IGNORECASE
)
_PROMISE = lazy_pattern(
    r"(?:(?:i )?(?:promised|agreed|offered|owe|will|have to|need to|said i(?:['’]d| would| will)) (?:to )?"
    r"|to-?do:? )?"
    r"(?P<deed>(?:send|write|tell|say|show|share|ask|follow up|introduce|give|book|prepare|draft|get|check"
    r"|find|invite|bring|reply|return|review|set up|put|talk|speak|look|forward|schedule) \S.*)",
    re.IGNORECASE,
)
_THEIR_PROMISE = lazy_pattern(
    r"(?:and |but )?(?:she|he|they)(?:['’]ll| will| is going to| are going to| promised to| agreed to"
    r"| offered to| said (?:that )?(?:she|he|they)(?:['’]ll|['’]d| will| would)) "
    r"(?P<deed>(?!not\b|be\b)\S.*)",
    re.IGNORECASE,
)
_THEIR_WORDS = lazy_pattern(
    r"(?:and |but |so )?I(?:['’]d| would)? (?:also |really )?(?P<verb>want|need|expect|like) (?P<what>\S.*)",
    re.IGNORECASE,
)
_PRONOUN = lazy_pattern(r"\b(?:you|your|me|my|us|our|we|I)\b", re.IGNORECASE)
_OWN_REPLY = lazy_pattern(r",? (?:and|but) I\b.*", re.IGNORECASE)
_LABEL = lazy_pattern(
    r"(?<![\w-])(?:[\w-]++ ){0,3}?(?:skip[- ]?level|mid-?year|year-?end|review|\w*gespräch|appraisal"
    r"|talk|check-?in): (?=\S)",
    re.IGNORECASE,
)
_HALF_BRACKET = lazy_pattern(r"(?<![(\w])(\d)\)(?=\s)")
_LIST_NUMBER = lazy_pattern(r"(?:^|\s)\(?\d[).]\s")


class OpenAsk(NamedTuple):
    """What is open: how it is told ("You want"), what it is, and the words of the note that say it."""

    lead: str
    words: str
    clause: str


def read_asks(text: str) -> Iterator[OpenAsk]:
    """Yield what a note of a conversation leaves open between its author and the other person."""
    for clause in read_clauses(text):
        if ask := _read_ask(clause):
            yield ask


def read_clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a note of a conversation, those of a quotation too."""
    # A number in a single bracket would keep the sentences around it together.
    for sentence in split_notes(_HALF_BRACKET.sub(r"(\1)", _LABEL.sub("", text, count=1))):
        quotation = QUOTATION.match(sentence)
        if quotation and len(quotation[0]) > len(sentence) / 2:
            yield from (part.strip() for part in split_notes(quotation[0][1:-1]))
        yield from split_clauses(sentence)


def _read_ask(clause: str) -> OpenAsk | None:
    plain = drop_day_pointers(clause).text.strip(" .,;")
    if match := _THEIR_WORDS.fullmatch(plain):
        # In their own words "you" is the author; such a sentence would have to be turned round.
        is_clear = not _PRONOUN.search(match["what"])
        return OpenAsk(f"You {_want(match['verb'])}", match["what"], clause) if is_clear else None
    if request := _read_request(plain):
        return OpenAsk(*request, clause)
    if match := _PROMISE.fullmatch(plain):
        return OpenAsk(ON_MY_SIDE, decapitalise(match["deed"]), clause)
    if match := _THEIR_PROMISE.fullmatch(plain):
        return OpenAsk(ON_YOUR_SIDE, match["deed"], clause)
    return None


def _read_request(clause: str) -> tuple[str, str] | None:
    """Return "You want" or the like and what was wanted, None if a clause is no request."""
    match = _REQUEST.fullmatch(_OWN_REPLY.sub("", clause))
    if not match:
        return None
    verb, request = match["verb"].casefold(), _join_numbered(match["what"])
    if match["colon"]:
        return f"You {_want(verb)}", request
    receiver = "me " if re.search(rf"{match['verb']} me ", clause) and request.startswith("to ") else ""
    if verb.startswith("ask"):
        return ("You asked", f"{receiver}{request}") if _ASK_OBJECT.match(request) else None
    return f"You {_want(verb)}", f"{receiver}{request}"


def _want(verb: str) -> str:
    return "need" if verb.casefold().startswith("need") else "want"


def _join_numbered(text: str) -> str:
    """Return a numbered list as a sentence has it: "1) numbers 2) letters" is "numbers and letters"."""
    parts = [part.strip(" ,;") for part in _LIST_NUMBER.split(text)]
    parts = [part for part in parts if part]
    return join_names(parts) if len(parts) > 1 and _LIST_NUMBER.match(text) else text
