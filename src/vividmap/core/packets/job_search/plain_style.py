"""What a note says in colour, and a résumé does not: clock times, asides, causes, what nobody noticed.

    Ledger cutover, 02:10 to 04:50      ->  Ledger cutover
    38 min to 14, on a good day         ->  38 min to 14

A number stays, and so does the word that says how sure it is.
"""

import re

from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.quotations import outside_quotations
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced

_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]\.?m\b\.?)?"
_CLOCK = lazy_pattern(
    rf",? ?(?:\b(?:from|at|around|by|between|until) )?(?<![\d:.]){_TIME}"
    r"(?!:?\d|\s?(?:h|min|s|hours?|minutes?)\b)"
    rf"(?:\s?(?:to|–|-|and|until)\s?{_TIME})?(?: (?:UTC|GMT|CET|CEST|[ECMP][SD]?T|local time))?"
    r"|,? (?:at|around) (?:\d{1,2}|two|three|four|five|six)(?: ?[ap]\.?m\.?|(?: o['\u2019]clock)?(?: in the"
    r" (?:morning|afternoon|evening|night))| o['\u2019]clock)(?!\w)"
    r"|,? (?:at (?:noon|midnight|dawn)|in the middle of the night)(?=$|[.,;:)])",
    re.IGNORECASE,
)
_ASIDE = lazy_pattern(
    r",? (?:on a (?:good|bad) day|so far|give or take|for once|at (?:long )?last|to death|like crazy"
    r"|the hard way|of all things|if you ask me|for a change|going by feel"
    r"|as (?:suspected|feared|always|usual|promised)(?: all along)?|all by myself"
    r"|without (?:anyone|anybody|me) (?:asking|noticing)"
    r"|(?:for|of|on|to) the above|(?:at )?nights and weekends"
    r"|without (?:being told|me asking|us|me|(?:my|our) help)|because of (?:it|this|that))(?=$|[.,;:)])"
    r"| \((?:was|were|is|are|had) [^()]*\)",
    re.IGNORECASE,
)
_COLOUR_CLAUSE = lazy_pattern(
    r"(?:and |but )?(?:what|which|nobody|no one|everybody|everyone|people|customers|developers|users|they|it"
    r"|he|she|as (?:suspected|expected|feared|always|usual)|because|if|so|obviously|unsurprisingly|luckily"
    r"|fortunately|sadly|finally|not (?:us|me|ours|mine)|keep|too (?:long|late)|going by"
    r"|here is)\b",
    re.IGNORECASE,
)
_REMARK = lazy_pattern(
    r"\b(?:nobody|no one|everybody|everyone|anyone|anybody|apparently|supposedly|seems?|turns? out|somehow"
    r"|because|noticed|scream\w*|it took|told (?:them|him|her|us|me)|said later)\b|^(?:was|were|is|are) "
    r"|^[a-z]+ing (?:it|them)\b",
    re.IGNORECASE,
)
_CAUSE = lazy_pattern(r",? (?:because|since) (?=[^,;:]*\b(?:I|we|me|my|our)\b).*$", re.IGNORECASE)
_ABOUT = lazy_pattern(r"^(?P<verb>[^\W\d_]+) like (?=~?\d)")
_MIN_WORDS = 2


def without_colour(text: str) -> str:
    """Return a sentence without the times of day, asides and closing remarks in it."""
    plain_text = outside_quotations(text, lambda part: _CAUSE.sub("", _ASIDE.sub("", _CLOCK.sub("", part))))
    plain_text = _ABOUT.sub(r"\g<verb> about ", plain_text).strip(" ,;:")
    head, _, tail = plain_text.rpartition(", ")
    while (
        len(head.split()) >= _MIN_WORDS
        and is_balanced(head)
        and _COLOUR_CLAUSE.match(tail)
        and not is_quantified(tail)
    ):
        plain_text = head
        head, _, tail = plain_text.rpartition(", ")
    return plain_text


def is_remark(part: str) -> bool:
    """Return whether what would stand behind a bullet's colon says how it came about or was taken."""
    return bool(_REMARK.search(part))
