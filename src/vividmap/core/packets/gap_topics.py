"""What a gap or a plan says to a reader, and what its author noted for herself alone.

People write a gap as a topic and a confession: "delegating. still the bottleneck, Priya told me twice". A
reader is told the topic, and the plan where there is one ("plan: Yuki approves from July").
"""

import re
from datetime import date
from typing import NamedTuple

from vividmap.core.english.asides import CIRCUMSTANCE, DOUBT, FIRST_PERSON, INTERJECTION, MOOD
from vividmap.core.english.gap_words import (
    CAMPAIGN,
    DEFICIT,
    EXCESS,
    NEED,
    NEGATIVE,
    PLAN_LABEL,
    PLAN_START,
    POINTING,
    PRIVATE,
    RELATIVE,
    REMARK_START,
    STATE,
    TOPIC_END,
)
from vividmap.core.english.standstill import is_idle, is_same, is_still
from vividmap.core.english.verbs import FINITE
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.forms import without_stop
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.packets.wording.trimming import is_talk, trim
from vividmap.core.when import MONTHS

_MAX_TOPIC_WORDS = 9
"""Words of a topic at most: a longer text is the author explaining it to herself."""
_MOODS = (INTERJECTION, MOOD, DOUBT, CIRCUMSTANCE)


class GapTopic(NamedTuple):
    """What of a gap's text a reader is told, "" for nothing, and the parts that are the author's alone."""

    topic: str
    plan: str = ""
    left_out: tuple[str, ...] = ()


def goal_words(text: str) -> str:
    """Return a goal as readers are told it: without asides, and without a full stop."""
    return without_stop(trim(text).text)


def read_topic(text: str) -> GapTopic:
    """Return the topic of a gap, a plan that is written behind it, and what is left out."""
    head, *sentences = split_notes(text.strip()) or ("",)
    stripped = head[match.end() :] if (match := DEFICIT.match(head)) else head
    end = TOPIC_END.search(stripped)
    topic, rest = (stripped[: end.start()], _rest(stripped, end)) if end else (stripped, "")
    topic, aside = _cut_at_comma(topic)
    remarks = [part for part in (aside, rest, *sentences) if part.strip(" .)")]
    plan = next((plan for part in remarks if (plan := _read_plan(part))), "")
    left_out = tuple(part for part in remarks if not _read_plan(part))
    topic = trim(topic.rstrip(" .!,")).text
    return GapTopic(topic, plan, left_out) if _is_topic(topic) else GapTopic("", "", (text,))


def _rest(text: str, end: re.Match[str]) -> str:
    """Return what follows a topic, with the arrow if that marks a plan, and without an unmatched bracket."""
    is_arrow = end[0].strip() in ("->", "→", "=>", "⇒")
    rest = text[end.start() if is_arrow else end.end() :].strip()
    return rest.rstrip(" .").removesuffix(")") if end[0].endswith("(") else rest


def _cut_at_comma(topic: str) -> tuple[str, str]:
    """Return a topic up to a comma that a clause follows, and that clause; a list of nouns is one topic."""
    head, _, tail = topic.partition(", ")
    is_clause = bool(tail) and not _is_topic(tail)
    return (head, tail) if is_clause else (topic, "")


def _read_plan(part: str) -> str:
    label = PLAN_LABEL.match(part.strip())
    plan = part.strip()[label.end() :] if label else part.strip()
    is_plan = bool(label or PLAN_START.match(plan))
    return plan.rstrip(" .") if is_plan and is_plain_action(plan) else ""


def _is_topic(text: str) -> bool:
    """Return whether a text names something to work on, and says nothing of how it stands or goes wrong."""
    is_short = 0 < len(text.split()) <= _MAX_TOPIC_WORDS and not (STATE.search(text) or EXCESS.search(text))
    text = RELATIVE.sub("", text)
    return is_short and not is_for_author(text) and not FIRST_PERSON.search(text) and not _has_verb(text)


def _has_verb(text: str) -> bool:
    return any(word.casefold().strip(",.") in FINITE for word in text.split())


def is_for_author(text: str) -> bool:
    """Return whether a text is its author's own: a remark, a feeling, a quarrel, the case itself."""
    return (
        _is_remark(text)
        or not _is_plain(text)
        or bool(CAMPAIGN.search(text) or PRIVATE.search(text))
        or bool(re.search(r"\bstill\b(?!-)", text, re.IGNORECASE))
    )


def tellable_gap(gap: str) -> str:
    """Return what a gap needs, if it is a noun phrase that a reader may see; else ""."""
    text = NEED.sub("", gap.strip())
    return "" if not text or FIRST_PERSON.search(text) or is_for_author(text) or _has_verb(text) else text


def is_plain_action(text: str) -> bool:
    """Return whether a text says what is being done, in words that anyone may read."""
    return bool(text) and not is_talk(text) and not is_for_author(text)


def tellable_action(action: str, end: date) -> str:
    """Return what is done about a gap, if it is being done and is not over by a day; else ""."""
    text = trim(action.strip(), may_empty=True).text
    months = [
        place for place, month in enumerate(MONTHS, 1) if re.search(rf"\b{month}\b", text, re.IGNORECASE)
    ]
    is_over = bool(months) and max(months) <= end.month
    return text if is_plain_action(text) and not is_over else ""


_ALL_BUT = lazy_pattern(
    r"\b(?:done|finished|completed?|ready|over|moved|migrated|closed|fertig|erledigt|abgeschlossen"
    r"|terminée?s?|finie?s?|fait"
    r"|terminad[oa]s?|list[oa]s?|hech[oa]s?|fatt[oaie]|finit[oaie]|feit[oa]s?|klaar|[✅✔☑])"
    r"[^.;]{0,20}?\b(?:except(?: for)?|apart from|but for|other than|all but|bis auf|außer|sauf|hormis"
    r"|à part|salvo|excepto"
    r"|menos|tranne|exceto|behalve|op) (?P<rest>[^.;]{3,80})"
    r"|\bonly (?P<left>[^.;]{3,60}?) (?:left|remains?|remaining|to go|is open|are open|missing)\b"
    r"|\b(?:what(?:['’]s| is) left|still open|left to do|remaining)(?: is)?:? (?P<open>[^.;]{3,80})",
    re.IGNORECASE,
)


def read_remaining(state: str) -> str:
    """Return what is left to do by a state: "paperwork" of "22/22, done except paperwork"; else ""."""
    match = _ALL_BUT.search(state)
    rest = next(filter(None, match.groups()), "").strip(" .,!") if match else ""
    return tellable_gap(_ARTICLE.sub("", rest))


_ARTICLE = lazy_pattern(r"^(?:the|das|die|der|le|la|les|el|los|il) ")


def _is_remark(text: str) -> bool:
    """Return whether a text says how it feels, or that nothing is done: for its author alone."""
    is_standing_still = is_idle(text) or is_same(text) or is_still(text)
    return is_standing_still or bool(REMARK_START.match(text)) or any(mood.search(text) for mood in _MOODS)


def _is_plain(text: str) -> bool:
    """Return whether a text neither denies, nor asks, nor points at something said before."""
    return not (NEGATIVE.search(text) or POINTING.search(text) or text.rstrip().endswith("?"))
