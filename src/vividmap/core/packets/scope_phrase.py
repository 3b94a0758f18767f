"""How far an entry reached, in the words of a sentence or a heading, where it can be said well.

    Moved the session cache to Redis for several teams.
    ## Kafka, across the organisation (July to November)

It is said once for a project, and not where the text names itself for whom it was. What reached beyond the
organisation is never said so: only the text knows whether that means customers, a vendor or everybody, and
"no patient data left the network (beyond the organisation)" reads as if it had. The notes to the author name
what is not said.
"""

import re

from vividmap.core.lazy_pattern import lazy_pattern

_FOR_WHOM = {"teams": "for several teams", "org": "for the whole organisation"}
_IN_HEADING = {"teams": "across several teams", "org": "across the organisation"}
_MAKING = (
    "added automated built consolidated created delivered deployed designed developed documented drafted"
    " established extended implemented improved introduced launched merged migrated modernised moved"
    " ported published rebuilt redesigned refactored released replaced rewrote rolled set shipped simplified"
    " sped standardised standardized started streamlined unified upgraded wrote"
)
_DEED = lazy_pattern(rf"(?:I |We )?(?:{'|'.join(_MAKING.split())})(?: [\w/&+’'-]+){{1,9}}", re.IGNORECASE)
"""A deed that makes something for others, without a mark in it that ends a clause."""
_GOES_ON = lazy_pattern(
    r"(?<![\w-])(?:for|with|without|by|from|in|within|at|on|after|before|until|since|during|because|so|if|when|while"
    r"|where|that|which|who|whose|than|as|it|them|this|these|those|not|no|early|late|today|yesterday|again|too|now"
    r")(?![\w-])|(?<![\w.,])\d{1,20}$",
    re.IGNORECASE,
)
"""What a deed goes on with, so that "for several teams" behind it might belong to that."""


def heading_scope(scope: str) -> str:
    """Return a scope as it follows the theme of a heading, "" for one that is not said there."""
    return _IN_HEADING.get(scope, "")


def scoped_deed(text: str, scope: str) -> str:
    """Return the first sentence of a text with its scope where that is sure to read well, "" where it is not.

    The scope stands at the end of the deed, before a full stop or before ": " and a result.
    """
    phrase = _FOR_WHOM.get(scope, "")
    deed = _DEED.match(text)
    if not (phrase and deed):
        return ""
    end = deed.end()
    is_whole = text[end:] in ("", ".") or text[end : end + 2] in (". ", ": ")
    return "" if not is_whole or _GOES_ON.search(deed[0]) else f"{deed[0]} {phrase}{text[end:]}"
