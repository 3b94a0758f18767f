"""Which words of the author say who may read a text."""

import pytest

from tests.core.english import privacy_lines, private_matter_lines
from vividmap.core.english import privacy_words
from vividmap.core.english.privacy_words import find_privacy_mark
from vividmap.core.results import line_reading


def level_of(*texts):
    mark = find_privacy_mark(texts)
    return mark.level if mark else ""


@pytest.mark.parametrize("line", [*privacy_lines.PRIVATE, *private_matter_lines.MARKED])
def test_words_that_hold_a_line_back_from_everybody(line):
    assert level_of(line) == "private"


@pytest.mark.parametrize("line", privacy_lines.INTERNAL)
def test_words_that_keep_a_line_within_the_company(line):
    assert level_of(line) == "internal"


@pytest.mark.parametrize("line", privacy_lines.OPEN)
def test_talk_about_privacy_is_ordinary_work(line):
    assert level_of(line) == ""


@pytest.mark.parametrize("line", private_matter_lines.PRIVATE)
def test_pay_offers_interviews_elsewhere_and_a_colleagues_probation_are_held_back(line):
    assert level_of(line) == "private"


@pytest.mark.parametrize("line", private_matter_lines.OPEN)
def test_work_that_uses_the_same_words_is_told(line):
    assert level_of(line) == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("he really shouldn't be a senior. (not for sharing)", "not for sharing"),
        ("CONFIDENTIAL 2026-06-24: we are acquiring Kredo", "CONFIDENTIAL"),
        ("Dana kündigt im Mai. Bitte nicht weitersagen!", "nicht weitersagen"),
        ("looked around for other jobs #private", "#private"),
        ("my salary is below the band. Between us only", "Between us only"),
        ("2026-05-04 my salary is below the band", "my salary"),
    ],
)
def test_the_author_is_told_which_words_they_were(line, words):
    mark = find_privacy_mark((line,))
    assert mark is not None
    assert mark.words == words


def test_the_strictest_of_several_words_counts():
    assert level_of("Internal only: cut the bill", "told nobody") == "private"
    assert level_of("Moved the cache", "from Helen\n\nkeep this to myself") == "private"


@pytest.mark.parametrize("decoration", ["{}", "- {}", "> {}", "**{}**", "2026-03-06 {}", "{} 🤫", "✅ {}."])
def test_decoration_around_a_line_changes_nothing(decoration):
    for line in (*privacy_lines.PRIVATE, *private_matter_lines.MARKED, *private_matter_lines.PRIVATE):
        assert level_of(decoration.format(line)) == "private", line


def test_what_a_capture_shows_knows_the_letters_of_every_phrase():
    assert set(line_reading._LETTERS_OF_PRIVACY) == set(privacy_words._shortest_hints(is_ascii=True))


@pytest.mark.parametrize(
    "line", [*privacy_lines.PRIVATE, *privacy_lines.INTERNAL, *private_matter_lines.PRIVATE]
)
def test_a_capture_shows_what_its_words_say(line):
    shown = line_reading.describe_capture(line, {}, is_evidence=True, is_known=lambda _: True)
    assert shown.startswith((f"{level_of(line)} (“",))
    opened = line_reading.describe_capture(
        line, {"confidentiality": ["open"]}, is_evidence=True, is_known=lambda _: True
    )
    assert "(“" not in opened
