"""An expression with hints finds what it finds without them."""

import re
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as syntax  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.patterns import LAZY_PATTERN, all_lazy_patterns
from vividmap.core.lazy_pattern import fold_case, lazy_pattern
from vividmap.core.pattern_hints import find_hints

_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


@pytest.mark.parametrize(
    ("expression", "hints"),
    [
        (r"\b(?:mostly|mainly) (?:his|her) (?:work|doing)", ("mainly", "mostly")),
        (r"colou?rs", ("colo",)),
        (r"stra\u00dfe|gro\u00df?artig", ("artig", "strasse")),
        (r"x*(?P<name>Kafka)+", ("kafka",)),
        (r"ab{0,3}cdef|(?<=ghi)\d", ("cdef", "ghi")),
        (r"(?:load ?)?balancer|hate|hated by", ("balancer", "hate")),
        (r"(?<!not )done(?! yet)", ("done",)),
        (r"[a-z]{3,}|\d{4}", ()),
        (r"(?:many )?words|", ()),
        (r"up|down", ()),
        (r"(?x) many words", ()),
        (r"(a)?(?(1)many|words)", ()),
    ],
)
def test_hints_are_what_no_match_is_without(expression, hints):
    assert sorted(find_hints(expression)) == sorted(hints)


def test_each_expression_of_the_package_that_has_hints_needs_one_of_them():
    hinted = [pattern for pattern in all_lazy_patterns() if find_hints(pattern._text, pattern._flags)]
    assert len(hinted) > 100
    for pattern in hinted:
        tree = syntax.parse(pattern._text, pattern._flags)
        assert _needs(tree, find_hints(pattern._text, pattern._flags)), pattern._text


def _needs(tree: Any, hints: tuple[str, ...], word: str = "") -> bool:
    """Return whether every match of a syntax tree holds one of some texts, read by Python's own parser.

    `word` are the letters right before it: the parser takes out what alternatives begin with.
    """
    for operation, value in tree:
        if operation is code.LITERAL:
            word += fold_case(chr(value))
        elif operation in _REPEATS and value[0] and value[2][0][0] is code.LITERAL:
            word += fold_case(chr(value[2][0][1]))
        if any(hint in word for hint in hints):
            return True
        if operation is code.BRANCH and all(_needs(branch, hints, word) for branch in value[1]):
            return True
        if any(_needs(part, hints, word) for part in _needed(operation, value)):
            return True
        word = word if operation is code.LITERAL else ""
    return False


def _needed(operation: Any, value: Any) -> list[Any]:
    """Return the parts of an operation that each match has to go through."""
    if operation in _REPEATS:
        return [value[2]] if value[0] else []
    if operation is code.SUBPATTERN:
        return [value[3]]
    if operation is code.ATOMIC_GROUP:
        return [value]
    return [value[1]] if operation is code.ASSERT else []


PIECES = ("moved", "Mostly", "STRASSE", "straße", "ſtate", "İstanbul", "ıstanbul", "K", "µs", " ", "a", ". ")
METHODS = {
    "search": lambda match: match and match.span(),
    "match": lambda match: match and match.span(),
    "fullmatch": lambda match: match and match.span(),
    "finditer": lambda matches: [match.span() for match in matches],
    "findall": lambda found: found,
}


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.sampled_from((r"\b(?:moved|mostly|strasse|state) ?+\w*", r"(?:straße|istanbul|kelvin|µs and|state)")),
    st.sampled_from((0, re.IGNORECASE)),
)
def test_a_lazy_pattern_answers_as_the_pattern_does(text, expression, flags):
    expression += r"(?:padding that makes it long enough to be worth it)?"
    pattern, lazy = re.compile(expression, flags), lazy_pattern(expression, flags)
    assert isinstance(lazy, LAZY_PATTERN)
    for name, comparable in METHODS.items():
        assert comparable(getattr(lazy, name)(text)) == comparable(getattr(pattern, name)(text))
    assert lazy.sub("x", text, count=1) == pattern.sub("x", text, count=1)
    assert lazy.split(text) == pattern.split(text)
    assert lazy.search(text, 1) == pattern.search(text, 1) or pattern.search(text, 1)


def test_letters_that_are_the_same_without_case_are_folded_to_the_same():
    letters = [chr(number) for number in range(0x3000)]
    text = "".join(letters)
    for letter in filter(str.isalpha, letters):
        for other in re.findall(re.escape(letter), text, re.IGNORECASE):
            assert fold_case(other) == fold_case(letter)
