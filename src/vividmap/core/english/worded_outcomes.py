"""What came of a piece of work, said in words and by no quantity, in several languages.

found the hot-key problem before they built it    harm was kept off: "bevor sie ausgenutzt wurde"
signed off by Growth, Ads and Core                others agreed: "freigegeben", "validé"
on call alone since March                         somebody grew: "autonome", "eigenständig"
every two weeks with 5 teams                      it reaches several teams: "5 équipes"
deleted 140k lines                                a deed and how much of it there was
"""

import re

from vividmap.core.english.essentials import AGREEMENT, GROWTH, INFLUENCE, PREVENTION
from vividmap.core.english.unfinished import is_talk
from vividmap.core.lazy_pattern import lazy_pattern

_KEPT_OFF = lazy_pattern(
    r"\bbefore (?:it|they|he|she|we|you|anyone|anybody|anything|someone|somebody|\w+) (?:\w+ )?(?:built"
    r"|build|went|could"
    r"|was|were|got|reached|shipped|hit|happened|merged|noticed|became|broke|ever)\b"
    r"|\b(?:caught|prevented|stopped|blocked) (?:\w+ ){0,3}\d"
    r"|,? bevor (?:sie|es|er|jemand|etwas|der|die|das|wir)\b|\bverhindert\b|\bavant (?:que|qu['’]|toute?)\b"
    r"|\bantes de (?:que|llegar)\b|\bprima che\b|\bantes que\b|\bvoordat\b|\bevitad[oa]s?\b|\bévitée?s?\b",
    re.IGNORECASE,
)
_AGREED = lazy_pattern(
    r"\b(?:freigegeben|abgenommen|genehmigt|angenommen|übernommen|validée?s?|approuvée?s?|adoptée?s?"
    r"|acceptée?s?"
    r"|aprobad[oa]s?|aceptad[oa]s?|adoptad[oa]s?|approvat[oaie]|adottat[oaie]|aprovad[oa]s?|goedgekeurd)\b",
    re.IGNORECASE,
)
_GREW = lazy_pattern(
    r"\b(?:on (?:his|her|their) own\b|independent(?:ly)?\b|promotion to \w+|promoted\b|shipping alone"
    r"|selbst(?:st)?ändig|eigenständig|autonome?s?\b|en autonomie|autónom[oa]s?\b|zelfstandig)"
    r"|\b(?:she|he|they|sie|er|ist|est|hat) (?:[\w.-]{1,20} ){0,6}(?:allein(?:e)?|alone)\b",
    re.IGNORECASE,
)
_SEVERAL_TEAMS = lazy_pattern(
    r"\b(?!1\b)\d{1,3} (?:\w+ )?(?:teams|squads|departments|companies|équipes|abteilungen|bereiche"
    r"|firmen|equipos|squadre"
    r"|equipes|ploegen|afdelingen)\b",
    re.IGNORECASE,
)
_DEED_WITH_COUNT = lazy_pattern(
    r"(?:I )?(?:deleted|removed|dropped|retired|decommissioned|migrated|moved|automated|replaced|fixed"
    r"|closed|shipped"
    r"|hired|onboarded|trained|mentored|rewrote|converted|covered|cleaned up|documented)\b[^.;]{0,60}?\b\d",
    re.IGNORECASE,
)
_OPEN = lazy_pattern(
    r"\b(?:still (?:down|broken|open|missing|failing|flaky|not)|haven['’]?t|have not|not yet|no time"
    r"|todo|to do"
    r"|in progress|ongoing|draft \d|wip|cutting|blocked by|waiting (?:for|on)|may not|might not)\b",
    re.IGNORECASE,
)


def has_worded_outcome(text: str) -> bool:
    """Return whether a text says in words what came of the work, and not that it is still open."""
    if _OPEN.search(text):
        return False
    patterns = (_KEPT_OFF, _AGREED, _GREW, _SEVERAL_TEAMS, PREVENTION, AGREEMENT, GROWTH, INFLUENCE)
    return any(pattern.search(text) for pattern in patterns) or bool(_DEED_WITH_COUNT.match(text))


def is_heard_talk(text: str) -> bool:
    """Return whether a text tells of a talk and how many heard it, or that it was accepted."""
    return is_talk(text) and (any(map(str.isdigit, text)) or bool(AGREEMENT.search(text)))
