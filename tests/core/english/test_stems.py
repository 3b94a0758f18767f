import pytest

from vividmap.core.english.stems import stem, stems


@pytest.mark.parametrize(
    "same",
    [
        "review reviews reviewed reviewing reviewer reviewers",
        "plan plans planned planning",
        "decision decisions decide decided",
        "migrate migrates migrated migrating migration migrations",
        "lead leads led leading leader leadership",
        "strategy strategies strategic",
        "mentor mentors mentored mentoring mentorship",
        "write writes wrote written writing",
        "architecture architectures architectural",
        "pass passes passed passing",
        "improvement improvements improve improved",
    ],
)
def test_words_of_one_stem_are_one(same):
    assert len({stem(word) for word in same.split()}) == 1, {one: stem(one) for one in same.split()}


@pytest.mark.parametrize(
    "pair", ["redis reduce", "service server", "status state", "cache case", "risk rise"]
)
def test_other_words_are_others(pair):
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_words_that_say_nothing_are_left_out_and_the_first_spelling_is_kept():
    found = stems("The team's Runbooks were reviewed, 7 of them, in the runbook review")
    assert list(found.values()) == ["runbooks", "reviewed"]


def test_words_of_any_script_are_words():
    assert list(stems("Ревью für 決済 — Größe").values()) == ["ревью", "fur", "決", "済", "grosse"]
