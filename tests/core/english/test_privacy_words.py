"""Which words of the author say who may read a text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.english import privacy_lines, private_matter_lines
from vividmap.core.english.privacy_pattern import HintIndex
from vividmap.core.english.privacy_words import all_phrases, find_privacy_mark
from vividmap.core.english.private_matters import PRIVATE_MATTERS
from vividmap.core.results import line_reading
from vividmap.core.text import fold

# No sign that folds to letters: "™".
WRITTEN_CHARACTERS = st.characters(categories=("L", "Nd", "P", "Zs"))


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
    hints = {hint.removeprefix("*") for phrase in all_phrases() for hint in phrase.hints if hint.isascii()}
    shortest = {hint for hint in hints if not any(other in hint for other in hints - {hint})}
    assert set(line_reading._LETTERS_OF_PRIVACY) == shortest


@pytest.mark.parametrize("phrase", all_phrases(), ids=range(len(all_phrases())))
def test_every_match_of_a_phrase_has_one_of_its_hints(phrase):
    index = HintIndex.of(hint for other in all_phrases() for hint in other.hints)
    searched_phrases = {matter.phrase for matter in PRIVATE_MATTERS}

    # What looks behind is seldom met by chance.
    @settings(max_examples=5, suppress_health_check=[HealthCheck.filter_too_much])
    @given(
        st.from_regex(
            phrase.pattern._compiled, fullmatch=phrase not in searched_phrases, alphabet=WRITTEN_CHARACTERS
        )
    )
    def has_hint(text: str) -> None:
        assert not phrase.hints.isdisjoint(index.find(fold(text.replace("’", "'"))))

    has_hint()


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
