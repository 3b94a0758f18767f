"""The one grammar of a list's filter. The line stands beside what it is read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vividmap.core.filter_line import (
    FilterGrammar,
    FilterKey,
    FilterLine,
    FilterTerm,
    choice_key,
    parse_filter_line,
)

GRAMMAR = FilterGrammar(
    "@#!+",
    (
        choice_key("scope", {"team": "My team", "org": "Organisation"}),
        choice_key("height", ("peer", "above skip-level")),
        choice_key("no", ("outcome", "scope"), repeats=True),
        FilterKey("since", hint="2026-03"),
        FilterKey("part", hint="Platform"),
    ),
)
NO_COLOUR = (
    "This list has no filter colour:; it has scope:, height:, no:, since: and part:."
    " To search for “colour:red”, put it in quotes."
)
PEOPLE = FilterGrammar("", (choice_key("height", ("peer",)),))


def term(key: str, value: str) -> FilterTerm:
    return FilterTerm(key, value)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("   ", []),
        (
            "scope:org no:outcome +ledger since:2026-03",
            [term("scope", "org"), term("no", "outcome"), term("+", "ledger"), term("since", "2026-03")],
        ),
        (
            'cache "session store" @priya',
            [term("", "cache"), term("", '"session store"'), term("@", "priya")],
        ),
        ('"scope:org"', [term("", '"scope:org"')]),
        ('"never closed', [term("", '"never closed"')]),
        ('"" cache ""', [term("", "cache")]),
        ("cache cache", [term("", "cache")]),
        ("SCOPE:Org", [term("scope", "org")]),
        ("no:outcome no:scope no:outcome", [term("no", "outcome"), term("no", "scope")]),
        ('part:"Risk and  Compliance"', [term("part", "Risk and Compliance")]),
        ('part:"//x"', [term("part", "//x")]),
        ('@"Priya Natarajan" #system-design !^x2bb', [term("@", "Priya Natarajan"), term("#", "system-design"), term("!", "^x2bb")]),
        ("height:above-skip-level", [term("height", "above-skip-level")]),
        ('height:"Above skip-level"', [term("height", "above-skip-level")]),
        ('+2fa +"2026"', [term("+", "2fa"), term("+", "2026")]),
        # what only looks like a filter is searched for
        ("#1234 +40 @ 02:10 Note: https://vividmap.example/a", [term("", word) for word in ("#1234", "+40", "@", "02:10", "Note:", "https://vividmap.example/a")]),
        ('so"a phrase"', [term("", "so"), term("", '"a phrase"')]),
    ],
)  # fmt: skip
def test_a_line_is_read(text, terms):
    line = parse_filter_line(text, GRAMMAR)
    assert (list(line.terms), line.problems) == (terms, ())


def test_a_sign_that_a_list_does_not_take_is_searched_for():
    assert parse_filter_line("@dana", PEOPLE).words == "@dana"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("scope:world", "scope: cannot be 'world'; it can be team or org."),
        ("scope:", "scope: needs a value: team or org."),
        ("since:", "since: needs a value: 2026-03."),
        ("scope:team scope:org", "scope: is set to team and org; one value is enough."),
        (
            "colour:red",
            NO_COLOUR,
        ),
    ],
)
def test_a_filter_that_a_list_does_not_have_is_a_problem(text, problem):
    line = parse_filter_line(f"cache {text} @priya", GRAMMAR)
    assert line.problems == (problem,)
    assert {"cache", "priya"} <= {term.value for term in line.terms}, "the others are read all the same"


def test_each_chip_is_one_filter_and_its_rest_the_line_without_it():
    line = parse_filter_line('cache scope:org @p9qd "hot path"', GRAMMAR)
    chips = list(line.chips(GRAMMAR, {FilterTerm("@", "p9qd"): "Priya"}))
    assert [(chip.label, chip.rest) for chip in chips] == [
        ("“cache hot path”", "scope:org @p9qd"),
        ("scope organisation", 'cache @p9qd "hot path"'),
        ("@Priya", 'cache scope:org "hot path"'),
    ]


# --- laws

_words = st.text(st.characters(blacklist_characters='"\0', blacklist_categories=("Z", "C")), min_size=1)
_plain = st.from_regex(r"[a-zA-Zé日][\w.-]*", fullmatch=True)
_names = st.lists(_words, min_size=1, max_size=3).map(" ".join)
_terms = st.one_of(
    st.builds(FilterTerm, st.just(""), _plain),
    st.builds(lambda words: FilterTerm("", '"{}"'.format(" ".join(words))), st.lists(_words, min_size=1)),
    st.builds(FilterTerm, st.sampled_from("@#!+"), _names),
    st.builds(FilterTerm, st.just("scope"), st.sampled_from(("team", "org"))),
    st.builds(FilterTerm, st.just("no"), st.sampled_from(("outcome", "scope"))),
    st.builds(FilterTerm, st.sampled_from(("since", "part")), st.lists(_words, min_size=1).map(" ".join)),
)


def _once(terms: list[FilterTerm]) -> list[FilterTerm]:
    """Keep the first of each single filter, as a line without problems has."""
    return list(
        {term.key if term.key in ("scope", "since", "part") else term: term for term in terms}.values()
    )


@given(st.lists(_terms, unique=True).map(_once))
def test_what_is_written_is_read_as_it_was(terms):
    line = FilterLine(tuple(terms))
    assert parse_filter_line(line.text, GRAMMAR) == line


@given(st.text())
def test_any_text_is_read_and_reading_it_again_changes_nothing(text):
    line = parse_filter_line(text, GRAMMAR)
    assert parse_filter_line(line.text, GRAMMAR).terms == line.terms


@given(st.lists(_terms, unique=True).map(_once))
def test_a_chip_taken_away_takes_that_filter_alone(terms):
    line = FilterLine(tuple(terms))
    for chip in line.chips(GRAMMAR):
        rest = parse_filter_line(chip.rest, GRAMMAR)
        removed = [term for term in line.terms if term not in rest.terms]
        assert len(removed) == 1 or all(term.key == "" for term in removed)
        assert set(rest.terms) < set(line.terms)
