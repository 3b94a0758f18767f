"""People: a name at the start of a line with what stands beside it, and names within sentences."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from vividmap.core.positions import Position
from vividmap.core.text import fold
from vividmap.formats.notes.calendar_words import month_words
from vividmap.formats.notes.vocabulary import given_names, key_of, load_table, phrases, split_words, word_set

_SEGMENT_FIELDS = {"met": "how_we_met", "worked on": "worked_on", "worked together on": "worked_on"}

# A name ends before one of these. The lookbehind keeps a run of spaces from being searched repeatedly.
_END = re.compile(
    r"(?<!\s)(?:\s+(?:[-–—|]+|::|=)\s+|\s*[–—（]\s*|\s*[:\uff1a,;、，]\s*(?=\s|[^\x00-\x7f]|$)|\s*\(|\s*[:\uff1a]$"
    r"|\s+(?=w/\s)|\.\s+(?=[A-ZÄÖÜ][a-z]+ ))"
)
_LINK = re.compile(r"\[(?P<name>[^\[\]]{1,80})\]\((?P<href>[^()\s]{1,500})\)")
_LETTERS = re.compile(r"[^\W\d_]")
_PARTICLES = frozenset("van von de der den del della di da dos bin ibn al el la le of ter ten zu y e".split())
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々]")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|seit|depuis|desde|dal|sinds|с)\s+(?:(?:\w{3,10})\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


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
    if (
        ends
        and ends.group().startswith(".")
        and len(text[: ends.start()].split()[-1:])
        and len(text[: ends.start()].split()[-1]) == 1
    ):
        # "Tomas R. Berg": an initial does not end a name
        ends = _END.search(text, ends.end())
    head, tail = (text[: ends.start()], _after(text, ends)) if ends else (text, "")
    bare = head.strip(" \t*_[]")
    name = bare.removeprefix("@").strip()
    name, title_tail = _without_title(name)
    is_sure = name != bare or (ends and not strict)
    is_handle = name != bare and not title_tail and bool(re.fullmatch(r"[\w.-]{2,40}", name))
    return (
        PersonName(name, tail or title_tail, href) if is_handle or is_name(name, strict=not is_sure) else None
    )


def _unmarked(text: str) -> str:
    return re.sub(r"(\*\*|__)(?P<name>[^*_]{1,60})\1", r"\g<name>", text, count=1)


def _without_title(name: str) -> tuple[str, str]:
    """Return a name without what CJK scripts put after it."""
    if name.isascii():
        return name, ""
    for suffix in _suffixes():
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)], suffix if len(suffix) > 1 else ""
    return name, ""


@cache
def _suffixes() -> tuple[str, ...]:
    titles = word_set("people", "titles")
    return tuple(sorted((title for title in titles if _CJK.search(title)), key=len, reverse=True))


def _after(text: str, ends: re.Match[str]) -> str:
    if ends.group().strip() not in ("(", "（"):
        return text[ends.end() :].strip(" \t*_)）").removeprefix("- ").removeprefix("– ")
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
        or not all(fold(word) in _PARTICLES or _is_name_word(word) for word in words[is_given:])
    ):
        return False
    if _CJK.search(text):
        return len(text) <= 12 and len(words) <= 2
    if fold(words[0]) in word_set("people", "titles") and len(words) > 1:
        words = words[1:]
    if strict or len(words) > 2:
        return (
            all(not word[0].islower() or fold(word) in _PARTICLES for word in words)
            and not words[0][0].islower()
        )
    return not words[0][0].islower() or (len(words) == 1 and fold(words[0]) in given_names()[0])


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


def split_names(text: str) -> tuple[str, ...] | None:
    """Return the names of a list like `Priya, Tomas and @dana`; None unless each looks like a name."""
    parts = [
        _PARENTHESES.sub("", part).strip()
        for part in re.split(r"[,;&、，]|\b(?:and|und|et|y|e|en|и)\b|\s\+\s|\s/\s", text)
    ]
    parts = [part for part in parts if part]
    names = tuple(_without_title(part.removeprefix("@"))[0] for part in parts)
    certain = (is_name(name, strict=part == name) for part, name in zip(parts, names, strict=True))
    return names if names and all(certain) else None


_PARENTHESES = re.compile(r"(?:(?<!\s)\s++)?[(（][^()（）]{0,80}[)）]")


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
        if _CJK.search(compact):
            hits = [
                (len(phrase), height)
                for phrase, height in _heights().items()
                if height and _CJK.search(phrase) and phrase in compact
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
            and _CJK.search(words[0])
            and any(_CJK.search(phrase) and phrase in words[0] for phrase in heights)
        ):
            return True
    return False


def place_height(title: str) -> str:
    """Return the height that a heading in a map of people says: "Direct reports"."""
    key = key_of(title)
    return next(
        (height for height, words in load_table("people")["places"].items() if key in split_words(words)), ""
    )


# --- names within sentences ---------------------------------------------------------------------------

_CAPITALISED = r"[^\W\d_a-zа-яё\u3040-\u30ff\u3400-\u9fff][^\W\d_]*+(?:[’'-][^\W\d_]{2,}+)*+"
_TOKEN = re.compile(
    rf"(?P<at>(?<![\w./])@)?(?P<word>{_CAPITALISED}|[^\W\d_]++|\d+)(?P<dot>\.(?=\s[A-Z]|\s?[,;:)]|$))?(?P<possessive>['’]s?\b)?"
)
_HONORIFIC = re.compile(
    r"(?P<name>[一-龥々]{1,4}|[ァ-ヶー・]{2,12})(?P<title>さん|様|氏|くん|ちゃん|先生|先輩|部長|課長|社長|マネージャー)"
)
_CHINESE = re.compile(
    r"(?:(?<=[和与跟向由帮给])|(?<=帮助)|(?<=指导)|(?<=感谢)|(?<=来自)|(?<=辅导)|(?<=带领)|(?<=培养)|(?<=协助)|(?<=，)|(?<=、)|(?<=^)|(?<=[（(]))"
    r"(?P<name>[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤][\u4e00-\u9fff]{0,2}?)"
    r"(?P<title>老师|总监|总|经理|工|姐|哥|同学)?(?=[（(：:，、。的说提给问对和与]|完成|一起|共同|通过|上线|负责|实现|掌握|独立|成为|参与|解决|推动|进行|顺利|学会|接手|老师|$)"
)


class TextName(NamedTuple):
    """A name in a sentence: as it is said, and whether it can hardly be anything else."""

    name: str
    is_sure: bool


def find_names(text: str, known: Iterable[str] = ()) -> list[str]:
    """Return the people named in a text, in order; `known` are names that the document introduces."""
    if len(text) > 4_000:
        text = text[:4_000]
    names = list(_spaced_names(text, frozenset(map(fold, known))))
    if _CJK.search(text):
        names += [match["name"] for match in _HONORIFIC.finditer(text)]
        if not re.search(r"[\u3040-\u30ff]", text):
            names += [
                match["name"] for match in _CHINESE.finditer(text) if match["title"] or len(match["name"]) > 1
            ]
        names += [name for name in known if _CJK.search(name) and name in text]
    return list(dict.fromkeys(names))


def _spaced_names(text: str, known: frozenset[str]) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(text))
    groups, titles = word_set("people", "groups"), word_set("people", "titles")
    is_german = _is_german(text)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        word = token["word"]
        if not word[0].isupper() or token["at"] or len(word) > 24 or not _is_in_prose(text, token):
            at += 1
            continue
        folded = fold(word)
        canonical = _canonical(word)
        if (
            folded in titles
            and at + 1 < len(tokens)
            and tokens[at + 1]["word"][0].isupper()
            and len(word) > 1
            and _is_adjacent(text, token, tokens[at + 1])
        ):
            name, at = _extend(text, tokens, at + 1, groups, allow=True)
            if fold(name.split()[0]) not in groups:
                yield name
            continue
        is_name_here = (
            folded in known
            or (_is_given(canonical) and folded not in groups)
            or (
                (_is_given(canonical) or (_can_be_given(canonical) and folded not in groups))
                and _has_cue(text, tokens, at, strict=False)
            )
            or (
                folded not in groups
                and _has_cue(text, tokens, at, strict=True)
                and _can_be_name(word, groups)
            )
        )
        if is_name_here and not _is_thing(text, tokens, at):
            name, at = _extend(text, tokens, at, groups, allow=not is_german)
            yield name if canonical == word else " ".join([canonical, *name.split()[1:]])
        else:
            at += 1


def _is_german(text: str) -> bool:
    return bool(re.search(r"\b(?:und|der|die|das|mit|von|für|eine?[nmr]?|auf|ist)\b", text))


def _is_in_prose(text: str, token: re.Match[str]) -> bool:
    before, after = text[token.start("word") - 1 : token.start("word")], text[token.end() : token.end() + 1]
    return (
        not (before and before in "/.#_-`\\&" and not before.isspace())
        and after not in ("_", "/", "@", "`", "+", "=", "\\")
        and not (after == "-" and text[token.end() + 1 : token.end() + 2].isalnum())
        and not re.match(r"\.\w", text[token.end() : token.end() + 2])
    )


def _canonical(word: str) -> str:
    """Return a name in the nominative, where its language bends names; else as it is."""
    if not _CYRILLIC.search(word):
        return word
    folded = fold(word)
    if folded in given_names()[0]:
        return word
    nominative = _cyrillic_stems().get(_stem(folded))
    return nominative.capitalize() if nominative else word


def _stem(name: str) -> str:
    return re.sub(r"(?:ом|ем|ой|ей|ою|ею|ии|ию|ием|[аеёиоуыьэюяй])$", "", name)


@cache
def _cyrillic_stems() -> dict[str, str]:
    return {
        _stem(name): name
        for name in sorted(given_names()[0])
        if _CYRILLIC.search(name) and len(_stem(name)) >= 3
    }


def _is_given(word: str) -> bool:
    parts = fold(word).split("-")
    return all(part in given_names()[0] for part in parts)


def _can_be_given(word: str) -> bool:
    return fold(word) in given_names()[1]


def _can_be_name(word: str, groups: frozenset[str]) -> bool:
    folded = fold(word)
    return (
        2 < len(word) <= 14
        and word[1:].islower()
        and folded.removesuffix("s") not in groups
        and not folded.endswith(("tion", "ment", "ing", "ungen", "ung", "keit", "heit", "ness", "ity"))
    )


def _is_adjacent(text: str, token: re.Match[str], following: re.Match[str]) -> bool:
    return text[token.end() : following.start()] in (" ", ". ") or (
        bool(token["dot"]) and text[token.end() : following.start()] == " "
    )


_STRICT_BEFORE = frozenset(
    "mentored mentoring coached coaching onboarded onboarding thanks thank thanked mentor mentorei "
    "ping told asked convinced unblocked helped paired hired eingearbeitet betreut accompagné mentoré "
    "formé".split()
)
_STRICT_AFTER = frozenset(
    "told said says asked wrote thanked thinks thought wants mentioned "
    "meinte sagte dit disse dijo сказал сказала zei".split()
)


def _has_cue(text: str, tokens: list[re.Match[str]], at: int, *, strict: bool) -> bool:
    """Return whether the words around a capitalised word say that it is a person."""
    token = tokens[at]
    before = fold(tokens[at - 1]["word"]) if at else ""
    gap = text[tokens[at - 1].end() : token.start()] if at else ""
    after = fold(tokens[at + 1]["word"]) if at + 1 < len(tokens) else ""
    gap_after = text[token.end() : tokens[at + 1].start()] if at + 1 < len(tokens) else text[token.end() :]
    with_slash = text[max(0, token.start() - 3) : token.start()] in ("w/ ", " w/")
    if strict:
        to = before == "to" and at > 1 and fold(tokens[at - 2]["word"]) in ("thanks", "kudos")
        return (
            (before in _STRICT_BEFORE and gap == " ")
            or to
            or with_slash
            or (after in _STRICT_AFTER and gap_after == " ")
        )
    is_month = fold(token["word"]) in month_words() and not _is_given(token["word"])
    if is_month and not token["possessive"] and after not in _STRICT_AFTER:
        return False
    in_brackets = text[token.start() - 1 : token.start()] == "(" and text[token.end() : token.end() + 1] in (
        ")",
        ",",
    )
    cues = load_table("people")["cues"]
    return (
        (
            before in _cue_words("before", cues["before"])
            and gap == " "
            and before not in ("in", "since", "as", "according", "about", "replaced", "for")
        )
        or (after in _cue_words("after", cues["after"]) and gap_after == " ")
        or bool(token["possessive"])
        or with_slash
        or in_brackets
    )


@cache
def _cue_words(name: str, words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _is_thing(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Return whether a name is part of the name of a thing: "Marie Curie University"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or text[tokens[at].end() : following.start()] != " ":
        return False
    return fold(following["word"]) in {
        "university",
        "college",
        "school",
        "inc",
        "ltd",
        "gmbh",
        "street",
        "award",
        "model",
        "lake",
        "bank",
        "hospital",
        "institute",
        "universität",
        "cluster",
        "server",
    }


def _extend(
    text: str, tokens: list[re.Match[str]], at: int, groups: frozenset[str], *, allow: bool
) -> tuple[str, int]:
    """Return a name with its surname or initial, and where the next token is."""
    words, end = [tokens[at]["word"]], at + 1
    is_over = bool(tokens[at]["possessive"])
    while not is_over and end < len(tokens) and len(words) < 4:
        following = tokens[end]
        word = following["word"]
        if text[tokens[end - 1].end() : following.start()] != " " or tokens[end - 1]["dot"]:
            break
        is_initial = len(word) == 1 and word.isupper() and word != "I"
        is_particle = (
            word in _PARTICLES
            and word not in ("y", "e", "of", "la", "el", "le", "al")
            and end + 1 < len(tokens)
            and tokens[end + 1]["word"][0].isupper()
        )
        is_surname = (
            word[0].isupper()
            and len(word) > 1
            and fold(word) not in groups
            and fold(word).removesuffix("s") not in groups
            and word[1:].islower()
            and (
                allow or (_is_given(words[0]) and len(words) == 1 and not _is_common_noun(text, tokens, end))
            )
        )
        if is_initial:
            words.append(word + ("." if following["dot"] else ""))
            end += 1
            break
        if not (is_particle or is_surname):
            break
        words.append(word)
        is_over = bool(following["possessive"])
        end += 1
    return " ".join(words), end


def _is_common_noun(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """In German every noun has a capital: a surname stands before a comma, a bracket or a verb of saying."""
    after = text[tokens[at].end() : tokens[at].end() + 2]
    return not (after[:1] in (",", ":", ")", "(") or after == " (" or not after)


def is_known_role_label(label: str) -> bool:
    """Return whether a label is one of the parts of a document and not a person."""
    return label in phrases("labels")
