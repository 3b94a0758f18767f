"""Lines that tell of a conversation with one person: whom it was with, and whose words each sentence holds.

1:1 w/ Ruben: he wants business impact in euros
Mid-year with Tom: rated "exceeds". He wrote: "…"
Priya, 1:1: "…"
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from vividmap.core.english.quotations import QUOTATION, find_outside_quotations, without_quotations
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.formats.notes.dating import Around, read_date, split_date
from vividmap.formats.notes.deeds import has_measured_result, has_result, is_deed
from vividmap.formats.notes.names import PARTICLES, is_given_name, is_name
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.vocabulary import load_table

_LONGEST = 160
"""Characters in which a line says that it tells of a conversation."""
_MIN_QUOTED = 3
"""Words that a quotation has at least: fewer are a name, or one word of another sentence."""


def _words(table: str) -> str:
    return "|".join(load_table("meetings")[table].values())


_QUALIFIERS = rf"(?:(?:{_words('qualifiers')}) ){{0,3}}"
_FORMAL = lazy_pattern(
    rf"(?P<label>{_QUALIFIERS}(?:{_words('formal')})(?:['’]?s)?)"
    r"(?: (?:meeting|chat|call|talk|conversation|session|discussion|catch-?up|review))?(?!\w)"
    rf"\s{{0,3}}(?P<link>(?:{_words('with')})(?=\s)|[:–—-]{{1,2}}|,|)\s{{0,3}}\(?",
    re.IGNORECASE,
)
_INFORMAL = lazy_pattern(
    rf"(?P<label>{_QUALIFIERS}(?:{_words('informal')}))\s{{1,3}}(?:(?:{_words('with')})\s{{1,3}}|(?<=met ))",
    re.IGNORECASE,
)
_BEHIND = lazy_pattern(
    r"\s{0,2}[,–—(-]{0,2}\s{0,2}(?:(?:in|at|during|from|after|beim|im|dans|en)\s)?"
    rf"(?P<label>{_QUALIFIERS}(?:{_words('formal')}))\)?(?:\s{{0,2}}(?:[:.–—,-]{{1,2}}|\()\s{{0,3}}|$)",
    re.IGNORECASE,
)
_ROLES = load_table("meetings")["roles"]
_PARTNER_ROLE = lazy_pattern(
    rf"(?:(?:{_words('possessives')})\s)?(?:(?P<manager>{_ROLES['manager']})|{_ROLES['skip-level']})(?!\w)",
    re.IGNORECASE,
)
_NAME_WORD = lazy_pattern(r"[^\W\d_][\w'’-]{0,30}(?:(?<=\b\w)\.)?")
_AFTER_NAME = lazy_pattern(
    r"(?P<details>\s?\([^()]{1,40}\))?"
    r"\)?(?P<end>\s{0,3}$|\s{0,3}[:;,.!?–—-]{1,2}(?=\s|$)\s{0,3}|\s(?=[(\"“„«]))",
)
_ABOUT = lazy_pattern(
    r"\s{1,3}(?:re|about|on|over|for|regarding|and|&|\+|today|this|mid|in|at|über|wegen|sur|zu|he|she)\b",
    re.IGNORECASE,
)
_PLAIN_LABEL = lazy_pattern(
    rf"{_QUALIFIERS}(?:1[:-]1s?|1on1s?|1 on 1|one[- ]on[- ]one|121|check-?in)(?:['’]?s)?", re.IGNORECASE
)
_PARTNER = lazy_pattern(_words("partner"), re.IGNORECASE)
_AUTHOR_TELLING = lazy_pattern(_words("told"), re.IGNORECASE)
_INTRO = lazy_pattern(rf"(?:{_words('intro')})\s{{0,2}}[:,–—-]?\s{{0,2}}", re.IGNORECASE)
_JUDGEMENT = lazy_pattern(_words("judged"), re.IGNORECASE)
_REPORTED_SPEECH = lazy_pattern(_words("reported"), re.IGNORECASE)
_FIRST_PERSON = lazy_pattern(_words("me"))
_RATING = lazy_pattern(
    r"\b(?:exceed(?:s|ed)|met|meets|above|below) (?:all )?expectations\b"
    r"|^[\"“„«](?:\w+ ){0,2}(?:exceeds|exceeding|meets|outstanding|strong|superb|top|excellent)\b",
    re.IGNORECASE,
)
_OTHERS_WORDS = lazy_pattern(
    r"\b(?:he|she|they|him|her|salary|bonus|raise|equity|comp|pay|stock)\b", re.IGNORECASE
)
_SEMICOLON = lazy_pattern(r";\s")

RemarkSort = Literal["feedback", "deed", "talk"]


class NotedMeeting(NamedTuple):
    """A conversation that a line tells of: with whom, how it is called, and what the line says of it.

    `partner` is a name, or "" where `height` says their role instead. `label` is "" for a plain 1:1.
    """

    partner: str
    height: str
    label: str
    text: str

    @property
    def words(self) -> str:
        """Return what was said, with what kind of conversation it was."""
        return f"{self.label}: {self.text}" if self.label and self.text else self.label or self.text


class Remark(NamedTuple):
    """One sentence of a conversation: feedback on the author, a deed of the author, or other talk."""

    sort: RemarkSort
    text: str


class _NotedPartner(NamedTuple):
    name: str
    height: str
    end: int


def read_meeting(text: str) -> NotedMeeting | None:
    """Return the conversation that a line tells of, None for any other line."""
    if match := _FORMAL.match(text[:_LONGEST]):
        return _read_formal(text, match)
    if match := _INFORMAL.match(text[:_LONGEST]):
        return _read_informal(text, match)
    partner = _read_partner_name(text, 0)
    behind = _BEHIND.match(text[:_LONGEST], partner.end) if partner else None
    if partner and behind and _is_surely_name(partner.name):
        return _meeting(partner, behind["label"], text[behind.end() :])
    return None


def is_about_meeting(text: str, above: Node | None, around: Around) -> bool:
    """Return whether a line tells what was said in a conversation, or names one right below a date."""
    meeting = read_meeting(split_date(text, around).text)
    is_below_date = above is not None and above.sort == "heading" and read_date(above.raw, around) is not None
    return meeting is not None and (bool(meeting.text) or is_below_date)


def is_informal(text: str) -> bool:
    """Return whether a text begins as one that tells of a chat or a meal."""
    return bool(_INFORMAL.match(text[:_LONGEST]))


def _read_formal(text: str, match: re.Match[str]) -> NotedMeeting | None:
    """Return a 1:1, a review or the like: with a name or a role, or else with words of the other person."""
    at, link = match.end(), match["link"]
    partner = _read_partner(text, at)
    if partner and not _is_end_of_name(text, partner.end, is_linked=bool(link)):
        partner = None
    if partner and partner.name and not link.strip(":–—-,") and not _is_surely_name(partner.name):
        partner = None
    if partner:
        end = _AFTER_NAME.match(text, partner.end)
        return _meeting(partner, match["label"], text[end.end() if end else partner.end :])
    height = "skip-level" if "skip" in match["label"].casefold() else "manager"
    remarks = read_remarks(text[at:], "") if link[:1] in (":", "–", "—", "-") and text[at:] else []
    is_talk = bool(_PARTNER.match(text, at)) or any(remark.sort == "feedback" for remark in remarks)
    return _meeting(_NotedPartner("", height, at), match["label"], text[at:]) if is_talk else None


def _read_informal(text: str, match: re.Match[str]) -> NotedMeeting | None:
    """Return a chat or a meal with somebody, unless the line states what came of work."""
    partner = _read_partner_name(text, match.end())
    if (
        partner is None
        or not _is_surely_name(partner.name)
        or not _is_end_of_name(text, partner.end, is_linked=False)
        or has_result(text)
    ):
        return None
    return _meeting(partner, "", text)


def _meeting(partner: _NotedPartner, label: str, text: str) -> NotedMeeting:
    """Return a conversation without the label of a plain 1:1, which says nothing more."""
    is_plain = bool(_PLAIN_LABEL.fullmatch(label))
    return NotedMeeting(partner.name, partner.height, "" if is_plain else label, text.strip(" \t:;,–—"))


def _is_end_of_name(text: str, at: int, *, is_linked: bool) -> bool:
    """Return whether a name ends here as the partner of a conversation, and is not that of a thing."""
    tail = text[at:]
    if tail.startswith(("'", "’", "/", "&", "@")):
        return False
    is_clear = bool(_AFTER_NAME.match(tail) or _ABOUT.match(tail))
    return is_clear or (is_linked and tail[:1] == " ")


def _read_partner(text: str, at: int) -> _NotedPartner | None:
    """Return the name or the role that stands at a place: "Ruben", "my manager", "my manager Ruben"."""
    role = _PARTNER_ROLE.match(text, at)
    if role is None:
        return _read_partner_name(text, at)
    height = "manager" if role["manager"] else "skip-level"
    behind = re.compile(r"\s?[(,]?\s?").match(text, role.end())
    name = _read_partner_name(text, behind.end()) if behind else None
    if name and text[role.end() : role.end() + 1] in (" ", ",") and _is_surely_name(name.name):
        return name._replace(height=height)
    return _NotedPartner("", height, role.end())


def _read_partner_name(text: str, at: int) -> _NotedPartner | None:
    """Return the name that stands at a place: capitalised words that are no group's, or one given name."""
    words: list[str] = []
    end = at
    while match := _NAME_WORD.match(text, end + (1 if words else 0)):
        word = match[0]
        is_particle = bool(words) and word in PARTICLES
        if (words and text[end] != " ") or not (is_particle or word[0].isupper() or not words):
            break
        if not is_particle and not is_name(word, strict=bool(words)) and not is_given_name(word):
            break
        words.append(word)
        end = match.end()
        if len(words) == 4 or word.endswith(("'s", "’s")):
            break
    while words and words[-1] in PARTICLES:
        end -= len(words.pop()) + 1
    name = " ".join(words)
    if not words or name.endswith(("'s", "’s")) or not is_name(name, strict=not is_given_name(words[0])):
        return None
    return _NotedPartner(name[:1].upper() + name[1:], "", end)


def _is_surely_name(name: str) -> bool:
    return is_given_name(name.split(maxsplit=1)[0])


def read_remarks(text: str, partner: str) -> list[Remark]:
    """Return the sentences of what a line tells of a conversation, each with whose words it holds."""
    clauses = (
        clause.strip() for sentence in split_notes(text) for clause in _split_at_semicolons(sentence, partner)
    )
    return [_read_remark(clause, partner) for clause in clauses if clause]


def _split_at_semicolons(sentence: str, partner: str) -> Iterator[str]:
    """Yield the clauses of a sentence, cut at a semicolon in front of what the other person says."""
    start = 0
    for match in find_outside_quotations(_SEMICOLON, sentence):
        if is_about_partner(sentence[match.end() :], partner):
            yield sentence[start : match.start()]
            start = match.end()
    yield sentence[start:]


def _read_remark(sentence: str, partner: str) -> Remark:
    quotation = next(filter(_is_long, QUOTATION.finditer(sentence)), None)
    is_own = is_own_telling(sentence)
    if quotation and not is_own and not _is_deed_with_title(sentence, quotation, partner):
        lead = _without_partner(sentence[: quotation.start()], partner)
        says_only_whose = _INTRO.fullmatch(lead) or lead.rstrip().endswith((".", "!", "?"))
        return Remark("feedback", sentence[quotation.start() :] if says_only_whose else sentence)
    if is_own:
        return Remark("talk", sentence)
    plain = _without_partner(without_quotations(sentence), partner)
    is_judged = _JUDGEMENT.match(plain) or _RATING.search(sentence)
    if is_judged or (
        (speech := _REPORTED_SPEECH.match(plain)) and _FIRST_PERSON.search(plain, speech.end() - 2)
    ):
        return Remark("feedback", sentence)
    if is_about_partner(sentence, partner):
        return Remark("talk", sentence)
    has_other_subject = bool(_OTHERS_WORDS.search(sentence)) and not is_deed(sentence)
    is_work = has_result(sentence) and (is_deed(sentence) or has_measured_result(sentence))
    return Remark("deed" if is_work and not has_other_subject else "talk", sentence)


def _is_long(quotation: re.Match[str]) -> bool:
    return len(quotation[0].split()) >= _MIN_QUOTED and not quotation[0].startswith("`")


def _is_deed_with_title(sentence: str, quotation: re.Match[str], partner: str) -> bool:
    """Return whether a quotation is the title of something that the author did: "gave the "…" talk"."""
    is_short = len(quotation[0]) * 2 < len(sentence)
    return is_short and is_deed(sentence) and not is_about_partner(sentence, partner)


def is_own_telling(sentence: str) -> bool:
    """Return whether a sentence tells what the author said: "told him I'm tired"."""
    return bool(_AUTHOR_TELLING.match(sentence))


def is_about_partner(sentence: str, partner: str) -> bool:
    """Return whether a sentence is about what the other person says, wants or does."""
    return bool(_PARTNER.match(_without_partner(sentence, partner)))


def _without_partner(sentence: str, partner: str) -> str:
    """Return a sentence with "he" for the name of the partner in front."""
    first = partner.split(maxsplit=1)[0] if partner else ""
    if (
        first
        and sentence.casefold().startswith(first.casefold())
        and not sentence[len(first) :][:1].isalnum()
    ):
        name = partner if sentence.casefold().startswith(partner.casefold()) else first
        return "he" + sentence[len(name) :]
    return sentence
