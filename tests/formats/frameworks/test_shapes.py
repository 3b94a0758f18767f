"""Frameworks as they are published: each shape is understood, and every line is accounted for."""

import re

import pytest
from tests.formats.frameworks.samples import (
    DIMENSIONS_YAML,
    HEADINGS,
    LONG_CSV,
    MATRIX,
    PROGRESSION_YAML,
    SHAPES,
    STATED,
)

from vividmap.formats.frameworks import ladders, read

NOTATION = re.compile(
    r"\b(?:levels|id|summary|description|examples|topic|domain|supportingUrls|br|null)\b"
    r"|\b(?:area|level|theme|source|name)(?=[:;\t, ])(?! of)|^\d\.",
    re.IGNORECASE,
)
"""What belongs to the shape: keys, names of columns, marks."""


def said(reading):
    return [(one.level, one.theme, one.text) for one in reading.framework.criteria]


def result_of(reading, text, line):
    number = text.split("\n").index(line) + 1
    return next(str(one) for one in reading.line_results if one.line == number)


def words(text):
    return set(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_the_same_criteria(shape):
    assert sorted(said(read(*SHAPES[shape]))) == sorted(STATED)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_line_is_accounted_for_once_and_no_word_is_lost(shape):
    text, file = SHAPES[shape]
    reading = read(text, file)
    lines = text.split("\n")
    assert [one.line for one in reading.line_results] == [
        n for n, line in enumerate(lines, 1) if line.strip()
    ]
    framework = reading.framework
    kept = words(f"{framework.name} {framework.source} {framework.about}")
    for one in framework.criteria:
        kept |= words(f"{one.level} {one.theme} {one.text} {one.body}")
    for result in reading.line_results:
        line = NOTATION.sub("", lines[result.line - 1])
        assert result.result in ("heading", "not imported") or words(line) <= kept, (result, line)
    left = [lines[one.line - 1] for one in reading.line_results if one.result == "not imported"]
    assert left in ([], ["# Acme engineering levels"])  # a comment in YAML


def test_what_became_of_each_line_is_said():
    reading = read(HEADINGS)
    assert reading.shape == "Markdown, nested headings"
    assert reading.framework.name == "Acme engineering levels"
    assert reading.framework.about == "What we hope to see. Nobody shows all of it."
    expected = {
        "# Acme engineering levels": "heading: name of the framework",
        "What we hope to see. Nobody shows all of it.": "about: introduction",
        "## Senior Engineer": "level: Senior Engineer",
        "### Delivery": "theme: Delivery",
        "- Says early what": "criterion: Senior Engineer / Delivery",
        "  will be late.": "within",
        "   - for example a module with tests that others dare to touch": "within",
        "Sets a direction that teams follow by choice.": "criterion: Staff Engineer / Craft",
    }
    assert {line: result_of(reading, HEADINGS, line) for line in expected} == expected
    reading = read(MATRIX)
    assert result_of(reading, MATRIX, MATRIX.split("\n")[2]) == "level: Senior Engineer, Staff Engineer"
    assert result_of(reading, MATRIX, MATRIX.split("\n")[4]).startswith(
        "criterion: Senior Engineer / Delivery"
    )


def test_what_is_beside_a_criterion_is_kept_beneath_it():
    (craft,) = (one for one in read(HEADINGS).framework.criteria if "easier" in one.text)
    assert craft.body == "- for example a module with tests that others dare to touch"
    bodies = [one.body for one in read(LONG_CSV, "x.csv").framework.criteria]
    assert bodies == ["- Examples: the payout report", "", "- Examples: a module, with tests", "", ""]
    body = read(PROGRESSION_YAML, "x.yml").framework.criteria[0].body
    assert body == "- id: 3c1a0e\n- examples:\n  - the payout report\n  - the new search"
    framework = read(DIMENSIONS_YAML).framework
    assert framework.source == "https://levels.example/engineering"
    assert framework.about == "Delivery: How work comes to its end."


def test_a_heading_with_nothing_beneath_it_is_reported():
    text = "## Senior\n- Owns a project.\n## Staff\n## Principal\n- Owns the year."
    assert result_of(read(text), text, "## Staff") == "heading: nothing below 'Staff'"


def test_levels_that_are_called_as_nobody_expects_stand_across_a_matrix():
    text = "| | Gardener | Ranger |\n|---|---|---|\n| Delivery | Plants a tree. | Plants a wood. |"
    assert said(read(text)) == [
        ("Gardener", "Delivery", "Plants a tree."),
        ("Ranger", "Delivery", "Plants a wood."),
    ]


def test_labels_are_levels_where_half_of_them_are_called_so():
    def headings(*titles):
        return said(read("# Ladder\n\n" + "".join(f"## {title}\n- Plants {title}.\n\n" for title in titles)))

    assert headings("Senior", "Gardener") == [
        ("Senior", "", "Plants Senior."),
        ("Gardener", "", "Plants Gardener."),
    ]
    assert [theme for _, theme, _ in headings("Senior", "Gardener", "Ranger")] == [
        "Senior", "Gardener", "Ranger",
    ]  # fmt: skip


def test_a_document_without_levels_has_themes_alone():
    text = "# What we value\n\n## Delivery\n- Ships.\n\n## Craft\n- Tests."
    assert said(read(text)) == [("", "Delivery", "Ships."), ("", "Craft", "Tests.")]


def test_themes_within_themes_are_one_theme():
    text = "# L\n\n## Craft\n\n### Testing\n\n#### Senior\n- Tests first.\n\n#### Staff\n- Sets how we test."
    assert said(read(text)) == [
        ("Senior", "Craft / Testing", "Tests first."),
        ("Staff", "Craft / Testing", "Sets how we test."),
    ]


def test_a_comment_in_a_list_of_criteria_is_left_out_and_said():
    text = "- summary: Works.\n  # not yet\n  level: Senior\n- summary:\n  id: x\n- description: Builds.\n  summary:\n"
    reading = read(text, "x.yml")
    assert said(reading) == [("Senior", "", "Works."), ("", "", "Builds.")]
    results = [(one.line, one.detail) for one in reading.line_results if one.result == "not imported"]
    assert results == [(2, "a comment"), (4, "no criterion in it"), (5, "no criterion in it")]


def test_levels_in_a_list_that_are_not_called_anything_have_their_number():
    text = "tracks:\n  Mobile:\n    milestones:\n      - summary: Works.\n        signals: [Ships]\n      - summary: Builds."
    assert said(read(text)) == [("1", "Mobile", "Works."), ("2", "Mobile", "Builds.")]


def test_a_level_for_each_table():
    text = "## Senior\n\n| Area | What we see |\n|---|---|\n| Craft | Tests. |\n\n## Staff\n\n| Area | What we see |\n|---|---|\n| Craft | Decides. |"
    assert said(read(text)) == [("Senior", "Craft", "Tests."), ("Staff", "Craft", "Decides.")]


def test_a_sentence_may_begin_with_its_level():
    text = "Senior: owns a project of the team.\nStaff: leads what several teams do."
    assert said(read(text)) == [
        ("Senior", "", "owns a project of the team."),
        ("Staff", "", "leads what several teams do."),
    ]


def test_a_text_that_states_nothing_is_kept_in_the_notes():
    reading = read("We have no levels here. Everybody is an engineer, and that is all.")
    assert reading.framework.criteria == ()
    assert reading.framework.about.startswith("We have no levels here.")


@pytest.mark.parametrize("ladder", ladders.LADDERS)
def test_a_ladder_of_ours_is_complete(ladder):
    reading = read(ladders.text(ladder))
    assert reading.framework.name == ladders.LADDERS[ladder]
    criteria = reading.framework.criteria
    assert {one.level for one in criteria} == {"Senior", "Staff", "Principal"}
    themes = {one.theme for one in criteria}
    assert 4 <= len(themes) <= 6
    assert {(one.level, one.theme) for one in criteria} == {
        (level, theme) for level in ("Senior", "Staff", "Principal") for theme in themes
    }
    assert all(one.text.endswith(".") and len(one.text.split()) > 8 for one in criteria)
    assert len({one.text for one in criteria}) == len(criteria)
    assert not [one for one in reading.line_results if one.result == "not imported"]
