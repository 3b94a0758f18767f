"""What an employer may not want told outside: its costs and discounts, findings on its audits and data.

What work saved or earned is the substance of a résumé, and no such fact: "saving $210k a year".
"""

import re
from collections.abc import Iterator

from vividmap.core.lazy_pattern import lazy_pattern

_MONEY = lazy_pattern(
    r"[$€£¥]\s?\d|\b\d[\d.,]{0,12}\s?(?:k|m|bn|million|mio\.?)?\s?(?:€|eur|usd|chf|gbp|dollars|euros?)(?!\w)"
    r"|\b(?:costs?|cost us|lost|kostet\w*|co[uû]t\w*|cost[oó])\b[^\d,;:]{0,20}\d[\d.,]{0,12}\s?[km]\b",
    re.IGNORECASE,
)
_COST = lazy_pattern(
    r"\b(?:costs?|costing|budgets?|budgeted|spend|spending|spent|bill|bills|priced?|prices|pays?|paid|fines?"
    r"|penalt(?:y|ies)|loss(?:es)?|lost|refund\w*|margins?|contracts?|invoices?|vs\.?|versus|instead of"
    r"|kosten|kostet\w*|haushalt|vertr[aä]ge?|verlust|co[uû]ts?|budg[eé]t\w*|d[eé]penses?|costes?|gast\w+"
    r"|presupuesto|contrato)\b",
    re.IGNORECASE,
)
_GAIN = lazy_pattern(
    r"\b(?:sav(?:e[sd]?|ings?)|avoid(?:s|ed|ing)?|cut|cuts|reduc\w+|lower\w+|prevent\w+|cancell?ed|not"
    r" spent|less"
    r"|cheaper|down|fewer|earn\w*|more revenue|gespart\w*|gesenkt\w*|vermieden|[eé]conomis\w+|r[eé]dui\w+"
    r"|ahorr\w+|reduj\w+|reducid\w+)\b",
    re.IGNORECASE,
)
_BUDGET = lazy_pattern(
    r"\bbudget (?:line|of)\b|\bbudgets?\b.{0,20}[$€£]|[$€£]\s?[\d.,]+\s?[kmb]?"
    r" budget\b",
    re.IGNORECASE,
)
_DISCOUNT = lazy_pattern(
    r"\b(?:below|off|vs\.?|versus|under|of) (?:the )?list(?: prices?)?\b(?! of)|\d ?% discount\b"
    r"|\b(?:negotiat\w+|vendor|contract)\b[^;]{0,60}\b\d{1,2} ?% (?:off|less|cheaper|down|discount|lower)\b"
    r"|\b\d{1,2} ?% (?:rabatt|de remise|de descuento)\b",
    re.IGNORECASE,
)
_FINDING = lazy_pattern(
    r"\b(?:audit|security|pen-?test|penetration test|compliance|sox|soc ?2|iso 27001|pci)(?: \w+)? "
    r"(?:findings?|observations?)\b|\bfindings? of the (?:audit|auditors?|pen-?test)\b"
    r"|\b(?:data|security) (?:leaks?|breach(?:es)?|incidents?)\b|\bCVE-\d"
    r"|\b(?:phi|pii|(?:patient|customer|personal|health) data)\b[^;.]{0,40}\b(?:leak\w*|exposed|in (?:the"
    r" )?logs?"
    r"|logged|found)\b|\b(?:leak\w*|exposed|found|logged)\b[^;.]{0,30}"
    r"\b(?:phi|pii|(?:patient|customer|personal|health) data)\b"
    r"|\bSLA (?:credits?|penalt\w+)\b|\b(?:lawsuits?|regulators? (?:asked|fined)|legal hold|ransomware)\b"
    r"|\b(?:datenleck|datenpanne|pr[uü]fungsfeststellung\w*|fuite de donn[eé]es|fuga de datos)\b",
    re.IGNORECASE,
)
_CLAUSES = lazy_pattern(r"[;:()]|, |\. ")


def find_company_facts(text: str) -> Iterator[str]:
    """Yield the clauses of a text that tell such a fact."""
    for clause in _CLAUSES.split(text):
        words = clause.strip(" .")
        is_cost = bool(_MONEY.search(words)) and bool(_COST.search(words)) and not _GAIN.search(words)
        if is_cost or _BUDGET.search(words) or _DISCOUNT.search(words) or _FINDING.search(words):
            yield words
