"""What a document's first lines say of its owner: "I'm Ilse, Staff Engineer at Noordbank"."""

import re
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.names import is_name
from vividmap.formats.notes.owner_name import find_owner_name
from vividmap.formats.notes.plain import to_plain

_HEAD_LINES, _LONGEST = 12, 300
_NOUN = (
    r"(?:engineer|developer|architect|sre|scientist|designer|analyst|administrator|programmer|tech lead"
    r"|\w{0,20}entwickler(?:in)?|\w{0,20}ingenieur(?:in)?|\w{0,20}architekt(?:in)?|développeu(?:r|se)|ingénieure?"
    r"|architecte|ingenier[oa]|desarrolladora?|arquitect[oa]|engenheir[oa]|desenvolvedora?|sviluppat(?:ore|rice)"
    r"|ingegnere|ontwikkelaar)"
)
_TITLE = rf"(?P<title>(?:[^\W\d_][\w+#/&-]{{1,20}} ){{0,4}}{_NOUN})\b"
_AT = r"(?: (?:at|@|bei(?: der)?|chez|en|na|no|presso|bij) (?P<at>[^\W\d_][^,.;:()–—]{1,40}))"
_PARTS = r"(?:, (?P<team>[^\W\d_][^,.;:()–—]{1,40}), (?P<employer>[^\W\d_][^,.;:()–—]{1,40}))"
_WHO = (
    r"(?:(?:hi[,!]? )?(?:i['’]?m|i am|my name is|i work as|ich bin|ich heiße|je suis|je m['’]appelle|soy"
    r"|me llamo|sou|eu sou|sono|ik ben) )"
)
_ARTICLE = r"(?:an?|the|eine?|une?|un|uma?|uno|een) "
_PERSON = lazy_pattern(
    rf"{_WHO}(?P<name>[^\W\d_][^\s,]{{1,20}}(?: [^\W\d_][^\s,]{{0,20}}){{0,3}})(?:,| [–—-]|[.!])",
    re.IGNORECASE,
)
_JOB = lazy_pattern(
    rf"(?:{_WHO})?(?:[^\W\d_][^,.;:]{{1,50}}(?:,| [–—-]) )?(?:{_ARTICLE})?{_TITLE}(?:{_AT}|{_PARTS})?",
    re.IGNORECASE,
)
_SENTENCES = lazy_pattern(r"[.!] (?=\w)")
_LABELLED = lazy_pattern(
    r"(?P<label>level|current level|grade|stufe|niveau|nivel|livello|role|title|job title|position|rolle"
    r"|poste|puesto|cargo|ruolo|functie|employer|company|arbeitgeber|firma|employeur|entreprise|empresa|azienda|werkgever)"
    r" ?[:：] ?(?P<value>[^\n]{2,60})",
    re.IGNORECASE,
)
_OF_LEVEL = frozenset("level,current level,grade,stufe,niveau,nivel,livello".split(","))
_OF_TITLE = frozenset("role,title,job title,position,rolle,poste,puesto,cargo,ruolo,functie".split(","))
_LEVEL = lazy_pattern(
    r"\b(?:senior staff|staff|senior principal|principal|distinguished|fellow|senior|junior|lead"
    r"|L\d{1,2}|E\d|IC\d)\b",
    re.IGNORECASE,
)
_LIST = lazy_pattern(r"[#|>]|(?:[-*•+]|\d{1,3}[.)])\s")
_NO_TITLE = frozenset("with the of for and by a an to from in on mit von der die das et de des con y".split())
_NO_EMPLOYER = frozenset("the a work home my our this".split())


class OwnerDetails(NamedTuple):
    """Who a document's owner is, as its first lines say; "" for what they do not say."""

    name: str = ""
    title: str = ""
    level: str = ""
    employer: str = ""


def find_owner(text: str) -> OwnerDetails:
    """Return what the first lines of a document say of its owner."""
    lines = [line.strip() for line in text.split("\n", 40)[:40] if line.strip()][:_HEAD_LINES]
    sentences = [to_plain(line).text for line in lines if len(line) <= _LONGEST and not _LIST.match(line)]
    labelled = sorted(
        map(_labelled, sentences), key=lambda details: not (details.level and not details.title)
    )
    owner = OwnerDetails(find_owner_name(text))
    for details in (*labelled, *map(_told, sentences)):
        owner = _merge(owner, details)
    return owner


def _merge(owner: OwnerDetails, other: OwnerDetails) -> OwnerDetails:
    return OwnerDetails(*(first or second for first, second in zip(owner, other, strict=True)))


def _labelled(line: str) -> OwnerDetails:
    match = _LABELLED.fullmatch(line)
    if not match:
        return OwnerDetails()
    label, value = match["label"].casefold(), match["value"].strip(" .")
    if label in _OF_LEVEL:
        return OwnerDetails(level=value)
    return _with_level(value) if label in _OF_TITLE else OwnerDetails(employer=value)


def _told(line: str) -> OwnerDetails:
    person = _PERSON.match(line)
    name = person["name"] if person and is_name(person["name"]) and len(person["name"].split()) > 1 else ""
    for sentence in _SENTENCES.split(line):
        job = _JOB.match(sentence)
        is_own = bool(person or re.match(_WHO, sentence, re.IGNORECASE))
        if job and (is_own or (job["title"][:1].isupper() and _NO_TITLE.isdisjoint(job["title"].split()))):
            employer = (job["at"] or job["employer"] or "").strip()
            is_employer = employer[:1].isupper() and employer.split()[0].casefold() not in _NO_EMPLOYER
            return _with_level(job["title"])._replace(name=name, employer=employer if is_employer else "")
    return OwnerDetails(name)


def _with_level(title: str) -> OwnerDetails:
    level = _LEVEL.search(title)
    return OwnerDetails(title=title, level=f"{level[0][:1].upper()}{level[0][1:]}" if level else "")
