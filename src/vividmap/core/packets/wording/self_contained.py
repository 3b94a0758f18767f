"""Whether a result says by itself what it is about, or needs the deed before it: "she moved the date"."""

import re

from vividmap.core.english.asides import COST, POINTING
from vividmap.core.english.languages import is_english
from vividmap.core.english.numerals import WORDS
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.verbs import AMBIGUOUS, FINITE, PREPOSITIONS, VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.forms import AMOUNT, reform_within, with_from

MIN_RESULT = 4
"""A result of at least so many words says by itself what it is about."""


def is_self_contained(result: str) -> bool:
    """Return whether a result says by itself what it is about: not "she moved the date" or "3 pages"."""
    words = [word.strip(".,;:()\"'“”") for word in result.split()]
    first = words[0].casefold() if words else ""
    if (
        has_pointing_subject(result)
        or _is_bare_number(words)
        or _BARE_CHANGE.fullmatch(reform_within(result))
    ):
        return False
    if (
        first in POINTING
        or first in PREPOSITIONS - {"from", "about", "over"}
        or first in ("we", "not", "yes", "no", "nobody", "ready")
    ):
        return first == "no" and len(words) > 2
    if (
        _BARE_COUNT.match(result)
        or _is_without_noun(result)
        or _DEMONSTRATIVE.search(result)
        or _NEEDS_A_NOUN.search(result)
        or first in _STATES
        or _is_bare_state(words)
        or with_from(result) != result
    ):
        return False
    if (
        COST.match(result)
        or _BARE_MONEY.match(result)
        or _BARE_SHARE.match(result)
        or _COUNTERFACTUAL.search(result)
        or _POINTS_BACK.search(" ".join(result.split()[:5]))
    ):
        return False
    if (
        first in FINITE
        or first in VERBS
        or first.endswith("ed")
        or (first.endswith("s") and first[:-1] in _BASES)
    ):
        return False
    return len(words) >= MIN_RESULT or not any(map(str.isdigit, words[0] if words else ""))


def has_pointing_subject(result: str) -> bool:
    """Return whether the subject of a result is what the sentence before it tells: "That's 5 of 6 teams"."""
    first = _CONTRACTION.sub("", result.partition(" ")[0]).strip('.,;:()"“”').casefold()
    return first in _SUBJECTS


_CONTRACTION = lazy_pattern(r"['’](?:s|re|ve|ll|d)$", re.IGNORECASE)
_SUBJECTS = frozenset("it that this these those they which he she".split())


def is_counterfactual(sentence: str) -> bool:
    """Return whether a sentence says what did not happen: "would have been 3,000 shipments"."""
    return bool(_COUNTERFACTUAL.search(sentence))


_DETERMINERS = frozenset("a an the my our your his her its their this that these those no".split())
_MAX_SUBJECT = 6
"""The verb of a sentence follows its subject within so many words."""


def is_sentence(result: str) -> bool:
    """Return whether a result surely has a subject and its verb: not "pages from 9 to 4", "audit closed"."""
    words = result.split()[: _MAX_SUBJECT + 2]
    plain_words = [word.strip('.;:()"“”').casefold() for word in words]
    if not words or plain_words[0] in VERBS | PREPOSITIONS or not is_english(result):
        return False
    for place, word in enumerate(plain_words[1:_MAX_SUBJECT], 1):
        before = plain_words[place - 1]
        if before.endswith(","):
            return False
        if before in PREPOSITIONS | _DETERMINERS:
            continue  # "with the fixed units"
        following = plain_words[place + 1] if place + 1 < len(words) else ""
        is_past = (
            word in VERBS - AMBIGUOUS and following not in PREPOSITIONS | {""} and words[place + 1][0] != "("
        )
        is_verb = word in FINITE and word != "do"  # "Reescrita do motor"
        if is_past or (is_verb and (word not in VERBS or following)):
            return True
    return False


def has_verb_first(sentence: str) -> bool:
    """Return whether a sentence begins with the past form of a verb."""
    return sentence.partition(" ")[0].casefold() in VERBS


def is_own_deed(result: str) -> bool:
    """Return whether a result tells what its author did, with its measure: "Cut errors from 63% to 18%"."""
    first, second, *_ = (*result.casefold().split(), "", "")
    return first in VERBS and second not in {"by", ""} and is_quantified(result)


def _is_bare_number(words: list[str]) -> bool:
    """Return whether a few words count something and leave out of what it came: "400 stars in a week"."""
    plain_words = [word.casefold() for word in words]
    start = 1 if plain_words[:1] and plain_words[0] in _NEXT else 0
    first = plain_words[start] if start < len(plain_words) else ""
    has_verb = any(
        word in FINITE or word in VERBS or word in _PREDICATES or word.endswith("ed")
        for word, written in zip(plain_words, words, strict=True)
        if not written.istitle()  # "in May"
    )
    is_count = first[:1].isdigit() or first in WORDS
    return is_count and len(words) <= _MAX_BARE_NUMBER and not has_verb


_MAX_BARE_NUMBER = 7
_NEXT = frozenset("next last first another".split())
_PREDICATES = frozenset(
    "live gone fewer less more better faster slower cheaper earlier later sooner longer shorter up down off"
    " on use uses run runs need needs own owns pass passes work works".split()
)
"""Words that say what became of what is counted, as a verb does: "3 pages a week fewer"."""


def _is_bare_state(words: list[str]) -> bool:
    """Return whether a result is a word or two without a number: "release blocked", "adopted"."""
    return len(words) <= _MAX_BARE_STATE and not any(map(str.isdigit, "".join(words)))


_MAX_BARE_STATE = 2
_STATES = frozenset("done gone live open ready safe stable unused".split())
"""How a result begins that leaves out what is so: "ready for cyber week"."""


def _is_without_noun(result: str) -> bool:
    """Return whether a result leaves out a noun that the deed tells: "dropped their own"."""
    return bool(_WITHOUT_NOUN.search(result))


_WITHOUT_NOUN = lazy_pattern(
    r"\b(?:my|our|your|his|her|its|their) own(?=\W*$|[,.;:])"
    r"|\bthe (?:two|three|four|five|six|seven|eight|nine|ten|others?|rest|same|former|latter)(?=\W*$|[,.;:]"
    r"| (?:is|are|was|were|has|have|had|did|do|can|will|went)\b)"
    r"|\b(?:those|these)(?=\W*$|[,.;:]| (?:is|are|was|were|has|have|had)\b)|\bboth(?=\W*$|[,.;:])",
    re.IGNORECASE,
)
_NEEDS_A_NOUN = lazy_pattern(
    r"\bof (?:it|them|these|those)\b|\b(?:it|them)(?=\W*$)|\bsince(?=\W*$|[,;])", re.IGNORECASE
)
"""What only the deed makes plain, wherever it stands: "9 records since, only 4 of them mine"."""
_POINTS_BACK = lazy_pattern(r"\b(?:it|them)\b", re.IGNORECASE)
_DEMONSTRATIVE = lazy_pattern(r"\b(?:those|these) [a-z]", re.IGNORECASE)
_BARE_SHARE = lazy_pattern(r"[-+\u2212]\d+(?:[.,]\d+)?\s?%")
_BARE_MONEY = lazy_pattern(
    r"[~≈]?[$€£¥]\d\S*(?: \([^)]*\))?(?:\W*(?:[,;]|$)"
    r"|,? (?:against|versus|vs\.?|instead of|compared (?:to|with)|and not|or)\b)"
)
_BARE_CHANGE = lazy_pattern(
    rf"(?:from )?{AMOUNT}(?: [a-z]+){{0,2}} to {AMOUNT}(?: [a-z]+){{0,2}}[.!]?", re.IGNORECASE
)
"""What an amount became, and no word of what was measured: "from 6 h to 11 min"."""
_COUNTERFACTUAL = lazy_pattern(r"\b(?:would|could|might) (?:not )?have\b", re.IGNORECASE)
"""What did not happen, so that a result needs the deed that prevented it."""
_BARE_COUNT = lazy_pattern(r"[~≈]?\d[\d.,]*[kKmM]? (?:at|for|from|in|on|per)\b")
_BASES = frozenset("run save hold cost need give take work make get keep let show catch".split())


def has_missing_noun(result: str, deed: str) -> bool:
    """Return whether a sentence has the noun that a result leaves out: "the three tenants", "the three"."""
    missing = _WITHOUT_NOUN.search(result)
    return bool(missing and set(missing[0].casefold().split()[1:2]) & set(deed.casefold().split()))
