"""Matters that nobody shows to the readers of a packet, marked or not: pay, offers, a search for a job.

A line on the author's own pay, on offers and interviews elsewhere, or on the probation of a colleague is
held back as if it were marked. Each form needs whose matter it is ("my salary", "interviewing at
Databricks"), since the same words name products and work: "salary service", "interviewed 12 candidates",
"pip". Where a line tells of such work, it is open.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from vividmap.core.english.privacy_pattern import PrivacyPhrase, privacy_phrase
from vividmap.core.lazy_pattern import lazy_pattern


class PrivateMatter(NamedTuple):
    """A form of words, and what of a line shows that they are about work."""

    phrase: PrivacyPhrase
    work: re.Pattern[str] | None


_NAME = r"(?-i:[A-ZÄÖÜÉ])[\w'-]{1,30}"
_EVENT = (
    r"(?!\w*(?-i:Con|Conf|Summit|Days?|Camp|Fest)\b)"
    r"(?!\w+ (?-i:Summit|Conference|Conf|Con|Days?|Meetup|Week|Live|University|Radio|Podcast))"
)
_COMPANY = rf"{_EVENT}(?-i:[A-ZÄÖÜÉ])[\w.&-]{{2,30}}"
_FRONT = r"(?:^[\W\d]{0,24}|[,;:.(—–] ?|\d )"
_SEASON = (
    r"(?:the end|spring|summer|autumn|fall|winter|q[1-4]|h[12]|20\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]{0,6})"
)
_THING = (
    r"(?! (?:apis?|app|bands? tool|benchmarks?|bot|button|calculat\w+|cards?|code|dashboard|data|database"
    r"|engine"
    r"|exports?|features?|fields?|flow|form|gateway|goal|history|imports?|integration|links?|migration|model"
    r"|module|pages?|pipeline|planner|planning|platform|points?|portal|processing|product|projects?|reports?"
    r"|repo|rounds?|rules?|runs?|screen|services?|slips?|statements?|survey|system|tables?|task|teams?|tools?"
    r"|widget|workflow)\b)"
)

_WORK = (
    r"\b(?:p\d\d|apis?|automat\w+|built|clients?|customers?|database|deployed|endpoints?|engine|features?"
    r"|fixed"
    r"|implemented|integrat\w+|latency|launched|migrat\w+|payroll|quer(?:y|ies)|refactor\w+|released|rewr\w+"
    r"|roll(?:ed )?out|schema|services?|shipped|tables?|tenants?|tests?|users?|job board|rubric|policy"
    r"|workshop"
    r"|mentees?|mentored|coached|(?:cut|moved|reduced|redesigned|introduced|wrote|added) the"
    r"|\d ?(?:ms|s|min|h)\b|gebaut|migriert|umgestellt|eingef[uü]hrt|gekoppelt|migr[eé]|livr[eé]"
    r"|d[eé]ploy[eé]"
    r"|migrad[oa]|lanzad[oa]|kunden|clientes)\b"
)
_HIRING = (
    r"\b(?:candidates?|hires?|hired|hiring|headcount|pipeline|panel|rubric|users?|customers?|podcast|press"
    r"|journalist|research|students?|engineers|mentees?|mentored|interviewers?|bar raiser|our recruiters?"
    r"|sourced"
    r"|sourcing|applicants?|interns?|bewerber\w*|kandidat\w*|candidat\w*)\b"
)
_BUYING = (
    r"\b(?:vendors?|contracts?|licen[cs]\w+|list price|below list|off list|discount\w*|credits?|renewals?"
    r"|quotes?"
    r"|seats?|pricing|procurement|reserv\w+|subscriptions?|suppliers?|hosting|capacity|acquisition|customers?"
    r"|deals?|tender|bids?|per (?:unit|host|node|gb|tb)|support plan|extended|rabatt|lizenz\w*|anbieter\w*"
    r"|lieferant\w*|vertr[aä]g\w*|vertrag|fournisseur\w*|remise|contrat|proveedor\w*|descuento|contrato"
    r"|partner\w*)\b"
)
_PYTHON = (
    r"\b(?:python|pypi|install\w*|packag\w+|dependenc\w+|uv|poetry|wheels?|mirror|conda|venv|virtualenv"
    r"|picture"
    r"|video|caches?|builds?|ci|requirements|lock ?file)\b"
)


def _matter(hints: str, pattern: str, work: str = "") -> PrivateMatter:
    phrase = privacy_phrase(hints, pattern)
    return PrivateMatter(phrase, lazy_pattern(work, re.IGNORECASE) if work else None)


_OWN_PAY = (
    _matter(
        "salary|compensation|my comp|his comp|her comp|own comp|base comp|total comp|current comp|new comp"
        "|next comp|annual comp|starting comp|target comp|bonus|raise|wage|rsu|pay |my pay|his pay|her pay"
        "|own pay|base pay|total pay|current pay|new pay|next pay|annual pay|starting pay|target pay"
        "|payrise|offer|*counteroffer|severance",
        r"\b(?:my|his|her) (?:(?:own|base|total|current|new|next|annual|starting|target) ){0,2}"
        r"(?:salary|compensation|comp|bonus|raise|payrise|wages?|rsus|pay (?:rise|raise|band|grade|cut)"
        r"|pay(?= (?:is|was|went|stays|has|review|at)\b|[,.;:!?)]|$)"
        rf"|sign(?:ing|-on) bonus|counter-?offer|severance)\b(?!-){_THING}"
        rf"|\b{_NAME}'s (?:base |new )?salary(?= (?:is|was|went|will|stays|has|at)\b|[,.;:!?)]|\s*$)",
    ),
    _matter(
        " band|midpoint|mid-point|market",
        r"\b(?:i|i'm|my|me)\b[^.;!?]{0,40}\b(?:below|under|above|outside|at the (?:top|bottom) of)"
        r" (?:the |my )?(?:(?:pay|salary|comp|market) )?(?:band|mid-?point|market rate|market)\b"
        r"|\b\d{1,3} ?% (?:below|under|above) (?:the |my )?(?:(?:pay|salary|comp) )?(?:band|mid-?point)\b",
        rf"{_WORK}|{_BUYING}|\b(?:signal|frequency|[mg]hz|price)\b",
    ),
    _matter(
        "salary|gehalt|salaire|sueldo|salario|stipendio|salaris",
        rf"{_FRONT}(?:base |total )?(?:salary|gehalt|salaire|sueldo|sal[aá]rio|stipendio|salaris)"
        r"(?: (?:talk|review|discussion|round|news|update))? ?[:–—](?=\s)",
        _WORK,
    ),
    _matter(
        "comp:|comp |comp–|comp—|compensation|bonus|pay:|pay |pay–|pay—|raise:|raise |raise–|raise—"
        "|equity|rsu",
        rf"{_FRONT}(?:comp|compensation|bonus|pay|raise|equity|rsus?)"
        r"(?: (?:talk|review|discussion|round|news|update))? ?[:–—]\s"
        r"(?=[^\n]{0,80}(?:\b(?:i|my|me|he|she|asked|told|said|offered)\b|[$€£]\s?\d|\d ?k\b)[^\n]{0,200}$)",
        rf"{_WORK}|{_BUYING}|\b(?:saved|saves|spend|bill|cloud|costs?)\b",
    ),
    _matter(
        "salary|pay |comp ",
        r"\b(?:salary|pay|comp) (?:talk|negotiations?|conversation|expectations?|increase|raise|rise|bump|ask"
        rf"|counter)\b{_THING}",
        rf"{_WORK}|{_HIRING}",
    ),
    _matter(
        " raise|pay rise|payrise",
        r"\b(?:ask(?:ed|ing)?|got|get|getting|received|want(?:ed)?|deserve|negotiat(?:ed|ing)|denied|refused"
        r"|promised|given|offered)(?: (?:me|him|her|ruth|for|about|us)){0,2} (?:a|my|another)"
        r" (?:\d{1,2}(?:[.,]\d)? ?% )?(?:pay |salary |proper |small |bigger )?(?:raise|pay rise|payrise)\b"
        rf"(?! (?:of|in|on|to) (?!pay|salary|{_SEASON}))",
        rf"{_WORK}|\b(?:quota|limits?|exception)\b",
    ),
    _matter(
        "gehalt|lohn|loon|salaire|sueldo|salari|stipendio",
        r"\bmein(?:e[nmrs]?)? (?:(?:neues|jetziges|aktuelles) )?(?:gehalt|lohn|gehaltserh[oö]hung)\b"
        r"|\bgehalts(?:erh[oö]hung|gespr[aä]ch|verhandlung)\b|\blohnerh[oö]hung\b"
        r"|\bmon salaire\b|\baugmentation de salaire\b"
        r"|\bmi (?:sueldo|salario)\b|\b(?:aumento|subida) (?:de sueldo|salarial)\b|\bmeu sal[aá]rio\b"
        r"|\bil mio stipendio\b|\baumento di stipendio\b|\bmijn (?:salaris|loon)\b|\b(?:loons"
        r"|salaris)verhoging\b",
        _WORK,
    ),
)
_I_HAVE = r"(?:i|i've|i have|i had|i just|i finally)"
_OFFERS = (
    _matter(
        "offer",
        rf"(?:{_FRONT}|\b{_I_HAVE} |\band )(?:have|had|got|received|declined|accepted|rejected|turned down"
        r"|holding|signed) (?:an?|another|the|my) (?:\w{1,20} )?offer (?:from|at|by) "
        rf"{_COMPANY}"
        rf"|\b{_I_HAVE} (?:have |got |received |accepted |declined |turned down |rejected )?(?:an|another|a) "
        r"(?:\w{1,20} )?offer\b(?! (?:to|of help|for)\b)"
        rf"|\bmy (?:\w{{1,20}} )?offer (?:from|at) {_COMPANY}|\bjob offer (?:from|at) {_COMPANY}"
        rf"|^[\W\d]{{0,24}}(?:verbal |written |new )?offer (?:from|at) {_COMPANY}",
        rf"{_BUYING}|{_HIRING}",
    ),
    _matter(
        "*angebot|une offre|offre d'emploi|una oferta|oferta de|offerta di lavoro",
        rf"\b(?:habe|hab|bekam|erhielt)(?: ich)? (?:ein|das) (?:job)?angebot von {_COMPANY}|\bjobangebot"
        rf" von\b"
        rf"|\bj'ai (?:re[cç]u )?une offre (?:de|chez) {_COMPANY}|\boffre d'emploi (?:de|chez) {_COMPANY}"
        rf"|\btengo una oferta (?:de|en) {_COMPANY}|\boferta de (?:trabajo|empleo) (?:de|en) {_COMPANY}"
        rf"|\bofferta di lavoro (?:da|di) {_COMPANY}",
        rf"{_BUYING}|{_HIRING}",
    ),
)
_ROUND = (
    r"(?:had|have|did|got|passed|failed|an|a|my|the|first|second|final|last|quietly|secretly|still|phone|job)"
)
_SEARCH = (
    _matter(
        "interview|my onsite|my loop",
        rf"(?:{_FRONT}|\b(?:i|i'm|i am|i've|i have|i had|i was|been|am|and|also) )(?:{_ROUND} ){{0,4}}"
        rf"interview(?:ing|ed|s)? (?:round )?(?:at|bei|chez) {_COMPANY}"
        rf"|\bmy (?:(?:\w{{1,12}} )?interviews?|onsite|loop) (?:at|with) {_COMPANY}",
        _HIRING,
    ),
    _matter(
        "phone screen|final round|recruiter|screening call",
        rf"(?:{_FRONT}|\b(?:i|i've|i had) )(?:{_ROUND} ){{0,4}}(?:phone screen|final round|recruiter"
        rf" (?:call|screen)"
        rf"|screening call) (?:at|with) {_COMPANY}",
        _HIRING,
    ),
    _matter(
        "*gesprach bei|entretien|entrevista|colloquio|sollicitatie",
        rf"\b(?:vorstellungs|bewerbungs)gespr[aä]ch bei {_COMPANY}|\bentretien (?:d'embauche )?chez"
        rf" {_COMPANY}"
        rf"|\bentrevista (?:de trabajo )?(?:en|con|na) {_COMPANY}|\bcolloquio (?:di lavoro )?(?:da|in"
        rf"|presso) {_COMPANY}"
        rf"|\bsollicitatie(?:gesprek)? bij {_COMPANY}",
        _HIRING,
    ),
    _matter(
        "recruiter|headhunter|recruteu|reclutador",
        rf"\b(?:recruiter(?:in)?|headhunter(?:in)?|recruteu(?:r|se)|reclutadora?) (?:from|at|of|von|de"
        rf"|chez|van|di)"
        rf" {_COMPANY}|\b(?:a|another) (?:recruiter|headhunter) (?:from \w+ )?(?:called|pinged|reached out"
        rf"|wrote"
        r"|messaged|contacted|approached)\b",
        _HIRING,
    ),
    _matter(
        "job hunt|job-hunt|looking |elsewhere|job search|jobsuche|neuen job|cherche"
        "|trabajo|baan|applied at|beworben",
        r"\bjob[- ]hunt(?:ing)?\b|\blooking (?:around )?for (?:(?:a|another|other|new) ){1,2}jobs?\b(?!"
        r" (?:board|queue|runner|scheduler|system))"
        r"|\blooking (?:for (?:jobs|work) )?elsewhere\b(?! in)|\bmy job search\b|\bmeine jobsuche\b"
        r"|\bsuche (?:mir )?(?:gerade )?einen neuen job\b|\bcherche un (?:nouveau|autre) (?:job|travail"
        r"|poste)\b"
        r"|\b(?:busco|buscando) (?:otro |nuevo )?trabajo\b|\bandere baan\b"
        rf"|(?:{_FRONT}|\bi(?:'ve| have)? )applied at {_COMPANY}|\bmich bei {_COMPANY} beworben\b",
        rf"{_WORK}|{_HIRING}",
    ),
    _matter(
        "quit|resign|leav|my notice|kundige|demission|*kundigung",
        r"\bi(?:'m| am|'ll| will| might| may| want to| plan to| would| am going to|'m going to|'m thinking of"
        r"| am thinking of|'m considering| am considering) (?:quit|quitting|resign|resigning|leave|leaving)"
        rf"(?: (?:the company|this company|my job|the job|if|unless)\b| (?:by|before|in) {_SEASON}\b|\W*$)"
        r"|\b(?:handed in|handing in|gave|giving) my (?:notice|resignation)\b|\bmy resignation\b"
        r"|\bich k[uü]ndige\b(?![^.;!?]{0,80}\ban\b)|\bmeine k[uü]ndigung\b|\bma d[eé]mission\b",
    ),
)
_COLLEAGUES = (
    _matter(
        " pip|pip |performance improvement",
        r"\b(?:on|onto|off|under|through) (?:a|the|his|her|their|my) (?:pip|performance improvement plan)\b"
        rf"|\b(?-i:PIP) (?:for|of|with) {_NAME}|\b(?:auf|in|im) (?:einem |einen )?(?-i:PIP)\b",
        _PYTHON,
    ),
    _matter(
        "probation|probezeit|periode d'essai|periodo de prueba",
        r"\b(?:(?:may|might)(?: not)?|(?:will|would|did|does|should|could|can) not|(?:wo|would|did|does|ca"
        r"|could)n't"
        r"|unlikely(?: to)?|barely|not)(?: \w{1,12}){0,2} (?:pass(?:ing|ed)?|survive|clear|make it through)"
        r" (?:(?:his|her|their|the|my) )?probation\b|\bfail(?:ed|s|ing)? (?:(?:his|her|their|my)"
        r" )?probation\b"
        rf"|\b(?:extend(?:ed|ing)?|end(?:ed|ing)|terminat(?:ed|ing)) (?:his|her|their|my|{_NAME}'s)"
        rf" probation\b"
        r"|\bprobezeit (?:\w{1,20} ){0,3}(?:nicht|verl[aä]ngert|verl[aä]ngern|gek[uü]ndigt|beendet)\b"
        r"|\bnicht durch die probezeit\b|\bp[eé]riode d'essai (?:\w{1,20} ){0,3}(?:rompue|non valid[eé]e"
        r"|prolong[eé]e|renouvel[eé]e)"
        r"|\bno (?:pasa|pasar[aá]|supera|superar[aá]|va a (?:pasar|superar)) (?:el|su) per[ií]odo de"
        r" prueba\b",
        r"\b(?:nodes?|services?|hosts?|canary|rules?|features?|alerts?)\b",
    ),
    _matter(
        "quit|resign|leav|fired|let go|managed out|laid off|*kundig|demission",
        rf"\b(?:he|she|{_NAME}) (?:wants to|is thinking of|plans to|is about to) (?:leave|leaving|quit"
        rf"|quitting"
        r"|resign|resigning)(?= (?:the company|us|soon|if)\b"
        rf"| (?:by|before|in) {_SEASON}\b|\W*$)"
        rf"|\b(?:he|she|{_NAME}) (?:is|will|might|may) (?:being|getting|be|get|about to be|going to be)"
        rf" (?:fired"
        r"|let go|managed out|laid off)\b"
        rf"|\b{_NAME} (?:hat gek[uü]ndigt|will k[uü]ndigen|k[uü]ndigt (?:im|zum|bald"
        rf"|wohl))(?![^.;!?]{{0,80}}\ban\b)"
        rf"|\b{_NAME} (?:va d[eé]missionner|d[eé]missionne)\b",
        _WORK,
    ),
)

PRIVATE_MATTERS = (*_OWN_PAY, *_OFFERS, *_SEARCH, *_COLLEAGUES)


def find_private_matter(line: str, matters: tuple[PrivateMatter, ...] = PRIVATE_MATTERS) -> str:
    """Return the words of a line that tell such a matter, "" where it tells none."""
    for phrase, work in matters:
        if (match := phrase.pattern.search(line)) and not (work and work.search(line)):
            return match.group().strip(" ,;:.(—–-*")
    return ""


_TITLES = lazy_pattern(
    r"[\W\d]{0,12}(?:(?:my|mein|meine|mon|ma|mi) )?(?:compensation|comp|salary|pay|(?:salary|pay|comp"
    r"|compensation)"
    r" (?:and|&|/) (?:salary|pay|comp|compensation|bonus|equity|level|benefits)|(?:salary|pay|comp)"
    r" (?:talk|negotiation|notes|discussion|review)|job (?:search|hunt|hunting)|job offers|offers elsewhere"
    r"|interviews elsewhere|external interviews|exit plan|leaving|gehalt|gehaltsgespr[aä]ch|verg[uü]tung"
    r"|jobsuche"
    r"|bewerbungen|salaire|r[eé]mun[eé]ration|recherche d'emploi|sueldo|salario|remuneraci[oó]n"
    r"|b[uú]squeda de (?:empleo|trabajo)|stipendio|salaris)(?: notes)?[\W\d]{0,8}",
    re.IGNORECASE,
)
_WORK_BELOW = lazy_pattern(_WORK, re.IGNORECASE)


def is_private_topic(title: str, lines: Iterable[str]) -> bool:
    """Return whether a heading names such a matter, and no line below it tells of work: "Compensation"."""
    return bool(_TITLES.fullmatch(title)) and not any(map(_WORK_BELOW.search, lines))
