"""Which notes a draft tells as the author's deeds: by their first words, as `deeds.txt` lists them."""

from pathlib import Path

import pytest

from vividmap.core.english.verbs import PARTICLES
from vividmap.core.packets.sentences import in_first_person


def read_groups():
    """Return the words of each group of `deeds.txt`, by its title up to a colon."""
    groups: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "deeds.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and ":" in line:
            words = groups.setdefault(line.removeprefix("# ").partition(":")[0], [])
        elif line:
            words += line.split()
    return groups


GROUPS = read_groups()


def told(words, before, after, *, is_first=True):
    """Return by word what a draft makes of a note with it; hyphens join the words of one entry."""
    return {
        word: in_first_person(f"{before}{word.replace('-', ' ')}{after}".capitalize(), is_first=is_first)
        for word in words
    }


@pytest.mark.parametrize(
    ("group", "before", "after"),
    [
        ("I did it, whatever follows", "", " kafka"),
        ("I did it only to an object with an article", "", " the page"),
        ("I did it with this word behind it", "", " kafka"),
        ("Before the verb", "", " moved the page"),
        ("What begins an object", "frobnicated ", " pages"),
    ],
)
def test_a_deed_is_told_with_its_subject(group, before, after):
    expected = {word: f"I {before}{word.replace('-', ' ')}{after}" for word in GROUPS[group]}

    assert told(GROUPS[group], before, after) == expected


@pytest.mark.parametrize(
    ("group", "before", "after", "is_first"),
    [
        ("I did it only to an object with an article", "", " pages", True),
        ("Never taken for mine", "", " the page", True),
        ("After the first sentence not taken for mine", "", " the page", False),
        ("What begins no object", "moved ", " kafka", True),
        ("Subjects that point back, so not of a first sentence", "", " moved pages", True),
    ],
)
def test_what_may_be_no_deed_of_mine_is_quoted(group, before, after, is_first):
    assert set(told(GROUPS[group], before, after, is_first=is_first).values()) == {None}


@pytest.mark.parametrize(
    ("group", "before", "after", "is_first"),
    [
        ("Finite verbs", "the old server ", " full", True),
        ("Subjects of a first sentence", "", " moved pages", True),
        ("Subjects that point back, so not of a first sentence", "", " moved pages", False),
    ],
)
def test_a_whole_sentence_stays_as_it_is(group, before, after, is_first):
    expected = {word: f"{before}{word}{after}".capitalize() for word in GROUPS[group]}

    assert told(GROUPS[group], before, after, is_first=is_first) == expected


def test_a_verb_with_its_particle_is_a_deed_before_a_preposition_too():
    words = [word for word in GROUPS["I did it with this word behind it"] if word.split("-")[1] in PARTICLES]

    assert "followed-up" in words
    assert told(words, "", " with kafka") == {
        word: f"I {word.replace('-', ' ')} with kafka" for word in words
    }
