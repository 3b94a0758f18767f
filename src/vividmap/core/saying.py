"""How a finding is said: counts, lists, quotations, dates and how long it lasted, in plain words."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from vividmap.core.quarters import Quarter
from vividmap.core.when import When, say

LONGEST = 90
"""Characters of a quotation: enough to know an entry again, short enough for a sentence."""
_BEFORE_MORE = " ,;:.-\u2013\u2014(\u00b7\u3001\u3002\uff0c\uff1a\uff1b"
"""Signs that end nothing where a quotation is cut, dashes and those of Chinese and Japanese among them."""

REACHED = {
    "team": "my team",
    "teams": "several teams",
    "org": "the organisation",
    "beyond": "beyond the organisation",
}
"""How far an entry reached, by its scope."""
WHAT = {
    "decision": "a decision or artifact that changed how something is built or run",
    "unblocked": "unblocked or accelerated someone",
    "prevented": "prevented a failure",
    "led": "led or contributed to something with an outcome",
}
"""Which kind of evidence it is, by `what`."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with what it counts: "1 entry", "2 entries". `many` is `one` with an s if not said."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def entries(count: int) -> str:
    """Return "1 entry", "2 entries"."""
    return counted(count, "entry", "entries")


def listed(names: Iterable[str], most: int = 0) -> str:
    """Return "a, b and c"; of more than `most` names (0: no end) the first, and how many more there are."""
    found = list(names)
    if most and len(found) > most:
        found = [*found[:most], f"{len(found) - most} more"]
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def quoted(text: str, longest: int = LONGEST) -> str:
    """Return a person's own words in “…”, cut after a word, and no sign, where they are long."""
    words = " ".join(text.split()).replace("“", "\u2018").replace("”", "\u2019")
    if len(words) > longest:
        whole = words[: longest - 1].rpartition(" ")[0] or words[: longest - 1]
        words = f"{whole.rstrip(_BEFORE_MORE) or whole}…"
    return f"“{words}”"


def on(day: date) -> str:
    """Return a day as a sentence says it: "2 October 2026"."""
    return say(When.day(day))


def lasting(days: int) -> str:
    """Return a number of days as one says it: "9 days", "3 weeks", "5 months", "2 years"."""
    for limit, unit, length in ((14, "day", 1.0), (61, "week", 7.0), (730, "month", 30.44)):
        if days < limit:
            return counted(int(days / length), unit)
    return counted(int(days / 365.25), "year")


def spanned(quarters: Sequence[Quarter]) -> str:
    """Return what some quarters that follow each other span: "Q1 2026 to Q4 2026"."""
    first, last = quarters[0].label, quarters[-1].label
    return first if first == last else f"{first} to {last}"


def too_little(least: int, what: str, found: int) -> str:
    """Return what a pattern needs before it says anything: how much, and how much there is."""
    return (
        f"This needs at least {least} {what}; so far there {'is' if found == 1 else 'are'} {found or 'none'}."
    )


def days_before(day: date, days: int) -> date:
    """Return the day that many days earlier; the first day there is, where that is before it."""
    return day - timedelta(days) if day.toordinal() > days else date.min


def sentence(text: str) -> str:
    """Return what a refusal or a warning says as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"
