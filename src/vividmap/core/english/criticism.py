"""Feedback that finds fault, asks for a change or weighs its author's own case, in several languages.

"Strong on depth, thin on breadth", "ich soll früher um Hilfe bitten", "tu devrais déléguer davantage" and "my
salary is below the band" are nothing that a review passes on by itself. Praise is: "explains hard things so
that the board understands them".
"""

import re

from vividmap.core.english.gap_words import CAMPAIGN
from vividmap.core.lazy_pattern import lazy_pattern

_FAULT = lazy_pattern(
    r"\b(?:should(?:n['’]t)?|needs? to|has to|have to|had to (?:learn|stop)|must|ought to|(?:could"
    r"|can) (?:be|have been"
    r"|do) (?:more|better|less|\w+er)|would (?:like|love|prefer) (?:you |me |him |her )?to|i wish"
    r"|wants? (?:me|you) to"
    r"|too (?:\w+ly|late|early|long|deep|much|many|often|fast|slow|quick|quiet|loud|harsh|soft|vague"
    r"|detailed|technical"
    r"|optimistic|far|little|nice|blunt|abrupt|high|low)|not (?:yet|enough|always|very|so|quite|really)"
    r"|lack(?:s|ing)?"
    r"|missing|missed|thin on|thin in|weak(?:er|est|ness(?:es)?)?|growth areas?|areas? (?:of"
    r"|for) (?:growth|improvement"
    r"|development)|development areas?|improve(?:ment)?s?|struggl\w+|bur(?:y|ies|ied)|unclear|confus\w+"
    r"|hard to (?:follow"
    r"|read|reach)|bottleneck|concern(?:s|ed)?|interrupt\w*|micromanag\w*|dominat\w*|defensive"
    r"|dismissive|work on"
    r"|next time|instead of|less (?:of|time)|delegat(?:e|ing) more|stop \w+ing|start \w+ing)\b"
    r"|(?:^|[\"“«„] ?)(?:sometimes|occasionally|at times)\b"
    r"|\b(?:soll(?:st|te|test|ten)?|müss(?:te|test|en)|muss(?:t)?|öfter|früher um|zu (?:spät|früh|viel"
    r"|viele|wenig|lang"
    r"|lange|leise|schnell|detailliert|technisch|optimistisch|direkt)|fehlt|fehlen|mangelt|schwach"
    r"|schwäche\w*"
    r"|verbessern|noch nicht|lernen,? zu)\b"
    r"|\b(?:(?:tu |vous )?devrai(?:s|t|ent)|devriez|doi(?:s|t|vent) (?:encore|plus|mieux)|il faut"
    r"|faudrait|trop|manque"
    r"|davantage|améliorer|pas (?:assez|encore|toujours)|faiblesse\w*|insuffisan\w*)\b"
    r"|\b(?:deber(?:ía|ías|ía)|debes?|tien(?:es|e) que|hay que|demasiad[oa]s?|falta|mejorar|aún no"
    r"|todavía no|más a menudo)\b"
    r"|\b(?:dovrest[ie]|dovrebbe|devi|troppo|manca|migliorare|deveria[s]?|precisa[s]? de|demais|melhorar"
    r"|zou(?:den)? moeten|te (?:veel|weinig|laat|snel)|meer delegeren|verbeteren)\b",
    re.IGNORECASE,
)
_CAREER = lazy_pattern(
    r"\b(?:promo(?:tion)?s?|promoted|passed over|salar(?:y|ies)|comp(?:ensation)?|pay (?:rise|raise"
    r"|band)|below (?:the )?band"
    r"|band midpoint|bonus|equity|staff case|senior case|principal case|case for (?:staff|senior|principal)"
    r"|(?:staff|senior|principal) case|next cycle|calibration|pip|gehalt|beförder\w+|salaire"
    r"|augmentation|sueldo|ascenso"
    r"|stipendio|promozione|salário|promoção|salaris)\b",
    re.IGNORECASE,
)
"""What concerns the author's level or pay: between them and who decides on it."""
_BUT = lazy_pattern(r"(?<=\s)(?:but|aber|jedoch|mais|pero|ma|mas|maar) (?!also\b|auch\b|aussi\b)")
_QUOTES = frozenset('"“”«»„')


def is_critical(sentence: str) -> bool:
    """Return whether a sentence of feedback finds fault, asks for a change or weighs the author's case."""
    return bool(_FAULT.search(sentence) or _CAREER.search(sentence) or CAMPAIGN.search(sentence))


def praise_in(sentence: str) -> str:
    """Return what a sentence of feedback praises before it finds fault: "exceeds" of "exceeds, but too late".

    Nothing of a quotation, which stays whole or is not told.
    """
    if not is_critical(sentence):
        return sentence
    turn = _BUT.search(sentence)
    if turn is None or not _QUOTES.isdisjoint(sentence):
        return ""
    praise = sentence[: turn.start()].rstrip(" ,;–—-")
    return "" if is_critical(praise) else praise
