"""Bullets that a résumé leaves out where it has others: what was only measured or written, with no result.

"Wrote strategy v3, 4 pages." says how long a text is and not what became of it. "Ran GPU audit: fleet average
31%." is where another bullet begins: "Raised the fleet from 31% to 67%".
"""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from vividmap.core.english.plans import is_acceptance
from vividmap.core.english.stems import stems
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.job_search.bullets import ResumeBullet
from vividmap.core.packets.wording.splitting import split_clauses
from vividmap.core.record import Evidence

MIN_OTHERS = 3
"""So many other bullets a role must have for a weak one to be left out."""
_PAGE_COUNT = lazy_pattern(
    r"[,;:(] ?(?:about |~)?(?:\d{1,4}|one|two|three|four|five|six|eight|ten)[ -]"
    r"(?:pages?|slides?|words|paragraphs?)\)?\.?$",
    re.IGNORECASE,
)
_RESULT = lazy_pattern(
    r"[$€£%]|\bfrom\b|\b(?:adopted|approved|accepted|agreed|chosen|endorsed|merged|presented|published|signed|used"
    r"|uses?|followed|saved|cut|default|live)\b",
    re.IGNORECASE,
)
_AMOUNT = r"[$€£]?\d[\d.,]*\d ?(?:%|[a-zµ]{1,3}\b)?|[$€£]?\d ?(?:%|[a-zµ]{1,3}\b)?"
_AMOUNTS = lazy_pattern(rf"(?<![\w.,-])(?:{_AMOUNT})(?!\w)", re.IGNORECASE)
_START = lazy_pattern(rf"\bfrom (?:about |some )?(?P<amount>{_AMOUNT})(?!\w)", re.IGNORECASE)


def find_weak_bullets(entries: Sequence[Evidence], bullets: Mapping[UUID, ResumeBullet]) -> list[Evidence]:
    """Return the entries whose bullets say too little beside the others; none where there are few others."""
    texts = {entry.id: bullets[entry.id].text for entry in entries}
    weak = [
        entry
        for entry in entries
        if is_without_result(texts[entry.id])
        or any(is_baseline(texts[entry.id], text) for other_id, text in texts.items() if other_id != entry.id)
    ]
    return weak if len(entries) - len(weak) >= MIN_OTHERS else []


def is_without_result(text: str) -> bool:
    """Return whether a bullet ends in how long a text is, and says nothing of what came of it."""
    count = _PAGE_COUNT.search(text)
    if not count:
        return False
    head = text[: count.start()]
    return not _RESULT.search(head) and not any(map(is_acceptance, split_clauses(head)))


def is_baseline(text: str, other_text: str) -> bool:
    """Return whether all amounts of a bullet are those that another says the same thing changed from."""
    amounts = {_plain(amount) for amount in _AMOUNTS.findall(text)}
    starts = {_plain(match["amount"]) for match in _START.finditer(other_text)}
    is_start = bool(amounts) and amounts <= starts and "from" not in text.split()
    return is_start and bool(stems(text).keys() & stems(other_text).keys())


def _plain(amount: str) -> str:
    return amount.replace(" ", "").rstrip(".,").casefold()
