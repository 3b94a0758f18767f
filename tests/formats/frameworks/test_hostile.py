"""Broken and hostile input: refused with its place and what to do, soon, and in words of our own."""

import pytest

from vividmap.formats.frameworks import Unreadable, read

BOMB = "a: &a [x, x]\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)
)
REFUSED = {
    "NUL": ("# Levels\n\n- a\0b", "x.md", 3, "NUL"),
    "half a pair": ("# Levels\n- \ud800", "x.md", 2, "not valid Unicode"),
    "too large": ("x" * 500_001, "", 1, "import it in parts"),
    "too many lines": ("x\n" * 12_001, "", 12_000, "at most"),
    "too many criteria": ("## Senior\n" + "- Owns a thing.\n" * 1_001, "", 1_002, "more than 1000 criteria"),
    "aliases": (BOMB, "x.yaml", 2, "write the value out"),
    "deep YAML": ("[" * 100_000, "x.yaml", 1, "nested more than"),
    "deep blocks": ("\n".join("  " * n + "a:" for n in range(40)), "x.yaml", 13, "nested more than"),
    "the same name twice": ("Senior:\n  Craft: a\n  Craft: b", "x.yaml", 3, "is also on line 2"),
    "no name": ("? [a, b]\n: c", "x.yaml", 1, "cannot be a key; use text"),
    "two documents": ("a: [b]\n---\nc: [d]", "x.yaml", 2, "second document"),
    "broken YAML": ("a: [b\nc: d", "x.yaml", 2, "not YAML"),
    "control characters": ("a: \x01b", "x.yaml", 1, "not YAML"),
    "too many cells": ("a," * 300, "x.csv", 1, "at most 200"),
    "a cell without an end": (
        'Level,Criterion\nSenior,"' + "x" * 140_000,
        "x.csv",
        2,
        "cannot read this row",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_its_place_and_what_to_do(what):
    text, file, line, says = REFUSED[what]
    with pytest.raises(Unreadable, match=says) as refused:
        read(text, file)
    assert refused.value.line == line
    assert str(refused.value).startswith(f"line {line}: ")


def test_values_that_are_no_text_elsewhere_are_the_text_they_are():
    text = "levels:\n  1: {Craft: [.nan, 2026-01-01, yes, 0x10, 1e400, !!python/name:os.system x]}"
    said = [one.text for one in read(text, "x.yaml").framework.criteria]
    assert said == [".nan", "2026-01-01", "yes", "0x10", "1e400", "x"]


@pytest.mark.parametrize("file", ["", "x.md", "x.csv", "x.yaml"])
@pytest.mark.parametrize("text", ["", " \n\t\n", "#", "-", "|", "---", ":", ",", "[]", "{}"])
def test_nothing_is_a_framework_without_criteria(text, file):
    try:
        assert read(text, file).framework.criteria == ()
    except Unreadable as error:
        assert error.line in (1, 2)  # noqa: PT017 - either is an answer


def test_deep_lists_and_long_lines_are_read_in_time():
    read("\n".join("  " * n + "- x" for n in range(600)), "x.md")
    read("> " * 100_000, "x.md")
    read("| a " * 40_000 + "|\n" + "|---" * 40_000 + "|\n", "x.md")
    read("Senior: " + "x, " * 100_000, "x.md")
    read("- " + "**x " * 50_000 + " " * 100_000 + "•", "x.md")


def test_marks_of_other_formats_stay_text():
    text = "## Senior\n- <script>alert(1)</script> =cmd()|' /C calc'!A0 \u202e {{ x }} $x$ \\write18"
    (one,) = read(text).framework.criteria
    assert one.text == text.split("\n- ")[1]
