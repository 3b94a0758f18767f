"""Short forms that people write in notes, and what a reader who does not know them should see.

A short form is a whole word, in small letters here and in any case in a text. What a number may stand before
(`10k`, `5 m`) is not here: units stay as they are.
"""

import re

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import MONTHS

_WORDS = {
    "w/": "with", "w/o": "without", "b/c": "because", "ppl": "people", "yr": "year", "yrs": "years",
    "wk": "week", "wks": "weeks", "mth": "month", "mths": "months", "qtr": "quarter", "mtg": "meeting",
    "mtgs": "meetings", "mgr": "manager", "mgmt": "management", "eng": "engineering", "dev": "developer",
    "devs": "developers", "pg": "Postgres", "k8s": "Kubernetes", "prod": "production", "perf": "performance",
    "infra": "infrastructure", "pgs": "pages", "promo": "promotion", "avg": "average", "approx": "about",
    "incl": "including", "excl": "excluding", "est": "estimated", "reqs": "requests",
    "thru": "through", "tho": "though",
    "gonna": "going to", "wanna": "want to", "ive": "I've", "im": "I'm", "cant": "can't", "dont": "don't",
    "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wasnt": "wasn't",
    "couldnt": "couldn't", "wouldnt": "wouldn't", "havent": "haven't", "hasnt": "hasn't", "theyre": "they're",
    "thats": "that's", "i": "I", "execs": "executives", "exec": "executive", "biz": "business",
    "ppl's": "people's", "esp": "especially", "btwn": "between", "dept": "department",
    "fns": "functions", "fn": "function",
    "prob": "probably", "probs": "probably", "qtrs": "quarters", "svc": "service", "svcs": "services",
    "engs": "engineers", "i'm": "I'm", "i've": "I've", "i'd": "I'd", "i'll": "I'll",
    "recs": "recommendations", "regs": "regulations", "exp": "experience", "pls": "please",
}  # fmt: skip
_PER = {"yr": "a year", "year": "a year", "y": "a year", "mo": "a month", "month": "a month", "wk": "a week",
        "week": "a week", "day": "a day", "d": "a day", "h": "an hour", "hr": "an hour", "hour": "an hour",
        "quarter": "a quarter", "q": "a quarter"}  # fmt: skip

_SEVERITY = lazy_pattern(r"(?<![\w/.@#-])sev(?P<level>[- ]?[0-5])(?![\w/@])", re.IGNORECASE)
"""How bad an incident was: "sev1", written in capitals."""
_PEOPLE = lazy_pattern(
    r"(?<=\d )eng(?=\s*(?:$|[.,;:)]|(?:and|or|at|for|from|in|of|on|to|who|with|w/)(?!\w)))", re.IGNORECASE
)
"""Engineers that are counted: "3 eng", but not "3 eng directors"."""

SPELLED_OUT = frozenset(
    part
    for words in (
        *_WORDS.values(),
        *_PER.values(),
        *MONTHS,
        "about roughly saved and down up from estimate engineers years weeks not to below above",
    )
    for part in words.casefold().split()
)
"""Every word that spelling out can put into a text."""

_REFUSAL = lazy_pattern(
    r"(?P<told>\btold (?:them|him|her|us|everybody|everyone)) (?:don['’]?t|do not)(?=\s*(?:[.;:!]|$))",
    re.IGNORECASE,
)
"""An advice against something, of which the verb is left out: "told them dont"."""
_SHORT = lazy_pattern(
    r"(?<![\w/.@#-])(?P<digits>\d+(?:\.\d+)?)?(?P<word>"
    + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
    + r")(?P<stop>\.(?=\s+[a-z\d$€£]|$|[,;)]))?(?![\w/@'’-]|\.\w)",
    re.IGNORECASE,
)
_RATE = lazy_pattern(rf"(?:(?<=[\w%])|(?<=\d[kKmMbB]) |(?<=\d) )/(?P<unit>{'|'.join(_PER)})(?![\w/])")
_AGAINST = lazy_pattern(
    r"(?:(?P<down>(?<![\w.])[-\u2212–]|\bdown (?:by )?)|(?P<up>(?<![\w.])[+]|\bup (?:by )?))"
    r"(?P<share>\d+(?:[.,]\d+)?\s?%)"
    r" (?:vs\.?|versus|against|compared (?:to|with)) "
    r"(?=(?:the |our |their )?(?:list|budget|plan|quote|estimate|forecast|catalogue|catalog|sticker)\b)",
    re.IGNORECASE,
)
"""A share of a price or an amount that stands fixed: "-22% vs list"."""
_WITH = lazy_pattern(r"(?<=[a-z,] )w(?= (?:[A-Z][a-z]|(?:the|my|our|all|both|his|her|their|some|other) ))")
_REGARDING = lazy_pattern(r"(?<=[\w)] )re:(?= \S)")
_LIKE = lazy_pattern(r"(?<=[a-z]ed) like (?=[~≈]?\d)")
_ROUGHLY = lazy_pattern(
    r"\b(?:(?P<article>[Aa])n?|(?P<other>[Tt]he|[Tt]his|[Tt]hat|[Oo]ur|[Mm]y)) [~≈]\s?"
    r"(?P<amount>[$€£¥]?\d[\d.,]*[kKmMbB]?)"
    r"(?:[ -](?P<unit>minute|min|hour|hr|day|week|wk|month|year|yr|person|people|line|node|row|page)"
    r"(?=[ -]\w))?"
)
"""An estimate within a noun phrase: "a ~9 month rewrite"."""
_IN_FULL = {"people": "person", "min": "minute", "hr": "hour", "wk": "week", "yr": "year"}
_ABOUT = lazy_pattern(r"(?<![\w~])~\s?(?=[$€£¥]?\d)")
_AND = lazy_pattern(r"(?<=[^\W\d_]) [+&] (?=[^\W\d_]|[$€£¥])|(?<=\w) [+] (?=[^\W\d_])")
_ESTIMATE = lazy_pattern(r"(?<![^.!?] )(?<!\w)est\.? (?=\w+s\b)", re.IGNORECASE)
_LISTED = lazy_pattern(r"(?<=\w) \+ (?=[^+.,;]{1,40} \+ [^\W\d_])")
"""A plus that another follows: the words between them are a list."""
_CAPITAL = re.compile(r"\s+[A-ZÄÖÜ]")
"""What follows "im" in German, where it is no short form: "im Monat"."""
_TIME_WORDS = frozenset("yr yrs wk wks mth mths".split())
_NAMES_OF_MONTHS = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = lazy_pattern(
    rf"(?<![\w/.@#-])(?:(?P<before>(?:in|since|until|for|early|late|mid|end of) )"
    rf"(?P<month>{_NAMES_OF_MONTHS})(?! ?\d\d?\b)"
    rf"|(?P<dated>{_NAMES_OF_MONTHS}) (?P<day>\d\d?)(?:st|nd|rd|th)?(?![\w:.,%/]\d|\w))"
)


def spell_out(text: str) -> str:
    """Return a text with its short forms in full: "w/ 3 ppl" is "with 3 people", "$2M/yr" "$2M a year"."""
    text = _ROUGHLY.sub(_say_roughly, _REFUSAL.sub(r"\g<told> not to", text))
    text = _SEVERITY.sub(lambda match: f"SEV{match['level']}", _PEOPLE.sub("engineers", text))
    text = _SHORT.sub(_in_full, _MONTH.sub(_name_month, _move_estimate(text)))
    text = _AGAINST.sub(_word_distance, text)
    text = _REGARDING.sub("about", text)
    text = _LIKE.sub(" about ", _WITH.sub("with", text))
    text = _RATE.sub(lambda match: f" {_PER[match['unit']]}", text)
    return _AND.sub(" and ", _LISTED.sub(", ", _ABOUT.sub("about ", text)))


def _word_distance(match: re.Match[str]) -> str:
    """Return "22% below " of "-22% vs "."""
    return f"{match['share']} {'below' if match['down'] else 'above'} "


def _say_roughly(match: re.Match[str]) -> str:
    """Return "a roughly 9-month" of "a ~9 month"."""
    unit = _IN_FULL.get(match["unit"], match["unit"])
    return f"{match['article'] or match['other']} roughly {match['amount']}{f'-{unit}' if unit else ''}"


def _move_estimate(text: str) -> str:
    """Return a text whose sentences say at their end that they are estimates: "est. saves a day"."""
    while match := _ESTIMATE.search(text):
        end = _SENTENCE_END.search(text, match.end())
        place = end.start() if end else len(text)
        claim = text[match.end() : place].rstrip()
        text = f"{text[: match.start()]}{claim} (estimate){text[place:]}"
    return text


_SENTENCE_END = lazy_pattern(r"[.!?](?=\s|$)")


def _name_month(match: re.Match[str]) -> str:
    """Return a month in full, its day before it: "Nov 10" is "10 November"."""
    short = match["month"] or match["dated"]
    name = next(month for month in MONTHS if month.startswith(short[:3].casefold())).capitalize()
    return f"{match['before']}{name}" if match["before"] else f"{match['day']} {name}"


def _in_full(match: re.Match[str]) -> str:
    word, digits = match["word"], match["digits"] or ""
    key = word.casefold()
    # "3yr" is a number with its unit; "5i" and "2pg" are names of something.
    if digits and key not in _TIME_WORDS:
        return match[0]
    if word.isupper() and len(word) > 1:
        return match[0]
    if key == "im" and _CAPITAL.match(match.string, match.end()):
        return match[0]
    full = _WORDS[key]
    stop = match["stop"] or ""
    if digits:
        is_alone = not re.match(
            r" (?!to |and |or |for |in |at |on |with |vs )[a-z]", match.string[match.end() :]
        )
        full = f" {full}s" if is_alone and digits != "1" and not full.endswith("s") else f" {full}"
    elif word[:1].isupper():
        full = full[:1].upper() + full[1:]
    return f"{digits}{full}" + ("" if stop and key != "i" and not _is_end(match) else stop)


def _is_end(match: re.Match[str]) -> bool:
    return match.end() == len(match.string)
