"""Words by which authors say in a text itself who may read it: "(not for sharing)", "CONFIDENTIAL: …".

Such words mark a text only where they stand by themselves: in brackets, as a label in front, as a clause or
sentence of their own. Talk about privacy ("moved the private subnets", "confidential computing") marks
nothing. In doubt a text is held back: the author is told why, and can open it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from vividmap.core.english.privacy_contexts import (
    CLASSES,
    LABELS_OF_LEVELS,
    LOCKED_AT_WORK,
    ORDINARY_AFTER_PRIVATE,
    SHARED_AT_WORK,
)
from vividmap.core.english.privacy_pattern import HintIndex, PrivacyPhrase
from vividmap.core.english.privacy_phrases import (
    ANYWHERE,
    BARE_INTERNAL,
    BARE_PRIVATE,
    INTERNAL_CLAUSE,
    PRIVATE_CLAUSE,
)
from vividmap.core.english.privacy_tags import tag_level
from vividmap.core.english.private_matters import (
    PRIVATE_MATTERS,
    PrivateMatter,
    find_private_matter,
)
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import clip, fold

_LONGEST_QUOTE = 48
_LONGEST_CLAUSE = 120
_MIN_OTHER_WORDS = 3
"""Words beside its mark that a line has at least if it states something."""
_PLAIN = str.maketrans({"’": "'", "`": "'", "*": " ", "_": " ", "~": " "})
_OPENING_QUOTES = tuple("\"“„«'")
_CLOSING_QUOTES = tuple("\"”“»'")
_CODE = lazy_pattern(r"`[^`\n]{1,200}`")
_ADDRESS = lazy_pattern(r"\b(?:https?://|www\.)\S+")
_DASH = lazy_pattern(r"(?<=\s)(?:-{1,3}|//)(?=\s)")
_WORD = lazy_pattern(r"\w+")
_TAG = lazy_pattern(r"(?<![\w#])#([^\W\d_][\w-]{1,30})")
_CLAUSE = lazy_pattern(r"[\w '@#/&+%$€£^-]+")
_EDGE_CHARACTERS = "0123456789 ./:'@#&+-"
_EDGE = r"[\d\s./:'@#&+-]"
_LEAD = lazy_pattern(
    rf"(?:{_EDGE}|\b(?:and|but|so|please|pls|plz|btw|ps|nb|fyi|note|also|und|aber|bitte|et|mais|svp|y|pero"
    r"|por favor|e|mas|maar|graag|per favore)\b(?= ))+",
    re.IGNORECASE,
)
_POLITE_TAILS = tuple(
    " please| pls| plz| thx| thanks| for now| so far| until further notice| bitte| svp| por favor| aub".split(
        "|"
    )
)
_CAPITALS_FIRST = lazy_pattern(
    r"[\W\d]{0,24}(?P<words>STRICTLY CONFIDENTIAL|CONFIDENTIAL|PRIVATE|SECRET|VERTRAULICH|CONFIDENTIEL"
    r"|CONFIDENCIAL)\s{1,3}(?P<next>[\w@]{1,40})"
)
_DO_NOT_SHARE_FIRST = lazy_pattern(
    r"[\W\d]{0,24}(?P<words>DO NOT (?:SHARE|FORWARD|REPEAT)|DON'T (?:SHARE|FORWARD|REPEAT)|NOT FOR SHARING"
    r"|NICHT (?:WEITERSAGEN|WEITERGEBEN|TEILEN)|NE PAS (?:PARTAGER|DIFFUSER)|NO COMPARTIR|NON CONDIVIDERE"
    r"|NIET DELEN|N[AÃ]O COMPARTILHAR)\s{1,3}(?P<next>[^.!?;:\n]{1,80})"
)
_LOCKS = "\U0001f512\U0001f510\U0001f92b\U0001f910\U0001f64a"
_LOCK = lazy_pattern(f"[{_LOCKS}]")
_LOCKS_OF_SECURITY = _LOCKS[:2]
_CAPITALS_LAST = lazy_pattern(
    r"\s(?P<words>CONFIDENTIAL|PRIVATE|VERTRAULICH|CONFIDENTIEL|CONFIDENCIAL|DO NOT SHARE|DON'T SHARE"
    r"|NOT FOR SHARING)\W{0,9}$"
)
_NAMING = frozenset(
    "a an as be called from in into is labelled labeled made mark marked of or set tagged the to was".split()
)
"""Words after which a level in capitals is spoken about: "marked as CONFIDENTIAL"."""
_NOBODY_KNOWS = lazy_pattern(
    r"(?:nobody|no one|no-one) (?:else )?knows|(?:niemand|keiner) weiss (?:es|das)|nadie (?:lo )?sabe"
    r"|ninguem sabe|nessuno lo sa|niemand weet (?:het|dit)|personne (?:ne (?:le )?sait)"
)
_ASKING = lazy_pattern(
    r"^(?:and |but |so |und |et |y )?(?:why|how|who|whose|what|which|where|when|whether|if|warum|wie|wer"
    r"|wem|was|wo"
    r"|wann|ob|pourquoi|comment|qui|quand|por que|como|quien|quando|perche|chi|waarom|hoe|wie)\b"
    r"|\b(?:why|who owns|how it|what it|where it)\b"
)
_NO = frozenset("no false none nope open public nein non offen never n".split())


class PrivacyMark(NamedTuple):
    """What the words of a text say of who may read it: "private" or "internal", and those words."""

    level: str
    words: str


class _PlainClause(NamedTuple):
    """Words between two separators, with what stands before and after them."""

    text: str
    before: str
    after: str


class _Phrases(NamedTuple):
    """The phrases that a text can have, by where they count."""

    matters: tuple[PrivateMatter, ...]
    anywhere: tuple[PrivacyPhrase, ...]
    private: tuple[PrivacyPhrase, ...]
    internal: tuple[PrivacyPhrase, ...]
    bare: tuple[PrivacyPhrase, ...]
    bare_internal: tuple[PrivacyPhrase, ...]


_PHRASES = (ANYWHERE, PRIVATE_CLAUSE, INTERNAL_CLAUSE, (BARE_PRIVATE,), (BARE_INTERNAL,))


@cache
def _hint_index() -> HintIndex:
    return HintIndex.of(frozenset(_LOCKS).union(*(phrase.hints for phrase in all_phrases())))


def all_phrases() -> tuple[PrivacyPhrase, ...]:
    """Return every phrase by which a text is told to be private or internal."""
    return (*chain.from_iterable(_PHRASES), *(matter.phrase for matter in PRIVATE_MATTERS))


def find_privacy_mark(texts: Iterable[str]) -> PrivacyMark | None:
    """Return the mark that the words of some texts give, the strictest; None if they give none."""
    return _strictest(mark for text in texts if (mark := _mark_of_text(text)))


def find_tag_mark(tags: Iterable[str]) -> PrivacyMark | None:
    """Return the mark that tags give: `#private`, `#confidential`; None if they give none."""
    return _strictest(PrivacyMark(level, f"#{tag}") for tag in tags if (level := tag_level(tag)))


def is_private_statement(line: str) -> bool:
    """Return whether a line states something private by itself, and does not only say who may read.

    "Gus told me in confidence that Lisbon closes", not "confidential until May".
    """
    mark = _mark_of_text(line)
    if mark is None or mark.level != "private":
        return False
    return len(line.split()) - len(mark.words.split()) >= _MIN_OTHER_WORDS


def _strictest(marks: Iterable[PrivacyMark]) -> PrivacyMark | None:
    """Return the first private mark, else the first; None without any."""
    first = None
    for mark in marks:
        if mark.level == "private":
            return mark
        first = first or mark
    return first


@lru_cache(maxsize=4096)
def _mark_of_text(text: str) -> PrivacyMark | None:
    key = fold.__wrapped__(text.replace("’", "'"))
    hints = _hint_index().find(key)
    if not hints and "#" not in key:
        return None  # most texts
    matters = tuple(matter for matter in PRIVATE_MATTERS if not matter.phrase.hints.isdisjoint(hints))
    phrases = _Phrases(matters, *(_possible(group, hints) for group in _PHRASES))
    return _strictest(mark for line in text.split("\n") for mark in _marks_in_line(line, phrases))


def _possible(group: Iterable[PrivacyPhrase], hints: Iterable[str]) -> tuple[PrivacyPhrase, ...]:
    return tuple(phrase for phrase in group if not phrase.hints.isdisjoint(hints))


def _marks_in_line(line: str, phrases: _Phrases) -> Iterator[PrivacyMark]:
    plain = _CODE.sub(_blank, line) if "`" in line else line
    plain = _ADDRESS.sub(_blank, plain) if "://" in plain or "www." in plain else plain
    plain = _DASH.sub("—", plain.translate(_PLAIN))
    for phrase in phrases.anywhere:
        if match := phrase.pattern.search(plain):
            yield PrivacyMark("private", _quote(match.group()))
    if tag_mark := find_tag_mark(_TAG.findall(plain) if "#" in plain else ()):
        yield tag_mark
    if capitals := _capitals_in(plain):
        yield PrivacyMark("private", capitals)
    if (lock := _LOCK.search(plain)) and not (lock[0] in _LOCKS_OF_SECURITY and _is_about_security(plain)):
        yield PrivacyMark("private", lock[0])
    clauses = list(_split_clauses(plain))
    for place, clause in enumerate(clauses):
        if len(clause.text) > _LONGEST_CLAUSE or _is_quoted(clause):
            continue
        if words := _strip_edges(clause.text):
            yield from _marks_of_clause(words, place, clauses, phrases)
    if matter := find_private_matter(plain, phrases.matters):  # the author's own mark says it best
        yield PrivacyMark("private", _quote(matter))


def _marks_of_clause(
    words: str, place: int, clauses: list[_PlainClause], phrases: _Phrases
) -> Iterator[PrivacyMark]:
    """Yield what a clause says that is nothing but a phrase."""
    if _is_one_of(phrases.private, words):
        if not (_is_said_of_a_group(words, clauses[place:]) or _is_answer(words, place, clauses)):
            yield PrivacyMark("private", _quote(words))
    elif _is_one_of(phrases.internal, words):
        yield PrivacyMark("internal", _quote(words))
    elif _is_one_of(phrases.bare, words):
        if _is_said_of_text(place, clauses):
            yield PrivacyMark("private", _quote(words))
    elif _is_one_of(phrases.bare_internal, words) and _is_label(place, clauses):
        yield PrivacyMark("internal", _quote(words))


def _is_one_of(phrases: Iterable[PrivacyPhrase], words: str) -> bool:
    shorter = words.removesuffix(" yet")
    return any(phrase.pattern.fullmatch(words) or phrase.pattern.fullmatch(shorter) for phrase in phrases)


def _capitals_in(line: str) -> str:
    """Return a level in capitals, in front or at the end, without a sign beside it; "" without one."""
    if line == line.upper():
        return ""
    shared = _DO_NOT_SHARE_FIRST.match(line)
    if shared and not _is_shared_at_work(shared["next"]):
        return shared["words"]
    first = _CAPITALS_FIRST.match(line)
    if first and not _is_capital_word(first["next"]) and fold(first["next"]) not in ORDINARY_AFTER_PRIVATE:
        return first["words"]
    last = _CAPITALS_LAST.search(line)
    before = fold(line[: last.start()]).rpartition(" ")[2] if last else ""
    return last["words"] if last and before not in _NAMING else ""


def _is_shared_at_work(text: str) -> bool:
    """Return whether what must not be shared is a thing of work, or all of it stands in capitals."""
    return _is_capital_word(text.split(maxsplit=1)[0]) or not SHARED_AT_WORK.isdisjoint(_words_in(text))


def _is_about_security(line: str) -> bool:
    return not LOCKED_AT_WORK.isdisjoint(_words_in(line))


def _words_in(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _is_capital_word(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _blank(match: re.Match[str]) -> str:
    """Return text of the same length without a phrase."""
    return "x" * len(match.group())


def _split_clauses(line: str) -> Iterator[_PlainClause]:
    spans = [match.span() for match in _CLAUSE.finditer(line) if match.group().strip()]
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(line)]
    for place, (start, end) in enumerate(spans):
        yield _PlainClause(
            line[start:end].strip(), line[ends[place] : start].strip(), line[end : starts[place + 1]].strip()
        )


def _strip_edges(text: str) -> str:
    """Return a clause without dates, bullets and polite words around it."""
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    text = text.strip(_EDGE_CHARACTERS)
    tails = [tail for tail in _POLITE_TAILS if text.lower().endswith(tail)]
    return text[: -len(tails[0])].strip(_EDGE_CHARACTERS) if tails else text


def _is_quoted(clause: _PlainClause) -> bool:
    """Return whether a clause is all that stands between quotation marks: the label of a button, say."""
    return clause.before.endswith(_OPENING_QUOTES) and clause.after.startswith(_CLOSING_QUOTES)


def _is_said_of_a_group(words: str, clauses: list[_PlainClause]) -> bool:
    """Return whether "between us" says who did something: "Between us, we closed 40 tickets"."""
    is_opening = len(clauses) > 1 and clauses[0].after == ","
    return fold(words) == "between us" and is_opening and fold(clauses[1].text).startswith(("we ", "the "))


def _is_answer(words: str, place: int, clauses: list[_PlainClause]) -> bool:
    """Return whether "nobody knows" answers a question: "Why does it restart? Nobody knows."."""
    if not place or not _NOBODY_KNOWS.fullmatch(fold(words)):
        return False
    return clauses[place].before.endswith("?") or bool(_ASKING.search(fold(clauses[place - 1].text)))


def _is_said_of_text(place: int, clauses: list[_PlainClause]) -> bool:
    """Return whether a word such as "private" is said of the text, and is no item of a list or a value."""
    before, after = clauses[place].before, clauses[place].after
    previous, following = _neighbours(place, clauses)
    if previous.rpartition(" ")[2] in CLASSES or following.partition(" ")[0] in CLASSES:
        return False
    if place and before.endswith((":", "=")):
        return _strip_edges(previous) in LABELS_OF_LEVELS
    is_denied = after.startswith((":", "=")) and following in _NO
    return not is_denied and not (place and before.endswith((">", "→")))


def _is_label(place: int, clauses: list[_PlainClause]) -> bool:
    """Return whether a word such as "internal" is a label, in square brackets, or the value of a label."""
    before, after = clauses[place].before, clauses[place].after
    previous, following = _neighbours(place, clauses)
    if before.endswith("[") and after.startswith("]"):
        return True
    if place == 0:
        return after.startswith(":") and following not in _NO
    return before.endswith((":", "=")) and _strip_edges(previous) in LABELS_OF_LEVELS


def _neighbours(place: int, clauses: list[_PlainClause]) -> tuple[str, str]:
    """Return the clauses before and after one, folded."""
    previous = clauses[place - 1].text if place else ""
    following = clauses[place + 1].text if place + 1 < len(clauses) else ""
    return fold(previous), fold(following)


def _quote(words: str) -> str:
    return clip(" ".join(words.split()), _LONGEST_QUOTE)
