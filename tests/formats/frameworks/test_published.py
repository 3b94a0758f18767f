"""Public frameworks are read as their companies mean them: levels, themes and criteria, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.frameworks.published import PUBLISHED

from vividmap.formats.frameworks import read
from vividmap.formats.notes.blocks import split_lines


@pytest.mark.parametrize("shape", PUBLISHED)
def test_the_criteria_are_what_the_company_states(shape):
    published = PUBLISHED[shape]
    framework = read(published.text, published.file).framework
    criteria = [(criterion.level, criterion.theme, criterion.text) for criterion in framework.criteria]
    assert criteria == list(published.criteria)


@pytest.mark.parametrize("shape", PUBLISHED)
def test_its_explanations_are_kept_and_every_line_has_a_result(shape):
    published = PUBLISHED[shape]
    reading = read(published.text, published.file)
    assert [text for text in published.about if text not in reading.framework.about] == []
    lines = published.text.split("\n")
    assert [result.line for result in reading.line_results] == [
        number for number, line in enumerate(lines, 1) if line.strip()
    ]
    assert not [result for result in reading.line_results if result.detail == "not understood"]


@given(st.text(alphabet='<>/ahl1td-|[]()#=" \n&;é', max_size=120))
def test_any_web_page_is_read_or_refused(page):
    reading = read(page, "page.html")
    assert len(reading.line_results) == sum(bool(line.strip()) for line in split_lines(page))


OWN_NAMES = "## Explorer\n### Craft\n- Asks.\n### Reach\n- Helps.\n## Builder\n### Craft\n- Builds."


def test_levels_with_names_of_their_own_are_asked_for_and_taken():
    reading = read(OWN_NAMES)
    assert reading.possible_levels == ("Explorer", "Craft", "Reach", "Builder")
    levels = {criterion.level for criterion in read(OWN_NAMES, level="explorer").framework.criteria}
    assert levels == {"Explorer", "Builder"}
    assert read(PUBLISHED["titles"].text).possible_levels == ()
