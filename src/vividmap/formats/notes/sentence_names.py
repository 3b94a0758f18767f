"""People: names within sentences, in any script."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.formats.notes.calendar_words import month_words
from vividmap.formats.notes.names import CJK, CYRILLIC, PARTICLES, has_role
from vividmap.formats.notes.vocabulary import given_names, load_table, word_set

_CAPITALISED = r"[^\W\d_a-zа-яё\u3040-\u30ff\u3400-\u9fff][^\W\d_]*+(?:[’'-][^\W\d_]{2,}+)*+"
_TOKEN = lazy_pattern(
    rf"(?P<at>(?<![\w./])@)?(?P<word>{_CAPITALISED}|[^\W\d_]++|\d+)(?P<dot>\.(?=\s[A-Z]|\s?[,;:)]|$))?(?P<possessive>['’]s?\b)?"
)
_HONORIFIC = lazy_pattern(
    r"(?P<name>[一-龥々]{1,4}|[ァ-ヶー・]{2,12})(?P<title>さん|様|氏|くん|ちゃん|先生|先輩|部長|課長|社長|マネージャー)"
)
_CHINESE = lazy_pattern(
    r"(?:(?<=[和与跟向由帮给])|(?<=帮助)|(?<=指导)|(?<=感谢)|(?<=来自)|(?<=辅导)|(?<=带领)|(?<=培养)|(?<=协助)|(?<=，)|(?<=、)|(?<=^)|(?<=[（(]))"
    r"(?P<name>[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤][\u4e00-\u9fff]{0,2}?)"
    r"(?P<title>老师|总监|总|经理|工|姐|哥|同学)?(?=[（(：:，、。的说提给问对和与]|完成|一起|共同|通过|上线|负责|实现|掌握|独立|成为|参与|解决|推动|进行|顺利|学会|接手|老师|$)"
)


_SURNAME_PART = lazy_pattern(r"(?:Ma?c(?=[A-Z]))?[^\W\d_](?:(?![A-Z])[^\W\d_])*+")
_GERMAN = lazy_pattern(r"\b(?:und|der|die|das|mit|von|für|eine?[nmr]?|auf|ist)\b")


class TextName(NamedTuple):
    """A name in a sentence as it is written, and whether it can hardly be anything else."""

    name: str
    is_sure: bool


def find_names(text: str, known: Iterable[str] = ()) -> list[str]:
    """Return the people named in a text, in order; `known` are names that the document introduces."""
    if len(text) > 4_000:
        text = text[:4_000]
    names = list(_spaced_names(text, frozenset(map(fold, known))))
    if not text.isascii() and CJK.search(text):
        names += [match["name"] for match in _HONORIFIC.finditer(text)]
        if not re.search(r"[\u3040-\u30ff]", text):
            names += [
                match["name"] for match in _CHINESE.finditer(text) if match["title"] or len(match["name"]) > 1
            ]
        names += [name for name in known if CJK.search(name) and name in text]
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
            first = at + 1
            while _is_title_before_name(text, tokens, first, titles):
                first += 1  # "Frau Dr. Hoffmann"
            name, at = _extend(text, tokens, first, groups, allow=True)
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
                and _can_be_name(word, groups)
                and (_has_cue(text, tokens, at, strict=True) or _is_beside_name(text, tokens, at))
            )
        )
        if is_name_here and not _is_thing(text, tokens, at):
            name, at = _extend(text, tokens, at, groups, allow=not is_german)
            yield name if canonical == word else " ".join([canonical, *name.split()[1:]])
        else:
            at += 1


def _is_title_before_name(text: str, tokens: list[re.Match[str]], at: int, titles: frozenset[str]) -> bool:
    if fold(tokens[at]["word"]) not in titles or at + 1 >= len(tokens):
        return False
    return tokens[at + 1]["word"][0].isupper() and _is_adjacent(text, tokens[at], tokens[at + 1])


def _is_surname(word: str) -> bool:
    """Return whether a word has the form of a surname: "Nowak", "O’Brien", "Meyer-Roth", "McCarthy"."""
    return len(word) > 1 and all(map(_SURNAME_PART.fullmatch, re.split(r"['’-]", word)))


def _is_german(text: str) -> bool:
    return bool(_GERMAN.search(text))


def _is_in_prose(text: str, token: re.Match[str]) -> bool:
    before, after = text[token.start("word") - 1 : token.start("word")], text[token.end() : token.end() + 1]
    return (
        not (before and before in "/.#_-`\\&" and not before.isspace())
        and after not in ("_", "/", "@", "`", "+", "=", "\\")
        and not (after == "-" and text[token.end() + 1 : token.end() + 2].isalnum())
        and not re.match(r"\.\w", text[token.end() : token.end() + 2])
    )


def _canonical(word: str) -> str:
    """Return a name in the nominative if its language inflects names; else as it is."""
    if not CYRILLIC.search(word):
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
        if CYRILLIC.search(name) and len(_stem(name)) >= 3
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


_COMPANY = (
    ("thanks", "to"),
    ("kudos", "to"),
    ("paired", "with"),
    ("pairing", "with"),
    ("pair", "with"),
    ("coffee", "with"),
    ("lunch", "with"),
    ("dinner", "with"),
    ("mentored", "by"),
    ("coached", "by"),
    ("me", "to"),
    ("gemeinsam", "mit"),
    ("merci", "à"),
    ("gracias", "a"),
    ("grazie", "a"),
    ("graças", "a"),
)
"""Words before a name that only people have: "introduced me to Sipho", not "moved to Snowflake"."""
_PRONOUNS = frozenset("he she his her him himself herself".split())
_BEFORE_PRONOUNS = frozenset("did does is was has had got took takes wants does".split())
_PRONOUN_WITHIN = 6


def _is_led_by_company(tokens: list[re.Match[str]], at: int) -> bool:
    return at > 1 and (fold(tokens[at - 2]["word"]), fold(tokens[at - 1]["word"])) in _COMPANY


_JOINT = lazy_pattern(r" (?:and|&|und|et|y|e|en|и) ")


def _is_beside_name(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Return whether a word is one of two joined names: "with Bao and Ximena", "Ximena and Bao"."""
    behind = tokens[at + 1 : at + 3]
    if len(behind) > 1 and _is_given(behind[-1]["word"]):
        before = fold(tokens[at - 1]["word"]) if at else ""
        is_led = before in _cue_words("before", load_table("people")["cues"]["before"])
        if is_led and _JOINT.fullmatch(text[tokens[at].end() : behind[-1].start()]):
            return True
    pair = tokens[max(0, at - 2) : at]
    return (
        len(pair) > 1
        and _is_given(pair[0]["word"])
        and pair[0]["word"][0].isupper()
        and bool(_JOINT.fullmatch(text[pair[0].end() : tokens[at].start()]))
    )


_ROLE_BEHIND = lazy_pattern(r" \((?P<role>[^()]{2,30})\)")


def _has_role_behind(text: str, token: re.Match[str]) -> bool:
    """Return whether a role stands in brackets behind a word: "Liv (CFO) thanked the team"."""
    match = _ROLE_BEHIND.match(text, token.end())
    return match is not None and has_role(match["role"])


def _has_pronoun_behind(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Return whether "his" or "she" follows in the clause: "Sipho did his first release"."""
    following = tokens[at + 1 : at + 1 + _PRONOUN_WITHIN]
    if not following or text[tokens[at].end() : following[0].start()] != " ":
        return False
    is_start = at == 0 or text[tokens[at - 1].end() : tokens[at].start()].strip(" \"'“(") != ""
    if is_start and fold(following[0]["word"]) not in _BEFORE_PRONOUNS:
        return False  # "Reviewed her design"
    for word in following:
        if re.search(r"[.;:!?()\n]", text[tokens[at].end() : word.start()]):
            return False
        if word["word"] in _PRONOUNS:
            return True
    return False


def _has_cue(text: str, tokens: list[re.Match[str]], at: int, *, strict: bool) -> bool:
    """Return whether the words around a capitalised word say that it is a person."""
    token = tokens[at]
    before = fold(tokens[at - 1]["word"]) if at else ""
    gap = text[tokens[at - 1].end() : token.start()] if at else ""
    after = fold(tokens[at + 1]["word"]) if at + 1 < len(tokens) else ""
    gap_after = text[token.end() : tokens[at + 1].start()] if at + 1 < len(tokens) else text[token.end() :]
    if before.isdigit() and gap == " ":
        return False  # "2 Zusagen (Senior Data Engineer)" are no person
    with_slash = text[max(0, token.start() - 3) : token.start()] in ("w/ ", " w/")
    if strict:
        return (
            (before in _STRICT_BEFORE and gap == " ")
            or (gap == " " and _is_led_by_company(tokens, at))
            or with_slash
            or (after in _STRICT_AFTER and gap_after == " ")
            or _has_pronoun_behind(text, tokens, at)
            or _has_role_behind(text, token)
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
            word in PARTICLES
            and word not in ("y", "e", "of", "la", "el", "le", "al")
            and end + 1 < len(tokens)
            and tokens[end + 1]["word"][0].isupper()
        )
        is_surname = (
            word[0].isupper()
            and _is_surname(word)
            and groups.isdisjoint(
                part
                for whole in (fold(word), *fold(word).split("-"))
                for part in (whole, whole.removesuffix("s"))
            )
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
