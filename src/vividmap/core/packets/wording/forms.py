"""Transformations that change the form of a text and nothing that it says: units, short forms, capitals.

`4.2s -> 600ms` is "from 4.2 s to 600 ms"; `w/ 3 ppl` "with 3 people"; `fixed it. all good` "Fixed it. All
good".
"""

import re
from functools import lru_cache

from vividmap.core.english.quotations import keep_quotations
from vividmap.core.english.short_forms import spell_out
from vividmap.core.english.verbs import FINITE, OBJECTS, PREPOSITIONS, VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.arrows import word_arrows
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.text import decapitalise

AMOUNT = (
    r"[~≈]?[-+\u2212]?[$€£¥]?\.?\d[\d.,:]*(?:\s?(?:%|×|[kKmMbBx]\b|bn\b|ns\b|µs\b|us\b|ms\b|s\b|sec\b|min\b|mins\b|h\b|hrs?\b"
    r"|d\b|days?\b|wks?\b|weeks?\b|yrs?\b|years?\b|months?\b|[kKMGT]i?B\b))?(?:/\w+)?"
)
_CHANGE = lazy_pattern(
    rf"(?P<lead>\bfrom )?(?<![\w.$€£])(?P<before>{AMOUNT})(?P<noun>(?: [a-z]+){{0,2}}?)\s*(?:->|=>"
    rf"|→|➔|⇒)\s*(?:to )?"
    rf"(?P<after>{AMOUNT})(?P<following_word>\s[A-Za-z]+)?"
)
_ARROW = lazy_pattern(r"->|=>|→|➔|⇒")
_GLUED_UNIT = lazy_pattern(
    r"(?<![\w.,:-])(?!(?:40[01345689]|41[0-8]|42[2-9]|451|50[0-4])s\b)(?P<number>[-+\u2212]?\d+(?:[.,]\d+)*)"
    r"(?P<unit>ns|µs|ms|s|min|mins|h|hrs|GB|MB|TB|KB|kB|req/s|rps|qps)(?![\w/])"
)


@lru_cache(maxsize=8192)
def reform(text: str) -> str:
    """Return a text in the form that a reader expects: every transformation of this module, in order."""
    return capitalise(reform_within(text))


def reform_within(text: str) -> str:
    """Return a text in the form of a reader, its first letter and all quoted words as they are."""
    return keep_quotations(text, _reform_visible)


def _reform_visible(text: str) -> str:
    changed_text = state_changes(word_changes(word_signs(text)))
    return _IDLE_COLON.sub(r"\g<measure> from ", space_units(spell_out(changed_text)))


_IDLE_COLON = lazy_pattern(rf"(?P<measure>[\w%)] [\w/-]++): from (?={AMOUNT})")
"""A colon between a measure of more than a word and its change: "429s for clients: from 0.9% to 0.02%"."""


_SIGN = lazy_pattern(
    r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_]: )|^)(?P<sign>[-+\u2212–])(?=\d+(?:[.,]\d+)?\s?%|[$€£¥]\d)"
)
_KEEPS_SIGN = lazy_pattern(
    r"\b(?:from|to|at|of|by|than|is|was|are|were|be|wants?|wanted|needs?|needed|asks? for|asked for"
    r"|expects?|targets?|goals?|aims?|minus|plus|about|around|under|over|until|till|for|versus|vs\.?|and"
    r"|or) $",
    re.IGNORECASE,
)
"""After which a sign belongs to a value and is no change: "now at -17%", "he wants -20%"."""
_LONGEST_BEFORE = 12
_SAVING = lazy_pattern(r"[-\u2212–](?=[$€£¥]\d)")
_INCOME = lazy_pattern(r"\b(?:revenue|sales|bookings|income|profit|margin|arr|mrr|gmv)\b", re.IGNORECASE)


def word_signs(text: str) -> str:
    """Return a text with its signs in words: "pages -40%" is "pages down 40%", "-$31k" "saved $31k"."""
    if _SAVING.match(text) and not _INCOME.search(text):
        text = _SAVING.sub("saved ", text, count=1)
    return _SIGN.sub(_word_sign, text)


def _word_sign(match: re.Match[str]) -> str:
    start = match.start("sign")
    if _KEEPS_SIGN.search(match.string[max(0, start - _LONGEST_BEFORE) : start]):
        return match[0]
    return "up " if match["sign"] == "+" else "down "


_BARE_CHANGE = lazy_pattern(
    rf"(?!\d+:)(?P<before>{AMOUNT})(?: [a-z]+){{0,2}} to (?P<after>{AMOUNT})(?=$|[,.;)])"
)


def with_from(text: str) -> str:
    """Return what an amount became, where a text begins with it, as a phrase: "from 60 pages to 8"."""
    return f"from {text}" if _BARE_CHANGE.match(text) else text


_UNSTATED_CHANGE = lazy_pattern(
    rf"(?P<start>^|: |; )(?P<noun>[A-Za-z][\w/-]*+(?: [a-z\d][\w/-]*+){{0,4}}) (?<!from )"
    rf"(?=(?P<before>{AMOUNT})(?: in [A-Z][a-z]++| before)? to (?P<after>{AMOUNT})"
    r"(?:$|[,.;)]| (?:in|with|for|on) ))"
)
_NOT_MEASURED = (
    PREPOSITIONS
    | VERBS
    | FINITE
    | OBJECTS
    | frozenset(
        "take takes cost costs need needs last lasts run runs use uses save saves add adds get gets"
        " raise raises increase increases cut cuts reach reaches between and or plus minus up down"
        " version".split()
    )
)
"""Words before an amount that is no measure of what they name: "takes 20 min to 30 min"."""
_UNIT = lazy_pattern(r"[a-zµ%](?:/\w{1,12})?$|^[$€£¥]|^[~≈]?\.\d", re.IGNORECASE)


def state_changes(text: str) -> str:
    """Return a text in which a change of a measure says that it is one: "rate 71% to 98%" has "from"."""
    return _UNSTATED_CHANGE.sub(_state_change, text)


def _state_change(match: re.Match[str]) -> str:
    nouns = match["noun"].casefold().split()
    has_units = all(_UNIT.search(match[name].strip()) for name in ("before", "after"))
    if not has_units or not _NOT_MEASURED.isdisjoint(nouns):
        return match[0]
    return f"{match[0]}from "


def word_changes(text: str) -> str:
    """Return a text with its arrows in words: a change of an amount, a move, or one thing after another."""
    return word_arrows(_CHANGE.sub(_word_change, text)) if _ARROW.search(text) else text


def _word_change(match: re.Match[str]) -> str:
    if match.string[: match.start()].endswith("to "):
        return f"{match['before']}{match['noun'] or ''}: {match['after']}{match['following_word'] or ''}"
    noun, following_word = match["noun"] or "", match["following_word"] or ""
    if match.string[: match.start()].endswith((" to ", "->", "→ ")):
        return f"{match['before']}{noun}, then {match['after']}{following_word}"
    # "12->16 upgrade" describes a thing; "31 -> 44%" says what became of it.
    is_adjective = (
        bool(following_word) and not noun and match["before"].isdigit() and match["after"].isdigit()
    )
    lead = "" if is_adjective else "from "
    return f"{lead}{match['before']}{noun} to {match['after']}{following_word}"


def space_units(text: str) -> str:
    """Return a text with a space between a number and its unit: "600ms" is "600 ms"; "429s" is not a time."""
    return _GLUED_UNIT.sub(r"\g<number> \g<unit>", text)


def capitalise(text: str) -> str:
    """Return a text whose sentences begin with a capital letter; one that begins with a quotation stays."""
    return keep_quotations(text, lambda visible: " ".join(map(capitalise_first, split_notes(visible))))


def capitalise_first(text: str) -> str:
    """Return a text that begins with a capital; a name, code or quotation that begins otherwise stays."""
    match = re.match(r"[(*_]*(?P<word>[^\s]+)", text)
    if not match:
        return text
    word, start = match["word"], match.start("word")
    has_digit = any(map(str.isdigit, word)) and not _PERCENTILE.fullmatch(word)
    is_code = has_digit or any(map(str.isupper, word)) or re.search(r"[._/]\w", word)
    if not word[:1].islower() or is_code:
        return text
    return text[:start] + text[start].upper() + text[start + 1 :]


_PERCENTILE = lazy_pattern(r"p\d{2,3}[,:;.]?")


def lower_start(text: str) -> str:
    """Return a text as it goes on within a sentence: small where it begins with an ordinary English word."""
    first, _, _ = text.partition(" ")
    bare = first.strip(".,:;").replace("’", "'").removesuffix("'s").removesuffix("'re")
    is_verb = bare.istitle() and bare.casefold() in _VERBS
    if bare in _ORDINARY or is_verb or (bare.istitle() and bare.endswith(("ed", "ing")) and len(bare) > 4):
        return decapitalise(text)
    return text


def lower_as_written(text: str, written_text: str) -> str:
    """Return a text as it goes on within a sentence: in lower case if its author writes its first word so."""
    first = text.partition(" ")[0]
    is_small = first.istitle() and first.lower() in written_text.split()
    return decapitalise(text) if is_small else lower_start(text)


_ORDINARY = frozenset(
    """A About After All An And Another At Because Before Both But By Did During Each Eight Every
    Everybody Everyone First Five Four For From He Held His Her How In Into It Its Last Less Made More Most
    My New Nine No Nobody
    None Not Of On One Only Our Out Over Second Seven She Six So Some Ten That The Their Then There
    These They Third This Those Three Through To Two Under Until Up We What When Where While With Within
    Without Saves Runs Holds Costs Needs Gives Takes Works Makes Gets Keeps Shows Catches""".split()
)
_VERBS = (VERBS | FINITE) - {"will", "may"}


def end_with_stop(text: str) -> str:
    """Return a text that ends as a sentence does."""
    text = text.rstrip(" ,;:")
    return text if re.search(r"[.!?…\u3002\uff01\uff1f][\"'”’»)\]*_]*$", text) else f"{text}."


def without_stop(text: str) -> str:
    """Return a text without the full stop at its end; "etc." keeps its own."""
    text = text.rstrip(" ,;:")
    return text[:-1].rstrip() if text.endswith((".", "!")) and not text.endswith(("etc.", "...")) else text
