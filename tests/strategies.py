"""Texts, dates and values as a record may hold them: strategies for tests with generated examples."""

from datetime import date
from functools import cache
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from vividmap.core.fields import Choice, DateField, Field, JsonField, Labels, Lines, Number
from vividmap.core.limits import Limits
from vividmap.core.positions import Position, Positions, Role, Roles
from vividmap.core.record import KINDS, MentionSort, specs
from vividmap.core.shorthand import Draft, NameMark
from vividmap.core.text import clean_line
from vividmap.core.when import When, parse_when

# What has broken a grammar before, or could: each is one piece of a line.
PIECES = (
    r"-> → -- ->-> > # ## ! @ ~ ^ ` `` ``` \ \\ \\\ - * + | : :: , . .. … ( ) [ ] { } --- ' $1 % crc with "
    r"#rust #C# #1234 #k3j2 @priya @Priya @p9qd @2x @a/b @a= !goal != !staff !g1aa ~team ~beyond ~/bin ~5 "
    r"`#code` `->` \#rust \@priya \-> \~team \!goal \^k3j2 ^k3j2 ^abcd ^1234 a@b.com C# C++ .NET wow! #a_b "
    r"2026-11-20 2025-03~ 2026-01-01..2026-02-01 2025~ undated \undated \2026-11-20 03/04/2026 yesterday to "
    r"gap: gap:x kind: tags: link: outcome: surfaced: mention: unlinked: serves: criterion: since: -,- "
    r"\u0000 \n \r\n &amp; <b> <!-- %s {0} é é ﬁ ß İ ǅ Ω ᾳ 佐藤 田中 ٣ हिन्दी مرحبا שלום 한국 ไทย 🧑‍💻 🇵🇹"
).split(" ")
BLANKS = "\u00a0 \u2028 \u2029 \u0085 \u000b \u000c \u001c \u200b \u202e \u0301 \ufeff \u3000".split(" ")

# Few names, so that they meet: two people of one name, names like handles, names of nothing but punctuation.
NAMES = (
    "Priya,priya,Priya Natarajan,PRIYA NATARAJAN,priya-natarajan,Priya O’Neill,Tomás,tomas,p9qd,k3j2,Jo,jo,…,"
    "!!!,-,undated,2026-11-20,x undated,x 2026-11-20,@priya,#rust,rust,Rust,C++,.NET,distributed systems,"
    "distributed-systems,Staff engineer by the January cycle,staff,staff-engineer,Cross-team influence,"
    "a very long goal title that nobody would want to type again,佐藤 健一,佐藤,Ольга,straße,STRASSE,ﬁ,İ,"
    "surfaced,criterion,surfaced @priya,gap: x,name:,a ^abcd"
).split(",")

HANDLES = "k3j2 p9qd g1aa abcd zz9z abcdefghijkl".split()

_any_characters = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)
_pieces = st.sampled_from(PIECES) | st.sampled_from(BLANKS) | st.sampled_from(NAMES) | _any_characters
_joined = st.tuples(st.lists(_pieces, min_size=1, max_size=6), st.sampled_from((" ", " ", "", "\u00a0")))


@cache
def texts() -> SearchStrategy[str]:
    """One line of any text."""
    return _joined.map(lambda pair: pair[1].join(pair[0])) | st.sampled_from(NAMES)


def lines() -> SearchStrategy[str]:
    """One line of text as `clean_line` leaves it, never empty."""
    return texts().map(clean_line).filter(bool)


_LINES_BENEATH = (
    *("", "- a list", "-"),
    "-\ttab",
    "\\- kept",
    "\\\\- kept",
    "  - deeper",
    "\t- by a tab",
    "      deep",
    " odd",
    "* star",
    "+ plus",
    "1. one",
    "# heading",
    "## November 2026",
    "---",
    "```",
    "```python",
    "kind: decision",
    "tags: a, b",
    "surfaced: @priya 2026-11-20",
    "unlinked: @priya",
    "mention: #rust",
    "gap: x",
    "- gap: x",
    "- 2026-01-01 x ^k3j2",
    "| a | b |",
    "> said",
    "    code",
    "2026-11-20",
    "ends in blanks  ",
)


@cache
def bodies() -> SearchStrategy[str]:
    """Free text beneath: Markdown, fences, lists, any indentation, lines that look like ours."""
    line = (
        st.sampled_from(_LINES_BENEATH)
        | texts()
        | st.tuples(st.sampled_from((" ", "  ", "\t", "   ")), texts()).map("".join)
    )
    return st.just("") | st.lists(line, min_size=1, max_size=6).map("\n".join)


_near_now = st.dates(date(2024, 1, 1), date(2027, 6, 30))
dates = st.dates(date(1, 1, 1), date(9999, 12, 31)) | _near_now
work_dates = st.dates(date(1900, 1, 1), date(2036, 12, 31)) | _near_now
"""The dates of work that a verb accepts; a record of an earlier version may hold any date."""


def _named_dates(first_year: int, last_year: int) -> SearchStrategy[When]:
    parts = ["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4", *(f"-{month:02}" for month in range(1, 13))]
    named = st.builds(
        lambda year, part: parse_when(f"{year:04}{part}~"),
        st.integers(first_year, last_year),
        st.sampled_from(parts),
    )
    return named.filter(bool).map(lambda when: cast("When", when))


def whens(days: SearchStrategy[date] = dates, years: tuple[int, int] = (1, 9999)) -> SearchStrategy[When]:
    """Every form of date: a day, a span, an approximate date."""
    spans = st.builds(
        lambda one, other, about: When(min(one, other), max(one, other), about), days, days, st.booleans()
    )
    about_a_day = st.builds(lambda day: When(day, day, about=True), days)
    return st.builds(When.day, days) | spans | _named_dates(*years) | about_a_day


work_whens = whens(work_dates, (1900, 2036))


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | texts(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts(), inner, max_size=2),
    max_leaves=4,
)


def values(spec: Field) -> SearchStrategy[Any]:
    """Any value that a program may give for a field."""
    if isinstance(spec, Labels):
        label = st.sampled_from(spec.options) if spec.options else _bare
        return st.lists(label, max_size=3)
    if isinstance(spec, Choice):
        return st.sampled_from(("", *spec.options))
    if isinstance(spec, Number):
        return st.none() | st.integers(spec.low, spec.high)
    known: dict[type[Field], SearchStrategy[Any]] = {
        DateField: st.none() | work_dates,
        Lines: st.lists(texts(), max_size=3),
        Positions: st.lists(_positions, max_size=3),
        Roles: st.lists(_roles, max_size=2),
        JsonField: st.dictionaries(texts(), _json, max_size=2),
        Limits: st.dictionaries(st.sampled_from(("gap-still", "of-the-past")), st.integers(0, 3660)),
    }
    return known.get(type(spec), st.just("") | texts() | bodies())


_bare = texts().map(lambda text: text.replace(",", ""))
_positions = st.builds(
    Position,
    st.none() | work_dates,
    st.sampled_from(("", "peer", "above skip-level", "outside")),
    st.just("") | texts(),
    st.just("") | texts(),
)
_roles = st.builds(
    Role,
    st.none() | work_dates,
    st.none() | work_dates,
    texts(),
    st.just("") | texts(),
    st.just("") | texts(),
)


@cache
def mentions(sorts: tuple[MentionSort, ...]) -> SearchStrategy[tuple[NameMark, ...]]:
    """Names, known and unknown; some stay pending even if they match something."""
    if not sorts:
        return st.just(())
    names = st.sampled_from(NAMES) | st.sampled_from(HANDLES) | texts()
    named = st.builds(
        lambda sort, written, on, unlinked: NameMark(
            sort, written, on if sort == "surfaced" else None, unlinked
        ),
        st.sampled_from(sorts),
        names,
        st.none() | dates,
        st.booleans(),
    )
    return st.lists(named, max_size=4).map(tuple)


@cache
def drafts(kind: str) -> SearchStrategy[Draft]:
    """Any draft of a kind, as a form or a program may hand it over."""
    of = KINDS[kind]
    own = {name: values(spec) for name, spec in specs(kind).items()}
    return st.builds(
        Draft,
        kind=st.just(kind),
        text=st.sampled_from(NAMES) | texts(),
        body=bodies(),
        when=st.none() | work_whens if of.is_dated else st.none(),
        fields=st.fixed_dictionaries({}, optional=own),
        mentions=mentions(of.mention_sorts),
    )
