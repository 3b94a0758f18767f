"""Laws: what a framework says comes through every shape, and whatever is read, each line has its one result."""

import json
from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st
from tests.strategies import texts

from vividmap.formats.frameworks import Unreadable, read

LEVELS = ("Junior", "Senior", "Staff Engineer", "Principal (L7)")
THEMES = ("Delivery", "Technical judgment", "Growing others", "Käse & Brot")
WORDS = st.lists(
    st.sampled_from("builds leads what teams need über cost 漢字 42 risk, early 'til".split()),
    min_size=2,
    max_size=9,
)
SENTENCES = st.builds(lambda said: f"Somebody {' '.join(said)}.", WORDS)
FRAMEWORKS = st.dictionaries(
    st.tuples(st.sampled_from(LEVELS), st.sampled_from(THEMES)),
    st.lists(SENTENCES, min_size=1, max_size=3, unique=True),
    min_size=1,
)


def nested(said, first, second):
    return {
        outer: {
            inner: texts for pair, texts in said.items() if pair[first] == outer for inner in [pair[second]]
        }
        for outer in dict.fromkeys(pair[first] for pair in said)
    }


def as_headings(said, first=0):
    lines = ["# Levels of ours"]
    for outer, inner in nested(said, first, 1 - first).items():
        lines.append(f"\n## {outer}")
        for label, stated in inner.items():
            lines += [f"\n### {label}\n", *(f"- {one}" for one in stated)]
    return "\n".join(lines)


def as_themes_first(said):
    return as_headings(said, 1)


def as_bullets(said):
    return "\n".join(
        line
        for outer, inner in nested(said, 0, 1).items()
        for line in [
            f"- {outer}:",
            *(
                x
                for label, stated in inner.items()
                for x in [f"  - {label}:", *(f"    - {one}" for one in stated)]
            ),
        ]
    )


def as_matrix(said):
    levels, themes = ([*dict.fromkeys(pair[n] for pair in said)] for n in (0, 1))
    rows = [["Theme", *levels], ["---"] * (len(levels) + 1)]
    rows += [[theme, *("<br>".join(said.get((level, theme), [])) for level in levels)] for theme in themes]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def as_csv(said):
    quoted = [[level, theme, one] for (level, theme), stated in said.items() for one in stated]
    return "\n".join(
        ",".join(f'"{cell}"' for cell in row) for row in [["Level", "Theme", "Criterion"], *quoted]
    )


def as_yaml(said):
    return json.dumps({"levels": nested(said, 0, 1)}, ensure_ascii=False, indent=1)


def as_list(said):
    return "\n".join(
        f"- level: {json.dumps(level)}\n  area: {json.dumps(theme)}\n  summary: {json.dumps(one)}"
        for (level, theme), stated in said.items()
        for one in stated
    )


SHAPES = {
    as_headings: "x.md",
    as_themes_first: "",
    as_bullets: "",
    as_matrix: "",
    as_csv: "x.csv",
    as_yaml: "x.yaml",
    as_list: "x.yml",
}


@given(FRAMEWORKS)
def test_what_a_framework_says_comes_through_every_shape(said):
    stated = sorted((level, theme, one) for (level, theme), some in said.items() for one in some)
    for shape, file in SHAPES.items():
        reading = read(shape(said), file)
        found = sorted((one.level, one.theme, one.text) for one in reading.framework.criteria)
        assert found == stated, shape.__name__
        assert not [one for one in reading.line_results if one.result == "not imported"], shape.__name__


PIECES = st.sampled_from(
    ["# ", "## ", "- ", "  - ", "    ", "1. ", "| ", " | ", "|---|---|", "**", ": ", ", ", ";", "\t", '"', "<br>",
     "Senior", "Staff", "Delivery", "Owns a project.", "level", "theme", "criterion", "summary", "levels:", "[", "]",
     "{", "}", "---", "```", "<!--", "> ", "•", "é", "\n", "\n", "\n\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | texts(), st.sampled_from(["", "x.md", "x.csv", "x.yml"]))
@example("levels:\n  a: [b,\n    c]\n# d\n", "x.yml")
@example("\u2028 Owns\x85 a\u2029 project", "x.yml")
def test_each_line_that_is_not_blank_has_one_result(text, file):
    with suppress(Unreadable):
        assert_accounted(read(text, file), text)


def assert_accounted(reading, text):
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [one.line for one in reading.line_results] == [
        n for n, line in enumerate(lines, 1) if line.strip()
    ]
    on = {one.line for one in reading.line_results if one.result == "criterion"}
    assert all(one.text and one.line in on for one in reading.framework.criteria)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_line_that_is_a_criterion_s_has_its_words_in_the_framework(text):
    reading = read(text, "x.md")
    framework = reading.framework
    kept = f"{framework.name}{framework.about}"
    kept += "".join(f"{one.level}{one.theme}{one.text}{one.body}" for one in framework.criteria)
    for result in reading.line_results:
        if result.result not in ("heading", "not imported"):
            line = text.split("\n")[result.line - 1]
            for word in ("Senior", "Staff", "Delivery", "Owns a project.", "criterion", "summary", "é"):
                assert word not in line or word in kept, (result, line)
