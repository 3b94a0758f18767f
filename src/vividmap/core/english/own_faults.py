"""Words by which a note says that the harm it tells of was its author's own doing.

"My fault, should have canaried", "the bug was in my code", "root cause: my config change". What came of such
an entry is a repair of that harm and no gain. "Not my fault", "fixed by my patch", "my error budget policy"
and "I broke the monolith into services" say nothing of the kind.
"""

import re

from vividmap.core.lazy_pattern import lazy_pattern

_MY = r"(?:my|mon|ma|mi|mein(?:e[mnr]?)?|meu|minha|mio|mia|mijn)"
_OWN = r"(?:own |eigene[mnr]? |propre |propi[oa] |propri[oa] )?"
_DENIED = r"(?<!not )(?<!n't )(?<!n’t )(?<!nicht )(?<!pas )(?<!no es )(?<!no fue )(?<!não foi )(?<!niet )"
_ADMISSION = lazy_pattern(
    rf"{_DENIED}\b{_MY} {_OWN}"
    r"(?:fault|mistake|oversight|blunder|screw-?up|bug|regression|typo|error|fehler|versehen|schuld|erreur"
    r"|faute|fallo|culpa|erro|errore|colpa|fout)\b"
    r"(?!s? (?:budget|handling|message|rate|track|report|page|fix|bash|triage|hunt|suite|test|bounty|count"
    r"|backlog|dashboard|log|code)\w*)"
    r"|\bI (?:had |have |accidentally |unfortunately |also )?broke (?:it|this|that|everyone|everything|prod"
    r"|production|main|master|staging|the (?:build|site|app|api|release|deploy\w*))\b(?! (?:down|up"
    r"|into|out)\b)"
    r"|\bI (?:had |have |accidentally |unfortunately |also )?caused (?:it|this|that"
    r"|(?:an?|the) (?:\w+ ){0,2}(?:outage|incident|bug|leak|regression|downtime|failure|sev-?\d|p[01]))\b"
    r"|\b(?:caused|triggered|introduced|broken) by me\b|\b(?:it|that|this) was me(?=[.,;:!)]|$)"
    r"|\bich (?:habe |hatte )?(?:[\w-]{1,30} ){0,6}(?:verursacht|kaputt ?gemacht)\b|\bvon mir verursacht\b"
    r"|\bj['’](?:ai|avais) (?:causé|cassé)\b|\bcausée? par moi\b|\bl[oa] causé\b|\bl['’]ho causat[oa]\b"
    r"|\bculpa (?:mía|minha)\b|\bcolpa mia\b",
    re.IGNORECASE,
)
"""That somebody takes the blame."""

_WORK = (
    r"(?:code|change|commit|config(?:uration)?|deploy(?:ment)?|migration|script|prototype|pr|query"
    r"|release|rollout"
    r"|upgrade|änderung|skript|changement|déploiement|cambio|código|despliegue|mudança|codice|modifica)"
    r"(?! (?:reviews?|base|owners?|freeze)\b)"
)
_MINE = lazy_pattern(rf"\b{_MY} ", re.IGNORECASE)
_OWN_WORK_AS_CAUSE = lazy_pattern(
    r"\b(?:(?:caused|triggered|introduced|broken|due) (?:by|to|in)|because of|from|was(?: in)?|were(?: in)?"
    r"|sat in|cause[:,]?|verursacht durch|wegen|à cause de|causée? par|por culpa de|causad[oa] por|era"
    r"|fue|war"
    rf"|était|lag (?:an|in)|it['’]s) {_MY} {_OWN}(?:\w+[ -]){{0,2}}?{_WORK}\b"
    rf"|(?:^|[.;!?(,–—-] )(?:it was )?{_MY} {_OWN}(?:\w+[ -]){{0,2}}?{_WORK}"
    r"(?: (?:from|of|in|von|de|aus) [\w -]{2,20})?(?=\s*+(?:[.;!?)(:]|$))",
    re.IGNORECASE,
)
"""The author's own work where a cause stands, or alone behind what happened: "My code from 2024"."""

_HARM = lazy_pattern(
    r"\b(?:bugs?|outages?|incidents?|broke|broken|(?:was|were|went|is) down|fail(?:ed|ures?|ing)?"
    r"|wrong(?:ly)?|double[ -]?\w+|refund\w*"
    r"|leak\w*|lost|duplicat\w*|corrupt\w*|regress\w*|revert\w*|rolled back|sev-?\d|p[01]|root cause"
    r"|postmortem|rca"
    r"|fehler|ausfall|ausgefallen|störung|kaputt|panne|erreurs?|caída|fallos?|errores|falha|queda"
    r"|guasto|storing)\b",
    re.IGNORECASE,
)


def is_own_fault(text: str) -> bool:
    """Return whether a note says that its author caused the harm it tells of."""
    if _ADMISSION.search(text):
        return True
    # Few texts have the first of these words, and it is found in a tenth of the time of the others.
    return bool(_MINE.search(text) and _HARM.search(text) and _OWN_WORK_AS_CAUSE.search(text))
