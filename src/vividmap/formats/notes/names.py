"""People: a name at the start of a line with what stands beside it, and names within sentences."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.positions import Position
from vividmap.core.text import fold
from vividmap.formats.notes.vocabulary import given_names, key_of, load_table, split_words, word_set

_SEGMENT_FIELDS = {"met": "how_we_met", "worked on": "worked_on", "worked together on": "worked_on"}

# A name ends before one of these. The lookbehind keeps a run of spaces from being searched repeatedly.
_END = lazy_pattern(
    r"(?<!\s)(?:\s+(?:[-–—|·•]+|::|=)\s+|\s*[–—（]\s*|\s*[:\uff1a,;、，]\s*(?=\s|[^\x00-\x7f]|$)|\s*\(|\s*[:\uff1a]$"
    r"|\s+(?=w/\s)|\.\s+(?=[A-ZÄÖÜ][a-z]+ ))"
)
_LINK = lazy_pattern(r"\[(?P<name>[^\[\]]{1,80})\]\((?P<href>[^()\s]{1,500})\)")
_LETTERS = lazy_pattern(r"[^\W\d_]")
PARTICLES = frozenset("van von de der den del della di da dos bin ibn al el la le of ter ten zu y e".split())
CJK = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff々]")
CYRILLIC = lazy_pattern(r"[а-яё]", re.IGNORECASE)
_SINCE = lazy_pattern(
    r"\b(?:since|seit|depuis|desde|dal|sinds|с)\s+(?:(?:\w{3,10})\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BETWEEN_PEOPLE = lazy_pattern(r"[,;]\s+(?![^()]{0,300}\))")
_LONGEST_LIST = 300


class PersonName(NamedTuple):
    """A name, the rest of its line, and the URL that the name linked to."""

    name: str
    details: str = ""
    href: str = ""


def read_name(line: str, *, strict: bool = False) -> PersonName | None:
    """Return the name that a line begins with, else None; `strict` requires capitals in any case."""
    text, href = line.strip(), ""
    if link := _LINK.match(text.lstrip("*_ ")):
        text, href = link["name"] + text.lstrip("*_ ")[link.end() :], link["href"]
    text = _unmarked(text)
    ends = _END.search(text)
    while ends and ends.group().startswith(".") and _is_short_word(text[: ends.start()]):
        # "Tomas R. Berg", "Dr. Ada Berg": an initial or a title does not end a name
        ends = _END.search(text, ends.end())
    head, tail = (text[: ends.start()], _after(text, ends)) if ends else (text, "")
    bare = head.strip(" \t*_[]")
    name = bare.removeprefix("@").strip()
    if _is_role_phrase(name):
        return _name_behind_role(name, tail)
    name, title_tail = _without_title(name)
    is_sure = name != bare or (ends and not strict)
    is_handle = name != bare and not title_tail and bool(re.fullmatch(r"[\w.-]{2,40}", name))
    return (
        PersonName(name, tail or title_tail, href) if is_handle or is_name(name, strict=not is_sure) else None
    )


def _is_short_word(head: str) -> bool:
    """Return whether a text ends with an initial or a title, whose dot ends nothing."""
    words = head.split()
    return bool(words) and (len(words[-1]) == 1 or fold(words[-1]) in word_set("people", "titles"))


def _is_role_phrase(text: str) -> bool:
    """Return whether words say a role in place of a name: "my boss", "Mi jefa", "Manager"."""
    first = fold(text.split(maxsplit=1)[0]) if text else ""
    return first in word_set("people", "possessives") or key_of(text) in _heights()


def _name_behind_role(role: str, tail: str) -> PersonName | None:
    """Return the name in "my boss (Dana)" or "Manager: Dana Whitfield"; None without one."""
    first, _, rest = tail.partition(";")
    name = first.strip()
    return PersonName(name, f"{role}; {rest.strip()}".strip("; ")) if is_name(name) else None


def _unmarked(text: str) -> str:
    return re.sub(r"(\*\*|__)(?P<name>[^*_]{1,60})\1", r"\g<name>", text, count=1)


def _without_title(name: str) -> tuple[str, str]:
    """Return a name without the title before it, and without what CJK scripts put after it."""
    first, _, others = name.partition(" ")
    if others and fold(first).rstrip(".") in word_set("people", "titles"):
        return others.strip(), ""
    if name.isascii():
        return name, ""
    for suffix in _suffixes():
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)], suffix if len(suffix) > 1 else ""
    return name, ""


@cache
def _suffixes() -> tuple[str, ...]:
    titles = word_set("people", "titles")
    return tuple(sorted((title for title in titles if CJK.search(title)), key=len, reverse=True))


def _after(text: str, ends: re.Match[str]) -> str:
    if ends.group().strip() not in ("(", "（"):
        details = text[ends.end() :].strip(" \t*_")
        is_open = details.count(")") + details.count("）") > details.count("(") + details.count("（")
        return (details.rstrip(" )）") if is_open else details).removeprefix("- ").removeprefix("– ")
    inside, _, after = _partition(text[ends.end() :])
    return "; ".join(part for part in (inside.strip(), after.strip(" \t,;:–—-：")) if part)


def _partition(text: str) -> tuple[str, str, str]:
    match = re.search(r"[)）]", text)
    return (text[: match.start()], ")", text[match.end() :]) if match else (text, "", "")


@lru_cache(maxsize=8192)
def is_name(text: str, *, strict: bool = True) -> bool:
    """Return whether words look like a name; `strict` allows small letters only in particles ("van")."""
    words = text.split()
    is_given = bool(words) and (
        fold(words[0]) in given_names()[0] or (len(words) > 1 and fold(words[0]) in given_names()[1])
    )
    if (
        not 1 <= len(words) <= 5
        or len(text) > 60
        or not all(fold(word) in PARTICLES or _is_name_word(word) for word in words[is_given:])
    ):
        return False
    if CJK.search(text):
        return len(text) <= 12 and len(words) <= 2
    if fold(words[0]) in word_set("people", "titles") and len(words) > 1:
        words = words[1:]
    if strict or len(words) > 2:
        return (
            all(not word[0].islower() or fold(word) in PARTICLES for word in words)
            and not words[0][0].islower()
        )
    return not words[0][0].islower() or (len(words) == 1 and fold(words[0]) in given_names()[0])


def is_given_name(word: str) -> bool:
    """Return whether a word is known as a given name, though it may be another word too."""
    sure, also_words = given_names()
    return fold(word) in sure or fold(word) in also_words


def _is_name_word(word: str) -> bool:
    letters = word.strip(".'’-")
    return (
        bool(_LETTERS.match(letters))
        and not re.search(r"[\d/&+#@<>\[\]{}|=*_`\\?!%]", word)
        and not _is_group(fold(letters))
        and not (len(letters) > 3 and letters.isupper() and fold(letters) not in given_names()[0])
    )


def _is_group(folded: str) -> bool:
    """Return whether a word is a group's, a month's or a thing's, and nobody's name."""
    groups = word_set("people", "groups")
    return folded not in given_names()[0] and (folded in groups or folded.removesuffix("s") in groups)


def split_introductions(text: str) -> list[str]:
    """Return the parts of a line that introduces people: "Nadia (ex report), Pete - PM"; else []."""
    parts = [part.strip() for part in _BETWEEN_PEOPLE.split(text[:_LONGEST_LIST])]
    people = [read_name(part) for part in parts]
    has_details = any(person is not None and person.details for person in people)
    return parts if len(parts) > 1 and has_details and all(people) else []


def split_names(text: str) -> tuple[str, ...] | None:
    """Return the names of a list like `Priya, Tomas and @dana`; None unless each looks like a name."""
    parts = [
        _without_brackets(_LED_BY_WITH.sub("", part.strip(), count=1)).strip()
        for part in re.split(r"[,;&、，]|\b(?:and|und|et|y|e|en|и)\b|\s\+\s|\s/\s", text)
    ]
    parts = [part for part in parts if part]
    names = tuple(_without_title(part.removeprefix("@"))[0] for part in parts)
    certain = (is_name(name, strict=part == name) for part, name in zip(parts, names, strict=True))
    return names if names and all(certain) else None


_LED_BY_WITH = lazy_pattern(r"(?:w/\s*|(?:with|mit|avec|con|com|met)\s+)(?=\S)", re.IGNORECASE)
_IN_BRACKETS = lazy_pattern(r"(?P<outside>[^()（）]{1,60})[(（](?P<inside>[^()（）]{3,60})[)）]")


def _without_brackets(part: str) -> str:
    """Return a name without the brackets behind it, or the name in them: "FinOps (Grace Lynch)"."""
    match = _IN_BRACKETS.fullmatch(part)
    if match and len(match["inside"].split()) > 1 and is_given_name(match["inside"].split()[0]):
        is_person = is_given_name(match["outside"].split()[0]) if match["outside"].split() else False
        if not is_person and is_name(match["inside"]):
            return match["inside"]
    return _PARENTHESES.sub("", part)


_PARENTHESES = lazy_pattern(r"(?:(?<!\s)\s++)?[(（][^()（）]{0,80}[)）]")


def read_rest(text: str) -> tuple[dict[str, Any], str]:
    """Return the clear fields in the text after a name, and the remaining text."""
    fields: dict[str, Any] = {}
    remainder = []
    for segment in filter(None, (part.strip() for part in text.split(";"))):
        name, value = next(_segment_field(segment), ("", ""))
        if name and name not in fields:
            fields[name] = value
        elif (position := read_position(segment)) and "positions" not in fields:
            fields["positions"] = (position,)
        else:
            remainder.append(segment)
    if "positions" not in fields and (height := find_height(text)):
        since = _SINCE.search(text)
        start = date(int(since["year"]), 1, 1) if since else None
        fields["positions"] = (Position(start, height),)
        return fields, text
    return fields, text if not fields else "; ".join(remainder)


def _segment_field(segment: str) -> Iterator[tuple[str, str]]:
    for label, name in _SEGMENT_FIELDS.items():
        if segment.casefold().startswith((f"{label} ", f"{label}: ")):
            yield name, segment[len(label) :].lstrip(" :")


def read_position(text: str) -> Position | None:
    """Return the position in text like `peer, Platform, Acme`; None unless it is that and nothing else."""
    role, *details = (part.strip() for part in re.split(r"[,、，]", text))
    height = _heights().get(key_of(role))
    if (
        not height
        or len(details) > 2
        or any(len(part.split()) > 3 or not part[:1].isupper() for part in details)
    ):
        return None
    part, employer = (*details, "", "")[:2]
    return Position(None, height, part, employer)


@cache
def _heights() -> dict[str, str]:
    return {
        phrase: height
        for height, roles in load_table("people")["roles"].items()
        for phrase in split_words(roles)
    }


@lru_cache(maxsize=4096)
def find_height(text: str) -> str:
    """Return the height that words beside a name begin with: "manager since 2024", "my mgr", "skip"."""
    first_clause = re.split(r"[.;:。(]|\s[–—-]\s", text, maxsplit=1)[0]
    for part in re.split(r"[,、，/]", first_clause)[:3]:
        words = key_of(part).split()
        for count in range(min(3, len(words)), 0, -1):
            phrase = " ".join(words[:count])
            if (height := _heights().get(phrase)) and len(words) <= count + 4:
                return height
        compact = key_of(part).replace(" ", "")
        if CJK.search(compact):
            hits = [
                (len(phrase), height)
                for phrase, height in _heights().items()
                if height and CJK.search(phrase) and phrase in compact
            ]
            if hits:
                return max(hits)[1]
    return ""


def has_role(text: str) -> bool:
    """Return whether words beside a name begin with a role, whatever height it says."""
    heights = _heights()
    for part in re.split(r"[,;:.()/、，。（）]|\s[–—-]\s", text)[:4]:
        words = key_of(part).split()
        if any(" ".join(words[:count]) in heights for count in range(1, min(4, len(words)) + 1)):
            return True
        if words and len(words) <= 4 and words[-1] in heights:
            return True
        if (
            words
            and CJK.search(words[0])
            and any(CJK.search(phrase) and phrase in words[0] for phrase in heights)
        ):
            return True
    return False


def place_height(title: str) -> str:
    """Return the height that a heading in a map of people says: "Direct reports"."""
    key = key_of(title)
    return next(
        (height for height, words in load_table("people")["places"].items() if key in split_words(words)), ""
    )
