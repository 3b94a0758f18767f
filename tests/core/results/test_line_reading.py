"""What a terminal shows of a capture is what is stored of it."""

import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import vividmap
from tests.core.test_shorthand import LINES
from vividmap.core.record import MENTION_SIGNS
from vividmap.core.results import changes
from vividmap.core.results.line_reading import describe_capture, has_outcome, read_captured_line
from vividmap.core.shorthand import read_line

WORDS = st.sampled_from(
    "Moved the cache -> → 45 min 12 340 ms $3k (45 12) #rust @priya !staff ~teams ~org +ledger with `a -> b` "
    "#1234 +40 @2x ~/bin C++ a@b.com !=".split(" ")
)


def assert_same(line):
    stored, shown = read_line(line, with_date=False), read_captured_line(line, is_evidence=True)

    assert set(shown.names) == {MENTION_SIGNS[mention.sort] + mention.name for mention in stored.mentions}
    assert (shown.scope, shown.project) == (stored.scope, stored.project)
    if stored.outcome:
        assert shown.result == stored.outcome


@pytest.mark.parametrize("line", [line for line in LINES if "\\" not in line])
def test_a_line_is_shown_as_it_is_stored(line):
    assert_same(line)


@given(st.lists(WORDS, max_size=10))
@example("Moved -> Moved ~teams ~teams".split(" "))
@example("Moved -> 45 min with #rust".split(" "))
@example("Moved ~org it ~teams now -> ~team +ledger ~teams".split(" "))
def test_any_line_is_shown_as_it_is_stored(words):
    assert_same(" ".join(words))


def test_a_capture_is_described_in_a_line():
    line = "Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya +ledger"

    assert describe_capture(line, {}, is_evidence=True, is_known=lambda name: False) == (
        "result: P99 down 340 ms · several teams · +ledger · #system-design · @priya (unknown)"
    )


def test_options_win_over_the_line():
    options = {"outcome": ["3 teams moved"], "scope": ["org"], "person": ["priya"]}

    assert describe_capture("Moved it ~team", options, is_evidence=True, is_known=lambda name: True) == (
        "result: 3 teams moved · the organisation · @priya"
    )


def test_a_skill_entry_has_no_result():
    described = describe_capture("Read 3x more #raft", {}, is_evidence=False, is_known=lambda name: True)

    assert described == "#raft"


@pytest.mark.parametrize(
    ("line", "result", "names"),
    [
        ("Moved it -> fast", "fast", []),
        ("Moved it → fast", "fast", []),
        ("Moved it ->fast", "", []),
        ("Moved it-> fast", "", []),
        ("-> fast", "", []),
        ("Moved it ->", "", []),
        ("Moved it -> #rust", "", ["#rust"]),
        ("Moved it -> fast #rust", "fast", ["#rust"]),
        ("Read it -> wrote it -> fast", "fast", []),
        ("Moved `a -> b` @priya", "", ["@priya"]),
        ("Moved ``a ` -> b`` -> fast", "fast", []),
        ("Moved `a -> fast", "fast", []),
        ("Moved ``x #a`` there", "", []),
        ("Moved ``x #a`` there #b", "", ["#b"]),
        ("Moved (@priya) it -> (fast)", "(fast)", ["@priya"]),
        ("See [x](@priya)", "", []),
        ("Moved #112 and #a-. and #. it", "", ["#a"]),
        ("Asked @priya.n, @t.- and a@b.com", "", ["@priya.n", "@t"]),
        ("Read #raft/paxos and #x= and #c++", "", ["#c++"]),
        ("Closed #7 @3f9k", "", ["@3f9k"]),
    ],
)
def test_a_mark_stands_apart_and_outside_of_code(line, result, names):
    reading = read_captured_line(line, is_evidence=True)

    assert (reading.result, reading.names) == (result, names)
    assert_same(line)


@pytest.mark.parametrize(
    ("line", "scope", "project"),
    [
        ("Moved it ~teams", "teams", ""),
        ("Moved it ~teams +ledger", "teams", "ledger"),
        ("Moved ~team it ~org", "org", ""),
        ("Moved it in ~/bin and ~teams~ and ~nonsense", "", ""),
        ("Moved +40 % more +9lives", "", ""),
        ("Moved it with +ledger", "", "ledger"),
        ("Moved it +ledger -> fast +payouts", "", "payouts"),
    ],
)
def test_scope_and_project_are_single_marks(line, scope, project):
    reading = read_captured_line(line, is_evidence=True)

    assert (reading.scope, reading.project) == (scope, project)
    assert_same(line)


@pytest.mark.parametrize(
    ("line", "has_one"),
    [
        ("Moved it -> fast", True),
        ("Build time 45 min -> 12 min", False),
        ("Moved it", False),
        ("`a -> b`", False),
    ],
)
def test_only_an_arrow_between_words_gives_an_outcome(line, has_one):
    assert has_outcome(line) is has_one


def test_a_name_that_means_nobody_is_marked_and_skills_never_are():
    def is_known(name):
        return name == "@priya"

    assert describe_capture("Moved it #rust @priya !staff", {}, is_evidence=True, is_known=is_known) == (
        "#rust · @priya · !staff (unknown)"
    )
    options = {"skill": ["#rust", "go "], "goal": ["^staff"], "project": ["+ledger"]}
    assert describe_capture("Moved\x07it", options, is_evidence=True, is_known=is_known) == (
        "+ledger · #rust · #go · !staff (unknown)"
    )


def test_showing_how_a_capture_was_read_imports_none_of_the_slow_modules():
    """Half of the time of a capture went to these, in which the standard library is large."""
    source = str(Path(vividmap.__file__).parents[1])
    code = f"import sys; sys.path.insert(0, {source!r}); import vividmap.core.results.line_reading; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    assert "vividmap.core.results.reading" in done.stdout.split()
    assert {"typing", "re", "functools", "collections", "dataclasses"}.isdisjoint(done.stdout.split())


AMOUNT_WORDS = st.sampled_from(
    "45 12 340ms $5 $ USD US$ € a an third d'un half two TWO zwei about ~ ~12 – p99 Java 11 teams min (3 [4 3) x, 七".split()
)


@given(before=st.lists(AMOUNT_WORDS, min_size=1, max_size=7), after=st.lists(AMOUNT_WORDS, max_size=4))
def test_no_change_is_missed_by_looking_at_the_words_beside_an_arrow_first(before, after):
    line = f"{' '.join(before)} -> {' '.join(after)}"
    start = line.index("->")
    with (
        patch.object(changes, "_can_begin_with_amount", lambda _: True),
        patch.object(changes, "_can_end_with_amount", lambda _: True),
    ):
        is_change = changes.is_change_arrow(line, start, start + 2)
    assert changes.is_change_arrow(line, start, start + 2) == is_change
