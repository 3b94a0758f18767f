"""Words for what a percentage can be of: "utilisation 31 %" says what was measured, "fleet 31 %" does not."""

import re

from vividmap.core.lazy_pattern import lazy_pattern

SHARE_WORD = lazy_pattern(
    r"\b(?:accuracy|adoption|auc|auroc|availability|budgets?|capacity|churn|conversions?|costs?|coverage|cpu|errors?"
    r"|engagement|failures?|freshness|f1|flakiness|load|margins?|memory|nps|occupancy|precision|rates?|ratio|recall|retention|satisfaction|score|share|spend|success"
    r"|traffic|turnover|uptime|usage|utili[sz]ation|volume|yield)\b",
    re.IGNORECASE,
)


def is_without_measure(subject: str) -> bool:
    """Return whether a single thing is named of which no share can be: "fleet", not "error rate"."""
    return (
        subject.isalpha()
        and subject.islower()
        and not (subject.endswith("s") or SHARE_WORD.fullmatch(subject))
    )
