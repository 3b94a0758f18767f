"""Phrases that name the only readers of a text: "(visible only to you and HR)", in several languages."""

from vividmap.core.english.privacy_pattern import privacy_phrase

_SELF = r"(?:me|myself|you|yourself|us|ourselves)"
_LIMITED = (
    rf"(?:{_SELF}|(?:(?:my|the|your|our) )?(?:hr|human resources|people ops|hrbp"
    r"|(?:people|hr) (?:business )?(?:partner|team))|nobody else|no one else)"
)
_ALL_LIMITED = rf"{_LIMITED}(?:(?: and| or| &| /|/) {_LIMITED}){{0,2}}"
_VISIBLE = r"(?:visible|readable|viewable|shown|shared|seen)"
_IS = r"(?:(?:this|it|this (?:section|answer|part|question)) )?(?:is )?"

ONLY_FOR_AUTHOR = (
    privacy_phrase(
        "only|just|solely",
        rf"{_IS}(?:only|just|solely) {_VISIBLE} (?:to|by|with|for) {_ALL_LIMITED}"
        rf"|{_IS}{_VISIBLE} (?:only|just|solely) (?:to|by|with|for) {_ALL_LIMITED}(?: only)?"
        rf"|{_IS}{_VISIBLE} (?:to|by|with|for) {_ALL_LIMITED} only"
        rf"|(?:only|just) (?:i|you|we|{_ALL_LIMITED}) (?:can|may|will|should) (?:see|read|view)"
        r"(?: (?:this|it|that))?",
    ),
    privacy_phrase(
        "sichtbar|einsehbar|lesbar|nur fur",
        r"(?:nur (?:sichtbar|einsehbar|lesbar) f[uü]r|nur f[uü]r|(?:sichtbar|einsehbar|lesbar) nur f[uü]r)"
        r" (?:mich|dich|sie|euch|uns|(?:die )?(?:hr|personalabteilung))"
        r"(?: und (?:mich|dich|sie|(?:die )?(?:hr|personalabteilung)))?(?: (?:sichtbar|einsehbar|lesbar))?",
    ),
    privacy_phrase(
        "visible |visibile|visivel|zichtbaar",
        r"(?:uniquement |seulement )?visible (?:uniquement |seulement |que )?(?:pour|par) (?:moi|vous|toi"
        r"|nous)"
        r"(?: (?:et|ou) (?:les |la )?(?:rh|drh))?(?: (?:seule?|uniquement|seulement))?"
        r"|(?:solo |s[oó]lo )?visible (?:solo |s[oó]lo )?para (?:m[ií]|ti)(?: y (?:para )?(?:rrhh|rh))?"
        r"|(?:s[oó] |apenas )?vis[ií]vel (?:s[oó] |apenas )?para (?:mim|voc[eê])(?: e (?:para )?(?:o )?rh)?"
        r"|(?:solo )?visibile (?:solo )?(?:a|per) (?:me|te)"
        r"|(?:alleen )?zichtbaar (?:alleen )?voor (?:mij|jou)",
    ),
)
"""Clauses by which only the author, the personnel department or both may read a text."""

_MANAGER = (
    r"(?:(?:my|your|the) )?(?:(?:direct|line) )?"
    r"(?:managers?|boss|lead|leadership|reviewers?|calibration(?: committee)?)"
)

ONLY_FOR_MANAGER = (
    privacy_phrase(
        "only|just",
        rf"{_IS}(?:only|just) {_VISIBLE} (?:to|by|with|for) {_MANAGER}"
        rf"|{_IS}{_VISIBLE} (?:only|just) (?:to|by|with|for) {_MANAGER}"
        rf"|{_IS}{_VISIBLE} (?:to|by|with|for) {_MANAGER} only",
    ),
)
"""Clauses by which the author's manager may read a text, who is a reader of packets, and nobody outside."""
