"""How a finding is said: counts, lists, quotations, dates and how long it lasted, in plain words."""

from collections.abc import Iterable, Sequence
from datetime import date

from vividmap.core.quarters import Quarter
from vividmap.core.when import When, describe_when

LONGEST = 90
"""Characters of a quotation: enough to know an entry again, short enough for a sentence."""
_BEFORE_MORE = " ,;:.-\u2013\u2014(\u00b7\u3001\u3002\uff0c\uff1a\uff1b"
"""Signs that end nothing where a quotation is cut, dashes and those of Chinese and Japanese among them."""


def count_noun(count: int, singular: str, plural: str = "") -> str:
    """Return a number with what it counts: "1 entry", "2 entries". `plural` adds an s if omitted."""
    return f"{count} {singular if count == 1 else plural or f'{singular}s'}"


def count_entries(count: int) -> str:
    """Return "1 entry", "2 entries"."""
    return count_noun(count, "entry", "entries")


def join_names(names: Iterable[str], limit: int = 0) -> str:
    """Return "a, b and c"; of more than `limit` names (0: no limit) the first, and how many more."""
    parts = list(names)
    if limit and len(parts) > limit:
        parts = [*parts[:limit], f"{len(parts) - limit} more"]
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def quote(text: str, longest: int = LONGEST) -> str:
    """Return a person's own words in “…”, cut after a word, and no sign, where they are long."""
    words = " ".join(text.split()).replace("“", "\u2018").replace("”", "\u2019")
    if len(words) > longest:
        whole = words[: longest - 1].rpartition(" ")[0] or words[: longest - 1]
        words = f"{whole.rstrip(_BEFORE_MORE) or whole}…"
    return f"“{words}”"


def describe_day(day: date) -> str:
    """Return a day as a sentence says it: "2 October 2026"."""
    return describe_when(When.day(day))


def describe_duration(days: int) -> str:
    """Return a number of days as one says it: "9 days", "3 weeks", "5 months", "2 years"."""
    for limit, unit, length in ((14, "day", 1.0), (61, "week", 7.0), (730, "month", 30.44)):
        if days < limit:
            return count_noun(int(days / length), unit)
    return count_noun(int(days / 365.25), "year")


def describe_quarters(quarters: Sequence[Quarter]) -> str:
    """Return what some quarters that follow each other span: "Q1 2026 to Q4 2026"."""
    first, last = quarters[0].label, quarters[-1].label
    return first if first == last else f"{first} to {last}"


def describe_shortage(minimum: int, noun: str, count: int) -> str:
    """Return what a pattern needs before it says anything: how much, and how much there is."""
    verb = "is" if count == 1 else "are"
    return f"This needs at least {minimum} {noun}; so far there {verb} {count or 'none'}."


def as_sentence(text: str) -> str:
    """Return what a refusal or a warning says as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"


def with_article(kind: str) -> str:
    """Return a kind of item as a sentence names one of it; evidence is uncountable and has no article."""
    article = "" if kind == "evidence" else "an " if kind[0] in "aeiou" else "a "
    return f"{article}{kind}"
