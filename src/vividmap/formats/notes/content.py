"""What a line looks like: work, feedback, a person, a goal."""

import re
from collections import Counter
from collections.abc import Sequence

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.results.reading import CHANGE, read_result
from vividmap.core.text import fold
from vividmap.formats.notes.deeds import has_measured_result, has_result, is_deed
from vividmap.formats.notes.labels import has_label, label_table, split_label
from vividmap.formats.notes.names import has_role, is_given_name, is_name, read_name
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.noise import reason_to_skip
from vividmap.formats.notes.vocabulary import load_table

_OPENING = '"“„«「『‘‹'
_CLOSING = '"”“»」』’›'
_QUOTE = lazy_pattern(rf"[{_OPENING}][^\n]{{8}}[^\n{_CLOSING}]{{0,240}}+[{_CLOSING}]")
_ATTRIBUTION = lazy_pattern(
    rf"(?:[{_CLOSING}.!?…]|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)\s*(?:[–—-]{{1,2}}|\(|~|,)\s*(?P<name>[^\W\d_][^\d{_OPENING}]{{1,60}}?)\)?\.?$"
)
_FEEDBACK_FROM = lazy_pattern("|".join(load_table("phrases")["feedback_from"].values()), re.IGNORECASE)
_FROM = lazy_pattern(
    r"(?:from|von|de|da|do|van|от|by)\s+(?P<name>[^\W\d_][^:：]{1,40}?)\s{0,9}(?:[:：]|\s[–—-]\s)",
    re.IGNORECASE,
)
_SAID = lazy_pattern(
    r"(?P<name>[^\W\d_][^,;:.!?\"()]{0,40}?(?:\s?\([^()]{1,40}\))?) "
    rf"(?:{'|'.join(load_table('phrases')['said'].values())})",
    re.IGNORECASE,
)
_OWN_GAP = lazy_pattern("|".join(load_table("phrases")["own_gap"].values()), re.IGNORECASE)
_DAY_IN_FRONT = lazy_pattern(r"^[\d/.-]{3,10}(?:\s?[:–—-]\s|\s)\s{0,4}")
_NAME_AND_REMARK = lazy_pattern(
    r"(?P<name>[^\W\d_][^:：()]{0,40}?)(?:\s?\([^()]{1,40}\))?\s?[:：]\s{0,3}(?P<value>\S.{0,600})", re.DOTALL
)
_NAMED_QUOTE = lazy_pattern(
    r"@?(?P<name>[^\W\d_][\w'’.-]{1,30}(?: [^\W\d_][\w'’.-]{0,30}){0,2}?)(?:\s?\([^()]{1,40}\))?"
    rf"(?P<said>\s(?:{'|'.join(load_table('phrases')['quoting'].values())})(?!\w))?"
    r"(?P<place>,? (?:in|at|on|after|during|via|over|to|from|im|in|bei|dans|en)\b[^:：\"“„«]{2,50})?"
    rf"(?:\s?[:：]|(?(said),?|(?!)))\s{{0,3}}(?=[{_OPENING}])",
)
_PLACE_OF_TALK = lazy_pattern(
    r"\b(?:all[- ]?hands|stand-?up|dms?|slack|teams chat|chat|e?-?mail|thread|retro(?:spective)?|meeting|1:1"
    r"|demo|comments?|steering|board|town ?hall|review|channel|staff|offsite|feedback|survey|mail)\b|#\w",
    re.IGNORECASE,
)
_ABOUT_AUTHOR = lazy_pattern("|".join(load_table("phrases")["about_author"].values()), re.IGNORECASE)
_OWN_GOAL = lazy_pattern("|".join(load_table("phrases")["own_goal"].values()), re.IGNORECASE)
_INFINITIVE = lazy_pattern(
    r"(?:no |não |ne (?:pas|plus) |non |nunca )?[^\W\d_]{2,}(?:ar|er|ir|re|oir|rse|rsi)\b"
)
_ROMANCE = frozenset(
    "de la el le les los las un une una du des en con que mi mis mes mon ma à a para por dos do da das uma um"
    " "
    "il lo di del della nel al au aux sur dans avec pour em no na com entre plus más mais più".split()
)
_ENGLISH = frozenset("the of and to for with my our is are was were by from at on it".split())
_OTHERS = frozenset("he she they er sie il elle él ella ele ela lui lei hij zij он она".split())
_GOAL = lazy_pattern("|".join(load_table("phrases")["goal"].values()), re.IGNORECASE)
_FUTURE_LEVEL = lazy_pattern(
    r"\b(?:staff|principal|senior|lead|director|manager|head)\b"
    r".{0,40}\b(?:by|bis|d.ici|para|até|entro|tegen|до|in)\b.{0,14}\b20\d\d\b",
    re.IGNORECASE,
)
_GAP = lazy_pattern("|".join(load_table("phrases")["gap"].values()), re.IGNORECASE)


def is_feedback(text: str) -> bool:
    """Return whether a line is what somebody else said: a quotation with a name, or "feedback from"."""
    label, value = split_label(text)
    if label and has_label(label, "feedback") and value:
        return True
    if _FEEDBACK_FROM.match(text):
        return not has_result(text) or bool(_QUOTE.search(text))
    if speaker_of(text) or _is_named_remark(text) or named_quote_giver(text):
        return True
    quote = _QUOTE.search(text)
    if not quote or len(quote[0]) < len(text) * 0.4:
        return False
    if quote.start() <= 2:
        attribution = _ATTRIBUTION.search(text)
        return bool(attribution and is_name_or_role(attribution["name"])) or quote.end() >= len(text) - 1
    return (name := read_name(text)) is not None and len(text[: quote.start()]) < 60 and bool(name.details)


def named_quote_giver(text: str) -> str:
    """Return whose words a line quotes: "Frank" in "Frank wrote in the channel: “The calmest …”"; else ""."""
    match = _NAMED_QUOTE.match(text)
    quote = _QUOTE.match(text, match.end()) if match else None
    if not match or not quote or not is_name(match["name"]):
        return ""
    is_known = is_given_name(match["name"].split()[0])
    is_said = bool(match["place"]) and bool(_PLACE_OF_TALK.search(match["place"]))
    return match["name"] if is_known or is_said else ""


def _is_named_remark(text: str) -> bool:
    """Return whether a line tells what somebody said of the author: "Zara: the review says I'm impatient"."""
    match = _NAME_AND_REMARK.match(text)
    if not match or not is_name_or_role(match["name"]) or fold(match["name"]) in ("me", "i"):
        return False
    is_known = is_given_name(match["name"].split()[0]) or has_role(match["name"])
    return is_known and bool(_ABOUT_AUTHOR.search(match["value"]))


def is_own_gap(text: str) -> bool:
    """Return whether a sentence says what its author should do better, and no result."""
    result = read_result(text[:1_000]) if _OWN_GAP.match(text) else None
    return bool(_OWN_GAP.match(text)) and (result is None or result.form != CHANGE)


def is_own_goal(text: str) -> bool:
    """Return whether a sentence says what its author wants, and no result."""
    return bool(_OWN_GOAL.match(text)) and not has_measured_result(text)


def is_aim(text: str) -> bool:
    """Return whether a line says what is still to come: "Become …", "Dirigir un proyecto"."""
    if _GOAL.match(text) or _OWN_GOAL.match(text) or _FUTURE_LEVEL.search(text):
        return True
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", text[:200])}
    is_romance = not words.isdisjoint(map(fold, _ROMANCE)) and words.isdisjoint(_ENGLISH)
    return is_romance and bool(_INFINITIVE.match(text))


def speaker_of(text: str) -> str:
    """Return who said something about the author: "Tobias" in "Tobias said I should write more"."""
    match = _SAID.match(text)
    speaker = match["name"] if match else ""
    return speaker if speaker.casefold() in _OTHERS or is_name(speaker.split("(")[0].strip()) else ""


def is_name_or_role(text: str) -> bool:
    """Return whether words are a name or a role, as beneath a quotation."""
    first = re.split(r"[,(;]", text, maxsplit=1)[0].strip()
    return is_name(first) or has_role(first)


def giver_of(text: str) -> str:
    """Return the name of who gave feedback, "" if the line does not say it."""
    if match := _FROM.match(text) or _FROM.search(text[:120]):
        name = read_name(match["name"])
        if name:
            return name.name
    if giver := named_quote_giver(text):
        return giver
    if (speaker := speaker_of(text)) and speaker.casefold() not in _OTHERS:
        return speaker.split("(")[0].strip()
    quote = _QUOTE.search(text)
    if quote is None or quote.start() > 2:
        name = read_name(text)
        if name and name.details and not label_table(split_label(text)[0]):
            return name.name
    if attribution := _ATTRIBUTION.search(text):
        name = read_name(attribution["name"], strict=True)
        if name:
            return name.name
    return ""


def attribution_of(text: str) -> str:
    """Return what follows a quotation about who said it and when: "Beatrix, support lead, May"."""
    quote = list(_QUOTE.finditer(text))
    tail = text[quote[-1].end() :] if quote else ""
    match = re.match(r"[.!?]?\s*[–—~(-]{1,2}\s*(?P<words>[^\n]{2,80})", tail)
    return match["words"].rstrip(").") if match else ""


def is_person(text: str) -> bool:
    """Return whether a line introduces a person: a name, and a role or remark beside it."""
    name = read_name(text)
    if name is None or _QUOTE.search(text):
        return False
    is_plain_name = is_name(name.name) and (len(name.name.split()) > 1 or is_given_name(name.name))
    return bool(name.details) and (has_role(name.details) or is_plain_name) and not has_result(name.name)


def section_of_line(node: Node) -> str:  # noqa: PLR0911 - a section a line
    """Return the section that a line looks like, "" if it may be anything."""
    text = node.plain.text
    if reason_to_skip(node, text):
        return ""
    text = _DAY_IN_FRONT.sub("", text, count=1)
    if is_feedback(text):
        return "feedback"
    if is_own_gap(text):
        return "gaps"
    if is_deed(text) or (has_result(text) and not is_aim(text)):
        return "evidence"
    if is_person(text) and has_role((read_name(text) or ("", ""))[1]):
        return "people"
    if is_aim(text):
        return "goals"
    if _GAP.search(text):
        return "gaps"
    if is_person(text):
        return "people"
    return ""


def suggest_by_content(nodes: Sequence[Node]) -> str:
    """Return the section that most lines look like, "" if they look like several or like none."""
    votes = Counter(section_of_line(node) for node in nodes if node.sort in ("item", "text", "quote"))
    votes.pop("", None)
    count = sum(node.sort in ("item", "text", "quote") for node in nodes)
    if not votes:
        return ""
    section, most = votes.most_common(1)[0]
    return section if most * 2 > count or (most * 2 == count and section != "evidence") else ""
